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
        let remembered = state.batch.answer(&subject);
        let waits = state.batch.with(|backlog| backlog.question(&subject).is_some());
        lookup.with(|lookup| match (&lookup.phase, remembered) {
            (Phase::Idle, Some(answer)) => {
                let ratio = (answer.counted > 0).then(|| (words.home.ratio)(answer.flagged, answer.counted));
                verdict(
                    answer.verdict,
                    card::word_of(answer.verdict, answer.known, words),
                    ratio,
                )
            }
            (Phase::Idle, None) if waits => quiet(words.home.lookup_queued),
            (_, _) => standing(lookup, now, words),
        })
    }
}

fn standing(lookup: &Lookup, now: i64, words: Words) -> AnyView {
    let home = words.home;
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

fn quiet(text: &'static str) -> AnyView {
    view! { class = "found", <span class="quiet">{text}</span> }.into_any()
}

fn verdict(verdict: Verdict, word: &'static str, ratio: Option<String>) -> AnyView {
    let slug = verdict.slug();
    view! { class = "found",
        <span class="word" data-verdict=slug><ShapeMark shape=shape(verdict) />{word}</span>
        {ratio.map(|ratio| view! { class = "found", <span class="number">{ratio}</span> })}
    }
    .into_any()
}
