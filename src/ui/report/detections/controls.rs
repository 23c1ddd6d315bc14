//! What narrows the engines' table, how much of it is left, and the way to take that along.

use leptos::prelude::*;

use crate::report::detections::{FIND, Group, SHOW, TIER};
use crate::report::units;
use crate::settings::Tier;
use crate::ui::report::detections::table::Table;
use crate::ui::report::detections::tiers::TierChoice;
use crate::ui::report::take::CopyText;
use crate::ui::state::use_words;
use crate::ui::table_address::Step;

#[component]
pub fn Controls(table: Table) -> impl IntoView {
    let words = use_words();
    let total = table.detections.with_value(|detections| detections.rows.len()) as u64;
    let counted = move || {
        let now = table.lines.with(Vec::len) as u64;
        (words.report.rows_shown)(&units::count(now, words), &units::count(total, words))
    };
    let tier = Signal::derive(move || table.chosen.with(|chosen| chosen.tier));
    let narrow = move |tier: Option<Tier>| table.change(&[(TIER, tier.map_or("", Tier::slug))], Step::Back);
    view! { class = "report-detections",
        <div class="controls">
            <input
                class="field filter"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=words.report.filter_engines
                aria-label=words.report.filter_engines
                prop:value=move || table.text.get()
                on:input=move |event| table.text.set(event_target_value(&event))
                on:change=move |event| table.change(&[(FIND, &event_target_value(&event))], Step::Over)
            />
            <GroupChoice table total />
            <TierChoice tier narrow=Callback::new(narrow) />
            <p class="counted" role="status">{counted}</p>
            <CopyText label=words.report.copy_table text=move |()| table.copied(words) />
        </div>
    }
    .into_any()
}

/// Which opinions are shown; each says how many there are.
#[component]
fn GroupChoice(table: Table, total: u64) -> impl IntoView {
    let words = use_words();
    let counts = table.detections.with_value(|detections| detections.counts.clone());
    let group = move || table.chosen.with(|chosen| chosen.group);
    let option = move |value: Option<Group>, count: u64| {
        let name = value.map_or(words.report.all, |group| group.word(words));
        view! { class = "report-detections",
            <option value=value.map_or("all", Group::slug) prop:selected=move || group() == value>
                {format!("{name} ({})", units::count(count, words))}
            </option>
        }
    };
    let choose = move |event| {
        let group = Group::of_slug(&event_target_value(&event));
        table.change(&[(SHOW, group.map_or("", Group::slug))], Step::Back);
    };
    view! { class = "report-detections",
        <select class="field group" aria-label=words.report.opinion on:change=choose>
            {option(None, total)}
            {counts.into_iter().map(|(group, count)| option(Some(group), count)).collect_view()}
        </select>
    }
    .into_any()
}
