//! What VirusTotal says: requests, answers and errors of API v3, with no opinion on how they are shown.

pub mod analysis;
pub mod engines;
pub mod error;
pub mod mend;
pub mod object;
pub mod quota;
pub mod read;
pub mod relation;
pub mod request;
pub mod upload;
pub mod value;
