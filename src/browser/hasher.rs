//! Hashing for the page: files in, events out. It owns the workers and starts them anew when one stops.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use super::pipeline::Pipeline;
use super::wire::say;
pub use crate::digest::message::JobId;
use crate::digest::message::{Notice, Place};
use crate::digest::{Digests, Finished, HashError, Share};

/// What happens to a file. After `Done`, `Failed` or `Cancelled` nothing more does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum HashEvent {
    Started,
    /// So many bytes have been hashed; goes back to 0 where the workers had to start anew.
    Progress {
        read: u64,
    },
    /// Comes before `Done`, once.
    Sha256(String),
    Done(Digests),
    Failed(HashError),
    Cancelled,
}

/// Which digests are computed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Wanted {
    /// Without them a file's last event is `Sha256`.
    pub sha1_md5: bool,
}

/// A handle; its clones are the same hasher. The workers end with the last of them.
#[derive(Clone)]
pub struct Hasher(Rc<Inner>);

struct Inner {
    wanted: Wanted,
    on_event: Box<dyn Fn(JobId, HashEvent)>,
    next: Cell<u32>,
    jobs: RefCell<BTreeMap<JobId, Job>>,
    pipeline: RefCell<Option<Pipeline>>,
}

struct Job {
    file: File,
    passed_on: bool,
    started: bool,
    sha256: Option<String>,
    sha1_md5: Option<(String, String)>,
}

impl Job {
    fn new(file: File) -> Self {
        Self {
            file,
            passed_on: false,
            started: false,
            sha256: None,
            sha1_md5: None,
        }
    }
}

impl Hasher {
    pub fn new(on_event: impl Fn(JobId, HashEvent) + 'static) -> Self {
        Self::with(Wanted { sha1_md5: true }, on_event)
    }

    pub fn with(wanted: Wanted, on_event: impl Fn(JobId, HashEvent) + 'static) -> Self {
        Self(Rc::new(Inner {
            wanted,
            on_event: Box::new(on_event),
            next: Cell::new(0),
            jobs: RefCell::default(),
            pipeline: RefCell::default(),
        }))
    }

    /// Starts the workers, so that the first file need not wait for them.
    pub fn warm(&self) {
        if self.0.pipeline.borrow().is_some() {
            return;
        }
        let hashers: &[Share] = if self.0.wanted.sha1_md5 {
            &[Share::Sha256, Share::Sha1Md5]
        } else {
            &[Share::Sha256]
        };
        let inner = Rc::downgrade(&self.0);
        let started = Pipeline::start(hashers, move |place, notice| {
            if let Some(inner) = Weak::upgrade(&inner) {
                Self(inner).hear(place, notice);
            }
        });
        match started {
            Ok(pipeline) => {
                self.0.pipeline.replace(Some(pipeline));
            }
            Err(error) => self.fail_all(&HashError::NotStarted(say(&error))),
        }
    }

    /// Queues files. Their events come later, never within this call.
    pub fn add(&self, files: Vec<File>) -> Vec<JobId> {
        let mut ids = Vec::new();
        for file in files {
            let id = JobId(self.0.next.replace(self.0.next.get() + 1));
            self.0.jobs.borrow_mut().insert(id, Job::new(file));
            ids.push(id);
        }
        let hasher = self.clone();
        spawn_local(async move {
            hasher.warm();
            hasher.pass_on();
        });
        ids
    }

    pub fn cancel(&self, job: JobId) {
        if self.0.jobs.borrow_mut().remove(&job).is_some() {
            let told = self.0.pipeline.borrow().as_ref().map(|pipeline| pipeline.cancel(job));
            self.emit(job, HashEvent::Cancelled);
            self.check(told);
        }
    }

    fn hear(&self, place: Place, notice: Notice) {
        match notice {
            Notice::Ready => self.make_ready(place),
            Notice::Unfit(algorithm) => self.fail_all(&HashError::SelfTest(algorithm)),
            Notice::Started(jobs) => {
                for job in jobs {
                    self.started(job);
                }
            }
            Notice::Progress(job, hashed) => {
                if self.0.jobs.borrow().contains_key(&job) {
                    self.emit(job, HashEvent::Progress { read: hashed });
                }
            }
            Notice::Finished(finished) => {
                for (job, finished) in finished {
                    self.finished(job, finished);
                }
            }
            Notice::Failed(job, error) => self.fail(job, error),
            Notice::Panicked(said, job) => self.crashed(place, &said, job),
            // Between the reader and its hashers alone.
            Notice::Landed | Notice::Of(..) => {}
        }
    }

