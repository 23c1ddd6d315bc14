//! Analyses of the object that this browser has seen, and what has changed between two of them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::seen as store;
use crate::browser::storage::Trouble;
use crate::report::details::Table;
use crate::report::seen::{Change, Seen, columns, difference};
use crate::report::units;
use crate::ui::report::details::CellTable;
use crate::ui::state::{self, State, use_words};
use crate::ui::table::TableState;
use crate::ui::table_address::TableAddress;
use crate::vt::object::Object;

/// What is known of earlier analyses.
#[derive(Clone, PartialEq, Debug)]
pub enum Standing {
    Reading,
    /// The reader does not want them kept.
    Off,
    /// The earliest first, the one on the page among them.
    Here {
        seen: Vec<Seen>,
        /// So many could not be read.
        damaged: u64,
        trouble: Option<Trouble>,
    },
}

/// Keeps the analysis that a report tells of, and reads those from before; none where there is nothing to keep.
pub fn follow(object: &Object) -> Option<RwSignal<Standing>> {
    let state = use_context::<State>()?;
    let about = object.subject()?.to_string();
    let this = Seen::of(object)?;
    let standing = RwSignal::new(Standing::Reading);
    state::follow(move |_| {
        if state.settings.with_untracked(|settings| settings.forgets_seen) {
            standing.set(Standing::Off);
            return;
        }
        let (about, this) = (about.clone(), this.clone());
        spawn_local(async move {
            let here = read(&about, this).await;
            standing.try_set(here);
        });
    });
    Some(standing)
}

async fn read(about: &str, this: Seen) -> Standing {
    let kept = store::keep(about, this.date, &this.to_json()).await;
    let read = store::of(about).await;
    let trouble = kept.err().or(read.as_ref().err().copied());
    let texts = read.unwrap_or_default();
    let mut seen: Vec<Seen> = texts.iter().filter_map(|text| Seen::parse(text)).collect();
    let damaged = texts.len().saturating_sub(seen.len()) as u64;
    // What could not be kept is on the page all the same.
    if seen.iter().all(|seen| seen.date != this.date) {
        seen.push(this);
    }
    seen.sort_by_key(|seen| seen.date);
    Standing::Here { seen, damaged, trouble }
}

#[component]
pub fn SeenAnalyses(
    standing: RwSignal<Standing>,
    /// Whether the part of the report that they stand in is open.
    open: Signal<bool>,
) -> impl IntoView {
    let words = use_words();
    let address = TableAddress::new(open);
    let said = words.report.engines;
    let body = move || match standing.get() {
        Standing::Reading => {
            view! { class = "report-detections-seen", <p class="note">{said.seen_reading}</p> }.into_any()
        }
        Standing::Off => view! { class = "report-detections-seen", <p class="note">{said.seen_off}</p> }.into_any(),
        Standing::Here { seen, damaged, trouble } => {
            let trouble = trouble.map(|trouble| match trouble {
                Trouble::Full => said.seen_full,
                Trouble::Blocked => said.seen_blocked,
                Trouble::Damaged => said.seen_store_damaged,
            });
            let first = (seen.len() < 2 && trouble.is_none()).then_some(said.seen_first);
            let damaged = (damaged > 0).then(|| (said.seen_damaged)(damaged));
            view! { class = "report-detections-seen",
                {trouble.map(|text| view! { class = "report-detections-seen", <p class="notice">{text}</p> })}
                {damaged.map(|text| view! { class = "report-detections-seen", <p class="notice">{text}</p> })}
                {first.map(|text| view! { class = "report-detections-seen", <p class="note">{text}</p> })}
                {(seen.len() > 1).then(|| view! { class = "report-detections-seen", <Comparison seen address /> })}
            }
            .into_any()
        }
    };
    view! { class = "report-detections-seen",
        <section class="panel" aria-labelledby="seen-heading">
            <h2 class="heading" id="seen-heading">{said.seen_heading}</h2>
            {body}
        </section>
    }
    .into_any()
}

/// Two analyses of at least two, by choice the last ones, and what is new in the later.
#[component]
fn Comparison(
    /// The earliest first.
    seen: Vec<Seen>,
    address: TableAddress,
) -> impl IntoView {
    let words = use_words();
    let said = words.report.engines;
    let newest = seen.len().saturating_sub(1);
    let from = RwSignal::new(newest.saturating_sub(1));
    let to = RwSignal::new(newest);
    let choices: Vec<String> = seen
        .iter()
        .map(|seen| {
            let count = |n| units::count(n, words);
            (said.seen_choice)(
                &units::absolute(seen.date),
                &count(seen.flagged()),
                &count(seen.counted()),
            )
        })
        .collect();
    let choice = |label: &'static str, chosen: RwSignal<usize>| {
        let options = choices.iter().cloned().enumerate().rev().map(|(at, text)| {
            view! { class = "report-detections-seen",
                <option value=at.to_string() prop:selected=move || chosen.get() == at>{text}</option>
            }
        });
        let options = options.collect_view();
        let choose = move |event| chosen.set(event_target_value(&event).parse().unwrap_or(newest));
        view! { class = "report-detections-seen",
            <label class="choice">
                <span>{label}</span>
                <select class="field" on:change=choose>{options}</select>
            </label>
        }
    };
    let choices = (choice(said.seen_from, from), choice(said.seen_to, to));
    let seen = StoredValue::new(seen);
    let [new, gone, changed] = ["new", "gone", "changed"].map(|name| TableState::new(name.to_owned(), address));
    let changes = move || {
        let found = seen.with_value(|seen| Some(difference(seen.get(from.get())?, seen.get(to.get())?)));
        let found = found.unwrap_or_default();
        let nothing = found.new.is_empty() && found.gone.is_empty() && found.changed.is_empty();
        view! { class = "report-detections-seen",
            <Changes heading=said.seen_new changes=found.new state=new />
            <Changes heading=said.seen_gone changes=found.gone state=gone />
            <Changes heading=said.seen_changed changes=found.changed state=changed />
            {nothing.then(|| view! { class = "report-detections-seen", <p class="note">{said.seen_nothing}</p> })}
            <p class="note">{(said.seen_same)(found.same, &units::count(found.same, words))}</p>
        }
    };
    view! { class = "report-detections-seen",
        <div class="choices">{choices.0}{choices.1}</div>
        <div class="changes" role="status">{changes}</div>
    }
    .into_any()
}

#[component]
fn Changes(
    heading: &'static str,
    changes: Vec<Change>,
    /// Outlives the table: a choice of other analyses draws another one.
    state: TableState,
) -> impl IntoView {
    let words = use_words();
    if changes.is_empty() {
        return ().into_any();
    }
    let count = units::count(changes.len() as u64, words);
    let table = Table {
        title: None,
        columns: columns(words).to_vec(),
        rows: changes.into_iter().map(|change| change.cells(words)).collect(),
    };
    view! { class = "report-detections-seen",
        <h3 class="subtitle">{format!("{heading} ({count})")}</h3>
        <CellTable table label=heading state />
    }
    .into_any()
}
