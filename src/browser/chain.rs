//! The hashers in their order: a buffer goes to each of them in turn, always by way of the reader, which started them.
//! Firefox copies what goes through a channel between two workers twice, by way of its first process; between a worker
//! and one that it has started, a buffer changes hands as it is.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

use super::started::{Heard, Started};
use super::wire;
use crate::digest::Share;
use crate::digest::lane::Lane;
use crate::digest::message::{Code, Flow, Notice, Role};

/// What the reader hears of its hashers.
pub enum News {
    /// One more of them listens.
    Ready,
    /// All of them have done with a message.
    Landed(Message, Option<Uint8Array>),
}

/// What was sent.
#[derive(Clone)]
pub struct Message {
    pub lane: Lane,
    /// Of the buffer beside it, in bytes.
    pub length: u32,
    words: JsValue,
}

pub struct Chain {
    page: DedicatedWorkerGlobalScope,
    stations: Vec<Station>,
    hear: Box<dyn Fn(News)>,
}

struct Station {
    share: Share,
    last: bool,
    started: Started,
    ready: Cell<bool>,
    /// What it has not done yet; it does one after another.
    sent: RefCell<VecDeque<Message>>,
}

impl Chain {
    /// Starts the hashers. What they have to say to the page is passed on.
    pub fn start(
        page: &DedicatedWorkerGlobalScope,
        code: &Code,
        shares: &[Share],
        hear: impl Fn(News) + 'static,
    ) -> Rc<Self> {
        Rc::new_cyclic(|chain: &Weak<Self>| {
            let station = |(at, share): (usize, &Share)| {
                let chain = chain.clone();
                let heard = move |heard| {
                    if let Some(chain) = chain.upgrade() {
                        chain.heard(at, heard);
                    }
                };
                match Started::new(code, heard) {
                    Ok(started) => Some(Station {
                        share: *share,
                        last: at + 1 == shares.len(),
                        started,
                        ready: Cell::new(false),
                        sent: RefCell::default(),
                    }),
                    Err(error) => {
                        pass_on(page, *share, stopped(wire::say(&error)));
                        None
                    }
                }
            };
            Self {
                page: page.clone(),
                stations: shares.iter().enumerate().filter_map(station).collect(),
                hear: Box::new(hear),
            }
        })
    }

    /// Whether all of them listen: what is sent before is lost.
    pub fn is_ready(&self) -> bool {
        self.stations.iter().all(|station| station.ready.get())
    }

    pub fn send(&self, lane: Lane, flow: &Flow, bytes: Option<&Uint8Array>) {
        let length = bytes.map_or(0, Uint8Array::length);
        let sent = wire::written(flow).and_then(|words| self.hand(0, Message { lane, length, words }, bytes));
        if let Err(error) = sent {
            panic!("{}", wire::say(&error));
        }
    }

    /// Gives a message to the hasher at this place, or says that it has been at all of them.
    fn hand(&self, at: usize, message: Message, bytes: Option<&Uint8Array>) -> Result<(), JsValue> {
        let Some(station) = self.stations.get(at) else {
            (self.hear)(News::Landed(message, bytes.cloned()));
            return Ok(());
        };
        let posted = wire::post_bytes(&station.started.worker, &message.words, bytes);
        station.sent.borrow_mut().push_back(message);
        posted
    }

    fn heard(&self, at: usize, heard: Heard) {
        let Some(station) = self.stations.get(at) else { return };
        match heard {
            Heard::Notice(Notice::Landed, beside) => {
                let bytes = beside.get(0).dyn_into().ok();
                let message = station.sent.borrow_mut().pop_front();
                let handed = message.map(|message| self.hand(at + 1, message, bytes.as_ref()));
                if let Some(Err(error)) = handed {
                    panic!("{}", wire::say(&error));
                }
            }
            Heard::Notice(Notice::Ready, _) => {
                let role = Role::Hasher {
                    share: station.share,
                    last: station.last,
                };
                if let Err(error) = wire::post(&station.started.worker, &role, &[], &[]) {
                    panic!("{}", wire::say(&error));
                }
                station.ready.set(true);
                pass_on(&self.page, station.share, Notice::Ready);
                (self.hear)(News::Ready);
            }
            Heard::Notice(notice, _) => pass_on(&self.page, station.share, notice),
            Heard::Crash(said) => pass_on(&self.page, station.share, stopped(said)),
        }
    }
}

fn stopped(said: String) -> Notice {
    Notice::Panicked(said, None)
}

fn pass_on(page: &DedicatedWorkerGlobalScope, share: Share, notice: Notice) {
    wire::tell(page, &Notice::Of(share, Box::new(notice)));
}
