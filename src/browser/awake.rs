//! A screen that stays on: for as long as the lock is held and the page is in sight.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The screen stays on until it is dropped, or the page is out of sight.
pub struct Awake(JsValue);

impl Drop for Awake {
    fn drop(&mut self) {
        let release = Reflect::get(&self.0, &"release".into()).and_then(JsCast::dyn_into::<Function>);
        let _ = release.and_then(|release| release.call0(&self.0));
    }
}

/// Keeps the screen on; none where the browser cannot or will not.
pub async fn stay() -> Option<Awake> {
    let lock = JsFuture::from(asked().ok()?).await.ok()?;
    Some(Awake(lock))
}

fn asked() -> Result<Promise, JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"wakeLock".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    request.call1(&locks, &"screen".into())?.dyn_into()
}

/// Calls `back` whenever the page comes into sight again: a lock does not outlive its going.
pub fn on_return(back: impl Fn() + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let seen = document.clone();
    let turned = Closure::<dyn FnMut()>::new(move || {
        if !seen.hidden() {
            back();
        }
    });
    let _ = document.add_event_listener_with_callback("visibilitychange", turned.as_ref().unchecked_ref());
    turned.forget();
}
