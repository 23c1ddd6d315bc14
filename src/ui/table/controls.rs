//! The line above a table: its filter, its order where headings have no room, how much is left, the ways to take it along.

use leptos::prelude::*;

use crate::report::table::{Copied, Order};
use crate::report::units;
use crate::ui::report::take::CopyText;
use crate::ui::state::use_words;
use crate::ui::table::{Sorting, TableState};

/// Shorter tables are copied by marking them.
pub const WORTH_CONTROLS: usize = 4;
/// Shorter ones are overseen without a filter.
const WORTH_FILTERING: usize = 7;

#[component]
pub fn TableControls(
    table: TableState,
    /// What the table is called, for those who listen.
    #[prop(into)]
    title: String,
    /// The titles of its columns.
    columns: Vec<&'static str>,
    #[prop(into)] total: Signal<usize>,
    /// How many rows are shown.
    #[prop(into)]
    left: Signal<usize>,
    /// Whether something in it could be visited.
    #[prop(into)]
    network: Signal<bool>,
    /// Has a filter of its own.
    #[prop(default = true)]
    filter: bool,
    copied: Callback<Copied, String>,
) -> impl IntoView {
    let words = use_words();
    let said = words.report.tables;
    let narrowed = table.text.with_untracked(|text| !text.trim().is_empty());
    let find = (filter && (narrowed || total.get_untracked() >= WORTH_FILTERING)).then(|| {
        view! { class = "table-controls",
            <input
                class="field find"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=said.find
                aria-label=(said.find_in)(&title)
                prop:value=move || table.text.get()
                on:input=move |event| table.text.set(event_target_value(&event))
                on:change=move |event| table.keep_text(&event_target_value(&event))
            />
        }
    });
    let number = move |count: usize| units::count(count as u64, words);
    let counted =
        move || (filter && table.is_narrowed()).then(|| (said.rows)(&number(left.get()), &number(total.get())));
    let copies = move || {
        let (left, total) = (left.get(), total.get());
        let label = if left == total {
            words.report.copy_table.to_owned()
        } else {
            (said.copy_left)(&number(left), &number(total))
        };
        let defanged = network.get().then(|| {
            view! { class = "table-controls", <CopyText label=said.copy_defanged text=move |()| copied.run(Copied::Defanged) /> }
        });
        (left > 0).then(|| {
            view! { class = "table-controls", <CopyText label text=move |()| copied.run(Copied::Plain) />{defanged} }
        })
    };
    view! { class = "table-controls",
        <div class="bar">
            {find}
            <OrderChoice sorting=table.sorting() title columns />
            <p class="counted" role="status">{counted}</p>
            <span class="take">{copies}</span>
        </div>
    }
    .into_any()
}

/// The order as a list to choose from, for tables whose headings have no room.
#[component]
pub fn OrderChoice(
    sorting: Sorting,
    #[prop(into)] title: String,
    columns: Vec<&'static str>,
    /// The table never has any headings.
    #[prop(optional)]
    always: bool,
) -> impl IntoView {
    let said = use_words().report.tables;
    let choices = columns.into_iter().enumerate().flat_map(|(by, title)| {
        [(false, said.up), (true, said.down)].map(|(descending, label)| (Some(Order { by, descending }), label(title)))
    });
    let choices = [(None, said.as_it_came.to_owned())].into_iter().chain(choices);
    let options = choices.map(|(order, label)| {
        let value = order.map(Order::slug).unwrap_or_default();
        view! { class = "table-controls", <option value=value prop:selected=move || sorting.order.get() == order>{label}</option> }
    });
    view! { class = "table-controls",
        <select
            class="field order"
            data-always=always.then_some("true")
            aria-label=(said.order_of)(&title)
            on:change=move |event| sorting.go.run(Order::parse(&event_target_value(&event)))
        >
            {options.collect_view()}
        </select>
    }
    .into_any()
}

/// That a filter has left nothing, and the way back.
#[component]
pub fn NothingFits(table: TableState) -> impl IntoView {
    let words = use_words();
    view! { class = "table-controls",
        <p class="none">
            {words.report.tables.none} " "
            <button type="button" class="button" on:click=move |_| table.widen()>{words.report.clear_filter}</button>
        </p>
    }
    .into_any()
}
