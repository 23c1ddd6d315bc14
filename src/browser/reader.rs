//! The reading worker: brings the bytes of one file after another to the hashers, never more at once than fits.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::mem;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, MessageEvent, MessagePort, ReadableStreamDefaultReader};

use super::duty::tell;
use super::{unreadable, wire};
use crate::digest::HashError;
use crate::digest::batch::{places, together};
use crate::digest::message::{Flow, JobId, Notice, Order, Part};

/// As many bytes may be on their way to the last hasher. More would only fill memory.
const IN_FLIGHT: u32 = 16 << 20;

/// Streams give pieces as small as 4 KiB; so many bytes are worth a message.
const GATHERED: u32 = 1 << 20;

const MARK: u32 = 16;

/// Takes up the role. `to` leads to the first hasher; on `done` the last one says what it has taken.
pub fn run(page: &DedicatedWorkerGlobalScope, to: MessagePort, done: &MessagePort) {
    let reader = Rc::new(Reader {
        page: page.clone(),
        to,
        queue: RefCell::default(),
        cancelled: RefCell::default(),
        streaming: RefCell::default(),
        busy: Cell::new(false),
        in_flight: Cell::new(0),
        waiting: RefCell::default(),
    });

    let acknowledged = Rc::clone(&reader);
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| match wire::read::<u32>(&event) {
        Ok((bytes, _)) => acknowledged.landed(bytes),
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
    streaming: RefCell<Option<(JobId, ReadableStreamDefaultReader)>>,
    busy: Cell<bool>,
    in_flight: Cell<u32>,
    waiting: RefCell<Option<Waker>>,
}

/// Small files that are being read together.
struct Batch {
    files: Vec<(JobId, File)>,
    places: Vec<(u32, u32)>,
    mark: Uint8Array,
    bytes: JsFuture,
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
            let _ = stream.cancel();
        }
    }

    fn is_cancelled(&self, job: JobId) -> bool {
        self.cancelled.borrow().contains(&job)
    }

    async fn read_all(&self) {
        let mut ahead = self.start_batch();
        loop {
            if let Some(batch) = ahead.take() {
                // The next read is on its way while this one is waited for.
                ahead = self.start_batch();
                self.finish_batch(batch).await;
            } else {
                let next = self.queue.borrow_mut().pop_front();
                let Some((job, file)) = next else { break };
                self.stream(job, &file).await;
                ahead = self.start_batch();
            }
        }
        self.cancelled.borrow_mut().clear();
        self.busy.set(false);
    }

    /// Starts to read the files at the head of the queue together, where they are small.
    fn start_batch(&self) -> Option<Batch> {
        let mut queue = self.queue.borrow_mut();
        let count = together(queue.iter().map(|(_, file)| size_of(file)));
        if count < 2 {
            return None;
        }
        let sizes: Vec<u64> = queue.iter().take(count).map(|(_, file)| size_of(file)).collect();
        let places = places(&sizes, MARK)?;
        let mark = mark();
        let parts: Array = queue
            .iter()
            .take(count)
            .flat_map(|(_, file)| [JsValue::from(file), JsValue::from(&mark)])
            .collect();
        let bytes = JsFuture::from(Blob::new_with_blob_sequence(&parts).ok()?.array_buffer());
        let files = queue.drain(..count).collect();
        Some(Batch {
            files,
            places,
            mark,
            bytes,
        })
    }

    async fn finish_batch(&self, batch: Batch) {
        let Batch {
            files,
            places,
            mark,
            bytes,
        } = batch;
        let buffer = bytes.await.ok().and_then(|bytes| bytes.dyn_into::<ArrayBuffer>().ok());
        let bytes = buffer.map(|buffer| Uint8Array::new(&buffer));
        let Some(bytes) = bytes.filter(|bytes| marked(bytes, &places, &mark)) else {
            // One file that changed or cannot be read spoils them all: each alone then says what it is.
            for (job, file) in files {
                self.stream(job, &file).await;
            }
            return;
        };
        self.room().await;
        let parts: Vec<Part> = files
            .iter()
            .zip(&places)
            .filter(|((job, _), _)| !self.is_cancelled(*job))
            .map(|((job, _), (from, to))| Part {
                job: *job,
                from: *from,
                to: *to,
                end: true,
            })
            .collect();
        tell(
            &self.page,
            &Notice::Started(parts.iter().map(|part| part.job).collect()),
        );
        self.send(&Flow::Bytes(parts), &[bytes]);
    }

    async fn stream(&self, job: JobId, file: &File) {
        if self.is_cancelled(job) {
            return;
        }
        tell(&self.page, &Notice::Started(vec![job]));
        let read = self.read_through(job, file).await;
        self.streaming.replace(None);
        if read.is_err() || self.is_cancelled(job) {
            self.send(&Flow::Forget(job), &[]);
        }
        if let Err(error) = read {
            tell(&self.page, &Notice::Failed { job, error });
        }
    }

    async fn read_through(&self, job: JobId, file: &File) -> Result<(), HashError> {
        let expected = size_of(file);
        let mut read = 0;
        let mut gathered = Vec::new();
        let stream: ReadableStreamDefaultReader = file.stream().get_reader().unchecked_into();
        self.streaming.replace(Some((job, stream.clone())));
        loop {
            self.room().await;
            if self.is_cancelled(job) {
                let _ = stream.cancel();
                return Ok(());
            }
            let chunk = match JsFuture::from(stream.read()).await {
                Ok(chunk) => chunk,
                Err(error) => return Err(unreadable::why(&error, file, expected, read)),
            };
            let Ok(bytes) = Reflect::get(&chunk, &"value".into()).and_then(JsCast::dyn_into::<Uint8Array>) else {
                break;
            };
            read += u64::from(bytes.length());
            if read > expected {
                let _ = stream.cancel();
                break;
            }
            gathered.push(bytes);
            if length_of(&gathered) >= GATHERED {
                self.send_part(job, false, &mem::take(&mut gathered));
            }
        }
        if self.is_cancelled(job) {
            return Ok(());
        }
        if read != expected {
            return Err(HashError::Changed { expected, read });
        }
        // A change while it was read shows now, where the browser shows it at all.
        if let Some(error) = unreadable::now(file, expected, read) {
            return Err(error);
        }
        // Sent last of all, so that no digest is made of a file that did not give what it had.
        self.send_part(job, true, &gathered);
        Ok(())
    }

    fn send_part(&self, job: JobId, end: bool, bytes: &[Uint8Array]) {
        let part = Part {
            job,
            from: 0,
            to: length_of(bytes),
            end,
        };
        self.send(&Flow::Bytes(vec![part]), bytes);
    }

    fn send(&self, flow: &Flow, bytes: &[Uint8Array]) {
        self.in_flight
            .set(self.in_flight.get().saturating_add(length_of(bytes)));
        if let Err(error) = wire::post_bytes(&self.to, flow, bytes) {
            panic!("{}", wire::say(&error));
        }
    }

    fn landed(&self, bytes: u32) {
        self.in_flight.set(self.in_flight.get().saturating_sub(bytes));
        if let Some(waker) = self.waiting.borrow_mut().take() {
            waker.wake();
        }
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

fn length_of(bytes: &[Uint8Array]) -> u32 {
    bytes.iter().map(Uint8Array::length).sum()
}

/// Bytes that no file holds at the very place where they are looked for.
fn mark() -> Uint8Array {
    let mark = Uint8Array::new_with_length(MARK);
    for at in 0..MARK {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 255"
        )]
        mark.set_index(at, (js_sys::Math::random() * 256.0) as u8);
    }
    mark
}

/// Whether every file gave as many bytes as it had.
fn marked(bytes: &Uint8Array, places: &[(u32, u32)], mark: &Uint8Array) -> bool {
    let mark = mark.to_vec();
    let end = places.last().map_or(0, |(_, to)| to + MARK);
    bytes.length() == end
        && places
            .iter()
            .all(|(_, to)| bytes.subarray(*to, to + MARK).to_vec() == mark)
}

/// A file's size; numbers of JavaScript hold it exactly up to 2^53.
pub fn size_of(file: &Blob) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number that is never negative"
    )]
    {
        file.size() as u64
    }
}