    fn make_ready(&self, place: Place) {
        let told = self
            .0
            .pipeline
            .borrow_mut()
            .as_mut()
            .map(|pipeline| pipeline.ready(place));
        self.check(told);
        self.pass_on();
    }

    /// Gives the reader the files that it does not have yet.
    fn pass_on(&self) {
        let told = self.0.pipeline.borrow().as_ref().and_then(|pipeline| {
            if !pipeline.is_ready(Place::Reader) {
                return None;
            }
            let mut new = Vec::new();
            for (id, job) in self.0.jobs.borrow_mut().iter_mut() {
                if !std::mem::replace(&mut job.passed_on, true) {
                    new.push((*id, job.file.clone()));
                }
            }
            Some(pipeline.add(&new))
        });
        self.check(told);
    }

    fn started(&self, id: JobId) {
        let first = self
            .0
            .jobs
            .borrow_mut()
            .get_mut(&id)
            .map(|job| !std::mem::replace(&mut job.started, true));
        if first == Some(true) {
            self.emit(id, HashEvent::Started);
        }
    }

    fn finished(&self, id: JobId, finished: Finished) {
        let mut news = Vec::new();
        {
            let mut jobs = self.0.jobs.borrow_mut();
            let Some(job) = jobs.get_mut(&id) else { return };
            match finished {
                Finished::Sha256(sha256) => {
                    // After a new start of the workers it comes a second time.
                    if job.sha256.replace(sha256.clone()).is_none() {
                        news.push(HashEvent::Sha256(sha256));
                    }
                }
                Finished::Sha1Md5 { sha1, md5 } => job.sha1_md5 = Some((sha1, md5)),
            }
            if let (Some(sha256), Some((sha1, md5))) = (&job.sha256, &job.sha1_md5) {
                let (sha256, sha1, md5) = (sha256.clone(), sha1.clone(), md5.clone());
                news.push(HashEvent::Done(Digests { sha256, sha1, md5 }));
                jobs.remove(&id);
            } else if !self.0.wanted.sha1_md5 {
                jobs.remove(&id);
            }
        }
        for event in news {
            self.emit(id, event);
        }
    }

    /// The file that the worker had in hand fails, or the likeliest where it could not say; the others are hashed by new
    /// workers.
    fn crashed(&self, place: Place, said: &str, in_hand: Option<JobId>) {
        let Some(pipeline) = self.0.pipeline.take() else { return };
        let was_ready = pipeline.is_ready(place);
        drop(pipeline);
        if !was_ready {
            return self.fail_all(&HashError::NotStarted(said.to_owned()));
        }
        let likeliest = || {
            let jobs = self.0.jobs.borrow();
            let mut started = jobs.iter().filter(|(_, job)| job.started);
            match place {
                Place::Reader => started.next_back(),
                Place::Hasher(Share::Sha256) => started.find(|(_, job)| job.sha256.is_none()),
                Place::Hasher(Share::Sha1Md5) => started.find(|(_, job)| job.sha1_md5.is_none()),
            }
            .or_else(|| jobs.iter().next())
            .map(|(id, _)| *id)
        };
        let in_hand = in_hand.or_else(likeliest);
        if let Some(id) = in_hand {
            self.fail(id, HashError::Crashed(said.to_owned()));
        }
        for job in self.0.jobs.borrow_mut().values_mut() {
            job.passed_on = false;
        }
        if !self.0.jobs.borrow().is_empty() {
            self.warm();
        }
    }

    fn check(&self, told: Option<Result<(), JsValue>>) {
        if let Some(Err(error)) = told {
            self.fail_all(&HashError::NotStarted(say(&error)));
        }
    }

    fn fail(&self, id: JobId, error: HashError) {
        if self.0.jobs.borrow_mut().remove(&id).is_some() {
            self.emit(id, HashEvent::Failed(error));
        }
    }

    fn fail_all(&self, error: &HashError) {
        self.0.pipeline.replace(None);
        let jobs = self.0.jobs.take();
        for id in jobs.into_keys() {
            self.emit(id, HashEvent::Failed(error.clone()));
        }
    }

    fn emit(&self, job: JobId, event: HashEvent) {
        (self.0.on_event)(job, event);
    }
}
