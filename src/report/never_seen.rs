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
    pub meaning: Vec<&'static str>,
    /// What can be done, the likeliest first.
    pub steps: Vec<Step>,
}

/// Something that can be done next.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    pub text: &'static str,
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

impl Action {
    /// What stands on the button.
    pub fn label(self, words: Words) -> &'static str {
        match self {
            Self::OpenVirusTotal => words.report.open_virustotal,
            Self::AskAgain => words.report.ask_again,
            Self::CheckAnother => words.problem.check_another,
        }
    }
}

/// What is said about a digest nobody has seen. `hashed_here`: it was made from a file on this page, not typed.
pub fn never_seen(hashed_here: bool, words: Words) -> NeverSeen {
    let card = words.report.card;
    let step = |text, action| Step { text, action };
    NeverSeen {
        word: card.never_seen,
        headline: card.never_seen_headline,
        meaning: vec![
            card.never_seen_meaning,
            if hashed_here {
                card.never_seen_file
            } else {
                card.never_seen_typed
            },
        ],
        steps: vec![
            step(card.step_compare, None),
            step(card.step_original, None),
            step(card.step_wait, Some(Action::AskAgain)),
            step(card.step_virustotal, Some(Action::OpenVirusTotal)),
            step(card.step_other, Some(Action::CheckAnother)),
        ],
    }
}
