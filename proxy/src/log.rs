//! The access log: one line a request, with the route's template where the path was.

use std::io::Write;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use hyper::{Method, StatusCode};

/// Where lines go.
#[derive(Clone)]
pub struct Log(Arc<dyn Fn(&str) + Send + Sync>);

impl Log {
    pub fn stderr() -> Self {
        // Whoever reads the log may be gone; requests go on.
        Self::to(|line| drop(writeln!(std::io::stderr().lock(), "{line}")))
    }

    /// Hands each line, without its end, to a function.
    pub fn to(write: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }

    pub(crate) fn write(&self, entry: &Entry, bytes_out: u64, bytes_in: u64) {
        let Entry {
            method,
            template,
            status,
            begun,
        } = entry;
        let time = humantime::format_rfc3339_seconds(SystemTime::now());
        let took = begun.elapsed().as_millis();
        (self.0)(&format!(
            "{time} {method} {template} {} {bytes_out} {took} {bytes_in}",
            status.as_u16()
        ));
    }
}

/// What is known of a request when its answer begins.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) method: &'static str,
    pub(crate) template: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) begun: Instant,
}

/// A method's name where it is one of HTTP's own; anything may stand there.
pub(crate) fn method(method: &Method) -> &'static str {
    const KNOWN: [&str; 9] = [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT",
    ];
    KNOWN.into_iter().find(|name| *name == method.as_str()).unwrap_or("-")
}
