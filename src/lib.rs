//! Assay checks files on VirusTotal without uploading them.
//!
//! # Layout
//!
//! | folder | subject | may use |
//! |---|---|---|
//! | `ui` | components: a drawing of their arguments | everything below |
//! | `browser` | every web-sys, js-sys and gloo call; no decisions | `vt`, leaves |
//! | `export` | reports as files: HTML, Markdown | `report`, leaves |
//! | `report` | what we show: built from `vt`, in the reader's words | `vt`, leaves |
//! | `vt` | what VirusTotal says: requests, answers, errors | leaves |
//! | `archive`, `queue`, `digest`, `fold`, `indicator`, `route`, `settings`, `subject`, `untrusted`, `words` | leaves | nothing of ours (`words`, `subject`, `fold` and `untrusted` may be used by all) |
//!
//! Pure modules (`export`, `report`, `vt` and the leaves) know no browser and no Leptos; `tests/tidy.rs` holds the arrows.

pub mod archive;
pub mod browser;
pub mod digest;
pub mod export;
pub mod fold;
pub mod indicator;
pub mod queue;
pub mod report;
pub mod route;
pub mod settings;
pub mod subject;
pub mod ui;
pub mod untrusted;
pub mod vt;
pub mod words;
