//! How the reader holds engines: the choice in each line, the filter by it, and what those engines say together.

use leptos::prelude::*;

use crate::report::detections::Row;
use crate::report::tiers::sentences;
use crate::settings::{Tier, Tiers};
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::words::Words;

/// A tier in the reader's words.
pub fn tier_word(tier: Tier, words: Words) -> &'static str {
    match tier {
        Tier::Trusted => words.report.engines.trusted,
        Tier::Ordinary => words.report.engines.ordinary,
        Tier::Ignored => words.report.engines.ignored,
    }
}

/// The choice in a line of the table; it is kept in the settings.
#[component]
pub fn TierPick(engine: Untrusted) -> impl IntoView {
    let words = use_words();
    let state = use_context::<State>()?;
    let said = words.report.engines;
    let label = (said.tier_of)(&engine.spelled());
    let held = {
        let engine = engine.clone();
        Memo::new(move |_| state.settings.with(|settings| settings.tiers.of(engine.raw())))
    };
    let choose = move |event| {
        let tier = Tier::of_slug(&event_target_value(&event)).unwrap_or_default();
        let mut refused = false;
        state.change(|settings| refused = settings.tiers.set(engine.raw(), tier).is_err());
        if refused {
            state.say(said.engine_too_many.to_owned());
        }
    };
    let options = Tier::ALL.map(|tier| {
        view! { class = "report-detections-tiers",
            <option value=tier.slug() prop:selected=move || held.get() == tier>{tier_word(tier, words)}</option>
        }
    });
    Some(view! { class = "report-detections-tiers",
        <select class="pick" aria-label=label data-tier=move || held.get().slug() on:change=choose>{options.collect_view()}</select>
    })
}

/// Narrows the table to one tier, once the reader has put any engine into one.
#[component]
pub fn TierChoice(tier: Signal<Option<Tier>>, narrow: Callback<Option<Tier>>) -> impl IntoView {
    let words = use_words();
    let state = use_context::<State>()?;
    let any = Memo::new(move |_| tier.get().is_some() || state.settings.with(|settings| !settings.tiers.is_empty()));
    let option = move |value: Option<Tier>| {
        let name = value.map_or(words.report.all, |tier| tier_word(tier, words));
        view! { class = "report-detections-tiers",
            <option value=value.map_or("all", Tier::slug) prop:selected=move || tier.get() == value>{name}</option>
        }
    };
    let choose = move |event| narrow.run(Tier::of_slug(&event_target_value(&event)));
    Some(move || {
        any.get().then(|| {
            view! { class = "report-detections-tiers",
                <select class="field choice" aria-label=words.report.engines.yours on:change=choose>
                    {option(None)}
                    {Tier::ALL.map(|tier| option(Some(tier))).collect_view()}
                </select>
            }
        })
    })
}

/// What the reader's own engines say: beside the ratio of all, never instead of it.
#[component]
pub fn TierLines(
    /// The engines of the report.
    rows: Vec<Row>,
) -> impl IntoView {
    let words = use_words();
    let state = use_context::<State>()?;
    let tiers = Memo::new(move |_| state.settings.with(|settings| settings.tiers.clone()));
    let lines = move || {
        tiers.with(|tiers: &Tiers| {
            let lines = sentences(&rows, tiers, words).into_iter().map(|(tier, sentence)| {
                view! { class = "report-detections-tiers", <p class="line" data-tier=tier.slug()>{sentence}</p> }
            });
            lines.collect_view()
        })
    };
    Some(view! { class = "report-detections-tiers", <div class="lines">{lines}</div> })
}
