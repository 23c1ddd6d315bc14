//! What the reader enters, typed, pasted or dropped as a text, and where that leads.

use leptos::prelude::*;

use crate::browser::{address, host};
use crate::indicator::{self, Entered, Indicator};
use crate::route::Route;
use crate::ui::state::State;

/// A pasted text may be a whole book; the box shows its beginning.
const TYPED_AT_MOST: usize = 400;

impl State {
    /// Opens what a text names, or lists what is in it, or says under the box why it is nothing.
    pub fn enter(self, text: &str) {
        let to = match indicator::read(text, host::to_ascii) {
            Entered::One(Indicator::Subject(subject)) => Route::report(subject),
            Entered::One(Indicator::Analysis(id)) => Route::Analysis { id },
            Entered::One(Indicator::Search(query)) => Route::Search { query },
            Entered::Several(extraction) => {
                self.found.set(extraction);
                Route::Found
            }
            Entered::Nothing(why) => {
                self.typed.set(text.chars().take(TYPED_AT_MOST).collect());
                self.refused.set(Some(why));
                return;
            }
        };
        self.typed.set(String::new());
        self.refused.set(None);
        address::go(&to.to_string());
    }
}
