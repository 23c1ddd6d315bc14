//! How a stand-in starts: whom it lets in, how often, and how it goes on from there.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use crate::Keys;

/// How a stand-in starts.
#[derive(Clone, Debug)]
pub struct Options {
    /// Port 0 takes a free one.
    pub listen: SocketAddr,
    pub keys: Keys,
    /// Lookups in any 60 seconds for each key; `None` counts nothing.
    pub per_minute: Option<usize>,
    /// Lookups for each key between two midnights, UTC.
    pub per_day: Option<usize>,
    /// Lookups for each key in a month, UTC.
    pub per_month: Option<usize>,
    /// Whether the key may ask for what costs.
    pub premium: bool,
    /// Whose key it is.
    pub user: String,
    /// Answers about what nobody told it of, too: the first digit of the digest decides. `0`-`3` was never seen, `4`-`7`
    /// is malicious, `8`-`b` suspicious, `c`-`f` clean. The digest of a URL, a domain or an address is SHA-256 of its
    /// canonical text, and one that holds `never-seen`, `malicious`, `suspicious` or `clean` decides for itself.
    pub made_up: bool,
    /// How analyses go on.
    pub pace: Pace,
    /// Gives out upload addresses at `https://bigfiles.virustotal.com`, as VirusTotal does, instead of at its own.
    pub big_files: bool,
    /// Of each body and each connection, so many bytes stay in the record; of what is longer, length and SHA-256.
    pub keep: usize,
    /// Waits this long before each answer.
    pub latency: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            keys: Keys::Any,
            per_minute: None,
            per_day: None,
            per_month: None,
            premium: false,
            user: "reader".to_owned(),
            made_up: false,
            pace: Pace::Clock {
                queued: Duration::from_mins(1),
                in_progress: Duration::from_mins(1),
            },
            big_files: false,
            keep: 64 << 20,
            latency: Duration::ZERO,
        }
    }
}

/// How an analysis gets from `queued` over `in-progress`, with some of its results, to `completed`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pace {
    /// It is completed when it is asked for.
    AtOnce,
    /// It is found queued so many times, and then in progress so many times.
    Polls { queued: u32, in_progress: u32 },
    /// It stays so long in each, on the clock that [`StandIn::advance`](crate::StandIn::advance) moves.
    Clock { queued: Duration, in_progress: Duration },
}
