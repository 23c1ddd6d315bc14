//! The one line that every request waits in: the reader's before the page's own, one at a time, at the pace that the
//! key's quota allows, and a wait for quota that ends by itself.

mod quota;

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use quota::Refusals;

use crate::browser::locks::{self, Held, Mode};
use crate::browser::{clock, http};
use crate::queue::{self, Hold, Ledger};
use crate::settings::{ApiKey, ProxyUrl};
use crate::ui::state::{State, unix_seconds};
use crate::untrusted::Untrusted;
use crate::vt::error::{Answer, ApiError, Code, NotSetUp};
use crate::vt::request::{Method, Request};

/// One tab asks at a time, so that their counts of what was asked are one.
const TURN: &str = "assay.asking";
/// Whoever asks for a reader has it beside the others; a tab that wants it alone waits until no reader does.
const READERS: &str = "assay.reader";
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
    /// Waits for quota, after this refusal or before it would come.
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
    refusals: StoredValue<Refusals>,
    /// Unset by a reader who does not want to wait.
    hold: RwSignal<Option<(Hold, ApiError)>>,
    /// What was asked so far, in all tabs.
    ledger: RwSignal<Ledger>,
}

impl Asking {
    pub fn new() -> Self {
        Self {
            line: StoredValue::new_local(VecDeque::new()),
            tickets: StoredValue::new(0),
            running: StoredValue::new(false),
            refusals: StoredValue::default(),
            hold: RwSignal::new(None),
            ledger: RwSignal::new(Ledger::default()),
        }
    }

    /// The wait for quota that is going on.
    pub fn held(self) -> Option<Hold> {
        self.hold.with(|hold| hold.as_ref().map(|(hold, _)| *hold))
    }

    /// What was asked so far, and what is known of the limits.
    pub fn ledger(self) -> Signal<Ledger> {
        self.ledger.into()
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
        let sends = request.method != Method::Get;
        let ask = move |proxy: ProxyUrl, key: ApiKey| -> Asked {
            let request = request.clone();
            Box::pin(async move { http::send(&proxy, Some(&key), &request, &http::Cancel::new()).await })
        };
        if sends && self.refuses_to_send(&told) {
            return self.never(done);
        }
        self.enqueue(ask, false, priority, told, done)
    }

    /// The same for what takes its time and sends a file: when its turn has come, the others go on beside it.
    pub fn ask_apart(
        self,
        ask: impl Fn(ProxyUrl, ApiKey) -> Pin<Box<dyn Future<Output = Result<Answer, ApiError>>>> + 'static,
        told: impl Fn(Phase) + 'static,
        done: impl FnOnce(Result<Answer, ApiError>) + 'static,
    ) -> Ticket {
        if self.refuses_to_send(&told) {
            return self.never(done);
        }
        self.enqueue(ask, true, Priority::Reader, told, done)
    }

    /// The last of the guards: whoever offers to send something looks at `lookup_only` first.
    fn refuses_to_send(self, told: impl Fn(Phase)) -> bool {
        let refuses = untrack(|| self.lookup_only());
        if refuses {
            told(Phase::Failed(ApiError::NotSetUp(NotSetUp::LookupOnly)));
        }
        refuses
    }

    fn never(self, done: impl FnOnce(Outcome) + 'static) -> Ticket {
        // As with every other answer, whoever asked has the ticket before it comes.
        spawn_local(async move { done(Err(ApiError::NotSetUp(NotSetUp::LookupOnly))) });
        self.ticket()
    }

    fn ticket(self) -> Ticket {
        let mut ticket = Ticket(0);
        self.asking.tickets.update_value(|last| {
            *last += 1;
            ticket = Ticket(*last);
        });
        ticket
    }

    fn enqueue(
        self,
        ask: impl Fn(ProxyUrl, ApiKey) -> Asked + 'static,
        apart: bool,
        priority: Priority,
        told: impl Fn(Phase) + 'static,
        done: impl FnOnce(Outcome) + 'static,
    ) -> Ticket {
        let ticket = self.ticket();
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

    /// Asks one after the other until nothing waits.
    async fn work(self) {
        loop {
            self.keep_pace();
            if self.asking.hold.with_untracked(Option::is_some) {
                self.wait().await;
            }
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
        }
        self.asking.running.set_value(false);
    }

    /// Begins a wait where the next question would only be refused.
    fn keep_pace(self) {
        if self.asking.is_empty() || self.asking.hold.with_untracked(Option::is_some) {
            return;
        }
        let paced = self.asking.ledger.with_untracked(|ledger| queue::paced(now(), ledger));
        if let Some(hold) = paced {
            self.hold(
                hold,
                ApiError::Refused {
                    status: 429,
                    code: Code::QuotaExceeded,
                    message: Untrusted::default(),
                    retry_after: None,
                },
            );
        }
    }

    fn hold(self, hold: Hold, error: ApiError) {
        self.asking.hold.set(Some((hold, error.clone())));
        self.tell_waiting(&Phase::Held(hold, error));
    }

    async fn carry_out(self, job: Job) {
        let _turn = if job.apart {
            None
        } else {
            Some(turn(job.priority).await)
        };
        if !job.apart && self.others_spent() {
            return self.asking.insert(job, true);
        }
        (job.told)(Phase::Asking { since: clock::now_ms() });
        let key = self.settings.with_untracked(|settings| settings.key.clone());
        let outcome = match (key, self.proxy()) {
            (None, _) => Err(ApiError::NotSetUp(NotSetUp::NoKey)),
            (Some(_), None) => Err(ApiError::NotSetUp(NotSetUp::NoProxy)),
            (Some(key), Some(proxy)) => (job.ask)(proxy, key.clone()).await.and_then(|answer| {
                self.count_answer(&answer);
                // Quota is the line's own affair; every other refusal is for who asked.
                match crate::vt::read::quota_refusal(&answer, Some(&key)) {
                    Some(error) => Err(error),
                    None => Ok(answer),
                }
            }),
        };
        self.requests.set(http::requests_made());
        let Err(error) = outcome else {
            self.goes_again();
            return (job.done)(outcome);
        };
        if let Some(retry_after) = error.spent_quota() {
            let hold = self.refused(retry_after);
            self.asking.insert(job, true);
            self.hold(hold, error);
            if !self.asking.running.get_value() {
                // An upload came back after the line had emptied.
                self.asking.running.set_value(true);
                spawn_local(self.work());
            }
            return;
        }
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
            if now() >= hold.until || self.asking.is_empty() {
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

/// This tab's turn to ask. A reader who waits in any tab goes before what no reader waits for in all of them.
async fn turn(priority: Priority) -> (Option<Held>, Held) {
    let reader = match priority {
        Priority::Reader => Some(locks::wait(READERS, Mode::Shared).await),
        Priority::Background => {
            drop(locks::wait(READERS, Mode::Exclusive).await);
            None
        }
    };
    (reader, locks::wait(TURN, Mode::Exclusive).await)
}

/// Unix seconds.
fn now() -> i64 {
    unix_seconds(clock::now_ms())
}
