//! What the page and the hashing workers say to each other. Files, ports and buffers travel beside these.

use serde::{Deserialize, Serialize};

use super::{Algorithm, Finished, HashError, Share};

/// Which of the files that were added.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct JobId(pub u32);

/// The page to any worker, first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Role {
    /// Beside it: the port to the first hasher, and the port on which the last one acknowledges.
    Reader,
    /// Beside it: the port that bytes come from, and the port that they go on to: the next hasher, or back to the
    /// reader where this one is `last`.
    Hasher { share: Share, last: bool },
    /// Alone: it takes members of archives.
    Unpacker,
}

/// The page to the reader.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Order {
    /// Beside it: the files, in the same order.
    Add(Vec<JobId>),
    Cancel(JobId),
}

/// The reader to the first hasher, and each hasher to the next.
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

/// Any worker to the page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Notice {
    /// It handles messages now, and its digests of known messages were right.
    Ready,
    Unfit(Algorithm),
    Started(Vec<JobId>),
    /// The last hasher has hashed so many bytes of the file.
    Progress {
        job: JobId,
        hashed: u64,
    },
    Finished(Vec<(JobId, Finished)>),
    Failed {
        job: JobId,
        error: HashError,
    },
    Panicked {
        said: String,
        /// The file whose bytes it had in hand, where it had any.
        job: Option<JobId>,
    },
}
