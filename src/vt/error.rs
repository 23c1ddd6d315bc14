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
}
