//! Votes: their sum, one's own, and who cast one when.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::Value;

use crate::report::community::refusal::Act;
use crate::report::community::{Totals, newest_first, totals, vote, vote_columns};
use crate::report::details::Table;
use crate::report::details::build::Site;
use crate::report::units;
use crate::route::Tab;
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::community::writing::{WriteStanding, Writing};
use crate::ui::relations::list::More;
use crate::ui::relations::standing::Standing;
use crate::ui::report::details::CellTable;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::state::{State, announce, unix_seconds, use_now, use_words};
use crate::ui::table::TableState;
use crate::ui::table_address::TableAddress;
use crate::vt::error::Answer;
use crate::vt::object::{Kind, Object};
use crate::vt::read;
use crate::vt::request::{self, Ballot};
use crate::words::Words;

#[component]
pub fn Votes(subject: Subject, object: Rc<Object>, locked: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let path = subject.related("votes");
    let address = TableAddress::of_tab(&subject, Tab::Community);
    let writing = Writing::new(Act::Vote, format!("POST {path}"));
    let before = totals(&object);
    // One's own vote is known from VirusTotal's answer to it.
    let own = Memo::new(move |_| {
        let answer = writing.answer()?;
        match answer
            .value
            .pointer("/data/attributes/verdict")
            .and_then(Value::as_str)?
        {
            "malicious" => Some(Ballot::Malicious),
            "harmless" => Some(Ballot::Harmless),
            _ => None,
        }
    });
    let sum = move || {
        let Some(Totals { malicious, harmless }) = before else {
            return view! { class = "community", <p class="quiet">{words.community.votes_unknown}</p> }.into_any();
        };
        let with_own = |count: u64, ballot| count.saturating_add(u64::from(own.get() == Some(ballot)));
        let (malicious, harmless) = (
            with_own(malicious, Ballot::Malicious),
            with_own(harmless, Ballot::Harmless),
        );
        if malicious == 0 && harmless == 0 {
            return view! { class = "community", <p class="quiet">{words.community.no_votes}</p> }.into_any();
        }
        let bad = (words.community.counted_malicious)(&units::count(malicious, words));
        let good = (words.community.counted_harmless)(&units::count(harmless, words));
        view! { class = "community",
            <ul class="sums">
                <li class="sum" data-verdict="malicious"><ShapeMark shape=Shape::Octagon /><span>{bad}</span></li>
                <li class="sum" data-verdict="harmless"><ShapeMark shape=Shape::Tick /><span>{good}</span></li>
            </ul>
        }
        .into_any()
    };
    let voted = move || {
        own.get().map(|ballot| {
            view! { class = "community", <p role="status">{(words.community.voted)(word(ballot, words))}</p> }
        })
    };
    let ballots = {
        let subject = StoredValue::new(subject);
        move || {
            (!locked.get() && own.get().is_none()).then(|| {
                view! { class = "community", <Ballots subject=subject.get_value() writing /> }
            })
        }
    };
    view! { class = "community",
        <section class="panel">
            <h2 class="title">{words.community.votes}</h2>
            {sum}
            {voted}
            {ballots}
            <SingleVotes path address />
        </section>
    }
    .into_any()
}

fn word(ballot: Ballot, words: Words) -> &'static str {
    match ballot {
        Ballot::Malicious => words.community.malicious,
        Ballot::Harmless => words.community.harmless,
    }
}

