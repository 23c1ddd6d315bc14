//! What is shown of a report: verdicts, reasons, tables, panels, units and problems, by tables.

#![expect(
    clippy::unwrap_used,
    reason = "a test may panic; the lint knows tests by their functions alone"
)]

mod any_types;
mod card;
mod details;
mod detections;
#[path = "../errors/mod.rs"]
mod errors;
mod problem;
mod tree;
mod units;

use std::path::Path;

use assay::vt::error::Answer;
use assay::vt::object::{self, Object};
use assay::vt::read;
use assay::words::{Language, Words};
use serde_json::Value;

const NOW: i64 = 1_795_000_000;
const DAY: i64 = 86_400;

fn english() -> Words {
    Words::of(Language::English)
}

fn russian() -> Words {
    Words::of(Language::Russian)
}

fn file(attributes: Value) -> Object {
    let Value::Object(attributes) = attributes else {
        panic!("attributes are a map");
    };
    Object::new(
        object::Kind::File,
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        attributes,
    )
}

fn fixture(name: &str) -> Object {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: std::fs::read(path).unwrap(),
    };
    read::object(&answer, None, None).unwrap()
}
