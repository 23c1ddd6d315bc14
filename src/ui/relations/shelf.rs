//! The relations that a topic has, each with its line and how many there are: what costs nothing to know.

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::relation::{Amount, Shelf, elsewhere, shelf};
use crate::route::{Route, Tab};
use crate::subject::Subject;
use crate::ui::pictures::map::MAP;
use crate::ui::state::{State, use_words};
use crate::vt::object::Object;
use crate::vt::relation::{Relation, Tier, named};
use crate::words::relations;

#[component]
pub fn RelationShelf(subject: Subject, object: Rc<Object>, open: Memo<Option<String>>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let Shelf {
        open: full,
        empty,
        premium,
    } = shelf(subject.topic(), |relation| {
        Amount::told(object.relation(relation.name)).is_none()
    });
    let topic = subject.topic();
    let to_map = Route::Report {
        subject: subject.clone(),
        tab: Tab::Relations,
        part: Some(MAP.to_owned()),
    }
    .to_string();
    let items = move |relations: Vec<Relation>| {
        let items = relations.into_iter().map(|relation| {
            let told = Amount::told(object.relation(relation.name));
            view! { class = "relations", <Item subject=subject.clone() relation told open /> }
        });
        view! { class = "relations", <ul class="items">{items.collect_view()}</ul> }
    };
    let costly = premium.len() as u64;
    // A premium list that is open is in sight until the reader folds them.
    let by_hand = RwSignal::new(None::<bool>);
    let unfolded = move || {
        by_hand.get().unwrap_or_else(|| {
            let relation = open.with(|open| open.as_ref().and_then(|name| named(topic, name)));
            relation.is_some_and(|relation| relation.tier == Tier::Premium)
        })
    };
    let refused = move || {
        state.forbidden.get().map(|name| {
            let (title, _) = relations::named(&words.relations, &name);
            (words.relations.forbidden)(title)
        })
    };
    let empty = (!empty.is_empty()).then(|| {
        view! { class = "relations",
            <h3 class="group-title">{words.relations.empty_heading}</h3>
            <div class="dim">{items(empty)}</div>
        }
    });
    view! { class = "relations",
        <nav class="shelf" aria-label=words.relations.heading>
            <p class="quiet small">{words.relations.intro}</p>
            <ul class="items"><li>
                <a class="item" href=to_map aria-current=move || open.with(|open| open.as_deref() == Some(MAP)).then_some("page")>
                    <span class="item-title">{words.pictures.map}</span>
                    <span class="about">{words.pictures.map_about}</span>
                </a>
            </li></ul>
            {items(full)}
            {empty}
            <h3 class="group-title">
                <button
                    type="button"
                    class="fold"
                    aria-expanded=move || if unfolded() { "true" } else { "false" }
                    on:click=move |_| by_hand.set(Some(!untrack(unfolded)))
                >
                    <span class="arrow" aria-hidden="true"></span>
                    {(words.relations.premium_heading)(costly)}
                </button>
            </h3>
            <div hidden=move || !unfolded() class="costly" data-refused=move || state.forbidden.with(Option::is_some).then_some("true")>
                <p class="quiet small">{move || refused().unwrap_or_else(|| words.relations.premium_intro.to_owned())}</p>
                {items(premium)}
            </div>
        </nav>
    }
    .into_any()
}

/// One relation. The count is the list's own once it is loaded, and until then what the report told.
#[component]
fn Item(subject: Subject, relation: Relation, told: Amount, open: Memo<Option<String>>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let (title, about) = relations::named(&words.relations, relation.name);
    let listing = state.listing(&subject.related(relation.name));
    let amount = Memo::new(move |_| {
        listing.with(|listing| {
            if listing.objects.is_empty() && listing.phase != crate::ui::asking::Phase::Done {
                return told;
            }
            Amount::counted(listing.objects.len() as u64, listing.cursor.is_some(), listing.count)
        })
    });
    let tab = elsewhere(relation.name);
    let to = match tab {
        Some(tab) => Route::part_of(subject, tab),
        None => Route::Report {
            subject,
            tab: Tab::Relations,
            part: Some(relation.name.to_owned()),
        },
    };
    let current = move || {
        open.with(|open| open.as_deref() == Some(relation.name))
            .then_some("page")
    };
    view! { class = "relations",
        <li>
            <a class="item" href=to.to_string() aria-current=current>
                <span class="item-title">{title}</span>
                <span class="count" title=move || amount.get().spoken(words)>{move || amount.get().text(words)}</span>
                <span class="about">{about}</span>
            </a>
        </li>
    }
    .into_any()
}
