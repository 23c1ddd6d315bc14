//! The files that were dropped, chosen or pasted.

mod item;

use std::collections::BTreeMap;
use std::rc::Rc;

use item::Place;
pub use item::{Item, Reading, Stage};
use leptos::prelude::*;

use crate::browser::files::{self, File};
use crate::browser::folders::Leaf;
use crate::browser::hasher::{HashEvent, Hasher, JobId};
use crate::browser::{address, clock};
pub use crate::digest::record::FileId;
use crate::digest::record::Record;
use crate::digest::speed::Meter;
use crate::route::Route;
use crate::subject::Subject;
use crate::ui::batch::Event;
use crate::ui::state::{State, unix_seconds};
use crate::untrusted::Untrusted;

type Listener = Rc<dyn Fn(HashEvent)>;

/// The list, in the order of dropping.
#[derive(Clone, Copy)]
pub struct Dropped {
    pub items: RwSignal<Vec<Item>>,
    /// How many of them nothing more happens to.
    pub over: RwSignal<usize>,
    /// What could not be opened on the way through dropped folders, and why.
    pub unread: RwSignal<Vec<(Untrusted, Option<Untrusted>)>>,
    /// Which file gave a digest; the newest one where several did.
    by_digest: RwSignal<BTreeMap<String, FileId>>,
    hasher: StoredValue<Option<Hasher>, LocalStorage>,
    /// The files themselves, for as long as they are on the list.
    files: StoredValue<BTreeMap<FileId, File>, LocalStorage>,
    /// Which file the hasher means.
    jobs: StoredValue<BTreeMap<JobId, FileId>>,
    /// Files of earlier visits and of other tabs, which this tab does not have in hand.
    elsewhere: StoredValue<BTreeMap<Place, FileId>>,
    /// Who hears of files that are read a second time.
    again: StoredValue<BTreeMap<JobId, Listener>, LocalStorage>,
    /// What was entered last that can be the digest of a file.
    pub entered: RwSignal<Option<Subject>>,
    /// The checksum list that they are compared with, as it was written.
    pub listed: RwSignal<String>,
    next: StoredValue<Next>,
}

/// What comes next in this tab.
struct Next {
    /// What it calls its next file.
    file: FileId,
    /// A single file whose report is to be opened once its digest is known.
    report: Option<FileId>,
    /// Whether the comparison is to be brought into sight.
    comparison: bool,
}

impl Dropped {
    pub fn new() -> Self {
        Self {
            items: RwSignal::new(Vec::new()),
            over: RwSignal::new(0),
            unread: RwSignal::new(Vec::new()),
            by_digest: RwSignal::new(BTreeMap::new()),
            hasher: StoredValue::new_local(None),
            files: StoredValue::new_local(BTreeMap::new()),
            jobs: StoredValue::new(BTreeMap::new()),
            elsewhere: StoredValue::new(BTreeMap::new()),
            again: StoredValue::new_local(BTreeMap::new()),
            entered: RwSignal::new(None),
            listed: RwSignal::new(String::new()),
            next: StoredValue::new(Next {
                file: FileId {
                    session: clock::session(),
                    number: 0,
                },
                report: None,
                comparison: false,
            }),
        }
    }

    /// The file that has this digest, where it is among the dropped ones.
    pub fn find(self, digest: &str) -> Option<Item> {
        let id = self.by_digest.with(|known| known.get(digest).copied())?;
        self.items.track();
        self.item(id)
    }

    /// Tells who calls it of each digest that becomes known.
    pub fn track_digests(self) {
        self.by_digest.track();
    }

    /// Whether a file is of this visit, or of one that began within a day.
    pub fn is_recent(self, id: FileId) -> bool {
        let session = self.next.with_value(|next| next.file.session);
        id.is_recent(session, unix_seconds(clock::now_ms()))
    }

    /// Takes over a checksum list, to be compared where the files are.
    pub fn compare_with(self, list: String) {
        self.listed.set(list);
        self.next.update_value(|next| next.comparison = true);
    }

    /// Whether the comparison is to be brought into sight; once.
    pub fn is_to_compare(self) -> bool {
        let mut wanted = false;
        self.next
            .update_value(|next| wanted = std::mem::take(&mut next.comparison));
        wanted
    }

    /// The file itself; none of a file of an earlier visit, or of another tab.
    pub fn file(self, id: FileId) -> Option<File> {
        self.files.with_value(|files| files.get(&id).cloned())
    }

