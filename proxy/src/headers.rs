//! Which headers pass, each way, and which ones we add to every answer of the API.

use hyper::header::{
    ACCEPT, ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING,
    CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER, USER_AGENT, VARY,
    X_CONTENT_TYPE_OPTIONS,
};

pub(crate) const KEY: HeaderName = HeaderName::from_static("x-apikey");
pub(crate) const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What a web server before us says of the connection to it.
const SCHEME: HeaderName = HeaderName::from_static("x-forwarded-proto");

const TOOL: HeaderName = HeaderName::from_static("x-tool");

/// VirusTotal's front end compresses only for programs that name gzip here too.
const WHO: HeaderValue = HeaderValue::from_static(concat!("assay-proxy/", env!("CARGO_PKG_VERSION"), " (gzip)"));

/// Host and framing are made anew by the client.
pub(crate) fn to_upstream(from_page: &HeaderMap) -> HeaderMap {
    let mut passed = HeaderMap::new();
    for name in [KEY, ACCEPT, CONTENT_TYPE, TOOL] {
        if let Some(value) = from_page.get(&name) {
            passed.insert(name, value.clone());
        }
    }
    if let Some(key) = passed.get_mut(KEY) {
        key.set_sensitive(true);
    }
    if takes_gzip(from_page) {
        passed.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    }
    passed.insert(USER_AGENT, WHO);
    passed
}

/// How the page called us; `behind` where a web server that says nothing has TLS.
pub(crate) fn scheme(from_page: &HeaderMap, behind: bool) -> &'static str {
    match from_page.get(SCHEME).map(HeaderValue::as_bytes) {
        Some(b"https") => "https",
        None if behind => "https",
        Some(_) | None => "http",
    }
}

fn takes_gzip(from_page: &HeaderMap) -> bool {
    let values = from_page
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values
        .flat_map(|value| value.split(','))
        .any(|one| one.trim() == "gzip")
}

/// Framing is made anew by the server; cookies, CORS and everything else of upstream's stays behind.
pub(crate) fn to_page(from_upstream: &HeaderMap) -> HeaderMap {
    let mut passed = HeaderMap::new();
    for name in [CONTENT_TYPE, CONTENT_ENCODING, RETRY_AFTER] {
        if let Some(value) = from_upstream.get(&name) {
            passed.insert(name, value.clone());
        }
    }
    shield(&mut passed);
    passed
}

/// An answer may hold anything; opened as a page it must be dead, and nobody may keep it.
pub(crate) fn shield(answer: &mut HeaderMap) {
    const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (CONTENT_DISPOSITION, "attachment"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (RESOURCE_POLICY, "same-origin"),
        (CACHE_CONTROL, "no-store"),
        (VARY, "Origin"),
    ] {
        answer.insert(name, HeaderValue::from_static(value));
    }
}

/// Lets the page of this origin read the answer.
pub(crate) fn share(answer: &mut HeaderMap, origin: &HeaderValue) {
    answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    answer.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After"));
}

/// What the page of this origin may send; the answer to a preflight.
pub(crate) fn preflight(answer: &mut HeaderMap, origin: &HeaderValue, methods: HeaderValue) {
    answer.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
    answer.insert(ACCESS_CONTROL_ALLOW_METHODS, methods);
    let names = HeaderValue::from_static("x-apikey, content-type, accept, x-tool");
    answer.insert(ACCESS_CONTROL_ALLOW_HEADERS, names);
    answer.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("7200"));
    answer.insert(VARY, HeaderValue::from_static("Origin"));
}
