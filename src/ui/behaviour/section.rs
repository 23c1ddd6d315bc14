//! A table of what was seen: lines with their values, what each has besides, and who saw it.

use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::*;

use crate::report::behaviour::Section;
use crate::report::behaviour::noise::Why;
use crate::report::behaviour::row::Row;
use crate::report::behaviour::sift::Kept;
use crate::report::details::{Cell, Column, Part};
use crate::report::table::Copied;
use crate::report::units;
use crate::ui::behaviour::traffic::{Beside, Opened as OpenedParts};
use crate::ui::behaviour::whole::Told;
use crate::ui::outside::Outside;
use crate::ui::report::cells::CellView;
use crate::ui::report::lists::PlainList;
use crate::ui::report::take::CopyText;
use crate::ui::report::window::{self, Window};
use crate::ui::state::use_words;
use crate::ui::table::controls::OrderChoice;
use crate::ui::table::opened::{Opened, Place};
use crate::ui::table::{SortButton, Sorting};
use crate::untrusted::Untrusted;

/// Lines that a section begins with: there are many sections.
const FIRST: usize = 20;
/// Shorter ones are copied by marking them.
const WORTH_COPYING: usize = 4;

#[component]
pub fn SectionTable(
    section: Rc<Section>,
    told: Told,
    /// Has a heading of its own.
    named: bool,
    /// Says who saw each line.
    whose: bool,
    /// What is left of it.
    #[prop(optional, into)]
    kept: Signal<Kept>,
    /// What is said beside its heading.
    #[prop(optional, into)]
    aside: Signal<Option<&'static str>>,
    /// Its order, where that stands in the address.
    #[prop(optional)]
    sorting: Option<Sorting>,
) -> impl IntoView {
    let words = use_words();
    let (title, plain, total) = (section.title, section.is_plain(), section.len());
    let sorting = sorting.unwrap_or_else(Sorting::alone);
    let opened = Opened::new();
    // At the right edge, as what stands below it.
    let whose = whose.then_some(Column {
        title: words.behaviour.seen_by,
        numeric: true,
    });
    let columns: Vec<&'static str> = section
        .columns
        .iter()
        .chain(&whose)
        .map(|column| column.title)
        .collect();
    let section = StoredValue::new_local(section);
    let kept = Memo::new(move |_| {
        let order = sorting.order.get();
        told.reports
            .with_value(|reports| section.with_value(|section| section.in_order(&kept.get(), order, reports, words)))
    });
    let kept: Signal<Kept> = kept.into();
    let choice = (total >= WORTH_COPYING).then(|| {
        view! { class = "behaviour", <OrderChoice sorting title columns always=plain /> }
    });
    let count = move || {
        let left = kept.with(|kept| kept.count(total));
        let all = units::count(total as u64, words);
        if left == total {
            return all;
        }
        (words.behaviour.seen_of)(&units::count(left as u64, words), &all)
    };
    let heading = named.then(|| {
        view! { class = "behaviour",
            <h3 class="subtitle">{title}" "<span class="count">{count}</span></h3>
        }
    });
    let rows = move || {
        let kept = kept.get();
        if kept.count(total) == 0 {
            return ().into_any();
        }
        let section = section.get_value();
        view! { class = "behaviour", <Rows section kept told whose=whose.clone() sorting opened /> }.into_any()
    };
    view! { class = "behaviour",
        <div class="section" data-plain=plain.then_some("true") data-empty=move || kept.with(|kept| kept.count(total) == 0).then_some("true")>
            <div class="section-head">
                {heading}
                {move || aside.get().map(|said| view! { class = "behaviour", <span class="said">{said}</span> })}
                {choice}
                <Copies section kept told />
            </div>
            {rows}
        </div>
    }
    .into_any()
}

/// The buttons that take what is left of a section.
#[component]
fn Copies(section: StoredValue<Rc<Section>, LocalStorage>, kept: Signal<Kept>, told: Told) -> impl IntoView {
    let words = use_words();
    let (plain, total, network) =
        section.with_value(|section| (section.is_plain(), section.len(), section.is_of_network()));
    let copied = move |how: Copied| {
        let kept = kept.get_untracked();
        told.reports
            .with_value(|reports| section.with_value(|section| section.copy(&kept, reports, words, how)))
    };
    move || {
        let left = kept.with(|kept| kept.count(total));
        let count = |count: usize| units::count(count as u64, words);
        let label = match (left == total, plain) {
            (true, true) => words.report.copy_list.to_owned(),
            (true, false) => words.report.copy_table.to_owned(),
            (false, true | false) => (words.behaviour.copy_left)(&count(left), &count(total)),
        };
        (total >= WORTH_COPYING && left > 0).then(|| {
            let defanged = network.then(|| view! { class = "behaviour",
                <CopyText label=words.behaviour.copy_defanged text=move |()| copied(Copied::Defanged) />
            });
            view! { class = "behaviour", <span class="take"><CopyText label text=move |()| copied(Copied::Plain) />{defanged}</span> }
        })
    }
}

