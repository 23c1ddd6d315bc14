//! A search in the open report, as the field, the tabs and the list of what was found share it.

use leptos::prelude::*;

use crate::browser::place;
use crate::route::{Query, Route, Tab};
use crate::ui::state::State;

/// How much of a tab holds the word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TabHits {
    pub tab: Tab,
    pub found: u64,
    /// All of the tab is loaded.
    pub whole: bool,
}

/// One for each report; found through context.
#[derive(Clone, Copy)]
pub struct Seeking {
    /// What is sought; the address has it.
    pub word: RwSignal<String>,
    /// Of each tab; none while nothing is sought or the search is under way.
    pub hits: RwSignal<Option<Vec<TabHits>>>,
    /// The search is under way.
    pub busy: RwSignal<bool>,
    /// The list of what was found is shown.
    pub unfolded: RwSignal<bool>,
    pub goal: RwSignal<Option<Goal>>,
    /// None where no app is around, as in tests.
    state: Option<State>,
}

/// A line that the reader chose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Goal {
    pub tab: Tab,
    /// Where it stands, as a selector: the place itself, and the tab if that is not to be seen.
    pub region: String,
    /// What it says, the telling text first.
    pub texts: Vec<String>,
    /// What is sought, for a tab that has a filter of its own.
    pub word: String,
}

impl Seeking {
    pub fn new() -> Self {
        let state = use_context::<State>();
        // An address that names a place inside a tab is a way to that place, not to the list.
        let plain = state.is_none_or(|state| {
            let inside = |route: &Route| matches!(route, Route::Report { part: Some(_), .. });
            state.query.with_untracked(Query::is_empty) && !state.route.with_untracked(inside)
        });
        Self {
            word: state.map_or_else(|| RwSignal::new(String::new()), |state| state.sought),
            hits: RwSignal::new(None),
            busy: RwSignal::new(true),
            unfolded: RwSignal::new(plain),
            goal: RwSignal::new(None),
            state,
        }
    }

    /// Seeks a word; an empty one ends the search.
    pub fn seek(self, word: &str) {
        self.unfolded.set(true);
        self.busy.set(true);
        self.goal.set(None);
        match self.state {
            Some(state) => state.seek(word),
            None => self.word.set(word.to_owned()),
        }
        if word.is_empty() {
            place::unmark();
        }
    }

    /// Whether something is sought. Reactive.
    pub fn is_on(self) -> bool {
        self.word.with(|word| !word.trim().is_empty())
    }

    /// How much of a tab holds the word, once that is known. Reactive.
    pub fn hits(self, tab: Tab) -> Option<TabHits> {
        self.hits
            .with(|hits| hits.as_ref()?.iter().find(|hits| hits.tab == tab).copied())
    }

    /// What the tree of attributes is to seek.
    pub fn of_tree(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let goal = self.goal.get()?;
            (goal.tab == Tab::Attributes).then_some(goal.word)
        })
    }
}

impl Default for Seeking {
    fn default() -> Self {
        Self::new()
    }
}
