//! What is wrong with a message before anybody reads its meaning: two lengths, two hosts, methods that mirror or tunnel.

use hyper::header::{CONTENT_LENGTH, HOST, TRANSFER_ENCODING};
use hyper::{Method, Request, StatusCode};

use crate::hosts::Hosts;
use crate::refusal::Refusal;

const LONGEST_ADDRESS: usize = 4096;

/// Checks the head of a request and gives the name it was sent to.
pub(crate) fn check<'a, B>(request: &'a Request<B>, hosts: &Hosts) -> Result<&'a str, Refusal> {
    let bad = |why: &str| Refusal::malformed(StatusCode::BAD_REQUEST, why);
    let headers = request.headers();
    if [Method::TRACE, Method::CONNECT].contains(request.method()) {
        return Err(Refusal::malformed(
            StatusCode::METHOD_NOT_ALLOWED,
            "This method is never allowed.",
        ));
    }
    // hyper drops a Content-Length beside it, so that the two together cannot be told from this one alone; and two
    // lengths are how requests are smuggled. Browsers send a length, and so do the public clients in tests/clients.
    if headers.contains_key(TRANSFER_ENCODING) {
        return Err(Refusal::malformed(
            StatusCode::LENGTH_REQUIRED,
            "A body needs a Content-Length.",
        ));
    }
    if headers.get_all(CONTENT_LENGTH).iter().count() > 1 {
        return Err(bad("A body has one length."));
    }
    let uri = request.uri();
    let length = uri.path().len() + uri.query().map_or(0, str::len);
    if length > LONGEST_ADDRESS {
        return Err(Refusal::malformed(StatusCode::URI_TOO_LONG, "The address is too long."));
    }
    if !uri.path().is_ascii() || uri.query().is_some_and(|query| !query.is_ascii()) {
        return Err(bad("An address is ASCII."));
    }
    let mut named = headers.get_all(HOST).iter();
    let host = match (named.next(), named.next()) {
        (Some(host), None) => host.to_str().map_err(|_| bad("The host is no name."))?,
        (None, _) => return Err(bad("A request names its host.")),
        (Some(_), Some(_)) => return Err(bad("A request names one host.")),
    };
    let agrees = |authority: &str| authority.eq_ignore_ascii_case(host) && uri.scheme_str() == Some("http");
    if uri.authority().is_some_and(|authority| !agrees(authority.as_str())) {
        return Err(bad("The address and the Host header disagree."));
    }
    if !hosts.know(host) {
        return Err(Refusal::new(
            StatusCode::MISDIRECTED_REQUEST,
            "ProxyErrorHost",
            "This proxy is not called by this name. Whoever runs it can add the name with --host.",
        ));
    }
    Ok(host)
}