    pub fn cancel(self, id: FileId) {
        let job = self
            .jobs
            .with_value(|jobs| jobs.iter().find(|(_, file)| **file == id).map(|(job, _)| *job));
        if let Some(job) = job {
            self.cancel_job(job);
        }
    }

    /// The same for a file that is read beside the list.
    pub fn cancel_job(self, job: JobId) {
        let hasher = self.hasher.with_value(Clone::clone);
        if let Some(hasher) = hasher {
            hasher.cancel(job);
        }
    }

    /// The file, where it is on the list.
    pub fn item(self, id: FileId) -> Option<Item> {
        self.items.with_untracked(|items| {
            let at = items.binary_search_by_key(&id, |item| item.id).ok()?;
            items.get(at).cloned()
        })
    }

    fn new_id(self) -> FileId {
        let new = self.next.with_value(|next| next.file);
        self.next.update_value(|next| next.file.number += 1);
        new
    }
}

impl Default for Dropped {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Begins to read files; a single one is followed to its report. One that is on the list from an earlier visit, and
    /// has not changed since, goes on where it was.
    pub fn take(self, leaves: Vec<Leaf>) {
        if leaves.is_empty() {
            return;
        }
        let single = leaves.len() == 1;
        let (mut new, mut unread, mut known) = (Vec::new(), Vec::new(), Vec::new());
        for Leaf { file, folder } in leaves {
            let mut item = Item {
                id: FileId { session: 0, number: 0 },
                name: Untrusted::new(file.name()),
                folder: Untrusted::new(folder),
                size: files::size(&file),
                modified: files::modified(&file),
                reading: ArcRwSignal::new(Reading::default()),
            };
            let mut before = None;
            self.dropped
                .elsewhere
                .update_value(|elsewhere| before = elsewhere.remove(&item.place()));
            if let Some(before) = before.and_then(|id| self.dropped.item(id)) {
                let has_digests = before.reading.with_untracked(|reading| reading.digests.is_some());
                if has_digests {
                    known.push((before, file));
                } else {
                    before.reading.set(Reading::default());
                    unread.push((before, file));
                }
            } else {
                item.id = self.dropped.new_id();
                new.push(item.clone());
                unread.push((item, file));
            }
        }
        self.dropped.files.update_value(|files| {
            let all = unread.iter().chain(&known);
            files.extend(all.map(|(item, file)| (item.id, file.clone())));
        });
        // Reading is watched on the first view; a single file goes on to its report from there.
        let first = unread.first().map(|(item, _)| item.id);
        self.dropped
            .next
            .update_value(|next| next.report = first.filter(|_| single));
        let (items, files): (Vec<Item>, Vec<File>) = unread.into_iter().unzip();
        let jobs = self.hasher().add(files);
        self.dropped
            .jobs
            .update_value(|known| known.extend(jobs.into_iter().zip(items.iter().map(|item| item.id))));
        self.dropped.items.update(|known| {
            known.extend(new);
            known.sort_by_key(|item| item.id);
        });
        self.tell_queue(Event::Files(items));
        if let (true, Some((item, _))) = (single, known.first())
            && let Some(sha256) = item.reading.with_untracked(|reading| reading.sha256.clone())
            && let Some(file) = Subject::file(&sha256)
        {
            address::go(&Route::report(file).to_string());
            return;
        }
        address::go(&Route::Home.to_string());
    }

