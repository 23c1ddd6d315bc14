//! The queue's turn: its next question goes into the one line, and its answer is kept before the next one goes.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock;
use crate::browser::kept::{Store, Write};
use crate::queue::Failure;
use crate::report::problem::describe;
use crate::report::remembered::{Remembered, names_of};
use crate::subject::Subject;
use crate::ui::batch::Role;
use crate::ui::batch::desk::now;
use crate::ui::state::State;
use crate::vt::error::{ApiError, Network, NotSetUp};
use crate::vt::object::Object;

/// A report that the reader waits for is on the screen by then.
const DRAWN_AFTER_MS: i32 = 100;

impl State {
    /// Asks the next question of the queue, where it is this tab's turn and anything waits.
    pub(super) fn feed(self) {
        if self.batch.role.get_untracked() != Role::Asks {
            return;
        }
        let now = now();
        let next = self.batch.desk().backlog.with_value(|backlog| backlog.next(now));
        match next {
            Some(subject) => {
                self.batch
                    .desk()
                    .backlog
                    .update_value(|backlog| backlog.begin(&subject));
                self.batch.show();
                self.ask_in_turn(&subject);
            }
            None => self.wake_later(now),
        }
    }

    /// Looks again when something that must not be asked yet may be.
    fn wake_later(self, now: i64) {
        let wakes = self.batch.desk().backlog.with_value(|backlog| backlog.wakes(now));
        let set = self.batch.desk().wakes.get_value();
        let Some(at) = wakes.filter(|at| set.is_none_or(|set| *at < set || set <= now)) else {
            return;
        };
        self.batch.desk().wakes.set_value(Some(at));
        let seconds = u64::try_from(at - now).unwrap_or_default().max(1);
        set_timeout(
            move || {
                self.batch.desk().wakes.set_value(None);
                self.batch.show();
                self.feed();
            },
            Duration::from_secs(seconds),
        );
    }

    /// An answer came, whoever asked: it is remembered under every name of what it is about.
    pub(super) fn learn(self, subject: &Subject, object: Option<&Rc<Object>>) {
        let now = now();
        let words = self.words_untracked();
        let line = object.map_or_else(
            || Remembered::never_seen(now),
            |object| Remembered::of(object, now, words),
        );
        let mut names = object.map(|object| names_of(object)).unwrap_or_default();
        if !names.contains(subject) {
            names.push(subject.clone());
        }
        let mut writes = Vec::new();
        writes.extend(self.note_change(subject, &line));
        for name in &names {
            self.batch.desk().backlog.update_value(|backlog| {
                for change in backlog.answered(name, now) {
                    writes.extend(Write::of(&change));
                    backlog.apply(&change);
                }
            });
            self.batch.desk().remembered.update_value(|known| {
                known.insert(name.clone(), line.clone());
            });
            writes.push(Write {
                store: Store::Answers,
                name: name.to_string(),
                text: Some(line.to_json()),
            });
        }
        let report = object.filter(|_| !line.report.is_empty()).cloned();
        self.batch.stopped.set(None);
        self.batch.show();
        spawn_local(async move {
            let of_report = |text| Write {
                store: Store::Reports,
                name: line.report.clone(),
                text,
            };
            let mut kept = true;
            if report.is_some() && self.is_open(&names) {
                // The reader sees it first: a large report takes as long to be written out as to be drawn. Until then there is
                // none, rather than an older one that would pass for this.
                writes.push(of_report(None));
                kept = self.keep_now(std::mem::take(&mut writes)).await;
                clock::sleep(DRAWN_AFTER_MS).await;
            }
            writes.extend(report.map(|report| of_report(Some(report.raw.to_string()))));
            kept &= self.keep_now(writes).await;
            // What is kept need not be held: thousands of reports would fill the memory.
            if kept && !self.is_open(&names) {
                self.lookups.let_go(&names);
            }
            self.feed();
        });
    }

    /// No answer came. While what is kept is being read that must wait: the question may not have been read yet, or be
    /// read as it was before, and would be asked again at once.
    pub(super) fn learn_failure(self, subject: Subject, error: ApiError) {
        match self.batch.role.get_untracked() {
            Role::Starting => self
                .batch
                .desk()
                .failed_early
                .update_value(|early| early.push((subject, error))),
            Role::Watches | Role::Asks => self.weigh_failure(&subject, &error),
        }
    }

    /// Everything that is kept has been read.
    pub(super) fn learn_early_failures(self) {
        let mut early = Vec::new();
        self.batch
            .desk()
            .failed_early
            .update_value(|failed| early = std::mem::take(failed));
        for (subject, error) in early {
            self.weigh_failure(&subject, &error);
        }
    }

    fn weigh_failure(self, subject: &Subject, error: &ApiError) {
        let now = now();
        let said = describe(error, None, self.words_untracked()).title;
        let changes = {
            let mut changes = Vec::new();
            // Whoever asked: what the reader's own question failed for, the queue's would fail for at once.
            self.batch.desk().backlog.update_value(|backlog| {
                if backlog.question(subject).is_some() {
                    changes = backlog.failed(subject, failure(error, said), now);
                }
            });
            changes
        };
        if error.meets_every_question() {
            self.batch.stopped.set(Some(error.clone()));
        }
        self.change_batch(changes);
    }

    /// Whether the reader is looking at a report under one of these names.
    fn is_open(self, names: &[Subject]) -> bool {
        self.route
            .with_untracked(|route| route.open_report().is_some_and(|(subject, _)| names.contains(subject)))
    }
}

/// What an error means for the queue.
fn failure(error: &ApiError, said: String) -> Failure {
    if error.meets_every_question() {
        let passes = match error {
            ApiError::Network(_) => true,
            ApiError::NotSetUp(NotSetUp::NoKey | NotSetUp::NoProxy | NotSetUp::LookupOnly)
            | ApiError::Refused { .. }
            | ApiError::NotTheApi { .. }
            | ApiError::AboutAnother { .. } => false,
        };
        return Failure::OfAll { passes };
    }
    match error {
        ApiError::Network(Network::Timeout | Network::Broken) | ApiError::NotTheApi { .. } => Failure::Passing(said),
        ApiError::Refused { status, .. } if *status >= 500 || *status == 429 => Failure::Passing(said),
        ApiError::Refused { .. } | ApiError::AboutAnother { .. } | ApiError::Network(_) | ApiError::NotSetUp(_) => {
            Failure::Lasting(said)
        }
    }
}
