//! What the reader has put to a subject: a pin, a note, the wish to hear of changes; and a change that was found so.

use serde::{Deserialize, Serialize};

use crate::queue::calendar::DAY;
use crate::report::card::Verdict;
use crate::report::remembered::Remembered;

/// A longer note is a file of its own.
pub const NOTE_AT_MOST: usize = 2_000;
/// What is watched is asked about again after so many seconds.
pub const WATCHED_EVERY: i64 = DAY;
/// Of a day's quota so much stays for the reader: a fifth.
const LEFT_FOR_READER: u64 = 5;

/// The reader's marks on a subject.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Mark {
    #[serde(default, skip_serializing_if = "is_false")]
    pub pinned: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub watched: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What was found and has not been looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
}

/// A difference between two answers.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Change {
    /// Unix seconds of the answer before.
    pub since: i64,
    /// Engines that flagged it then, and now.
    pub flagged: (u64, u64),
    pub counted: (u64, u64),
    /// Whether VirusTotal knew it then.
    pub was_known: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
fn is_false(value: &bool) -> bool {
    !value
}

impl Mark {
    /// Nothing that would have to be kept.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the stored form; none where it is damaged.
    pub fn parse(json: &str) -> Option<Self> {
        let mut mark: Self = serde_json::from_str(json).ok()?;
        mark.note = mark.note.chars().take(NOTE_AT_MOST).collect();
        Some(mark)
    }
}

/// What has changed between two answers; none where it is of no interest to who watches: a new count of engines without
/// an opinion alone is none.
pub fn change(before: &Remembered, after: &Remembered) -> Option<Change> {
    let differs = before.verdict != after.verdict || before.known != after.known || before.flagged != after.flagged;
    differs.then_some(Change {
        since: before.asked,
        flagged: (before.flagged, after.flagged),
        counted: (before.counted, after.counted),
        was_known: before.known,
    })
}

/// Whether a change is for the worse.
pub fn is_worse(change: &Change, now: Verdict) -> bool {
    match now {
        Verdict::Malicious | Verdict::Suspicious => change.flagged.1 > change.flagged.0,
        Verdict::NothingFound | Verdict::NeverSeen => false,
    }
}

/// Which of the watched ones is to be asked about now: the one whose answer is oldest, where it is old enough, nothing
/// else waits, and quota is left over. `watched` gives when each was answered; `allowed` and `spent` are the day's.
pub fn due<'a, T>(
    now: i64,
    watched: impl Iterator<Item = (&'a T, i64)>,
    waiting: usize,
    allowed: u64,
    spent: u64,
) -> Option<&'a T> {
    let reserve = allowed / LEFT_FOR_READER;
    if waiting > 0 || spent.saturating_add(reserve) >= allowed {
        return None;
    }
    watched
        .filter(|(_, asked)| now - asked >= WATCHED_EVERY)
        .min_by_key(|(_, asked)| *asked)
        .map(|(subject, _)| subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(asked: i64, known: bool, verdict: Verdict, flagged: u64, counted: u64) -> Remembered {
        Remembered {
            asked,
            report: String::new(),
            verdict,
            known,
            flagged,
            counted,
            analysed: None,
            name: None,
            family: None,
        }
    }

    #[test]
    fn a_change_is_one_of_verdict_or_of_flags() {
        let before = answer(7, true, Verdict::NothingFound, 0, 70);
        for (after, changed) in [
            (answer(9, true, Verdict::NothingFound, 0, 70), false),
            (answer(9, true, Verdict::NothingFound, 0, 68), false),
            (answer(9, true, Verdict::Suspicious, 0, 70), true),
            (answer(9, true, Verdict::Suspicious, 2, 70), true),
            (answer(9, false, Verdict::NeverSeen, 0, 0), true),
        ] {
            assert_eq!(change(&before, &after).is_some(), changed, "{after:?}");
        }
        let found = change(&before, &answer(9, true, Verdict::Malicious, 5, 71)).expect("a change");
        assert_eq!((found.since, found.flagged, found.counted), (7, (0, 5), (70, 71)));
        assert!(is_worse(&found, Verdict::Malicious) && !is_worse(&found, Verdict::NeverSeen));
    }

    #[test]
    fn the_oldest_is_asked_about_when_quota_is_left_over() {
        let old = [("a", 100), ("b", 50), ("c", 100 + WATCHED_EVERY)];
        let now = 100 + WATCHED_EVERY;
        for (waiting, allowed, spent, expected) in [
            (0, 500, 0, Some("b")),
            (0, 500, 399, Some("b")),
            (0, 500, 400, None),
            (1, 500, 0, None),
            (0, 0, 0, None),
            (0, u64::MAX, 0, Some("b")),
        ] {
            let watched = old.iter().map(|(name, asked)| (name, *asked));
            assert_eq!(
                due(now, watched, waiting, allowed, spent).copied(),
                expected,
                "{waiting} {allowed} {spent}"
            );
        }
        assert_eq!(due(60, old.iter().map(|(name, asked)| (name, *asked)), 0, 500, 0), None);
    }

    #[test]
    fn marks_come_back_as_they_were_kept() {
        let mark = Mark {
            pinned: true,
            watched: true,
            note: "asked Olga \u{202E}".into(),
            change: Some(Change {
                since: 5,
                flagged: (0, 3),
                counted: (70, 71),
                was_known: true,
            }),
        };
        assert_eq!(Mark::parse(&mark.to_json()), Some(mark));
        assert_eq!(Mark::parse("{}"), Some(Mark::default()));
        assert!(Mark::default().is_empty() && Mark::default().to_json() == "{}");
        for json in ["", "7", "{\"note\":7}", "{\"pinned\":\"yes\"}"] {
            assert_eq!(Mark::parse(json), None, "{json}");
        }
        let long = format!("{{\"note\":\"{}\"}}", "x".repeat(NOTE_AT_MOST + 9));
        assert_eq!(Mark::parse(&long).map(|mark| mark.note.len()), Some(NOTE_AT_MOST));
    }
}
