//! The head of the list of files: how many there are, what they have come to, and how they are shown.

use leptos::prelude::*;

use crate::report::batch::{Grouping, Order, Row, State as Come, View, tallies};
use crate::report::units;
use crate::ui::dropped::FileId;
use crate::ui::state::{State, use_words};

/// Shorter lists are overseen without a filter.
const WORTH_FILTERING: usize = 8;

const ORDERS: [Order; 5] = [Order::Dropped, Order::Pressing, Order::Name, Order::Folder, Order::Size];
const GROUPINGS: [Grouping; 3] = [Grouping::None, Grouping::State, Grouping::Folder];

#[component]
pub fn Head(
    rows: Memo<Vec<Row>>,
    view: RwSignal<View>,
    /// Lines that are shown.
    shown: Signal<usize>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let number = move |count: usize| units::count(count as u64, words);
    let read = move || {
        let (done, all) = (state.dropped.over.get(), state.dropped.items.with(Vec::len));
        (words.files.read)(&number(done), &number(all))
    };
    let folders = Memo::new(move |_| {
        rows.with(|rows| {
            let folders: std::collections::BTreeSet<_> = rows
                .iter()
                .map(|row| &row.folder)
                .filter(|folder| !folder.is_empty())
                .collect();
            folders.len()
        })
    });
    let in_folders = move || {
        Some(folders.get())
            .filter(|count| *count > 0)
            .map(|count| (words.files.folders)(count as u64, &number(count)))
    };
    let clear = move |_| {
        let done: Vec<FileId> = rows.with_untracked(|rows| {
            state.dropped.items.with_untracked(|items| {
                let is_done = |row: &Row| row.state != Come::Waiting;
                items
                    .iter()
                    .zip(rows)
                    .filter(|(_, row)| is_done(row))
                    .map(|(item, _)| item.id)
                    .collect()
            })
        });
        state.take_off(&done);
    };
    let many = Memo::new(move |_| rows.with(|rows| rows.len() >= WORTH_FILTERING));
    let counts = Memo::new(move |_| rows.with(|rows| tallies(rows)));
    view! { class = "files",
        <div class="files-head">
            <h2 id="files-heading">{words.files.heading}</h2>
            <p class="quiet small">{read}" "{in_folders}</p>
            <button type="button" class="button button-bare files-clear" on:click=clear>{words.files.clear}</button>
        </div>
        {move || many.get().then(|| view! { class = "files",
            <div class="files-tallies" role="group" aria-label=words.files.tally>
                {move || counts.get().into_iter().map(|(come, count)| view! { class = "files", <Tally come count view /> }).collect_view()}
            </div>
            <div class="files-tools">
                <input
                    class="field files-find"
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=words.files.find
                    aria-label=words.files.find
                    on:input=move |event| view.update(|view| view.find = event_target_value(&event))
                />
                <select
                    class="field"
                    aria-label=words.files.order
                    on:change=move |event| {
                        let chosen = event_target_value(&event).parse().ok().and_then(|at: usize| ORDERS.get(at).copied());
                        view.update(|view| view.order = chosen.unwrap_or_default());
                    }
                >
                    {options(ORDERS.map(|order| match order {
                        Order::Dropped => words.files.order_dropped,
                        Order::Pressing => words.files.order_pressing,
                        Order::Name => words.files.order_name,
                        Order::Folder => words.files.order_folder,
                        Order::Size => words.files.order_size,
                    }))}
                </select>
                <select
                    class="field"
                    aria-label=words.files.group
                    on:change=move |event| {
                        let chosen = event_target_value(&event).parse().ok().and_then(|at: usize| GROUPINGS.get(at).copied());
                        view.update(|view| view.grouping = chosen.unwrap_or_default());
                    }
                >
                    {options(GROUPINGS.map(|grouping| match grouping {
                        Grouping::None => words.files.group_none,
                        Grouping::State => words.files.group_state,
                        Grouping::Folder => words.files.group_folder,
                    }))}
                </select>
                {move || (view.with(|view| *view != View::default()) && shown.get() != rows.with(Vec::len)).then(|| {
                    let text = (words.files.shown)(&number(shown.get()), &number(rows.with(Vec::len)));
                    view! { class = "files", <span class="quiet small number" role="status">{text}</span> }
                })}
            </div>
        }.into_any())}
    }
    .into_any()
}

fn options<const N: usize>(names: [&'static str; N]) -> impl IntoView {
    names
        .into_iter()
        .enumerate()
        .map(|(at, name)| view! { class = "files", <option value=at.to_string()>{name}</option> })
        .collect_view()
}

/// How many have come to this; pressed, the list shows them alone.
#[component]
fn Tally(come: Come, count: usize, view: RwSignal<View>) -> impl IntoView {
    let words = use_words();
    let name = come.word(words);
    let pressed = move || view.with(|view| view.only == Some(come));
    view! { class = "files",
        <button
            type="button"
            class="files-tally"
            data-come=come.slug()
            aria-pressed=move || pressed().to_string()
            title=(words.files.only)(name)
            on:click=move |_| view.update(|view| view.only = if view.only == Some(come) { None } else { Some(come) })
        >
            <span class="number">{units::count(count as u64, words)}</span>" "{name}
        </button>
    }
}
