//! Analyses that somebody waits for: begun, looked at now and then, across reloads, until the new report is there.

mod begun;
mod listed;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

pub use begun::Begun;
pub use listed::{Beside, FollowedLine, FollowedList, FollowedPlace};

use crate::browser::clock;
use crate::browser::storage::{self, Note};
use crate::queue::followed::{self, APART, Followed};
use crate::subject::{Subject, Topic};
use crate::ui::asking::{Phase, Priority};
use crate::ui::shared::Shared;
use crate::ui::state::{State, unix_seconds};
use crate::untrusted::Untrusted;
use crate::vt::analysis::{self, Analysis, Status};
use crate::vt::error::{Answer, ApiError, Code};
use crate::vt::{read, request};

/// How often it is seen whether a look is due.
const LOOK_AT_CLOCK_MS: i32 = 500;

/// What is known of one analysis.
#[derive(Clone, Default)]
pub struct Standing {
    /// As it was seen last.
    pub seen: Option<Rc<Analysis>>,
    pub step: Step,
    /// The last look failed for a passing cause.
    pub trouble: Option<ApiError>,
    /// Where the question of the moment stands.
    pub phase: Phase,
    looks: u32,
    refreshes: usize,
    /// Unix seconds of the last question about it.
    last: i64,
}

impl Standing {
    /// Whose report is awaited.
    fn target(&self, followed: &Followed) -> Subject {
        let inside = self.seen.as_ref().and_then(|seen| seen.item.clone());
        inside
            .filter(|_| followed.opened)
            .unwrap_or_else(|| followed.subject.clone())
    }
}

/// What happens next.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Step {
    /// Nobody follows it.
    #[default]
    Unfollowed,
    /// The next look is due in this unix second.
    Look {
        at: i64,
    },
    /// It is over; the report is asked for in this unix second.
    Refresh {
        at: i64,
    },
    Over(End),
}

/// How following ended.
#[derive(Clone, PartialEq, Debug)]
pub enum End {
    News,
    /// The report is still the one from before.
    OldStill,
    TooLong,
    /// It is about another file than the one that was uploaded.
    OtherFile(Subject),
    /// The archive was opened; this is the file inside.
    Inside(Subject),
    Failed(ApiError),
    /// The reader's wish.
    Stopped,
}

pub type StandingSignal = RwSignal<Standing, LocalStorage>;

/// Every analysis of the session.
#[derive(Clone, Copy)]
pub struct Analyses {
    /// Those that are followed, and those whose end has not been put away; the newest last.
    pub list: RwSignal<Vec<Followed>>,
    standings: Shared<String, Standing>,
    /// What was asked for and has no analysis yet.
    begun: Shared<Subject, Begun>,
    following: StoredValue<bool>,
    /// Unix seconds of the last look at any of them.
    last_look: StoredValue<i64>,
}

impl Analyses {
    pub fn new() -> Self {
        Self {
            list: RwSignal::new(Vec::new()),
            standings: Shared::default(),
            begun: Shared::default(),
            following: StoredValue::new(false),
            last_look: StoredValue::new(0),
        }
    }

    /// What is known of an analysis.
    pub fn standing(self, id: &str) -> StandingSignal {
        self.standings.of(id)
    }

    /// The newest analysis of a subject that is followed; reactive.
    pub fn of(self, subject: &Subject) -> Option<Followed> {
        self.list
            .with(|list| list.iter().rev().find(|followed| followed.subject == *subject).cloned())
    }

    /// Whether a subject is being analysed; reactive.
    pub fn is_under_way(self, subject: &Subject) -> bool {
        self.of(subject).is_some_and(|followed| {
            self.standing(&followed.id).with(|standing| match standing.step {
                Step::Look { .. } | Step::Refresh { .. } => true,
                Step::Unfollowed | Step::Over(_) => false,
            })
        })
    }
}

impl Default for Analyses {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Takes up what an earlier visit followed.
    pub fn resume_analyses(self) {
        let noted = storage::note(Note::Analyses).unwrap_or_default();
        for followed in followed::parse(&noted, now()) {
            self.take_up(followed);
        }
    }

    /// Follows a new analysis of a subject to the report that comes after the present one.
    pub fn follow_analysis(self, id: String, subject: &Subject) {
        self.follow_until_over(id, subject, false);
    }

    /// The same where VirusTotal was given a password to open the file with.
    pub fn follow_opened(self, id: String, archive: &Subject) {
        self.follow_until_over(id, archive, true);
    }

    fn follow_until_over(self, id: String, subject: &Subject, opened: bool) {
        let lookup = self.lookups.of(subject);
        let before = lookup.with_untracked(|lookup| lookup.found.as_ref()?.time("last_analysis_date"));
        let followed = Followed {
            id,
            subject: subject.clone(),
            since: now(),
            before: before.filter(|_| !opened),
            opened,
        };
        change_note(|list| replace(list, followed.clone()));
        self.take_up(followed);
    }

    fn take_up(self, followed: Followed) {
        let standing = self.analyses.standing(&followed.id);
        standing.update(|standing| {
            standing.last = now();
            standing.step = Step::Look { at: now() + APART };
        });
        self.analyses.list.update(|list| replace(list, followed));
        if !self.analyses.following.get_value() {
            self.analyses.following.set_value(true);
            spawn_local(self.follow_all());
        }
    }

    /// Looks at an analysis at once, at the reader's wish.
    pub fn look_now(self, id: &str) {
        let standing = self.analyses.standing(id);
        if !standing.with_untracked(|standing| standing.phase.is_under_way()) {
            self.look(id, Priority::Reader);
        }
    }

    /// Follows an analysis again after a failure.
    pub fn look_again(self, id: &str) {
        let followed = self.analyses.list.with_untracked(|list| find(list, id));
        if let Some(followed) = followed {
            change_note(|list| replace(list, followed.clone()));
            self.take_up(followed);
        }
        self.look_now(id);
    }

    pub fn stop_following(self, id: &str) {
        self.end(id, End::Stopped);
    }

    /// Takes a followed analysis off the list.
    pub fn put_away(self, id: &str) {
        self.analyses
            .list
            .update(|list| list.retain(|followed| followed.id != id));
        forget(id);
    }

    /// Asks what is due, one after the other, no two looks too close together, until nothing is followed.
    async fn follow_all(self) {
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

    fn look(self, id: &str, priority: Priority) {
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

    fn end(self, id: &str, end: End) {
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

/// An earlier analysis of the same object is of no interest any more.
fn replace(list: &mut Vec<Followed>, followed: Followed) {
    list.retain(|other| other.subject != followed.subject);
    list.push(followed);
}

fn find(list: &[Followed], id: &str) -> Option<Followed> {
    list.iter().find(|followed| followed.id == id).cloned()
}

fn forget(id: &str) {
    change_note(|list| list.retain(|followed| followed.id != id));
}

/// Other tabs follow their own analyses in the same note.
fn change_note(change: impl FnOnce(&mut Vec<Followed>)) {
    let mut list = followed::parse(&storage::note(Note::Analyses).unwrap_or_default(), now());
    change(&mut list);
    storage::set_note(Note::Analyses, &followed::to_json(&list));
}

/// Unix seconds.
fn now() -> i64 {
    unix_seconds(clock::now_ms())
}
