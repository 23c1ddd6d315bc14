//! Lookups of the session: one request at a time, each digest once, and a wait for quota that ends by itself.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, http};
use crate::queue::{self, Hold};
use crate::report::card;
use crate::report::problem::describe;
use crate::ui::state::{State, unix_seconds};
use crate::vt::error::{ApiError, NotSetUp};
use crate::vt::file::File;
use crate::vt::{read, request};

/// How often a wait looks at the clock: it keeps to the time of the day, since timers stand still while a machine sleeps.
const LOOK_AT_CLOCK_MS: i32 = 250;

/// What is known about a digest.
#[derive(Clone, Default)]
pub struct Lookup {
    /// The newest report; it stays while it is asked for again.
    pub found: Option<Rc<File>>,
    pub phase: Phase,
}

/// Where a question stands.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Phase {
    #[default]
    Idle,
    Queued,
    /// Since so many milliseconds after 1970.
    Asking {
        since: f64,
    },
    /// Waits for quota, after this refusal.
    Held(Hold, ApiError),
    Found,
    Failed(ApiError),
}

/// A lookup that lives as long as the page.
pub type LookupSignal = RwSignal<Lookup, LocalStorage>;

/// Every lookup of the session.
#[derive(Clone, Copy)]
pub struct Lookups {
    known: StoredValue<BTreeMap<String, LookupSignal>, LocalStorage>,
    queue: StoredValue<VecDeque<String>>,
    running: StoredValue<bool>,
    /// Refusals for quota in a row.
    refusals: StoredValue<u32>,
    /// Unset by a reader who does not want to wait.
    hold: RwSignal<Option<(Hold, ApiError)>>,
    /// Views come and go; what they made here must not go with them.
    owner: StoredValue<Owner>,
}

impl Lookups {
    pub fn new() -> Self {
        Self {
            known: StoredValue::new_local(BTreeMap::new()),
            queue: StoredValue::new(VecDeque::new()),
            running: StoredValue::new(false),
            refusals: StoredValue::new(0),
            hold: RwSignal::new(None),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        }
    }

    /// The lookup of a digest, which may not have begun.
    pub fn of(self, digest: &str) -> LookupSignal {
        if let Some(known) = self.known.with_value(|known| known.get(digest).copied()) {
            return known;
        }
        let new = self
            .owner
            .with_value(|owner| owner.with(|| RwSignal::new_local(Lookup::default())));
        self.known.update_value(|known| {
            known.insert(digest.to_owned(), new);
        });
        new
    }

    /// The wait for quota that is going on.
    pub fn held(self) -> Option<Hold> {
        self.hold.with(|hold| hold.as_ref().map(|(hold, _)| *hold))
    }

    /// Whether an answer about the digest is still to come.
    pub fn is_under_way(self, digest: &str) -> bool {
        self.of(digest).with_untracked(|lookup| match lookup.phase {
            Phase::Queued | Phase::Asking { .. } | Phase::Held(..) => true,
            Phase::Idle | Phase::Found | Phase::Failed(_) => false,
        })
    }

    fn phase(self, digest: &str, phase: Phase) {
        self.of(digest).update(|lookup| lookup.phase = phase);
    }

    fn all(self, wanted: impl Fn(&Phase) -> bool) -> Vec<String> {
        self.known.with_value(|known| {
            known
                .iter()
                .filter(|(_, lookup)| lookup.with_untracked(|lookup| wanted(&lookup.phase)))
                .map(|(digest, _)| digest.clone())
                .collect()
        })
    }
}

impl Default for Lookups {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Asks about a digest, unless that has been done; `first` puts it before those that wait.
    pub fn look_up(self, digest: &str, first: bool) {
        let phase = self.lookups.of(digest).with_untracked(|lookup| lookup.phase.clone());
        match phase {
            Phase::Idle => self.enqueue(digest, first),
            Phase::Queued | Phase::Held(..) if first => self.lookups.queue.update_value(|queue| {
                if let Some(at) = queue.iter().position(|waiting| waiting == digest) {
                    queue.remove(at);
                    queue.push_front(digest.to_owned());
                }
            }),
            Phase::Queued | Phase::Held(..) | Phase::Asking { .. } | Phase::Found | Phase::Failed(_) => {}
        }
    }

    /// Asks again at the reader's wish, at once even where a wait is going on, and takes along every other lookup that
    /// failed for a cause of all.
    pub fn look_up_again(self, digest: &str) {
        self.ask_now();
        if self.lookups.is_under_way(digest) {
            self.look_up(digest, true);
        } else {
            self.enqueue(digest, true);
        }
        self.revive(ApiError::meets_every_question);
    }

    /// Ends a wait for quota before its time.
    pub fn ask_now(self) {
        self.lookups.hold.set(None);
    }

    /// Takes up what failed for the want of a key or a proxy, once there are others.
    pub fn revive_all(self) {
        self.lookups.refusals.set_value(0);
        self.lookups.hold.set(None);
        self.revive(ApiError::meets_every_question);
    }

    /// A lookup that nobody waits for any more.
    pub fn forget_waiting(self, digest: &str) {
        let mut was_waiting = false;
        self.lookups.queue.update_value(|queue| {
            let before = queue.len();
            queue.retain(|waiting| waiting != digest);
            was_waiting = queue.len() < before;
        });
        if was_waiting {
            self.lookups.phase(digest, Phase::Idle);
        }
    }

