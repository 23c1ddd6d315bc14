//! The table of engines: flagged first, sorted by any column, filtered by text and group.

use std::cmp::Ordering;

use crate::fold::fold;
use crate::untrusted::Untrusted;
use crate::vt::engines::{Category, EngineRow};
use crate::vt::object::Object;
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
    /// Columns that have something in them: engines of URLs, domains and addresses give no versions.
    pub columns: Vec<Column>,
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
pub fn detections(file: &Object, words: Words) -> Detections {
    let mut rows: Vec<Row> = file.engines().into_iter().map(|row| line(row, words)).collect();
    // Names come in the order of bytes; readers look for them in the order of letters.
    rows.sort_by_cached_key(|row| (row.group, fold(row.engine.raw())));
    let counts = Group::ALL.into_iter().filter_map(|group| {
        let count = rows.iter().filter(|row| row.group == group).count();
        (count > 0).then_some((group, count as u64))
    });
    let holds = |column: &Column| match column {
        Column::Engine | Column::Opinion | Column::Label => true,
        Column::Version => rows.iter().any(|row| row.version.is_some()),
        Column::Updated => rows.iter().any(|row| row.updated.is_some()),
    };
    Detections {
        counts: counts.collect(),
        columns: Column::ALL.into_iter().filter(holds).collect(),
        rows,
    }
}

fn line(row: EngineRow, words: Words) -> Row {
    let (group, word) = match row.category {
        Category::Malicious => (Group::Malicious, words.report.malicious),
        Category::Suspicious => (Group::Suspicious, words.report.suspicious),
        // Whoever judges places says so where it has no judgement.
        Category::Undetected if row.result.as_ref().is_some_and(|said| said.raw() == "unrated") => {
            (Group::Undetected, words.report.unrated)
        }
        Category::Undetected => (Group::Undetected, words.report.undetected),
        Category::Harmless => (Group::Harmless, words.report.harmless),
        Category::Timeout | Category::ConfirmedTimeout => (Group::NoOpinion, words.report.timeout),
        Category::Failure => (Group::NoOpinion, words.report.failure),
        Category::TypeUnsupported => (Group::NoOpinion, words.report.type_unsupported),
        Category::Unknown(_) => (Group::NoOpinion, words.report.no_opinion),
    };
    let word = match row.category {
        Category::Unknown(ref other) if !other.is_empty() => Untrusted::new(other.as_str()),
        Category::Malicious
        | Category::Suspicious
        | Category::Undetected
        | Category::Harmless
        | Category::Timeout
        | Category::ConfirmedTimeout
        | Category::Failure
        | Category::TypeUnsupported
        | Category::Unknown(_) => Untrusted::new(word),
    };
    Row {
        engine: row.engine,
        group,
        word,
        label: row.result,
        version: row.version,
        updated: row.update.map(|update| dashed(&update)),
        method: row.method,
    }
}

/// `20261119` as `2026-11-19`; anything else as it came.
fn dashed(update: &Untrusted) -> Untrusted {
    let text = update.raw();
    match (text.get(..4), text.get(4..6), text.get(6..)) {
        (Some(year), Some(month), Some(day)) if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Untrusted::new(format!("{year}-{month}-{day}"))
        }
        _ => update.clone(),
    }
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

impl Row {
    /// What stands in a column.
    pub fn cell(&self, column: Column) -> Option<&Untrusted> {
        match column {
            Column::Engine => Some(&self.engine),
            Column::Opinion => Some(&self.word),
            Column::Label => self.label.as_ref(),
            Column::Version => self.version.as_ref(),
            Column::Updated => self.updated.as_ref(),
        }
    }
}

impl Detections {
    /// Which lines to show, in order, by their place in `rows`. `text` is sought in engine and label, in any case.
    ///
    /// Lines without a value in the column come last, whichever way it is sorted.
    pub fn view(&self, order: Option<Order>, text: &str, group: Option<Group>) -> Vec<usize> {
        let sought = fold(text.trim());
        let fits = |row: &Row| {
            let named = |name: &Untrusted| fold(name.raw()).contains(&sought);
            group.is_none_or(|group| row.group == group)
                && (sought.is_empty() || named(&row.engine) || row.label.as_ref().is_some_and(named))
        };
        let mut shown: Vec<(usize, &Row)> = self.rows.iter().enumerate().filter(|(_, row)| fits(row)).collect();
        if let Some(order) = order {
            shown.sort_by(|(_, one), (_, other)| compare(one, other, order));
        }
        shown.into_iter().map(|(at, _)| at).collect()
    }
}

fn compare(one: &Row, other: &Row, order: Order) -> Ordering {
    let (one_key, other_key) = (key(one, order.by), key(other, order.by));
    let values = match (&one_key, &other_key) {
        (Some(one), Some(other)) if order.descending => other.cmp(one),
        (Some(one), Some(other)) => one.cmp(other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    values.then_with(|| key(one, Column::Engine).cmp(&key(other, Column::Engine)))
}

/// What a column is sorted by: letters without case, versions by their numbers.
fn key(row: &Row, column: Column) -> Option<String> {
    let lower = |text: &Untrusted| fold(text.raw());
    match column {
        Column::Engine => Some(lower(&row.engine)),
        Column::Opinion => Some(format!("{}{}", row.group as u8, lower(&row.word))),
        Column::Label => row.label.as_ref().map(lower),
        Column::Version => row.version.as_ref().map(|version| padded(version.raw())),
        Column::Updated => row.updated.as_ref().map(lower),
    }
}

/// Runs of digits filled up with zeros, so that `10.2` comes after `9.1`.
fn padded(version: &str) -> String {
    let mut out = String::new();
    let mut digits = String::new();
    for sign in version.chars().chain(std::iter::once(' ')) {
        if sign.is_ascii_digit() {
            digits.push(sign);
            continue;
        }
        if !digits.is_empty() {
            out.extend(std::iter::repeat_n('0', 12_usize.saturating_sub(digits.len())));
            out.push_str(&std::mem::take(&mut digits));
        }
        out.push(sign);
    }
    out
}
