//! The digests of a file: computed in one pass, checked before use; and the words of the hashing workers.

pub mod abreast;
pub mod batch;
pub mod checksums;
pub mod lane;
pub mod message;
pub mod record;
pub mod self_test;
pub mod speed;

use std::fmt;

use md5::Md5;
use serde::{Deserialize, Serialize};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// The three digests of one file, in lower-case hexadecimal.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Digests {
    pub sha256: String,
    pub sha1: String,
    pub md5: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Algorithm {
    Sha256,
    Sha1,
    Md5,
}

/// What one worker computes: SHA-256 takes as long as the other two together, so the three are shared out so.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Share {
    Sha256,
    Sha1Md5,
}

/// A share of the digests of a file of which some bytes have been seen.
pub enum Running {
    Sha256(Sha256),
    Sha1Md5(Sha1, Md5),
}

/// A share of the digests of a whole file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Finished {
    Sha256(String),
    Sha1Md5 { sha1: String, md5: String },
}

impl Digests {
    /// Takes up a share of them.
    pub fn put(&mut self, finished: Finished) {
        match finished {
            Finished::Sha256(sha256) => self.sha256 = sha256,
            Finished::Sha1Md5 { sha1, md5 } => (self.sha1, self.md5) = (sha1, md5),
        }
    }
}

impl Running {
    pub fn new(share: Share) -> Self {
        match share {
            Share::Sha256 => Self::Sha256(Sha256::new()),
            Share::Sha1Md5 => Self::Sha1Md5(Sha1::new(), Md5::new()),
        }
    }

    pub fn update(&mut self, bytes: &[u8]) {
        match self {
            Self::Sha256(sha256) => sha256.update(bytes),
            Self::Sha1Md5(sha1, md5) => {
                sha1.update(bytes);
                md5.update(bytes);
            }
        }
    }

    pub fn finish(self) -> Finished {
        match self {
            Self::Sha256(sha256) => Finished::Sha256(hexadecimal(&sha256.finalize())),
            Self::Sha1Md5(sha1, md5) => Finished::Sha1Md5 {
                sha1: hexadecimal(&sha1.finalize()),
                md5: hexadecimal(&md5.finalize()),
            },
        }
    }
}

/// Why a file has no digests.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum HashError {
    /// As many bytes were read as `read` says, where the file had `expected` when it was chosen; or the browser
    /// noticed a change after `read` bytes.
    Changed { expected: u64, read: u64 },
    /// It is no longer where it was.
    Vanished,
    /// The browser may not read it, or it was changed before the first byte was read: browsers do not tell which.
    /// Holds what the browser said.
    Unreadable(String),
    /// The worker that had it in hand stopped. Holds what the browser said.
    Crashed(String),
    /// The hashing code gave a wrong digest for a known message, so that no digest of it can be believed.
    SelfTest(Algorithm),
    /// The browser did not start the workers. Holds what it said.
    NotStarted(String),
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sha256 => "SHA-256",
            Self::Sha1 => "SHA-1",
            Self::Md5 => "MD5",
        })
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|nibble| char::from(DIGITS[usize::from(nibble)]))
        .collect()
}
