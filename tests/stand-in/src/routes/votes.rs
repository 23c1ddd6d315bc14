//! `POST /{collection}/{id}/votes`: one for each user and object.

use serde_json::{Value, json};

use super::{objects, ok, said};
use crate::answer::{Answer, Refusal};
use crate::fixtures::identity::sha256;
use crate::fixtures::world::community;
use crate::kind::Kind;
use crate::{Shared, held};

pub(super) fn cast(shared: &Shared, kind: Kind, id: &str, body: &[u8]) -> Result<Answer, Refusal> {
    let now = held(&shared.quota).now();
    let mut known = held(&shared.known);
    objects::find(shared, &mut known, kind, id)?;
    let attributes = said(body, "vote")?;
    let verdict = attributes["verdict"].as_str().unwrap_or_default();
    let value = match verdict {
        "harmless" => 1,
        "malicious" => -1,
        _ => return Err(Refusal::argument("Verdict must be harmless or malicious")),
    };
    let user = &shared.options.user;
    let before = known.relation(kind, id, "votes").iter().find(|vote| {
        let own = vote["id"].as_str().unwrap_or_default();
        known
            .relation(Kind::Vote, own, "author")
            .first()
            .is_some_and(|author| author["id"] == **user)
    });
    if let Some(before) = before {
        let before = known.full(before);
        let verdict = before["attributes"]["verdict"].as_str().unwrap_or_default();
        let noun = kind.in_a_sentence();
        let message = format!("User \"{user}\" already voted \"{verdict}\" for this {noun}");
        return Err(Refusal::saying("AlreadyExistsError", message));
    }
    let of = known.id(kind, id);
    let digest = sha256(&format!("{user} votes on {of}"));
    let own = format!("{}-{of}-{}", kind.letter(), digest.get(..8).unwrap_or_default());
    let date = i64::try_from(now.as_secs()).unwrap_or_default();
    let mut vote = community::ballot(&own, verdict, value, date);
    known.add_object(&vote);
    known.add_object(&community::user(user));
    known.set_relation(Kind::Vote, &own, "author", vec![json!({"type": "user", "id": user})]);
    known.set_relation(Kind::Vote, &own, "item", vec![json!({"type": kind.name(), "id": of})]);
    known.put_first(kind, id, "votes", json!({"type": "vote", "id": own}));
    known.change(kind, id, |attributes| {
        let so_far = attributes["total_votes"][verdict].as_i64().unwrap_or_default();
        attributes["total_votes"][verdict] = json!(so_far + 1);
    });
    // As in real answers: the vote has no address of its own yet.
    vote["links"]["self"] = Value::Null;
    Ok(ok(&json!({ "data": vote })))
}
