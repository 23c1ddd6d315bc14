//! Network locations: where a file talks to or a URL leads, grouped and judged.

pub mod contacts;
pub mod places;
pub mod way;

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::relation::Amount;
use crate::subject::{Subject, Topic};
use crate::ui::asking::Phase;
use crate::ui::listings::ListingSignal;
use crate::ui::network::contacts::Contacts;
use crate::ui::network::way::Way;
use crate::ui::state::State;
use crate::vt::object::Object;

#[component]
pub fn NetworkLocations(subject: Subject, object: Rc<Object>, part: Signal<Option<String>>) -> impl IntoView {
    // Nothing of this tab has an address of its own.
    let _ = part;
    match subject.topic() {
        Topic::File => view! { class = "network", <Contacts subject object /> }.into_any(),
        Topic::Url | Topic::Domain | Topic::Address => view! { class = "network", <Way subject object /> }.into_any(),
    }
}

/// A list that this tab draws from, and that the relations tab has too.
#[derive(Clone)]
pub struct Source {
    pub title: &'static str,
    pub path: String,
    pub listing: ListingSignal,
    /// What the report told of it.
    pub told: Amount,
}

impl Source {
    fn of(state: State, subject: &Subject, object: &Object, name: &str, title: &'static str) -> Self {
        let path = subject.related(name);
        Self {
            title,
            listing: state.listing(&path),
            told: Amount::told(object.relation(name)),
            path,
        }
    }

    /// Nobody has asked for it, and it is not known to be empty. Reactive.
    fn is_unasked(&self) -> bool {
        !self.told.is_none() && self.listing.with(|listing| listing.phase == Phase::Idle)
    }
}

/// Asks for the first of the lists, where none of them has been asked for: a tab costs one request at most.
fn load_first(state: State, sources: &[Source]) {
    let untouched = |source: &Source| source.listing.with_untracked(|listing| listing.phase == Phase::Idle);
    if !sources.iter().all(untouched) {
        return;
    }
    if let Some(source) = sources.iter().find(|source| !source.told.is_none()) {
        state.load_list(&source.path);
    }
}
