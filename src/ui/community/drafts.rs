//! What outlives the views of a session: texts that were begun, and the tickets of what waits to be sent.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::ui::asking::Ticket;

thread_local! {
    static DRAFTS: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
    static TICKETS: RefCell<BTreeMap<String, Ticket>> = const { RefCell::new(BTreeMap::new()) };
}

/// The text that was begun under this name.
pub fn draft(name: &str) -> String {
    DRAFTS.with_borrow(|drafts| drafts.get(name).cloned().unwrap_or_default())
}

pub fn keep_draft(name: &str, text: &str) {
    DRAFTS.with_borrow_mut(|drafts| {
        if text.is_empty() {
            drafts.remove(name);
        } else {
            drafts.insert(name.to_owned(), text.to_owned());
        }
    });
}

pub fn keep_ticket(name: &str, ticket: Ticket) {
    TICKETS.with_borrow_mut(|tickets| tickets.insert(name.to_owned(), ticket));
}

pub fn take_ticket(name: &str) -> Option<Ticket> {
    TICKETS.with_borrow_mut(|tickets| tickets.remove(name))
}
