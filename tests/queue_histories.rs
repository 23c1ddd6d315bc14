//! Random histories of the queue: whatever happens in whatever order, the quota holds, nothing is asked twice, nothing is
//! lost, and the reader comes first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use assay::queue::backlog::subject_of;
use assay::queue::calendar::{DAY, day};
use assay::queue::{Backlog, Change, Failure, Ledger, Limits, Question, Rank, Standing, Told, paced};
use assay::subject::Subject;
use proptest::prelude::*;

/// 2026-11-22 23:30:00 UTC: a day ends in most histories.
const BEGIN: i64 = 1_795_390_200;
const SUBJECTS: usize = 12;

/// What can happen.
#[derive(Clone, Debug)]
enum Event {
    /// Files are dropped, in this tab or in one that only watches.
    Wished(Vec<usize>),
    /// The reader wants these first.
    First(usize),
    Moved(Vec<usize>),
    Forgotten(usize),
    Passed(i64),
    Paused(bool),
    /// The next questions end so.
    Server(Vec<Ending>),
    RetryFailed,
    NetworkBack,
    /// The page is closed, or its tab crashes, and another tab goes on with what the storage holds.
    Crashed,
    /// Another tab has asked about one by itself.
    AnsweredElsewhere(usize),
    Refreshed(usize),
}

/// How the server, or the way to it, takes a question.
#[derive(Clone, Copy, Debug)]
enum Ending {
    Answers,
    Fails,
    Refuses,
    Unreachable,
}

/// A page with a key, and the server that it asks.
struct World {
    now: i64,
    limits: Limits,
    backlog: Backlog,
    ledger: Ledger,
    /// What the storage holds.
    kept: BTreeMap<String, String>,
    answers_kept: BTreeMap<Subject, i64>,
    paused_kept: bool,
    endings: VecDeque<Ending>,
    /// The server's book: when which subject was answered.
    served: Vec<(i64, Subject)>,
    /// Wishes that must end in an answer, a failure or being forgotten.
    owed: BTreeSet<Subject>,
    /// Who has a right to a second answer: a refresh was wished for.
    refreshes: BTreeMap<Subject, usize>,
    /// Those that the reader wants first, and that wait.
    urgent: BTreeSet<Subject>,
}

fn subject(number: usize) -> Subject {
    Subject::file(&format!("{number:064x}")).expect("a digest")
}

impl World {
    fn new(limits: Limits) -> Self {
        let mut ledger = Ledger::default();
        ledger.tell(
            Told {
                limits,
                ..Told::default()
            },
            BEGIN,
        );
        Self {
            now: BEGIN,
            limits,
            backlog: Backlog::default(),
            ledger,
            kept: BTreeMap::new(),
            answers_kept: BTreeMap::new(),
            paused_kept: false,
            endings: VecDeque::new(),
            served: Vec::new(),
            owed: BTreeSet::new(),
            refreshes: BTreeMap::new(),
            urgent: BTreeSet::new(),
        }
    }

    /// Changes reach the storage, and every tab.
    fn carry_out(&mut self, changes: Vec<Change>) {
        for change in changes {
            match &change {
                Change::Put(question) => {
                    self.kept.insert(question.subject.to_string(), question.to_json());
                }
                Change::Gone(subject) => {
                    self.kept.remove(&subject.to_string());
                }
                Change::Answered(subject, at) => {
                    self.answers_kept.insert(subject.clone(), *at);
                }
                Change::Paused(paused) => self.paused_kept = *paused,
            }
            self.backlog.apply(&change);
        }
    }

