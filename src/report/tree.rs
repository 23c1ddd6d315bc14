//! Every attribute of an object as a tree that opens a branch at a time: nothing is walked that is not asked for.

use serde_json::{Map, Value};

use crate::untrusted::Untrusted;
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
    let _ = (value, from, count, words);
    Vec::new()
}

/// What stands at the end of a path; none where the path leads nowhere.
pub fn find<'a>(attributes: &'a Map<String, Value>, path: &[Step]) -> Option<&'a Value> {
    let _ = (attributes, path);
    None
}

/// The whole text of a leaf, for showing all and for copying.
pub fn text(value: &Value) -> Untrusted {
    let _ = value;
    Untrusted::default()
}

fn row(step: Step, key: &str, value: &Value, words: Words) -> Row {
    let _ = (value, words);
    Row {
        step,
        key: Untrusted::new(key),
        kind: Kind::Branch { count: 0, list: false },
    }
}
