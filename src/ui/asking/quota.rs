//! What the line knows of the key's quota: the counts that all tabs share, and what refusals lead to.

use leptos::prelude::*;

use super::now;
use crate::browser::storage::{self, Note};
use crate::queue::{self, Hold, Ledger, Spent, Told};
use crate::ui::state::State;
use crate::vt::error::Answer;

/// Refusals for quota in a row.
#[derive(Clone, Copy, Default)]
pub(super) struct Refusals {
    count: u32,
    /// The wait that the last one led to.
    last: Option<Hold>,
    /// So many questions of that minute had gone well before the first one; none once a wait was cut short.
    asked_before: Option<u64>,
}

impl State {
    /// Ends a wait for quota before its time.
    pub fn ask_now(self) {
        self.asking
            .refusals
            .update_value(|refusals| refusals.asked_before = None);
        self.asking.hold.set(None);
    }

    /// Forgets what another key or proxy was refused.
    pub fn begin_anew(self) {
        self.asking.refusals.set_value(Refusals::default());
        self.asking.hold.set(None);
    }

    /// Takes over the counts that were noted, by earlier visits and by other tabs.
    pub fn load_ledger(self) {
        if let Some(noted) = storage::note(Note::Spent) {
            self.asking.ledger.set(Ledger::parse(&noted));
        }
    }

    /// Forgets what another key has spent.
    pub fn forget_ledger(self) {
        storage::set_note(Note::Spent, "");
        self.asking.ledger.set(Ledger::default());
    }

    /// Takes over what the server says of the key, and goes on where it allows more than was thought.
    pub fn tell_quota(self, told: Told) {
        self.change_ledger(|ledger, now| ledger.tell(told, now));
        let free = self
            .asking
            .ledger
            .with_untracked(|ledger| queue::paced(now(), ledger).is_none());
        if free && self.asking.refusals.get_value().count == 0 {
            self.asking.hold.set(None);
        }
    }

    /// Counts a question that was answered. What is refused for quota costs none.
    pub fn count_answer(self, answer: &Answer) {
        if answer.status != 429 {
            self.change_ledger(Ledger::count);
        }
    }

    fn change_ledger(self, change: impl FnOnce(&mut Ledger, i64)) {
        // Other tabs count in the same note.
        let noted = storage::note(Note::Spent).filter(|noted| !noted.is_empty());
        let mut ledger = noted.map_or_else(|| self.asking.ledger.get_untracked(), |noted| Ledger::parse(&noted));
        change(&mut ledger, now());
        storage::set_note(Note::Spent, &ledger.to_json());
        self.asking.ledger.set(ledger);
    }

    /// Whether other tabs have used the quota up while this one waited for its turn.
    pub(super) fn others_spent(self) -> bool {
        let before = self.asking.ledger.get_untracked();
        self.load_ledger();
        self.asking
            .ledger
            .with_untracked(|ledger| *ledger != before && queue::paced(now(), ledger).is_some())
    }

    /// What a refusal for quota leads to.
    pub(super) fn refused(self, retry_after: Option<u64>) -> Hold {
        let Refusals {
            count,
            last,
            asked_before,
        } = self.asking.refusals.get_value();
        let (now, count) = (now(), count + 1);
        let (hold, asked) = self.asking.ledger.with_untracked(|ledger| {
            (
                queue::refused(now, ledger, count, last, retry_after),
                ledger.in_minute(now),
            )
        });
        let first = count == 1 && hold.spent == Spent::Minute && retry_after.is_none();
        self.asking.refusals.set_value(Refusals {
            count,
            last: Some(hold),
            asked_before: if first { Some(asked) } else { asked_before },
        });
        hold
    }

    /// An answer came. Where a minute was waited for to its end, it is known how many questions a minute has.
    pub(super) fn goes_again(self) {
        let refusals = self.asking.refusals.get_value();
        self.asking.refusals.set_value(Refusals::default());
        if let (1, Some(asked)) = (refusals.count, refusals.asked_before) {
            self.change_ledger(|ledger, now| ledger.learn(asked, now));
        }
    }
}
