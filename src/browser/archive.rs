//! Archives for the page: the bytes that opening one asks for, and members through the unpacking worker.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ErrorEvent, Event, File, MessageEvent, Worker};

use super::source::size_of;
use super::{wire, worker};
use crate::archive::check::Flaw;
use crate::archive::directory::{HEADER_LENGTH, place};
use crate::archive::message::{Unpack, Unpacked};
use crate::archive::opening::{Opening, Step};
use crate::archive::{Archive, Member, Method, Refusal};
use crate::digest::message::{Notice, Role};

/// Why an archive could not be opened, or a member not be hashed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    Refused(Refusal),
    /// The member is not what the directory says.
    Flawed(Flaw),
    /// Its header contradicts the directory.
    Contradiction,
    /// The file could not be read, the worker not be started, or the bytes not be unpacked; holds what the browser said.
    Failed(String),
}

/// The bytes of a file from one place up to but without another.
pub async fn bytes(file: &File, from: u64, to: u64) -> Result<Vec<u8>, String> {
    read(file, from, to).await.map_err(|error| wire::say(&error))
}

async fn read(file: &File, from: u64, to: u64) -> Result<Vec<u8>, JsValue> {
    let read = JsFuture::from(slice(file, from, to)?.array_buffer()).await?;
    Ok(Uint8Array::new(&read).to_vec())
}

#[expect(clippy::cast_precision_loss, reason = "a browser's sizes are below 2^53")]
fn slice(file: &File, from: u64, to: u64) -> Result<Blob, JsValue> {
    file.slice_with_f64_and_f64(from as f64, to as f64)
}

/// Reads the directory.
pub async fn open(file: &File) -> Result<Archive, Trouble> {
    let (mut opening, mut step) = Opening::new(size_of(file));
    loop {
        match step {
            Step::Done(archive) => return Ok(archive),
            Step::Refused(refusal) => return Err(Trouble::Refused(refusal)),
            Step::Read(from, to) => step = opening.take(&bytes(file, from, to).await.map_err(Trouble::Failed)?),
        }
    }
}

/// A worker that unpacks; it ends with this.
pub struct Unpacker {
    worker: Worker,
    heard: Rc<RefCell<Heard>>,
    _listener: Closure<dyn FnMut(Event)>,
}

/// What the worker said and nobody has taken yet, and who waits for it.
#[derive(Default)]
struct Heard {
    events: VecDeque<Event>,
    waiting: Option<Waker>,
}

impl Unpacker {
    /// Starts the worker and waits until it listens.
    pub async fn start() -> Result<Self, Trouble> {
        let worker = worker::spawn_whole().map_err(|error| Trouble::Failed(wire::say(&error)))?;
        let heard = Rc::<RefCell<Heard>>::default();
        let own = heard.clone();
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // An error of the worker is not one of the page.
            event.prevent_default();
            let mut own = own.borrow_mut();
            own.events.push_back(event);
            let waiting = own.waiting.take();
            drop(own);
            if let Some(waiting) = waiting {
                waiting.wake();
            }
        });
        let listen = Some(listener.as_ref().unchecked_ref());
        worker.set_onmessage(listen);
        worker.set_onerror(listen);
        worker.set_onmessageerror(listen);
        let unpacker = Self {
            worker,
            heard,
            _listener: listener,
        };
        match unpacker.next::<Notice>().await? {
            Notice::Ready => {}
            other => return Err(Trouble::Failed(format!("{other:?}"))),
        }
        let joined = unpacker.event().await?.data();
        if joined != worker::JOINED {
            return Err(Trouble::Failed(wire::say(&joined)));
        }
        unpacker.post(&Role::Unpacker, &[])?;
        Ok(unpacker)
    }

    /// The digests of a member of `file`: SHA-256, SHA-1, MD5. `hear` is told how many bytes of it are hashed.
    pub async fn digests(&self, file: &File, member: &Member, hear: impl Fn(u64)) -> Result<[String; 3], Trouble> {
        let end = size_of(file);
        let header = bytes(file, member.at, end.min(member.at.saturating_add(HEADER_LENGTH))).await;
        let (from, to) = place(member, &header.map_err(Trouble::Failed)?, end).ok_or(Trouble::Contradiction)?;
        let packed = slice(file, from, to).map_err(|error| Trouble::Failed(wire::say(&error)))?;
        let unpack = Unpack {
            deflated: member.method == Method::Deflated,
            size: member.size,
            crc: member.crc,
        };
        self.post(&unpack, &[packed.into()])?;
        loop {
            match self.next::<Unpacked>().await? {
                Unpacked::Progress(done) => hear(done),
                Unpacked::Done(digests) => return Ok(digests),
                Unpacked::Flawed(flaw) => return Err(Trouble::Flawed(flaw)),
                Unpacked::Failed(said) => return Err(Trouble::Failed(said)),
            }
        }
    }

    fn post(&self, words: &impl serde::Serialize, beside: &[JsValue]) -> Result<(), Trouble> {
        wire::post(&self.worker, words, beside, &[]).map_err(|error| Trouble::Failed(wire::say(&error)))
    }

    /// What the worker says next.
    async fn next<T: serde::de::DeserializeOwned>(&self) -> Result<T, Trouble> {
        let (words, _) = wire::read(&self.event().await?).map_err(Trouble::Failed)?;
        Ok(words)
    }

    async fn event(&self) -> Result<MessageEvent, Trouble> {
        let event = poll_fn(|context| {
            let mut heard = self.heard.borrow_mut();
            if let Some(event) = heard.events.pop_front() {
                return Poll::Ready(event);
            }
            heard.waiting = Some(context.waker().clone());
            Poll::Pending
        })
        .await;
        match event.dyn_into::<MessageEvent>() {
            Ok(message) => Ok(message),
            Err(event) => {
                let said = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
                Err(Trouble::Failed(said.unwrap_or_default()))
            }
        }
    }
}

impl Drop for Unpacker {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}
