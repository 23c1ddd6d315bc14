//! Every call into the browser. It carries; it decides nothing.

pub mod address;
#[cfg(feature = "bench")]
pub mod bench;
pub mod boot;
mod cause;
pub mod clipboard;
pub mod clock;
pub mod dialog;
mod digester;
pub mod duty;
pub mod entry;
mod fetch;
pub mod files;
pub mod hasher;
pub mod host;
pub mod http;
mod joined;
pub mod late;
pub mod panic;
pub mod paper;
mod pipeline;
pub mod place;
mod reader;
pub mod save;
pub mod seen;
pub mod sight;
mod source;
pub mod storage;
mod unreadable;
pub mod upload;
mod wire;
mod worker;
