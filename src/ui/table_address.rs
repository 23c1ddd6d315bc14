//! How a table is shown, kept in the address: it can be shared and opened cold, and "back" goes back to it.

use leptos::prelude::*;

use crate::browser::address;
use crate::route::{Query, Route, Tab};
use crate::subject::Subject;
use crate::ui::state::{State, follow};

/// What a change leaves in the browser's history.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// "Back" undoes it: a choice.
    Back,
    /// "Back" passes it by: a text that was typed.
    Over,
}

/// A table's part of the address. Where no app is around, as in tests, it is the table's own.
#[derive(Clone, Copy)]
pub struct TableAddress {
    query: RwSignal<Query>,
    /// Where the reader is: what the query is written behind.
    route: Option<RwSignal<Route>>,
}

impl TableAddress {
    /// `open` says whether the table's part of the report is: another part's address is none of its business. Who
    /// comes back to the part without "back" finds the table as it was left.
    pub fn new(open: Signal<bool>) -> Self {
        let state = use_context::<State>();
        let begin = state.filter(|_| open.get_untracked());
        let begin = begin.map_or_else(Query::default, |state| state.query.get_untracked());
        let this = Self {
            query: RwSignal::new(begin),
            route: state.map(|state| state.route),
        };
        if let Some(state) = state {
            follow(move |before: Option<bool>| {
                let (is_open, query) = (open.get(), state.query.get());
                let left = this.query.get_untracked();
                if !is_open || query == left {
                    return is_open;
                }
                if before == Some(false) && query.is_empty() {
                    this.write(&left, Step::Over);
                } else {
                    this.query.set(query);
                }
                is_open
            });
        }
        this
    }

    /// Of a tab of the report on a subject.
    pub fn of_tab(subject: &Subject, tab: Tab) -> Self {
        let Some(state) = use_context::<State>() else {
            return Self::alone();
        };
        let own = subject.clone();
        let here = move |route: &Route| route.open_report() == Some((&own, tab));
        Self::new(Memo::new(move |_| state.route.with(&here)).into())
    }

    /// Of a table that comes and goes: it stands in no address.
    pub fn alone() -> Self {
        Self {
            query: RwSignal::new(Query::default()),
            route: None,
        }
    }

    /// What is read of it; reactive.
    pub fn with<T>(self, read: impl FnOnce(&Query) -> T) -> T {
        self.query.with(read)
    }

    /// Changes values by their names; an empty one takes the name away.
    pub fn set(self, values: &[(&str, &str)], step: Step) {
        let before = self.query.get_untracked();
        let query = values
            .iter()
            .fold(before.clone(), |query, (name, value)| query.with(name, value));
        if query == before {
            return;
        }
        self.write(&query, step);
        self.query.set(query);
    }

    fn write(self, query: &Query, step: Step) {
        let Some(route) = self.route else { return };
        let fragment = route.with_untracked(|route| format!("{route}{query}"));
        match step {
            Step::Back => address::go(&fragment),
            Step::Over => address::replace(&fragment),
        }
    }
}
