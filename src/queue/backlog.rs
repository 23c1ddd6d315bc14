//! What is to be asked, in which order, and what became of it: the rules of the queue that outlives the page.
//!
//! Nothing here asks, stores or tells the time. Each wish gives [`Change`]s, which are carried out by [`Backlog::apply`]
//! in every tab and are what the storage keeps: a backlog is the sum of its changes.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::calendar::MINUTE;
use crate::subject::{Subject, Topic};

/// An answer that did not come may come later; after so many tries the reader decides.
const TRIES: u32 = 3;
/// The longest wait before everything is tried again, in seconds.
const STALLED_AT_MOST: i64 = 5 * MINUTE;
/// The first one; each is twice as long as the last.
const STALLED_FIRST: i64 = 5;

/// Whose wish a question is; the first come first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rank {
    /// One of the others that somebody wants to see first.
    Reader,
    /// A dropped file, a list of indicators.
    Batch,
    /// What was answered before and is asked again when quota is left over.
    Refresh,
}

/// Where a question stands. That it is being asked is nothing to be kept: after a crash it waits again.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    Waiting,
    /// For good, unless the reader wants it tried again; with what was said.
    Failed(String),
}

/// A question that has no answer yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    pub subject: Subject,
    pub rank: Rank,
    /// Its place among those of its rank.
    pub place: i64,
    /// Unix seconds of the wish: an answer that is older does not fulfil a refresh.
    pub wished: i64,
    pub standing: Standing,
    /// How often no answer came.
    pub tries: u32,
    /// Unix seconds before which another try is no use.
    pub not_before: i64,
}

/// The form in storage.
#[derive(Serialize, Deserialize)]
struct Stored {
    rank: Rank,
    place: i64,
    #[serde(default)]
    wished: i64,
    standing: Standing,
    #[serde(default)]
    tries: u32,
    #[serde(default)]
    not_before: i64,
}

/// What happens to a backlog.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Change {
    Put(Question),
    /// Nobody wants an answer any more.
    Gone(Subject),
    /// An answer came at this unix second; that nobody has ever seen the subject is one.
    Answered(Subject, i64),
    Paused(bool),
}

/// How asking ended without an answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// It may go well later.
    Passing(String),
    /// It will not.
    Lasting(String),
    /// Every other question would meet it: no network, no proxy, a wrong key. `passes` where time alone may mend it.
    OfAll { passes: bool },
}

/// Nothing is asked, because every question would fail.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Stall {
    /// Unix seconds of the next try; none where something has to be set up first.
    pub until: Option<i64>,
    tries: u32,
}

/// Every question without an answer, and when which subject was answered.
#[derive(Clone, Debug, Default)]
pub struct Backlog {
    questions: BTreeMap<Subject, Question>,
    /// Those that wait, in their order.
    order: BTreeSet<(Rank, i64, Subject)>,
    answered: BTreeMap<Subject, i64>,
    failed: usize,
    paused: bool,
    asking: Option<Subject>,
    stall: Option<Stall>,
}

