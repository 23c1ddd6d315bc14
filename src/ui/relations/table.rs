//! The loaded objects of a list: one table a kind, which can be filtered and ordered without asking anybody.

use leptos::prelude::*;

use crate::indicator::defang;
use crate::report::relation::kinds::{kind_word, name_column};
use crate::report::relation::name::Name;
use crate::report::relation::order::{Order, places};
use crate::report::relation::sheet::{columns, kinds};
use crate::ui::listings::ListingSignal;
use crate::ui::relations::row::ObjectRow;
use crate::ui::report::take::CopyText;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;
use crate::vt::object::Kind;

/// Shorter lists are overseen without help.
const WORTH_FILTERING: usize = 10;
/// Shorter ones are copied by hand.
const WORTH_COPYING: usize = 2;

/// A row by its place in the list, and by the object itself: a list that was loaded anew has other objects.
type Place = (usize, usize);

#[component]
pub fn ObjectTables(listing: ListingSignal) -> impl IntoView {
    let words = use_words();
    let sought = RwSignal::new(String::new());
    let order = RwSignal::new(Order::default());
    let shown = Memo::new(move |_| -> Vec<Place> {
        listing.with(|listing| {
            let objects = listing.objects.iter().map(std::convert::AsRef::as_ref);
            let places = sought.with(|sought| places(objects, sought, order.get()));
            places
                .into_iter()
                .filter_map(|at| Some((at, std::rc::Rc::as_ptr(listing.objects.get(at)?).addr())))
                .collect()
        })
    });
    let kinds =
        Memo::new(move |_| listing.with(|listing| kinds(listing.objects.iter().map(std::convert::AsRef::as_ref))));
    let long = Memo::new(move |_| listing.with(|listing| listing.objects.len()) > WORTH_FILTERING);
    let tables = move || {
        let kinds = kinds.get();
        let several = kinds.len() > 1;
        kinds
            .into_iter()
            .map(|kind| view! { class = "relations", <KindTable listing kind several shown /> })
            .collect_view()
    };
    view! { class = "relations",
        {move || long.get().then(|| view! { class = "relations", <Sieve sought order /> })}
        {tables}
        {move || (shown.with(Vec::is_empty)).then(|| {
            view! { class = "relations", <p class="quiet" role="status">{words.relations.nothing_fits}</p> }
        })}
        <TakeList listing />
    }
    .into_any()
}

/// The filter and the order.
#[component]
fn Sieve(sought: RwSignal<String>, order: RwSignal<Order>) -> impl IntoView {
    let words = use_words().relations;
    let choices = Order::ALL.map(|order| {
        let label = match order {
            Order::Sent => words.as_sent,
            Order::Flagged => words.flagged_first,
            Order::Name => words.by_name,
        };
        view! { class = "relations", <option value=order.slug()>{label}</option> }
    });
    view! { class = "relations",
        <div class="sieve">
            <input
                class="field"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=words.filter
                aria-label=words.filter
                prop:value=move || sought.get()
                on:input=move |event| sought.set(event_target_value(&event))
            />
            <select
                class="field order"
                aria-label=words.order
                prop:value=move || order.get().slug()
                on:change=move |event| order.set(Order::of_slug(&event_target_value(&event)))
            >
                {choices.collect_view()}
            </select>
        </div>
    }
}

/// The objects of one kind. `several` kinds need a heading each.
#[component]
fn KindTable(listing: ListingSignal, kind: Kind, several: bool, shown: Memo<Vec<Place>>) -> impl IntoView {
    let words = use_words();
    let titles: Vec<&'static str> = columns(&kind, words).iter().map(|column| column.title).collect();
    let first = name_column(&kind, &words.relations);
    let heading =
        several.then(|| Untrusted::new((words.relations.of_kind)(kind_word(&kind, &words.relations))).spelled());
    let headings = titles
        .iter()
        .map(|title| view! { class = "relations", <th scope="col" role="columnheader">{*title}</th> })
        .collect_view();
    let own = StoredValue::new(kind);
    let titles = StoredValue::new(titles);
    let rows = Memo::new(move |_| -> Vec<Place> {
        shown.with(|shown| {
            listing.with(|listing| {
                let is_own = |at: usize| {
                    let object = listing.objects.get(at);
                    object.is_some_and(|object| own.with_value(|own| *own == object.kind))
                };
                shown.iter().copied().filter(|(at, _)| is_own(*at)).collect()
            })
        })
    });
    let row = move |(at, _): Place| {
        let object = listing.with_untracked(|listing| listing.objects.get(at).cloned());
        object.map(|object| view! { class = "relations", <ObjectRow object first titles=titles.get_value() /> })
    };
    view! { class = "relations",
        {heading.clone().map(|heading| view! { class = "relations", <h3 class="group-title">{heading}</h3> })}
        <div class="table-frame">
            <table class="table" role="table" aria-label=heading>
                <thead role="rowgroup">
                    <tr role="row"><th scope="col" role="columnheader">{first}</th>{headings}</tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || rows.get() key=|place| *place children=row />
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

/// All loaded names at once, plain and defanged.
#[component]
fn TakeList(listing: ListingSignal) -> impl IntoView {
    let words = use_words().relations;
    let names = move |write: fn(&str) -> String| {
        listing.with_untracked(|listing| {
            let names = listing.objects.iter().map(|object| write(Name::of(object).taken.raw()));
            names.collect::<Vec<_>>().join("\n")
        })
    };
    let (many, network) = listing.with_untracked(|listing| {
        (
            listing.objects.len() >= WORTH_COPYING,
            listing.objects.iter().any(|object| Name::of(object).is_network()),
        )
    });
    many.then(|| {
        view! { class = "relations",
            <p class="take">
                <CopyText label=words.copy_list text=move |()| names(str::to_owned) />
                {network.then(|| view! { class = "relations", <CopyText label=words.copy_list_defanged text=move |()| names(defang) /> })}
            </p>
        }
    })
}
