//! What a request asks for, taken apart once.

use hyper::body::Incoming;
use hyper::header::HOST;
use hyper::{Method, Request};

use crate::percent;

/// A request to API v3 with a good key.
pub(crate) struct Asked {
    pub(crate) method: Method,
    /// What stands behind `/api/v3/`, decoded.
    pub(crate) segments: Vec<String>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) key: String,
    /// The `Host` that the client spoke to.
    pub(crate) host: String,
}

impl Asked {
    pub(crate) fn of(request: &Request<Incoming>, path: &str, key: &str) -> Self {
        let host = request.headers().get(HOST).and_then(|value| value.to_str().ok());
        Self {
            method: request.method().clone(),
            segments: path.split('/').map(|part| percent::decoded(part, false)).collect(),
            query: percent::pairs(request.uri().query().unwrap_or_default()),
            key: key.to_owned(),
            host: host.unwrap_or_default().to_owned(),
        }
    }

    /// The first value of this name in the query.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    /// The path as links have it.
    pub(crate) fn path(&self) -> String {
        self.segments
            .iter()
            .map(|part| percent::encoded_part(part))
            .collect::<Vec<_>>()
            .join("/")
    }
}
