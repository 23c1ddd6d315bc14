//! The one line that every request waits in: the reader's before the page's own, one at a time, and a wait for quota
//! that ends by itself.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, http};
use crate::queue::{self, Hold};
use crate::settings::{ApiKey, ProxyUrl};
use crate::ui::state::{State, unix_seconds};
use crate::vt::error::{Answer, ApiError, NotSetUp};
use crate::vt::request::Request;

/// How often a wait looks at the clock: it keeps to the time of the day, since timers stand still while a machine sleeps.
const LOOK_AT_CLOCK_MS: i32 = 250;

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
    Done,
    Failed(ApiError),
}

impl Phase {
    /// Whether an answer is still to come.
    pub fn is_under_way(&self) -> bool {
        match self {
            Self::Queued | Self::Asking { .. } | Self::Held(..) => true,
            Self::Idle | Self::Done | Self::Failed(_) => false,
        }
    }
}

/// Whose wish a question is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Priority {
    /// Somebody pressed something and waits.
    Reader,
    /// The page's own: files of a batch, an analysis that is followed.
    Background,
}

/// A question that waits or is being asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ticket(u64);

type Outcome = Result<Answer, ApiError>;
type Asked = Pin<Box<dyn Future<Output = Outcome>>>;

struct Job {
    ticket: Ticket,
    priority: Priority,
    ask: Rc<dyn Fn(ProxyUrl, ApiKey) -> Asked>,
    /// Takes so long that the others do not wait for its end: an upload.
    apart: bool,
    told: Box<dyn Fn(Phase)>,
    done: Box<dyn FnOnce(Outcome)>,
}

/// The line.
#[derive(Clone, Copy)]
pub struct Asking {
    line: StoredValue<VecDeque<Job>, LocalStorage>,
    tickets: StoredValue<u64>,
    running: StoredValue<bool>,
    /// Refusals for quota in a row.
    refusals: StoredValue<u32>,
    /// Unset by a reader who does not want to wait.
    hold: RwSignal<Option<(Hold, ApiError)>>,
}

impl Asking {
    pub fn new() -> Self {
        Self {
            line: StoredValue::new_local(VecDeque::new()),
            tickets: StoredValue::new(0),
            running: StoredValue::new(false),
            refusals: StoredValue::new(0),
            hold: RwSignal::new(None),
        }
    }

    /// The wait for quota that is going on.
    pub fn held(self) -> Option<Hold> {
        self.hold.with(|hold| hold.as_ref().map(|(hold, _)| *hold))
    }

    /// Whether nothing waits.
    pub fn is_empty(self) -> bool {
        self.line.with_value(VecDeque::is_empty)
    }

    /// Before everything that is less urgent; `first` before all.
    fn insert(self, job: Job, first: bool) {
        self.line.update_value(|line| {
            let at = if first {
                0
            } else {
                line.iter()
                    .position(|other| other.priority > job.priority)
                    .unwrap_or(line.len())
            };
            line.insert(at, job);
        });
    }
}

impl Default for Asking {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Puts a question into the line. `told` hears where it stands until `done` gets the answer's bytes; neither may
    /// assume that the view which asked is still there.
    pub fn ask(
        self,
        request: Request,
        priority: Priority,
        told: impl Fn(Phase) + 'static,
        done: impl FnOnce(Result<Answer, ApiError>) + 'static,
    ) -> Ticket {
        let ask = move |proxy: ProxyUrl, key: ApiKey| -> Asked {
            let request = request.clone();
            Box::pin(async move { http::send(&proxy, Some(&key), &request, &http::Cancel::new()).await })
        };
        self.enqueue(ask, false, priority, told, done)
    }

    /// The same for what takes its time, as an upload does: when its turn has come, the others go on beside it.
    pub fn ask_apart(
        self,
        ask: impl Fn(ProxyUrl, ApiKey) -> Pin<Box<dyn Future<Output = Result<Answer, ApiError>>>> + 'static,
        told: impl Fn(Phase) + 'static,
        done: impl FnOnce(Result<Answer, ApiError>) + 'static,
    ) -> Ticket {
        self.enqueue(ask, true, Priority::Reader, told, done)
    }

    fn enqueue(
        self,
        ask: impl Fn(ProxyUrl, ApiKey) -> Asked + 'static,
        apart: bool,
        priority: Priority,
        told: impl Fn(Phase) + 'static,
        done: impl FnOnce(Outcome) + 'static,
    ) -> Ticket {
        let mut ticket = Ticket(0);
        self.asking.tickets.update_value(|last| {
            *last += 1;
            ticket = Ticket(*last);
        });
        let hold = self.asking.hold.get_untracked();
        told(hold.map_or(Phase::Queued, |(hold, error)| Phase::Held(hold, error)));
        let job = Job {
            ticket,
            priority,
            ask: Rc::new(ask),
            apart,
            told: Box::new(told),
            done: Box::new(done),
        };
        self.asking.insert(job, false);
        if !self.asking.running.get_value() {
            self.asking.running.set_value(true);
            spawn_local(self.work());
        }
        ticket
    }

