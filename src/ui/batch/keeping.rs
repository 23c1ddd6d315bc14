//! What is kept of the queue, how it is read at the start and written as it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock;
use crate::browser::kept::{self, Store, Write};
use crate::browser::storage::{self, Note, Trouble};
use crate::digest::record::{FileId, Record};
use crate::queue::backlog::subject_of;
use crate::queue::calendar::DAY;
use crate::queue::{Change, Question};
use crate::report::mark::Mark;
use crate::report::remembered::Remembered;
use crate::subject::Subject;
use crate::ui::batch::desk::{Desk, now};
use crate::ui::lookups::{Lookup, Phase};
use crate::ui::state::State;
use crate::untrusted::Untrusted;
use crate::vt::error::{Answer, ApiError, Code};
use crate::vt::object::Object;
use crate::vt::read;

/// The note that says whether the queue stands still.
const PAUSED: &str = "paused";
/// So many entries are read in one go.
const PIECE: usize = 500;
/// What comes at once is written at once: a folder is a thousand entries.
const GATHER_MS: i32 = 50;

impl Write {
    /// A file of the list; none where it is no more on it.
    pub fn file(id: FileId, record: Option<&Record>) -> Self {
        Self {
            store: Store::Files,
            name: id.name(),
            text: record.map(Record::to_json),
        }
    }

    /// What a change of the queue writes; an answer is written by who knows what it says.
    pub fn of(change: &Change) -> Option<Self> {
        let question = |name: String, text| Self {
            store: Store::Questions,
            name,
            text,
        };
        match change {
            Change::Put(put) => Some(question(put.subject.to_string(), Some(put.to_json()))),
            Change::Gone(subject) | Change::Answered(subject, _) => Some(question(subject.to_string(), None)),
            Change::Paused(paused) => Some(Self {
                store: Store::Notes,
                name: PAUSED.to_owned(),
                text: paused.then(|| "yes".to_owned()),
            }),
        }
    }
}

impl State {
    /// Whether the reader lets anything be kept.
    pub(super) fn keeps(self) -> bool {
        self.settings.with_untracked(|settings| !settings.forgets_seen)
    }

    /// Reads everything that is kept. Where that cannot be, the page works with what this tab knows.
    pub(super) async fn read_kept(self) {
        if !self.keeps() {
            return;
        }
        let mut damaged = 0;
        for store in [
            Store::Marks,
            Store::Answers,
            Store::Questions,
            Store::Files,
            Store::Notes,
        ] {
            match kept::all(store).await {
                Ok(entries) => {
                    let writes = entries.into_iter().map(|(name, text)| Write {
                        store,
                        name,
                        text: Some(text),
                    });
                    // In pieces: ten thousand files at once would stop the page.
                    let writes: Vec<Write> = writes.collect();
                    for some in writes.chunks(PIECE) {
                        damaged += self.take_in(some.to_vec());
                        clock::sleep(0).await;
                    }
                }
                Err(trouble) => self.batch.tell(|told| told.trouble = Some(trouble)),
            }
        }
        self.batch.tell(|told| told.damaged = damaged);
        let is_empty = self
            .batch
            .desk()
            .backlog
            .with_value(|backlog| backlog.waiting_count() + backlog.failed_count())
            == 0
            && self.dropped.items.with_untracked(Vec::is_empty);
        storage::set_note(Note::Queue, if is_empty { "" } else { "yes" });
    }