    /// Takes over what another tab, or an earlier visit, knows of a file; `None` where it is no more on the list.
    pub fn take_over(self, files: Vec<(FileId, Option<Record>)>) {
        let mut over = 0;
        self.dropped.items.update(|items| {
            for (id, record) in files {
                let at = items.binary_search_by_key(&id, |item| item.id);
                match (at, record) {
                    (Ok(at), None) => {
                        items.remove(at);
                    }
                    (Err(_), None) => {}
                    (at, Some(record)) => {
                        let reading = Reading::of(&record.state);
                        if let Some(digests) = &reading.digests {
                            let digests = [digests.sha256.clone(), digests.sha1.clone(), digests.md5.clone()];
                            self.remember(id, digests);
                        }
                        match at {
                            // What this tab has in hand it knows better.
                            Ok(at) if !self.dropped.files.with_value(|files| files.contains_key(&id)) => {
                                if let Some(item) = items.get(at) {
                                    item.reading.set(reading);
                                }
                            }
                            Ok(_) => {}
                            Err(at) => {
                                let item = Item {
                                    id,
                                    name: Untrusted::new(record.name),
                                    folder: Untrusted::new(record.folder),
                                    size: record.size,
                                    modified: record.modified,
                                    reading: ArcRwSignal::new(reading),
                                };
                                self.dropped.elsewhere.update_value(|elsewhere| {
                                    elsewhere.insert(item.place(), id);
                                });
                                items.insert(at, item);
                            }
                        }
                    }
                }
            }
            over = items
                .iter()
                .filter(|item| item.reading.with_untracked(|reading| reading.stage.is_over()))
                .count();
        });
        self.dropped.over.set(over);
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

    /// Takes files off the list, and their questions out of the line where no other file has the same digest.
    pub fn take_off(self, gone: &[FileId]) {
        let mut left = Vec::new();
        let mut sha256s = Vec::new();
        let sha256 = |item: &Item| item.reading.with_untracked(|reading| reading.sha256.clone());
        self.dropped.items.update(|items| {
            let all = std::mem::take(items);
            for item in all {
                if gone.binary_search(&item.id).is_ok() {
                    sha256s.extend(sha256(&item));
                } else {
                    left.push(item);
                }
            }
            items.clone_from(&left);
        });
        for id in gone {
            self.dropped.cancel(*id);
        }
        let kept: std::collections::BTreeSet<String> = left.iter().filter_map(sha256).collect();
        let over = left
            .iter()
            .filter(|item| item.reading.with_untracked(|reading| reading.stage.is_over()));
        self.dropped.over.set(over.count());
        self.dropped
            .files
            .update_value(|files| files.retain(|id, _| gone.binary_search(id).is_err()));
        self.dropped
            .elsewhere
            .update_value(|elsewhere| elsewhere.retain(|_, id| gone.binary_search(id).is_err()));
        let subjects: Vec<Subject> = sha256s
            .iter()
            .filter(|sha256| !kept.contains(*sha256))
            .filter_map(|sha256| Subject::file(sha256))
            .collect();
        self.tell_queue(Event::TakenOff(gone.to_vec(), subjects));
    }

    fn hasher(self) -> Hasher {
        if let Some(hasher) = self.dropped.hasher.with_value(Clone::clone) {
            return hasher;
        }
        let hasher = Hasher::new(move |id, event| self.hear(id, event));
        self.dropped.hasher.set_value(Some(hasher.clone()));
        hasher
    }

    fn hear(self, job: JobId, event: HashEvent) {
        let over = matches!(event, HashEvent::Done(_) | HashEvent::Failed(_) | HashEvent::Cancelled);
        let listener = self.dropped.again.with_value(|again| again.get(&job).cloned());
        if let Some(listener) = listener {
            if over {
                self.dropped.again.update_value(|again| {
                    again.remove(&job);
                });
            }
            return listener(event);
        }
        let id = self.dropped.jobs.with_value(|jobs| jobs.get(&job).copied());
        let Some(item) = id.and_then(|id| self.dropped.item(id)) else {
            return;
        };
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
                self.remember(item.id, [sha256.clone()]);
                if let Some(file) = Subject::file(&sha256) {
                    self.tell_queue(Event::Wished(file));
                }
                self.follow(item.id, &sha256);
            }
            HashEvent::Done(digests) => {
                self.remember(item.id, [digests.sha1.clone(), digests.md5.clone()]);
                item.reading.update(|reading| {
                    reading.stage = Stage::Done;
                    reading.digests = Some(digests);
                });
            }
            HashEvent::Failed(error) => item.reading.update(|reading| reading.stage = Stage::Failed(error)),
            HashEvent::Cancelled => {
                item.reading.update(|reading| reading.stage = Stage::Cancelled);
                let sha256 = item.reading.with_untracked(|reading| reading.sha256.clone());
                if let Some(file) = sha256.and_then(|sha256| Subject::file(&sha256)) {
                    self.tell_queue(Event::GivenUp(file));
                }
            }
        }
        if over {
            self.dropped.over.update(|over| *over += 1);
            self.dropped.jobs.update_value(|jobs| {
                jobs.remove(&job);
            });
            self.tell_queue(Event::Files(vec![item]));
        }
    }

    fn remember(self, id: FileId, digests: impl IntoIterator<Item = String>) {
        self.dropped
            .by_digest
            .update(|known| known.extend(digests.into_iter().map(|digest| (digest, id))));
    }

    /// Opens the report of a single file, unless the reader has gone elsewhere meanwhile.
    fn follow(self, id: FileId, sha256: &str) {
        if self.dropped.next.with_value(|next| next.report) == Some(id)
            && Route::parse(&address::fragment()) == Route::Home
        {
            self.dropped.next.update_value(|next| next.report = None);
            if let Some(file) = Subject::file(sha256) {
                address::go(&Route::report(file).to_string());
            }
        }
    }
}
