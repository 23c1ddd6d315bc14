//! The network of a behaviour in full: what stands behind an entry, its ports, and what is known of its hosts.

pub mod entry;
pub mod hosts;
pub mod ports;