    /// Takes over what was kept, or what another tab has written. How many entries could not be read is the answer;
    /// they stay where they are.
    pub(super) fn take_in(self, writes: Vec<Write>) -> usize {
        let mut damaged = 0;
        let mut files = Vec::new();
        let Desk {
            backlog, remembered, ..
        } = self.batch.desk();
        for Write { store, name, text } in writes {
            let understood = match store {
                Store::Files => FileId::parse(&name).and_then(|id| {
                    let record = match &text {
                        Some(text) => Some(Record::parse(text)?),
                        None => None,
                    };
                    files.push((id, record));
                    Some(())
                }),
                Store::Questions => match &text {
                    Some(text) => Question::parse(&name, text).map(|question| {
                        backlog.update_value(|backlog| backlog.apply(&Change::Put(question)));
                    }),
                    None => subject_of(&name).map(|subject| {
                        backlog.update_value(|backlog| backlog.apply(&Change::Gone(subject)));
                    }),
                },
                Store::Answers => subject_of(&name).and_then(|subject| {
                    let Some(text) = &text else {
                        remembered.update_value(|known| {
                            known.remove(&subject);
                        });
                        return Some(());
                    };
                    let answer = Remembered::parse(text)?;
                    backlog.update_value(|backlog| backlog.apply(&Change::Answered(subject.clone(), answer.asked)));
                    remembered.update_value(|known| {
                        known.insert(subject, answer);
                    });
                    Some(())
                }),
                Store::Notes => {
                    if name == PAUSED {
                        backlog.update_value(|backlog| backlog.apply(&Change::Paused(text.is_some())));
                    }
                    Some(())
                }
                Store::Marks => subject_of(&name).and_then(|subject| {
                    let mark = match &text {
                        Some(text) => Mark::parse(text)?,
                        None => Mark::default(),
                    };
                    self.batch.put_mark(&subject, mark);
                    Some(())
                }),
                Store::Reports => Some(()),
            };
            damaged += usize::from(understood.is_none());
        }
        if !files.is_empty() {
            self.take_over(files);
        }
        self.batch.show();
        damaged
    }

    /// Takes in what was kept by another browser: how many entries, and how many could not be read.
    pub async fn import(self, writes: Vec<Write>) -> Result<(usize, usize), Trouble> {
        let all = writes.len();
        let mut sound: Vec<Write> = writes.into_iter().filter(is_sound).collect();
        let taken = sound.len();
        // Of two answers the newer one stays, with its report.
        let own: BTreeMap<String, i64> = kept::all(Store::Answers)
            .await?
            .into_iter()
            .filter_map(|(name, text)| Some((name, Remembered::parse(&text)?.asked)))
            .collect();
        let is_older = |write: &Write| {
            let answer = write.text.as_deref().and_then(Remembered::parse);
            write.store == Store::Answers
                && answer.is_some_and(|answer| own.get(&write.name).is_some_and(|own| *own >= answer.asked))
        };
        let older: BTreeSet<String> = sound
            .iter()
            .filter(|write| is_older(write))
            .map(|write| write.name.clone())
            .collect();
        sound.retain(|write| !matches!(write.store, Store::Answers | Store::Reports) || !older.contains(&write.name));
        self.take_up_queue();
        for some in sound.chunks(PIECE) {
            kept::write(some).await?;
            self.tell_tabs(some);
            self.take_in(some.to_vec());
            clock::sleep(0).await;
        }
        storage::set_note(Note::Queue, "yes");
        self.feed();
        Ok((taken, all - taken))
    }

    /// Keeps what has changed, and tells the other tabs.
    pub(super) fn keep(self, writes: Vec<Write>) {
        if writes.is_empty() {
            return;
        }
        self.tell_tabs(&writes);
        if !self.keeps() {
            return;
        }
        // For the next visit, and for the other tabs.
        if writes.iter().any(|write| write.text.is_some()) {
            storage::set_note(Note::Queue, "yes");
        }
        self.batch
            .desk()
            .unwritten
            .update_value(|unwritten| unwritten.extend(writes));
        if !self.batch.desk().writing.get_value() {
            self.batch.desk().writing.set_value(true);
            spawn_local(async move {
                clock::sleep(GATHER_MS).await;
                self.write_all().await;
            });
        }
    }

