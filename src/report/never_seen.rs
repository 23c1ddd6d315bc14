//! The page for a digest that VirusTotal does not know: calm, no verdict, and what can be done next.

use crate::words::Words;

/// A report's place where there is no report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NeverSeen {
    /// `Never seen`.
    pub word: &'static str,
    /// The sentence of the card.
    pub headline: &'static str,
    /// What it means and what it does not.
    pub meaning: Vec<String>,
    /// What can be done, the likeliest first.
    pub steps: Vec<Step>,
}

/// Something that can be done next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    pub text: String,
    pub action: Option<Action>,
}

/// What a step's button does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// VirusTotal's own page for the digest.
    OpenVirusTotal,
    AskAgain,
    /// Back to the box and the drop target.
    CheckAnother,
}

/// What is said about a digest nobody has seen. `hashed_here`: it was made from a file on this page, not typed.
pub fn never_seen(digest: &str, hashed_here: bool, words: Words) -> NeverSeen {
    let _ = (digest, hashed_here);
    NeverSeen {
        word: words.report.card.never_seen,
        headline: words.report.card.never_seen_headline,
        meaning: Vec::new(),
        steps: Vec::new(),
    }
}