/// The table itself.
#[component]
fn Rows(
    section: Rc<Section>,
    kept: Kept,
    told: Told,
    /// The column that says who saw each line.
    whose: Option<Column>,
    sorting: Sorting,
    opened: Opened,
) -> impl IntoView {
    let words = use_words();
    let total = kept.count(section.len());
    let width = section.columns.len() + usize::from(whose.is_some());
    let headed = usize::from(!section.is_plain());
    let title = section.title;
    let several = section.len() > 1;
    let columns = section.columns.clone();
    let headings = (!section.is_plain()).then(|| {
        let cells = columns.iter().chain(&whose).enumerate().map(|(by, column)| {
            let heading = if several {
                view! { class = "behaviour", <SortButton sorting by title=column.title /> }.into_any()
            } else {
                column.title.into_any()
            };
            let sorted = move || several.then(|| sorting.sorted(by));
            view! { class = "behaviour",
                <th scope="col" role="columnheader" aria-sort=sorted data-numeric=column.numeric.then_some("true")>{heading}</th>
            }
        });
        view! { class = "behaviour",
            <thead role="rowgroup"><tr role="row">{cells.collect_view()}</tr></thead>
        }
    });
    // What does not fit is reached with the arrow keys.
    let wide = columns.len() > 1;
    let whose = whose.is_some();
    let columns = StoredValue::new(columns);
    let section = StoredValue::new_local(section);
    let kept = StoredValue::new(kept);
    let block = move |piece: Range<usize>| {
        let places: Vec<usize> = kept.with_value(|kept| match kept {
            Kept::All => piece.clone().collect(),
            Kept::Rows(rows) => rows.get(piece.clone()).unwrap_or_default().to_vec(),
            Kept::Untold => Vec::new(),
        });
        let rows = told.reports.with_value(|reports| {
            section.with_value(|section| {
                let rows = section.rows(places.iter().copied(), reports, words);
                let noise = places.iter().map(|place| section.noise(*place, reports));
                rows.into_iter()
                    .zip(noise)
                    .zip(places.iter().copied())
                    .collect::<Vec<_>>()
            })
        });
        let lines = rows.into_iter().zip(piece).map(|(((row, noise), at), index)| {
            let place = move |slot| opened.place(at, slot);
            let index = window::place(index + headed, total);
            columns.with_value(|columns| {
                let table = Table {
                    columns,
                    title,
                    told,
                    whose,
                };
                table.line(row, noise, place, index)
            })
        });
        view! { class = "behaviour", <tbody role="rowgroup">{lines.collect_view()}</tbody> }.into_any()
    };
    view! { class = "behaviour",
        <div class="table-frame" tabindex=wide.then_some("0")>
            <table class="table" role="table" aria-label=title aria-rowcount=window::place((total + headed).saturating_sub(1), total)>
                {headings}
                <Window total columns=width first=FIRST rows=block />
            </table>
        </div>
    }
    .into_any()
}

/// What the lines of a table have in common.
struct Table<'a> {
    columns: &'a [Column],
    title: &'static str,
    told: Told,
    /// It says who saw each line.
    whose: bool,
}

