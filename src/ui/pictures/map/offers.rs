//! What could stand on the map and is not loaded: a button a list, each with its price, and where each list stands.

use leptos::prelude::*;

use crate::report::relation::Amount;
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::listings::ListingSignal;
use crate::ui::relations::standing::Standing;
use crate::ui::state::{State, use_words};
use crate::vt::object::Object;
use crate::vt::relation::{Relation, Tier};
use crate::words::relations;

/// A list of the map, and what is to be had of it.
#[derive(Clone)]
pub struct Offer {
    relation: Relation,
    path: String,
    listing: ListingSignal,
    told: Amount,
}

impl Offer {
    pub fn of(subject: &Subject, object: &Object, relation: Relation, listing: ListingSignal) -> Self {
        Self {
            relation,
            path: subject.related(relation.name),
            listing,
            told: Amount::told(object.relation(relation.name)),
        }
    }

    /// What can be loaded now. Lists that need a premium key are opened in their own place first. Reactive.
    fn wanted(&self) -> Option<Wanted> {
        self.listing.with(|listing| match listing.phase {
            Phase::Idle if self.relation.tier == Tier::Free && !self.told.is_none() => Some(Wanted::First),
            Phase::Done if listing.cursor.is_some() => Some(Wanted::More),
            Phase::Idle | Phase::Done | Phase::Queued | Phase::Asking { .. } | Phase::Held(..) | Phase::Failed(_) => {
                None
            }
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    First,
    More,
}

#[component]
pub fn Offers(offers: Vec<Offer>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let one = (words.relations.requests)(1);
    let waits = offers.iter().cloned().map(|offer| {
        let Offer {
            relation,
            path,
            listing,
            ..
        } = offer;
        let phase = Memo::new(move |_| listing.with(|listing| listing.phase.clone()));
        let (title, _) = relations::named(&words.relations, relation.name);
        let retry = move |()| state.load_list(&path);
        view! { class = "pictures-map", <Standing phase=phase.into() what=title retry /> }
    });
    let waits = waits.collect_view();
    let offers = StoredValue::new_local(offers);
    let buttons = move || {
        let wanted: Vec<(Offer, Wanted)> = offers.with_value(|offers| {
            let wanted = offers.iter().filter_map(|offer| Some((offer.clone(), offer.wanted()?)));
            wanted.collect()
        });
        let buttons = wanted.into_iter().map(|(offer, wanted)| {
            let (title, _) = relations::named(&words.relations, offer.relation.name);
            let named = match (wanted, offer.told) {
                (Wanted::First, told @ (Amount::Exactly(_) | Amount::AtLeast(_))) => {
                    format!("{title} ({})", told.text(words))
                }
                (Wanted::First, Amount::Unknown) | (Wanted::More, _) => title.to_owned(),
            };
            let label = match wanted {
                Wanted::First => format!("{named} · {one}"),
                Wanted::More => (words.pictures.load_more)(&named, &one),
            };
            let load = move |_| match wanted {
                Wanted::First => state.load_list(&offer.path),
                Wanted::More => state.load_more(&offer.path),
            };
            view! { class = "pictures-map", <button type="button" class="button" on:click=load>{label}</button> }
        });
        let buttons = buttons.collect::<Vec<_>>();
        (!buttons.is_empty()).then(|| {
            view! { class = "pictures-map",
                <div class="offers" role="group" aria-label=words.pictures.offers>
                    <span class="quiet small" aria-hidden="true">{words.pictures.offers}</span>
                    {buttons}
                </div>
            }
        })
    };
    view! { class = "pictures-map", {buttons}{waits} }.into_any()
}
