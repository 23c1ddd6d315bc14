//! A server that speaks VirusTotal's API v3 as far as this project asks it, and misbehaves on command.

// A whole report in one `json!` nests deeper than the compiler's own limit.
#![recursion_limit = "512"]

pub mod fixtures;
