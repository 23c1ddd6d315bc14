//! The relations of an object: `/{relation}` with whole objects, `/relationships/{relation}` with descriptors, and the
//! short form that comes along with a report.

use serde_json::{Map, Value, json};

use super::{objects, ok};
use crate::answer::{Answer, Refusal};
use crate::asked::Asked;
use crate::kind::Kind;
use crate::known::{Known, descriptor};
use crate::page::{API, Wanted};
use crate::relations::{self, Relation};
use crate::{Shared, held, percent};

pub(super) fn objects(shared: &Shared, asked: &Asked, kind: Kind, id: &str, name: &str) -> Result<Answer, Refusal> {
    let mut known = held(&shared.known);
    objects::find(shared, &mut known, kind, id)?;
    let relation = allowed(shared, kind, name)?;
    answer(&known, asked, (kind, id, relation), |entry| known.full(entry))
}

pub(super) fn descriptors(shared: &Shared, asked: &Asked, kind: Kind, id: &str, name: &str) -> Result<Answer, Refusal> {
    let mut known = held(&shared.known);
    objects::find(shared, &mut known, kind, id)?;
    let relation = allowed(shared, kind, name)?;
    answer(&known, asked, (kind, id, relation), descriptor)
}

fn answer(
    known: &Known,
    asked: &Asked,
    (kind, id, relation): (Kind, &str, Relation),
    shown: impl Fn(&Value) -> Value,
) -> Result<Answer, Refusal> {
    let entries = known.relation(kind, id, relation.name);
    let wanted = Wanted::read(&asked.path(), &asked.query)?;
    Ok(ok(&if relation.single {
        let one = entries.first().map_or(Value::Null, |entry| shown(entry));
        if let Some(message) = one["error"]["message"].as_str() {
            return Err(Refusal::saying("NotFoundError", message));
        }
        json!({"data": one, "links": {"self": format!("{API}/{}", asked.path())}})
    } else {
        wanted.page(entries, |entry| shown(entry))
    }))
}

/// The relation, if this kind of object has it and the key may ask.
fn allowed(shared: &Shared, kind: Kind, name: &str) -> Result<Relation, Refusal> {
    let relation = relations::named(kind, name)
        .ok_or_else(|| Refusal::argument(format!("\"{name}\" is not a valid relationship of {}", kind.name())))?;
    if relation.premium && !shared.options.premium {
        return Err(Refusal::new("ForbiddenError"));
    }
    Ok(relation)
}

/// `relationships=a,b`: at most ten descriptors of each.
pub(super) fn named(
    shared: &Shared,
    known: &Known,
    kind: Kind,
    id: &str,
    names: &str,
) -> Result<Map<String, Value>, Refusal> {
    names
        .split(',')
        .filter(|name| !name.is_empty())
        .map(|name| {
            let relation = allowed(shared, kind, name)?;
            Ok((name.to_owned(), short(known, kind, id, relation)))
        })
        .collect()
}

fn short(known: &Known, kind: Kind, id: &str, relation: Relation) -> Value {
    let entries = known.relation(kind, id, relation.name);
    let own = percent::encoded_part(&known.id(kind, id));
    let base = format!("{}/{own}", kind.collection());
    let wanted = Wanted {
        path: format!("{base}/relationships/{}", relation.name),
        ..Wanted::default()
    };
    let mut short = if relation.single {
        let one = entries.first().map_or(Value::Null, |entry| descriptor(entry));
        json!({ "data": one, "links": {} })
    } else {
        wanted.page(entries, |entry| descriptor(entry))
    };
    short["links"]["self"] = json!(format!("{API}/{base}/relationships/{}", relation.name));
    short["links"]["related"] = json!(format!("{API}/{base}/{}", relation.name));
    short
}
