//! Analyses of the object that this browser has seen, and what has changed between two of them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::seen as store;
use crate::browser::storage::Trouble;
use crate::report::seen::{Change, Opinion, Seen, difference};
use crate::report::units;
use crate::ui::outside::Outside;
use crate::ui::report::detections::shape;
use crate::ui::report::long::LongText;
use crate::ui::report::shapes::ShapeMark;
use crate::ui::state::{self, State, use_words};
use crate::untrusted::Untrusted;
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
pub fn SeenAnalyses(standing: RwSignal<Standing>) -> impl IntoView {
    let words = use_words();
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
                {(seen.len() > 1).then(|| view! { class = "report-detections-seen", <Comparison seen /> })}
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
pub fn Comparison(
    /// The earliest first.
    seen: Vec<Seen>,
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
    let changes = move || {
        let found = seen.with_value(|seen| Some(difference(seen.get(from.get())?, seen.get(to.get())?)));
        let found = found.unwrap_or_default();
        let nothing = found.new.is_empty() && found.gone.is_empty() && found.changed.is_empty();
        view! { class = "report-detections-seen",
            <Changes heading=said.seen_new changes=found.new />
            <Changes heading=said.seen_gone changes=found.gone />
            <Changes heading=said.seen_changed changes=found.changed />
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
fn Changes(heading: &'static str, changes: Vec<Change>) -> impl IntoView {
    let words = use_words();
    let said = words.report.engines;
    if changes.is_empty() {
        return ().into_any();
    }
    let count = units::count(changes.len() as u64, words);
    let lines = changes.into_iter().map(|change| {
        view! { class = "report-detections-seen",
            <tr role="row">
                <th scope="row" role="rowheader"><Outside text=change.engine short=60 /></th>
                <td role="cell" data-label=said.seen_before><Said opinion=change.before /></td>
                <td role="cell" data-label=said.seen_after><Said opinion=change.after /></td>
            </tr>
        }
    });
    let heading = format!("{heading} ({count})");
    view! { class = "report-detections-seen",
        <table class="table" role="table">
            <caption>{heading}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{words.report.engine}</th>
                    <th scope="col" role="columnheader">{said.seen_before}</th>
                    <th scope="col" role="columnheader">{said.seen_after}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{lines.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// An engine's word in one analysis: its label where it gave one.
#[component]
fn Said(opinion: Option<Opinion>) -> impl IntoView {
    let words = use_words();
    let Some(opinion) = opinion else {
        let text = words.report.engines.seen_absent;
        return view! { class = "report-detections-seen", <span class="absent">{text}</span> }.into_any();
    };
    let label = opinion.label.map(Untrusted::new);
    view! { class = "report-detections-seen",
        <span class="said" data-group=opinion.group.slug()>
            <ShapeMark shape=shape(opinion.group) />
            {match label {
                Some(text) => view! { class = "report-detections-seen", <LongText text /> }.into_any(),
                None => opinion.group.word(words).into_any(),
            }}
        </span>
    }
    .into_any()
}
