//! The CORS proxy: forwards API v3 questions of allowed pages to VirusTotal alone, and can serve the page too.
//!
//! # Layout
//! - `options`   the flags, checked; a wrong one is told in a sentence
//! - `server`    sockets, connections, timers, shutting down; `stall` clients that take nothing
//! - `gate`      one request: which of the others may see it, in which order
//! - `framing`   what is wrong with a message before anybody reads its meaning
//! - `hosts`, `origins`  who may ask, and by which name
//! - `routes`    the table of what may be asked; the only maker of upstream paths, by `percent`
//! - `headers`   what passes, each way
//! - `forward`   asking upstream; `flow` the bodies, counted and timed
//! - `handed`    upload addresses on other hosts, which become ours
//! - `pages`     static files with the headers of `deploy/headers.txt`
//! - `refusal`   every answer of our own that says no
//! - `log`       one line a request, with nothing of what was asked

mod flow;
mod forward;
mod framing;
mod gate;
mod handed;
mod headers;
mod hosts;
mod log;
mod options;
mod origins;
mod pages;
mod percent;
mod refusal;
mod routes;
mod server;
mod stall;

pub use log::Log;
pub use options::{Limits, Options, Upstream, Wanted};
pub use pages::page_headers;
pub use server::{Proxy, Running};
