//! The table of engines: flagged first, sorted by any column, filtered by text, group, tier and what labels say.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use crate::fold::fold;
use crate::report::consensus::{self, Consensus, Wanted};
use crate::report::labels::{self, Part};
use crate::report::reasons::Tone;
use crate::route::Query;
use crate::settings::{Tier, Tiers};
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
    /// What the label says, of an engine that flags it.
    pub said: BTreeSet<Part>,
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
    pub consensus: Consensus,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Column {
    Engine,
    Opinion,
    Label,
    Version,
    Updated,
    /// How the reader holds the engine.
    Tier,
}

/// The order of the table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Order {
    pub by: Column,
    pub descending: bool,
}

/// What of the table is shown, and how.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    /// None: flagged first.
    pub order: Option<Order>,
    /// Sought in engine and label, in any case.
    pub text: String,
    pub group: Option<Group>,
    pub tier: Option<Tier>,
    pub wanted: Option<Wanted>,
}

/// Names of what stands in the address.
pub const SORT: &str = "sort";
pub const FIND: &str = "find";
pub const SHOW: &str = "show";
pub const TIER: &str = "tier";
pub const WORD: &str = "word";

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
        // Whether it can be chosen is not the report's affair.
        Column::Tier => false,
    };
    let flagging = rows.iter().filter(|row| row.group.is_flag());
    let labels = flagging.filter_map(|row| Some((row.label.as_ref()?, &row.said)));
    Detections {
        consensus: consensus::consensus(labels),
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
    let said = match &row.result {
        Some(label) if group.is_flag() => labels::parts(label.raw()),
        Some(_) | None => BTreeSet::new(),
    };
    Row {
        engine: row.engine,
        group,
        word,
        said,
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

    /// Whether the engine holds the object for bad.
    pub fn is_flag(self) -> bool {
        match self {
            Self::Malicious | Self::Suspicious => true,
            Self::Undetected | Self::Harmless | Self::NoOpinion => false,
        }
    }

    /// Whether the engine gave an opinion at all.
    pub fn is_opinion(self) -> bool {
        match self {
            Self::Malicious | Self::Suspicious | Self::Undetected | Self::Harmless => true,
            Self::NoOpinion => false,
        }
    }

    /// What it means for the object.
    pub fn tone(self) -> Tone {
        match self {
            Self::Malicious => Tone::Bad,
            Self::Suspicious => Tone::Warn,
            Self::Undetected | Self::Harmless | Self::NoOpinion => Tone::Plain,
        }
    }

    /// The word for it in an address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Malicious => "malicious",
            Self::Suspicious => "suspicious",
            Self::Undetected => "undetected",
            Self::Harmless => "harmless",
            Self::NoOpinion => "no-opinion",
        }
    }

    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.slug() == slug)
    }

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
    pub const ALL: [Self; 6] = [
        Self::Engine,
        Self::Opinion,
        Self::Label,
        Self::Version,
        Self::Updated,
        Self::Tier,
    ];

    /// The word for it in an address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::Opinion => "opinion",
            Self::Label => "label",
            Self::Version => "version",
            Self::Updated => "updated",
            Self::Tier => "tier",
        }
    }

    pub fn word(self, words: Words) -> &'static str {
        match self {
            Self::Engine => words.report.engine,
            Self::Opinion => words.report.opinion,
            Self::Label => words.report.label,
            Self::Version => words.report.version,
            Self::Updated => words.report.updated,
            Self::Tier => words.report.engines.tier,
        }
    }
}

impl Order {
    /// `label`, or `-label` for the other way round.
    fn parse(text: &str) -> Option<Self> {
        let (descending, slug) = text.strip_prefix('-').map_or((false, text), |slug| (true, slug));
        let by = Column::ALL.into_iter().find(|column| column.slug() == slug)?;
        Some(Self { by, descending })
    }

    /// As it stands in an address.
    pub fn slug(self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.by.slug())
    }
}

impl Shown {
    /// Reads the address; what it says of no known thing is as if it were not there.
    pub fn of(query: &Query) -> Self {
        Self {
            order: query.get(SORT).and_then(Order::parse),
            text: query.get(FIND).unwrap_or_default().to_owned(),
            group: query.get(SHOW).and_then(Group::of_slug),
            tier: query.get(TIER).and_then(Tier::of_slug),
            wanted: query.get(WORD).and_then(Wanted::parse),
        }
    }
}

impl Row {
    /// What stands in a column, as far as the report says it.
    pub fn cell(&self, column: Column) -> Option<&Untrusted> {
        match column {
            Column::Engine => Some(&self.engine),
            Column::Opinion => Some(&self.word),
            Column::Label => self.label.as_ref(),
            Column::Version => self.version.as_ref(),
            Column::Updated => self.updated.as_ref(),
            Column::Tier => None,
        }
    }
}

impl Detections {
    /// Which lines to show, in order, by their place in `rows`.
    ///
    /// Lines without a value in the column come last, whichever way it is sorted.
    pub fn view(&self, shown: &Shown, tiers: &Tiers) -> Vec<usize> {
        let sought = fold(shown.text.trim());
        let fits = |row: &Row| {
            let named = |name: &Untrusted| fold(name.raw()).contains(&sought);
            shown.group.is_none_or(|group| row.group == group)
                && shown.tier.is_none_or(|tier| tiers.of(row.engine.raw()) == tier)
                && shown.wanted.as_ref().is_none_or(|wanted| {
                    row.group.is_flag() && row.label.is_some() && self.consensus.fits(wanted, &row.said)
                })
                && (sought.is_empty() || named(&row.engine) || row.label.as_ref().is_some_and(named))
        };
        let mut lines: Vec<(usize, &Row)> = self.rows.iter().enumerate().filter(|(_, row)| fits(row)).collect();
        if let Some(order) = shown.order {
            lines.sort_by_cached_key(|(_, row)| Key::of(row, order, tiers));
        }
        lines.into_iter().map(|(at, _)| at).collect()
    }
}

/// What a line is sorted by: first those that have a value at all, at last the engine's name.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    nothing: bool,
    value: Way,
    engine: String,
}

#[derive(PartialEq, Eq)]
struct Way {
    value: Option<String>,
    descending: bool,
}

impl Key {
    fn of(row: &Row, order: Order, tiers: &Tiers) -> Self {
        let value = key(row, order.by, tiers);
        Self {
            nothing: value.is_none(),
            value: Way {
                value,
                descending: order.descending,
            },
            engine: fold(row.engine.raw()),
        }
    }
}

impl Ord for Way {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = self.value.cmp(&other.value);
        if self.descending { order.reverse() } else { order }
    }
}

impl PartialOrd for Way {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What a column is sorted by: letters without case, versions by their numbers.
fn key(row: &Row, column: Column, tiers: &Tiers) -> Option<String> {
    let lower = |text: &Untrusted| fold(text.raw());
    match column {
        Column::Engine => Some(lower(&row.engine)),
        Column::Opinion => Some(format!("{}{}", row.group as u8, lower(&row.word))),
        Column::Label => row.label.as_ref().map(lower),
        Column::Version => row.version.as_ref().map(|version| padded(version.raw())),
        Column::Updated => row.updated.as_ref().map(lower),
        Column::Tier => Some((tiers.of(row.engine.raw()) as u8).to_string()),
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
