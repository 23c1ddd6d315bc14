//! What engines said of an object: one row each, and their sums.

use serde_json::{Map, Value};

use crate::untrusted::Untrusted;
use crate::vt::value::text;

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

    pub(super) fn add(&mut self, category: &Category, count: u64) {
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

/// One row of `last_analysis_results` or of an analysis' `results`.
pub(super) fn engine(name: &str, row: &Map<String, Value>) -> EngineRow {
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
