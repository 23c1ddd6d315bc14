//! Pins, notes and what is watched: kept with the answers, and asked about again when quota is left over.

use std::time::Duration;

use leptos::prelude::*;

use super::{Batch, Role};
use crate::browser::kept::{Store, Write};
use crate::queue::{FREE_DAY, Rank};
use crate::report::history::Entry;
use crate::report::mark::{Mark, change, due};
use crate::report::remembered::Remembered;
use crate::subject::Subject;
use crate::ui::batch::desk::{Desk, now};
use crate::ui::state::State;

/// How often is looked for something that is to be asked about again.
const LOOKED_EVERY: Duration = Duration::from_mins(1);

impl Desk {
    fn marked(self, subject: &Subject, answer: &Remembered) -> Entry {
        let mark = self.marks.with_value(|marks| marks.get(subject).cloned());
        Entry {
            subject: subject.clone(),
            answer: answer.clone(),
            mark: mark.unwrap_or_default(),
        }
    }
}

impl Batch {
    /// Everything that was asked about, with its marks; reactive.
    pub fn history(self) -> Vec<Entry> {
        self.follow();
        let desk = self.desk();
        desk.remembered.with_value(|known| {
            // A file is known under all its digests; the list has it under the one that its report is kept under.
            let own = |subject: &Subject, answer: &Remembered| {
                answer.report.is_empty() || answer.report == subject.to_string()
            };
            let own = known.iter().filter(|(subject, answer)| own(subject, answer));
            own.map(|(subject, answer)| desk.marked(subject, answer)).collect()
        })
    }

    /// One of them; reactive.
    pub fn entry(self, subject: &Subject) -> Option<Entry> {
        self.follow();
        let desk = self.desk();
        desk.remembered
            .with_value(|known| Some(desk.marked(subject, known.get(subject)?)))
    }

    pub(super) fn put_mark(self, subject: &Subject, mark: Mark) {
        let mut changed = 0;
        self.desk().marks.update_value(|marks| {
            if mark.is_empty() {
                marks.remove(subject);
            } else {
                marks.insert(subject.clone(), mark);
            }
            changed = marks.values().filter(|mark| mark.change.is_some()).count();
        });
        self.tell(|told| told.changed = changed);
        self.show();
    }
}

impl State {
    /// Puts a mark to a subject, or takes it away.
    pub fn set_mark(self, subject: &Subject, mark: Mark) {
        let text = (!mark.is_empty()).then(|| mark.to_json());
        self.batch.put_mark(subject, mark);
        self.keep(vec![Write {
            store: Store::Marks,
            name: subject.to_string(),
            text,
        }]);
    }

    /// Takes a subject out of the history, under all its names and with its report.
    pub fn forget_answer(self, subject: &Subject) {
        let report = subject.to_string();
        let mut names = vec![subject.clone()];
        self.batch.desk().remembered.update_value(|known| {
            known.remove(subject);
            let others = known.extract_if(.., |_, answer| answer.report == report);
            names.extend(others.map(|(name, _)| name));
        });
        self.batch.put_mark(subject, Mark::default());
        let gone = |store, name: &Subject| Write {
            store,
            name: name.to_string(),
            text: None,
        };
        let mut writes: Vec<Write> = names.iter().map(|name| gone(Store::Answers, name)).collect();
        writes.extend([gone(Store::Reports, subject), gone(Store::Marks, subject)]);
        self.keep(writes);
    }

    /// A watched subject was answered: whether something has changed.
    pub(super) fn note_change(self, subject: &Subject, after: &Remembered) -> Option<Write> {
        let desk = self.batch.desk();
        let mark = desk.marks.with_value(|marks| marks.get(subject).cloned())?;
        if !mark.watched {
            return None;
        }
        let before = desk.remembered.with_value(|known| known.get(subject).cloned())?;
        let mark = Mark {
            // A change that nobody has looked at goes on from where it began.
            change: change(&before, after).or_else(|| mark.change.clone()),
            ..mark
        };
        let text = mark.to_json();
        self.batch.put_mark(subject, mark);
        Some(Write {
            store: Store::Marks,
            name: subject.to_string(),
            text: Some(text),
        })
    }

    /// Asks again about what is watched, for as long as this tab does the asking.
    pub(super) fn watch(self) {
        set_interval(
            move || {
                if self.batch.role.get_untracked() == Role::Asks {
                    self.watch_once();
                }
            },
            LOOKED_EVERY,
        );
    }

    pub(super) fn watch_once(self) {
        let (now, desk) = (now(), self.batch.desk());
        let (allowed, spent) = self.asking.ledger().with_untracked(|ledger| {
            let limits = ledger.limits(now);
            let nothing_known = limits.minute.is_none() && limits.day.is_none();
            let day = limits.day.or(nothing_known.then_some(FREE_DAY));
            (day.unwrap_or(u64::MAX), ledger.today(now))
        });
        let waiting = desk.backlog.with_value(crate::queue::Backlog::waiting_count);
        let next = desk.marks.with_value(|marks| {
            desk.remembered.with_value(|known| {
                let watched = marks.iter().filter(|(_, mark)| mark.watched);
                let asked = watched.map(|(subject, _)| (subject, known.get(subject).map_or(0, |known| known.asked)));
                due(now, asked, waiting, allowed, spent).cloned()
            })
        });
        if let Some(next) = next {
            self.wish_for_all(&[next], Rank::Refresh);
        }
    }
}
