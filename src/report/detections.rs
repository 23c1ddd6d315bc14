//! The table of engines: flagged first, sorted by any column, filtered by text and group.

use crate::untrusted::Untrusted;
use crate::vt::file::File;
use crate::words::Words;

/// What an engine's word amounts to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    Malicious,
    Suspicious,
    Undetected,
    Harmless,
    NoOpinion,
}

/// A line of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub engine: Untrusted,
    pub group: Group,
    /// The category in the reader's words; a category that we do not know as it came.
    pub word: Untrusted,
    /// What the engine calls it.
    pub label: Option<Untrusted>,
    pub version: Option<Untrusted>,
    /// `2026-11-19` where it is a date.
    pub updated: Option<Untrusted>,
    pub method: Option<Untrusted>,
}

/// All lines, flagged first, and how many there are of each group (groups without any are left out).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Detections {
    pub rows: Vec<Row>,
    pub counts: Vec<(Group, u64)>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    Engine,
    Opinion,
    Label,
    Version,
    Updated,
}

/// The order of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Order {
    pub by: Column,
    pub descending: bool,
}

/// The lines of a report.
pub fn detections(file: &File, words: Words) -> Detections {
    let _ = (file, words);
    Detections::default()
}

impl Group {
    pub const ALL: [Self; 5] = [
        Self::Malicious,
        Self::Suspicious,
        Self::Undetected,
        Self::Harmless,
        Self::NoOpinion,
    ];

    pub fn word(self, words: Words) -> &'static str {
        match self {
            Self::Malicious => words.report.malicious,
            Self::Suspicious => words.report.suspicious,
            Self::Undetected => words.report.undetected,
            Self::Harmless => words.report.harmless,
            Self::NoOpinion => words.report.no_opinion,
        }
    }
}

impl Column {
    pub const ALL: [Self; 5] = [Self::Engine, Self::Opinion, Self::Label, Self::Version, Self::Updated];

    pub fn word(self, words: Words) -> &'static str {
        match self {
            Self::Engine => words.report.engine,
            Self::Opinion => words.report.opinion,
            Self::Label => words.report.label,
            Self::Version => words.report.version,
            Self::Updated => words.report.updated,
        }
    }
}

impl Detections {
    /// Which lines to show, in order, by their place in `rows`. `text` is sought in engine and label, in any case.
    pub fn view(&self, order: Option<Order>, text: &str, group: Option<Group>) -> Vec<usize> {
        let _ = (order, text, group);
        (0..self.rows.len()).collect()
    }
}
