//! The browser's local storage: four entries, and every way in which it can refuse, as a value.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{DomException, Storage, StorageEvent};

use crate::settings::{KeyPlace, Settings};

const KEY: &str = "assay.key";
const SETTINGS: &str = "assay.settings";

/// What a page notes for its next visit, and for other tabs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Note {
    /// How often was asked.
    Spent,
    /// The analyses that somebody waits for.
    Analyses,
    /// That files are on the list or questions wait: what shows them is fetched then.
    Queue,
}

impl Note {
    fn name(self) -> &'static str {
        match self {
            Self::Spent => "assay.spent",
            Self::Analyses => "assay.analyses",
            Self::Queue => "assay.queue",
        }
    }
}

/// A note as it was written; none where there is none or the storage refuses.
pub fn note(note: Note) -> Option<String> {
    storage()?.get_item(note.name()).ok().flatten()
}

/// Writes a note. A storage that refuses is no reason to stop: what is noted holds for this tab then.
pub fn set_note(note: Note, text: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(note.name(), text);
    }
}

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

/// Calls back when another tab has changed the key or the settings. For as long as the page lives.
pub fn watch(changed: impl Fn() + 'static) {
    watch_names(&[KEY, SETTINGS], changed);
}

/// The same for a note.
pub fn watch_note(note: Note, changed: impl Fn() + 'static) {
    watch_names(&[note.name()], changed);
}

fn watch_names(names: &[&'static str], changed: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let names = names.to_vec();
    let listener = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
        // Without a name the whole storage was cleared.
        if event.key().is_none_or(|name| names.contains(&name.as_str())) {
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
