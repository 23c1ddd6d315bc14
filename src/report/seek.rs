//! Finds names and texts in the whole tree of attributes.

use std::iter::Enumerate;

use serde_json::{Map, Value};

use crate::fold::fold;
use crate::report::tree::{self, Row, Step};
use crate::words::Words;

/// A line that fits, and the way to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// From the top down to the line itself.
    pub path: Vec<Step>,
    pub row: Row,
}

/// The first lines that fit, and whether there are more.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Found {
    pub hits: Vec<Hit>,
    pub more: bool,
}

/// The first `most` lines whose name or text holds `text`, in any case, in the order of the tree.
pub fn seek(attributes: &Map<String, Value>, text: &str, most: usize, words: Words) -> Found {
    let text = fold(text.trim());
    let mut found = Found::default();
    if text.is_empty() {
        return found;
    }
    // A stack of our own: reports can be deep, and a browser's stack is not.
    let mut open = vec![(Vec::new(), Branch::Map(attributes), Branch::Map(attributes).entries())];
    while let Some((path, branch, entries)) = open.last_mut() {
        let Some((at, (name, value))) = entries.next() else {
            open.pop();
            continue;
        };
        let fits = name.is_some_and(|name| fold(name).contains(&text)) || holds(value, &text);
        let mut way: Vec<Step> = path.clone();
        way.push(name.map_or(Step::Index(at), |name| Step::Key(name.clone())));
        if fits {
            if found.hits.len() == most {
                found.more = true;
                return found;
            }
            if let Some(row) = branch.row(at, words) {
                found.hits.push(Hit { path: way.clone(), row });
            }
        }
        let below = match value {
            Value::Object(map) => Branch::Map(map),
            Value::Array(list) => Branch::List(value, list),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => continue,
        };
        open.push((way, below, below.entries()));
    }
    found
}

fn holds(value: &Value, text: &str) -> bool {
    match value {
        Value::String(leaf) => fold(leaf).contains(text),
        Value::Number(leaf) => leaf.to_string().contains(text),
        Value::Bool(leaf) => leaf.to_string().contains(text),
        Value::Null | Value::Array(_) | Value::Object(_) => false,
    }
}

#[derive(Clone, Copy)]
enum Branch<'a> {
    Map(&'a Map<String, Value>),
    List(&'a Value, &'a [Value]),
}

type Entries<'a> = Enumerate<Box<dyn Iterator<Item = (Option<&'a String>, &'a Value)> + 'a>>;

impl<'a> Branch<'a> {
    fn entries(self) -> Entries<'a> {
        let entries: Box<dyn Iterator<Item = _>> = match self {
            Self::Map(map) => Box::new(map.iter().map(|(name, value)| (Some(name), value))),
            Self::List(_, list) => Box::new(list.iter().map(|value| (None, value))),
        };
        entries.enumerate()
    }

    fn row(self, at: usize, words: Words) -> Option<Row> {
        match self {
            Self::Map(map) => tree::top(map, at, 1, words),
            Self::List(list, _) => tree::children(list, at, 1, words),
        }
        .pop()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    fn paths(text: &str, most: usize) -> (Vec<String>, bool) {
        let json = r#"{"names":["Setup.EXE","other"],"pe_info":{"sections":[{"name":".text","entropy":6.25}],"timestamp":7},"setup":null}"#;
        let value: Value = serde_json::from_str(json).unwrap();
        let found = seek(value.as_object().unwrap(), text, most, Words::of(Language::English));
        let hits = found.hits.iter().map(|hit| {
            let steps = hit.path.iter().map(|step| match step {
                Step::Key(key) => key.clone(),
                Step::Index(at) => at.to_string(),
            });
            steps.collect::<Vec<_>>().join("/")
        });
        (hits.collect(), found.more)
    }

    #[test]
    fn names_and_texts_are_found_at_any_depth_in_any_case() {
        for (text, expected) in [
            ("setup", vec!["names/0", "setup"]),
            ("NAME", vec!["names", "pe_info/sections/0/name"]),
            ("6.25", vec!["pe_info/sections/0/entropy"]),
            (" .TEXT ", vec!["pe_info/sections/0/name"]),
            ("", vec![]),
            ("nowhere", vec![]),
        ] {
            assert_eq!(paths(text, 10).0, expected, "{text}");
        }
        assert_eq!(paths("e", 2), (vec!["names".to_owned(), "names/0".to_owned()], true));
    }
}
