//! What each engine says: a table, flagged first, that sorts and filters; how it is shown stands in the address.

mod controls;
mod labels;
pub mod seen;
mod table;
mod tiers;

use std::ops::Range;

use leptos::prelude::*;

use crate::report::consensus::Wanted;
use crate::report::detections::{Column, Detections, Group, Order, Row, SORT, WORD};
use crate::ui::outside::Outside;
use crate::ui::report::detections::controls::Controls;
use crate::ui::report::detections::labels::LabelPanel;
use crate::ui::report::detections::table::Table;
pub use crate::ui::report::detections::tiers::TierLines;
use crate::ui::report::detections::tiers::TierPick;
use crate::ui::report::long::LongText;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::report::window::{self, Window};
use crate::ui::state::{State, use_words};
use crate::ui::table_address::Step;
use crate::untrusted::Untrusted;

/// Ours are shorter; a category that we do not know may be anything.
const WORD_AT_MOST: usize = 60;

#[component]
pub fn DetectionTable(
    detections: Detections,
    /// Whether the table's part of the report is open.
    open: Signal<bool>,
) -> impl IntoView {
    let words = use_words();
    if detections.rows.is_empty() {
        return view! { class = "report-detections", <p class="none">{words.report.no_engines}</p> }.into_any();
    }
    let consensus = detections.consensus.clone();
    let table = Table::new(detections, open);
    let width = table.columns.with_value(Vec::len);
    let count = move || {
        let total = table.lines.with(Vec::len);
        window::place(total, total)
    };
    let bodies = move || {
        let lines = table.lines.get();
        let total = lines.len();
        let block = move |piece: Range<usize>| {
            let places = lines.get(piece.clone()).unwrap_or_default().iter().zip(piece);
            let rows = places.filter_map(|(row, at)| {
                let row = table
                    .detections
                    .with_value(|detections| detections.rows.get(*row).cloned())?;
                let (columns, place) = (table.columns.get_value(), window::place(at + 1, total));
                Some(view! { class = "report-detections", <Line row columns place /> })
            });
            view! { class = "report-detections", <tbody role="rowgroup">{rows.collect_view()}</tbody> }.into_any()
        };
        view! { class = "report-detections", <Window total columns=width rows=block /> }
    };
    let none_left = move || table.lines.with(Vec::is_empty);
    let wanted = Signal::derive(move || table.chosen.with(|chosen| chosen.wanted.clone()));
    let want = move |wanted: Option<Wanted>| {
        table.change(
            &[(WORD, &wanted.map(|wanted| wanted.slug()).unwrap_or_default())],
            Step::Back,
        );
    };
    let headings = table
        .columns
        .get_value()
        .into_iter()
        .map(|column| view! { class = "report-detections", <Heading column table /> });
    view! { class = "report-detections",
        <LabelPanel consensus wanted want=Callback::new(want) />
        <Controls table />
        <div class="frame">
            <table class="table" role="table" aria-label=words.report.detections aria-rowcount=count>
                <thead role="rowgroup">
                    <tr role="row">{headings.collect_view()}</tr>
                </thead>
                {bodies}
            </table>
            <Show when=none_left>
                <p class="none">
                    {words.report.no_rows} " "
                    <button type="button" class="button" on:click=move |_| table.clear()>{words.report.clear_filter}</button>
                </p>
            </Show>
        </div>
    }
    .into_any()
}

/// A column's heading: a button that sorts up, then down, then as at first.
#[component]
fn Heading(column: Column, table: Table) -> impl IntoView {
    let words = use_words();
    let order = move || table.chosen.with(|chosen| chosen.order);
    let sorted = move || match order() {
        Some(Order { by, descending }) if by == column => Some(if descending { "descending" } else { "ascending" }),
        Some(_) | None => None,
    };
    let turn = move |_| {
        let next = match untrack(order) {
            Some(Order { by, descending }) if by == column => (!descending).then_some(Order { by, descending: true }),
            Some(_) | None => Some(Order {
                by: column,
                descending: false,
            }),
        };
        table.change(&[(SORT, &next.map(Order::slug).unwrap_or_default())], Step::Back);
    };
    let name = column.word(words);
    view! { class = "report-detections",
        <th scope="col" role="columnheader" aria-sort=move || sorted().unwrap_or("none") data-column=column.slug()>
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
fn Line(row: Row, columns: Vec<Column>, #[prop(optional_no_strip)] place: Option<String>) -> impl IntoView {
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
                <td role="cell" class=column.slug() data-label=label>{optional(cell)}</td>
            }
            .into_any(),
            Column::Tier => view! { class = "report-detections",
                <td role="cell" class="tier" data-label=label><TierPick engine=row.engine.clone() /></td>
            }
            .into_any(),
        }
    });
    let cells = cells.collect_view();
    let engine = row.engine.clone();
    let state = use_context::<State>();
    let tier = move || state.map(|state| state.settings.with(|settings| settings.tiers.of(engine.raw()).slug()));
    view! { class = "report-detections",
        <tr role="row" data-group=row.group.slug() data-tier=tier aria-rowindex=place>{cells}</tr>
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
