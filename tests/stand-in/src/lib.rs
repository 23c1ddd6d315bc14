//! A server that speaks VirusTotal's API v3 as far as this project asks it, and misbehaves on command.
//!
//! It never asks VirusTotal. What it says of files is invented; how it says it follows the public documentation
//! and recordings: envelopes, status codes, error bodies, content types, headers, the quota.
//!
//! # Layout
//! - `fixtures`  the invented reports, and in `fixtures::world` all that hangs together with them, with its ids as constants;
//!   `made_up` objects that no fixture has
//! - `options`   how a stand-in starts
//! - `server`    sockets, one request from its first byte to its answer; `asked` takes it apart
//! - `routes`    what API v3 answers, one file per kind of question
//! - `known`     objects by `kind` and id and the relations between them; `relations` the vendor's table of these;
//!   `page` a page of a list; `canonical`, `percent` spellings
//! - `body`      what arrives: `multipart` forms taken apart as they come, `zip` opened with its password
//! - `analyses`  what was sent in, from the queue to its report
//! - `keys`, `quota`  who may ask, and how often, on a clock that can be moved
//! - `misbehaviour`   every way not to answer well
//! - `record`    what was received, to the byte
//! - `control`   all of this for other processes, under `/stand-in/`
//!
//! ```no_run
//! # async fn run() -> std::io::Result<()> {
//! use stand_in::fixtures::world;
//! use stand_in::{Misbehaviour, Options, Pace, StandIn};
//! let stand_in = StandIn::start(Options {
//!     pace: Pace::Polls { queued: 1, in_progress: 1 },
//!     ..Options::default()
//! })
//! .await?;
//! stand_in.misbehave(Misbehaviour::Error("TransientError".into()));
//! stand_in.misbehave_on("POST", "urls", Misbehaviour::CloseBeforeAnswer);
//! stand_in.set_relation("files", world::FILE, "graphs", Vec::new());
//! // … ask stand_in.url() for something …
//! assert!(stand_in.writes().is_empty() && stand_in.record().iter().all(|seen| seen.length == 0));
//! # Ok(()) }
//! ```

// A whole report in one `json!` nests deeper than the compiler's own limit.
#![recursion_limit = "512"]

mod analyses;
mod answer;
mod asked;
mod body;
mod canonical;
mod control;
pub mod fixtures;
mod keys;
mod kind;
mod known;
mod made_up;
mod misbehaviour;
mod multipart;
mod options;
mod page;
mod percent;
mod quota;
mod record;
mod relations;
mod routes;
mod server;
mod zip;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{fmt, io};

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use keys::Keys;
pub use misbehaviour::Misbehaviour;
pub use options::{Options, Pace};
pub use record::Seen;

/// A running stand-in; it stops when this is dropped.
pub struct StandIn {
    address: SocketAddr,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

/// What all connections work on.
struct Shared {
    options: Options,
    known: Mutex<known::Known>,
    quota: Mutex<quota::Quota>,
    analyses: Mutex<analyses::Analyses>,
    addresses: Mutex<routes::uploads::Addresses>,
    /// What users think of comments: by comment and user.
    opinions: Mutex<HashMap<(String, String), String>>,
    misbehaviour: Mutex<misbehaviour::Script>,
    record: record::Record,
}

impl StandIn {
    /// Listens and serves on the current tokio runtime. Every fixture is known from the start.
    ///
    /// # Errors
    /// When the address cannot be had.
    pub async fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            known: Mutex::new(known::Known::with_fixtures()),
            quota: Mutex::new(quota::Quota::new(quota::Limits {
                minute: options.per_minute,
                day: options.per_day,
                month: options.per_month,
            })),
            analyses: Mutex::default(),
            addresses: Mutex::default(),
            opinions: Mutex::default(),
            misbehaviour: Mutex::default(),
            record: record::Record::keeping(options.keep),
            options,
        });
        let serving = tokio::spawn(server::serve(listener, Arc::clone(&shared)));
        Ok(Self {
            address,
            shared,
            serving,
        })
    }

    /// `http://ADDR:PORT`, with no slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every request so far, in the order of arrival, with every byte of its body up to [`Options::keep`].
    pub fn record(&self) -> Vec<Seen> {
        self.shared.record.seen()
    }

    /// The requests that wanted to change something: all but `GET`, `HEAD` and `OPTIONS`.
    pub fn writes(&self) -> Vec<Seen> {
        writes(&self.shared.record)
    }

    /// All bytes that arrived, one element a connection: also what was no request, or not a whole one.
    pub fn received(&self) -> Vec<Vec<u8>> {
        self.shared.record.received()
    }

    /// Empties the record. Quota, reports and misbehaviour stay.
    pub fn forget(&self) {
        self.shared.record.forget();
    }

    /// Makes a report known by the digests in its attributes. A later one takes the place of an earlier one.
    pub fn add(&self, report: &Value) {
        held(&self.shared.known).add(report);
    }

    /// Makes an object known by its type and id, with or without its envelope. A later one takes the place of an earlier.
    pub fn add_object(&self, object: &Value) {
        held(&self.shared.known).add_object(object);
    }

    /// What a relation of an object leads to: whole objects, which become known by themselves, too, or descriptors
    /// (`type`, `id`, perhaps `context_attributes` or `error`). Takes the place of what the relation had.
    ///
    /// # Panics
    /// When there is no such collection: that is a slip in a test.
    pub fn set_relation(&self, collection: &str, id: &str, relation: &str, entries: Vec<Value>) {
        let kind = kind::Kind::of_collection(collection).unwrap_or_else(|| panic!("no collection {collection}"));
        held(&self.shared.known).set_relation(kind, id, relation, entries);
    }

    /// Makes bytes known that need not be JSON, as the answer about these digests.
    pub fn add_bytes(&self, digests: &[&str], body: impl Into<bytes::Bytes>) {
        held(&self.shared.known).add_bytes(digests, body.into());
    }

    /// The next request meets this; several wait in line.
    pub fn misbehave(&self, how: Misbehaviour) {
        held(&self.shared.misbehaviour).next(how);
    }

    /// The next request of this method to a path that begins like this meets this, before all others that wait. The path
    /// is that behind `/api/v3/`, as in `files/upload_url`, or a whole one, as in `/_ah/upload/`.
    pub fn misbehave_on(&self, method: &str, path: &str, how: Misbehaviour) {
        held(&self.shared.misbehaviour).aim(method, path, how);
    }

    /// Every request meets this, when no other waits in line.
    pub fn always_misbehave(&self, how: Misbehaviour) {
        held(&self.shared.misbehaviour).always(how);
    }

    /// Ends all misbehaviour.
    pub fn behave(&self) {
        held(&self.shared.misbehaviour).end();
    }

    /// Moves the clock of the quota and of the analyses on.
    pub fn advance(&self, by: Duration) {
        held(&self.shared.quota).advance(by);
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl fmt::Debug for StandIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StandIn")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// A panic in one test's connection must not hide what the others saw.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The requests that wanted to change something.
fn writes(record: &record::Record) -> Vec<Seen> {
    let mut seen = record.seen();
    seen.retain(|seen| !matches!(seen.method.as_str(), "GET" | "HEAD" | "OPTIONS"));
    seen
}

/// Adds as much as keeps the whole below `most`.
fn keep(kept: &mut Vec<u8>, more: &[u8], most: usize) {
    let room = most.saturating_sub(kept.len()).min(more.len());
    kept.extend_from_slice(more.get(..room).unwrap_or_default());
}

/// Text as a server writes it into markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
