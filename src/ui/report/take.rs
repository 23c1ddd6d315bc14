//! Buttons that take more than a value: a table, a list, a whole answer.

use leptos::prelude::*;

use crate::browser::{clipboard, save};
use crate::ui::state::{announce, use_words};

/// Copies what `text` makes at the click; nothing is made before.
#[component]
pub fn CopyText(#[prop(into)] label: String, #[prop(into)] text: Callback<(), String>) -> impl IntoView {
    let words = use_words();
    let announce = announce();
    let said = RwSignal::new(None::<&'static str>);
    let copy = move |_| {
        clipboard::copy(&text.run(()), move |worked| {
            let outcome = if worked {
                words.report.copied
            } else {
                words.report.copy_failed
            };
            announce(outcome.to_owned());
            said.try_set(Some(outcome));
        });
    };
    view! { class = "report-take",
        <button type="button" class="button" on:click=copy>{label}</button>
        <span class="said" aria-hidden="true">{move || said.get()}</span>
    }
    .into_any()
}

/// Saves what `text` makes at the click as a file of this name.
#[component]
pub fn SaveText(
    #[prop(into)] label: String,
    name: String,
    media_type: &'static str,
    #[prop(into)] text: Callback<(), String>,
) -> impl IntoView {
    let words = use_words();
    let announce = announce();
    let failed = RwSignal::new(false);
    let save = move |_| {
        let saved = save::text(&name, media_type, &text.run(()));
        failed.set(!saved);
        if !saved {
            announce(words.report.could_not_save.to_owned());
        }
    };
    view! { class = "report-take",
        <button type="button" class="button" on:click=save>{label}</button>
        <span class="said" aria-hidden="true">{move || failed.get().then_some(words.report.could_not_save)}</span>
    }
    .into_any()
}