    fn happen(&mut self, event: &Event) {
        match event {
            Event::Wished(numbers) => {
                let subjects: Vec<Subject> = numbers.iter().map(|number| subject(*number)).collect();
                for subject in &subjects {
                    if !self.is_served(subject) {
                        self.owed.insert(subject.clone());
                    }
                }
                let changes = self.backlog.wish(&subjects, Rank::Batch, self.now);
                self.carry_out(changes);
            }
            Event::First(number) => {
                let wanted = subject(*number);
                if !self.is_served(&wanted) {
                    self.owed.insert(wanted.clone());
                    self.urgent.insert(wanted.clone());
                }
                let changes = self.backlog.wish(&[wanted], Rank::Reader, self.now);
                self.carry_out(changes);
            }
            Event::Moved(numbers) => {
                let subjects: Vec<Subject> = numbers.iter().map(|number| subject(*number)).collect();
                let changes = self.backlog.first(&subjects);
                self.carry_out(changes);
                let order: Vec<&Subject> = self.backlog.waiting().map(|question| &question.subject).collect();
                assert_eq!(order.len(), self.backlog.waiting_count(), "moving loses nothing");
            }
            Event::Forgotten(number) => {
                let gone = subject(*number);
                self.owed.remove(&gone);
                self.urgent.remove(&gone);
                let changes = self.backlog.forget(&[gone]);
                self.carry_out(changes);
            }
            Event::Passed(seconds) => self.now += seconds,
            Event::Paused(paused) => self.carry_out(vec![Change::Paused(*paused)]),
            Event::Server(endings) => self.endings.extend(endings),
            Event::RetryFailed => {
                let changes = self.backlog.retry_failed();
                self.carry_out(changes);
                assert_eq!(self.backlog.failed_count(), 0);
            }
            Event::NetworkBack => self.backlog.revive(),
            Event::Crashed => self.begin_anew(),
            Event::AnsweredElsewhere(number) => {
                let answered = subject(*number);
                if !self.is_served(&answered) && self.may_ask() {
                    self.serve(&answered);
                    let at = self.now;
                    self.carry_out(vec![Change::Answered(answered, at)]);
                }
            }
            Event::Refreshed(number) => {
                let wanted = subject(*number);
                let changes = self
                    .backlog
                    .wish(std::slice::from_ref(&wanted), Rank::Refresh, self.now);
                if changes.iter().any(|change| matches!(change, Change::Put(_))) {
                    *self.refreshes.entry(wanted).or_default() += 1;
                }
                self.carry_out(changes);
            }
        }
        self.ask();
    }

    /// All that another tab has is what was kept.
    fn begin_anew(&mut self) {
        let mut backlog = Backlog::default();
        for (name, json) in &self.kept {
            let question = Question::parse(name, json).expect("what was written can be read");
            assert_eq!(subject_of(name).as_ref(), Some(&question.subject));
            backlog.apply(&Change::Put(question));
        }
        for (subject, at) in &self.answers_kept {
            backlog.apply(&Change::Answered(subject.clone(), *at));
        }
        backlog.apply(&Change::Paused(self.paused_kept));
        self.backlog = backlog;
        self.ledger = Ledger::parse(&self.ledger.to_json());
    }

    fn may_ask(&self) -> bool {
        paced(self.now, &self.ledger).is_none()
    }

    /// Asks for as long as quota and backlog give something.
    fn ask(&mut self) {
        while self.may_ask() {
            let Some(next) = self.backlog.next(self.now) else { break };
            assert!(!self.backlog.is_paused(), "a paused queue asks");
            let question = self
                .backlog
                .question(&next)
                .expect("what is asked is in the queue")
                .clone();
            let earlier = self.urgent.iter().find(|urgent| {
                **urgent != next
                    && self
                        .backlog
                        .question(urgent)
                        .is_some_and(|waiting| waiting.standing == Standing::Waiting && waiting.not_before <= self.now)
            });
            assert!(
                earlier.is_none() || question.rank == Rank::Reader,
                "{next} is asked before {earlier:?}, which the reader wants"
            );
            self.backlog.begin(&next);
            assert_eq!(self.backlog.next(self.now), None, "two at once");
            let ending = self.endings.pop_front().unwrap_or(Ending::Answers);
            let now = self.now;
            let changes = match ending {
                Ending::Answers => {
                    self.serve(&next);
                    self.backlog.answered(&next, now)
                }
                Ending::Fails => {
                    self.ledger.count(now);
                    self.backlog.failed(&next, Failure::Passing("503".into()), now)
                }
                Ending::Refuses => {
                    self.ledger.count(now);
                    self.backlog.failed(&next, Failure::Lasting("400".into()), now)
                }
                Ending::Unreachable => self.backlog.failed(&next, Failure::OfAll { passes: true }, now),
            };
            self.carry_out(changes);
        }
    }

