//! What the engines' labels say together: each word with its count, which narrows the table to it.

use leptos::prelude::*;

use crate::report::consensus::{Consensus, Said, Wanted};
use crate::report::labels::{Facet, Part};
use crate::report::units;
use crate::ui::outside::Outside;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// Words of a facet that are there from the start.
const FIRST: usize = 8;
const NAME_AT_MOST: usize = 30;

/// What the table is narrowed to, and the way to change that.
#[derive(Clone, Copy)]
struct Narrowing {
    wanted: Signal<Option<Wanted>>,
    want: Callback<Option<Wanted>>,
}

#[component]
pub fn LabelPanel(
    consensus: Consensus,
    wanted: Signal<Option<Wanted>>,
    want: Callback<Option<Wanted>>,
) -> impl IntoView {
    let words = use_words();
    let said = words.report.engines;
    if consensus.labelled == 0 {
        return ().into_any();
    }
    let narrowing = Narrowing { wanted, want };
    let labelled = (said.labelled)(consensus.labelled, &units::count(consensus.labelled, words));
    let rows = Facet::ALL.into_iter().filter_map(|facet| {
        let found: Vec<Said> = consensus.of(facet).cloned().collect();
        let rest = match facet {
            Facet::Family => rest(&consensus, words),
            Facet::Type | Facet::Platform => Vec::new(),
        };
        (!found.is_empty() || !rest.is_empty())
            .then(|| view! { class = "report-detections-labels", <FacetRow facet found rest narrowing /> })
    });
    view! { class = "report-detections-labels",
        <section class="panel" aria-labelledby="labels-heading">
            <div class="head">
                <h2 class="heading" id="labels-heading">{said.labels_heading}</h2>
                <p class="labelled">{labelled}</p>
            </div>
            <dl class="facets">{rows.collect_view()}</dl>
            <details class="how">
                <summary>{said.how_counted}</summary>
                <p>{said.how_cut}</p>
                <p>{said.how_shared}</p>
                <p>{said.how_plain}</p>
            </details>
        </section>
    }
    .into_any()
}

/// A word to choose: what it narrows to, how it reads, and with how many engines.
struct Choice {
    value: Wanted,
    name: Untrusted,
    count: u64,
    /// How the count came about.
    title: Option<String>,
}

fn choice(said: Said, words: Words) -> Choice {
    let known = match said.part.facet {
        Facet::Type => words.report.engines.type_named(&said.part.name),
        Facet::Family | Facet::Platform => None,
    };
    let count = |n| units::count(n, words);
    let wordings = words.report.engines.wordings;
    Choice {
        value: Wanted::from(&said.part),
        name: known.map_or_else(|| shown(&said.part), Untrusted::new),
        count: said.engines,
        title: Some(wordings(
            said.engines,
            &count(said.engines),
            said.wordings,
            &count(said.wordings),
        )),
    }
}

fn shown(part: &Part) -> Untrusted {
    Untrusted::new(part.name.as_str())
}

/// Engines that name no family, or one that nobody else names.
fn rest(consensus: &Consensus, words: Words) -> Vec<Choice> {
    let said = words.report.engines;
    [
        (Wanted::Own, consensus.own, said.own),
        (Wanted::Generic, consensus.generic, said.generic),
    ]
    .into_iter()
    .filter(|(_, count, _)| *count > 0)
    .map(|(value, count, name)| Choice {
        value,
        name: Untrusted::new(name),
        count,
        title: None,
    })
    .collect()
}

#[component]
fn FacetRow(facet: Facet, found: Vec<Said>, rest: Vec<Choice>, narrowing: Narrowing) -> impl IntoView {
    let words = use_words();
    let said = words.report.engines;
    let name = match facet {
        Facet::Family => said.family,
        Facet::Type => said.kind,
        Facet::Platform => said.platform,
    };
    let unnamed = (found.is_empty() && facet == Facet::Family).then_some(said.no_family);
    let mut first: Vec<Choice> = found.into_iter().map(|said| choice(said, words)).collect();
    let more = StoredValue::new_local(first.split_off(first.len().min(FIRST)));
    let open = RwSignal::new(false);
    let left = more.with_value(Vec::len) as u64;
    let chip = move |choice: Choice| {
        view! { class = "report-detections-labels", <li><Chip choice narrowing /></li> }
    };
    let others = move || match (left, open.get()) {
        (0, _) => ().into_any(),
        (_, true) => {
            let more = more.try_update_value(std::mem::take).unwrap_or_default();
            more.into_iter().map(chip).collect_view().into_any()
        }
        (_, false) => view! { class = "report-detections-labels",
            <li><button type="button" class="more" on:click=move |_| open.set(true)>
                {(said.more_words)(&units::count(left, words))}
            </button></li>
        }
        .into_any(),
    };
    view! { class = "report-detections-labels",
        <div class="facet" data-facet=facet.slug()>
            <dt>{name}</dt>
            <dd>
                {unnamed.map(|text| view! { class = "report-detections-labels", <p class="unnamed">{text}</p> })}
                <ul class="words">
                    {first.into_iter().map(chip).collect_view()}
                    {others}
                    {rest.into_iter().map(chip).collect_view()}
                </ul>
            </dd>
        </div>
    }
    .into_any()
}

/// A word with its count; pressed, it narrows the table to the engines that say it.
#[component]
fn Chip(choice: Choice, narrowing: Narrowing) -> impl IntoView {
    let words = use_words();
    let Choice {
        value,
        name,
        count,
        title,
    } = choice;
    let Narrowing { wanted, want } = narrowing;
    let own = value.slug();
    let chosen = Memo::new(move |_| wanted.with(|wanted| wanted.as_ref().is_some_and(|wanted| wanted.slug() == own)));
    let plain = title.is_none();
    let press = move |_| want.run((!chosen.get_untracked()).then(|| value.clone()));
    view! { class = "report-detections-labels",
        <button
            type="button"
            class="chip"
            class:plain=plain
            title=title
            aria-pressed=move || if chosen.get() { "true" } else { "false" }
            on:click=press
        >
            <Outside text=name short=NAME_AT_MOST />
            " "
            <span class="count">{units::count(count, words)}</span>
        </button>
    }
}
