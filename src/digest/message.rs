//! What the page and the hashing workers say to each other. Files, ports and buffers travel beside these.

use serde::{Deserialize, Serialize};

use super::{Algorithm, Finished, HashError, Share};

/// Which of the files that were added.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct JobId(pub u32);

/// Where the code of a worker lies: its own file, and the glue that this one fetches.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Code {
    pub worker: String,
    pub glue: String,
}

/// To any worker, first, by whoever started it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Role {
    /// It starts a hasher for each share, in this order.
    Reader { code: Code, hashers: Vec<Share> },
    /// The `last` one says how far it is.
    Hasher { share: Share, last: bool },
    /// Alone: it takes members of archives.
    Unpacker,
}

/// Who of the hashing workers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Reader,
    Hasher(Share),
}

/// The page to the reader.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Order {
    /// Beside it: the files, in the same order.
    Add(Vec<JobId>),
    Cancel(JobId),
}

/// The reader to a hasher, which says [`Notice::Landed`] to each.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Flow {
    /// Beside it: one buffer that holds the parts.
    Bytes(Vec<Part>),
    /// Nothing more of this file will come: it was cancelled or could not be read.
    Forget(JobId),
}

/// Some bytes of one file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Part {
    pub job: JobId,
    /// From here in the buffer, up to but without `to`.
    pub from: u32,
    pub to: u32,
    /// The file ends after them.
    pub end: bool,
}

/// Any worker to whoever started it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Notice {
    /// It handles messages now, and its digests of known messages were right.
    Ready,
    Unfit(Algorithm),
    Started(Vec<JobId>),
    /// The last hasher has hashed so many bytes of the file.
    Progress(JobId, u64),
    Finished(Vec<(JobId, Finished)>),
    Failed(JobId, HashError),
    /// What the browser said, and the file whose bytes it had in hand, where it had any.
    Panicked(String, Option<JobId>),
    /// A hasher has done with the first of the messages that it was sent. Beside it: the buffer.
    Landed,
    /// What a hasher says, passed on by the reader.
    Of(Share, Box<Notice>),
}