    /// The server answers, and keeps its book.
    fn serve(&mut self, subject: &Subject) {
        let refresh = self.refreshes.get_mut(subject).filter(|left| **left > 0);
        match refresh {
            Some(left) => *left -= 1,
            None => assert!(
                self.served.iter().all(|(_, served)| served != subject),
                "{subject} is asked a second time"
            ),
        }
        self.ledger.count(self.now);
        self.served.push((self.now, subject.clone()));
        self.owed.remove(subject);
        self.urgent.remove(subject);
        let lately = self.served.iter().filter(|(at, _)| self.now - at < 60).count() as u64;
        let today = self.served.iter().filter(|(at, _)| day(*at) == day(self.now)).count() as u64;
        assert!(lately <= self.limits.minute.unwrap_or(u64::MAX), "{lately} in a minute");
        assert!(today <= self.limits.day.unwrap_or(u64::MAX), "{today} in a day");
    }

    fn is_served(&self, subject: &Subject) -> bool {
        self.served.iter().any(|(_, served)| served == subject)
    }

    /// Everything that was wished for is still in the queue, or has failed for the reader to decide.
    fn loses_nothing(&self) {
        for owed in &self.owed {
            assert!(self.backlog.question(owed).is_some(), "{owed} is lost");
        }
        let failed = self.backlog.failed_count();
        let counted = (0..SUBJECTS)
            .filter_map(|number| self.backlog.question(&subject(number)))
            .filter(|question| matches!(question.standing, Standing::Failed(_)))
            .count();
        assert_eq!(failed, counted);
    }

    /// With time enough, everything comes to its end.
    fn comes_to_an_end(&mut self) {
        self.endings.clear();
        self.carry_out(vec![Change::Paused(false)]);
        self.backlog.revive();
        let changes = self.backlog.retry_failed();
        self.carry_out(changes);
        for _ in 0..200 {
            self.ask();
            if self.backlog.waiting_count() == 0 {
                break;
            }
            let wait = paced(self.now, &self.ledger).map(|hold| hold.until);
            let wait = wait.or_else(|| self.backlog.wakes(self.now));
            self.now = wait.expect("something is waited for").max(self.now + 1);
        }
        assert_eq!(self.backlog.waiting_count(), 0, "something is never asked");
        assert!(self.owed.is_empty(), "{:?} have no answer", self.owed);
    }
}

fn numbers() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0..SUBJECTS, 1..8)
}

fn event() -> impl Strategy<Value = Event> {
    let ending = prop_oneof![
        3 => Just(Ending::Answers),
        2 => Just(Ending::Fails),
        1 => Just(Ending::Refuses),
        1 => Just(Ending::Unreachable),
    ];
    prop_oneof![
        4 => numbers().prop_map(Event::Wished),
        2 => (0..SUBJECTS).prop_map(Event::First),
        1 => numbers().prop_map(Event::Moved),
        1 => (0..SUBJECTS).prop_map(Event::Forgotten),
        3 => (0_i64..90).prop_map(Event::Passed),
        1 => (0_i64..2 * DAY).prop_map(Event::Passed),
        1 => any::<bool>().prop_map(Event::Paused),
        3 => prop::collection::vec(ending, 1..5).prop_map(Event::Server),
        1 => Just(Event::RetryFailed),
        1 => Just(Event::NetworkBack),
        2 => Just(Event::Crashed),
        1 => (0..SUBJECTS).prop_map(Event::AnsweredElsewhere),
        1 => (0..SUBJECTS).prop_map(Event::Refreshed),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn never_above_the_quota_never_twice_never_lost_and_the_reader_first(
        minute in 1_u64..6,
        day in 3_u64..15,
        events in prop::collection::vec(event(), 1..40),
    ) {
        let limits = Limits { minute: Some(minute), day: Some(day), month: None };
        let mut world = World::new(limits);
        for event in &events {
            world.happen(event);
            world.loses_nothing();
        }
        world.comes_to_an_end();
    }
}
