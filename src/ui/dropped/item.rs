//! One file of the list, and how far it has been read.

use leptos::prelude::*;

use crate::digest::record::{FileId, Record, State as Kept};
use crate::digest::speed::Meter;
use crate::digest::{Digests, HashError};
use crate::untrusted::Untrusted;

/// Folder, name, size, change.
pub(super) type Place = (String, String, u64, i64);

/// A file of the reader's. Cheap to clone: the reading is shared.
#[derive(Clone)]
pub struct Item {
    pub id: FileId,
    pub name: Untrusted,
    /// The folder that it lay in; empty where it was dropped by itself.
    pub folder: Untrusted,
    /// Bytes.
    pub size: u64,
    /// Milliseconds since 1970.
    pub modified: i64,
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
    /// Another tab has it in hand, or had it when it was closed: no page can open a file again by itself.
    Elsewhere,
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
            Self::Waiting | Self::Reading | Self::Elsewhere => false,
            Self::Done | Self::Failed(_) | Self::Cancelled => true,
        }
    }
}

impl Item {
    /// The file as it is kept.
    pub fn record(&self) -> Record {
        let state = self
            .reading
            .with_untracked(|reading| match (&reading.stage, &reading.digests) {
                (_, Some(digests)) => Kept::from(digests),
                (Stage::Failed(error), None) => Kept::Failed(error.clone()),
                (Stage::Cancelled, None) => Kept::Cancelled,
                (Stage::Waiting | Stage::Reading | Stage::Done | Stage::Elsewhere, None) => Kept::Unread,
            });
        Record {
            name: self.name.raw().to_owned(),
            folder: self.folder.raw().to_owned(),
            size: self.size,
            modified: self.modified,
            state,
        }
    }

    /// Its folder and its name.
    pub fn path(&self) -> Untrusted {
        if self.folder.is_empty() {
            return self.name.clone();
        }
        Untrusted::new(format!("{}/{}", self.folder.raw(), self.name.raw()))
    }

    /// The place of the file in the world, as far as a page can tell.
    pub(super) fn place(&self) -> Place {
        let text = |text: &Untrusted| text.raw().to_owned();
        (text(&self.folder), text(&self.name), self.size, self.modified)
    }
}

impl Reading {
    pub(super) fn of(state: &Kept) -> Self {
        let stage = match state {
            Kept::Unread => Stage::Elsewhere,
            Kept::Read { .. } => Stage::Done,
            Kept::Failed(error) => Stage::Failed(error.clone()),
            Kept::Cancelled => Stage::Cancelled,
        };
        let digests = match state {
            Kept::Read { sha256, sha1, md5 } => Some(Digests {
                sha256: sha256.clone(),
                sha1: sha1.clone(),
                md5: md5.clone(),
            }),
            Kept::Unread | Kept::Failed(_) | Kept::Cancelled => None,
        };
        Self {
            stage,
            meter: None,
            sha256: digests.as_ref().map(|digests| digests.sha256.clone()),
            digests,
        }
    }
}
