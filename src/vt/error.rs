//! Everything that can go wrong between a question and its answer, named for what the reader can do next.

use crate::untrusted::Untrusted;

/// An answer as it came over the wire, before anybody has read it.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub status: u16,
    /// The header as it came; empty where there was none.
    pub content_type: String,
    /// Seconds, where the header was there and a number.
    pub retry_after: Option<u64>,
    pub body: Vec<u8>,
}

/// Why there is no object. Messages come from servers and have the key blotted out before they get here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ApiError {
    /// VirusTotal itself said no, with one of its codes.
    Refused {
        status: u16,
        code: Code,
        message: Untrusted,
        retry_after: Option<u64>,
    },
    /// Something answered that is not API v3.
    NotTheApi {
        status: u16,
        why: NotTheApi,
        begins: Untrusted,
    },
    /// The answer is about another file than the one that was asked for.
    AboutAnother { asked: String, got: Untrusted },
    /// No answer at all.
    Network(Network),
    /// The page has no proxy to ask through, or no key to ask with.
    NotSetUp(NotSetUp),
}

/// Codes of API v3 (vendor page "errors"); the list is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Code {
    BadRequest,
    InvalidArgument,
    NotAvailableYet,
    UnselectiveContentQuery,
    UnsupportedContentQuery,
    AuthenticationRequired,
    UserNotActive,
    WrongCredentials,
    Forbidden,
    NotFound,
    AlreadyExists,
    FailedDependency,
    QuotaExceeded,
    TooManyRequests,
    Transient,
    DeadlineExceeded,
    Unknown(String),
}

/// What was wrong with an answer that is none of the API's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotTheApi {
    /// A web page: a captive portal, a proxy's own error page, a host without a proxy.
    Html,
    /// Another type than JSON.
    WrongType(Untrusted),
    Empty,
    /// JSON that ends too early.
    Truncated,
    /// JSON that is none; says where.
    Malformed(String),
    /// JSON of another shape than the API's.
    WrongShape,
    /// More than this page takes; holds the limit in bytes.
    TooLarge(u64),
}

/// Why nothing came back. The browser tells a page very little; `browser::http` finds out the rest.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Network {
    /// Nothing listens there, or its name is not known, or the connection broke.
    Unreachable,
    /// Something listens there and does not allow this page to ask.
    Cors,
    /// The page's own policy forbids the address.
    Policy,
    /// The browser withholds addresses of this machine from pages of other places.
    LocalNetworkAccess,
    /// The proxy sent the page elsewhere, which would have carried the key along.
    Redirected,
    Timeout,
    Offline,
    /// The connection broke in the middle of the answer.
    Broken,
    Cancelled,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotSetUp {
    NoKey,
    NoProxy,
    /// The reader, or whoever runs the page, wants nothing to be sent.
    LookupOnly,
}

impl Code {
    /// Reads a code as it stands in a body; older spellings count.
    pub fn parse(code: &str) -> Self {
        match code {
            "BadRequestError" => Self::BadRequest,
            "InvalidArgumentError" => Self::InvalidArgument,
            "NotAvailableYet" | "NotAvailableYetError" => Self::NotAvailableYet,
            "UnselectiveContentQueryError" => Self::UnselectiveContentQuery,
            "UnsupportedContentQueryError" => Self::UnsupportedContentQuery,
            "AuthenticationRequiredError" => Self::AuthenticationRequired,
            "UserNotActiveError" => Self::UserNotActive,
            "WrongCredentialsError" => Self::WrongCredentials,
            "ForbiddenError" => Self::Forbidden,
            "NotFoundError" => Self::NotFound,
            "AlreadyExistsError" => Self::AlreadyExists,
            "FailedDependencyError" => Self::FailedDependency,
            "QuotaExceededError" => Self::QuotaExceeded,
            "TooManyRequestsError" | "TooManyRequests" => Self::TooManyRequests,
            "TransientError" => Self::Transient,
            "DeadlineExceededError" => Self::DeadlineExceeded,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl ApiError {
    /// Whether VirusTotal says that it has never seen what was asked for: an answer, not a failure.
    pub fn is_never_seen(&self) -> bool {
        matches!(
            self,
            Self::Refused {
                code: Code::NotFound,
                ..
            }
        )
    }

    /// For a refusal because quota is used up: its `Retry-After` in seconds, where it had one. None for every other error.
    pub fn spent_quota(&self) -> Option<Option<u64>> {
        match self {
            Self::Refused {
                status,
                code,
                retry_after,
                ..
            } => {
                let spent = *status == 429 || matches!(code, Code::QuotaExceeded | Code::TooManyRequests);
                spent.then_some(*retry_after)
            }
            Self::NotTheApi { .. } | Self::AboutAnother { .. } | Self::Network(_) | Self::NotSetUp(_) => None,
        }
    }

    /// Whether every other question would end the same way, so that asking on would only cost the reader requests.
    pub fn meets_every_question(&self) -> bool {
        match self {
            Self::Refused { code, .. } => matches!(
                code,
                Code::AuthenticationRequired | Code::WrongCredentials | Code::UserNotActive
            ),
            Self::NotSetUp(what) => match what {
                NotSetUp::NoKey | NotSetUp::NoProxy => true,
                NotSetUp::LookupOnly => false,
            },
            Self::Network(cause) => match cause {
                Network::Unreachable
                | Network::Cors
                | Network::Policy
                | Network::LocalNetworkAccess
                | Network::Redirected
                | Network::Offline => true,
                Network::Timeout | Network::Broken | Network::Cancelled => false,
            },
            Self::NotTheApi { .. } | Self::AboutAnother { .. } => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_error_means_for_the_other_questions() {
        let refused = |status, code, retry_after| ApiError::Refused {
            status,
            code,
            message: Untrusted::default(),
            retry_after,
        };
        for (error, spent_quota, meets_every_question) in [
            (refused(429, Code::QuotaExceeded, None), Some(None), false),
            (refused(429, Code::TooManyRequests, Some(7)), Some(Some(7)), false),
            (refused(429, Code::Unknown("New".into()), None), Some(None), false),
            (refused(401, Code::WrongCredentials, None), None, true),
            (refused(401, Code::UserNotActive, Some(7)), None, true),
            (refused(403, Code::Forbidden, None), None, false),
            (refused(404, Code::NotFound, None), None, false),
            (refused(503, Code::Transient, Some(7)), None, false),
            (ApiError::NotSetUp(NotSetUp::NoKey), None, true),
            (ApiError::NotSetUp(NotSetUp::LookupOnly), None, false),
            (ApiError::Network(Network::Cors), None, true),
            (ApiError::Network(Network::Offline), None, true),
            (ApiError::Network(Network::Timeout), None, false),
        ] {
            assert_eq!(error.spent_quota(), spent_quota, "{error:?}");
            assert_eq!(error.meets_every_question(), meets_every_question, "{error:?}");
        }
    }
}
