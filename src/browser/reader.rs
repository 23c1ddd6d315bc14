//! The reading worker: brings the bytes of one file after another to the hashers, never more at once than fits.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageEvent, MessagePort};

use super::joined::Joined;
use super::source::{PIECE, Source, size_of};
use super::wire::tell;
use super::{unreadable, wire};
use crate::digest::HashError;
use crate::digest::batch::together;
use crate::digest::message::{Flow, JobId, Notice, Order, Part};

/// As many bytes may be on their way to the last hasher. More would only fill memory.
const IN_FLIGHT: u32 = 16 << 20;

/// Takes up the role. `to` leads to the first hasher; on `done` the last one says what it has taken.
pub fn run(page: &DedicatedWorkerGlobalScope, to: MessagePort, done: &MessagePort) {
    let reader = Rc::new(Reader {
        page: page.clone(),
        to,
        queue: RefCell::default(),
        cancelled: RefCell::default(),
        streaming: RefCell::default(),
        spare: RefCell::default(),
        busy: Cell::new(false),
        in_flight: Cell::new(0),
        waiting: RefCell::default(),
    });

    let acknowledged = Rc::clone(&reader);
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match wire::read::<u32>(&event) {
        Ok((length, bytes)) => acknowledged.landed(length, bytes.get(0).dyn_into().ok()),
        Err(problem) => panic!("{problem}"),
    });
    done.set_onmessage(Some(take.into_js_value().unchecked_ref()));

    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match wire::read::<Order>(&event) {
        Ok((Order::Add(jobs), files)) => reader.add(&jobs, &files),
        Ok((Order::Cancel(job), _)) => reader.cancel(job),
        Err(problem) => panic!("{problem}"),
    });
    page.set_onmessage(Some(take.into_js_value().unchecked_ref()));
}

struct Reader {
    page: DedicatedWorkerGlobalScope,
    to: MessagePort,
    queue: RefCell<VecDeque<(JobId, File)>>,
    /// Files that are being read and need not be.
    cancelled: RefCell<Vec<JobId>>,
    streaming: RefCell<Option<(JobId, Source)>>,
    /// Buffers that came back.
    spare: RefCell<Vec<ArrayBuffer>>,
    busy: Cell<bool>,
    in_flight: Cell<u32>,
    waiting: RefCell<Option<Waker>>,
}

impl Reader {
    fn add(self: &Rc<Self>, jobs: &[JobId], files: &Array) {
        let files = files.iter().map(JsCast::unchecked_into::<File>);
        self.queue.borrow_mut().extend(jobs.iter().copied().zip(files));
        if !self.busy.replace(true) {
            let reader = Rc::clone(self);
            spawn_local(async move { reader.read_all().await });
        }
    }

    fn cancel(&self, job: JobId) {
        let mut queue = self.queue.borrow_mut();
        let before = queue.len();
        queue.retain(|(queued, _)| *queued != job);
        if queue.len() < before {
            return;
        }
        self.cancelled.borrow_mut().push(job);
        // A read that hangs ends at once.
        if let Some((streamed, stream)) = &*self.streaming.borrow()
            && *streamed == job
        {
            stream.cancel();
        }
    }

    fn is_cancelled(&self, job: JobId) -> bool {
        self.cancelled.borrow().contains(&job)
    }

    async fn read_all(&self) {
        let mut ahead = self.join();
        loop {
            if let Some(joined) = ahead.take() {
                // The next read is on its way while this one is waited for.
                ahead = self.join();
                self.send_joined(joined).await;
            } else {
                let next = self.queue.borrow_mut().pop_front();
                let Some((job, file)) = next else { break };
                self.stream(job, &file).await;
                ahead = self.join();
            }
        }
        self.cancelled.borrow_mut().clear();
        self.spare.borrow_mut().clear();
        self.busy.set(false);
    }

    /// Starts to read the files at the head of the queue together, where they are small.
    fn join(&self) -> Option<Joined> {
        let mut queue = self.queue.borrow_mut();
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

    async fn send_joined(&self, joined: Joined) {
        match joined.finish().await {
            Ok((bytes, mut parts)) => {
                self.room().await;
                parts.retain(|part| !self.is_cancelled(part.job));
                let started = parts.iter().map(|part| part.job).collect();
                tell(&self.page, &Notice::Started(started));
                self.send(&Flow::Bytes(parts), Some(&bytes));
            }
            // Each alone says what is wrong with it.
            Err(files) => {
                for (job, file) in files {
                    self.stream(job, &file).await;
                }
            }
        }
    }

    async fn stream(&self, job: JobId, file: &File) {
        if self.is_cancelled(job) {
            return;
        }
        tell(&self.page, &Notice::Started(vec![job]));
        let source = Source::open(file);
        self.streaming.replace(Some((job, source.clone())));
        let outcome = self.read_through(job, file, &source).await;
        self.streaming.replace(None);
        if self.is_cancelled(job) {
            return self.send(&Flow::Forget(job), None);
        }
        match outcome {
            // Sent last of all, so that no digest is made of a file that did not give what it had.
            Ok(()) => self.send_part(job, None),
            Err(error) => {
                self.send(&Flow::Forget(job), None);
                tell(&self.page, &Notice::Failed { job, error });
            }
        }
    }

    async fn read_through(&self, job: JobId, file: &File, source: &Source) -> Result<(), HashError> {
        let expected = size_of(file);
        while source.read() <= expected {
            self.room().await;
            if self.is_cancelled(job) {
                break;
            }
            match source.next(|| self.buffer()).await {
                Ok(Some(bytes)) => self.send_part(job, Some(&bytes)),
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
    fn send_part(&self, job: JobId, bytes: Option<&Uint8Array>) {
        let part = Part {
            job,
            from: 0,
            to: bytes.map_or(0, Uint8Array::length),
            end: bytes.is_none(),
        };
        self.send(&Flow::Bytes(vec![part]), bytes);
    }

    fn send(&self, flow: &Flow, bytes: Option<&Uint8Array>) {
        let length = bytes.map_or(0, Uint8Array::length);
        self.in_flight.set(self.in_flight.get().saturating_add(length));
        if let Err(error) = wire::post_bytes(&self.to, flow, bytes) {
            panic!("{}", wire::say(&error));
        }
    }

    /// The last hasher has done with so many bytes.
    fn landed(&self, length: u32, bytes: Option<Uint8Array>) {
        self.in_flight.set(self.in_flight.get().saturating_sub(length));
        let buffer = bytes.map(|bytes| bytes.buffer());
        if let Some(buffer) = buffer.filter(|buffer| self.busy.get() && buffer.byte_length() == PIECE) {
            self.spare.borrow_mut().push(buffer);
        }
        if let Some(waker) = self.waiting.borrow_mut().take() {
            waker.wake();
        }
    }

    fn buffer(&self) -> ArrayBuffer {
        let spare = self.spare.borrow_mut().pop();
        spare.unwrap_or_else(|| ArrayBuffer::new(PIECE))
    }

    /// Waits until more may be sent.
    async fn room(&self) {
        poll_fn(|context| {
            if self.in_flight.get() < IN_FLIGHT {
                return Poll::Ready(());
            }
            self.waiting.replace(Some(context.waker().clone()));
            Poll::Pending
        })
        .await;
    }
}
