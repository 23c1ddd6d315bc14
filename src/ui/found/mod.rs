//! What was found in a text: by kind, with what it costs to look it up; what needs a question; what was left out.

mod compare;
mod left;
mod list;
pub mod one;
pub mod question;
pub mod standing;

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::browser::address;
use crate::indicator::{Extraction, Found, defang};
use crate::queue::Rank;
use crate::report::units;
use crate::subject::{Subject, Topic};
use crate::ui::asking::Phase;
use crate::ui::found::compare::CompareOffer;
use crate::ui::found::left::LeftOutList;
use crate::ui::found::list::KindList;
use crate::ui::found::question::Questions;
use crate::ui::report::take::CopyText;
use crate::ui::state::{State, use_words};
use crate::words::found::FoundWords;

#[component]
pub fn FoundPage() -> impl IntoView {
    let state = expect_context::<State>();
    state.read_waiting();
    // Another text that is entered here is another view to those who listen.
    Effect::new(move |before: Option<()>| {
        state.findings.all.track();
        if before.is_some() {
            request_animation_frame(address::begin_view);
        }
    });
    view! { class = "found", <FoundView /> }
}

/// Draws what was found, anew for each text.
#[component]
pub fn FoundView() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let drawn = move || {
        let all = state.findings.all.get();
        if all == Extraction::default() {
            return view! { class = "found",
                <h1>{words.found.nothing}</h1>
                <p class="advice">{words.found.nothing_advice}</p>
            }
            .into_any();
        }
        view! { class = "found", <Findings all /> }.into_any()
    };
    view! { class = "found", <div class="whole stack">{drawn}</div> }.into_any()
}

#[component]
fn Findings(all: Extraction) -> impl IntoView {
    let words = use_words();
    let (open, asked): (Vec<Found>, Vec<Found>) = all.found.into_iter().partition(|found| found.reserved.is_none());
    let left = all.left_out.len();
    let mut told: Vec<String> = Topic::ALL
        .into_iter()
        .filter_map(|topic| {
            let of = |found: &&Found| found.indicator.topic() == topic;
            let count = open.iter().chain(&asked).filter(of).count() as u64;
            (count > 0).then(|| counted(topic, &words.found)(count, &units::count(count, words)))
        })
        .collect();
    if left > 0 {
        told.push((words.found.count_left_out)(
            left as u64,
            &units::count(left as u64, words),
        ));
    }
    let subjects: Vec<Subject> = open.iter().map(|found| found.indicator.clone()).collect();
    let lists = Topic::ALL.into_iter().filter_map(|topic| {
        let of: Vec<Found> = open
            .iter()
            .filter(|found| found.indicator.topic() == topic)
            .cloned()
            .collect();
        (!of.is_empty()).then(|| view! { class = "found", <KindList topic found=of /> })
    });
    view! { class = "found",
        <header class="head">
            <h1>{words.found.heading}</h1>
            <p class="quiet" role="status">{told.join(" · ")}</p>
        </header>
        <CompareOffer />
        {(!asked.is_empty()).then(|| view! { class = "found", <Questions found=asked /> })}
        {(!subjects.is_empty()).then(|| view! { class = "found", <Deeds subjects /> })}
        {lists.collect_view()}
        {(left > 0).then(|| view! { class = "found", <LeftOutList left=all.left_out /> })}
    }
    .into_any()
}

fn counted(topic: Topic, words: &FoundWords) -> fn(u64, &str) -> String {
    match topic {
        Topic::File => words.count_files,
        Topic::Url => words.count_urls,
        Topic::Domain => words.count_domains,
        Topic::Address => words.count_addresses,
    }
}

/// What can be done with all that is chosen, and what that costs.
#[component]
fn Deeds(subjects: Vec<Subject>) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let chosen = state.findings.chosen;
    let names = subjects.iter().any(|subject| subject.topic() != Topic::File);
    let subjects = StoredValue::new(subjects);
    // What is known already, or on its way, costs nothing.
    let unasked = move || -> Vec<Subject> {
        let is_new = |subject: &&Subject| {
            state.lookups.of(subject).with(|lookup| lookup.phase == Phase::Idle) && !state.batch.knows(subject)
        };
        chosen.with(|chosen| {
            subjects.with_value(|all| {
                all.iter()
                    .filter(|subject| chosen.contains(subject))
                    .filter(is_new)
                    .cloned()
                    .collect()
            })
        })
    };
    let cost = Memo::new(move |_| unasked().len());
    let look_up = move |_| {
        state.wish_for_all(&untrack(unasked), Rank::Batch);
    };
    let taken = move |form: fn(&str) -> String| {
        let lines = chosen.with_untracked(|chosen| {
            subjects.with_value(|all| {
                let wanted = all.iter().filter(|subject| chosen.contains(subject));
                wanted.map(|subject| form(&subject.name())).collect::<Vec<_>>()
            })
        });
        lines.join("\n")
    };
    view! { class = "found",
        <div class="deeds">
            <button type="button" class="button button-main" disabled=move || cost.get() == 0 on:click=look_up>
                {move || match cost.get() {
                    0 if chosen.with(BTreeSet::is_empty) => words.found.look_up_none.to_owned(),
                    0 => words.found.looked_up.to_owned(),
                    count => (words.found.look_up)(count as u64, &units::count(count as u64, words)),
                }}
            </button>
            <span class="take"><CopyText label=words.found.copy_defanged text=move |()| taken(defang) /></span>
            <span class="take"><CopyText label=words.found.copy_plain text=move |()| taken(str::to_owned) /></span>
        </div>
        <p class="quiet small told">
            {words.found.told_files}
            {names.then(|| format!(" {}", words.found.told_names))}
        </p>
    }
    .into_any()
}

/// What stands for a subject on the screen: nobody follows it by mistake.
fn harmless(subject: &Subject) -> String {
    match subject.topic() {
        Topic::File => subject.id().to_owned(),
        Topic::Url | Topic::Domain | Topic::Address => defang(&subject.name()),
    }
}
