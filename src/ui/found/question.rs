//! The question before something private, local or made up is asked about.

use leptos::prelude::*;

use crate::browser::address;
use crate::indicator::{Found, Reserved};
use crate::route::Route;
use crate::ui::found::harmless;
use crate::ui::found::standing::Standing;
use crate::ui::outside::Outside;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::words::found::FoundWords;

/// Longer names are cut in the middle.
const NAME_AT_MOST: usize = 90;

#[component]
pub fn Questions(found: Vec<Found>) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let declined = state.findings.declined;
    let left = move || {
        let is_open = |found: &&Found| declined.with(|declined| !declined.contains(&found.indicator));
        found.iter().filter(is_open).cloned().collect::<Vec<_>>()
    };
    let left = Memo::new(move |_| left());
    move || {
        (!left.with(Vec::is_empty)).then(|| {
            view! { class = "found",
                <section class="questions" aria-labelledby="found-questions">
                    <h2 id="found-questions">{words.found.ask_first}</h2>
                    <p class="quiet small told">{words.found.ask_first_why}</p>
                    <ul class="rows">
                        <For each=move || left.get() key=|found| found.indicator.clone() let:found>
                            <Question found />
                        </For>
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn Question(found: Found) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let subject = found.indicator;
    let shown = Untrusted::new(harmless(&subject));
    let called = shown.elided(NAME_AT_MOST).spelled();
    let why = found.reserved.map(|why| reason(why, &words.found));
    let to = Route::report(subject.clone());
    let declined = subject.clone();
    let decline = move |_| {
        state.findings.declined.update(|all| {
            all.insert(declined.clone());
        });
        request_animation_frame(address::keep_focus);
    };
    view! { class = "found",
        <li class="row question">
            <span class="named"><span class="name mono"><Outside text=shown short=NAME_AT_MOST /></span></span>
            <span class="aside small">{why}</span>
            <span class="verdict">
                <Standing subject />
                <a class="button" href=to.to_string() aria-label=(words.found.ask_about)(&called)>{words.found.ask}</a>
                <button type="button" class="button" aria-label=(words.found.do_not_ask)(&called) on:click=decline>
                    {words.found.do_not}
                </button>
            </span>
        </li>
    }
    .into_any()
}

/// Why there is a question.
pub fn reason(why: Reserved, words: &FoundWords) -> &'static str {
    match why {
        Reserved::Private => words.private,
        Reserved::Loopback => words.loopback,
        Reserved::LinkLocal => words.link_local,
        Reserved::Shared => words.shared,
        Reserved::Documentation => words.documentation,
        Reserved::Multicast => words.multicast,
        Reserved::Unassigned => words.unassigned,
        Reserved::SingleLabel => words.single_label,
        Reserved::LocalName => words.local_name,
        Reserved::SpecialName => words.special_name,
        Reserved::Onion => words.onion,
        Reserved::Credentials => words.credentials,
    }
}
