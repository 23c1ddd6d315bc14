//! Long lists: only the rows near the reader's eyes are in the document, and the others keep their height.

use std::ops::Range;

use leptos::html;
use leptos::prelude::*;

use crate::browser::sight::{self, Done, Occasion, Watch};
use crate::report::units;
use crate::report::window::{self, BLOCK, Choice, Heights, PRINTED, Run, Sight, Stretch};
use crate::ui::state::use_words;

/// Rows that are there from the start: more than a window shows, and few enough for one frame.
pub const FIRST: usize = 50;

/// The rows of a list, in blocks. Where the list stands in a table, so does this.
#[component]
pub fn Window(
    /// How many rows there are. A list that changes its length while it stands reads the rows of a block anew itself.
    #[prop(into)]
    total: Signal<usize>,
    /// Of the table that it stands in; none where it stands in none.
    #[prop(optional)]
    columns: Option<usize>,
    /// So many rows at least are there from the start.
    #[prop(default = FIRST)]
    first: usize,
    /// It may become so long without being drawn anew.
    #[prop(default = 0)]
    room: usize,
    /// Draws a block as one element.
    #[prop(into)]
    rows: Callback<Range<usize>, AnyView>,
) -> impl IntoView {
    let start = NodeRef::<html::Template>::new();
    let length = total.get_untracked();
    // A list that becomes longer than it has ever been is drawn anew.
    let all = Memo::new(move |before: Option<&usize>| {
        let blocks = total.get().max(room).div_ceil(BLOCK).next_power_of_two();
        blocks.max(before.copied().unwrap_or_default())
    });
    // Where nobody scrolls, a list that is drawn whole in the end is so from the start.
    let whole = !sight::is_there() && !window::comes_and_goes(length);
    let first = if whole { length } else { first.min(length) };
    let list = List {
        start,
        all,
        heights: StoredValue::new(Heights::new(length)),
        drawn: RwSignal::new(window::first(first)),
    };
    if sight::is_there() {
        list.follow(total);
    }
    let drawing = Drawing {
        list,
        total,
        columns,
        rows,
    };
    let runs = move || drawing.run(0..all.get());
    let cut = move || {
        let total = total.get();
        (total > PRINTED).then(|| view! { class = "report-window", <CutInPrint total columns /> })
    };
    view! { class = "report-window",
        // Never drawn: from here on the list's elements are counted.
        <template node_ref=start></template>
        {runs}
        {cut}
    }
    .into_any()
}

/// How the blocks of a list are drawn.
#[derive(Clone, Copy)]
struct Drawing {
    list: List,
    total: Signal<usize>,
    columns: Option<usize>,
    rows: Callback<Range<usize>, AnyView>,
}

impl Drawing {
    /// A run of blocks, which is drawn anew only where what it is made of has changed.
    fn run(self, blocks: Range<usize>) -> AnyView {
        let own = blocks.clone();
        let run = Memo::new(move |_| {
            let List { heights, drawn, .. } = self.list;
            drawn.with(|drawn| heights.with_value(|heights| heights.run(&own, drawn)))
        });
        let drawn = move || match run.get() {
            Run::Nothing => ().into_any(),
            Run::Gap(height) => gap(self.columns, height),
            Run::Block => self.rows.run(window::rows(blocks.start, self.total.get_untracked())),
            Run::Halves => {
                let (one, other) = window::halves(blocks.clone());
                view! { class = "report-window", {self.run(one)}{self.run(other)} }.into_any()
            }
        };
        drawn.into_any()
    }
}

/// What rows that are not there leave free.
fn gap(columns: Option<usize>, height: u32) -> AnyView {
    let height = format!("{height}px");
    match columns {
        Some(columns) => view! { class = "report-window",
            <tbody class="gap" aria-hidden="true"><tr><td colspan=columns.to_string() style:height=height></td></tr></tbody>
        }
        .into_any(),
        None => view! { class = "report-window", <div class="gap" aria-hidden="true" style:height=height></div> }.into_any(),
    }
}