impl Question {
    pub fn to_json(&self) -> String {
        let stored = Stored {
            rank: self.rank,
            place: self.place,
            wished: self.wished,
            standing: self.standing.clone(),
            tries: self.tries,
            not_before: self.not_before,
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads the stored form; none where it is damaged.
    pub fn parse(subject: &str, json: &str) -> Option<Self> {
        let stored: Stored = serde_json::from_str(json).ok()?;
        Some(Self {
            subject: subject_of(subject)?,
            rank: stored.rank,
            place: stored.place,
            wished: stored.wished,
            standing: stored.standing,
            tries: stored.tries,
            not_before: stored.not_before,
        })
    }

    fn in_order(&self) -> Option<(Rank, i64, Subject)> {
        match self.standing {
            Standing::Waiting => Some((self.rank, self.place, self.subject.clone())),
            Standing::Failed(_) => None,
        }
    }
}

/// A subject as it prints itself, `file/9f86d0…`.
pub fn subject_of(text: &str) -> Option<Subject> {
    let (slug, id) = text.split_once('/')?;
    Subject::new(Topic::of_slug(slug)?, id)
}

impl Backlog {
    /// Carries out a change, whoever made it. One that comes too late changes nothing: what was answered after the wish
    /// needs no question.
    pub fn apply(&mut self, change: &Change) {
        match change {
            Change::Put(question) => {
                self.remove(&question.subject);
                if !self.fulfils(&question.subject, question.rank, question.wished) {
                    self.failed += usize::from(matches!(question.standing, Standing::Failed(_)));
                    self.order.extend(question.in_order());
                    self.questions.insert(question.subject.clone(), question.clone());
                }
            }
            Change::Gone(subject) => self.remove(subject),
            Change::Answered(subject, at) => {
                let known = self.answered.entry(subject.clone()).or_insert(*at);
                *known = (*known).max(*at);
                let moot = self
                    .questions
                    .get(subject)
                    .is_some_and(|question| self.fulfils(subject, question.rank, question.wished));
                if moot {
                    self.remove(subject);
                }
            }
            Change::Paused(paused) => self.paused = *paused,
        }
    }

    /// Wishes for answers about subjects, in their order. What was answered is not asked again, except as a refresh.
    pub fn wish(&self, subjects: &[Subject], rank: Rank, now: i64) -> Vec<Change> {
        let mut place = self.last_place(rank);
        let mut wished = BTreeSet::new();
        let mut changes = Vec::new();
        for subject in subjects {
            if self.fulfils(subject, rank, now) || !wished.insert(subject) {
                continue;
            }
            match self.questions.get(subject) {
                // What failed is tried again where somebody wants it anew.
                Some(known) if known.rank <= rank && known.standing == Standing::Waiting => {}
                known => {
                    place += 1;
                    changes.push(Change::Put(Question {
                        subject: subject.clone(),
                        rank: known.map_or(rank, |known| known.rank.min(rank)),
                        place,
                        wished: now,
                        standing: Standing::Waiting,
                        tries: 0,
                        not_before: 0,
                    }));
                }
            }
        }
        changes
    }

    /// What to ask now; none where nothing waits, or must not be asked yet.
    pub fn next(&self, now: i64) -> Option<Subject> {
        if self.paused || self.asking.is_some() || self.stalled(now) {
            return None;
        }
        self.waiting()
            .find(|question| question.not_before <= now)
            .map(|question| question.subject.clone())
    }

    /// The unix second in which [`Self::next`] may give something that it does not give now; none where only a change
    /// can bring that about.
    pub fn wakes(&self, now: i64) -> Option<i64> {
        if self.paused || self.asking.is_some() || self.order.is_empty() {
            return None;
        }
        if self.stalled(now) {
            return self.stall.and_then(|stall| stall.until);
        }
        self.waiting().map(|question| question.not_before).min()
    }

    /// The question is on its way.
    pub fn begin(&mut self, subject: &Subject) {
        self.asking = Some(subject.clone());
    }

    /// An answer came. It is none of the backlog's business what it says.
    pub fn answered(&mut self, subject: &Subject, now: i64) -> Vec<Change> {
        self.ended(subject);
        self.stall = None;
        vec![Change::Answered(subject.clone(), now)]
    }

    /// No answer came.
    pub fn failed(&mut self, subject: &Subject, failure: Failure, now: i64) -> Vec<Change> {
        self.ended(subject);
        let Some(question) = self.questions.get(subject) else {
            return Vec::new();
        };
        let mut question = question.clone();
        match failure {
            Failure::OfAll { passes } => {
                let tries = self.stall.map_or(0, |stall| stall.tries) + 1;
                let wait = STALLED_FIRST
                    .saturating_mul(1 << (tries - 1).min(10))
                    .min(STALLED_AT_MOST);
                self.stall = Some(Stall {
                    until: passes.then_some(now + wait),
                    tries,
                });
                return Vec::new();
            }
            Failure::Passing(said) => {
                question.tries += 1;
                if question.tries < TRIES {
                    question.not_before = now + i64::from(question.tries) * MINUTE / 2;
                } else {
                    question.standing = Standing::Failed(said);
                }
            }
            Failure::Lasting(said) => question.standing = Standing::Failed(said),
        }
        vec![Change::Put(question)]
    }

    /// The question was taken back before it was asked: it waits as before.
    pub fn ended(&mut self, subject: &Subject) {
        if self.asking.as_ref() == Some(subject) {
            self.asking = None;
        }
    }

    /// What stopped everything is thought to be over: the network is back, there is another key.
    pub fn revive(&mut self) {
        self.stall = None;
    }

    /// Nobody wants these any more.
    pub fn forget(&self, subjects: &[Subject]) -> Vec<Change> {
        let known = subjects.iter().filter(|subject| self.questions.contains_key(subject));
        known.map(|subject| Change::Gone(subject.clone())).collect()
    }

    /// Everything that failed waits again.
    pub fn retry_failed(&self) -> Vec<Change> {
        let failed = self.questions.values().filter(|question| match question.standing {
            Standing::Failed(_) => true,
            Standing::Waiting => false,
        });
        let again = |question: &Question| {
            Change::Put(Question {
                standing: Standing::Waiting,
                tries: 0,
                not_before: 0,
                ..question.clone()
            })
        };
        failed.map(again).collect()
    }

    /// These go before all others of their rank, in this order.
    pub fn first(&self, subjects: &[Subject]) -> Vec<Change> {
        let waiting = subjects.iter().filter_map(|subject| self.questions.get(subject));
        let mut moved: Vec<Question> = waiting.cloned().collect();
        for (at, question) in moved.iter_mut().enumerate() {
            let before = self.first_place(question.rank);
            let steps = i64::try_from(subjects.len() - at).unwrap_or(1);
            question.place = before.saturating_sub(steps);
        }
        moved.into_iter().map(Change::Put).collect()
    }

    pub fn question(&self, subject: &Subject) -> Option<&Question> {
        self.questions.get(subject)
    }

    /// Those that wait, in the order in which they are asked.
    pub fn waiting(&self) -> impl Iterator<Item = &Question> {
        self.order
            .iter()
            .filter_map(|(_, _, subject)| self.questions.get(subject))
    }

    /// How many are asked before a question; none where it does not wait, and at most a thousand are counted.
    pub fn before(&self, question: &Question) -> Option<usize> {
        let place = question.in_order()?;
        self.order
            .contains(&place)
            .then(|| self.order.range(..place).take(1_000).count())
    }

    pub fn waiting_count(&self) -> usize {
        self.order.len()
    }

    pub fn failed_count(&self) -> usize {
        self.failed
    }

    /// The unix second of the newest answer.
    pub fn answered_at(&self, subject: &Subject) -> Option<i64> {
        self.answered.get(subject).copied()
    }

    pub fn is_paused(&self) -> bool {
        self.paused
    }

    pub fn asking(&self) -> Option<&Subject> {
        self.asking.as_ref()
    }

    pub fn stall(&self) -> Option<Stall> {
        self.stall
    }

    fn stalled(&self, now: i64) -> bool {
        self.stall
            .is_some_and(|stall| stall.until.is_none_or(|until| now < until))
    }

    fn fulfils(&self, subject: &Subject, rank: Rank, wished: i64) -> bool {
        self.answered.get(subject).is_some_and(|at| match rank {
            Rank::Reader | Rank::Batch => true,
            Rank::Refresh => *at >= wished,
        })
    }

    fn remove(&mut self, subject: &Subject) {
        if let Some(question) = self.questions.remove(subject) {
            match question.in_order() {
                Some(place) => {
                    self.order.remove(&place);
                }
                None => self.failed -= 1,
            }
        }
    }

    fn last_place(&self, rank: Rank) -> i64 {
        let of_rank = self.order.iter().rev().find(|(other, _, _)| *other == rank);
        of_rank.map_or(0, |(_, place, _)| *place)
    }

    fn first_place(&self, rank: Rank) -> i64 {
        let of_rank = self.order.iter().find(|(other, _, _)| *other == rank);
        of_rank.map_or(0, |(_, place, _)| *place)
    }
}
