//! What each engine says: a table, flagged first, that sorts and filters.

use std::ops::Range;

use leptos::prelude::*;

use crate::report::detections::{Column, Detections, Group, Order, Row};
use crate::report::{sheet, units};
use crate::ui::outside::Outside;
use crate::ui::report::growth::{Growth, More};
use crate::ui::report::long::LongText;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::report::take::CopyText;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;

/// Twice of what VirusTotal has today: in truth all engines are there from the start.
const FIRST: usize = 200;
/// Ours are shorter; a category that we do not know may be anything.
const WORD_AT_MOST: usize = 60;

#[component]
pub fn DetectionTable(detections: Detections) -> impl IntoView {
    let words = use_words();
    if detections.rows.is_empty() {
        return view! { class = "report-detections", <p class="none">{words.report.no_engines}</p> }.into_any();
    }
    let total = detections.rows.len() as u64;
    let counts = detections.counts.clone();
    let columns = StoredValue::new(detections.columns.clone());
    let table = StoredValue::new(detections);
    let order = RwSignal::new(None::<Order>);
    let text = RwSignal::new(String::new());
    let group = RwSignal::new(None::<Group>);
    let shown =
        Memo::new(move |_| text.with(|text| table.with_value(|table| table.view(order.get(), text, group.get()))));
    let growth = Growth::new(Signal::derive(move || shown.with(Vec::len)), FIRST);
    let counted = move || {
        let now = shown.with(Vec::len) as u64;
        (words.report.rows_shown)(&units::count(now, words), &units::count(total, words))
    };
    let taken = move |()| {
        table.with_value(|table| {
            let headings: Vec<&str> = table.columns.iter().map(|column| column.word(words)).collect();
            let rows = shown.get_untracked();
            let rows = rows.into_iter().filter_map(|at| table.rows.get(at)).map(|row| {
                let cells = table.columns.iter().map(|column| row.cell(*column).cloned());
                cells.map(Option::unwrap_or_default).collect()
            });
            sheet::tsv(&headings, rows)
        })
    };
    let bodies = move || {
        let lines = shown.get();
        view! { class = "report-detections",
            <For each=move || growth.pieces() key=Range::clone let:piece>
                <tbody role="rowgroup">
                    {lines
                        .get(piece)
                        .unwrap_or_default()
                        .iter()
                        .filter_map(|at| table.with_value(|table| table.rows.get(*at).cloned()))
                        .map(|row| view! { class = "report-detections", <Line row columns=columns.get_value() /> })
                        .collect_view()}
                </tbody>
            </For>
        }
    };
    let none_left = move || shown.with(Vec::is_empty);
    let clear = move |_| {
        text.set(String::new());
        group.set(None);
    };
    view! { class = "report-detections",
        <div class="controls">
            <input
                class="field filter"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=words.report.filter_engines
                aria-label=words.report.filter_engines
                prop:value=move || text.get()
                on:input=move |event| {
                    growth.restart();
                    text.set(event_target_value(&event));
                }
            />
            <GroupChoice counts total group growth />
            <p class="counted" role="status">{counted}</p>
            <CopyText label=words.report.copy_table text=taken />
        </div>
        <div class="frame">
            <table class="table" role="table" aria-label=words.report.detections>
                <thead role="rowgroup">
                    <tr role="row">
                        {columns
                            .get_value()
                            .into_iter()
                            .map(|column| view! { class = "report-detections", <Heading column order growth /> })
                            .collect_view()}
                    </tr>
                </thead>
                {bodies}
            </table>
            <Show when=none_left>
                <p class="none">
                    {words.report.no_rows} " "
                    <button type="button" class="button" on:click=clear>{words.report.clear_filter}</button>
                </p>
            </Show>
        </div>
        <More growth />
    }
    .into_any()
}

