//! What is shown of the inside of files: one invented report a format, and every recorded one where they are present.

#![expect(
    clippy::unwrap_used,
    reason = "a test may panic; the lint knows tests by their functions alone"
)]

mod drawn;
mod hostile;
mod leaves;
mod panels;
mod shown;

use assay::report::details::{self, Panel};
use assay::vt::object::{Kind, Object};
use assay::words::{Language, Words};
use serde_json::{Map, Value};

const NOW: i64 = 1_795_000_000;

fn words(language: Language) -> Words {
    Words::of(language)
}

/// The attributes of every invented report, by the name of its format.
fn formats() -> Map<String, Value> {
    serde_json::from_str(include_str!("formats.json")).unwrap()
}

fn file(attributes: Value) -> Object {
    let Value::Object(attributes) = attributes else {
        panic!("attributes are a map");
    };
    let id = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    Object::new(Kind::File, id, attributes)
}

fn format(name: &str) -> Object {
    file(formats().remove(name).unwrap_or_else(|| panic!("no report of {name}")))
}

fn panels_of(name: &str) -> Vec<Panel> {
    details::details(&format(name), NOW, words(Language::English))
}