/// On paper alone: that there is more.
#[component]
fn CutInPrint(total: usize, columns: Option<usize>) -> impl IntoView {
    let words = use_words();
    let count = |rows: usize| units::count(rows as u64, words);
    let said = (words.report.printed_of)(&count(PRINTED), &count(total));
    match columns {
        Some(columns) => view! { class = "report-window",
            <tbody class="cut" role="rowgroup"><tr role="row"><td role="cell" colspan=columns.to_string()>{said}</td></tr></tbody>
        }
        .into_any(),
        None => view! { class = "report-window", <p class="cut">{said}</p> }.into_any(),
    }
}

/// What a list knows of itself.
#[derive(Clone, Copy)]
struct List {
    start: NodeRef<html::Template>,
    /// As many blocks as are drawn or stand for others.
    all: Memo<usize>,
    heights: StoredValue<Heights>,
    drawn: RwSignal<Vec<usize>>,
}

impl List {
    /// Looks wherever the window goes and however long the list becomes, for as long as it stands.
    fn follow(self, total: Signal<usize>) {
        let watch = StoredValue::new_local(None::<Watch>);
        Effect::new(move |before: Option<usize>| {
            let length = total.get();
            if before.is_some_and(|before| before != length) {
                self.resize(length);
            }
            if let (Some(start), true) = (self.start.get(), length > BLOCK) {
                if watch.with_value(Option::is_none) {
                    // The size of what it stands in tells when it is shown, and when it is made narrower.
                    let around = start.parent_element();
                    watch.set_value(around.map(|around| sight::watch(&around, move |occasion| self.look(occasion))));
                }
                sight::wake();
            }
            length
        });
    }

    fn resize(self, length: usize) {
        self.heights.update_value(|heights| heights.resize(length));
        self.drawn.update(|drawn| {
            drawn.retain(|block| block * BLOCK < length);
            if drawn.is_empty() {
                *drawn = window::first(BLOCK.min(length));
            }
        });
    }

    /// Looks where the window stands, and draws what belongs there.
    fn look(self, occasion: Occasion) -> Done {
        self.looked(occasion).unwrap_or_default()
    }

    fn looked(self, occasion: Occasion) -> Option<Done> {
        // The view may have gone while its turn was coming.
        let drawn = self.drawn.try_get_untracked()?;
        let (start, all) = (self.start.try_get_untracked()??, self.all.try_get_untracked()?);
        let stretches = self
            .heights
            .try_with_value(|heights| heights.stretches(0..all, &drawn))?;
        let seen = sight::seen(&start, stretches.len())?;
        let choice = match occasion {
            Occasion::Look => {
                let blocks = || {
                    stretches.iter().zip(&seen.heights).enumerate().filter_map(
                        |(at, (stretch, height))| match stretch {
                            Stretch::Block(block) => Some((at, *block, *height)),
                            Stretch::Gap => None,
                        },
                    )
                };
                let place = Sight {
                    top: seen.top,
                    height: seen.window,
                };
                let holds = |wanted| blocks().any(|(at, block, _)| block == wanted && seen.is_held(at));
                let focus = blocks()
                    .find(|(at, _, _)| seen.has_focus(*at))
                    .map(|(_, block, _)| block);
                let (other_width, choice) = self.heights.try_update_value(|heights| {
                    let other = heights.learn(seen.width, blocks().map(|(_, block, height)| (block, height)));
                    (other, heights.choose(&drawn, place, focus, holds))
                })?;
                if other_width {
                    self.drawn.notify();
                }
                choice
            }
            Occasion::Print => Choice {
                drawn: self.heights.with_value(Heights::printed),
                more: false,
            },
        };
        let blocks = choice
            .drawn
            .iter()
            .filter(|block| drawn.binary_search(block).is_err())
            .count();
        if choice.drawn != drawn {
            self.drawn.set(choice.drawn);
        }
        Some(Done {
            blocks,
            more: choice.more,
        })
    }
}

/// The number of a row among all of them, counted from one, where the others may not be there. `at` is its place, with
/// the headings' row of a table before it.
pub fn place(at: usize, total: usize) -> Option<String> {
    window::comes_and_goes(total).then(|| (at + 1).to_string())
}
