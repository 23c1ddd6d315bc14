//! The details: one section a panel, each made of fields, tables, lists and groups.

use std::ops::Range;

use leptos::prelude::*;

use crate::report::details::{Cell, Column, Field, Label, Panel, Part, Table};
use crate::report::timeline::Timeline;
use crate::report::units;
use crate::ui::outside::Outside;
use crate::ui::pictures::timeline::TimelineView;
use crate::ui::report::card::{tone, tone_shape};
use crate::ui::report::cells::CellView;
use crate::ui::report::growth::{FIRST, Growth, More};
use crate::ui::report::lines::{Lines, Manner};
use crate::ui::report::lists::{GroupList, PlainList};
use crate::ui::report::shapes::ShapeMark;
use crate::ui::state::use_words;

#[component]
pub fn DetailPanels(
    panels: Vec<Panel>,
    /// The dates in their order, in place of the fields that it holds.
    #[prop(optional_no_strip)]
    timeline: Option<Timeline>,
) -> impl IntoView {
    let words = use_words();
    if panels.is_empty() {
        return view! { class = "report-details", <p class="nothing">{words.report.no_details}</p> }.into_any();
    }
    let mut timeline = timeline;
    let panels = panels.into_iter().map(|panel| {
        let timeline = if panel.id == DATES { timeline.take() } else { None };
        view! { class = "report-details", <PanelView panel timeline /> }
    });
    view! { class = "report-details", <div class="panels">{panels.collect_view()}</div> }.into_any()
}

/// The panel that a timeline stands in.
const DATES: &str = "dates";

/// The fields that no line of the timeline tells.
fn untold(part: Part, timeline: &Timeline) -> Option<Part> {
    let is_told = |field: &Field| match field.label {
        Label::Ours(label) => timeline.tells(label),
        Label::Outside(_) => false,
    };
    match part {
        Part::Fields(mut fields) => {
            fields.retain(|field| !is_told(field));
            (!fields.is_empty()).then_some(Part::Fields(fields))
        }
        Part::Table(_)
        | Part::Groups(_)
        | Part::List(_)
        | Part::Note(..)
        | Part::Heading(_)
        | Part::Prose(_)
        | Part::Code(_) => Some(part),
    }
}

#[component]
fn PanelView(panel: Panel, timeline: Option<Timeline>) -> impl IntoView {
    let words = use_words();
    let heading = format!("details-{}", panel.id);
    let count = panel.count.map(|count| {
        view! { class = "report-details", <span class="count">{units::count(count, words)}</span> }
    });
    let parts = panel.parts.into_iter().filter_map(|part| match &timeline {
        Some(timeline) => untold(part, timeline),
        None => Some(part),
    });
    let parts = parts.map(part).collect_view();
    let timeline = timeline.map(|timeline| view! { class = "report-details", <TimelineView timeline /> });
    view! { class = "report-details",
        <section class="panel" aria-labelledby=heading.clone()>
            <h2 class="title" id=heading.clone()>{panel.title}{count}</h2>
            {timeline}
            {parts}
        </section>
    }
    .into_any()
}

/// A part alone, for what opens inside a table.
pub fn part(part: Part) -> AnyView {
    match part {
        Part::Fields(fields) => view! { class = "report-details", <Fields fields /> }.into_any(),
        Part::Table(table) => view! { class = "report-details", <TableView table /> }.into_any(),
        Part::Groups(groups) => view! { class = "report-details", <GroupList groups /> }.into_any(),
        Part::List(items) => view! { class = "report-details", <PlainList items /> }.into_any(),
        Part::Note(how, text) => view! { class = "report-details",
            <p class="note" data-tone=tone(how)><ShapeMark shape=tone_shape(how) /><span>{text}</span></p>
        }
        .into_any(),
        Part::Heading(Label::Ours(text)) => {
            view! { class = "report-details", <h3 class="subtitle">{text}</h3> }.into_any()
        }
        Part::Heading(Label::Outside(text)) => {
            view! { class = "report-details", <h3 class="subtitle"><Outside text short=120 /></h3> }.into_any()
        }
        Part::Prose(text) => view! { class = "report-details", <Lines text manner=Manner::Prose /> }.into_any(),
        Part::Code(text) => view! { class = "report-details", <Lines text manner=Manner::Code /> }.into_any(),
    }
}

#[component]
fn Fields(fields: Vec<Field>) -> impl IntoView {
    let lines = fields.into_iter().map(|field| {
        let what = match &field.label {
            Label::Ours(text) => (*text).to_owned(),
            Label::Outside(text) => text.spelled(),
        };
        let label = match field.label {
            Label::Ours(text) => text.into_any(),
            Label::Outside(text) => view! { class = "report-details", <Outside text short=80 /> }.into_any(),
        };
        let cells = field.cells.into_iter().map(move |cell| {
            view! { class = "report-details", <dd class="value"><CellView cell what=what.clone() /></dd> }
        });
        view! { class = "report-details", <div class="field-line"><dt class="label">{label}</dt>{cells.collect_view()}</div> }
    });
    view! { class = "report-details", <dl class="fields">{lines.collect_view()}</dl> }
}

#[component]
fn TableView(table: Table) -> impl IntoView {
    let Table { title, columns, rows } = table;
    let growth = Growth::new(rows.len(), FIRST);
    let headings = columns
        .iter()
        .map(|column| {
            view! { class = "report-details",
                <th scope="col" role="columnheader" data-numeric=column.numeric.then_some("true")>{column.title}</th>
            }
        })
        .collect_view();
    let rows = StoredValue::new(rows);
    let columns = StoredValue::new(columns);
    let body = move |piece: Range<usize>| {
        let rows = rows.with_value(|rows| rows.get(piece).unwrap_or_default().to_vec());
        let lines = rows
            .into_iter()
            .map(|row| columns.with_value(|columns| line(row, columns)));
        view! { class = "report-details", <tbody role="rowgroup">{lines.collect_view()}</tbody> }
    };
    view! { class = "report-details",
        {title.map(|title| view! { class = "report-details", <h3 class="subtitle">{title}</h3> })}
        <div class="table-frame" tabindex="0">
            <table class="table" role="table" aria-label=title>
                <thead role="rowgroup"><tr role="row">{headings}</tr></thead>
                <For each=move || growth.pieces() key=Range::clone children=body />
            </table>
        </div>
        <More growth />
    }
    .into_any()
}

fn line(row: Vec<Cell>, columns: &[Column]) -> impl IntoView + use<> {
    let cells: Vec<_> = row
        .into_iter()
        .zip(columns)
        .map(|(cell, column)| {
            let (title, numeric) = (column.title, column.numeric);
            view! { class = "report-details",
                <td role="cell" data-label=title data-numeric=numeric.then_some("true")><CellView cell what=title /></td>
            }
        })
        .collect();
    view! { class = "report-details", <tr role="row">{cells}</tr> }
}
