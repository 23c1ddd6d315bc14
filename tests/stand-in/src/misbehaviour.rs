//! Every way not to answer well, and the line in which they wait.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, Delivery};
use crate::made_up;

/// What happens to a request instead of, or on top of, its proper answer.
///
/// As JSON, for other processes: `"hang"`, `{"error": "TransientError"}`, `{"redirect": [307, "https://…"]}`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Misbehaviour {
    /// An error of API v3 by its code; codes that are not in the table come with status 500.
    Error(String),
    /// 429 with a `Retry-After` of so many seconds.
    RetryAfter(u64),
    /// 401 whose message repeats the key, as VirusTotal's once did.
    EchoKey,
    /// The proper answer, so many milliseconds late.
    Latency(u64),
    /// No answer, for as long as the other side waits.
    Hang,
    CloseBeforeAnswer,
    /// The connection breaks when so many bytes of the request's body have come.
    CloseAfter(u64),
    /// The proper answer; but the body is read so many bytes at a time, with so many milliseconds between.
    Sip {
        bytes: u64,
        every_ms: u64,
    },
    /// The connection breaks in the middle of the proper answer.
    CloseMidBody,
    /// The proper answer's first half, correctly framed: JSON that ends too early.
    Truncated,
    /// A web page with this status, as a captive portal or a proxy sends.
    Html(u16),
    /// The proper answer as `text/plain`.
    WrongType,
    /// No body, with this status.
    Empty(u16),
    /// Says that it is JSON, and is none.
    NotJson,
    /// JSON, but not the API's.
    WrongShape,
    /// The report of another file than the one that was asked for.
    AnotherFile,
    /// A redirect with this status to this address.
    Redirect(u16, String),
    /// The proper answer, compressed though nobody asked for that.
    Gzip,
    /// JSON of so many bytes.
    Huge(u64),
    /// The proper answer, `piece` bytes at a time with `every_ms` between.
    Drip {
        piece: usize,
        every_ms: u64,
    },
    /// The proper answer with more headers.
    Headers(Vec<(String, String)>),
    /// Anything else.
    Body {
        status: u16,
        content_type: String,
        body: String,
    },
}

/// Which misbehaviour is next.
#[derive(Default)]
pub(crate) struct Script {
    /// Method, beginning of the path, and what the first such request meets.
    aimed: Vec<(String, String, Misbehaviour)>,
    line: VecDeque<Misbehaviour>,
    always: Option<Misbehaviour>,
}

impl Script {
    pub(crate) fn next(&mut self, how: Misbehaviour) {
        self.line.push_back(how);
    }

    pub(crate) fn always(&mut self, how: Misbehaviour) {
        self.always = Some(how);
    }

    pub(crate) fn end(&mut self) {
        *self = Self::default();
    }

    pub(crate) fn aim(&mut self, method: &str, path: &str, how: Misbehaviour) {
        self.aimed.push((method.to_owned(), path.to_owned(), how));
    }

    pub(crate) fn take(&mut self, method: &str, path: &str) -> Option<Misbehaviour> {
        let short = path.strip_prefix("/api/v3/").unwrap_or(path);
        let aimed = self
            .aimed
            .iter()
            .position(|(own, start, _)| own == method && (path.starts_with(start) || short.starts_with(start)));
        if let Some(at) = aimed {
            return Some(self.aimed.remove(at).2);
        }
        self.line.pop_front().or_else(|| self.always.clone())
    }
}

impl Misbehaviour {
    /// The answer that comes instead. `properly` gives the proper one, and counts as a lookup only where it is called.
    pub(crate) fn answer(self, key: &str, path: &str, properly: impl FnOnce() -> Answer) -> Answer {
        match self {
            Self::Error(code) => Answer::error(&code),
            Self::RetryAfter(seconds) => Answer::error("QuotaExceededError").with("retry-after", &seconds.to_string()),
            Self::EchoKey => Answer::error_saying("WrongCredentialsError", &format!("Wrong API key: {key}")),
            // The waiting is the server's; what comes after it is the proper answer.
            Self::Latency(_) | Self::Sip { .. } => properly(),
            Self::Hang => Answer::json(200, "").delivered(Delivery::Hang),
            // Shorter bodies than that break here.
            Self::CloseBeforeAnswer | Self::CloseAfter(_) => Answer::json(200, "").delivered(Delivery::Close),
            Self::CloseMidBody => properly().delivered(Delivery::Broken),
            Self::Truncated => {
                let mut answer = properly();
                answer.body.truncate(answer.body.len() / 2);
                answer
            }
            Self::Html(status) => Answer::new(status, "text/html; charset=utf-8", PAGE),
            Self::WrongType => properly().with("content-type", "text/plain; charset=utf-8"),
            Self::Empty(status) => Answer::new(status, "", ""),
            Self::NotJson => Answer::json(200, "Everything is fine.\n"),
            Self::WrongShape => Answer::json(200, r#"{"data":[{"kind":"file"}],"ok":true}"#),
            Self::AnotherFile => Answer::json(200, made_up::of_another(path.rsplit('/').next().unwrap_or_default())),
            Self::Redirect(status, to) => Answer::new(status, "text/html", "<a href=.>Moved</a>").with("location", &to),
            Self::Gzip => properly().gzipped(),
            Self::Huge(bytes) => Answer::json(200, "").delivered(Delivery::Flood(bytes)),
            Self::Drip { piece, every_ms } => properly().delivered(Delivery::Drip {
                piece: piece.max(1),
                every: every_ms,
            }),
            Self::Headers(headers) => headers
                .iter()
                .fold(properly(), |answer, (name, value)| answer.with(name, value)),
            Self::Body {
                status,
                content_type,
                body,
            } => Answer::new(status, &content_type, body),
        }
    }
}

/// Its script must never run in a page that asked the API.
const PAGE: &str = "<!doctype html><html><head><title>Sign in to continue</title>\
<script>document.documentElement.dataset.harmed='portal'</script></head><body><h1>502 Bad Gateway</h1></body></html>";
