//! The hashing workers: each computes its share of the digests of the bytes that come, and gives the bytes back.

use std::cell::Cell;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Performance};

use super::wire;
use super::wire::tell;
use crate::digest::message::{Flow, JobId, Notice, Part};
use crate::digest::{Finished, Running, Share, abreast};

const PROGRESS_EVERY_MS: f64 = 100.0;

/// Copied into the module's memory and hashed while the processor's cache still holds it.
const PIECE: u32 = 128 << 10;

thread_local! {
    static IN_HAND: Cell<Option<JobId>> = const { Cell::new(None) };
}

/// The file whose bytes this worker has in hand.
pub fn in_hand() -> Option<JobId> {
    IN_HAND.get()
}

/// Takes up the role.
pub fn run(scope: &DedicatedWorkerGlobalScope, share: Share, last: bool) {
    let mut digester = Digester {
        scope: scope.clone(),
        clock: scope.performance(),
        share,
        last,
        current: Vec::new(),
        buffer: vec![0; PIECE.max(abreast::AT_ONCE) as usize],
        told: 0.0,
    };
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Err(problem) = digester.take(&event) {
            panic!("{problem}");
        }
    });
    scope.set_onmessage(Some(take.into_js_value().unchecked_ref()));
}

struct Digester {
    scope: DedicatedWorkerGlobalScope,
    clock: Option<Performance>,
    share: Share,
    last: bool,
    /// The files of which more is to come: one a lane at most.
    current: Vec<Current>,
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
        let bytes: Option<Uint8Array> = beside.get(0).dyn_into().ok();
        match &flow {
            Flow::Bytes(parts) => self.hash(parts, bytes.as_ref())?,
            Flow::Forget(job) => self.current.retain(|current| current.job != *job),
        }
        wire::written(&Notice::Landed)
            .and_then(|landed| wire::post_bytes(&self.scope, &landed, bytes.as_ref()))
            .map_err(|error| wire::say(&error))
    }

    fn hash(&mut self, mut parts: &[Part], bytes: Option<&Uint8Array>) -> Result<(), String> {
        let mut finished = Vec::new();
        while let Some((first, rest)) = parts.split_first() {
            // Should it fail, one of them has to be the one.
            IN_HAND.set(Some(first.job));
            let whole = parts.iter().take_while(|part| part.end && !self.has_begun(part.job));
            let count = abreast::together(first.from, whole.map(|part| part.to));
            if let (Some((whole, after)), 2..) = (parts.split_at_checked(count), count) {
                finished.append(&mut self.hash_abreast(whole, bytes)?);
                parts = after;
            } else {
                finished.extend(self.hash_on(first, bytes)?);
                parts = rest;
            }
        }
        IN_HAND.set(None);
        if !finished.is_empty() {
            tell(&self.scope, &Notice::Finished(finished));
        }
        self.tell_progress();
        Ok(())
    }

    fn has_begun(&self, job: JobId) -> bool {
        self.current.iter().any(|current| current.job == job)
    }

    /// Whole files that lie one behind the other.
    fn hash_abreast(&mut self, parts: &[Part], bytes: Option<&Uint8Array>) -> Result<Vec<(JobId, Finished)>, String> {
        let (from, to) = match parts {
            [first, .., last] => (first.from, last.to),
            _ => (0, 0),
        };
        let share = self.share;
        let whole = self.copied(from, to, bytes)?;
        let files = parts.iter().map(|part| {
            let range = part.from.saturating_sub(from) as usize..part.to.saturating_sub(from) as usize;
            whole.get(range).ok_or("a part outside of its bytes")
        });
        let finished = abreast::finish(share, &files.collect::<Result<Vec<_>, _>>()?);
        Ok(parts.iter().map(|part| part.job).zip(finished).collect())
    }

    /// More of one file, and its digests where it ends.
    fn hash_on(&mut self, part: &Part, bytes: Option<&Uint8Array>) -> Result<Option<(JobId, Finished)>, String> {
        let known = self.current.iter().position(|current| current.job == part.job);
        let mut current = match known {
            Some(at) => self.current.swap_remove(at),
            None => Current {
                job: part.job,
                running: Running::new(self.share),
                hashed: 0,
            },
        };
        for from in (part.from..part.to).step_by(PIECE as usize) {
            current
                .running
                .update(self.copied(from, part.to.min(from + PIECE), bytes)?);
        }
        current.hashed += u64::from(part.to.saturating_sub(part.from));
        if part.end {
            return Ok(Some((part.job, current.running.finish())));
        }
        self.current.push(current);
        Ok(None)
    }

    /// These bytes in the module's memory.
    fn copied(&mut self, from: u32, to: u32, bytes: Option<&Uint8Array>) -> Result<&[u8], String> {
        let piece = bytes.ok_or("a part without bytes")?.subarray(from, to);
        let room = self.buffer.get_mut(..piece.length() as usize).ok_or("no room")?;
        piece.copy_to(room);
        Ok(room)
    }

    fn tell_progress(&mut self) {
        let (true, Some(clock)) = (self.last && !self.current.is_empty(), &self.clock) else {
            return;
        };
        let now = clock.now();
        if now - self.told >= PROGRESS_EVERY_MS {
            self.told = now;
            for current in &self.current {
                let (job, hashed) = (current.job, current.hashed);
                tell(&self.scope, &Notice::Progress(job, hashed));
            }
        }
    }
}