    /// Lets a waiting question overtake all others.
    pub fn promote(self, ticket: Ticket) {
        self.asking.line.update_value(|line| {
            let at = line.iter().position(|job| job.ticket == ticket);
            if let Some(mut job) = at.and_then(|at| line.remove(at)) {
                job.priority = Priority::Reader;
                line.push_front(job);
            }
        });
    }

    /// Takes a question out of the line; `false` where it waits no longer. Its `done` is not called.
    pub fn give_up(self, ticket: Ticket) -> bool {
        let mut gone = None;
        self.asking.line.update_value(|line| {
            let at = line.iter().position(|job| job.ticket == ticket);
            gone = at.and_then(|at| line.remove(at));
        });
        if let Some(job) = &gone {
            (job.told)(Phase::Idle);
        }
        gone.is_some()
    }

    /// Ends a wait for quota before its time.
    pub fn ask_now(self) {
        self.asking.hold.set(None);
    }

    /// Forgets what another key or proxy was refused.
    pub fn begin_anew(self) {
        self.asking.refusals.set_value(0);
        self.asking.hold.set(None);
    }

    /// Asks one after the other until nothing waits.
    async fn work(self) {
        loop {
            let mut next = None;
            self.asking.line.update_value(|line| next = line.pop_front());
            let Some(job) = next else { break };
            if job.apart {
                spawn_local(async move {
                    self.carry_out(job).await;
                });
            } else {
                self.carry_out(job).await;
            }
            if self.asking.hold.with_untracked(Option::is_some) {
                self.wait().await;
            }
        }
        self.asking.running.set_value(false);
    }

    async fn carry_out(self, job: Job) {
        (job.told)(Phase::Asking { since: clock::now_ms() });
        let key = self.settings.with_untracked(|settings| settings.key.clone());
        let outcome = match (key, self.proxy()) {
            (None, _) => Err(ApiError::NotSetUp(NotSetUp::NoKey)),
            (Some(_), None) => Err(ApiError::NotSetUp(NotSetUp::NoProxy)),
            (Some(key), Some(proxy)) => (job.ask)(proxy, key.clone()).await.and_then(|answer| {
                // Quota is the line's own affair; every other refusal is for who asked.
                match crate::vt::read::quota_refusal(&answer, Some(&key)) {
                    Some(error) => Err(error),
                    None => Ok(answer),
                }
            }),
        };
        self.requests.set(http::requests_made());
        let Err(error) = outcome else {
            self.asking.refusals.set_value(0);
            return (job.done)(outcome);
        };
        if let Some(retry_after) = error.spent_quota() {
            let refusals = self.asking.refusals.get_value() + 1;
            self.asking.refusals.set_value(refusals);
            let hold = queue::hold(unix_seconds(clock::now_ms()), refusals, retry_after);
            self.asking.insert(job, true);
            self.asking.hold.set(Some((hold, error.clone())));
            self.tell_waiting(&Phase::Held(hold, error));
            if !self.asking.running.get_value() {
                // An upload came back after the line had emptied.
                self.asking.running.set_value(true);
                spawn_local(async move {
                    self.wait().await;
                    self.work().await;
                });
            }
            return;
        }
        self.asking.refusals.set_value(0);
        if error.meets_every_question() {
            self.fail_waiting(&error);
        }
        (job.done)(Err(error));
    }

    /// The next ones would fail the same way, and each would cost the reader a request.
    pub fn fail_waiting(self, error: &ApiError) {
        let mut waiting = VecDeque::new();
        self.asking.line.update_value(|line| waiting = std::mem::take(line));
        for job in waiting {
            (job.done)(Err(error.clone()));
        }
    }

    /// Waits for quota with everything that is in the line.
    async fn wait(self) {
        while let Some((hold, _)) = self.asking.hold.get_untracked() {
            if unix_seconds(clock::now_ms()) >= hold.until || self.asking.is_empty() {
                break;
            }
            clock::sleep(LOOK_AT_CLOCK_MS).await;
        }
        self.asking.hold.set(None);
        self.tell_waiting(&Phase::Queued);
    }

    fn tell_waiting(self, phase: &Phase) {
        // Whoever is told may ask in turn, so the line is not held meanwhile.
        let mut line = VecDeque::new();
        self.asking.line.update_value(|waiting| line = std::mem::take(waiting));
        for job in &line {
            (job.told)(phase.clone());
        }
        self.asking.line.update_value(|newcomers| {
            line.append(newcomers);
            *newcomers = line;
        });
    }
}
