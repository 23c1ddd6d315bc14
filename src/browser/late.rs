//! The late part of the page: whether it is here, and its coming, which boot.js sees to.

use std::cell::Cell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::boot;

thread_local! {
    static HERE: Cell<bool> = const { Cell::new(false) };
}

/// Why the late part did not come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The server has it no more, or not yet.
    Missing,
    /// It is not what was published.
    Damaged,
    /// It could not be fetched.
    Network,
    /// It came and did not start; with the browser's words.
    Broken(String),
}

/// Whether gates can be called. A program that was not split has everything.
pub fn is_here() -> bool {
    cfg!(not(target_arch = "wasm32")) || HERE.get() || fetcher().is_none()
}

/// Fetches the late part, unless it is here or on its way.
pub async fn load() -> Result<(), Trouble> {
    let Some(fetch) = fetcher() else { return Ok(()) };
    match fetch.call0(&JsValue::UNDEFINED).map(Promise::from) {
        Ok(coming) => JsFuture::from(coming).await.map_err(|error| trouble(&error))?,
        Err(error) => return Err(trouble(&error)),
    };
    HERE.set(true);
    Ok(())
}

/// What boot.js has left for a page that was split.
fn fetcher() -> Option<Function> {
    Reflect::get(boot::tag()?.as_ref(), &"late".into())
        .ok()?
        .dyn_into()
        .ok()
}

fn trouble(error: &JsValue) -> Trouble {
    let told = |name: &str| Reflect::get(error, &name.into()).ok().and_then(|told| told.as_string());
    match told("because").as_deref() {
        Some("missing") => Trouble::Missing,
        Some("damaged") => Trouble::Damaged,
        Some("network") => Trouble::Network,
        Some(_) | None => Trouble::Broken(told("message").unwrap_or_default()),
    }
}
