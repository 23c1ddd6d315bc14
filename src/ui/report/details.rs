//! The details: one section a panel, each made of fields, tables, lists and groups.

use std::ops::Range;

use leptos::prelude::*;

use crate::report::details::{Cell, Column, Field, Label, Panel, Part, Table};
use crate::report::table::{copy, places};
use crate::report::timeline::Timeline;
use crate::report::units;
use crate::ui::outside::Outside;
use crate::ui::pictures::timeline::TimelineView;
use crate::ui::report::card::{tone, tone_shape};
use crate::ui::report::cells::CellView;
use crate::ui::report::lines::{Lines, Manner};
use crate::ui::report::lists::{GroupList, PlainList};
use crate::ui::report::shapes::ShapeMark;
use crate::ui::report::window::{self, Window};
use crate::ui::state::use_words;
use crate::ui::table::controls::{NothingFits, TableControls, WORTH_CONTROLS};
use crate::ui::table::opened::Opened;
use crate::ui::table::{SortButton, TableState};
use crate::ui::table_address::TableAddress;

#[component]
pub fn DetailPanels(
    panels: Vec<Panel>,
    /// The dates in their order, in place of the fields that it holds.
    #[prop(optional_no_strip)]
    timeline: Option<Timeline>,
    /// Whether the part of the report that they stand in is open.
    open: Signal<bool>,
) -> impl IntoView {
    let words = use_words();
    let address = TableAddress::new(open);
    if panels.is_empty() {
        return view! { class = "report-details", <p class="nothing">{words.report.no_details}</p> }.into_any();
    }
    let mut timeline = timeline;
    let panels = panels.into_iter().map(|panel| {
        let timeline = if panel.id == DATES { timeline.take() } else { None };
        view! { class = "report-details", <PanelView panel timeline address /> }
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
fn PanelView(panel: Panel, timeline: Option<Timeline>, address: TableAddress) -> impl IntoView {
    let words = use_words();
    let mut tables = 0;
    let parts = panel.parts.into_iter().filter_map(|part| match &timeline {
        Some(timeline) => untold(part, timeline),
        None => Some(part),
    });
    let parts = parts.map(|part| {
        tables += usize::from(matches!(part, Part::Table(_)));
        let name = if tables > 1 {
            format!("{}-{tables}", panel.id)
        } else {
            panel.id.to_owned()
        };
        part_in(
            part,
            Some(Home {
                name,
                title: panel.title,
                address,
            }),
        )
    });
    let parts = parts.collect_view();
    let heading = format!("details-{}", panel.id);
    let count = panel.count.map(|count| {
        view! { class = "report-details", <span class="count">{units::count(count, words)}</span> }
    });
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

/// Where a table of a panel stands.
struct Home {
    /// In the address.
    name: String,
    /// The panel's.
    title: &'static str,
    address: TableAddress,
}

/// A part alone, for what opens inside a table.
pub fn part(part: Part) -> AnyView {
    part_in(part, None)
}

fn part_in(part: Part, home: Option<Home>) -> AnyView {
    match part {
        Part::Fields(fields) => view! { class = "report-details", <Fields fields /> }.into_any(),
        Part::Table(table) => {
            let (name, panel, address) = match home {
                Some(Home { name, title, address }) => (name, title, address),
                None => (String::new(), "", TableAddress::alone()),
            };
            let state = TableState::new(name, address);
            let label = table.title.unwrap_or(panel);
            view! { class = "report-details", <CellTable table label state /> }.into_any()
        }
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

/// A table of cells that can be narrowed, ordered and copied.
#[component]
pub fn CellTable(
    table: Table,
    /// For those who listen.
    label: &'static str,
    state: TableState,
) -> impl IntoView {
    let words = use_words();
    let Table { title, columns, rows } = table;
    let sorting = state.sorting();
    let opened = Opened::new();
    let (total, width) = (rows.len(), columns.len());
    let titles: Vec<&'static str> = columns.iter().map(|column| column.title).collect();
    let network = rows.iter().flatten().any(Cell::is_network);
    let headings = columns.iter().enumerate().map(|(by, column)| {
        let heading = if total > 1 {
            view! { class = "report-details", <SortButton sorting by title=column.title /> }.into_any()
        } else {
            column.title.into_any()
        };
        let sorted = move || (total > 1).then(|| sorting.sorted(by));
        view! { class = "report-details",
            <th scope="col" role="columnheader" aria-sort=sorted data-numeric=column.numeric.then_some("true")>{heading}</th>
        }
    });
    let headings = headings.collect_view();
    let table = StoredValue::new((columns, rows));
    let lines = Memo::new(move |_| table.with_value(|(columns, rows)| places(columns, rows, &state.shown(), words)));
    let left = Signal::derive(move || lines.with(Vec::len));
    let bodies = move || {
        let lines = lines.get();
        let total = lines.len();
        let block = move |piece: Range<usize>| {
            let places = lines.get(piece.clone()).unwrap_or_default();
            let drawn = table.with_value(|(columns, rows)| {
                let rows = places
                    .iter()
                    .zip(piece)
                    .filter_map(|(at, index)| Some((*at, rows.get(*at)?.clone(), index)));
                rows.map(|(at, row, index)| line(row, columns, opened, at, window::place(index + 1, total)))
                    .collect_view()
            });
            view! { class = "report-details", <tbody role="rowgroup">{drawn}</tbody> }.into_any()
        };
        view! { class = "report-details", <Window total columns=width rows=block /> }
    };
    let copied = Callback::new(move |how| {
        table.with_value(|(columns, rows)| {
            let lines = lines.get_untracked();
            copy(columns, lines.iter().filter_map(|at| rows.get(*at)), how)
        })
    });
    let controls = (total >= WORTH_CONTROLS).then(|| {
        view! { class = "report-details", <TableControls table=state title=label columns=titles total left network copied /> }
    });
    let none = move || (left.get() == 0).then(|| view! { class = "report-details", <NothingFits table=state /> });
    view! { class = "report-details",
        {title.map(|title| view! { class = "report-details", <h3 class="subtitle">{title}</h3> })}
        {controls}
        <div class="table-frame" tabindex="0">
            <table class="table" role="table" aria-label=label aria-rowcount=move || window::place(left.get(), left.get())>
                <thead role="rowgroup"><tr role="row">{headings}</tr></thead>
                {bodies}
            </table>
            {none}
        </div>
    }
    .into_any()
}

fn line(
    row: Vec<Cell>,
    columns: &[Column],
    opened: Opened,
    place: usize,
    // Among all lines, where some are not there.
    index: Option<String>,
) -> impl IntoView + use<> {
    let cells: Vec<_> = row
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(at, (cell, column))| {
            let (title, numeric) = (column.title, column.numeric);
            view! { class = "report-details",
                <td role="cell" data-label=title data-numeric=numeric.then_some("true")><CellView cell what=title place=opened.place(place, at) /></td>
            }
        })
        .collect();
    view! { class = "report-details", <tr role="row" aria-rowindex=index>{cells}</tr> }
}
