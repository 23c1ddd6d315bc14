//! A file object: what is decided on is typed, everything else is kept as it came.

use std::rc::Rc;

use serde_json::{Map, Value};

/// A file report.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// The object's id: its SHA-256.
    pub id: String,
    pub attributes: Map<String, Value>,
    /// The answer's text as it came.
    pub raw: Rc<str>,
}
