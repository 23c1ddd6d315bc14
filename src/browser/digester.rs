//! The hashing workers: each computes its share of the digests of the bytes that come, and passes the bytes on.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort, Performance};

use super::duty::tell;
use super::wire;
use crate::digest::message::{Flow, JobId, Notice, Part};
use crate::digest::{Running, Share};

const PROGRESS_EVERY_MS: f64 = 100.0;

/// Takes up the role. `to` leads to the next hasher, or back to the reader where this is the last one.
pub fn run(page: &DedicatedWorkerGlobalScope, share: Share, last: bool, from: &MessagePort, to: MessagePort) {
    let mut digester = Digester {
        page: page.clone(),
        clock: page.performance(),
        share,
        last,
        to,
        current: None,
        buffer: Vec::new(),
        told: 0.0,
    };
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Err(problem) = digester.take(&event) {
            panic!("{problem}");
        }
    });
    from.set_onmessage(Some(take.into_js_value().unchecked_ref()));
}

struct Digester {
    page: DedicatedWorkerGlobalScope,
    clock: Option<Performance>,
    share: Share,
    last: bool,
    to: MessagePort,
    /// Files come one after another, never mixed.
    current: Option<Current>,
    /// Reused, so that memory is taken once.
    buffer: Vec<u8>,
    /// When progress was last told.
    told: f64,
}

struct Current {
    job: JobId,
    running: Running,
    hashed: u64,
}

impl Digester {
    fn take(&mut self, event: &MessageEvent) -> Result<(), String> {
        let (flow, beside) = wire::read::<Flow>(event)?;
        let bytes = beside
            .iter()
            .map(JsCast::dyn_into)
            .collect::<Result<Vec<Uint8Array>, _>>()
            .map_err(|other| format!("no bytes: {}", wire::say(&other)))?;
        let length = self.copy(&bytes)?;
        // First on with them, then hash: the next worker has the same work to do at the same time.
        if self.last {
            wire::post(&self.to, &length, &[], &[])
        } else {
            wire::post_bytes(&self.to, &flow, &bytes)
        }
        .map_err(|error| wire::say(&error))?;
        match flow {
            Flow::Bytes(parts) => self.hash(&parts),
            Flow::Forget(job) => {
                self.current = self.current.take().filter(|current| current.job != job);
                Ok(())
            }
        }
    }

    /// Copies the bytes one after another to the start of the buffer; returns how many they are.
    fn copy(&mut self, bytes: &[Uint8Array]) -> Result<usize, String> {
        let mut at = 0;
        for bytes in bytes {
            let end = at + bytes.length() as usize;
            if self.buffer.len() < end {
                self.buffer.resize(end, 0);
            }
            bytes.copy_to(self.buffer.get_mut(at..end).ok_or("no room")?);
            at = end;
        }
        Ok(at)
    }

    fn hash(&mut self, parts: &[Part]) -> Result<(), String> {
        let mut finished = Vec::new();
        for part in parts {
            let mut current = match self.current.take() {
                Some(current) if current.job == part.job => current,
                Some(_) | None => Current {
                    job: part.job,
                    running: Running::new(self.share),
                    hashed: 0,
                },
            };
            let bytes = self
                .buffer
                .get(part.from as usize..part.to as usize)
                .ok_or("a part lies outside of its buffer")?;
            current.running.update(bytes);
            current.hashed += bytes.len() as u64;
            if part.end {
                finished.push((part.job, current.running.finish()));
            } else {
                self.current = Some(current);
            }
        }
        if !finished.is_empty() {
            tell(&self.page, &Notice::Finished(finished));
        }
        self.tell_progress();
        Ok(())
    }

    fn tell_progress(&mut self) {
        let (true, Some(current), Some(clock)) = (self.last, &self.current, &self.clock) else {
            return;
        };
        let now = clock.now();
        if now - self.told >= PROGRESS_EVERY_MS {
            self.told = now;
            let (job, hashed) = (current.job, current.hashed);
            tell(&self.page, &Notice::Progress { job, hashed });
        }
    }
}
