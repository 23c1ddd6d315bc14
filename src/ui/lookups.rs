//! Reports of the session: each subject is asked about once, and what is known of it stays.

use std::collections::BTreeMap;
use std::rc::Rc;

use leptos::prelude::*;

use crate::report::card;
use crate::report::problem::describe;
use crate::subject::{Subject, Topic};
pub use crate::ui::asking::Phase;
use crate::ui::asking::{Priority, Ticket};
use crate::ui::batch::Event;
use crate::ui::state::State;
use crate::vt::error::{Answer, ApiError, Code};
use crate::vt::object::Object;
use crate::vt::{read, request};

/// What is known about a subject.
#[derive(Clone, Default)]
pub struct Lookup {
    /// The newest report; it stays while it is asked for again.
    pub found: Option<Rc<Object>>,
    pub phase: Phase,
    /// Unix seconds at which the report came, where it is one that was kept.
    pub kept: Option<i64>,
}

/// A lookup that lives as long as the page.
pub type LookupSignal = RwSignal<Lookup, LocalStorage>;

/// Every lookup of the session.
#[derive(Clone, Copy)]
pub struct Lookups {
    known: StoredValue<BTreeMap<Subject, LookupSignal>, LocalStorage>,
    tickets: StoredValue<BTreeMap<Subject, Ticket>>,
    /// Views come and go; what they made here must not go with them.
    owner: StoredValue<Owner>,
}

