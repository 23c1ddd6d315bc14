//! Every error that a question can end with: one list, so that what a new one lacks is missed by no test.

use assay::vt::error::{ApiError, Code, Network, NotSetUp, NotTheApi};

/// One of each.
pub fn every_error() -> Vec<ApiError> {
    let refused = |code| ApiError::Refused {
        status: 400,
        code,
        message: "said".into(),
        retry_after: None,
    };
    let foreign = |why| ApiError::NotTheApi {
        status: 200,
        why,
        begins: "begins".into(),
    };
    let mut errors: Vec<ApiError> = [
        Code::BadRequest,
        Code::InvalidArgument,
        Code::NotAvailableYet,
        Code::UnselectiveContentQuery,
        Code::UnsupportedContentQuery,
        Code::AuthenticationRequired,
        Code::UserNotActive,
        Code::WrongCredentials,
        Code::Forbidden,
        Code::NotFound,
        Code::AlreadyExists,
        Code::FailedDependency,
        Code::QuotaExceeded,
        Code::TooManyRequests,
        Code::Transient,
        Code::DeadlineExceeded,
        Code::Unknown("NewError".into()),
        Code::Unknown("ProxyErrorOrigin".into()),
        Code::Unknown("ProxyErrorUnreachable".into()),
        Code::Unknown("ProxyErrorTimeout".into()),
        Code::Unknown("ProxyErrorRoute".into()),
    ]
    .map(refused)
    .into();
    errors.extend(
        [
            NotTheApi::Html,
            NotTheApi::WrongType("text/plain".into()),
            NotTheApi::Empty,
            NotTheApi::Truncated,
            NotTheApi::Malformed("line 1".into()),
            NotTheApi::WrongShape,
            NotTheApi::TooLarge(1),
        ]
        .map(foreign),
    );
    errors.push(ApiError::AboutAnother {
        asked: "a".into(),
        got: "b".into(),
    });
    errors.extend(
        [
            Network::Unreachable,
            Network::Cors,
            Network::Policy,
            Network::LocalNetworkAccess,
            Network::Redirected,
            Network::Timeout,
            Network::Offline,
            Network::Broken,
            Network::Cancelled,
        ]
        .map(ApiError::Network),
    );
    errors.extend([NotSetUp::NoKey, NotSetUp::NoProxy, NotSetUp::LookupOnly].map(ApiError::NotSetUp));
    errors
}
