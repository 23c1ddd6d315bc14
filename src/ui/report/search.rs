//! The search in one report: its field, with how much was found. The list of it comes with a later part of the page.

pub mod found;
pub mod reach;
pub mod seeking;

use std::rc::Rc;
use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use crate::browser::{dialog, place};
use crate::report::units;
use crate::subject::Subject;
use crate::ui::late::{Late, late_gate_found_in};
use crate::ui::report::search::seeking::Seeking;
use crate::ui::state::use_words;
use crate::vt::object::Object;

/// A pause in typing after which the report is searched.
const PAUSE: Duration = Duration::from_millis(200);
/// Longer words are not sought.
const SIGNS: usize = 200;
/// The list of what was found.
const LIST: &str = "found-in-report";

#[component]
pub fn SearchField(report: StoredValue<(Option<Subject>, Rc<Object>), LocalStorage>) -> impl IntoView {
    let words = use_words();
    let seeking = expect_context::<Seeking>();
    let field = NodeRef::<html::Input>::new();
    // What is typed, until the address has it; and a count, so that a search waits for the last of it.
    let typed = RwSignal::new(None::<String>);
    let turn = StoredValue::new(0_u32);
    let written = move || typed.get().unwrap_or_else(|| seeking.word.get());
    let seek = move |text: String| {
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        if text.is_empty() {
            typed.set(None);
            return seeking.seek("");
        }
        typed.set(Some(text));
        let go = move || {
            // The view may have gone meanwhile.
            if turn.try_get_value() == Some(mine) {
                seeking.seek(&typed.get_untracked().unwrap_or_default());
                typed.set(None);
            }
        };
        set_timeout(go, PAUSE);
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" if !untrack(written).is_empty() => {
            event.prevent_default();
            event.stop_propagation();
            seek(String::new());
        }
        "Enter" | "ArrowDown" if seeking.hits.with_untracked(Option::is_some) => {
            event.prevent_default();
            seeking.unfolded.set(true);
            request_animation_frame(|| {
                place::focus(&format!("#{LIST} a"));
            });
        }
        _ => {}
    };
    let slash = move |event: KeyboardEvent| {
        let plain = event.key() == "/" && !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        if plain && !event.default_prevented() && !place::is_typing() && !dialog::is_any_open() {
            event.prevent_default();
            if let Some(field) = field.get_untracked() {
                let _ = field.focus();
                field.select();
            }
        }
    };
    // Where there is a window to listen to.
    let heard = cfg!(target_arch = "wasm32").then(|| window_event_listener(leptos::ev::keydown, slash));
    on_cleanup(move || heard.into_iter().for_each(WindowListenerHandle::remove));
    let on = Memo::new(move |_| seeking.is_on());
    view! { class = "report-search",
        <div class="bar" role="search" aria-label=words.report.search_in>
            <input
                node_ref=field
                class="field seek"
                type="search"
                autocomplete="off"
                spellcheck="false"
                maxlength=SIGNS.to_string()
                placeholder=words.report.search_in
                aria-label=words.report.search_in
                aria-keyshortcuts="/"
                prop:value=written
                on:input=move |event| seek(event_target_value(&event))
                on:keydown=keys
            />
            <span class="key" aria-hidden="true">"/"</span>
            <Told seeking on />
        </div>
        {move || on.get().then(|| view! { class = "report-search", <Late view=move || late_gate_found_in(report) /> })}
    }
    .into_any()
}

/// How much was found, and the button that shows and hides the list of it.
#[component]
fn Told(seeking: Seeking, on: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let total = Memo::new(move |_| {
        let hits = seeking.hits.get()?;
        Some(hits.iter().map(|hits| hits.found).sum::<u64>())
    });
    let said = move || match (on.get(), total.get().filter(|_| !seeking.busy.get())) {
        (false, _) => String::new(),
        (true, None) => words.report.searching.to_owned(),
        (true, Some(0)) => words.report.found_none.to_owned(),
        (true, Some(total)) => (words.report.found)(total, &units::count(total, words)),
    };
    let unfold = move |_| seeking.unfolded.update(|unfolded| *unfolded = !*unfolded);
    let button = move || {
        (on.get() && total.get().is_some()).then(|| {
            view! { class = "report-search",
                <button
                    type="button"
                    class="button button-bare"
                    aria-expanded=move || if seeking.unfolded.get() { "true" } else { "false" }
                    aria-controls=LIST
                    on:click=unfold
                >
                    {move || if seeking.unfolded.get() { words.report.hide_list } else { words.report.show_list }}
                </button>
            }
        })
    };
    view! { class = "report-search",
        <p class="told" role="status">{said}</p>
        {button}
    }
    .into_any()
}
