//! A note that the browser keeps with the present entry of its history: it comes back with "back" and with a reload.

use wasm_bindgen::JsValue;

/// The note of the present entry; none where nobody has written one.
pub fn note() -> Option<String> {
    web_sys::window()?.history().ok()?.state().ok()?.as_string()
}

/// Writes the note of the present entry. A browser that refuses has none, and nothing else changes.
pub fn write(note: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::from_str(note), "", None);
    }
}
