//! A file of the reader's list as it is kept for the next visit: what it was called and what was computed, no byte of it.

use serde::{Deserialize, Serialize};

use super::{Digests, HashError};
use crate::subject::is_digest;

/// A file of the list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Record {
    pub name: String,
    /// The folder that it lay in, `photos/2026`; empty where it was dropped by itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub folder: String,
    /// Bytes.
    pub size: u64,
    /// Milliseconds since 1970, by the file system.
    #[serde(default)]
    pub modified: i64,
    #[serde(default)]
    pub state: State,
}

/// What became of reading it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It has not been read to its end.
    #[default]
    Unread,
    Read {
        sha256: String,
        sha1: String,
        md5: String,
    },
    Failed(HashError),
    Cancelled,
}

/// Which file of the list: sortable, in the order of dropping, and no two tabs give the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId {
    /// Of the tab that it was dropped into.
    pub session: u64,
    pub number: u32,
}

impl FileId {
    pub fn name(self) -> String {
        format!("{:020}-{:010}", self.session, self.number)
    }

    pub fn parse(name: &str) -> Option<Self> {
        let (session, number) = name.split_once('-')?;
        Some(Self {
            session: session.parse().ok()?,
            number: number.parse().ok()?,
        })
    }

    /// Whether the file was dropped into the tab of this session, or into one that was opened within the day before
    /// `now`, in unix seconds: sessions begin with the microsecond of their opening.
    pub fn is_recent(self, session: u64, now: i64) -> bool {
        const DAY: u64 = 86_400;
        let opened = self.session / 1_000_000;
        self.session == session || u64::try_from(now).is_ok_and(|now| now.saturating_sub(opened) < DAY)
    }
}

impl Record {
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the stored form; none where it is damaged.
    pub fn parse(json: &str) -> Option<Self> {
        let record: Self = serde_json::from_str(json).ok()?;
        let sound = match &record.state {
            State::Read { sha256, sha1, md5 } => [(sha256, 64), (sha1, 40), (md5, 32)]
                .iter()
                .all(|(digest, length)| digest.len() == *length && is_digest(digest)),
            State::Unread | State::Failed(_) | State::Cancelled => true,
        };
        sound.then_some(record)
    }
}

impl From<&Digests> for State {
    fn from(digests: &Digests) -> Self {
        Self::Read {
            sha256: digests.sha256.clone(),
            sha1: digests.sha1.clone(),
            md5: digests.md5.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_as_it_was_kept() {
        let states = [
            State::Unread,
            State::Read {
                sha256: "a".repeat(64),
                sha1: "b".repeat(40),
                md5: "c".repeat(32),
            },
            State::Failed(HashError::Changed { expected: 7, read: 9 }),
            State::Failed(HashError::Unreadable("\u{202E}\0 <b>".into())),
            State::Cancelled,
        ];
        for state in states {
            let record = Record {
                name: "a\u{202E}\"b.exe".into(),
                folder: "x/y".into(),
                size: u64::MAX >> 11,
                modified: -1,
                state,
            };
            assert_eq!(Record::parse(&record.to_json()), Some(record));
        }
    }

    #[test]
    fn a_damaged_record_is_none() {
        for json in [
            "",
            "7",
            "{",
            "{}",
            "{\"name\":\"a\",\"size\":-1}",
            "{\"name\":\"a\",\"size\":1,\"state\":{\"read\":{\"sha256\":\"zz\",\"sha1\":\"\",\"md5\":\"\"}}}",
            "{\"name\":\"a\",\"size\":1,\"state\":\"gone\"}",
        ] {
            assert_eq!(Record::parse(json), None, "{json}");
        }
        for name in ["", "7", "a-b", "1-2-3", "-1-2", "99999999999999999999999-1"] {
            assert_eq!(FileId::parse(name), None, "{name}");
        }
    }

    #[test]
    fn names_sort_as_the_files_were_dropped() {
        let ids = [(1, 9), (1, 10), (2, 0), (10, 0)].map(|(session, number)| FileId { session, number });
        for pair in ids.windows(2) {
            assert!(pair[0].name() < pair[1].name());
            assert_eq!(FileId::parse(&pair[0].name()), Some(pair[0]));
        }
    }

    #[test]
    fn a_file_of_another_day_is_not_recent() {
        const NOW: i64 = 1_700_100_000;
        let of = |second: u64| FileId {
            session: second * 1_000_000 + 7,
            number: 1,
        };
        for (opened, own, recent) in [
            (1_700_099_999, 0, true),
            (1_700_013_601, 0, true),
            (1_700_013_600, 0, false),
            // A tab that has been open for long is still this one.
            (1_600_000_000, of(1_600_000_000).session, true),
            (1_600_000_000, of(1_700_099_000).session, false),
            // A clock that was set back.
            (1_700_200_000, 0, true),
        ] {
            assert_eq!(of(opened).is_recent(own, NOW), recent, "{opened} in {own}");
        }
        assert!(!of(1).is_recent(0, -1));
    }
}
