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
    /// The text itself: it may be a checksum list.
    pub text: StoredValue<Text>,
}

/// A text that was entered and is no single indicator.
pub enum Text {
    /// For the part of the page that reads it.
    Waits(String),
    Read(String),
}

impl Default for Text {
    fn default() -> Self {
        Self::Read(String::new())
    }
}

impl Findings {
    pub fn new() -> Self {
        Self {
            all: RwSignal::new(Extraction::default()),
            chosen: RwSignal::new(BTreeSet::new()),
            declined: RwSignal::new(BTreeSet::new()),
            text: StoredValue::new(Text::default()),
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
            self.dropped.entered.set(Some(subject.clone()));
            self.leave_for(&Route::report(subject));
        } else if late::is_here(Part::Late) {
            if let Some(to) = self.outcome(text) {
                self.leave_for(&to);
            }
        } else {
            // What reads a text is fetched where its findings will stand, and so is seen to come or to fail.
            self.findings.set(Extraction::default());
            self.findings.text.set_value(Text::Waits(text.to_owned()));
            self.leave_for(&Route::Found);
        }
    }

    /// Reads the text that has waited for the part of the page that does it.
    pub fn read_waiting(self) {
        let mut text = Text::default();
        self.findings.text.update_value(|value| text = std::mem::take(value));
        let to = match &text {
            Text::Waits(waiting) => self.outcome(waiting),
            Text::Read(_) => {
                self.findings.text.set_value(text);
                None
            }
        };
        if let Some(to) = to
            && to != Route::Found
        {
            address::replace(&to.to_string());
        }
    }

    /// Where a text leads; nowhere where it was refused.
    fn outcome(self, text: &str) -> Option<Route> {
        match late_gate_read(text) {
            Entered::One(Indicator::Subject(subject)) => {
                self.dropped.entered.set(Some(subject.clone()));
                Some(Route::report(subject))
            }
            Entered::One(Indicator::Analysis(id)) => Some(Route::Analysis { id }),
            Entered::One(Indicator::Search(query)) => Some(Route::Search { query }),
            Entered::Several(extraction) => {
                self.findings.text.set_value(Text::Read(text.to_owned()));
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
