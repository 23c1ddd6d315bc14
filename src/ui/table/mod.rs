//! What every table of a report can do: narrow itself, order itself, be copied, and stand in the address as it is shown.

pub mod controls;
pub mod opened;

use leptos::prelude::*;

use crate::report::table::{FIND, Order, SORT, Shown, named};
use crate::ui::state::{follow, use_words};
use crate::ui::table_address::{Step, TableAddress};

/// How a table is shown, and the ways to change that.
#[derive(Clone, Copy)]
pub struct TableState {
    address: TableAddress,
    name: StoredValue<String>,
    /// As the address has it.
    kept: Memo<Shown>,
    /// What is typed takes effect at once and comes into the address when it is done.
    pub text: RwSignal<String>,
}

impl TableState {
    /// `name` is the table's own among those of its part; empty where there is one.
    pub fn new(name: String, address: TableAddress) -> Self {
        let name = StoredValue::new(name);
        let kept = Memo::new(move |_| name.with_value(|name| address.with(|query| Shown::of(query, name))));
        let text = RwSignal::new(kept.with_untracked(|kept| kept.text.clone()));
        follow(move |_| {
            let kept = kept.with(|kept| kept.text.clone());
            if text.with_untracked(|text| *text != kept) {
                text.set(kept);
            }
        });
        Self {
            address,
            name,
            kept,
            text,
        }
    }

    /// Reactive.
    pub fn shown(self) -> Shown {
        Shown {
            order: self.order(),
            text: self.text.get(),
        }
    }

    /// Reactive.
    pub fn order(self) -> Option<Order> {
        self.kept.with(|kept| kept.order)
    }

    /// Reactive.
    pub fn is_narrowed(self) -> bool {
        self.text.with(|text| !text.trim().is_empty())
    }

    fn order_by(self, order: Option<Order>) {
        self.set(SORT, &order.map(Order::slug).unwrap_or_default(), Step::Back);
    }

    /// What was typed goes into the address.
    pub fn keep_text(self, text: &str) {
        self.set(FIND, text, Step::Over);
    }

    /// All rows again.
    pub fn widen(self) {
        self.text.set(String::new());
        self.set(FIND, "", Step::Back);
    }

    fn set(self, value: &str, to: &str, step: Step) {
        let value = self.name.with_value(|name| named(name, value));
        self.address.set(&[(&value, to)], step);
    }

    pub fn sorting(self) -> Sorting {
        Sorting {
            order: Signal::derive(move || self.kept.with(|kept| kept.order)),
            go: Callback::new(move |order| self.order_by(order)),
        }
    }
}

/// The order of a table, and the way to another one.
#[derive(Clone, Copy)]
pub struct Sorting {
    pub order: Signal<Option<Order>>,
    pub go: Callback<Option<Order>>,
}

impl Sorting {
    /// Of a table that stands in no address.
    pub fn alone() -> Self {
        let order = RwSignal::new(None);
        Self {
            order: order.into(),
            go: Callback::new(move |to| order.set(to)),
        }
    }

    /// What a column's heading says to those who listen; reactive.
    pub fn sorted(self, by: usize) -> &'static str {
        match self.order.get() {
            Some(order) if order.by == by && order.descending => "descending",
            Some(order) if order.by == by => "ascending",
            Some(_) | None => "none",
        }
    }
}

/// What stands in a column's heading: a button that sorts up, then down, then as at first.
#[component]
pub fn SortButton(sorting: Sorting, by: usize, title: &'static str) -> impl IntoView {
    let words = use_words();
    let turn = move |_| sorting.go.run(Order::turned(sorting.order.get_untracked(), by));
    let arrow = move || match sorting.sorted(by) {
        "descending" => "↓",
        "ascending" => "↑",
        _ => "",
    };
    view! { class = "table-controls",
        <button type="button" class="sort" title=(words.report.sort_by)(title) on:click=turn>
            {title}<span class="arrow" aria-hidden="true">{arrow}</span>
        </button>
    }
    .into_any()
}
