//! Every error as the reader meets it: what happened, what to do, and the doing.

use crate::untrusted::Untrusted;
use crate::vt::error::ApiError;
use crate::words::Words;

/// An error, ready to be drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    /// What happened, in one sentence.
    pub title: String,
    /// What to do, in one or two.
    pub advice: String,
    /// The doing; the first one is the main button.
    pub remedies: Vec<Remedy>,
    /// Unix seconds at which asking makes sense again; a countdown is drawn, and the page may ask by itself then.
    pub wait_until: Option<i64>,
    /// What the other side said, the key blotted out.
    pub detail: Option<Untrusted>,
}

/// Something that a button does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remedy {
    Retry,
    OpenSettings,
    /// VirusTotal's own page for the digest in question.
    OpenVirusTotal,
    /// Nothing to press: the countdown runs, and `Retry` stands beside it.
    Wait,
    /// The report that ships with the page.
    SeeSample,
    /// Another file or digest.
    CheckAnother,
    /// The page itself, anew.
    Reload,
}

impl Remedy {
    /// What stands on the button; empty for `Wait`, which is a countdown.
    pub fn label(self, words: Words) -> &'static str {
        let _ = words;
        ""
    }
}

/// An error in words. `wait_until` comes from `queue::hold` for errors of quota; others leave it out.
pub fn describe(error: &ApiError, wait_until: Option<i64>, words: Words) -> Problem {
    let _ = (error, words);
    Problem {
        title: String::new(),
        advice: String::new(),
        remedies: vec![Remedy::Retry],
        wait_until,
        detail: None,
    }
}
