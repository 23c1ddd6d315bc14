//! The looks at analyses when they are due, and the question for the report that comes after.

use std::rc::Rc;

use leptos::prelude::*;

use super::standing::{End, Standing, Step};
use super::{find, forget, now};
use crate::browser::clock;
use crate::queue::followed::{self, APART, Followed};
use crate::subject::{Subject, Topic};
use crate::ui::asking::{Phase, Priority};
use crate::ui::state::State;
use crate::untrusted::Untrusted;
use crate::vt::analysis::{self, Status};
use crate::vt::error::{Answer, ApiError, Code};
use crate::vt::{read, request};

/// How often it is seen whether a look is due.
const LOOK_AT_CLOCK_MS: i32 = 500;

impl State {
    /// Asks what is due, one after the other, no two looks too close together, until nothing is followed.
    pub(super) async fn follow_all(self) {
        while let Some(due) = self.earliest() {
            let (id, step) = due;
            let spaced = now() >= self.analyses.last_look.get_value() + APART;
            match step {
                Step::Look { at } if now() >= at && spaced => self.look(&id, Priority::Background),
                Step::Refresh { at } if now() >= at => self.refresh(&id),
                Step::Look { .. } | Step::Refresh { .. } | Step::Unfollowed | Step::Over(_) => {}
            }
            clock::sleep(LOOK_AT_CLOCK_MS).await;
        }
        self.analyses.following.set_value(false);
    }

    /// What is due first among those that are followed and not being asked about; a step that never comes where all
    /// are being asked about.
    fn earliest(self) -> Option<(String, Step)> {
        let list = self.analyses.list.get_untracked();
        let open: Vec<(String, Standing)> = list
            .into_iter()
            .map(|followed| {
                let standing = self.analyses.standing(&followed.id).get_untracked();
                (followed.id, standing)
            })
            .filter(|(_, standing)| matches!(standing.step, Step::Look { .. } | Step::Refresh { .. }))
            .collect();
        let idle = open.iter().filter(|(_, standing)| !standing.phase.is_under_way());
        let first = idle.min_by_key(|(_, standing)| match standing.step {
            Step::Look { at } | Step::Refresh { at } => at,
            Step::Unfollowed | Step::Over(_) => i64::MAX,
        });
        match first {
            Some((id, standing)) => Some((id.clone(), standing.step.clone())),
            None => open.first().map(|(id, _)| (id.clone(), Step::Unfollowed)),
        }
    }

    pub(super) fn look(self, id: &str, priority: Priority) {
        let standing = self.analyses.standing(id);
        let id = id.to_owned();
        self.analyses.last_look.set_value(now());
        self.ask(
            request::analysis(&id),
            priority,
            move |phase| standing.update(|standing| standing.phase = phase),
            move |outcome| self.looked(&id, outcome),
        );
    }

    fn looked(self, id: &str, outcome: Result<Answer, ApiError>) {
        let key = self.settings.with_untracked(|settings| settings.key.clone());
        let followed = self.analyses.list.with_untracked(|list| find(list, id));
        let standing = self.analyses.standing(id);
        self.analyses.last_look.set_value(now());
        match outcome.and_then(|answer| analysis::analysis(&answer, key.as_ref())) {
            Ok(seen) => {
                let over = seen.status == Status::Completed;
                let item = seen.item.clone();
                standing.update(|standing| {
                    standing.phase = Phase::Done;
                    standing.trouble = None;
                    standing.seen = Some(Rc::new(seen));
                });
                match (followed, item) {
                    (Some(followed), Some(item)) if !followed.opened && is_another_file(&followed.subject, &item) => {
                        self.end(id, End::OtherFile(item));
                    }
                    (Some(_), _) if over => standing.update(|standing| {
                        standing.refreshes = 0;
                        standing.step = Step::Refresh { at: now() };
                    }),
                    (Some(followed), _) => self.look_later(&followed),
                    // Somebody has opened its page before it was over.
                    (None, Some(item)) if !over => self.follow_analysis(id.to_owned(), &item),
                    (None, _) => {}
                }
            }
            Err(error) => {
                standing.update(|standing| standing.phase = Phase::Failed(error.clone()));
                match followed {
                    Some(followed) if passes(&error, &followed) => {
                        standing.update(|standing| standing.trouble = Some(error));
                        self.look_later(&followed);
                    }
                    Some(_) => self.end(id, End::Failed(error)),
                    None => {}
                }
            }
        }
    }

