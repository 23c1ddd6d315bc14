//! The files that were dropped, chosen or pasted, and how far each has been read.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::files::{self, File};
use crate::browser::hasher::{HashEvent, Hasher, JobId};
use crate::browser::{address, clock};
use crate::digest::speed::Meter;
use crate::digest::{Digests, HashError};
use crate::route::Route;
use crate::subject::Subject;
use crate::ui::state::State;
use crate::untrusted::Untrusted;

/// A file of the reader's. Cheap to clone: the reading is shared.
#[derive(Clone)]
pub struct Item {
    pub id: JobId,
    pub name: Untrusted,
    /// Bytes.
    pub size: u64,
    pub reading: ArcRwSignal<Reading>,
}

/// How far a file has been read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reading {
    pub stage: Stage,
    pub meter: Option<Meter>,
    /// Known before the others.
    pub sha256: Option<String>,
    pub digests: Option<Digests>,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub enum Stage {
    #[default]
    Waiting,
    Reading,
    Done,
    Failed(HashError),
    Cancelled,
}

/// Two of the same file are equal: what changes about it is a signal of its own.
impl PartialEq for Item {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Stage {
    pub fn is_over(&self) -> bool {
        match self {
            Self::Waiting | Self::Reading => false,
            Self::Done | Self::Failed(_) | Self::Cancelled => true,
        }
    }
}

type Listener = Rc<dyn Fn(HashEvent)>;

/// The list, in the order of dropping.
#[derive(Clone, Copy)]
pub struct Dropped {
    pub items: RwSignal<Vec<Item>>,
    /// How many of them nothing more happens to.
    pub over: RwSignal<usize>,
    /// Which file gave a digest; the newest one where several did.
    by_digest: RwSignal<BTreeMap<String, JobId>>,
    hasher: StoredValue<Option<Hasher>, LocalStorage>,
    /// The files themselves, for as long as they are on the list.
    files: StoredValue<BTreeMap<JobId, File>, LocalStorage>,
    /// Who hears of files that are read a second time.
    again: StoredValue<BTreeMap<JobId, Listener>, LocalStorage>,
    /// A single file whose report is to be opened once its digest is known.
    follow: StoredValue<Option<JobId>>,
}

impl Dropped {
    pub fn new() -> Self {
        Self {
            items: RwSignal::new(Vec::new()),
            over: RwSignal::new(0),
            by_digest: RwSignal::new(BTreeMap::new()),
            hasher: StoredValue::new_local(None),
            files: StoredValue::new_local(BTreeMap::new()),
            again: StoredValue::new_local(BTreeMap::new()),
            follow: StoredValue::new(None),
        }
    }

    /// The file that has this digest, where it is among the dropped ones.
    pub fn find(self, digest: &str) -> Option<Item> {
        let id = self.by_digest.with(|known| known.get(digest).copied())?;
        self.items.track();
        self.item(id)
    }

    /// The file itself.
    pub fn file(self, id: JobId) -> Option<File> {
        self.files.with_value(|files| files.get(&id).cloned())
    }

    pub fn cancel(self, id: JobId) {
        let hasher = self.hasher.with_value(Clone::clone);
        if let Some(hasher) = hasher {
            hasher.cancel(id);
        }
    }

    fn item(self, id: JobId) -> Option<Item> {
        self.items.with_untracked(|items| {
            let at = items.binary_search_by_key(&id, |item| item.id).ok()?;
            items.get(at).cloned()
        })
    }
}

impl Default for Dropped {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Begins to read files; a single one is followed to its report.
    pub fn take(self, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        let hasher = self.hasher();
        let seen: Vec<(Untrusted, u64)> = files
            .iter()
            .map(|file| (Untrusted::new(file.name()), files::size(file)))
            .collect();
        let ids = hasher.add(files.clone());
        self.dropped
            .files
            .update_value(|known| known.extend(ids.iter().copied().zip(files)));
        // Reading is watched on the first view; a single file goes on to its report from there.
        let single = if let [only] = ids.as_slice() { Some(*only) } else { None };
        self.dropped.follow.set_value(single);
        self.dropped.items.update(|items| {
            items.extend(ids.into_iter().zip(seen).map(|(id, (name, size))| Item {
                id,
                name,
                size,
                reading: ArcRwSignal::new(Reading::default()),
            }));
        });
        address::go(&Route::Home.to_string());
    }