impl Lookups {
    pub fn new() -> Self {
        Self {
            known: StoredValue::new_local(BTreeMap::new()),
            tickets: StoredValue::new(BTreeMap::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The lookup of a subject, which may not have begun.
    pub fn of(self, subject: &Subject) -> LookupSignal {
        if let Some(known) = self.known.with_value(|known| known.get(subject).copied()) {
            return known;
        }
        let new = self
            .owner
            .with_value(|owner| owner.with(|| RwSignal::new_local(Lookup::default())));
        self.known.update_value(|known| {
            known.insert(subject.clone(), new);
        });
        new
    }

    /// Whether an answer about the subject is still to come.
    pub fn is_under_way(self, subject: &Subject) -> bool {
        self.of(subject).with_untracked(|lookup| lookup.phase.is_under_way())
    }

    pub(super) fn phase(self, subject: &Subject, phase: Phase) {
        self.of(subject).update(|lookup| lookup.phase = phase);
    }

    fn all(self, wanted: impl Fn(&Phase) -> bool) -> Vec<Subject> {
        self.known.with_value(|known| {
            known
                .iter()
                .filter(|(_, lookup)| lookup.with_untracked(|lookup| wanted(&lookup.phase)))
                .map(|(subject, _)| subject.clone())
                .collect()
        })
    }

    /// Lets go of reports that are kept elsewhere.
    pub fn let_go(self, subjects: &[Subject]) {
        for subject in subjects {
            let known = self.known.with_value(|known| known.get(subject).copied());
            if let Some(known) = known.filter(|known| known.with_untracked(|lookup| !lookup.phase.is_under_way())) {
                known.set(Lookup::default());
            }
        }
    }

    /// The ticket of a lookup that may still wait.
    fn ticket(self, subject: &Subject) -> Option<Ticket> {
        self.tickets.with_value(|tickets| tickets.get(subject).copied())
    }
}

impl Default for Lookups {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Opens the report on a subject: the one that is at hand, or one that is kept, or VirusTotal's. A question that
    /// waits overtakes all others.
    pub fn look_up(self, subject: &Subject) {
        let phase = self.lookups.of(subject).with_untracked(|lookup| lookup.phase.clone());
        match phase {
            Phase::Idle => {
                self.lookups.phase(subject, Phase::Queued);
                self.tell_queue(Event::Opened(subject.clone()));
            }
            Phase::Queued | Phase::Held(..) => {
                if let Some(ticket) = self.lookups.ticket(subject) {
                    self.promote(ticket);
                }
            }
            Phase::Asking { .. } | Phase::Done | Phase::Failed(_) => {}
        }
    }

    /// Asks the question that is next in the queue, unless that is being done.
    pub(super) fn ask_in_turn(self, subject: &Subject) {
        if !self.lookups.is_under_way(subject) {
            self.ask_about(subject, Priority::Background);
        }
    }

    /// Asks for somebody who waits, whatever may be kept.
    pub(super) fn ask_for_reader(self, subject: &Subject) {
        self.ask_about(subject, Priority::Reader);
    }

    /// Asks again at the reader's wish, at once even where a wait is going on, and takes along every other lookup that
    /// failed for a cause of all.
    pub fn look_up_again(self, subject: &Subject) {
        self.ask_now();
        if self.lookups.is_under_way(subject) {
            self.look_up(subject);
        } else {
            self.ask_about(subject, Priority::Reader);
        }
        self.revive(ApiError::meets_every_question);
        self.tell_queue(Event::Revived);
    }

    /// Takes up what failed for the want of a key or a proxy, once there are others.
    pub fn revive_all(self) {
        self.begin_anew();
        self.revive(ApiError::meets_every_question);
        self.tell_queue(Event::Revived);
    }

    /// Takes a question that nobody waits for any more out of the line.
    pub(super) fn give_up_on(self, subject: &Subject) -> bool {
        self.lookups.ticket(subject).is_some_and(|ticket| self.give_up(ticket))
    }

    fn revive(self, wanted: impl Fn(&ApiError) -> bool) {
        for subject in self
            .lookups
            .all(|phase| matches!(phase, Phase::Failed(error) if wanted(error)))
        {
            self.ask_about(&subject, Priority::Background);
        }
    }

    fn ask_about(self, subject: &Subject, priority: Priority) {
        self.ask_for(subject, priority, true);
    }

    fn ask_for(self, subject: &Subject, priority: Priority, with_relations: bool) {
        let question = if with_relations {
            request::report(subject)
        } else {
            request::object(subject)
        };
        let (told, done) = (subject.clone(), subject.clone());
        let ticket = self.ask(
            question,
            priority,
            move |phase| self.lookups.phase(&told, phase),
            move |outcome| self.answered(&done, with_relations, outcome),
        );
        self.lookups.tickets.update_value(|tickets| {
            tickets.insert(subject.clone(), ticket);
        });
    }

    fn answered(self, subject: &Subject, with_relations: bool, outcome: Result<Answer, ApiError>) {
        self.lookups.tickets.update_value(|tickets| {
            tickets.remove(subject);
        });
        let key = self.settings.with_untracked(|settings| settings.key.clone());
        match outcome.and_then(|answer| read::object(&answer, Some(subject), key.as_ref())) {
            Ok(object) => self.found(subject, Rc::new(object)),
            Err(error) if with_relations && dislikes_relations(&error) => {
                self.ask_for(subject, Priority::Reader, false);
            }
            Err(error) => self.failed(subject, error),
        }
    }

    pub(super) fn found(self, subject: &Subject, object: Rc<Object>) {
        let lookup = Lookup {
            found: Some(object.clone()),
            phase: Phase::Done,
            kept: None,
        };
        self.tell_queue(Event::Answered(subject.clone(), Some(object.clone())));
        self.say_result(subject, &card::brief(&object, self.words_untracked()).headline);
        self.lookups.of(subject).set(lookup.clone());
        // The same object under its other names need not be asked for.
        let text = |name| object.text(name);
        let other_names: Vec<Subject> = match subject.topic() {
            Topic::File => ["md5", "sha1"]
                .into_iter()
                .filter_map(|name| Subject::file(text(name)?.raw()))
                .collect(),
            // The spelling that VirusTotal made of the one that was asked for.
            Topic::Url => text("url").map(|url| Subject::url(url.raw())).into_iter().collect(),
            Topic::Domain | Topic::Address => Vec::new(),
        };
        for name in other_names.into_iter().chain(object.subject()) {
            let other = self.lookups.of(&name);
            if other.with_untracked(|other| other.phase == Phase::Idle) {
                other.set(lookup.clone());
            }
        }
    }

    /// Says a result to those who listen; of many, the last one.
    fn say_result(self, subject: &Subject, result: &str) {
        let name = untrack(|| self.dropped.find(subject.id())).map(|item| item.name.elided(60).spelled());
        if let (Some(name), true) = (name, self.asking.is_empty()) {
            self.say((self.words_untracked().home.said_result)(&name, result));
        }
    }

    fn failed(self, subject: &Subject, error: ApiError) {
        let title = describe(&error, None, self.words_untracked()).title;
        self.say_result(subject, &title);
        if error.meets_every_question() {
            self.fail_waiting(&error);
        }
        self.lookups.phase(subject, Phase::Failed(error.clone()));
        self.tell_queue(if error.is_never_seen() {
            Event::Answered(subject.clone(), None)
        } else {
            Event::Failed(subject.clone(), error)
        });
    }
}

/// Whether a refusal may be about the relations that were asked for, and not about the subject.
fn dislikes_relations(error: &ApiError) -> bool {
    match error {
        ApiError::Refused { status, code, .. } => {
            (*status == 400 && matches!(code, Code::BadRequest | Code::InvalidArgument))
                || (*status == 403 && *code == Code::Forbidden)
        }
        ApiError::NotTheApi { .. } | ApiError::AboutAnother { .. } | ApiError::Network(_) | ApiError::NotSetUp(_) => {
            false
        }
    }
}
