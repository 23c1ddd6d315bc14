//! An upload that failed or was stopped, in words: at which step, why, and what VirusTotal may have of the file.

use crate::digest::HashError;
use crate::report::problem::{Problem, Remedy, describe, describe_hash};
use crate::report::units;
use crate::untrusted::Untrusted;
use crate::vt::error::{ApiError, Code, Network};
use crate::words::Words;

/// How much of the file has left the browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Gone {
    #[default]
    Nothing,
    Part {
        sent: u64,
        all: u64,
    },
    Whole,
}

/// Why there is no analysis.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// It has another digest than at first.
    Changed,
    /// It could not be read again.
    Unreadable(HashError),
    /// The question where to send it failed.
    NoAddress(ApiError),
    /// The address leads elsewhere.
    StrangeAddress(Untrusted),
    /// Sending it failed, or the answer was a refusal.
    Refused(ApiError),
    /// The reader's wish.
    Cancelled,
}

/// An upload that came to nothing.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Failure {
    pub why: Trouble,
    pub gone: Gone,
}

/// A failed upload in words.
pub fn describe_failure(failure: &Failure, words: Words) -> Problem {
    let own = words.upload;
    let said = |(title, advice): (&str, &str), detail: Option<Untrusted>| Problem {
        title: title.to_owned(),
        advice: advice.to_owned(),
        remedies: vec![Remedy::Retry],
        wait_until: None,
        detail,
    };
    let mut problem = match &failure.why {
        Trouble::Changed => Problem {
            remedies: vec![Remedy::CheckAnother],
            ..said(own.changed, None)
        },
        Trouble::Unreadable(error) => describe_hash(error, words),
        Trouble::NoAddress(error) => {
            let told = describe(error, None, words);
            Problem {
                title: (own.no_address)(&told.title),
                ..told
            }
        }
        Trouble::StrangeAddress(address) => Problem {
            remedies: vec![Remedy::OpenSettings, Remedy::Retry],
            ..said(own.strange_address, Some(address.clone()))
        },
        Trouble::Refused(error) => refused(error, words),
        Trouble::Cancelled => said((own.cancelled, ""), None),
    };
    let fate = match failure.gone {
        Gone::Nothing => own.nothing_sent.to_owned(),
        Gone::Part { sent, all } => (own.part_sent)(&units::size(sent, words), &units::size(all, words)),
        Gone::Whole if is_answered(&failure.why) => String::new(),
        Gone::Whole => own.whole_sent.to_owned(),
    };
    // The sentence about a changed file says it already.
    let parts = match failure.why {
        Trouble::Changed => vec![problem.advice],
        Trouble::Unreadable(_)
        | Trouble::NoAddress(_)
        | Trouble::StrangeAddress(_)
        | Trouble::Refused(_)
        | Trouble::Cancelled => vec![fate, problem.advice],
    };
    problem.advice = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    problem
        .remedies
        .retain(|remedy| !matches!(remedy, Remedy::Wait | Remedy::SeeSample));
    problem
}

/// Whether VirusTotal said what became of a whole file: it refused it.
fn is_answered(why: &Trouble) -> bool {
    matches!(why, Trouble::Refused(error) if !super::act::may_have_arrived(error))
}

fn refused(error: &ApiError, words: Words) -> Problem {
    let own = words.upload;
    let told = describe(error, None, words);
    let (title, advice) = match error {
        ApiError::Refused { status: 413, .. } | ApiError::NotTheApi { status: 413, .. } => own.too_large_for_proxy,
        ApiError::Refused {
            code: Code::BadRequest | Code::InvalidArgument,
            ..
        } => own.refused,
        ApiError::Refused {
            code: Code::Forbidden, ..
        } => own.act_forbidden,
        ApiError::Refused {
            code: Code::AlreadyExists,
            ..
        } => own.act_exists,
        ApiError::Network(Network::Broken) => (own.broke, ""),
        ApiError::Network(Network::Timeout) => (own.stalled, ""),
        ApiError::Refused { .. }
        | ApiError::Network(_)
        | ApiError::NotTheApi { .. }
        | ApiError::AboutAnother { .. }
        | ApiError::NotSetUp(_) => {
            return told;
        }
    };
    let mut remedies = told.remedies;
    if !remedies.contains(&Remedy::Retry) {
        remedies.push(Remedy::Retry);
    }
    remedies.retain(|remedy| *remedy != Remedy::CheckAnother);
    Problem {
        title: title.to_owned(),
        advice: advice.to_owned(),
        remedies,
        ..told
    }
}
