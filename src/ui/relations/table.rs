//! The loaded objects of a list: one table a kind, which can be filtered and ordered without asking anybody.

use std::rc::Rc;

use leptos::prelude::*;

use crate::indicator::defang;
use crate::report::details::build::{Site, words_column};
use crate::report::details::{Cell, Column};
use crate::report::relation::kinds::{kind_word, name_column};
use crate::report::relation::name::Name;
use crate::report::relation::order;
use crate::report::relation::sheet::{columns, kinds};
use crate::report::table::copy;
use crate::report::units;
use crate::ui::listings::ListingSignal;
use crate::ui::relations::row::ObjectRow;
use crate::ui::report::take::CopyText;
use crate::ui::state::{unix_seconds, use_now, use_words};
use crate::ui::table::controls::{TableControls, WORTH_CONTROLS};
use crate::ui::table::opened::Opened;
use crate::ui::table::{SortButton, TableState};
use crate::ui::table_address::TableAddress;
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Object};

/// Shorter lists are overseen without help.
const WORTH_FILTERING: usize = 10;
/// Shorter ones are copied by hand.
const WORTH_COPYING: usize = 2;

/// A row by its place in the list, and by the object itself: a list that was loaded anew has other objects.
type Place = (usize, usize);

/// What the tables of a list share.
#[derive(Clone, Copy)]
struct Tables {
    listing: ListingSignal,
    address: TableAddress,
    /// Those that fit.
    fitting: Memo<Vec<usize>>,
    opened: Opened,
}

#[component]
pub fn ObjectTables(listing: ListingSignal, address: TableAddress) -> impl IntoView {
    let words = use_words();
    let sieve = TableState::new(String::new(), address);
    let fitting = Memo::new(move |_| -> Vec<usize> {
        let sought = sieve.text.get();
        listing.with(|listing| order::fitting(listing.objects.iter().map(Rc::as_ref), &sought))
    });
    let tables = Tables {
        listing,
        address,
        fitting,
        opened: Opened::new(),
    };
    let kinds = Memo::new(move |_| listing.with(|listing| kinds(listing.objects.iter().map(Rc::as_ref))));
    let long =
        Memo::new(move |_| listing.with(|listing| listing.objects.len()) > WORTH_FILTERING || sieve.is_narrowed());
    let each = move || {
        let kinds = kinds.get();
        let several = kinds.len() > 1;
        kinds
            .into_iter()
            .map(|kind| view! { class = "relations", <KindTable tables kind several /> })
            .collect_view()
    };
    view! { class = "relations",
        {move || long.get().then(|| view! { class = "relations", <Sieve sieve /> })}
        {each}
        {move || (fitting.with(Vec::is_empty)).then(|| {
            view! { class = "relations", <p class="quiet" role="status">{words.relations.nothing_fits}</p> }
        })}
        <TakeList tables />
    }
    .into_any()
}

/// The filter.
#[component]
fn Sieve(sieve: TableState) -> impl IntoView {
    let words = use_words().relations;
    view! { class = "relations",
        <div class="sieve">
            <input
                class="field"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=words.filter
                aria-label=words.filter
                prop:value=move || sieve.text.get()
                on:input=move |event| sieve.text.set(event_target_value(&event))
                on:change=move |event| sieve.keep_text(&event_target_value(&event))
            />
        </div>
    }
}

