//! The reading worker: brings the bytes of files to the hashers, a lane beside a lane, never more at once than fits.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::{Poll, Waker};

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent};

use super::chain::{Chain, Message, News};
use super::joined::Joined;
use super::source::{PIECE, Source, size_of};
use super::wire::tell;
use super::{unreadable, wire};
use crate::digest::batch::together;
use crate::digest::lane::{Lane, ROOM};
use crate::digest::message::{Code, Flow, JobId, Notice, Order, Part};
use crate::digest::{HashError, Share};

/// As many joined reads are under way: each waits for the disk and for trips between processes.
const AHEAD: usize = 4;

/// Takes up the role: starts the hashers, and waits for files.
pub fn run(page: &DedicatedWorkerGlobalScope, code: &Code, hashers: &[Share]) {
    let reader = Rc::new_cyclic(|reader: &Weak<Reader>| {
        let reader = reader.clone();
        let hear = move |news| {
            if let Some(reader) = reader.upgrade() {
                reader.hear(news);
            }
        };
        Reader {
            page: page.clone(),
            hashers: Chain::start(page, code, hashers, hear),
            together: Queue::default(),
            short: Queue::default(),
            long: Queue::default(),
            cancelled: RefCell::default(),
            spare: RefCell::default(),
        }
    });
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match wire::read::<Order>(&event) {
        Ok((Order::Add(jobs), files)) => reader.add(&jobs, &files),
        Ok((Order::Cancel(job), _)) => reader.cancel(job),
        Err(problem) => panic!("{problem}"),
    });
    page.set_onmessage(Some(take.into_js_value().unchecked_ref()));
}

struct Reader {
    page: DedicatedWorkerGlobalScope,
    hashers: Rc<Chain>,
    together: Queue,
    short: Queue,
    long: Queue,
    /// Files that are being read and need not be.
    cancelled: RefCell<Vec<JobId>>,
    /// Buffers that came back.
    spare: RefCell<Vec<ArrayBuffer>>,
}

/// What waits in a lane, and how the lane stands.
#[derive(Default)]
struct Queue {
    files: RefCell<VecDeque<(JobId, File)>>,
    streaming: RefCell<Option<(JobId, Source)>>,
    busy: Cell<bool>,
    in_flight: Cell<u32>,
    waiting: RefCell<Option<Waker>>,
}

impl Reader {
    fn queue(&self, lane: Lane) -> &Queue {
        match lane {
            Lane::Together => &self.together,
            Lane::Short => &self.short,
            Lane::Long => &self.long,
        }
    }

    fn is_busy(&self) -> bool {
        Lane::ALL.iter().any(|lane| self.queue(*lane).busy.get())
    }

    fn add(self: &Rc<Self>, jobs: &[JobId], files: &Array) {
        let files = files.iter().map(JsCast::unchecked_into::<File>);
        for (job, file) in jobs.iter().copied().zip(files) {
            let queue = self.queue(Lane::of(size_of(&file)));
            queue.files.borrow_mut().push_back((job, file));
        }
        for lane in Lane::ALL {
            let queue = self.queue(lane);
            if !queue.files.borrow().is_empty() && !queue.busy.replace(true) {
                let reader = Rc::clone(self);
                spawn_local(async move { reader.read_all(lane).await });
            }
        }
    }

    fn cancel(&self, job: JobId) {
        for lane in Lane::ALL {
            let mut files = self.queue(lane).files.borrow_mut();
            let before = files.len();
            files.retain(|(queued, _)| *queued != job);
            if files.len() < before {
                return;
            }
        }
        self.cancelled.borrow_mut().push(job);
        for lane in Lane::ALL {
            // A read that hangs ends at once.
            if let Some((streamed, stream)) = &*self.queue(lane).streaming.borrow()
                && *streamed == job
            {
                stream.cancel();
            }
        }
    }

    fn is_cancelled(&self, job: JobId) -> bool {
        self.cancelled.borrow().contains(&job)
    }

    async fn read_all(&self, lane: Lane) {
        let queue = self.queue(lane);
        let mut ahead = VecDeque::new();
        loop {
            while lane == Lane::Together
                && ahead.len() < AHEAD
                && let Some(joined) = join(queue)
            {
                ahead.push_back(joined);
            }
            if let Some(joined) = ahead.pop_front() {
                self.send_joined(lane, joined).await;
            } else {
                let next = queue.files.borrow_mut().pop_front();
                let Some((job, file)) = next else { break };
                self.stream(lane, job, &file).await;
            }
        }
        queue.busy.set(false);
        if !self.is_busy() {
            self.cancelled.borrow_mut().clear();
            self.spare.borrow_mut().clear();
        }
    }

