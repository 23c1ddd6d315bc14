//! The verdict card: one sentence, an honest ratio, and the reasons in order of weight.

use crate::report::units::When;
use crate::untrusted::Untrusted;
use crate::vt::file::File;
use crate::words::Words;

/// The verdict states. The word to show is [`Card::word`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    Malicious,
    Suspicious,
    /// Engines looked and found nothing: "clean so far", never "clean".
    NothingFound,
    /// Nobody has looked: VirusTotal does not know the file, or no engine gave an opinion.
    NeverSeen,
}

/// What stands above the fold.
#[derive(Clone, PartialEq, Debug)]
pub struct Card {
    pub verdict: Verdict,
    /// The verdict's word, `Malicious`.
    pub word: &'static str,
    /// A whole sentence.
    pub headline: String,
    /// Engines that hold the file for bad.
    pub flagged: u64,
    /// Engines that gave an opinion.
    pub counted: u64,
    /// How many engines were left out of the ratio, as a sentence; none where all gave an opinion.
    pub left_out: Option<String>,
    pub name: Option<Untrusted>,
    pub kind: Option<Untrusted>,
    pub size: Option<String>,
    pub family: Option<Untrusted>,
    pub analysed: Option<When>,
    /// Said where the analysis is old.
    pub stale: Option<String>,
    pub sha256: String,
    pub reasons: Vec<Reason>,
}

/// Why; about five, in order of weight.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    pub tone: Tone,
    pub text: String,
    /// What somebody else called it, to be drawn after the text.
    pub named: Option<Untrusted>,
}

/// Which way a thing speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    Bad,
    Warn,
    Good,
    Plain,
}

/// The card of a report.
pub fn card(file: &File, now: i64, words: Words) -> Card {
    let _ = now;
    let stats = file.stats();
    Card {
        verdict: Verdict::NeverSeen,
        word: words.report.card.no_opinion,
        headline: String::new(),
        flagged: stats.flagged(),
        counted: stats.counted(),
        left_out: None,
        name: None,
        kind: None,
        size: None,
        family: None,
        analysed: None,
        stale: None,
        sha256: file.id.clone(),
        reasons: Vec::new(),
    }
}
