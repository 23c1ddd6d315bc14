//! A file object: what is decided on is typed, everything else is kept as it came.

use std::rc::Rc;

use serde_json::{Map, Value};

use crate::untrusted::Untrusted;
use crate::vt::value::{count, list, number, text, time};

/// A file report.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// The object's id: its SHA-256 in lower case.
    pub id: String,
    pub attributes: Map<String, Value>,
    /// The answer's text as it came.
    pub raw: Rc<str>,
    /// What had to be done to the text before it could be read; the reader is told.
    pub mended: Mended,
}

/// What an answer's text needed before it could be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Mended {
    /// Bytes that were no UTF-8.
    pub utf8: bool,
    /// Halves of surrogate pairs.
    pub surrogates: bool,
    /// The API key stood in it.
    pub key: bool,
}

/// How many engines said what, by VirusTotal's own count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Stats {
    pub malicious: u64,
    pub suspicious: u64,
    pub undetected: u64,
    pub harmless: u64,
    /// Timed out, failed, does not check this type, or a word that we do not know.
    pub no_opinion: u64,
}

/// What one engine said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct EngineRow {
    pub engine: Untrusted,
    pub category: Category,
    pub result: Option<Untrusted>,
    pub version: Option<Untrusted>,
    /// `YYYYMMDD` in all recorded answers.
    pub update: Option<Untrusted>,
    pub method: Option<Untrusted>,
}

/// An engine's word; the list is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Category {
    Malicious,
    Suspicious,
    Undetected,
    Harmless,
    Timeout,
    ConfirmedTimeout,
    Failure,
    TypeUnsupported,
    Unknown(String),
}

impl Category {
    /// Reads the word as it stands in a report.
    pub fn parse(word: &str) -> Self {
        match word {
            "malicious" => Self::Malicious,
            "suspicious" => Self::Suspicious,
            "undetected" => Self::Undetected,
            "harmless" => Self::Harmless,
            "timeout" => Self::Timeout,
            "confirmed-timeout" | "confirmed_timeout" => Self::ConfirmedTimeout,
            "failure" => Self::Failure,
            "type-unsupported" | "type_unsupported" => Self::TypeUnsupported,
            other => Self::Unknown(other.to_owned()),
        }
    }

    /// Whether the engine holds the file for bad.
    pub fn is_flag(&self) -> bool {
        match self {
            Self::Malicious | Self::Suspicious => true,
            Self::Undetected
            | Self::Harmless
            | Self::Timeout
            | Self::ConfirmedTimeout
            | Self::Failure
            | Self::TypeUnsupported
            | Self::Unknown(_) => false,
        }
    }

    /// Whether the engine gave an opinion at all.
    pub fn is_opinion(&self) -> bool {
        match self {
            Self::Malicious | Self::Suspicious | Self::Undetected | Self::Harmless => true,
            Self::Timeout | Self::ConfirmedTimeout | Self::Failure | Self::TypeUnsupported | Self::Unknown(_) => false,
        }
    }
}

impl Stats {
    /// Engines that hold the file for bad.
    pub fn flagged(&self) -> u64 {
        self.malicious.saturating_add(self.suspicious)
    }

    /// Engines that gave an opinion: the honest denominator.
    pub fn counted(&self) -> u64 {
        self.flagged()
            .saturating_add(self.undetected)
            .saturating_add(self.harmless)
    }

    fn add(&mut self, category: &Category, count: u64) {
        let place = match category {
            Category::Malicious => &mut self.malicious,
            Category::Suspicious => &mut self.suspicious,
            Category::Undetected => &mut self.undetected,
            Category::Harmless => &mut self.harmless,
            Category::Timeout
            | Category::ConfirmedTimeout
            | Category::Failure
            | Category::TypeUnsupported
            | Category::Unknown(_) => &mut self.no_opinion,
        };
        *place = place.saturating_add(count);
    }
}

impl File {
    /// An attribute that is a text with something in it.
    pub fn text(&self, name: &str) -> Option<Untrusted> {
        self.attributes.get(name).and_then(text)
    }

    pub fn number(&self, name: &str) -> Option<f64> {
        self.attributes.get(name).and_then(number)
    }

    pub fn count(&self, name: &str) -> Option<u64> {
        self.attributes.get(name).and_then(count)
    }

    /// Unix seconds, as they came: judging them is `report::units`' task.
    pub fn time(&self, name: &str) -> Option<i64> {
        self.attributes.get(name).and_then(time)
    }

    /// A list, empty where it is none.
    pub fn list(&self, name: &str) -> &[Value] {
        self.attributes.get(name).map_or(&[], list)
    }

    /// The texts of a list.
    pub fn texts(&self, name: &str) -> Vec<Untrusted> {
        self.list(name).iter().filter_map(text).collect()
    }

    pub fn map(&self, name: &str) -> Option<&Map<String, Value>> {
        self.attributes.get(name).and_then(Value::as_object)
    }

    /// The engines' rows, in the order of their names.
    pub fn engines(&self) -> Vec<EngineRow> {
        let rows = self.map("last_analysis_results").into_iter().flatten();
        rows.filter_map(|(name, row)| row.as_object().map(|row| engine(name, row)))
            .collect()
    }

    /// Who said what. The rows are counted where there are any, since they are what the reader sees; VirusTotal's
    /// own sums stand in where there are none.
    pub fn stats(&self) -> Stats {
        let mut stats = Stats::default();
        for row in self.engines() {
            stats.add(&row.category, 1);
        }
        if stats == Stats::default() {
            for (word, sum) in self.map("last_analysis_stats").into_iter().flatten() {
                stats.add(&Category::parse(word), count(sum).unwrap_or(0));
            }
        }
        stats
    }
}

fn engine(name: &str, row: &Map<String, Value>) -> EngineRow {
    let field = |name| row.get(name).and_then(text);
    EngineRow {
        engine: field("engine_name").unwrap_or_else(|| Untrusted::new(name)),
        category: Category::parse(row.get("category").and_then(Value::as_str).unwrap_or("")),
        result: field("result"),
        version: field("engine_version"),
        update: field("engine_update"),
        method: field("method"),
    }
}
