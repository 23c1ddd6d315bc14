//! The stand-in's own questions, for tests in other processes: under `/stand-in/`, in no record, without a key.
//!
//! `POST misbehave` `{"how": …, "always": bool}` · `POST behave` · `POST advance` `{"seconds": n}` · `POST add` a report ·
//! `POST forget` · `GET record`

use std::time::Duration;

use hyper::Method;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::{Misbehaviour, Shared, held};

#[derive(Deserialize)]
struct Misbehave {
    how: Misbehaviour,
    #[serde(default)]
    always: bool,
}

#[derive(Deserialize)]
struct Advance {
    seconds: u64,
}

/// `what` is what stands behind `/stand-in/`.
pub(crate) fn answer(shared: &Shared, method: &Method, what: &str, body: &[u8]) -> Answer {
    let done = match (method, what) {
        (&Method::GET, "record") => Ok(shared.record.seen().iter().map(crate::Seen::json).collect::<Value>()),
        (&Method::POST, "forget") => {
            shared.record.forget();
            Ok(Value::Null)
        }
        (&Method::POST, "behave") => {
            held(&shared.misbehaviour).end();
            Ok(Value::Null)
        }
        (&Method::POST, "misbehave") => serde_json::from_slice(body).map(|Misbehave { how, always }| {
            let mut script = held(&shared.misbehaviour);
            if always {
                script.always(how);
            } else {
                script.next(how);
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
        _ => return Answer::json(404, json!({"stand-in": "no such control"}).to_string()),
    };
    match done {
        Ok(value) => Answer::json(200, value.to_string()),
        Err(error) => Answer::json(400, json!({"stand-in": error.to_string()}).to_string()),
    }
}
