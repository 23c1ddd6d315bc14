//! A table of what was seen: lines with their values, what each has besides, and who saw it.

use std::ops::Range;

use leptos::prelude::*;

use crate::report::behaviour::Section;
use crate::report::behaviour::row::Row;
use crate::report::details::{Cell, Column};
use crate::report::units;
use crate::ui::behaviour::whole::Told;
use crate::ui::outside::Outside;
use crate::ui::report::cells::CellView;
use crate::ui::report::growth::{Growth, More};
use crate::ui::report::lists::PlainList;
use crate::ui::report::take::CopyText;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;

/// Lines that a section begins with: there are many sections.
const FIRST: usize = 25;
/// Shorter ones are copied by marking them.
const WORTH_COPYING: usize = 4;

#[component]
pub fn SectionTable(
    section: Section,
    told: Told,
    /// Has a heading of its own.
    named: bool,
    /// Says who saw each line.
    whose: bool,
) -> impl IntoView {
    let words = use_words();
    let total = section.len();
    let growth = Growth::new(total, FIRST);
    let (title, plain) = (section.title, section.is_plain());
    let columns = section.columns.clone();
    let headings = (!plain).then(|| {
        // At the right edge, as what stands below it.
        let whose = whose.then_some(Column {
            title: words.behaviour.seen_by,
            numeric: true,
        });
        let cells = columns.iter().chain(&whose).map(|column| {
            view! { class = "behaviour",
                <th scope="col" role="columnheader" data-numeric=column.numeric.then_some("true")>{column.title}</th>
            }
        });
        view! { class = "behaviour",
            <thead role="rowgroup"><tr role="row">{cells.collect_view()}</tr></thead>
        }
    });
    let section = StoredValue::new_local(section);
    let columns = StoredValue::new(columns);
    let body = move |piece: Range<usize>| {
        let rows = told
            .reports
            .with_value(|reports| section.with_value(|section| section.rows(piece, reports, words)));
        let lines = rows
            .into_iter()
            .map(|row| columns.with_value(|columns| line(row, columns, title, told, whose)));
        view! { class = "behaviour", <tbody role="rowgroup">{lines.collect_view()}</tbody> }
    };
    let copied = move |()| {
        told.reports
            .with_value(|reports| section.with_value(|section| section.copy(reports, words)))
    };
    let label = if plain {
        words.report.copy_list
    } else {
        words.report.copy_table
    };
    let copy = (total >= WORTH_COPYING).then(|| view! { class = "behaviour", <CopyText label text=copied /> });
    let heading = named.then(|| {
        view! { class = "behaviour",
            <h3 class="subtitle">{title}" "<span class="count">{units::count(total as u64, words)}</span></h3>
        }
    });
    view! { class = "behaviour",
        <div class="section" data-plain=plain.then_some("true")>
            <div class="section-head">{heading}<span class="take">{copy}</span></div>
            <div class="table-frame">
                <table class="table" role="table" aria-label=title>
                    {headings}
                    <For each=move || growth.pieces() key=Range::clone children=body />
                </table>
            </div>
            <More growth />
        </div>
    }
    .into_any()
}

fn line(row: Row, columns: &[Column], title: &'static str, told: Told, whose: bool) -> AnyView {
    let words = use_words();
    let alone = columns.len() == 1;
    let Row { cells, more, seen } = row;
    let mut more = (!more.is_empty()).then_some(more);
    let cells: Vec<AnyView> = cells
        .into_iter()
        .zip(columns)
        .map(|(values, column)| {
            let what = if alone { title } else { column.title };
            // The first column that is wide enough takes what has no column.
            let mark = is_mark(&values);
            let more = if column.numeric || mark { None } else { more.take() };
            let empty = values.is_empty();
            let values = values.into_iter().map(|cell| {
                view! { class = "behaviour", <div class="one"><CellView cell what /></div> }
            });
            let values = values.collect_view();
            let dash = (empty && more.is_none()).then(|| view! { class = "behaviour", <CellView cell=Cell::Empty what="" /> });
            view! { class = "behaviour",
                <td role="cell" data-label=(!alone).then_some(column.title) data-mark=mark.then_some("true") data-numeric=column.numeric.then_some("true")>
                    {values}{dash}{more.map(|lines| view! { class = "behaviour", <Besides lines /> })}
                </td>
            }
            .into_any()
        })
        .collect();
    let whose = whose.then(|| {
        view! { class = "behaviour",
            <td role="cell" class="whose" data-label=words.behaviour.seen_by><SeenBy seen told /></td>
        }
    });
    view! { class = "behaviour", <tr role="row">{cells}{whose}</tr> }.into_any()
}

/// A column of words of ours is narrow, and they are not cut.
fn is_mark(values: &[Cell]) -> bool {
    !values.is_empty() && values.iter().all(|cell| matches!(cell, Cell::State(..)))
}

/// The values of a line that have no column, behind a button.
#[component]
fn Besides(lines: Vec<Untrusted>) -> impl IntoView {
    let words = use_words();
    let open = RwSignal::new(false);
    let label = (words.behaviour.more_of)(lines.len() as u64);
    let lines = StoredValue::new(lines);
    view! { class = "behaviour",
        <button
            type="button"
            class="besides"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=move |_| open.update(|open| *open = !*open)
        >
            <span class="arrow" aria-hidden="true"></span>
            {label}
        </button>
        <Show when=move || open.get()>
            <div class="besides-list"><PlainList items=lines.get_value() /></div>
        </Show>
    }
    .into_any()
}

/// The sandbox's name, or how many of them, which opens to their names.
#[component]
fn SeenBy(seen: Vec<usize>, told: Told) -> impl IntoView {
    let words = use_words();
    let (names, all) = told.names.with_value(|names| {
        let seen = seen.iter().filter_map(|at| names.get(*at).cloned());
        (seen.collect::<Vec<Untrusted>>(), names.len())
    });
    if let [name] = names.as_slice() {
        let name = name.clone();
        return view! { class = "behaviour", <span class="chip"><Outside text=name short=24 /></span> }.into_any();
    }
    let (some, all) = (units::count(names.len() as u64, words), units::count(all as u64, words));
    let names = names
        .into_iter()
        .map(|name| view! { class = "behaviour", <li><Outside text=name short=40 /></li> });
    view! { class = "behaviour",
        <details class="seen">
            <summary class="chip">{(words.behaviour.seen_of)(&some, &all)}</summary>
            <ul class="seen-names">{names.collect_view()}</ul>
        </details>
    }
    .into_any()
}
