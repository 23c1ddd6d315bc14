//! The desk of the queue: what waits, what was answered, what has to be written; and what the reader does about it.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;

use super::{Batch, Event, Told};
use crate::browser::channel::Channel;
use crate::browser::clock;
use crate::browser::kept::Write;
use crate::browser::locks::Held;
use crate::queue::calendar::DAY;
use crate::queue::{Backlog, Change, Rank, Standing};
use crate::report::batch::State as Come;
use crate::report::mark::Mark;
use crate::report::remembered::Remembered;
use crate::subject::Subject;
use crate::ui::dropped::{FileId, Item, Stage};
use crate::ui::state::{State, unix_seconds};
use crate::vt::error::ApiError;

/// Changes are shown together: thousands of files would have a list drawn anew for each of them.
const SHOWN_EVERY_MS: f64 = 300.0;

/// What the queue works with.
#[derive(Clone, Copy)]
pub struct Desk {
    pub(super) backlog: StoredValue<Backlog>,
    pub(super) remembered: StoredValue<BTreeMap<Subject, Remembered>>,
    pub(super) marks: StoredValue<BTreeMap<Subject, Mark>>,
    /// What has to be written, and whether that is being done.
    pub(super) unwritten: StoredValue<Vec<Write>>,
    pub(super) writing: StoredValue<bool>,
    pub(super) channel: StoredValue<Option<Channel>, LocalStorage>,
    pub(super) lock: StoredValue<Option<Held>, LocalStorage>,
    /// What failed while the questions of the last visit were being read.
    pub(super) failed_early: StoredValue<Vec<(Subject, ApiError)>>,
    /// Something is to be looked at again at this unix second.
    pub(super) wakes: StoredValue<Option<i64>>,
    will_show: StoredValue<bool>,
    /// Milliseconds since 1970.
    shown: StoredValue<f64>,
    started: StoredValue<bool>,
}

impl Desk {
    fn new() -> Self {
        Self {
            backlog: StoredValue::new(Backlog::default()),
            remembered: StoredValue::new(BTreeMap::new()),
            marks: StoredValue::new(BTreeMap::new()),
            unwritten: StoredValue::new(Vec::new()),
            writing: StoredValue::new(false),
            channel: StoredValue::new_local(None),
            lock: StoredValue::new_local(None),
            failed_early: StoredValue::new(Vec::new()),
            wakes: StoredValue::new(None),
            will_show: StoredValue::new(false),
            shown: StoredValue::new(0.0),
            started: StoredValue::new(false),
        }
    }
}

impl Batch {
    pub(super) fn desk(self) -> Desk {
        let known = self
            .desk
            .with_value(|place| place.desk.as_ref()?.downcast_ref::<Desk>().copied());
        known.unwrap_or_else(|| {
            let new = self.desk.with_value(|place| place.owner.with(Desk::new));
            self.desk.update_value(|place| place.desk = Some(Box::new(new)));
            new
        })
    }

    /// Tells it, where it is something else than before.
    pub(super) fn tell(self, change: impl FnOnce(&mut Told)) {
        let before = self.told.get_untracked();
        let mut told = before;
        change(&mut told);
        if told != before {
            self.told.set(told);
        }
    }

    /// Who holds what the queue follows, for as long as the page is there.
    pub(super) fn owner(self) -> Owner {
        self.desk.with_value(|place| place.owner.clone())
    }

    /// Reads something of the queue, and again whenever it has changed.
    pub fn with<T>(self, read: impl FnOnce(&Backlog) -> T) -> T {
        self.changed.track();
        self.desk().backlog.with_value(read)
    }

    /// Is read by what shows the queue or the files, to be drawn anew when they have changed.
    pub fn follow(self) {
        self.changed.track();
    }

    /// What is remembered of the newest answer about a subject; reactive.
    pub fn answer(self, subject: &Subject) -> Option<Remembered> {
        self.changed.track();
        self.desk().remembered.with_value(|known| known.get(subject).cloned())
    }

    /// Whether a subject was answered or waits to be; reactive.
    pub fn knows(self, subject: &Subject) -> bool {
        self.answer(subject).is_some() || self.with(|backlog| backlog.question(subject).is_some())
    }

