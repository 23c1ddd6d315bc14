//! The parts of the page that come when they are needed: whether one is here, and its coming, which boot.js sees to.

use std::cell::Cell;

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use super::boot;

/// A part, in their order: each brings those before it along.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Part {
    /// What nearly every visit comes to: a report, the settings.
    Soon,
    /// All else.
    Late,
}

impl Part {
    /// The name in the build and in the tag of boot.js.
    fn name(self) -> &'static str {
        match self {
            Self::Soon => "soon",
            Self::Late => "late",
        }
    }
}

thread_local! {
    static HERE: Cell<Option<Part>> = const { Cell::new(None) };
}

/// Why a part did not come.
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

/// Whether the gates to a part can be called. A program that was not split has everything.
pub fn is_here(part: Part) -> bool {
    cfg!(not(target_arch = "wasm32")) || HERE.get() >= Some(part) || tag(part).is_none()
}

/// Fetches a part, unless it is here or on its way.
pub async fn load(part: Part) -> Result<(), Trouble> {
    let Some(boot) = tag(part) else { return Ok(()) };
    bring(&boot, part).await.map_err(|error| trouble(&error))?;
    HERE.set(HERE.get().max(Some(part)));
    Ok(())
}

/// The tag of boot.js, where it names the part.
fn tag(part: Part) -> Option<Element> {
    boot::tag().filter(|boot| boot.has_attribute(&format!("data-{}", part.name())))
}

async fn bring(boot: &Element, part: Part) -> Result<(), JsValue> {
    let bring: Function = Reflect::get(boot, &"bring".into())?.dyn_into()?;
    let coming = bring.call1(boot, &part.name().into())?;
    JsFuture::from(Promise::from(coming)).await.map(drop)
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
