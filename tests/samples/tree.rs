//! Every leaf of an object's attributes, as the tree shows them and as they came.

use assay::report::tree::{self, Kind, Step};
use assay::words::{Language, Words};
use serde_json::{Map, Value};

/// Every leaf that the tree shows, opened branch by branch in windows of a hundred lines as a view does it.
pub fn reached(attributes: &Map<String, Value>) -> Vec<(Vec<Step>, String)> {
    let words = Words::of(Language::English);
    let mut found = Vec::new();
    let mut open: Vec<Vec<Step>> = vec![Vec::new()];
    while let Some(path) = open.pop() {
        for from in (0..).step_by(100) {
            let rows = if path.is_empty() {
                tree::top(attributes, from, 100, words)
            } else {
                tree::children(tree::find(attributes, &path).unwrap(), from, 100, words)
            };
            for row in &rows {
                let below: Vec<Step> = path.iter().cloned().chain([row.step.clone()]).collect();
                match &row.kind {
                    Kind::Branch { count: 0, .. } => found.push((below, "empty".to_owned())),
                    Kind::Branch { .. } => open.push(below),
                    Kind::Leaf { preview, long, .. } => {
                        let whole = tree::text(tree::find(attributes, &below).unwrap());
                        assert!(whole.raw().starts_with(preview.raw()) && (*long || whole == *preview));
                        found.push((below, whole.raw().to_owned()));
                    }
                }
            }
            if rows.len() < 100 {
                break;
            }
        }
    }
    found.sort_by(|one, other| format!("{one:?}").cmp(&format!("{other:?}")));
    found
}

/// The same, straight from the answer.
pub fn leaves(attributes: &Map<String, Value>) -> Vec<(Vec<Step>, String)> {
    let mut found = Vec::new();
    let mut open: Vec<(Vec<Step>, &Value)> = Vec::new();
    open.extend(
        attributes
            .iter()
            .map(|(key, value)| (vec![Step::Key(key.clone())], value)),
    );
    while let Some((path, value)) = open.pop() {
        let below = |step: Step| path.iter().cloned().chain([step]).collect::<Vec<Step>>();
        match value {
            Value::Object(map) if map.is_empty() => found.push((path, "empty".to_owned())),
            Value::Array(list) if list.is_empty() => found.push((path, "empty".to_owned())),
            Value::Object(map) => open.extend(map.iter().map(|(key, value)| (below(Step::Key(key.clone())), value))),
            Value::Array(list) => open.extend(
                list.iter()
                    .enumerate()
                    .map(|(at, value)| (below(Step::Index(at)), value)),
            ),
            Value::String(text) => found.push((path, text.clone())),
            Value::Null | Value::Bool(_) | Value::Number(_) => found.push((path, value.to_string())),
        }
    }
    found.sort_by(|one, other| format!("{one:?}").cmp(&format!("{other:?}")));
    found
}
