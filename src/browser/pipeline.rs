//! The hashing workers as the page knows them: it starts the one that reads, and that one starts those that hash.

use wasm_bindgen::JsValue;
use web_sys::File;

use super::started::{Heard, Started};
use super::{wire, worker};
use crate::digest::Share;
use crate::digest::message::{JobId, Notice, Order, Place, Role};

/// As many files are handed over in a message: the browser writes each of them out, and the first need not wait for the last.
const AT_ONCE: usize = 256;

/// Workers that are terminated when it is dropped.
pub struct Pipeline {
    // Those that it started end with it.
    reader: Started,
    role: Role,
    ready: Vec<Place>,
}

impl Pipeline {
    /// Starts the workers. `hear` gets what each of them says; then [`Pipeline::ready`] must be called for those
    /// that are.
    pub fn start(hashers: &[Share], hear: impl Fn(Place, Notice) + Clone + 'static) -> Result<Self, JsValue> {
        let code = worker::code()?;
        let heard = move |heard| match heard {
            Heard::Notice(Notice::Of(share, notice), _) => hear(Place::Hasher(share), *notice),
            Heard::Notice(notice, _) => hear(Place::Reader, notice),
            Heard::Crash(said) => hear(Place::Reader, Notice::Panicked(said, None)),
        };
        Ok(Self {
            reader: Started::new(&code, heard)?,
            role: Role::Reader {
                code,
                hashers: hashers.to_vec(),
            },
            ready: Vec::new(),
        })
    }

    /// The worker says that it listens: the reader learns its role, and tells the others theirs.
    pub fn ready(&mut self, place: Place) -> Result<(), JsValue> {
        self.ready.push(place);
        match place {
            Place::Reader => wire::post(&self.reader.worker, &self.role, &[], &[]),
            Place::Hasher(_) => Ok(()),
        }
    }

    pub fn is_ready(&self, place: Place) -> bool {
        self.ready.contains(&place)
    }

    pub fn add(&self, jobs: &[(JobId, File)]) -> Result<(), JsValue> {
        for jobs in jobs.chunks(AT_ONCE) {
            let files: Vec<JsValue> = jobs.iter().map(|(_, file)| file.into()).collect();
            self.order(&Order::Add(jobs.iter().map(|(job, _)| *job).collect()), &files)?;
        }
        Ok(())
    }

    pub fn cancel(&self, job: JobId) -> Result<(), JsValue> {
        self.order(&Order::Cancel(job), &[])
    }

    fn order(&self, order: &Order, files: &[JsValue]) -> Result<(), JsValue> {
        // Before it is ready a message would be lost; the hasher gives it all files when it is.
        if self.is_ready(Place::Reader) {
            wire::post(&self.reader.worker, order, files, &[])
        } else {
            Ok(())
        }
    }
}
