//! What the browser tells outside the page, where the reader has allowed it to.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Notification)]
    type Notice;

    #[wasm_bindgen(constructor, js_class = "Notification", catch)]
    fn new(title: &str, options: &Object) -> Result<Notice, JsValue>;
}

/// Asks the reader's leave, where it was neither given nor refused yet: whether the page may tell something.
pub async fn may_tell() -> bool {
    match asked() {
        Ok(asked) => {
            let said = JsFuture::from(asked).await;
            said.ok().and_then(|said| said.as_string()).as_deref() == Some("granted")
        }
        // The browser has no such thing.
        Err(_) => false,
    }
}

fn asked() -> Result<Promise, JsValue> {
    let notices = Reflect::get(&js_sys::global(), &"Notification".into())?;
    let ask: Function = Reflect::get(&notices, &"requestPermission".into())?.dyn_into()?;
    Ok(Promise::resolve(&ask.call0(&notices)?))
}

/// Tells it, unless the reader is looking at the page. A browser that refuses has its reasons, and nothing is lost.
pub fn tell(title: &str, text: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    if document.is_some_and(|document| document.has_focus().unwrap_or(false)) {
        return;
    }
    let options = Object::new();
    let _ = Reflect::set(&options, &"body".into(), &text.into());
    // A second one takes the place of the first.
    let _ = Reflect::set(&options, &"tag".into(), &"assay".into());
    let _ = Notice::new(title, &options);
}