    /// What a file has come to; as it is now.
    pub fn come_to(self, item: &Item) -> Come {
        let (stage, sha256) = item
            .reading
            .with_untracked(|reading| (reading.stage.clone(), reading.sha256.clone()));
        let file = sha256.and_then(|sha256| Subject::file(&sha256));
        let known = file.as_ref().and_then(|file| {
            self.desk()
                .remembered
                .with_value(|known| known.get(file).map(|known| known.verdict))
        });
        let failed = file.as_ref().is_some_and(|file| {
            self.desk().backlog.with_value(|backlog| {
                backlog
                    .question(file)
                    .is_some_and(|question| matches!(question.standing, Standing::Failed(_)))
            })
        });
        match (known, stage) {
            (Some(verdict), _) => verdict.into(),
            (None, _) if failed => Come::Unanswered,
            (None, Stage::Failed(_) | Stage::Cancelled | Stage::Elsewhere) => Come::NotRead,
            (None, Stage::Waiting | Stage::Reading | Stage::Done) => Come::Waiting,
        }
    }

    /// Shows what has changed: at once, or soon after the last time.
    pub(super) fn show(self) {
        let desk = self.desk();
        if desk.will_show.get_value() {
            return;
        }
        desk.will_show.set_value(true);
        let left = desk.shown.get_value() + SHOWN_EVERY_MS - clock::now_ms();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between nothing and what may pass"
        )]
        let wait = left.clamp(0.0, SHOWN_EVERY_MS) as u64;
        set_timeout(
            move || {
                desk.will_show.set_value(false);
                desk.shown.set_value(clock::now_ms());
                self.changed.update(|changed| *changed += 1);
                let left = desk.backlog.with_value(Backlog::waiting_count);
                self.tell(|told| told.left = left);
            },
            Duration::from_millis(wait),
        );
    }
}

impl State {
    /// What the queue does about what it hears, in the same order; what is of one kind is done in one step.
    pub fn hear_events(self, events: Vec<Event>) {
        self.take_up_queue();
        let (mut wished, mut files) = (Vec::new(), Vec::new());
        for event in events {
            match event {
                Event::Wished(file) => wished.push(file),
                Event::Files(items) => files.extend(items),
                // What ends a wish must not be heard before it.
                Event::GivenUp(_) | Event::TakenOff(..) | Event::Failed(..) => {
                    self.do_gathered(&mut wished, &mut files);
                    self.hear_one(event);
                }
                Event::Start | Event::Opened(_) | Event::Answered(..) | Event::Revived => {
                    self.hear_one(event);
                }
            }
        }
        self.do_gathered(&mut wished, &mut files);
    }

    /// Takes the queue up, unless that has been done: nothing is kept or asked before.
    pub fn take_up_queue(self) {
        let started = self.batch.desk().started;
        if !started.get_value() {
            started.set_value(true);
            self.start_batch();
        }
    }

    fn do_gathered(self, wished: &mut Vec<Subject>, files: &mut Vec<Item>) {
        let (wished, files) = (std::mem::take(wished), std::mem::take(files));
        if !wished.is_empty() {
            self.wish_for_files(&wished);
        }
        if !files.is_empty() {
            self.keep_files(&files);
        }
    }

    fn hear_one(self, event: Event) {
        match event {
            Event::Start => {}
            Event::Wished(file) => self.wish_for_files(std::slice::from_ref(&file)),
            Event::Files(items) => self.keep_files(&items),
            Event::Opened(subject) => self.bring(subject),
            Event::Answered(subject, object) => self.learn(&subject, object.as_ref()),
            Event::Failed(subject, error) => self.learn_failure(subject, error),
            Event::GivenUp(subject) => self.forget_waiting(&subject),
            Event::TakenOff(gone, subjects) => self.forget_files(&gone, &subjects),
            Event::Revived => self.revive_batch(),
        }
    }

