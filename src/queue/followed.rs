//! Analyses that are followed: how often to look, when to stop, and the list as it is stored.

use serde::{Deserialize, Serialize};

use super::calendar::MINUTE;
use crate::subject::{Subject, Topic};

/// No two looks are closer together than this, whatever they are at.
pub const APART: i64 = 15;
/// An analysis that is not over by then is followed no longer.
const PATIENCE: i64 = 6 * 60 * MINUTE;
/// A new analysis may not be found for a while after its id was given out.
const RACE: i64 = 10 * MINUTE;
/// VirusTotal may show the old report for a while after an analysis is over.
const REFRESHES: [i64; 4] = [0, 15, 30, 60];

/// An analysis that somebody waits for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Followed {
    /// As VirusTotal gave it.
    pub id: String,
    pub subject: Subject,
    /// Unix seconds of its beginning.
    pub since: i64,
    /// When the report that was there before was made.
    pub before: Option<i64>,
    /// VirusTotal was given a password to open it with: the analysis is of the file inside.
    pub opened: bool,
}

impl Followed {
    /// When to look next, after so many looks, the last one at `last`; none once it takes too long. Each look costs a
    /// request, so they become rarer: most analyses are over within two minutes.
    pub fn next_look(&self, looks: u32, last: i64) -> Option<i64> {
        let pause = match (looks, last - self.since) {
            (0..=2, _) => APART,
            (_, ..=300) => 30,
            (_, ..=1_800) => MINUTE,
            (_, _) => 5 * MINUTE,
        };
        let next = last.max(self.since) + pause;
        (next - self.since <= PATIENCE).then_some(next)
    }

    /// Whether "not found" may yet become found.
    pub fn may_be_late(&self, now: i64) -> bool {
        now - self.since < RACE
    }

    /// Whether a report is newer than the one from before the analysis.
    pub fn is_news(&self, analysed: Option<i64>) -> bool {
        match (self.before, analysed) {
            (Some(before), Some(analysed)) => analysed > before,
            (None, _) => true,
            (Some(_), None) => false,
        }
    }
}

/// How many seconds after the last try to ask for the new report, after so many tries; none once there were enough.
pub fn next_refresh(tries: usize) -> Option<i64> {
    REFRESHES.get(tries).copied()
}

#[derive(Serialize, Deserialize)]
struct Stored {
    id: String,
    topic: String,
    subject: String,
    since: i64,
    #[serde(default)]
    before: Option<i64>,
    #[serde(default)]
    opened: bool,
}

/// The stored form.
pub fn to_json(list: &[Followed]) -> String {
    let stored: Vec<Stored> = list
        .iter()
        .map(|followed| Stored {
            id: followed.id.clone(),
            topic: followed.subject.topic().slug().to_owned(),
            subject: followed.subject.id().to_owned(),
            since: followed.since,
            before: followed.before,
            opened: followed.opened,
        })
        .collect();
    serde_json::to_string(&stored).unwrap_or_default()
}

/// Reads the stored form; what is damaged, or too old to be followed still, is left out.
pub fn parse(json: &str, now: i64) -> Vec<Followed> {
    let stored: Vec<serde_json::Value> = serde_json::from_str(json).unwrap_or_default();
    stored
        .into_iter()
        .filter_map(|entry| {
            let entry: Stored = serde_json::from_value(entry).ok()?;
            Some(Followed {
                subject: Subject::new(Topic::of_slug(&entry.topic)?, &entry.subject)?,
                id: entry.id,
                since: entry.since,
                before: entry.before,
                opened: entry.opened,
            })
        })
        .filter(|followed| {
            !followed.id.is_empty() && (-MINUTE..=PATIENCE).contains(&now.saturating_sub(followed.since))
        })
        .collect()
}
