//! The stand-in's own questions, for tests in other processes: under `/stand-in/`, in no record, without a key.
//!
//! `POST misbehave` `{"how": …, "always": bool}` or `{"how": …, "on": ["POST", "files"]}` · `POST behave` ·
//! `POST advance` `{"seconds": n}` · `POST add` a report · `POST add-object` an object ·
//! `POST set-relation` `{"collection", "id", "relation", "entries"}` · `POST forget` · `GET record` · `GET writes`

use std::time::Duration;

use hyper::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::kind::Kind;
use crate::{Misbehaviour, Shared, held};

#[derive(Deserialize)]
struct Misbehave {
    how: Misbehaviour,
    #[serde(default)]
    always: bool,
    /// Method and beginning of the path.
    on: Option<(String, String)>,
}

#[derive(Deserialize)]
struct SetRelation {
    collection: String,
    id: String,
    relation: String,
    entries: Vec<Value>,
}

#[derive(Deserialize)]
struct Advance {
    seconds: u64,
}

/// `what` is what stands behind `/stand-in/`.
pub(crate) fn answer(shared: &Shared, method: &Method, what: &str, body: &[u8]) -> Answer {
    let done = match (method, what) {
        (&Method::GET, "record") => Ok(shared.record.seen().iter().map(crate::Seen::json).collect::<Value>()),
        (&Method::GET, "writes") => Ok(crate::writes(&shared.record)
            .iter()
            .map(crate::Seen::json)
            .collect::<Value>()),
        (&Method::POST, "forget") => {
            shared.record.forget();
            Ok(Value::Null)
        }
        (&Method::POST, "behave") => {
            held(&shared.misbehaviour).end();
            Ok(Value::Null)
        }
        (&Method::POST, "misbehave") => serde_json::from_slice(body).map(|Misbehave { how, always, on }| {
            let mut script = held(&shared.misbehaviour);
            match on {
                Some((method, path)) => script.aim(&method, &path, how),
                None if always => script.always(how),
                None => script.next(how),
            }
            Value::Null
        }),
        (&Method::POST, "advance") => serde_json::from_slice(body).map(|Advance { seconds }| {
            held(&shared.quota).advance(Duration::from_secs(seconds));
            Value::Null
        }),
        (&Method::POST, "add") => serde_json::from_slice(body).map(|report: Value| {
            held(&shared.known).add(&report);
            Value::Null
        }),
        (&Method::POST, "add-object") => serde_json::from_slice(body).map(|object: Value| {
            held(&shared.known).add_object(&object);
            Value::Null
        }),
        (&Method::POST, "set-relation") => serde_json::from_slice(body).and_then(|set: SetRelation| {
            let kind = Kind::of_collection(&set.collection)
                .ok_or_else(|| serde::de::Error::custom(format!("no collection {}", set.collection)))?;
            held(&shared.known).set_relation(kind, &set.id, &set.relation, set.entries);
            Ok(Value::Null)
        }),
        _ => return Answer::json(404, json!({"stand-in": "no such control"}).to_string()),
    };
    match done {
        Ok(value) => Answer::json(200, value.to_string()),
        Err(error) => Answer::json(400, json!({"stand-in": error.to_string()}).to_string()),
    }
}