    fn look_later(self, followed: &Followed) {
        let standing = self.analyses.standing(&followed.id);
        let next = standing.with_untracked(|standing| followed.next_look(standing.looks + 1, now()));
        match next {
            Some(at) => standing.update(|standing| {
                // One that was given up is not taken up by an answer that comes late.
                if let Step::Look { .. } = standing.step {
                    standing.looks += 1;
                    standing.last = now();
                    standing.step = Step::Look { at };
                }
            }),
            None => self.end(&followed.id, End::TooLong),
        }
    }

    /// Asks for the report that comes after the analysis.
    fn refresh(self, id: &str) {
        let Some(followed) = self.analyses.list.with_untracked(|list| find(list, id)) else {
            return;
        };
        let standing = self.analyses.standing(id);
        let (tries, target) = standing.with_untracked(|standing| (standing.refreshes, standing.target(&followed)));
        // The relations that are asked for along may be what a first try failed for.
        let question = if tries.is_multiple_of(2) {
            request::report(&target)
        } else {
            request::object(&target)
        };
        self.ask(
            question,
            Priority::Background,
            move |phase| standing.update(|standing| standing.phase = phase),
            move |outcome| self.refreshed(&followed, &target, outcome),
        );
    }

    fn refreshed(self, followed: &Followed, target: &Subject, outcome: Result<Answer, ApiError>) {
        let key = self.settings.with_untracked(|settings| settings.key.clone());
        let standing = self.analyses.standing(&followed.id);
        standing.update(|standing| {
            standing.phase = Phase::Done;
            standing.refreshes += 1;
        });
        let tries = standing.with_untracked(|standing| standing.refreshes);
        let report = outcome.and_then(|answer| read::object(&answer, Some(target), key.as_ref()));
        let (report, error) = match report {
            Ok(report) => (Some(report), None),
            Err(error) => (None, Some(error)),
        };
        let news = report
            .as_ref()
            .is_some_and(|report| followed.is_news(report.time("last_analysis_date")));
        match (report, followed::next_refresh(tries)) {
            (Some(report), _) if news => {
                self.found(target, Rc::new(report));
                self.say_news(target);
                let end = if *target == followed.subject {
                    End::News
                } else {
                    End::Inside(target.clone())
                };
                self.end(&followed.id, end);
            }
            (_, Some(pause)) => standing.update(|standing| {
                if let Step::Refresh { .. } = standing.step {
                    standing.trouble = error;
                    standing.step = Step::Refresh { at: now() + pause };
                }
            }),
            (Some(_), None) => self.end(&followed.id, End::OldStill),
            (None, None) => {
                let end = error.map_or(End::OldStill, End::Failed);
                self.end(&followed.id, end);
            }
        }
    }

    fn say_news(self, subject: &Subject) {
        let name = untrack(|| self.dropped.find(subject.id()))
            .map_or_else(|| Untrusted::new(subject.name()), |item| item.name);
        self.say((self.words_untracked().analysis.said_news)(&name.elided(60).spelled()));
    }

    pub(super) fn end(self, id: &str, end: End) {
        self.analyses
            .standing(id)
            .update(|standing| standing.step = Step::Over(end));
        forget(id);
    }
}

/// Whether it is worth looking again after this error.
fn passes(error: &ApiError, followed: &Followed) -> bool {
    match error {
        ApiError::Refused { status, code, .. } => match code {
            Code::NotAvailableYet
            | Code::Transient
            | Code::DeadlineExceeded
            | Code::FailedDependency
            | Code::QuotaExceeded
            | Code::TooManyRequests => true,
            Code::NotFound => followed.may_be_late(now()),
            Code::Unknown(_) => *status >= 500,
            Code::BadRequest
            | Code::InvalidArgument
            | Code::UnselectiveContentQuery
            | Code::UnsupportedContentQuery
            | Code::AuthenticationRequired
            | Code::UserNotActive
            | Code::WrongCredentials
            | Code::Forbidden
            | Code::AlreadyExists => false,
        },
        // Nothing of VirusTotal's own; what is in between may heal.
        ApiError::NotTheApi { .. } | ApiError::Network(_) => true,
        ApiError::AboutAnother { .. } | ApiError::NotSetUp(_) => false,
    }
}

fn is_another_file(subject: &Subject, item: &Subject) -> bool {
    let sha256 = |subject: &Subject| subject.topic() == Topic::File && subject.id().len() == 64;
    sha256(subject) && sha256(item) && subject != item
}