    async fn write_all(self) {
        loop {
            let mut writes = Vec::new();
            self.batch
                .desk()
                .unwritten
                .update_value(|unwritten| writes = std::mem::take(unwritten));
            if writes.is_empty() {
                break;
            }
            // An answer that comes meanwhile must not wait until all files are written.
            let (files, others): (Vec<Write>, Vec<Write>) =
                writes.into_iter().partition(|write| write.store == Store::Files);
            for some in [others, files] {
                let outcome = kept::write(&some).await;
                self.written(outcome.err());
            }
        }
        self.batch.desk().writing.set_value(false);
    }

    fn written(self, trouble: Option<Trouble>) {
        self.batch.tell(|told| told.trouble = trouble);
    }

    /// Keeps an answer before anything else happens; whether that went well is the answer.
    pub(super) async fn keep_now(self, writes: Vec<Write>) -> bool {
        self.tell_tabs(&writes);
        if !self.keeps() {
            return false;
        }
        // A question that this one takes away may wait to be written; a thousand files that wait need not be waited for.
        let mut all = Vec::new();
        self.batch.desk().unwritten.update_value(|unwritten| {
            let (files, others) = std::mem::take(unwritten)
                .into_iter()
                .partition(|write| write.store == Store::Files);
            (*unwritten, all) = (files, others);
        });
        all.extend(writes);
        let outcome = kept::write(&all).await;
        self.written(outcome.err());
        outcome.is_ok()
    }

    /// Takes what is kept of a subject, or asks.
    pub(super) fn bring(self, subject: Subject) {
        spawn_local(async move {
            let kept = self.kept_answer(&subject).await;
            match kept {
                Some((asked, Some(object))) => {
                    self.lookups.of(&subject).set(Lookup {
                        found: Some(Rc::new(object)),
                        phase: Phase::Done,
                        kept: Some(asked),
                    });
                }
                Some((_, None)) => self.lookups.phase(&subject, Phase::Failed(never_seen())),
                None => self.ask_for_reader(&subject),
            }
        });
    }

    /// What is kept of a subject, and when it came: its report, or that nobody had seen it where that is not long ago.
    async fn kept_answer(self, subject: &Subject) -> Option<(i64, Option<Object>)> {
        if !self.keeps() {
            return None;
        }
        // The page may have been opened with a report, before everything that is kept has been read.
        let name = subject.to_string();
        let line = kept::one(Store::Answers, &name).await.ok().flatten()?;
        let line = Remembered::parse(&line)?;
        if !line.known {
            return (0..DAY).contains(&(now() - line.asked)).then_some((line.asked, None));
        }
        let text = kept::one(Store::Reports, &line.report).await.ok().flatten()?;
        let answer = Answer {
            status: 200,
            content_type: "application/json".to_owned(),
            retry_after: None,
            body: text.into_bytes(),
        };
        let key = self.settings.with_untracked(|settings| settings.key.clone());
        let object = read::object(&answer, Some(subject), key.as_ref()).ok()?;
        Some((line.asked, Some(object)))
    }
}

/// Whether an entry is one that this page could have written.
fn is_sound(write: &Write) -> bool {
    let text = write.text.as_deref().unwrap_or_default();
    match write.store {
        Store::Files => FileId::parse(&write.name).is_some() && Record::parse(text).is_some(),
        Store::Questions => Question::parse(&write.name, text).is_some(),
        Store::Answers => subject_of(&write.name).is_some() && Remembered::parse(text).is_some(),
        Store::Reports => subject_of(&write.name).is_some() && text.len() as u64 <= read::LARGEST,
        Store::Marks => subject_of(&write.name).is_some() && Mark::parse(text).is_some(),
        Store::Notes => write.name == PAUSED,
    }
}

/// VirusTotal's word for what it does not know, as it was kept.
fn never_seen() -> ApiError {
    ApiError::Refused {
        status: 404,
        code: Code::NotFound,
        message: Untrusted::default(),
        retry_after: None,
    }
}
