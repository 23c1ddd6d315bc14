//! A batch of files with its results, to be taken elsewhere: CSV, JSON, Markdown, a list for `sha256sum`.

pub mod csv;
pub mod json;
pub mod markdown;
pub mod sums;

use crate::report::card::Verdict;
use crate::untrusted::Untrusted;

/// The files of a batch, in the order of the list on the screen.
#[derive(Clone, PartialEq, Debug)]
pub struct Batch {
    pub rows: Vec<Row>,
    /// When it is saved, in unix seconds.
    pub made_at: i64,
}

/// A file of a batch.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    pub name: Untrusted,
    /// The folders that it lies in, parted by `/`, without a slash at either end; empty where it came by itself.
    pub folder: Untrusted,
    /// Bytes.
    pub size: u64,
    /// In lower-case hexadecimal, as are the others.
    pub sha256: Option<String>,
    pub sha1: Option<String>,
    pub md5: Option<String>,
    pub outcome: Outcome,
}

/// What became of the question about a file.
#[derive(Clone, PartialEq, Debug)]
pub enum Outcome {
    Found {
        verdict: Verdict,
        /// Engines that hold it for bad, of those that gave an opinion.
        flagged: u64,
        counted: u64,
        /// Unix seconds.
        analysed_at: Option<i64>,
        /// What labels call it together.
        family: Option<Untrusted>,
    },
    /// VirusTotal does not know it.
    NeverSeen,
    /// Not asked yet, or not read yet.
    Waiting,
    /// It was asked about in vain; holds why.
    Failed(String),
    /// It has no digest; holds why.
    NotRead(String),
}

/// Where a file stands, in a word. The order is that of the files in a result: what can be done something about first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// First, so that they can be uploaded one by one.
    NeverSeen,
    Malicious,
    Suspicious,
    NothingFound,
    /// VirusTotal knows it, and no engine gave an opinion.
    NoOpinion,
    Waiting,
    Failed,
    NotRead,
}

impl Standing {
    pub const ALL: [Self; 8] = [
        Self::NeverSeen,
        Self::Malicious,
        Self::Suspicious,
        Self::NothingFound,
        Self::NoOpinion,
        Self::Waiting,
        Self::Failed,
        Self::NotRead,
    ];

    /// The name in files that programs read.
    pub fn slug(self) -> &'static str {
        match self {
            Self::NeverSeen => "never-seen",
            Self::Malicious => "malicious",
            Self::Suspicious => "suspicious",
            Self::NothingFound => "nothing-found",
            Self::NoOpinion => "no-opinion",
            Self::Waiting => "waiting",
            Self::Failed => "failed",
            Self::NotRead => "not-read",
        }
    }
}

impl Outcome {
    pub fn standing(&self) -> Standing {
        match self {
            Self::Found { verdict, .. } => match verdict {
                Verdict::Malicious => Standing::Malicious,
                Verdict::Suspicious => Standing::Suspicious,
                Verdict::NothingFound => Standing::NothingFound,
                Verdict::NeverSeen => Standing::NoOpinion,
            },
            Self::NeverSeen => Standing::NeverSeen,
            Self::Waiting => Standing::Waiting,
            Self::Failed(_) => Standing::Failed,
            Self::NotRead(_) => Standing::NotRead,
        }
    }

    /// Why there is no answer.
    fn why(&self) -> Option<&str> {
        match self {
            Self::Failed(why) | Self::NotRead(why) => Some(why),
            Self::Found { .. } | Self::NeverSeen | Self::Waiting => None,
        }
    }
}

impl Row {
    /// The folders and the name.
    pub fn path(&self) -> String {
        if self.folder.is_empty() {
            return self.name.raw().to_owned();
        }
        format!("{}/{}", self.folder.raw(), self.name.raw())
    }
}

impl Batch {
    /// The files by where they stand, each group in the order of the batch.
    pub fn sorted(&self) -> Vec<&Row> {
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by_key(|row| row.outcome.standing());
        rows
    }

    /// How many files stand where, without the places where none does.
    pub fn counts(&self) -> Vec<(Standing, u64)> {
        let count = |standing| {
            self.rows
                .iter()
                .filter(|row| row.outcome.standing() == standing)
                .count() as u64
        };
        let counts = Standing::ALL.into_iter().map(|standing| (standing, count(standing)));
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// What its files are called, without the ending: the day tells one from another.
    pub fn file_name(&self) -> String {
        format!("assay-results-{}", crate::report::units::date(self.made_at))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// 2026-11-19.
    pub(in crate::export::results) const NOW: i64 = 1_795_046_400;

    pub(in crate::export::results) fn row(name: &str, outcome: Outcome) -> Row {
        Row {
            name: Untrusted::new(name),
            folder: Untrusted::default(),
            size: 3,
            sha256: Some("ba7816bf".repeat(8)),
            sha1: None,
            md5: None,
            outcome,
        }
    }

    pub(in crate::export::results) fn found(verdict: Verdict, flagged: u64, counted: u64) -> Outcome {
        Outcome::Found {
            verdict,
            flagged,
            counted,
            analysed_at: Some(NOW - 86_400),
            family: None,
        }
    }

    /// One of each kind.
    pub(in crate::export::results) fn batch() -> Batch {
        let mut nested = row("a|`b`.exe", found(Verdict::Malicious, 58, 72));
        nested.folder = Untrusted::new("down/loads");
        if let Outcome::Found { family, .. } = &mut nested.outcome {
            *family = Some(Untrusted::new("emotet"));
        }
        let mut unread = row(
            "locked.bin",
            Outcome::NotRead("The browser may not read it.".to_owned()),
        );
        unread.sha256 = None;
        Batch {
            rows: vec![
                row("clean.txt", found(Verdict::NothingFound, 0, 60)),
                nested,
                row("later.txt", Outcome::Waiting),
                row("new \"one\".txt", Outcome::NeverSeen),
                row("odd.txt", found(Verdict::Suspicious, 1, 60)),
                unread,
                row("mute.txt", found(Verdict::NeverSeen, 0, 0)),
                row("lost.txt", Outcome::Failed("No connection.".to_owned())),
            ],
            made_at: NOW,
        }
    }

    #[test]
    fn what_can_be_uploaded_comes_first() {
        let batch = batch();
        let order: Vec<&str> = batch.sorted().iter().map(|row| row.name.raw()).collect();
        assert_eq!(
            order,
            [
                "new \"one\".txt",
                "a|`b`.exe",
                "odd.txt",
                "clean.txt",
                "mute.txt",
                "later.txt",
                "lost.txt",
                "locked.bin"
            ]
        );
        assert_eq!(batch.counts(), Standing::ALL.map(|standing| (standing, 1)));
        assert_eq!(batch.file_name(), "assay-results-2026-11-19");
    }
}
