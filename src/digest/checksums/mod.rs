//! Lists of digests that others wrote (`sha256sum` and its kin), and how files agree with them.

pub mod compare;
pub mod read;
pub mod sought;
pub mod text;

use super::Algorithm;
use crate::untrusted::Untrusted;

/// A digest that a list gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expected {
    pub algorithm: Algorithm,
    /// In lower-case hexadecimal.
    pub digest: String,
    /// The line that it stands in, counted from one.
    pub line: usize,
}

/// A digest with the name of its file, where the list has one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub expected: Expected,
    pub name: Option<Untrusted>,
}

/// A line that gave no digest which a file can be compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strange {
    /// Counted from one.
    pub line: usize,
    pub text: Untrusted,
    pub why: Why,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// There is no digest in it.
    NoDigest,
    /// A digest of so many bits, of a kind that is not computed here: SHA-512 and its kin.
    OtherAlgorithm(usize),
}

/// What a list says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct List {
    pub entries: Vec<Entry>,
    pub strange: Vec<Strange>,
}
