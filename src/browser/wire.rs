//! How messages travel between page and workers: words as JSON, and beside them what only the browser can carry.

use js_sys::{Array, Reflect, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};

use crate::digest::message::Notice;

/// Something that takes messages.
pub trait Receiver {
    fn take(&self, message: &JsValue, transfer: &JsValue) -> Result<(), JsValue>;
}

impl Receiver for Worker {
    fn take(&self, message: &JsValue, transfer: &JsValue) -> Result<(), JsValue> {
        self.post_message_with_transfer(message, transfer)
    }
}

impl Receiver for DedicatedWorkerGlobalScope {
    fn take(&self, message: &JsValue, transfer: &JsValue) -> Result<(), JsValue> {
        self.post_message_with_transfer(message, transfer)
    }
}

/// Posts `words` and what lies beside them; `moved` of it changes hands instead of being copied.
pub fn post(to: &impl Receiver, words: &impl Serialize, beside: &[JsValue], moved: &[JsValue]) -> Result<(), JsValue> {
    post_written(to, &written(words)?, beside, moved)
}

/// Words as they are posted.
pub fn written(words: &impl Serialize) -> Result<JsValue, JsValue> {
    let words = serde_json::to_string(words).map_err(|error| JsValue::from_str(&error.to_string()))?;
    Ok(JsValue::from_str(&words))
}

fn post_written(to: &impl Receiver, words: &JsValue, beside: &[JsValue], moved: &[JsValue]) -> Result<(), JsValue> {
    let message: Array = std::iter::once(words).chain(beside).collect();
    to.take(&message, &moved.iter().collect::<Array>())
}

/// Tells whoever started this worker. Who is gone needs no telling, and nothing else can fail.
pub fn tell(scope: &DedicatedWorkerGlobalScope, notice: &Notice) {
    let _ = post(scope, notice, &[], &[]);
}

/// Posts written words with bytes beside them, which change hands.
pub fn post_bytes(to: &impl Receiver, words: &JsValue, bytes: Option<&Uint8Array>) -> Result<(), JsValue> {
    match bytes {
        Some(bytes) => post_written(to, words, &[bytes.into()], &[bytes.buffer().into()]),
        None => post_written(to, words, &[], &[]),
    }
}

/// The words of a message, and what lies beside them.
pub fn read<T: DeserializeOwned>(event: &MessageEvent) -> Result<(T, Array), String> {
    let refused = || format!("not a message: {}", say(&event.data()));
    let message: Array = event.data().dyn_into().map_err(|_| refused())?;
    let words = message.shift().as_string().ok_or_else(refused)?;
    let words = serde_json::from_str(&words).map_err(|error| error.to_string())?;
    Ok((words, message))
}

/// What an error says, for people.
pub fn say(error: &JsValue) -> String {
    let property = |name: &str| {
        let value = Reflect::get(error, &name.into()).ok()?.as_string()?;
        (!value.is_empty()).then_some(value)
    };
    match (name(error), property("message")) {
        (Some(name), Some(message)) => format!("{name}: {message}"),
        (one, other) => one.or(other).or_else(|| error.as_string()).unwrap_or_default(),
    }
}

/// What an error is called, whatever kind of object it is.
pub fn name(error: &JsValue) -> Option<String> {
    Reflect::get(error, &"name".into()).ok()?.as_string()
}
