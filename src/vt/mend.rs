//! Mends JSON that browsers take and serde_json refuses.
