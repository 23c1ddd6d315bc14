//! The map of relations: drawn from what is loaded, walked by arrow keys or the mouse, with the same as a list below.

mod drawing;
mod marks;
mod offers;
mod verdicts;
mod view;

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::map::{Group, Loaded, Map, Node, map, relations_of};
use crate::report::units;
use crate::subject::Subject;
use crate::ui::listings::{Listing, ListingSignal};
use crate::ui::outside::Outside;
use crate::ui::pictures::map::drawing::Drawing;
use crate::ui::pictures::map::offers::{Offer, Offers};
use crate::ui::pictures::map::verdicts::{slug, verdict_shape, verdict_word};
use crate::ui::report::shapes::ShapeMark;
use crate::ui::state::{State, use_words};
use crate::vt::object::Object;
use crate::vt::relation::Relation;
use crate::words::Words;

/// The part of the relations that is this map: no relation has the name.
pub const MAP: &str = "map";

#[component]
pub fn RelationMap(subject: Subject, object: Rc<Object>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let lists: Vec<(Relation, ListingSignal)> = relations_of(subject.topic())
        .map(|relation| (relation, state.listing(&subject.related(relation.name))))
        .collect();
    let offers: Vec<Offer> = lists
        .iter()
        .map(|(relation, listing)| Offer::of(&subject, &object, *relation, *listing))
        .collect();
    // What sandboxes saw says what names resolved to.
    let behaviours = state.listing(&subject.related("behaviours"));
    let lists = StoredValue::new_local(lists);
    // Drawn anew when objects have come, not when a list changes its phase.
    let stamp = Memo::new(move |_| {
        let address = |object: &Rc<Object>| Rc::as_ptr(object).addr();
        let of_list = |listing: &Listing| listing.objects.iter().map(address).collect::<Vec<_>>();
        let listings = lists.with_value(|lists| lists.iter().map(|(_, listing)| *listing).collect::<Vec<_>>());
        let listings = listings.into_iter().chain([behaviours]);
        listings.map(|listing| listing.with(of_list)).collect::<Vec<_>>()
    });
    let object = StoredValue::new_local(object);
    let drawn = move || {
        stamp.with(|_| ());
        let loaded: Vec<Loaded> = lists.with_value(|lists| {
            let of = |(relation, listing): &(Relation, ListingSignal)| Loaded {
                relation: *relation,
                objects: listing.with_untracked(|listing| listing.objects.clone()),
                known: object.with_value(|object| object.relation(relation.name).cloned()),
            };
            lists.iter().map(of).collect()
        });
        let seen = behaviours.with_untracked(|listing| listing.objects.clone());
        let map = object.with_value(|object| map(object, &loaded, &seen, words));
        let empty = map
            .groups
            .is_empty()
            .then(|| view! { class = "pictures-map", <p class="quiet">{words.pictures.nothing_known}</p> });
        view! { class = "pictures-map", {empty}<Drawing map=map.clone() /><AsList map /> }
    };
    view! { class = "pictures-map",
        <section class="whole">
            <h2 class="title">{words.pictures.whole_map}</h2>
            <p class="quiet small">{words.pictures.map_about}</p>
            <Offers offers />
            {drawn}
        </section>
    }
    .into_any()
}

/// The same as the picture, for who would rather read.
#[component]
fn AsList(map: Map) -> impl IntoView {
    let words = use_words();
    let open = RwSignal::new(false);
    let map = StoredValue::new(map);
    let list = move || {
        map.with_value(|map| {
            let nodes = map.nodes();
            let groups = map.groups.iter().enumerate().map(|(at, group)| {
                let own = nodes.iter().enumerate().filter(|(_, (of, _))| *of == Some(at));
                let entries = own.map(|(place, (_, node))| {
                    let (node, leads) = ((*node).clone(), map.leads_to(place, words));
                    view! { class = "pictures-map", <Entry node leads /> }
                });
                view! { class = "pictures-map",
                    <h3 class="group-title">{titled(group, words)}</h3>
                    <ul class="entries">{entries.collect_view()}</ul>
                }
            });
            groups.collect_view()
        })
    };
    view! { class = "pictures-map",
        <div class="as-list">
            <button
                type="button"
                class="opener"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="arrow" aria-hidden="true"></span>
                {words.pictures.as_list}
            </button>
            <Show when=move || open.get()>{list()}</Show>
        </div>
    }
    .into_any()
}

#[component]
fn Entry(node: Node, leads: Option<String>) -> impl IntoView {
    let words = use_words();
    let Node { text, verdict, to, .. } = node;
    let name = view! { class = "pictures-map", <Outside text short=90 /> };
    let name = match to {
        Some(to) => view! { class = "pictures-map", <a href=to.to_string()>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let leads = leads.map(|leads| view! { class = "pictures-map", " "<span class="quiet">{leads}</span> });
    view! { class = "pictures-map",
        <li class="entry">
            <span class="judged" data-verdict=slug(verdict)>
                <ShapeMark shape=verdict_shape(verdict) />{verdict_word(verdict, words)}
            </span>
            <span class="named">{name}{leads}</span>
        </li>
    }
    .into_any()
}

/// `Dropped files 12`, `Dropped files 120 of 400`.
fn titled(group: &Group, words: Words) -> String {
    let shown = units::count(group.nodes.len() as u64, words);
    if group.left == 0 {
        return format!("{} {shown}", group.title);
    }
    let all = units::count((group.nodes.len() + group.left) as u64, words);
    format!("{} {}", group.title, (words.pictures.some_of)(&shown, &all))
}
