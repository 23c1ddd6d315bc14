//! Uploads: begun by the sheet alone, each with its stages from the check of the file to the id of its analysis.

mod carry;
mod sheet;
mod standing;

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

pub use sheet::{SheetForm, SheetPlace, UploadSheet};
pub use standing::UploadStanding;

use crate::browser::http::Cancel;
use crate::browser::upload::StayPut;
use crate::digest::speed::Meter;
use crate::queue::Hold;
use crate::report::upload::{Failure, Gone, Trouble, describe_failure};
use crate::subject::Subject;
use crate::ui::asking::{Phase, Ticket};
use crate::ui::dropped::Item;
use crate::ui::shared::Shared;
use crate::ui::state::State;
use crate::vt::analysis;
use crate::vt::error::{Answer, ApiError};

/// Where an upload stands.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Stage {
    /// There is none.
    #[default]
    Idle,
    Queued,
    Held(Hold),
    /// The file is read once more: what was hashed is what is sent.
    Checking(Meter),
    AskingAddress {
        since: f64,
    },
    Sending(Meter),
    /// Everything is sent.
    Answering {
        since: f64,
    },
    Done,
    Failed(Failure),
}

impl Stage {
    pub fn is_under_way(&self) -> bool {
        match self {
            Self::Queued
            | Self::Held(_)
            | Self::Checking(_)
            | Self::AskingAddress { .. }
            | Self::Sending(_)
            | Self::Answering { .. } => true,
            Self::Idle | Self::Done | Self::Failed(_) => false,
        }
    }

    /// How much of the file is out.
    fn gone(&self) -> Gone {
        match self {
            Self::Sending(meter) if meter.done() > 0 => Gone::Part {
                sent: meter.done(),
                all: meter.total(),
            },
            Self::Answering { .. } | Self::Done => Gone::Whole,
            Self::Failed(failure) => failure.gone,
            Self::Sending(_)
            | Self::Idle
            | Self::Queued
            | Self::Held(_)
            | Self::Checking(_)
            | Self::AskingAddress { .. } => Gone::Nothing,
        }
    }
}

/// What the reader chose on the sheet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    pub with_name: bool,
    pub password: Option<String>,
}

pub type StageSignal = RwSignal<Stage, LocalStorage>;

/// What ends an upload.
struct Rein {
    ticket: Ticket,
    cancel: Cancel,
    _stay: StayPut,
}

/// Every upload of the session, by SHA-256.
#[derive(Clone, Copy)]
pub struct Uploads {
    /// The file that the sheet asks about.
    pub sheet: RwSignal<Option<Item>>,
    stages: Shared<String, Stage>,
    /// By SHA-256: those under way.
    reins: StoredValue<Vec<(String, Rein)>, LocalStorage>,
}

impl Uploads {
    pub fn new() -> Self {
        Self {
            sheet: RwSignal::new(None),
            stages: Shared::default(),
            reins: StoredValue::new_local(Vec::new()),
        }
    }

    /// Where the upload of the file with this SHA-256 stands.
    pub fn stage(self, sha256: &str) -> StageSignal {
        self.stages.of(sha256)
    }
}

impl Default for Uploads {
    fn default() -> Self {
        Self::new()
    }
}

impl State {
    /// Opens the sheet for a file; the upload itself begins there or nowhere.
    pub fn offer_upload(self, item: &Item) {
        if !untrack(|| self.lookup_only()) {
            self.uploads.sheet.set(Some(item.clone()));
        }
    }

    /// Begins the upload that the reader has confirmed.
    fn upload(self, item: &Item, wish: Wish) {
        let (Some(file), Some(sha256)) = (
            self.dropped.file(item.id),
            item.reading.with_untracked(|reading| reading.sha256.clone()),
        ) else {
            return;
        };
        let stage = self.uploads.stage(&sha256);
        if stage.with_untracked(Stage::is_under_way) {
            return;
        }
        let cancel = Cancel::new();
        let failure = Rc::new(RefCell::new(None));
        let load = carry::Load {
            name: if wish.with_name {
                item.name.raw().to_owned()
            } else {
                sha256.clone()
            },
            file,
            size: item.size,
            sha256: sha256.clone(),
            password: wish.password,
            stage,
            cancel: cancel.clone(),
            failure: failure.clone(),
        };
        let (ended, opened) = (sha256.clone(), load.password.is_some());
        let ticket = self.ask_apart(
            move |proxy, key| Box::pin(load.clone().carry(self, proxy, key)),
            move |phase| match phase {
                Phase::Queued => stage.set(Stage::Queued),
                Phase::Held(hold, _) => stage.set(Stage::Held(hold)),
                // Its own stages say more; where it is given up while it waits, `stop_upload` says so.
                Phase::Idle | Phase::Asking { .. } | Phase::Done | Phase::Failed(_) => {}
            },
            move |outcome| self.uploaded(&ended, opened, failure.take(), outcome),
        );
        self.uploads.reins.update_value(|reins| {
            let rein = Rein {
                ticket,
                cancel,
                _stay: StayPut::new(),
            };
            reins.push((sha256, rein));
        });
    }

    fn uploaded(self, sha256: &str, opened: bool, failure: Option<Failure>, outcome: Result<Answer, ApiError>) {
        let stage = self.uploads.stage(sha256);
        self.let_go_of_rein(sha256);
        let key = self.settings.with_untracked(|settings| settings.key.clone());
        let begun = outcome.and_then(|answer| analysis::begun(&answer, key.as_ref()));
        match (failure, begun, Subject::file(sha256)) {
            (None, Ok(id), Some(subject)) => {
                stage.set(Stage::Done);
                self.say(self.words_untracked().upload.done.to_owned());
                if opened {
                    self.follow_opened(id, &subject);
                } else {
                    self.follow_analysis(id, &subject);
                }
            }
            (Some(failure), _, _) => self.upload_failed(stage, failure),
            (None, Err(error), _) => {
                let gone = stage.with_untracked(Stage::gone);
                let why = Trouble::Refused(error);
                self.upload_failed(stage, Failure { why, gone });
            }
            (None, Ok(_), None) => stage.set(Stage::Idle),
        }
    }

    fn let_go_of_rein(self, sha256: &str) {
        self.uploads
            .reins
            .update_value(|reins| reins.retain(|(of, _)| of != sha256));
    }

    fn upload_failed(self, stage: StageSignal, failure: Failure) {
        self.say(describe_failure(&failure, self.words_untracked()).title);
        stage.set(Stage::Failed(failure));
    }

    /// Ends an upload, wherever it stands.
    pub fn stop_upload(self, sha256: &str) {
        let mut rein = None;
        self.uploads.reins.with_value(|reins| {
            let mut reins = reins.iter().rev();
            let own = reins.find(|(of, _)| of == sha256);
            rein = own.map(|(_, rein)| (rein.ticket, rein.cancel.clone()));
        });
        let Some((ticket, cancel)) = rein else { return };
        if self.give_up(ticket) {
            self.let_go_of_rein(sha256);
            let failure = Failure {
                why: Trouble::Cancelled,
                gone: Gone::Nothing,
            };
            self.upload_failed(self.uploads.stage(sha256), failure);
        } else {
            cancel.cancel();
        }
    }
}