    fn revive(self, wanted: impl Fn(&ApiError) -> bool) {
        for digest in self
            .lookups
            .all(|phase| matches!(phase, Phase::Failed(error) if wanted(error)))
        {
            self.enqueue(&digest, false);
        }
    }

    fn enqueue(self, digest: &str, first: bool) {
        self.lookups.queue.update_value(|queue| {
            if first {
                queue.push_front(digest.to_owned());
            } else {
                queue.push_back(digest.to_owned());
            }
        });
        let hold = self.lookups.hold.get_untracked();
        let phase = hold.map_or(Phase::Queued, |(hold, error)| Phase::Held(hold, error));
        self.lookups.phase(digest, phase);
        if !self.lookups.running.get_value() {
            self.lookups.running.set_value(true);
            spawn_local(self.work());
        }
    }

    /// Asks one after the other until nothing waits.
    async fn work(self) {
        loop {
            let mut next = None;
            self.lookups.queue.update_value(|queue| next = queue.pop_front());
            let Some(digest) = next else { break };
            self.lookups.phase(&digest, Phase::Asking { since: clock::now_ms() });
            let outcome = self.ask(&digest).await;
            self.requests.set(http::requests_made());
            match outcome {
                Ok(file) => self.found(&digest, Rc::new(file)),
                Err(error) => match error.spent_quota() {
                    Some(retry_after) => self.wait(digest, retry_after, error).await,
                    None => self.failed(&digest, error),
                },
            }
        }
        self.lookups.running.set_value(false);
    }

    async fn ask(self, digest: &str) -> Result<File, ApiError> {
        let key = self.settings.with_untracked(|settings| settings.key.clone());
        let key = key.ok_or(ApiError::NotSetUp(NotSetUp::NoKey))?;
        let proxy = self.proxy().ok_or(ApiError::NotSetUp(NotSetUp::NoProxy))?;
        let question = request::file(digest);
        let answer = http::send(&proxy, Some(&key), &question, &http::Cancel::new()).await?;
        read::file(&answer, question.about.as_deref(), Some(&key))
    }

    fn found(self, digest: &str, file: Rc<File>) {
        self.lookups.refusals.set_value(0);
        let other_names = ["md5", "sha1"].map(|name| file.text(name));
        let lookup = Lookup {
            found: Some(file.clone()),
            phase: Phase::Found,
        };
        let now = unix_seconds(self.now_ms.get_untracked());
        self.say_result(digest, &card::card(&file, now, self.words_untracked()).headline);
        self.lookups.of(digest).set(lookup.clone());
        // The same file under its other digests need not be asked for.
        let other_names = other_names.iter().flatten().map(|name| name.raw().to_ascii_lowercase());
        for name in other_names.chain([file.id.clone()]) {
            let other = self.lookups.of(&name);
            if crate::route::is_digest(&name) && other.with_untracked(|other| other.phase == Phase::Idle) {
                other.set(lookup.clone());
            }
        }
    }

    /// Says a result to those who listen; of many, the last one.
    fn say_result(self, digest: &str, result: &str) {
        let name = untrack(|| self.dropped.find(digest)).map(|item| item.name.elided(60).spelled());
        if let (Some(name), true) = (name, self.lookups.queue.with_value(VecDeque::is_empty)) {
            self.say((self.words_untracked().home.said_result)(&name, result));
        }
    }

    fn failed(self, digest: &str, error: ApiError) {
        self.lookups.refusals.set_value(0);
        let title = describe(&error, None, self.words_untracked()).title;
        self.say_result(digest, &title);
        if error.meets_every_question() {
            // The next ones would fail the same way, and each would cost the reader a request.
            let mut waiting = VecDeque::new();
            self.lookups.queue.update_value(|queue| waiting = std::mem::take(queue));
            for other in waiting {
                self.lookups.phase(&other, Phase::Failed(error.clone()));
            }
        }
        self.lookups.phase(digest, Phase::Failed(error));
    }

    /// Waits for quota with everything that is in the queue, and puts the refused one back at its head.
    async fn wait(self, digest: String, retry_after: Option<u64>, error: ApiError) {
        let refusals = self.lookups.refusals.get_value() + 1;
        self.lookups.refusals.set_value(refusals);
        let hold = queue::hold(unix_seconds(clock::now_ms()), refusals, retry_after);
        self.lookups.queue.update_value(|queue| queue.push_front(digest));
        self.lookups.hold.set(Some((hold, error.clone())));
        self.mark_waiting(&Phase::Held(hold, error));
        while self.lookups.hold.with_untracked(Option::is_some)
            && unix_seconds(clock::now_ms()) < hold.until
            && self.lookups.queue.with_value(|queue| !queue.is_empty())
        {
            clock::sleep(LOOK_AT_CLOCK_MS).await;
        }
        self.lookups.hold.set(None);
        self.mark_waiting(&Phase::Queued);
    }

    fn mark_waiting(self, phase: &Phase) {
        for waiting in self.lookups.queue.get_value() {
            self.lookups.phase(&waiting, phase.clone());
        }
    }
}
