//! The browser's local storage: two entries, and every way in which it can refuse, as a value.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DomException, Storage, StorageEvent};

use crate::settings::{KeyPlace, Settings};

const KEY: &str = "assay.key";
const SETTINGS: &str = "assay.settings";

/// What went wrong with the storage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// The browser does not let the page store anything.
    Blocked,
    Full,
    /// An entry could not be read and was set aside.
    Damaged,
}

/// Reads what is stored; whatever cannot be read counts as not set.
pub fn load() -> (Settings, Option<Trouble>) {
    let Some(storage) = storage() else {
        return (Settings::default(), Some(Trouble::Blocked));
    };
    let (Ok(settings), Ok(key)) = (storage.get_item(SETTINGS), storage.get_item(KEY)) else {
        return (Settings::default(), Some(Trouble::Blocked));
    };
    let (settings, damaged) = Settings::from_stored(settings.as_deref(), key.as_deref());
    (settings, damaged.then_some(Trouble::Damaged))
}

/// Stores the settings, and the key where it may be kept on this device.
pub fn save(settings: &Settings) -> Result<(), Trouble> {
    let storage = storage().ok_or(Trouble::Blocked)?;
    let key = settings
        .key
        .as_ref()
        .filter(|_| settings.remember_key == KeyPlace::ThisDevice);
    match key {
        Some(key) => storage.set_item(KEY, key.reveal()).map_err(|error| trouble(&error))?,
        None => storage.remove_item(KEY).map_err(|_| Trouble::Blocked)?,
    }
    storage
        .set_item(SETTINGS, &settings.to_json())
        .map_err(|error| trouble(&error))
}

/// Calls back when another tab has changed one of the entries. For as long as the page lives.
pub fn watch(changed: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        // Without a name the whole storage was cleared.
        if event.key().is_none_or(|name| name == KEY || name == SETTINGS) {
            changed();
        }
    });
    if window
        .add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref())
        .is_ok()
    {
        listener.forget();
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

fn trouble(error: &wasm_bindgen::JsValue) -> Trouble {
    let full = error
        .dyn_ref::<DomException>()
        .is_some_and(|error| error.name() == "QuotaExceededError");
    if full { Trouble::Full } else { Trouble::Blocked }
}
