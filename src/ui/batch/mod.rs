//! The queue that outlives the page, as far as every view knows it: what happens is told to it, and what it is doing is
//! shown. Its work is done by the desk, which comes with the part of the page that draws reports.

mod desk;
mod ending;
mod keeping;
mod marks;
mod tabs;
mod turns;

use std::any::Any;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::late::{self, Part};
use crate::browser::storage::Trouble;
use crate::subject::Subject;
use crate::ui::dropped::{FileId, Item};
use crate::ui::late::soon_gate_queue;
use crate::ui::state::State;
use crate::vt::error::ApiError;
use crate::vt::object::Object;

/// What this tab does about the queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// What is kept is being read.
    Starting,
    /// Another tab asks.
    Watches,
    Asks,
}

/// What is told of it on every view.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Told {
    /// How many questions wait.
    pub left: usize,
    /// How many watched subjects have changed since they were looked at.
    pub changed: usize,
    /// Why nothing is kept.
    pub trouble: Option<Trouble>,
    /// So many entries of the storage could not be read.
    pub damaged: usize,
}

/// What the queue is told.
pub enum Event {
    Start,
    /// A file's digest is known: it is to be asked about, unless that has been done.
    Wished(Subject),
    /// The reader opens a report that this tab does not have at hand.
    Opened(Subject),
    /// An answer came, whoever asked: a report, or that nobody has seen the subject.
    Answered(Subject, Option<Rc<Object>>),
    /// No answer came.
    Failed(Subject, ApiError),
    /// Nobody wants an answer about it any more.
    GivenUp(Subject),
    /// The files as they are now are to be kept.
    Files(Vec<Item>),
    /// The files are off the list, and nothing is to be asked about the subjects.
    TakenOff(Vec<FileId>, Vec<Subject>),
    /// What stopped everything may be over: the network is back, or there is another key.
    Revived,
}

/// The queue, in every tab the same.
#[derive(Clone, Copy)]
pub struct Batch {
    pub role: RwSignal<Role>,
    /// Why nothing is asked, though something waits.
    pub stopped: RwSignal<Option<ApiError>>,
    /// What every view tells of it.
    pub told: RwSignal<Told>,
    /// Counts what has changed; whoever shows something of the queue reads it.
    changed: RwSignal<u64>,
    /// What does the work. What it is made of comes later than this.
    desk: StoredValue<Place, LocalStorage>,
    /// What was told and not heard yet.
    unheard: StoredValue<Unheard, LocalStorage>,
}

/// Where the desk will stand.
struct Place {
    desk: Option<Box<dyn Any>>,
    /// Views come and go; what they made here must not go with them.
    owner: Owner,
}

#[derive(Default)]
struct Unheard {
    events: Vec<Event>,
    /// Somebody is about to listen.
    coming: bool,
}

impl Batch {
    pub fn new() -> Self {
        Self {
            role: RwSignal::new(Role::Starting),
            stopped: RwSignal::new(None),
            told: RwSignal::new(Told::default()),
            changed: RwSignal::new(0),
            desk: StoredValue::new_local(Place {
                desk: None,
                owner: Owner::current().unwrap_or_default(),
            }),
            unheard: StoredValue::new_local(Unheard::default()),
        }
    }
}

impl Default for Batch {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Tells the queue what happens, now or as soon as it is there.
    pub fn tell_queue(self, event: Event) {
        let mut coming = true;
        self.batch.unheard.update_value(|unheard| {
            unheard.events.push(event);
            coming = std::mem::replace(&mut unheard.coming, true);
        });
        if !coming {
            // What a worker says of five hundred files in one message is heard at once.
            spawn_local(async move {
                let come = late::is_here(Part::Soon) || late::load(Part::Soon).await.is_ok();
                self.batch.unheard.update_value(|unheard| unheard.coming = false);
                if come {
                    self.hear_all();
                } else {
                    self.do_without();
                }
            });
        }
    }

    /// Lets the queue hear what it has not heard. What that leads to may be told in turn, and is heard after it.
    pub fn hear_all(self) {
        loop {
            let mut unheard = Vec::new();
            self.batch
                .unheard
                .update_value(|waiting| unheard = std::mem::take(&mut waiting.events));
            if unheard.is_empty() {
                break;
            }
            soon_gate_queue(self, unheard);
        }
    }

    /// The queue could not be fetched: what the reader waits for is asked for without it. The rest is heard when it comes.
    fn do_without(self) {
        let mut opened = Vec::new();
        self.batch.unheard.update_value(|unheard| {
            unheard.events.retain(|event| match event {
                Event::Opened(subject) => {
                    opened.push(subject.clone());
                    false
                }
                Event::Start
                | Event::Wished(_)
                | Event::Answered(..)
                | Event::Failed(..)
                | Event::GivenUp(_)
                | Event::Files(_)
                | Event::TakenOff(..)
                | Event::Revived => true,
            });
        });
        for subject in opened {
            self.ask_for_reader(&subject);
        }
    }
}