impl Table<'_> {
    /// `place` gives what of the line opens by its number; `index` is where it stands among all lines where some are not
    /// drawn.
    fn line(
        self,
        row: Row,
        noise: Option<Why>,
        place: impl Fn(usize) -> Place + Copy,
        index: Option<String>,
    ) -> AnyView {
        let Table {
            columns,
            title,
            told,
            whose,
        } = self;
        let words = use_words();
        let alone = columns.len() == 1;
        let count = row.besides();
        let Row {
            cells,
            parts,
            more,
            seen,
        } = row;
        let mut besides = (count > 0 || noise.is_some()).then_some((parts, more, noise));
        let host = host_of(&cells, columns);
        let cells: Vec<AnyView> = cells
        .into_iter()
        .zip(columns)
        .enumerate()
        .map(|(at, (values, column))| {
            let what = if alone { title } else { column.title };
            let mark = is_mark(&values);
            let besides = if Some(at) == host { besides.take() } else { None };
            let empty = values.is_empty();
            let values = values.into_iter().enumerate().map(|(one, cell)| {
                let beside = matches!(cell, Cell::Subject(..)).then(|| cell.clone());
                let drawn = view! { class = "behaviour", <CellView cell what place=place(2 + at + one * columns.len()) /> };
                match beside {
                    Some(cell) => view! { class = "behaviour", <div class="one">{drawn}<Beside cell /></div> }.into_any(),
                    None => view! { class = "behaviour", <div class="one">{drawn}</div> }.into_any(),
                }
            });
            let values = values.collect_view();
            let dash = (empty && besides.is_none()).then(|| view! { class = "behaviour", <CellView cell=Cell::Empty what="" /> });
            let besides = besides.map(|(parts, lines, noise)| {
                let lines = (count > 0).then(|| view! { class = "behaviour", <Besides count parts lines place=place(0) /> });
                view! { class = "behaviour", {noise.map(mark_of)}{lines} }
            });
            view! { class = "behaviour",
                <td role="cell" data-label=(!alone).then_some(column.title) data-mark=mark.then_some("true") data-numeric=column.numeric.then_some("true")>
                    {values}{dash}{besides}
                </td>
            }
            .into_any()
        })
        .collect();
        let whose = whose.then(|| {
        view! { class = "behaviour",
            <td role="cell" class="whose" data-label=words.behaviour.seen_by><SeenBy seen told place=place(1) /></td>
        }
    });
        view! { class = "behaviour", <tr role="row" data-noise=noise.map(|_| "true") aria-rowindex=index>{cells}{whose}</tr> }.into_any()
    }
}

/// That something is known noise, and why.
pub fn mark_of(why: Why) -> AnyView {
    let words = use_words();
    let said = (words.behaviour.noise_is)(why.said(words));
    view! { class = "behaviour", <span class="noise" title=words.behaviour.noise_about>{said}</span> }.into_any()
}

/// The column that takes what has no column: the first that says something and is wide enough.
fn host_of(cells: &[Vec<Cell>], columns: &[Column]) -> Option<usize> {
    let wide = |at: &usize| columns.get(*at).is_some_and(|column| !column.numeric);
    let speaks = |at: &usize| {
        cells
            .get(*at)
            .is_some_and(|values| !values.is_empty() && !is_mark(values))
    };
    let mut places = (0..cells.len()).filter(wide);
    places.clone().find(speaks).or_else(|| places.next())
}

/// A column of words of ours is narrow, and they are not cut.
fn is_mark(values: &[Cell]) -> bool {
    !values.is_empty() && values.iter().all(|cell| matches!(cell, Cell::State(..)))
}

/// The values of a line that have no column, behind a button.
#[component]
fn Besides(count: usize, parts: Vec<Part>, lines: Vec<Untrusted>, place: Place) -> impl IntoView {
    let words = use_words();
    let open = place.signal();
    let label = (words.behaviour.more_of)(count as u64);
    let besides = StoredValue::new((parts, lines));
    let drawn = move || {
        let (parts, lines) = besides.get_value();
        let parts = (!parts.is_empty()).then(|| view! { class = "behaviour", <OpenedParts parts /> });
        let lines = (!lines.is_empty()).then(|| {
            view! { class = "behaviour", <div class="besides-list"><PlainList items=lines /></div> }
        });
        view! { class = "behaviour", {parts}{lines} }
    };
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
        <Show when=move || open.get()>{drawn()}</Show>
    }
    .into_any()
}

/// The sandbox's name, or how many of them, which opens to their names.
#[component]
fn SeenBy(seen: Vec<usize>, told: Told, place: Place) -> impl IntoView {
    let words = use_words();
    let (names, all) = told.names.with_value(|names| {
        let seen = seen.iter().filter_map(|at| names.get(*at).cloned());
        (seen.collect::<Vec<Untrusted>>(), names.len())
    });
    if let [name] = names.as_slice() {
        let name = name.clone();
        return view! { class = "behaviour", <span class="chip"><Outside text=name short=24 /></span> }.into_any();
    }
    if names.is_empty() {
        return view! { class = "behaviour", <CellView cell=Cell::Empty what="" /> }.into_any();
    }
    let (some, all) = (units::count(names.len() as u64, words), units::count(all as u64, words));
    let names = names
        .into_iter()
        .map(|name| view! { class = "behaviour", <li><Outside text=name short=40 /></li> });
    // The browser opens it; this only remembers that it did.
    let open = place.signal();
    view! { class = "behaviour",
        <details class="seen" open=open.get_untracked()>
            <summary class="chip" on:click=move |_| open.update(|open| *open = !*open)>{(words.behaviour.seen_of)(&some, &all)}</summary>
            <ul class="seen-names">{names.collect_view()}</ul>
        </details>
    }
    .into_any()
}
