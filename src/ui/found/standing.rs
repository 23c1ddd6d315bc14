//! Where the question about one of the found stands, in a word, and the answer in another.

use leptos::prelude::*;

use crate::report::card::{self, Verdict};
use crate::report::problem::describe;
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::lookups::Lookup;
use crate::ui::report::card::shape;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::state::{State, unix_seconds, use_words};
use crate::words::Words;

#[component]
pub fn Standing(subject: Subject) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let lookup = state.lookups.of(&subject);
    move || {
        let now = unix_seconds(state.now_ms.get_untracked());
        lookup.with(|lookup| standing(lookup, now, words))
    }
}

fn standing(lookup: &Lookup, now: i64, words: Words) -> AnyView {
    let home = words.home;
    let quiet = |text: &'static str| view! { class = "found", <span class="quiet">{text}</span> }.into_any();
    match (&lookup.found, &lookup.phase) {
        (Some(object), _) => {
            let card = card::card(object, now, words);
            let ratio = (card.counted > 0).then(|| (home.ratio)(card.flagged, card.counted));
            verdict(card.verdict, card.word, ratio)
        }
        (None, Phase::Failed(error)) if error.is_never_seen() => {
            verdict(Verdict::NeverSeen, words.report.card.never_seen, None)
        }
        (None, Phase::Failed(error)) => view! { class = "found",
            <span class="trouble"><ShapeMark shape=Shape::Dash />{describe(error, None, words).title}</span>
        }
        .into_any(),
        (None, Phase::Held(..)) => quiet(home.held_row),
        (None, Phase::Idle) => ().into_any(),
        (None, Phase::Queued) => quiet(home.lookup_queued),
        (None, Phase::Asking { .. } | Phase::Done) => quiet(home.lookup_asking),
    }
}

fn verdict(verdict: Verdict, word: &'static str, ratio: Option<String>) -> AnyView {
    let slug = match verdict {
        Verdict::Malicious => "malicious",
        Verdict::Suspicious => "suspicious",
        Verdict::NothingFound => "nothing-found",
        Verdict::NeverSeen => "never-seen",
    };
    view! { class = "found",
        <span class="word" data-verdict=slug><ShapeMark shape=shape(verdict) />{word}</span>
        {ratio.map(|ratio| view! { class = "found", <span class="number">{ratio}</span> })}
    }
    .into_any()
}
