//! What VirusTotal says: requests, answers and errors of API v3, with no opinion on how they are shown.

pub mod error;
pub mod file;
pub mod mend;
pub mod read;
pub mod request;
pub mod value;
