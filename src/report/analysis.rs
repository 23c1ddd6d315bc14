//! An analysis in the reader's words: where it stands and what engines have said so far.

use crate::report::units::{When, when};
use crate::untrusted::Untrusted;
use crate::vt::analysis::{Analysis, Status};
use crate::words::Words;

/// What stands above the table of engines, and in the line of an analysis that is followed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outline {
    /// `In progress`; a word of VirusTotal's that we do not know as it came.
    pub word: Untrusted,
    pub means: String,
    /// VirusTotal's own date for it.
    pub begun: Option<When>,
    pub over: bool,
}

/// An analysis that has not been seen yet is taken for one that waits.
pub fn outline(analysis: Option<&Analysis>, now: i64, words: Words) -> Outline {
    let own = words.analysis;
    let status = analysis.map_or(&Status::Queued, |analysis| &analysis.status);
    let stats = analysis.map(|analysis| analysis.object.stats()).unwrap_or_default();
    let (answered, flagged) = (stats.counted().saturating_add(stats.no_opinion), stats.flagged());
    let (word, means) = match status {
        Status::Queued => (own.queued, own.queued_means.to_owned()),
        Status::InProgress if answered == 0 => (own.in_progress, own.no_results.to_owned()),
        Status::InProgress => (own.in_progress, (own.in_progress_means)(answered, flagged)),
        Status::Completed => (own.completed, (own.completed_means)(answered, flagged)),
        Status::Unknown(_) => ("", own.unknown_means.to_owned()),
    };
    Outline {
        word: match status {
            Status::Unknown(other) if !other.is_empty() => other.elided(60),
            Status::Unknown(_) => Untrusted::new("?"),
            Status::Queued | Status::InProgress | Status::Completed => Untrusted::new(word),
        },
        means,
        begun: analysis.and_then(|analysis| when(analysis.object.time("date")?, now, words)),
        over: *status == Status::Completed,
    }
}
