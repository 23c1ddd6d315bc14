//! Analyses that somebody waits for: begun, looked at now and then, across reloads, until the new report is there.

mod begun;
mod listed;
mod looks;
mod standing;

use leptos::prelude::*;
use leptos::task::spawn_local;

pub use begun::Begun;
pub use listed::{Beside, FollowedLine, FollowedList, FollowedPlace};
pub use standing::{End, Standing, Step};

use crate::browser::clock;
use crate::browser::storage::{self, Note};
use crate::queue::followed::{self, APART, Followed};
use crate::subject::Subject;
use crate::ui::asking::Priority;
use crate::ui::shared::Shared;
use crate::ui::state::{State, unix_seconds};

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
