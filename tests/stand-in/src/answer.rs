//! An answer before it is sent, with the headers that VirusTotal's front end adds; no CORS among them, as with the real one.

use std::io::{self, Write};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use hyper::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{HeaderMap, StatusCode};

use crate::fixtures::{errors, written};

/// What is sent, and how.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) delivery: Delivery,
}

/// An error of API v3 on its way out: its code, and a message if the usual one does not do.
#[derive(Debug)]
pub(crate) struct Refusal(&'static str, Option<String>);

impl Refusal {
    pub(crate) fn new(code: &'static str) -> Self {
        Self(code, None)
    }

    pub(crate) fn saying(code: &'static str, message: impl Into<String>) -> Self {
        Self(code, Some(message.into()))
    }

    /// 400, for an argument that will not do.
    pub(crate) fn argument(message: impl Into<String>) -> Self {
        Self::saying("InvalidArgumentError", message)
    }
}

impl From<Refusal> for Answer {
    fn from(Refusal(code, message): Refusal) -> Self {
        match message {
            Some(message) => Self::error_saying(code, &message),
            None => Self::error(code),
        }
    }
}

/// How a body goes over the wire.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Delivery {
    Whole,
    /// The connection breaks after half of what was announced.
    Broken,
    /// So many bytes at a time, with so many milliseconds between.
    Drip {
        piece: usize,
        every: u64,
    },
    /// The body over and over, until so many bytes are sent.
    Flood(u64),
    /// The connection closes without an answer.
    Close,
    /// No answer, and the connection stays open.
    Hang,
}

impl Answer {
    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("cache-control", "no-cache"),
            ("x-cloud-trace-context", "105445aa7843bc8bf206b12000100000"),
            ("server", "Google Frontend"),
            ("vary", "Accept-Encoding"),
            ("via", "1.1 google"),
            ("alt-svc", "h3=\":443\"; ma=2592000,h3-29=\":443\"; ma=2592000"),
        ] {
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        if let Ok(value) = HeaderValue::from_str(content_type)
            && !value.is_empty()
        {
            headers.insert(CONTENT_TYPE, value);
        }
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self {
            status,
            headers,
            body: body.into(),
            delivery: Delivery::Whole,
        }
    }

    pub(crate) fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::new(status, "application/json", body)
    }

    /// An error of API v3 with its usual message.
    pub(crate) fn error(code: &str) -> Self {
        match errors::named(code) {
            Some(error) => Self::json(error.status, written(&error.body())),
            None => Self::json(500, written(&errors::unknown(code))),
        }
    }

    pub(crate) fn error_saying(code: &str, message: &str) -> Self {
        match errors::named(code) {
            Some(error) => Self::json(error.status, written(&error.saying(message))),
            None => Self::json(500, written(&errors::unknown(code))),
        }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            self.headers.insert(name, value);
        }
        self
    }

    pub(crate) fn delivered(mut self, delivery: Delivery) -> Self {
        self.delivery = delivery;
        self
    }

    pub(crate) fn gzipped(mut self) -> Self {
        // Compressed already, on command: twice would be another misbehaviour.
        if self.headers.contains_key(CONTENT_ENCODING) {
            return self;
        }
        if let Ok(packed) = gzip(&self.body) {
            self.body = packed.into();
            self.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        self
    }
}

fn gzip(body: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body)?;
    encoder.finish()
}
