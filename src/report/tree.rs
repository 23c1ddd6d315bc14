//! Every attribute of an object as a tree that opens a branch at a time: nothing is walked that is not asked for.

use serde_json::{Map, Value};

use crate::report::units;
use crate::untrusted::Untrusted;
use crate::vt::value::time;
use crate::words::Words;

/// One step down.
#[derive(Clone, PartialEq, Eq, Debug, Hash)]
pub enum Step {
    Key(String),
    Index(usize),
}

/// A line of the tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub step: Step,
    /// The key, or the number of the entry counted from 1.
    pub key: Untrusted,
    pub kind: Kind,
}

/// What stands at a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kind {
    Leaf {
        /// The value, cut where it is long.
        preview: Untrusted,
        /// Whether there is more than the preview; [`text`] has it all.
        long: bool,
        sort: Sort,
        /// A number of Unix seconds, read as a date.
        hint: Option<String>,
    },
    Branch {
        count: usize,
        list: bool,
    },
}

/// What a leaf is; drawn differently, since `"7"` and `7` are not the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    Text,
    Number,
    Truth,
    Null,
}

/// Longer texts are cut in the tree.
pub const PREVIEW: usize = 300;

/// `count` lines of the top, from the `from`th on.
pub fn top(attributes: &Map<String, Value>, from: usize, count: usize, words: Words) -> Vec<Row> {
    let entries = attributes.iter().skip(from).take(count);
    entries
        .map(|(key, value)| row(Step::Key(key.clone()), key, value, words))
        .collect()
}

/// `count` lines under a branch, from the `from`th on; none under a leaf.
pub fn children(value: &Value, from: usize, count: usize, words: Words) -> Vec<Row> {
    match value {
        Value::Object(map) => top(map, from, count, words),
        Value::Array(list) => {
            let entries = list.iter().enumerate().skip(from).take(count);
            entries
                .map(|(at, value)| row(Step::Index(at), &(at + 1).to_string(), value, words))
                .collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    }
}

/// What stands at the end of a path; none where the path leads nowhere.
pub fn find<'a>(attributes: &'a Map<String, Value>, path: &[Step]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    let Step::Key(key) = first else { return None };
    rest.iter().try_fold(attributes.get(key)?, |value, step| match step {
        Step::Key(key) => value.as_object()?.get(key),
        Step::Index(at) => value.as_array()?.get(*at),
    })
}

/// The whole text of a leaf, for showing all and for copying; a branch as JSON.
pub fn text(value: &Value) -> Untrusted {
    Untrusted::new(match value {
        Value::String(text) => text.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    })
}

fn row(step: Step, key: &str, value: &Value, words: Words) -> Row {
    let kind = match value {
        Value::Object(map) => Kind::Branch {
            count: map.len(),
            list: false,
        },
        Value::Array(list) => Kind::Branch {
            count: list.len(),
            list: true,
        },
        Value::String(text) => leaf(text, Sort::Text, key, value, words),
        Value::Number(number) => leaf(&number.to_string(), Sort::Number, key, value, words),
        Value::Bool(truth) => leaf(&truth.to_string(), Sort::Truth, key, value, words),
        Value::Null => leaf("null", Sort::Null, key, value, words),
    };
    Row {
        step,
        key: Untrusted::new(key),
        kind,
    }
}

fn leaf(text: &str, sort: Sort, key: &str, value: &Value, words: Words) -> Kind {
    let cut = text.char_indices().nth(PREVIEW).map(|(at, _)| at);
    Kind::Leaf {
        preview: Untrusted::new(cut.and_then(|at| text.get(..at)).unwrap_or(text)),
        long: cut.is_some(),
        sort,
        hint: names_a_time(key).then(|| hint(value, words)).flatten(),
    }
}

/// Whether values under this name are Unix seconds: by the names that VirusTotal uses.
fn names_a_time(key: &str) -> bool {
    key.ends_with("date") || key.ends_with("timestamp") || key.ends_with("_time") || key == "time"
}

/// Small numbers are no dates, whatever their name.
fn hint(value: &Value, words: Words) -> Option<String> {
    let unix = time(value).filter(|unix| *unix >= 100_000_000)?;
    units::when(unix, i64::MIN, words).map(|when| when.absolute)
}