/// Two buttons, and a question before either is a vote.
#[component]
fn Ballots(subject: Subject, writing: Writing) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let announce = announce();
    let path = subject.related("votes");
    let subject = StoredValue::new(subject);
    let chosen = RwSignal::new(None::<Ballot>);
    let cast = move || {
        let Some(ballot) = chosen.get_untracked() else { return };
        let path = subject.with_value(|subject| subject.related("votes"));
        let request = subject.with_value(|subject| request::vote(subject, ballot));
        writing.send(request, move |answer| {
            add_own(&state, &path, answer);
            announce((words.community.voted)(word(ballot, words)));
        });
    };
    let offer = move |ballot: Ballot, label: &'static str| {
        view! { class = "community",
            <button
                type="button"
                class="button"
                aria-pressed=move || if chosen.get() == Some(ballot) { "true" } else { "false" }
                prop:disabled=move || !writing.is_free()
                on:click=move |_| chosen.set(Some(ballot))
            >
                {label}
            </button>
        }
    };
    let question = move || {
        let ballot = chosen.get()?;
        let label = (words.community.cast)(&(words.relations.requests)(1));
        writing.is_free().then(|| {
            view! { class = "community",
                <div class="question" role="group" aria-label=words.community.votes>
                    <p>{(words.community.vote_question)(word(ballot, words))}</p>
                    <p class="buttons">
                        <button type="button" class="button button-main" on:click=move |_| cast()>{label}</button>
                        <button type="button" class="button" on:click=move |_| chosen.set(None)>{words.community.cancel}</button>
                    </p>
                </div>
            }
        })
    };
    view! { class = "community",
        <p class="buttons">
            {offer(Ballot::Malicious, words.community.vote_malicious)}
            {offer(Ballot::Harmless, words.community.vote_harmless)}
        </p>
        {question}
        <WriteStanding writing again=move |()| cast() list=path />
    }
    .into_any()
}

/// The list shows the vote without being asked for again.
fn add_own(state: &State, path: &str, answer: &Answer) {
    let key = state.settings.with_untracked(|settings| settings.key.clone());
    let Ok(page) = read::page(answer, key.as_ref()) else {
        return;
    };
    let own = page.objects.into_iter().find(|object| object.kind == Kind::Vote);
    state
        .listing(path)
        .update(|listing| listing.objects.extend(own.map(Rc::new)));
}

/// The single votes, once they were asked for.
#[component]
fn SingleVotes(path: String, address: TableAddress) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let listing = state.listing(&path);
    let site = Site {
        now: unix_seconds(use_now().get_untracked()),
        words,
    };
    let phase = Memo::new(move |_| listing.with(|listing| listing.phase.clone()));
    // It outlives the table, which is drawn anew when votes have come.
    let sieve = TableState::new(String::new(), address);
    let path = StoredValue::new(path);
    let load = move || path.with_value(|path| state.load_list(path));
    let offer = move || {
        let label = (words.community.show_votes)(&(words.relations.requests)(1));
        (phase.get() == Phase::Idle).then(|| {
            view! { class = "community",
                <p><button type="button" class="button button-bare" on:click=move |_| load()>{label}</button></p>
            }
        })
    };
    let rows = Memo::new(move |_| {
        listing.with(|listing| {
            let places = newest_first(listing.objects.iter().map(Rc::as_ref));
            let votes = places.into_iter().filter_map(|at| listing.objects.get(at));
            votes.map(|object| vote(object, site).to_vec()).collect::<Vec<_>>()
        })
    });
    let table = move || {
        let rows = rows.get();
        let (columns, label) = (vote_columns(words).to_vec(), words.community.votes);
        (!rows.is_empty()).then(|| {
            let table = Table {
                title: None,
                columns,
                rows,
            };
            view! { class = "community", <CellTable table label state=sieve /> }
        })
    };
    let nothing = move || {
        (phase.get() == Phase::Done && rows.with(Vec::is_empty)).then(|| {
            view! { class = "community", <p class="quiet">{words.community.no_votes}</p> }
        })
    };
    view! { class = "community",
        {offer}
        {table}
        {nothing}
        {move || (phase.get() != Phase::Idle).then(|| view! { class = "community", <More listing path=path.get_value() /> })}
        <Standing phase=phase.into() what=words.community.list_of_votes retry=move |()| load() />
    }
    .into_any()
}
