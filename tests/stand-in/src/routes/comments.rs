//! Comments: written, taken back by who wrote them, and voted on.

use serde_json::{Value, json};

use super::{not_found, objects, ok, parsed, said};
use crate::answer::{Answer, Refusal};
use crate::fixtures::identity::sha256;
use crate::fixtures::world::community;
use crate::kind::Kind;
use crate::known::Known;
use crate::{Shared, held};

fn is_by(known: &Known, comment: &str, user: &str) -> bool {
    let author = known.relation(Kind::Comment, comment, "author").first();
    author.is_some_and(|author| author["id"] == *user)
}

pub(super) fn write(shared: &Shared, kind: Kind, id: &str, body: &[u8]) -> Result<Answer, Refusal> {
    let now = held(&shared.quota).now();
    let mut known = held(&shared.known);
    objects::find(shared, &mut known, kind, id)?;
    let attributes = said(body, "comment")?;
    let text = attributes["text"].as_str().unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Refusal::argument("Comment text is empty"));
    }
    let user = &shared.options.user;
    let twice = known.relation(kind, id, "comments").iter().any(|entry| {
        let own = entry["id"].as_str().unwrap_or_default();
        is_by(&known, own, user) && known.full(entry)["attributes"]["text"] == *text
    });
    if twice {
        return Err(Refusal::saying("AlreadyExistsError", "You already posted this comment"));
    }
    let of = known.id(kind, id);
    let digest = sha256(&format!("{user} {now:?} {text}"));
    let own = format!("{}-{of}-{}", kind.letter(), digest.get(..8).unwrap_or_default());
    let date = i64::try_from(now.as_secs()).unwrap_or_default();
    let comment = community::comment(&own, text, date, (0, 0));
    known.add_object(&comment);
    known.add_object(&community::user(user));
    known.set_relation(Kind::Comment, &own, "author", vec![json!({"type": "user", "id": user})]);
    known.set_relation(
        Kind::Comment,
        &own,
        "item",
        vec![json!({"type": kind.name(), "id": of})],
    );
    known.put_first(kind, id, "comments", json!({"type": "comment", "id": own}));
    Ok(ok(&json!({ "data": comment })))
}

/// Only one's own.
pub(super) fn delete(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    let mut known = held(&shared.known);
    objects::find(shared, &mut known, Kind::Comment, id)?;
    if !is_by(&known, id, &shared.options.user) {
        return Err(Refusal::new("ForbiddenError"));
    }
    let item = known.relation(Kind::Comment, id, "item").first().cloned();
    let kind = item.as_ref().and_then(|item| Kind::of_type(item["type"].as_str()?));
    if let (Some(item), Some(kind)) = (&item, kind) {
        known.take_away(kind, item["id"].as_str().unwrap_or_default(), "comments", id);
    }
    known.forget(Kind::Comment, id);
    Ok(ok(&json!({})))
}

/// Somebody's word on a comment; a second one of the same user takes the place of the first.
pub(super) fn vote(shared: &Shared, id: &str, body: &[u8]) -> Result<Answer, Refusal> {
    let mut known = held(&shared.known);
    objects::find(shared, &mut known, Kind::Comment, id)?;
    let body = parsed(body)?;
    let word = body["data"]
        .as_str()
        .filter(|word| ["positive", "negative", "abuse"].contains(word));
    let word = word.ok_or_else(|| Refusal::argument("Vote must be positive, negative or abuse"))?;
    let before = held(&shared.opinions).insert((id.to_owned(), shared.options.user.clone()), word.to_owned());
    known.change(Kind::Comment, id, |attributes| {
        let mut count = |word: &str, by: i64| {
            let so_far = attributes["votes"][word].as_i64().unwrap_or_default();
            attributes["votes"][word] = json!(so_far + by);
        };
        if let Some(before) = before {
            count(&before, -1);
        }
        count(word, 1);
    });
    let whole = known
        .whole(Kind::Comment, id)
        .ok_or_else(|| not_found(Kind::Comment, id))?;
    let votes: &Value = &whole["data"]["attributes"]["votes"];
    Ok(ok(&json!({ "data": votes })))
}
