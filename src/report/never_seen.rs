//! The page for what VirusTotal does not know: calm, no verdict, and what can be done next.

use crate::subject::Topic;
use crate::words::Words;

/// A report's place where there is no report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NeverSeen {
    /// `Never seen`.
    pub word: &'static str,
    /// The sentence of the card.
    pub headline: String,
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
    /// VirusTotal's own page for it.
    OpenVirusTotal,
    /// The host of a URL, by its own report.
    OpenHost,
    AskAgain,
    /// Back to the box and the drop target.
    CheckAnother,
}

impl Action {
    /// What stands on the button.
    pub fn label(self, words: Words) -> &'static str {
        match self {
            Self::OpenVirusTotal => words.report.open_virustotal,
            Self::OpenHost => words.report.card.open_host,
            Self::AskAgain => words.report.ask_again,
            Self::CheckAnother => words.problem.check_another,
        }
    }
}

/// What is said about what nobody has seen. `hashed_here`: a file's digest was made on this page, not typed.
pub fn never_seen(topic: Topic, hashed_here: bool, words: Words) -> NeverSeen {
    let card = words.report.card;
    let step = |text, action| Step { text, action };
    let own = match topic {
        Topic::File => vec![step(card.step_compare, None), step(card.step_original, None)],
        Topic::Url => vec![
            step(card.step_spelling, None),
            step(card.step_host, Some(Action::OpenHost)),
        ],
        Topic::Domain | Topic::Address => vec![step(card.step_spelling, None)],
    };
    NeverSeen {
        word: card.never_seen,
        headline: (card.never_seen_headline)((card.this)(topic)),
        meaning: vec![
            (card.never_seen_meaning)(topic),
            if hashed_here {
                card.never_seen_file
            } else {
                (card.never_seen_typed)(topic)
            },
        ],
        steps: own
            .into_iter()
            .chain([
                step((card.step_wait)(topic), Some(Action::AskAgain)),
                step((card.step_virustotal)(topic), Some(Action::OpenVirusTotal)),
                step(card.step_other, Some(Action::CheckAnother)),
            ])
            .collect(),
    }
}