    async fn send_joined(&self, lane: Lane, joined: Joined) {
        match joined.finish().await {
            Ok((bytes, mut parts)) => {
                self.room(lane).await;
                parts.retain(|part| !self.is_cancelled(part.job));
                let started = parts.iter().map(|part| part.job).collect();
                tell(&self.page, &Notice::Started(started));
                self.send(lane, &Flow::Bytes(parts), Some(&bytes));
            }
            // Each alone says what is wrong with it.
            Err(files) => {
                for (job, file) in files {
                    self.stream(lane, job, &file).await;
                }
            }
        }
    }

    async fn stream(&self, lane: Lane, job: JobId, file: &File) {
        if self.is_cancelled(job) {
            return;
        }
        tell(&self.page, &Notice::Started(vec![job]));
        let source = Source::open(file);
        self.queue(lane).streaming.replace(Some((job, source.clone())));
        let outcome = self.read_through(lane, job, file, &source).await;
        self.queue(lane).streaming.replace(None);
        if self.is_cancelled(job) {
            return self.send(lane, &Flow::Forget(job), None);
        }
        match outcome {
            // Sent last of all, so that no digest is made of a file that did not give what it had.
            Ok(()) => self.send_part(lane, job, None),
            Err(error) => {
                self.send(lane, &Flow::Forget(job), None);
                tell(&self.page, &Notice::Failed(job, error));
            }
        }
    }

    async fn read_through(&self, lane: Lane, job: JobId, file: &File, source: &Source) -> Result<(), HashError> {
        let expected = size_of(file);
        while source.read() <= expected {
            self.room(lane).await;
            if self.is_cancelled(job) {
                break;
            }
            match source.next(|| self.buffer()).await {
                Ok(Some(bytes)) => self.send_part(lane, job, Some(&bytes)),
                Ok(None) => break,
                Err(error) => return Err(unreadable::why(&error, file, expected, source.read())),
            }
        }
        let read = source.read();
        if read != expected {
            source.cancel();
            return Err(HashError::Changed { expected, read });
        }
        // A change while it was read shows now, where the browser shows it at all.
        unreadable::now(file, expected, read).map_or(Ok(()), Err)
    }

    /// Some bytes of the file, or its end.
    fn send_part(&self, lane: Lane, job: JobId, bytes: Option<&Uint8Array>) {
        let part = Part {
            job,
            from: 0,
            to: bytes.map_or(0, Uint8Array::length),
            end: bytes.is_none(),
        };
        self.send(lane, &Flow::Bytes(vec![part]), bytes);
    }

    fn send(&self, lane: Lane, flow: &Flow, bytes: Option<&Uint8Array>) {
        let length = bytes.map_or(0, Uint8Array::length);
        let in_flight = &self.queue(lane).in_flight;
        in_flight.set(in_flight.get().saturating_add(length));
        self.hashers.send(lane, flow, bytes);
    }

    fn hear(&self, news: News) {
        match news {
            News::Ready => {
                for lane in Lane::ALL {
                    self.wake(lane);
                }
            }
            News::Landed(Message { lane, length, .. }, bytes) => {
                let buffer = bytes.map(|bytes| bytes.buffer());
                if let Some(buffer) = buffer.filter(|buffer| buffer.byte_length() == PIECE && self.is_busy()) {
                    self.spare.borrow_mut().push(buffer);
                }
                let in_flight = &self.queue(lane).in_flight;
                in_flight.set(in_flight.get().saturating_sub(length));
                self.wake(lane);
            }
        }
    }

    fn wake(&self, lane: Lane) {
        let waiting = self.queue(lane).waiting.borrow_mut().take();
        if let Some(waker) = waiting {
            waker.wake();
        }
    }

    fn buffer(&self) -> ArrayBuffer {
        let spare = self.spare.borrow_mut().pop();
        spare.unwrap_or_else(|| ArrayBuffer::new(PIECE))
    }

    /// Waits until the hashers listen, and the lane may send more.
    async fn room(&self, lane: Lane) {
        let queue = self.queue(lane);
        poll_fn(|context| {
            if self.hashers.is_ready() && queue.in_flight.get() < ROOM {
                return Poll::Ready(());
            }
            queue.waiting.replace(Some(context.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}

/// Starts to read the files at the head of the queue together.
fn join(queue: &Queue) -> Option<Joined> {
    let mut queue = queue.files.borrow_mut();
    let count = together(queue.iter().map(|(_, file)| size_of(file)));
    if count < 2 {
        return None;
    }
    match Joined::start(queue.drain(..count).collect()) {
        Ok(joined) => Some(joined),
        Err(files) => {
            for file in files.into_iter().rev() {
                queue.push_front(file);
            }
            None
        }
    }
}
