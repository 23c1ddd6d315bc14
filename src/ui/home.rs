//! The first view: one target for files, one promise, what is missing, and the files so far.

use leptos::prelude::*;

use crate::browser::late::Part;
use crate::browser::{files, folders};
use crate::route::{Route, Tab};
use crate::ui::analyses::FollowedPlace;
use crate::ui::late::{Late, prepare_report, soon_gate_files};
use crate::ui::state::{State, use_words};

#[component]
pub fn Home() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().home;
    let has_files = Memo::new(move |_| state.dropped.items.with(|items| !items.is_empty()));
    view! { class = "home",
        <div class="home-view" data-busy=move || has_files.get().then_some("true")>
            <h1 class="home-heading">{words.heading}</h1>
            <section class="home-target" aria-label=words.drop_here>
                <svg class="home-sheet" viewBox="0 0 48 48" width="48" height="48" aria-hidden="true">
                    <path d="M13 5.5h15l9 9v28H13zM28 5.5v9h9" />
                    <path class="home-sheet-arrow" d="M25 22v13M19.5 29.5 25 35l5.5-5.5" />
                </svg>
                <p class="home-drop">{words.drop_here}</p>
                <div class="row home-ways">
                <label class="button button-main home-choose">
                    {words.choose}
                    <input
                        class="unseen-text"
                        id="choose"
                        type="file"
                        multiple
                        on:focus=move |_| warm(state)
                        on:change=move |event| state.take(files::chosen(&event).into_iter().map(folders::of_chosen).collect())
                    />
                </label>
                <label class="button home-choose">
                    {words.choose_folder}
                    <input
                        class="unseen-text"
                        id="choose-folder"
                        type="file"
                        prop:webkitdirectory=true
                        on:focus=move |_| warm(state)
                        on:change=move |event| state.take(files::chosen(&event).into_iter().map(folders::of_chosen).collect())
                    />
                </label>
                </div>
                <p class="quiet small">{words.or_paste}</p>
            </section>
            <p class="home-promise quiet">{words.promise}</p>
            {move || has_files.get().then(|| view! { class = "home", <Late part=Part::Soon view=soon_gate_files /> })}
            <FollowedPlace />
            {move || missing(state)}
        </div>
    }
}

/// What the first file needs is fetched before it comes.
pub fn warm(state: State) {
    state.warm_hasher();
    prepare_report();
}

/// What the reader has to set up yet: a key first, then a proxy.
fn missing(state: State) -> impl IntoView {
    let words = use_words().home;
    let (heading, text, link) = if state.settings.with(|settings| settings.key.is_none()) {
        (words.no_key_heading, words.no_key_text, words.no_key_link)
    } else if state.settings.with(|_| state.proxy().is_none()) {
        (words.no_proxy_heading, words.no_proxy_text, words.no_proxy_link)
    } else {
        return ().into_any();
    };
    view! { class = "home",
        <aside class="home-missing">
            <p><strong>{heading}</strong>" "{text}</p>
            <p class="row">
                <a href=Route::Settings { test: false }.to_string()>{link}</a>
                <a href=Route::Sample { tab: Tab::default() }.to_string()>{words.sample_link}</a>
            </p>
        </aside>
    }
    .into_any()
}
