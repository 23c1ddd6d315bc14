//! What went wrong with something that was to be done, in words: the same error says less about a question than about an act.

use crate::report::problem::{Problem, Remedy, describe};
use crate::vt::error::{ApiError, Code, Network};
use crate::words::Words;

/// What a reader has done besides reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    Reanalyse,
    Submit,
    /// Looking at an analysis.
    Look,
    /// Asking for quotas and privileges.
    Quota,
}

impl Act {
    /// Whether the page must not repeat it by itself: it may have been done although no answer came.
    fn changes_something(self) -> bool {
        match self {
            Self::Reanalyse | Self::Submit => true,
            Self::Look | Self::Quota => false,
        }
    }
}

/// An error of an act in words.
pub fn describe_act(error: &ApiError, act: Act, words: Words) -> Problem {
    let mut problem = describe(error, None, words);
    let own = words.upload;
    let code = match error {
        ApiError::Refused { code, .. } => Some(code),
        ApiError::NotTheApi { .. } | ApiError::AboutAnother { .. } | ApiError::Network(_) | ApiError::NotSetUp(_) => {
            None
        }
    };
    let said = match (act, code) {
        (Act::Reanalyse, Some(Code::NotFound)) => Some(own.reanalyse_unknown),
        (Act::Look, Some(Code::NotFound)) => Some(words.analysis.not_found),
        (Act::Submit, Some(Code::InvalidArgument | Code::BadRequest)) => Some(own.refused_url),
        (Act::Reanalyse | Act::Submit, Some(Code::Forbidden)) => Some(own.act_forbidden),
        (Act::Reanalyse | Act::Submit, Some(Code::AlreadyExists)) => Some(own.act_exists),
        (Act::Quota, Some(Code::Forbidden)) => Some((words.quota.not_yours_title, words.quota.not_yours)),
        (Act::Quota, Some(Code::NotFound)) => Some((words.quota.no_such_user, words.quota.not_yours)),
        (Act::Reanalyse | Act::Submit | Act::Look | Act::Quota, Some(_) | None) => None,
    };
    if let Some((title, advice)) = said {
        (problem.title, problem.advice) = (title.to_owned(), advice.to_owned());
    }
    if act.changes_something() && may_have_arrived(error) {
        problem.advice = format!("{} {}", problem.advice, own.act_uncertain);
    }
    problem.remedies.retain(|remedy| match remedy {
        // The page is about something, and stays about it.
        Remedy::CheckAnother | Remedy::SeeSample | Remedy::Wait => false,
        Remedy::Retry | Remedy::OpenSettings | Remedy::OpenVirusTotal | Remedy::Reload => true,
    });
    if !problem.remedies.contains(&Remedy::Retry) {
        problem.remedies.push(Remedy::Retry);
    }
    problem
}

/// Whether what was asked may have been done although no good answer came.
pub fn may_have_arrived(error: &ApiError) -> bool {
    match error {
        ApiError::Network(Network::Timeout | Network::Broken) | ApiError::AboutAnother { .. } => true,
        ApiError::NotTheApi { status, .. } => (200..300).contains(status) || (502..=504).contains(status),
        ApiError::Refused { code, status, .. } => match code {
            Code::DeadlineExceeded | Code::Transient | Code::FailedDependency => true,
            Code::Unknown(_) => *status >= 500,
            Code::BadRequest
            | Code::InvalidArgument
            | Code::NotAvailableYet
            | Code::UnselectiveContentQuery
            | Code::UnsupportedContentQuery
            | Code::AuthenticationRequired
            | Code::UserNotActive
            | Code::WrongCredentials
            | Code::Forbidden
            | Code::NotFound
            | Code::AlreadyExists
            | Code::QuotaExceeded
            | Code::TooManyRequests => false,
        },
        ApiError::Network(
            Network::Unreachable
            | Network::Cors
            | Network::Policy
            | Network::LocalNetworkAccess
            | Network::Redirected
            | Network::Offline
            | Network::Cancelled,
        )
        | ApiError::NotSetUp(_) => false,
    }
}