    /// Reads a file once more, beside the list. What becomes of it is heard until it is over.
    pub fn hash_again(self, file: File, heard: impl Fn(HashEvent) + 'static) -> Option<JobId> {
        let id = self.hasher().add(vec![file]).first().copied()?;
        self.dropped.again.update_value(|again| {
            again.insert(id, Rc::new(heard));
        });
        Some(id)
    }

    /// Starts the workers ahead of the first file.
    pub fn warm_hasher(self) {
        self.hasher().warm();
    }

    /// Takes off the list what nothing more happens to: read, and answered where it was asked about.
    pub fn clear_done(self) {
        let mut left_over = 0;
        self.dropped.items.update(|items| {
            items.retain(|item| {
                let (over, sha256) = item
                    .reading
                    .with_untracked(|reading| (reading.stage.is_over(), reading.sha256.clone()));
                let asking = sha256
                    .and_then(|sha256| Subject::file(&sha256))
                    .is_some_and(|file| self.lookups.is_under_way(&file));
                left_over += usize::from(over && asking);
                !over || asking
            });
        });
        self.dropped.over.set(left_over);
        let left: BTreeSet<JobId> = self
            .dropped
            .items
            .with_untracked(|items| items.iter().map(|item| item.id).collect());
        self.dropped
            .files
            .update_value(|files| files.retain(|id, _| left.contains(id)));
    }

    fn hasher(self) -> Hasher {
        if let Some(hasher) = self.dropped.hasher.with_value(Clone::clone) {
            return hasher;
        }
        let hasher = Hasher::new(move |id, event| self.hear(id, event));
        self.dropped.hasher.set_value(Some(hasher.clone()));
        hasher
    }

    fn hear(self, id: JobId, event: HashEvent) {
        let listener = self.dropped.again.with_value(|again| again.get(&id).cloned());
        if let Some(listener) = listener {
            if matches!(event, HashEvent::Done(_) | HashEvent::Failed(_) | HashEvent::Cancelled) {
                self.dropped.again.update_value(|again| {
                    again.remove(&id);
                });
            }
            return listener(event);
        }
        let Some(item) = self.dropped.item(id) else { return };
        let now = clock::now_ms();
        match event {
            HashEvent::Started => item.reading.update(|reading| {
                reading.stage = Stage::Reading;
                reading.meter = Some(Meter::new(item.size, now));
            }),
            HashEvent::Progress { read } => item.reading.update(|reading| {
                reading.stage = Stage::Reading;
                match &mut reading.meter {
                    Some(meter) if read >= meter.done() => meter.record(read, now),
                    // The workers had to start anew.
                    Some(_) | None => reading.meter = Some(Meter::new(item.size, now)),
                }
            }),
            HashEvent::Sha256(sha256) => {
                item.reading.update(|reading| reading.sha256 = Some(sha256.clone()));
                self.remember(id, [sha256.clone()]);
                if let Some(file) = Subject::file(&sha256) {
                    self.look_up(&file, false);
                }
                self.follow(id, &sha256);
            }
            HashEvent::Done(digests) => {
                self.remember(id, [digests.sha1.clone(), digests.md5.clone()]);
                item.reading.update(|reading| {
                    reading.stage = Stage::Done;
                    reading.digests = Some(digests);
                });
                self.dropped.over.update(|over| *over += 1);
            }
            HashEvent::Failed(error) => {
                item.reading.update(|reading| reading.stage = Stage::Failed(error));
                self.dropped.over.update(|over| *over += 1);
            }
            HashEvent::Cancelled => {
                item.reading.update(|reading| reading.stage = Stage::Cancelled);
                self.dropped.over.update(|over| *over += 1);
                let sha256 = item.reading.with_untracked(|reading| reading.sha256.clone());
                if let Some(file) = sha256.and_then(|sha256| Subject::file(&sha256)) {
                    self.forget_waiting(&file);
                }
            }
        }
    }

    fn remember(self, id: JobId, digests: impl IntoIterator<Item = String>) {
        self.dropped
            .by_digest
            .update(|known| known.extend(digests.into_iter().map(|digest| (digest, id))));
    }

    /// Opens the report of a single file, unless the reader has gone elsewhere meanwhile.
    fn follow(self, id: JobId, sha256: &str) {
        if self.dropped.follow.get_value() == Some(id) && Route::parse(&address::fragment()) == Route::Home {
            self.dropped.follow.set_value(None);
            if let Some(file) = Subject::file(sha256) {
                address::go(&Route::report(file).to_string());
            }
        }
    }
}
