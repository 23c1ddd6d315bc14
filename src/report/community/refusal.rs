//! Why something was not written, in words, and what can be done without writing it twice.

use crate::report::problem::{Remedy, describe};
use crate::untrusted::Untrusted;
use crate::vt::error::{ApiError, Code, Network, NotTheApi};
use crate::words::Words;

/// What was to be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    Comment,
    Vote,
    Applause,
    Delete,
}

/// What pressing again would do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Again {
    /// The same refusal.
    InVain,
    /// What was wanted, once.
    Safe,
    /// Perhaps the same a second time: the list says whether the first one arrived.
    LookFirst,
}

/// A write that failed, ready to be drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    pub title: String,
    pub advice: String,
    pub again: Again,
    /// The list as it stands now would say more.
    pub look: bool,
    /// The settings are where it can be mended.
    pub settings: bool,
    /// What the other side said.
    pub detail: Option<Untrusted>,
}

pub fn refusal(act: Act, error: &ApiError, words: Words) -> Refusal {
    let told = describe(error, None, words);
    let again = again(act, error);
    let settings = told.remedies.contains(&Remedy::OpenSettings);
    let (title, advice) = match own(act, error, words) {
        Some(said) => said,
        None if again == Again::LookFirst => (told.title, words.community.may_have_arrived.to_owned()),
        None => (told.title, told.advice),
    };
    Refusal {
        title,
        advice,
        look: again == Again::LookFirst || (error.is_never_seen() && matches!(act, Act::Applause | Act::Delete)),
        again,
        settings,
        detail: told.detail,
    }
}

/// What a code means for an act, where that is more than it means for a question.
fn own(act: Act, error: &ApiError, words: Words) -> Option<(String, String)> {
    let ApiError::Refused { code, message, .. } = error else {
        return None;
    };
    let own = words.community;
    let said = match (code, act) {
        (Code::AlreadyExists, Act::Comment) => own.twice_comment,
        (Code::AlreadyExists, Act::Vote) => match voted(message, words) {
            Some(word) => return Some(((own.twice_vote_as)(word), own.twice_vote.1.to_owned())),
            None => own.twice_vote,
        },
        (Code::AlreadyExists, Act::Applause) => own.twice_applause,
        (Code::Forbidden, Act::Delete) => own.not_author,
        (Code::Forbidden, Act::Comment | Act::Vote | Act::Applause) => own.may_not,
        (Code::NotFound, Act::Delete | Act::Applause) => own.comment_gone,
        (Code::NotFound, Act::Comment | Act::Vote) => own.object_gone,
        (Code::InvalidArgument, Act::Comment) => own.text_refused,
        (Code::BadRequest | Code::InvalidArgument, _) => own.not_understood,
        _ => return None,
    };
    Some((said.0.to_owned(), said.1.to_owned()))
}

/// The verdict that VirusTotal says was voted before.
fn voted(message: &Untrusted, words: Words) -> Option<&'static str> {
    let (_, after) = message.raw().split_once("voted \"")?;
    match after.split('"').next()? {
        "malicious" => Some(words.community.malicious),
        "harmless" => Some(words.community.harmless),
        _ => None,
    }
}

fn again(act: Act, error: &ApiError) -> Again {
    if may_be_there(error) {
        // A comment is either there or not: deleting it twice harms nobody.
        return if act == Act::Delete {
            Again::Safe
        } else {
            Again::LookFirst
        };
    }
    match error {
        ApiError::Refused { code, .. } => match code {
            Code::BadRequest
            | Code::InvalidArgument
            | Code::UnselectiveContentQuery
            | Code::UnsupportedContentQuery
            | Code::Forbidden
            | Code::NotFound
            | Code::AlreadyExists => Again::InVain,
            Code::NotAvailableYet
            | Code::AuthenticationRequired
            | Code::UserNotActive
            | Code::WrongCredentials
            | Code::FailedDependency
            | Code::QuotaExceeded
            | Code::TooManyRequests
            | Code::Transient
            | Code::DeadlineExceeded
            | Code::Unknown(_) => Again::Safe,
        },
        ApiError::NotTheApi { .. } | ApiError::AboutAnother { .. } | ApiError::Network(_) | ApiError::NotSetUp(_) => {
            Again::Safe
        }
    }
}

/// Whether VirusTotal may have taken it although no answer says so. In doubt it may: unlike a second analysis
/// (`report::act`), a second comment stands there for everybody.
pub fn may_be_there(error: &ApiError) -> bool {
    match error {
        ApiError::Refused { status, code, .. } => *status >= 500 || *code == Code::FailedDependency,
        ApiError::NotTheApi { status, why, .. } => match why {
            // No proxy stands at this address, so nothing was passed on.
            NotTheApi::Html
            | NotTheApi::WrongType(_)
            | NotTheApi::Empty
            | NotTheApi::Truncated
            | NotTheApi::Malformed(_)
            | NotTheApi::WrongShape => !matches!(status, 404 | 405),
            NotTheApi::TooLarge(_) => true,
        },
        ApiError::Network(cause) => match cause {
            Network::Unreachable
            | Network::Cors
            | Network::Timeout
            | Network::Offline
            | Network::Broken
            | Network::Cancelled => true,
            Network::Policy | Network::LocalNetworkAccess | Network::Redirected => false,
        },
        ApiError::AboutAnother { .. } => true,
        ApiError::NotSetUp(_) => false,
    }
}