    /// Wishes for answers about dropped files. That nobody had seen one is no answer for longer than a day.
    fn wish_for_files(self, files: &[Subject]) {
        let now = now();
        let (stale, others): (Vec<Subject>, Vec<Subject>) = self.batch.desk().remembered.with_value(|known| {
            let is_stale = |known: &Remembered| !known.known && now - known.asked > DAY;
            files
                .iter()
                .cloned()
                .partition(|file| known.get(file).is_some_and(is_stale))
        });
        self.wish_for_all(&others, Rank::Batch);
        if !stale.is_empty() {
            self.wish_for_all(&stale, Rank::Refresh);
        }
    }

    /// Wishes for answers about subjects, in their order. What was answered is not asked again.
    pub fn wish_for_all(self, subjects: &[Subject], rank: Rank) {
        self.take_up_queue();
        let changes = self
            .batch
            .desk()
            .backlog
            .with_value(|backlog| backlog.wish(subjects, rank, now()));
        self.change_batch(changes);
    }

    /// Nobody wants an answer about it any more.
    fn forget_waiting(self, subject: &Subject) {
        self.give_up_on(subject);
        let changes = self
            .batch
            .desk()
            .backlog
            .with_value(|backlog| backlog.forget(std::slice::from_ref(subject)));
        self.batch.desk().backlog.update_value(|backlog| backlog.ended(subject));
        self.change_batch(changes);
    }

    /// These files are asked about before all others.
    pub fn ask_first(self, subjects: &[Subject]) {
        self.take_back();
        let mut changes = self
            .batch
            .desk()
            .backlog
            .with_value(|backlog| backlog.wish(subjects, Rank::Reader, now()));
        for change in &changes {
            self.batch.desk().backlog.update_value(|backlog| backlog.apply(change));
        }
        changes.extend(self.batch.desk().backlog.with_value(|backlog| backlog.first(subjects)));
        self.change_batch(changes);
    }

    pub fn pause_batch(self, pause: bool) {
        self.take_back();
        self.change_batch(vec![Change::Paused(pause)]);
    }

    /// Takes the question that is next out of the line again, where it waits there for quota.
    pub(super) fn take_back(self) {
        let backlog = self.batch.desk().backlog;
        let next = backlog.with_value(|backlog| backlog.asking().cloned());
        if let Some(next) = next.filter(|next| self.give_up_on(next)) {
            backlog.update_value(|backlog| backlog.ended(&next));
        }
    }

    pub fn retry_failed(self) {
        let changes = self.batch.desk().backlog.with_value(Backlog::retry_failed);
        self.change_batch(changes);
        self.revive_batch();
    }

    /// What stopped everything may be over: the network is back, or there is another key.
    pub fn revive_batch(self) {
        self.batch.stopped.set(None);
        self.batch.desk().backlog.update_value(Backlog::revive);
        self.batch.show();
        self.feed();
    }

    /// The files as they are now are kept.
    fn keep_files(self, items: &[Item]) {
        self.keep(
            items
                .iter()
                .map(|item| Write::file(item.id, Some(&item.record())))
                .collect(),
        );
        self.batch.show();
    }

    /// The files are kept no more, and nothing is asked about the subjects.
    fn forget_files(self, gone: &[FileId], subjects: &[Subject]) {
        for subject in subjects {
            self.give_up_on(subject);
        }
        let changes = self.batch.desk().backlog.with_value(|backlog| backlog.forget(subjects));
        self.batch.desk().backlog.update_value(|backlog| {
            for subject in subjects {
                backlog.ended(subject);
            }
        });
        self.keep(gone.iter().map(|id| Write::file(*id, None)).collect());
        self.change_batch(changes);
    }

    /// Changes of this tab's: done here, kept, and told to the other tabs.
    pub(super) fn change_batch(self, changes: Vec<Change>) {
        if !changes.is_empty() {
            self.batch.desk().backlog.update_value(|backlog| {
                for change in &changes {
                    backlog.apply(change);
                }
            });
            self.keep(changes.iter().filter_map(Write::of).collect());
            self.batch.show();
        }
        self.feed();
    }
}

/// Unix seconds.
pub(super) fn now() -> i64 {
    unix_seconds(clock::now_ms())
}
