//! How grave a finding is, by VirusTotal's word for it.

use serde_json::Value;

use crate::report::details::Cell;
use crate::report::reasons::Tone;
use crate::untrusted::Untrusted;
use crate::vt::value::text;
use crate::words::Words;

/// In the order of weight; the list is open.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    Critical,
    High,
    Medium,
    Low,
    Info,
    Unknown(Untrusted),
    /// Nothing is said.
    Unsaid,
}

impl Severity {
    /// Reads `IMPACT_SEVERITY_HIGH`, `HIGH` and `high` alike.
    pub fn read(value: Option<&Value>) -> Self {
        let Some(word) = value.and_then(text) else {
            return Self::Unsaid;
        };
        let plain = word.raw().to_ascii_lowercase();
        match plain.strip_prefix("impact_severity_").unwrap_or(&plain) {
            "critical" => Self::Critical,
            "high" => Self::High,
            "medium" => Self::Medium,
            "low" => Self::Low,
            "info" | "informational" => Self::Info,
            "unknown" | "unspecified" => Self::Unsaid,
            _ => Self::Unknown(word),
        }
    }

    pub fn tone(&self) -> Tone {
        match self {
            Self::Critical | Self::High => Tone::Bad,
            Self::Medium => Tone::Warn,
            Self::Low | Self::Info | Self::Unknown(_) | Self::Unsaid => Tone::Plain,
        }
    }

    /// The word for it, in the reader's language where it is known; none where nothing is said.
    pub fn word(&self, words: Words) -> Option<Untrusted> {
        let [critical, high, medium, low, info] = words.behaviour.severities;
        match self {
            Self::Critical => Some(Untrusted::new(critical)),
            Self::High => Some(Untrusted::new(high)),
            Self::Medium => Some(Untrusted::new(medium)),
            Self::Low => Some(Untrusted::new(low)),
            Self::Info => Some(Untrusted::new(info)),
            Self::Unknown(word) => Some(word.clone()),
            Self::Unsaid => None,
        }
    }

    pub fn cell(&self, words: Words) -> Cell {
        let Some(word) = self.word(words) else {
            return Cell::Empty;
        };
        if matches!(self, Self::Unknown(_)) {
            Cell::OutsideState(self.tone(), word)
        } else {
            Cell::State(self.tone(), word.raw().to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Severity;

    #[test]
    fn all_spellings_count_and_graver_comes_first() {
        for (value, severity) in [
            (json!("IMPACT_SEVERITY_HIGH"), Severity::High),
            (json!("high"), Severity::High),
            (json!("INFO"), Severity::Info),
            (json!("IMPACT_SEVERITY_UNKNOWN"), Severity::Unsaid),
            (json!("Grave"), Severity::Unknown("Grave".into())),
            (json!(9), Severity::Unknown("9".into())),
            (json!(["high"]), Severity::Unsaid),
        ] {
            assert_eq!(Severity::read(Some(&value)), severity, "{value}");
        }
        assert!(Severity::Critical < Severity::High && Severity::Info < Severity::Unsaid);
    }
}
