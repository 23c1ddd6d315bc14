//! Components: thin drawings of their arguments.

pub mod actions;
pub mod analyses;
pub mod analysis;
pub mod app;
pub mod archive;
pub mod asking;
pub mod bar;
pub mod batch;
pub mod behaviour;
pub mod checksums;
pub mod community;
pub mod copy;
pub mod doings;
pub mod dropped;
pub mod entering;
pub mod files;
pub mod found;
pub mod gui_link;
pub mod history;
pub mod home;
pub mod late;
pub mod listings;
pub mod load;
pub mod local;
pub mod lookups;
pub mod network;
pub mod offers;
pub mod outside;
pub mod pictures;
pub mod problem;
pub mod quota;
pub mod reading;
pub mod relations;
pub mod report;
pub mod results;
pub mod sample;
pub mod saving;
pub mod search;
pub mod settings;
pub mod settings_engines;
pub mod settings_key;
pub mod settings_lock;
pub mod settings_proxy;
pub mod settings_quota;
pub mod settings_seen;
pub mod settings_taking;
pub mod settings_test;
pub mod shared;
pub mod state;
pub mod subject;
pub mod table;
pub mod table_address;
pub mod trail;
pub mod unknown;
pub mod upload;
pub mod veil;

use leptos::prelude::*;

use crate::browser::panic::LastWords;
use crate::browser::{address, boot, panic};
use crate::ui::app::{App, Framed};
use crate::words::Words;

/// Draws the app into the page, once.
pub fn mount() {
    std::panic::set_hook(Box::new(|info| panic::show(&last_words(info))));
    if boot::is_framed() {
        let words = Words::of(address::preferred_language());
        mount_to_body(move || view! { class = "app", <Framed words /> });
    } else {
        mount_to_body(|| view! { class = "app", <App /> });
    }
    boot::remove_start();
}

/// What stands on the panel over a page that broke. Of the message only what the program's text itself says: whatever
/// was put into it may have come from outside.
fn last_words(info: &std::panic::PanicHookInfo<'_>) -> LastWords {
    let words = Words::of(address::preferred_language()).shell;
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let said = info.payload().downcast_ref::<&str>().copied().unwrap_or_default();
    LastWords {
        heading: words.broke_heading.to_owned(),
        text: words.broke_text.to_owned(),
        details_label: words.broke_details.to_owned(),
        details: format!("Assay {}\n{place}\n{said}", env!("CARGO_PKG_VERSION")),
        reload: words.reload.to_owned(),
    }
}
