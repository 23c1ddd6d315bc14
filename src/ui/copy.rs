//! A button that takes a value to the clipboard and says that it did.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::clipboard;
use crate::ui::state::{announce, use_words};

/// How long the tick stands where the copy sign was.
const TICK_FOR: Duration = Duration::from_millis(1_600);

/// Copies `text` as it is. `what` names it for the ear and the title: "SHA-256".
#[component]
pub fn CopyButton(#[prop(into)] text: String, #[prop(into)] what: String) -> impl IntoView {
    let words = use_words().shell;
    let copied = RwSignal::new(false);
    let label = (words.copy_what)(&what);
    let announce = announce();
    let copy = move |_| {
        let done = (words.copied_what)(&what);
        clipboard::copy(&text, move |worked| {
            if !worked {
                announce(words.copy_failed.to_owned());
                return;
            }
            announce(done.clone());
            copied.try_set(true);
            let untick = move || {
                copied.try_set(false);
            };
            set_timeout(untick, TICK_FOR);
        });
    };
    view! { class = "copy",
        <button type="button" class="copy-button" class:copy-done=move || copied.get() title=label.clone() aria-label=label on:click=copy>
            <svg class="copy-sheets" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d="M5.5 4.5v-2h8v9h-2M2.5 4.5h8v9h-8z" />
            </svg>
            <svg class="copy-tick" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                <path d="M2.5 8.5l3.5 3.5 7.5-8" />
            </svg>
        </button>
    }
}
