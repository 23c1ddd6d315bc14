//! What was received: requests with their bodies, and under them the plain bytes of each connection.

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::{fmt, io};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::{held, keep};

/// One request.
#[derive(Clone, PartialEq, Eq)]
pub struct Seen {
    pub method: String,
    /// Path and query as they stood in the request.
    pub target: String,
    /// Names in lower case; what is no UTF-8 in a value is replaced.
    pub headers: Vec<(String, String)>,
    /// As much of it as has arrived, and as is kept.
    pub body: Vec<u8>,
    /// How much of it has arrived.
    pub length: u64,
    /// SHA-256 of the whole body, once it has arrived.
    pub sha256: Option<String>,
    /// Of the answer; 0 while there is none, and where none was given.
    pub status: u16,
}

impl Seen {
    /// The first header of this name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(own, _)| own.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        json!({
            "method": self.method, "target": self.target, "headers": self.headers,
            "body": STANDARD.encode(&self.body), "length": self.length, "sha256": self.sha256, "status": self.status,
        })
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {} -> {} {:?}, {} bytes",
            self.method, self.target, self.status, self.headers, self.length
        )
    }
}

/// A request in the record, for the connection that is still filling it in.
pub(crate) type Entry = Arc<Mutex<Seen>>;

#[derive(Default)]
pub(crate) struct Record {
    keep: usize,
    seen: Mutex<Vec<Entry>>,
    connections: Mutex<Vec<Arc<Mutex<Vec<u8>>>>>,
}

impl Record {
    pub(crate) fn keeping(keep: usize) -> Self {
        Self {
            keep,
            ..Self::default()
        }
    }

    pub(crate) fn begin(&self, seen: Seen) -> Entry {
        let entry = Arc::new(Mutex::new(seen));
        held(&self.seen).push(Arc::clone(&entry));
        entry
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        held(&self.seen).iter().map(|entry| held(entry).clone()).collect()
    }

    pub(crate) fn received(&self) -> Vec<Vec<u8>> {
        held(&self.connections)
            .iter()
            .map(|bytes| held(bytes).clone())
            .filter(|bytes| !bytes.is_empty())
            .collect()
    }

    pub(crate) fn forget(&self) {
        held(&self.seen).clear();
        let mut connections = held(&self.connections);
        // An open connection still writes into its own.
        connections.retain(|bytes| Arc::strong_count(bytes) > 1);
        connections.iter().for_each(|bytes| held(bytes).clear());
    }

    /// Watches a connection.
    pub(crate) fn tap<S>(&self, stream: S) -> Tap<S> {
        let received = Arc::new(Mutex::new(Vec::new()));
        held(&self.connections).push(Arc::clone(&received));
        Tap {
            stream,
            received,
            keep: self.keep,
        }
    }
}

/// A stream that keeps a copy of what is read from it.
pub(crate) struct Tap<S> {
    stream: S,
    received: Arc<Mutex<Vec<u8>>>,
    keep: usize,
}

impl<S> Tap<S> {
    pub(crate) fn received(&self) -> Arc<Mutex<Vec<u8>>> {
        Arc::clone(&self.received)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Tap<S> {
    fn poll_read(self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let polled = Pin::new(&mut this.stream).poll_read(context, buffer);
        let fresh = buffer.filled().get(before..).unwrap_or_default();
        keep(&mut held(&this.received), fresh, this.keep);
        polled
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Tap<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}