/// Which opinions are shown; each says how many there are.
#[component]
fn GroupChoice(counts: Vec<(Group, u64)>, total: u64, group: RwSignal<Option<Group>>, growth: Growth) -> impl IntoView {
    let words = use_words();
    let option = move |value: Option<Group>, count: u64| {
        let name = value.map_or(words.report.all, |group| group.word(words));
        view! { class = "report-detections",
            <option value=slug(value) prop:selected=move || group.get() == value>
                {format!("{name} ({})", units::count(count, words))}
            </option>
        }
    };
    let choose = move |event| {
        let chosen = event_target_value(&event);
        growth.restart();
        group.set(Group::ALL.into_iter().find(|group| slug(Some(*group)) == chosen));
    };
    view! { class = "report-detections",
        <select class="field group" aria-label=words.report.opinion on:change=choose>
            {option(None, total)}
            {counts.into_iter().map(|(group, count)| option(Some(group), count)).collect_view()}
        </select>
    }
    .into_any()
}

/// A column's heading: a button that sorts up, then down, then as at first.
#[component]
fn Heading(column: Column, order: RwSignal<Option<Order>>, growth: Growth) -> impl IntoView {
    let words = use_words();
    let sorted = move || match order.get() {
        Some(Order { by, descending }) if by == column => Some(if descending { "descending" } else { "ascending" }),
        Some(_) | None => None,
    };
    let turn = move |_| {
        growth.restart();
        order.update(|order| {
            *order = match *order {
                Some(Order { by, descending }) if by == column => {
                    (!descending).then_some(Order { by, descending: true })
                }
                Some(_) | None => Some(Order {
                    by: column,
                    descending: false,
                }),
            };
        });
    };
    let name = column.word(words);
    view! { class = "report-detections",
        <th scope="col" role="columnheader" aria-sort=move || sorted().unwrap_or("none") data-column=slug_of(column)>
            <button type="button" class="sort" title=(words.report.sort_by)(name) on:click=turn>
                {name}
                <span class="arrow" aria-hidden="true">
                    {move || match sorted() {
                        Some("descending") => "↓",
                        Some(_) => "↑",
                        None => "",
                    }}
                </span>
            </button>
        </th>
    }
}

#[component]
fn Line(row: Row, columns: Vec<Column>) -> impl IntoView {
    let words = use_words();
    let method = row
        .method
        .as_ref()
        .map(|method| format!("{}: {}", words.report.method, method.spelled()));
    let cells = columns.into_iter().map(|column| {
        let label = column.word(words);
        let cell = row.cell(column).cloned();
        match column {
            Column::Engine => view! { class = "report-detections",
                <th scope="row" role="rowheader" title=method.clone()><Outside text=row.engine.clone() /></th>
            }
            .into_any(),
            Column::Opinion => view! { class = "report-detections",
                <td role="cell" class="opinion" data-label=label>
                    <span class="word"><ShapeMark shape=shape(row.group) /><Outside text=row.word.clone() short=WORD_AT_MOST /></span>
                </td>
            }
            .into_any(),
            Column::Label | Column::Version | Column::Updated => view! { class = "report-detections",
                <td role="cell" class=slug_of(column) data-label=label>{optional(cell)}</td>
            }
            .into_any(),
        }
    });
    view! { class = "report-detections",
        <tr role="row" data-group=slug(Some(row.group))>{cells.collect_view()}</tr>
    }
    .into_any()
}

fn optional(text: Option<Untrusted>) -> AnyView {
    match text {
        Some(text) => view! { class = "report-detections", <LongText text /> }.into_any(),
        None => view! { class = "report-detections", <span class="empty" aria-hidden="true">"–"</span> }.into_any(),
    }
}

fn shape(group: Group) -> Shape {
    match group {
        Group::Malicious => Shape::Octagon,
        Group::Suspicious => Shape::Triangle,
        Group::Undetected => Shape::Ring,
        Group::Harmless => Shape::Tick,
        Group::NoOpinion => Shape::Dash,
    }
}

fn slug(group: Option<Group>) -> &'static str {
    match group {
        None => "all",
        Some(Group::Malicious) => "malicious",
        Some(Group::Suspicious) => "suspicious",
        Some(Group::Undetected) => "undetected",
        Some(Group::Harmless) => "harmless",
        Some(Group::NoOpinion) => "no-opinion",
    }
}

fn slug_of(column: Column) -> &'static str {
    match column {
        Column::Engine => "engine",
        Column::Opinion => "opinion",
        Column::Label => "label",
        Column::Version => "version",
        Column::Updated => "updated",
    }
}
