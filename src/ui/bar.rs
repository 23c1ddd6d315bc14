//! The bar on every view: the mark, the one box, the way to the settings; and the foot with what has been sent.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::browser::files::{self, Brought};
use crate::indicator::{NotAnIndicator, at_once};
use crate::report::units;
use crate::route::Route;
use crate::ui::quota::QuotaMeter;
use crate::ui::state::{State, use_words};
use crate::words::Words;

/// A longer text is no question.
const QUERY_AT_MOST: usize = 200;

/// The mark: the tick of a test passed, inside the ring of what is weighed.
#[component]
fn Mark() -> impl IntoView {
    view! { class = "bar",
        <svg class="bar-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
            <path class="bar-mark-ring" d="M12 2.5 20.2 7.2v9.6L12 21.5l-8.2-4.7V7.2z" />
            <path class="bar-mark-tick" d="M8 12.2l2.8 2.8L16.2 9" />
        </svg>
    }
}

#[component]
pub fn Bar() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let shell = words.shell;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        state.enter(&state.typed.get_untracked());
    };
    // A digest tells nothing; a name is itself what is told.
    let is_name = Memo::new(move |_| {
        state
            .typed
            .with(|typed| typed.contains(['.', '/']) && at_once(typed).is_none())
    });
    let here = move |route: &Route| state.route.with(|at| at == route).then_some("page");
    view! { class = "bar",
        <header class="bar-frame">
            <div class="bar-row">
                <a class="bar-home" href=Route::Home.to_string() aria-label=shell.home_link aria-current=move || here(&Route::Home)>
                    <Mark />
                    <span class="bar-name">"Assay"</span>
                </a>
                <form class="bar-form" role="search" novalidate on:submit=submit>
                    <input
                        class="field field-mono bar-box"
                        id="box"
                        type="text"
                        name="indicator"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        enterkeyhint="search"
                        placeholder=shell.box_placeholder
                        aria-label=shell.box_label
                        aria-invalid=move || state.refused.with(|refused| if refused.is_some() { "true" } else { "false" })
                        aria-describedby="box-refused box-hint"
                        prop:value=move || state.typed.get()
                        on:input=move |event| {
                            state.typed.set(event_target_value(&event));
                            state.refused.set(None);
                        }
                        on:paste=move |event| {
                            // A field of one line drops the breaks between lines, and what they hold would run together.
                            if let Brought::Text(text) = files::pasted(&event)
                                && text.trim().contains('\n')
                            {
                                event.prevent_default();
                                state.enter(&text);
                            }
                        }
                    />
                    <button type="submit" class="button bar-go">{shell.look_up}</button>
                    <p class="bar-hint small quiet" id="box-hint">{move || is_name.get().then_some(shell.box_hint)}</p>
                </form>
                <QuotaMeter />
                <nav class="bar-nav">
                    <a
                        class="bar-settings"
                        href=Route::History.to_string()
                        aria-current=move || here(&Route::History)
                        title=shell.history_link
                    >
                        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                            <path d="M3.5 10a6.5 6.5 0 1 0 2-4.7L3.5 7.2M3.5 3.5v3.7h3.7M10 6.5V10l2.5 1.8" />
                        </svg>
                        <span class="bar-wide">{shell.history_link}</span>
                        {move || {
                            let changed = state.batch.told.get().changed as u64;
                            (changed > 0).then(|| view! { class = "bar",
                                <span class="bar-badge" title=(shell.history_changed)(changed)>{changed}</span>
                            })
                        }}
                    </a>
                    <a
                        class="bar-settings"
                        href=Route::Settings { test: false }.to_string()
                        aria-current=move || here(&Route::Settings { test: false })
                        title=shell.settings_link
                    >
                        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                            <path d="M3 6h7M14 6h3M3 14h3M10 14h7" />
                            <circle cx="12" cy="6" r="2" />
                            <circle cx="8" cy="14" r="2" />
                        </svg>
                        <span class="bar-wide">{shell.settings_link}</span>
                    </a>
                </nav>
            </div>
            <p class="bar-refused field-error" id="box-refused" role="alert">
                {move || state.refused.get().map(|refused| view! { class = "bar",
                    {sentence(&refused, words)}
                    {search(&refused, &state.typed.get_untracked(), words)}
                })}
            </p>
        </header>
    }
}

/// A text that is nothing else may be sought, if the reader says so: it could be a password that went astray.
fn search(refused: &NotAnIndicator, typed: &str, words: Words) -> Option<AnyView> {
    let query = typed.trim();
    (*refused == NotAnIndicator::Unrecognised && query.len() <= QUERY_AT_MOST).then(|| {
        let to = Route::Search {
            query: query.to_owned(),
        };
        view! { class = "bar", " "<a href=to.to_string()>{words.shell.box_search}</a> }.into_any()
    })
}

/// Why what was entered is nothing to ask about.
pub fn sentence(refused: &NotAnIndicator, words: Words) -> String {
    match refused {
        NotAnIndicator::Empty => words.shell.box_empty.to_owned(),
        NotAnIndicator::WrongLength(digits) => (words.shell.box_wrong_length)(*digits),
        NotAnIndicator::LinkWithoutObject => words.shell.box_link_without_object.to_owned(),
        NotAnIndicator::ZoneId => words.shell.box_zone_id.to_owned(),
        NotAnIndicator::Unrecognised => words.shell.box_unrecognised.to_owned(),
    }
}

#[component]
pub fn Foot() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    view! { class = "bar",
        <footer class="bar-foot">
            <div class="bar-foot-row">
                <p id="promise">{move || if state.lookup_only() { words.upload.lookup_only } else { words.shell.foot_promise }}</p>
                <p class="bar-counts">
                    <span id="requests-made">{move || (words.shell.requests_made)(state.requests.get())}</span>
                    <span id="file-bytes-sent">
                        {move || (words.shell.file_bytes_sent)(&units::count(state.file_bytes.get(), words))}
                    </span>
                </p>
            </div>
        </footer>
    }
}
