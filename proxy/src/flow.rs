//! Bodies on their way: counted, timed, limited, never gathered.

use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

use crate::log::{Entry, Log};

pub(crate) type Error = Box<dyn std::error::Error + Send + Sync>;
/// The body of every answer.
pub(crate) type Body = UnsyncBoxBody<Bytes, Error>;

pub(crate) fn whole(bytes: impl Into<Bytes>) -> Body {
    Full::new(bytes.into()).map_err(|never| match never {}).boxed_unsync()
}

/// A short body as a whole; `None` where it is longer than `most`, or breaks off.
pub(crate) async fn gathered(body: Body, most: usize) -> Option<Vec<u8>> {
    let mut body = std::pin::pin!(Limited::new(body, most));
    let mut gathered = Vec::new();
    while let Some(frame) = body.frame().await {
        gathered.extend_from_slice(frame.ok()?.data_ref().map_or(&[], Bytes::as_ref));
    }
    Some(gathered)
}

/// Why the body of a question ended too early.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Fault {
    TooLarge,
    Idle,
    Broken,
}

/// What the one who waits for the answer sees of the question's body while the client library sends it.
#[derive(Debug)]
pub(crate) struct Sending {
    bytes: AtomicU64,
    last: Mutex<Instant>,
    fault: Mutex<Option<Fault>>,
}

impl Sending {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            bytes: AtomicU64::new(0),
            last: Mutex::new(Instant::now()),
            fault: Mutex::new(None),
        })
    }

    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    pub(crate) fn fault(&self) -> Option<Fault> {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends when nothing has moved for so long.
    pub(crate) async fn still_for(&self, long: Duration) {
        loop {
            let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
            if last.elapsed() >= long {
                return;
            }
            tokio::time::sleep_until(last + long).await;
        }
    }

    fn moved(&self, bytes: usize) -> u64 {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        let bytes = bytes as u64;
        self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes
    }

    fn failed(&self, fault: Fault) -> Error {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = Some(fault);
        format!("{fault:?}").into()
    }
}

/// The body of a question, from the page to upstream.
pub(crate) struct Question {
    pub(crate) from_page: Timed,
    pub(crate) limit: u64,
    pub(crate) sending: Arc<Sending>,
}

impl HttpBody for Question {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let next = match ready!(Pin::new(&mut self.from_page).poll_frame(cx)) {
            None => {
                self.sending.moved(0);
                None
            }
            Some(Ok(frame)) => match frame.into_data() {
                Ok(data) if self.sending.moved(data.len()) > self.limit => {
                    Some(Err(self.sending.failed(Fault::TooLarge)))
                }
                Ok(data) => Some(Ok(Frame::data(data))),
                Err(_trailers) => None,
            },
            Some(Err(Late::Idle)) => Some(Err(self.sending.failed(Fault::Idle))),
            Some(Err(Late::Broken(_))) => Some(Err(self.sending.failed(Fault::Broken))),
        };
        Poll::Ready(next)
    }

    fn is_end_stream(&self) -> bool {
        self.from_page.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.from_page.body.size_hint()
    }
}

/// A body that must not stop for long.
pub(crate) struct Timed {
    body: Incoming,
    idle: Duration,
    alarm: Option<Pin<Box<Sleep>>>,
}

/// What may go wrong with it.
#[derive(Debug)]
pub(crate) enum Late {
    Idle,
    Broken(hyper::Error),
}

impl std::fmt::Display for Late {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Idle => f.write_str("nothing came for too long"),
            Self::Broken(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Late {}

impl Timed {
    pub(crate) fn new(body: Incoming, idle: Duration) -> Self {
        Self {
            body,
            idle,
            alarm: None,
        }
    }
}

impl HttpBody for Timed {
    type Data = Bytes;
    type Error = Late;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Late>>> {
        if let Poll::Ready(next) = Pin::new(&mut self.body).poll_frame(cx) {
            self.alarm = None;
            return Poll::Ready(next.map(|frame| frame.map_err(Late::Broken)));
        }
        let idle = self.idle;
        let alarm = self.alarm.get_or_insert_with(|| Box::pin(sleep(idle)));
        alarm.as_mut().poll(cx).map(|()| Some(Err(Late::Idle)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The body of an answer on its way to the client. The log line is written when it is over, however it ends.
pub(crate) struct Logged {
    pub(crate) body: Body,
    pub(crate) out: u64,
    pub(crate) entry: Entry,
    pub(crate) sending: Arc<Sending>,
    pub(crate) log: Log,
}

impl HttpBody for Logged {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let next = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if let Some(Ok(frame)) = &next {
            self.out += frame.data_ref().map_or(0, Bytes::len) as u64;
        }
        Poll::Ready(next)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Logged {
    fn drop(&mut self) {
        self.log.write(&self.entry, self.out, self.sending.bytes());
    }
}
