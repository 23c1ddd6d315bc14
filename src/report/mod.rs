//! What we show: built from `vt`, in the reader's words, sorted, cut and formatted. Plain data for components.

pub mod act;
pub mod analysis;
pub mod attack;
pub mod behaviour;
pub mod card;
pub mod community;
pub mod details;
pub mod detections;
pub mod facts;
pub mod json;
pub mod lines;
pub mod network;
pub mod never_seen;
pub mod problem;
pub mod quota;
pub mod reasons;
pub mod relation;
pub mod seek;
pub mod shares;
pub mod sheet;
pub mod signature;
pub mod tree;
pub mod units;
pub mod upload;
