//! Text to the clipboard, and text out of a paste.

use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Copies the text and says whether that worked: a browser refuses without a click and on plain http.
pub fn copy(text: &str, done: impl FnOnce(bool) + 'static) {
    let Some(clipboard) = secure_clipboard() else {
        done(false);
        return;
    };
    let written = clipboard.write_text(text);
    spawn_local(async move { done(JsFuture::from(written).await.is_ok()) });
}

/// `navigator.clipboard` is missing where the page came over plain http from another machine.
fn secure_clipboard() -> Option<web_sys::Clipboard> {
    let window = web_sys::window()?;
    window.is_secure_context().then(|| window.navigator().clipboard())
}