/// The objects of one kind. `several` kinds need a heading each.
#[component]
fn KindTable(tables: Tables, kind: Kind, several: bool) -> impl IntoView {
    let words = use_words();
    let site = Site {
        now: unix_seconds(use_now().get_untracked()),
        words,
    };
    let listing = tables.listing;
    let columns: Vec<Column> = [words_column(name_column(&kind, &words.relations))]
        .into_iter()
        .chain(columns(&kind, words))
        .collect();
    let titles: Vec<&'static str> = columns.iter().map(|column| column.title).collect();
    let heading =
        several.then(|| Untrusted::new((words.relations.of_kind)(kind_word(&kind, &words.relations))).spelled());
    let name = heading
        .clone()
        .unwrap_or_else(|| kind_word(&kind, &words.relations).to_owned());
    let state = TableState::new(kind.word().to_owned(), tables.address);
    let own = StoredValue::new(kind);
    let of_kind = move |object: &Object| own.with_value(|own| *own == object.kind);
    let total =
        Memo::new(move |_| listing.with(|listing| listing.objects.iter().filter(|object| of_kind(object)).count()));
    let sorting = state.sorting();
    let headings = titles.iter().enumerate().map(|(by, title)| {
        let title = *title;
        view! { class = "relations",
            <th scope="col" role="columnheader" aria-sort=move || sorting.sorted(by)><SortButton sorting by title /></th>
        }
    });
    let headings = headings.collect_view();
    let rows = Memo::new(move |_| -> Vec<Place> {
        let fitting = tables.fitting.get();
        listing.with(|listing| {
            let object = |at: usize| listing.objects.get(at).map(Rc::as_ref);
            let own = fitting
                .into_iter()
                .filter(|at| object(*at).is_some_and(of_kind))
                .collect();
            let places = order::in_order(own, object, state.order(), site).into_iter();
            places
                .filter_map(|at| Some((at, Rc::as_ptr(listing.objects.get(at)?).addr())))
                .collect()
        })
    });
    let left = Signal::derive(move || rows.with(Vec::len));
    let network = Signal::derive(move || {
        listing.with(|listing| {
            let mut own = listing.objects.iter().filter(|object| of_kind(object));
            own.any(|object| Name::of(object).is_network())
        })
    });
    let shown = StoredValue::new(titles.get(1..).unwrap_or_default().to_vec());
    let first = titles.first().copied().unwrap_or_default();
    let row = move |(at, id): Place| {
        let object = listing.with_untracked(|listing| listing.objects.get(at).cloned());
        let place = tables.opened.place(id, 0);
        object.map(|object| view! { class = "relations", <ObjectRow object first titles=shown.get_value() place /> })
    };
    let copied = {
        let columns = StoredValue::new(columns);
        Callback::new(move |how| {
            let rows: Vec<Vec<Cell>> = listing.with_untracked(|listing| {
                let places = rows.get_untracked().into_iter();
                let objects = places.filter_map(|(at, _)| listing.objects.get(at));
                objects.map(|object| order::row(object, site)).collect()
            });
            columns.with_value(|columns| copy(columns, rows.iter(), how))
        })
    };
    let controls = move || {
        (total.get() >= WORTH_CONTROLS).then(|| {
            let (title, columns) = (name.clone(), titles.clone());
            view! { class = "relations", <TableControls table=state title columns total left network filter=false copied /> }
        })
    };
    view! { class = "relations",
        {heading.clone().map(|heading| view! { class = "relations", <h3 class="group-title">{heading}</h3> })}
        {controls}
        <div class="table-frame">
            <table class="table" role="table" aria-label=heading>
                <thead role="rowgroup"><tr role="row">{headings}</tr></thead>
                <tbody role="rowgroup">
                    <For each=move || rows.get() key=|place| *place children=row />
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The names that are shown, plain and defanged.
#[component]
fn TakeList(tables: Tables) -> impl IntoView {
    let words = use_words();
    let own = words.relations;
    let Tables { listing, fitting, .. } = tables;
    let names = move |write: fn(&str) -> String| {
        let fitting = fitting.get_untracked();
        listing.with_untracked(|listing| {
            let objects = fitting.iter().filter_map(|at| listing.objects.get(*at));
            let names = objects.map(|object| write(Name::of(object).taken.raw()));
            names.collect::<Vec<_>>().join("\n")
        })
    };
    move || {
        let left = fitting.with(Vec::len);
        let (total, network) = listing.with(|listing| {
            (
                listing.objects.len(),
                listing.objects.iter().any(|object| Name::of(object).is_network()),
            )
        });
        let count = |count: usize| units::count(count as u64, words);
        let label = if left == total {
            own.copy_list.to_owned()
        } else {
            (own.copy_names)(&count(left), &count(total))
        };
        (total >= WORTH_COPYING && left > 0).then(|| {
            view! { class = "relations",
                <p class="take">
                    <CopyText label text=move |()| names(str::to_owned) />
                    {network.then(|| view! { class = "relations", <CopyText label=own.copy_list_defanged text=move |()| names(defang) /> })}
                </p>
            }
        })
    }
}
