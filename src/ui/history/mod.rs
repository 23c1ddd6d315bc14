//! What this browser has asked about: searched, pinned, noted, watched, and opened again without asking.

mod row;

use std::ops::Range;

use leptos::prelude::*;

use crate::report::card::Verdict;
use crate::report::history::{Only, View, shown};
use crate::report::units;
use crate::report::window::BLOCK;
use crate::subject::Subject;
use crate::ui::history::row::HistoryRow;
use crate::ui::report::window::Window;
use crate::ui::state::{State, use_words};
use crate::words::Words;

const ONLY: [Only; 8] = [
    Only::All,
    Only::Pinned,
    Only::Watched,
    Only::Changed,
    Only::Verdict(Verdict::Malicious),
    Only::Verdict(Verdict::Suspicious),
    Only::Verdict(Verdict::NothingFound),
    Only::Verdict(Verdict::NeverSeen),
];

#[component]
pub fn HistoryPage() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    state.take_up_queue();
    let view = RwSignal::new(View::default());
    let all = Memo::new(move |_| state.batch.history());
    let entries = Memo::new(move |_| view.with(|view| shown(all.get(), view)));
    let total = Signal::derive(move || entries.with(Vec::len));
    let count = Memo::new(move |_| all.with(Vec::len));
    let is_empty = Memo::new(move |_| count.get() == 0);
    let number = move |count: usize| units::count(count as u64, words);
    let block = move |piece: Range<usize>| {
        let own = Memo::new(move |_| {
            entries.with(|entries| {
                let own = entries.iter().skip(piece.start).take(BLOCK);
                own.map(|entry| entry.subject.clone()).collect::<Vec<Subject>>()
            })
        });
        // A row outlives what changes in it or around it: somebody may be writing a note there.
        let row = |subject: Subject| view! { class = "history", <HistoryRow subject /> };
        view! { class = "history", <ul class="rows"><For each=move || own.get() key=Subject::clone children=row /></ul> }.into_any()
    };
    let list = move || {
        if is_empty.get() {
            let keeps = state.settings.with(|settings| !settings.forgets_seen);
            let said = if keeps { words.history.empty } else { words.history.off };
            return view! { class = "history",
                <p><strong>{said}</strong></p>
                <p class="quiet advice">{words.history.empty_advice}</p>
            }
            .into_any();
        }
        view! { class = "history",
            <div class="tools">
                <input
                    class="field find"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=words.history.find
                    aria-label=words.history.find
                    on:input=move |event| view.update(|view| view.find = event_target_value(&event))
                />
                <select
                    class="field"
                    aria-label=words.history.only
                    on:change=move |event| {
                        let chosen = event_target_value(&event).parse().ok().and_then(|at: usize| ONLY.get(at).copied());
                        view.update(|view| view.only = chosen.unwrap_or_default());
                    }
                >
                    {ONLY.into_iter().enumerate().map(|(at, only)| view! { class = "history",
                        <option value=at.to_string()>{called(only, words)}</option>
                    }).collect_view()}
                </select>
                {move || view.with(|view| *view != View::default()).then(|| {
                    let text = (words.history.shown)(&number(total.get()), &number(count.get()));
                    view! { class = "history", <span class="quiet small number" role="status">{text}</span> }
                })}
            </div>
            <div class="list"><Window total rows=block /></div>
            {move || (total.get() == 0).then(|| view! { class = "history", <p class="quiet">{words.history.none_left}</p> })}
            <p class="quiet small advice">{words.history.watch_why}</p>
        }
        .into_any()
    };
    view! { class = "history",
        <div class="stack">
            <header class="head">
                <h1>{words.history.heading}</h1>
                {move || {
                    let count = count.get();
                    (count > 0).then(|| view! { class = "history", <p class="quiet">{(words.history.told)(count as u64, &number(count))}</p> })
                }}
            </header>
            {list}
        </div>
    }
    .into_any()
}

fn called(only: Only, words: Words) -> &'static str {
    let said = &words.history;
    match only {
        Only::All | Only::Topic(_) => said.only_all,
        Only::Pinned => said.only_pinned,
        Only::Watched => said.only_watched,
        Only::Changed => said.only_changed,
        Only::Verdict(Verdict::Malicious) => said.only_malicious,
        Only::Verdict(Verdict::Suspicious) => said.only_suspicious,
        Only::Verdict(Verdict::NothingFound) => said.only_nothing,
        Only::Verdict(Verdict::NeverSeen) => said.only_never,
    }
}
