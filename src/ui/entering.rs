//! What the reader enters, typed, pasted or dropped as a text, and where that leads.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::browser::late::Part;
use crate::browser::{address, late};
use crate::indicator::{self, Entered, Extraction, Indicator};
use crate::route::Route;
use crate::subject::Subject;
use crate::ui::late::late_gate_read;
use crate::ui::state::State;

/// A pasted text may be a whole book; the box shows its beginning.
const TYPED_AT_MOST: usize = 400;

/// What was lifted out of the text that was entered last, and what the reader wants of it.
#[derive(Clone, Copy)]
pub struct Findings {
    pub all: RwSignal<Extraction>,
    /// Which of them are to be looked up.
    pub chosen: RwSignal<BTreeSet<Subject>>,
    /// Those that the reader was asked about and does not want to be asked for.
    pub declined: RwSignal<BTreeSet<Subject>>,
    /// A text that waits for the part of the page that reads it.
    waiting: StoredValue<Option<String>>,
}

impl Findings {
    pub fn new() -> Self {
        Self {
            all: RwSignal::new(Extraction::default()),
            chosen: RwSignal::new(BTreeSet::new()),
            declined: RwSignal::new(BTreeSet::new()),
            waiting: StoredValue::new(None),
        }
    }

    /// Takes another text's findings; what needs no question is chosen.
    pub fn set(self, extraction: Extraction) {
        let open = extraction.found.iter().filter(|found| found.reserved.is_none());
        self.chosen.set(open.map(|found| found.indicator.clone()).collect());
        self.declined.set(BTreeSet::new());
        self.all.set(extraction);
    }
}

impl Default for Findings {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Opens what a text names, or lists what is in it, or says under the box why it is nothing.
    pub fn enter(self, text: &str) {
        if let Some(subject) = indicator::at_once(text) {
            self.leave_for(&Route::report(subject));
        } else if late::is_here(Part::Late) {
            if let Some(to) = self.outcome(text) {
                self.leave_for(&to);
            }
        } else {
            // What reads a text is fetched where its findings will stand, and so is seen to come or to fail.
            self.findings.set(Extraction::default());
            self.findings.waiting.set_value(Some(text.to_owned()));
            self.leave_for(&Route::Found);
        }
    }

    /// Reads the text that has waited for the part of the page that does it.
    pub fn read_waiting(self) {
        let mut waiting = None;
        self.findings.waiting.update_value(|value| waiting = value.take());
        if let Some(to) = waiting.and_then(|text| self.outcome(&text))
            && to != Route::Found
        {
            address::replace(&to.to_string());
        }
    }

    /// Where a text leads; nowhere where it was refused.
    fn outcome(self, text: &str) -> Option<Route> {
        match late_gate_read(text) {
            Entered::One(Indicator::Subject(subject)) => Some(Route::report(subject)),
            Entered::One(Indicator::Analysis(id)) => Some(Route::Analysis { id }),
            Entered::One(Indicator::Search(query)) => Some(Route::Search { query }),
            Entered::Several(extraction) => {
                self.findings.set(extraction);
                Some(Route::Found)
            }
            Entered::Nothing(why) => {
                self.typed.set(text.chars().take(TYPED_AT_MOST).collect());
                self.refused.set(Some(why));
                None
            }
        }
    }

    fn leave_for(self, to: &Route) {
        self.typed.set(String::new());
        self.refused.set(None);
        self.begin_walk(to);
        address::go(&to.to_string());
    }
}
