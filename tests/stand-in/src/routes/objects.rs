//! One object by its kind and id, with the relations that were asked for along with it.

use bytes::Bytes;
use serde_json::{Map, Value, json};

use super::{not_found, ok, related};
use crate::answer::{Answer, Refusal};
use crate::asked::Asked;
use crate::kind::Kind;
use crate::known::Known;
use crate::{Shared, canonical, held, made_up};

pub(super) fn report(shared: &Shared, asked: &Asked, kind: Kind, id: &str) -> Result<Answer, Refusal> {
    let mut known = held(&shared.known);
    find(shared, &mut known, kind, id)?;
    let relations = match asked.value("relationships") {
        Some(names) => Some(related::named(shared, &known, kind, id, names)?),
        None => None,
    };
    if kind == Kind::File
        && let Some(told) = known.verbatim(id)
    {
        return Ok(Answer::json(
            200,
            relations.map_or(told.clone(), |more| splice(&told, &more)),
        ));
    }
    let whole = known.whole(kind, id).ok_or_else(|| not_found(kind, id))?;
    Ok(match relations {
        None => ok(&whole),
        Some(relations) => {
            let mut whole = Value::clone(&whole);
            whole["data"]["relationships"] = Value::Object(relations);
            ok(&whole)
        }
    })
}

/// `GET /files/{id}/download_url`: signed, on another host, for premium keys.
pub(super) fn download_address(shared: &Shared, id: &str) -> Result<Answer, Refusal> {
    find(shared, &mut held(&shared.known), Kind::File, id)?;
    if !shared.options.premium {
        return Err(Refusal::new("ForbiddenError"));
    }
    let address = format!("https://downloads.example.com/{id}?Expires=1795000000&Signature=W6VI%2Fu+x%3D");
    Ok(ok(&json!({ "data": address })))
}

/// Makes sure that the object is there; the error is the answer.
pub(super) fn find(shared: &Shared, known: &mut Known, kind: Kind, id: &str) -> Result<(), Refusal> {
    let malformed = |pattern: &str| Refusal::argument(format!("{} \"{id}\" is not a valid {pattern}", kind.noun()));
    if kind == Kind::Domain && canonical::domain(id).is_none() {
        return Err(malformed("domain pattern"));
    }
    if kind == Kind::Address && canonical::address(id).is_none() {
        return Err(malformed("IP address"));
    }
    if known.has(kind, id) || (shared.options.made_up && made_up::add(known, kind, id)) {
        Ok(())
    } else {
        Err(not_found(kind, id))
    }
}

/// Puts relations into a body that was told byte for byte, every other byte as it was; into what is no object, none.
fn splice(body: &Bytes, relations: &Map<String, Value>) -> Bytes {
    let text = String::from_utf8_lossy(body);
    let after = text.match_indices("\"data\"").find_map(|(at, key)| {
        let value = text.get(at + key.len()..)?.trim_start().strip_prefix(':')?.trim_start();
        let inside = value.strip_prefix('{')?;
        Some((text.len() - inside.len(), inside.trim_start().starts_with('}')))
    });
    let Some((at, empty)) = after else { return body.clone() };
    let comma = if empty { "" } else { "," };
    let relations = json!(relations);
    let (before, after) = text.split_at(at);
    format!("{before}\"relationships\":{relations}{comma}{after}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splicing_changes_nothing_else() {
        let mut relations = Map::new();
        relations.insert("a".into(), json!(1));
        for (body, expected) in [
            (
                r#"{"x":"\"data\":{", "data" : {"n":1e400}}"#,
                r#"{"x":"\"data\":{", "data" : {"relationships":{"a":1},"n":1e400}}"#,
            ),
            (r#"{"data":{ }}"#, r#"{"data":{"relationships":{"a":1} }}"#),
            (r#"{"data":[1]}"#, r#"{"data":[1]}"#),
            ("[1,", "[1,"),
        ] {
            assert_eq!(splice(&Bytes::from(body), &relations), expected);
        }
    }
}
