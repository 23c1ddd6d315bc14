//! Answers of our own that say no, in the shape that API v3 gives its errors.

use hyper::header::{ALLOW, CONNECTION, CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::{Response, StatusCode};

use crate::flow::{Body, whole};
use crate::headers;

/// Why a request was not forwarded, or what came of forwarding it. Never holds anything of the request.
#[derive(Debug)]
pub(crate) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
    allow: Option<String>,
    close: bool,
}

impl Refusal {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            allow: None,
            close: false,
        }
    }

    /// A message whose end we cannot be sure of: nothing more is read from this connection.
    pub(crate) fn malformed(status: StatusCode, message: &str) -> Self {
        Self {
            close: true,
            ..Self::new(status, "ProxyErrorRequest", message)
        }
    }

    pub(crate) fn method(allow: &str) -> Self {
        let message = format!("Allowed here: {allow}.");
        let allow = Some(allow.to_owned());
        Self {
            allow,
            ..Self::new(StatusCode::METHOD_NOT_ALLOWED, "ProxyErrorMethod", message)
        }
    }

    pub(crate) fn route() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "ProxyErrorRoute",
            "This proxy does not forward this address.",
        )
    }

    pub(crate) fn embedding() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "ProxyErrorOrigin",
            "These files are for their own page.",
        )
    }

    pub(crate) fn too_large(limit: u64) -> Self {
        let message = match limit {
            0 => "Nothing may be sent along here.".to_owned(),
            _ if limit < 1 << 20 => format!("This proxy takes at most {} KiB here.", limit.div_ceil(1 << 10)),
            _ => format!("This proxy takes a file of at most {} MiB here.", limit >> 20),
        };
        Self {
            close: true,
            ..Self::new(StatusCode::PAYLOAD_TOO_LARGE, "ProxyErrorTooLarge", message)
        }
    }

    /// The body is of another kind than the route takes.
    pub(crate) fn kind(kinds: &[&str]) -> Self {
        let message = format!("What is sent along here is {}.", kinds.join(" or "));
        Self {
            close: true,
            ..Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "ProxyErrorKind", message)
        }
    }

    pub(crate) fn answer(self) -> Response<Body> {
        let json = serde_json::json!({ "error": { "code": self.code, "message": self.message } });
        let mut response = Response::new(whole(json.to_string()));
        *response.status_mut() = self.status;
        let fields: &mut HeaderMap = response.headers_mut();
        headers::shield(fields);
        // It tells nothing, and a page that may not ask must see that somebody is there (`no-cors` is all it has).
        fields.insert(headers::RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
        fields.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(allow) = self.allow.and_then(|methods| methods.parse().ok()) {
            fields.insert(ALLOW, allow);
        }
        if self.close {
            fields.insert(CONNECTION, HeaderValue::from_static("close"));
        }
        response
    }
}
