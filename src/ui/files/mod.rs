//! The list of dropped files: what they have come to, the queue that asks about them, and a row for each.

mod head;
mod queue;
mod row;
mod wishes;

use std::ops::Range;

use leptos::prelude::*;

use crate::browser::storage::Trouble;
use crate::report::batch::{self, Heading, Line, Row, View};
use crate::report::units;
use crate::report::window::BLOCK;
use crate::ui::batch::Told;
use crate::ui::dropped::Item;
use crate::ui::files::head::Head;
use crate::ui::files::queue::QueueLine;
use crate::ui::files::row::FileRow;
use crate::ui::files::wishes::Wishes;
use crate::ui::offers::BatchOffers;
use crate::ui::outside::Outside;
use crate::ui::report::window::Window;
use crate::ui::state::{State, use_words};

/// Rows that are there from the start: more than most windows show, and each is much to draw.
const FIRST: usize = 30;

/// A folder hands out its files a hundred at a time: the list is not drawn anew for each doubling.
const ROOM: usize = 100_000;

/// Of what could not be opened so much is named.
const UNREAD_NAMED: usize = 20;

#[component]
pub fn FileList() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    // It may have come after files were dropped.
    state.hear_all();
    let view = RwSignal::new(View::default());
    // Thousands of files change by the hundred: they are looked at together, not with each change of one.
    let ids = StoredValue::new(Vec::new());
    let rows = Memo::new(move |_| {
        state.batch.follow();
        state.dropped.items.with_untracked(|items| {
            let row = |item: &Item| Row {
                name: item.name.clone(),
                folder: item.folder.clone(),
                size: item.size,
                state: state.batch.come_to(item),
                sha256: item.reading.with_untracked(|reading| reading.sha256.clone()),
            };
            ids.set_value(items.iter().map(|item| item.id).collect());
            items.iter().map(row).collect::<Vec<_>>()
        })
    });
    let lines = Memo::new(move |_| rows.with(|rows| view.with(|view| batch::lines(rows, view))));
    let total = Signal::derive(move || lines.with(Vec::len));
    let is_empty = Memo::new(move |_| total.get() == 0);
    let block = move |piece: Range<usize>| {
        // A block is drawn anew only where its own lines have changed.
        let own = Memo::new(move |_| {
            lines.with(|lines| {
                // The list may have become longer since the block was drawn.
                let lines: Vec<Line> = lines.iter().skip(piece.start).take(BLOCK).cloned().collect();
                let item = |at: usize| {
                    ids.with_value(|ids| ids.get(at).copied())
                        .and_then(|id| state.dropped.item(id))
                };
                let drawn = lines.into_iter().filter_map(|line| match line {
                    Line::Heading(heading, count) => Some(Drawn::Heading(heading, count)),
                    Line::File(at) => item(at).map(Drawn::File),
                });
                drawn.collect::<Vec<_>>()
            })
        });
        let drawn = move || {
            let lines = own.get().into_iter().map(|line| match line {
                Drawn::Heading(heading, count) => view! { class = "files", <GroupHead heading count /> }.into_any(),
                Drawn::File(item) => view! { class = "files", <FileRow item /> }.into_any(),
            });
            view! { class = "files", {lines.collect_view()} }
        };
        view! { class = "files", <ol class="files-list">{drawn}</ol> }.into_any()
    };
    view! { class = "files",
        <section class="files-section" aria-labelledby="files-heading">
            <Head rows view shown=total />
            <BatchOffers />
            <QueueLine />
            <Wishes rows />
            <Kept />
            <Unread />
            <div class="files-lists"><Window total rows=block first=FIRST room=ROOM /></div>
            {move || is_empty.get().then(|| view! { class = "files", <p class="quiet">{words.files.none_left}</p> })}
        </section>
    }
    .into_any()
}

/// A line of the list with what it is drawn from.
#[derive(Clone, PartialEq)]
enum Drawn {
    Heading(Heading, usize),
    File(Item),
}

#[component]
fn GroupHead(heading: Heading, count: usize) -> impl IntoView {
    let words = use_words();
    let name = match heading {
        Heading::State(state) => view! { class = "files", {state.word(words)} }.into_any(),
        Heading::Folder(folder) if folder.is_empty() => view! { class = "files", {words.files.no_folder} }.into_any(),
        Heading::Folder(folder) => view! { class = "files", <Outside text=folder short=90 /> }.into_any(),
    };
    view! { class = "files",
        <li class="files-group"><h3>{name}" "<span class="quiet number">{units::count(count as u64, words)}</span></h3></li>
    }
}

/// What could not be opened on the way through dropped folders.
#[component]
fn Unread() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    move || {
        let unread = state.dropped.unread.get();
        (!unread.is_empty()).then(|| {
            let count = unread.len() as u64;
            let named = unread.into_iter().take(UNREAD_NAMED).map(|(path, said)| {
                let said = match said {
                    Some(said) => view! { class = "files", <Outside text=said short=120 /> }.into_any(),
                    None => view! { class = "files", {words.files.too_deep} }.into_any(),
                };
                view! { class = "files", <li><Outside text=path short=90 />": "<span class="quiet">{said}</span></li> }
            });
            view! { class = "files",
                <div class="notice files-unread" role="alert">
                    <p>{(words.files.unread)(count, &units::count(count, words))}</p>
                    <ul class="small">{named.collect_view()}</ul>
                </div>
            }
        })
    }
}

/// What is wrong with the storage.
#[component]
fn Kept() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let told = Memo::new(move |_| {
        let Told { trouble, damaged, .. } = state.batch.told.get();
        (trouble, damaged)
    });
    move || {
        let (trouble, damaged) = told.get();
        let trouble = trouble.map(|trouble| match trouble {
            Trouble::Blocked => words.files.kept_blocked,
            Trouble::Full => words.files.kept_full,
            Trouble::Damaged => words.files.kept_damaged,
        });
        let damaged = damaged as u64;
        let partly = (damaged > 0).then(|| (words.files.kept_partly)(damaged, &units::count(damaged, words)));
        let said: Vec<String> = trouble.map(str::to_owned).into_iter().chain(partly).collect();
        (!said.is_empty())
            .then(|| view! { class = "files", <p class="notice small" role="status">{said.join(" ")}</p> })
    }
}
