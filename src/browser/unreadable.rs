//! Why a file could not be read: browsers say little, and each says it otherwise.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, File};

use super::wire::say;
use crate::digest::HashError;

/// What `error` of a read means that came after `read` of `expected` bytes.
pub async fn why(error: &JsValue, file: &File, expected: u64, read: u64) -> HashError {
    if let Some(known) = named(error, expected, read) {
        return known;
    }
    // A stream fails with a TypeError whatever happened; a read of one byte has names for it.
    let probe = match file.slice_with_i32_and_i32(0, 1) {
        Ok(first) => JsFuture::from(first.array_buffer()).await.err(),
        Err(error) => Some(error),
    };
    if let Some(known) = probe.as_ref().and_then(|error| named(error, expected, read)) {
        return known;
    }
    if read > 0 {
        return HashError::Changed { expected, read };
    }
    HashError::Unreadable(say(error))
}

fn named(error: &JsValue, expected: u64, read: u64) -> Option<HashError> {
    let exception = error.dyn_ref::<DomException>()?;
    match exception.name().as_str() {
        "NotFoundError" => Some(HashError::Vanished),
        // It could be read before, so it is not the permission that fails.
        "NotReadableError" if read > 0 => Some(HashError::Changed { expected, read }),
        "NotReadableError" | "SecurityError" => Some(HashError::Unreadable(say(error))),
        _ => None,
    }
}
