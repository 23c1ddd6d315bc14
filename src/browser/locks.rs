//! Web Locks: what only one tab may do at a time. A lock ends with its tab, however that ends.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A lock that this tab has, until it is let go.
pub struct Held(Option<Function>);

impl Drop for Held {
    fn drop(&mut self) {
        if let Some(let_go) = &self.0 {
            let _ = let_go.call0(&JsValue::UNDEFINED);
        }
    }
}

/// How a lock is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// By one alone.
    Exclusive,
    /// By any number that want it so.
    Shared,
}

/// Waits for a lock. Where the browser has none, as on a page that came without encryption, everybody has it at once.
pub async fn wait(name: &str, mode: Mode) -> Held {
    match asked(name, mode) {
        Ok(granted) => Held(
            JsFuture::from(granted)
                .await
                .ok()
                .and_then(|let_go| let_go.dyn_into().ok()),
        ),
        Err(_) => Held(None),
    }
}

/// A promise of the function that lets the lock go.
fn asked(name: &str, mode: Mode) -> Result<Promise, JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let locks = Reflect::get(&navigator, &"locks".into())?;
    let request: Function = Reflect::get(&locks, &"request".into())?.dyn_into()?;
    let options = Object::new();
    let mode = match mode {
        Mode::Exclusive => "exclusive",
        Mode::Shared => "shared",
    };
    Reflect::set(&options, &"mode".into(), &mode.into())?;
    let mut failed = None;
    let granted = Promise::new(&mut |grant, refuse| {
        let take = Closure::once_into_js(move |_lock: JsValue| -> Promise {
            Promise::new(&mut |let_go, _| {
                let _ = grant.call1(&JsValue::UNDEFINED, &let_go);
            })
        });
        match request.call3(&locks, &name.into(), &options, &take) {
            // Refused later, as in a page that is going away.
            Ok(outcome) => {
                if let Ok(outcome) = outcome.dyn_into::<Promise>() {
                    let refused = Closure::once_into_js(move |error: JsValue| {
                        let _ = refuse.call1(&JsValue::UNDEFINED, &error);
                    });
                    let catch = Reflect::get(&outcome, &"catch".into()).and_then(JsCast::dyn_into::<Function>);
                    let _ = catch.and_then(|catch| catch.call1(&outcome, &refused));
                }
            }
            Err(error) => failed = Some(error),
        }
    });
    failed.map_or(Ok(granted), Err)
}
