//! What the page and the unpacking worker say to each other. The packed bytes of a member travel beside these as a Blob.

use serde::{Deserialize, Serialize};

/// The page to the worker.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Unpack {
    pub deflated: bool,
    /// Bytes when unpacked; more are not read.
    pub size: u64,
    pub crc: u32,
}

/// The worker to the page, of the member that it has in hand.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Unpacked {
    /// So many bytes are unpacked and hashed.
    Progress(u64),
    /// Its digests in lower-case hexadecimal: SHA-256, SHA-1, MD5.
    Done([String; 3]),
    Flawed(super::check::Flaw),
    /// The packed bytes are not what the method makes, or could not be read; holds what the browser said.
    Failed(String),
}
