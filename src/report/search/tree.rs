//! What the tree of attributes holds of a word, an attribute of the top at a time.

use std::iter::{Enumerate, once};

use serde_json::Value;

use crate::report::details::Label;
use crate::report::search::sought::Sought;
use crate::report::search::{Found, Head, Place, hit};
use crate::untrusted::Untrusted;

type Entries<'a> = Enumerate<Box<dyn Iterator<Item = (Option<&'a str>, &'a Value)> + 'a>>;

/// Looks through an attribute and all that stands below it: names and values, as the tree's own filter does.
pub fn attribute(name: &str, value: &Value, sought: &Sought, found: &mut Found) {
    let head = Head {
        place: Place::Attribute,
        title: Label::Outside(Untrusted::new(name)),
    };
    let top: Box<dyn Iterator<Item = _>> = Box::new(once((Some(name), value)));
    let mut way: Vec<(Option<&str>, usize)> = Vec::new();
    // A stack of our own: reports can be deep, and a browser's stack is not.
    let mut open: Vec<Entries> = vec![top.enumerate()];
    while let Some(entries) = open.last_mut() {
        let Some((at, (name, value))) = entries.next() else {
            open.pop();
            way.pop();
            continue;
        };
        let written;
        let text = match value {
            Value::String(text) => text.as_str(),
            Value::Number(_) | Value::Bool(_) => {
                written = value.to_string();
                &written
            }
            Value::Null | Value::Array(_) | Value::Object(_) => "",
        };
        let held = sought.find(text).map(|place| (text, place));
        let held = held.or_else(|| {
            let name = name?;
            Some((name, sought.find(name)?))
        });
        if let Some((text, place)) = held {
            found.add(&head, || hit(label(&way, name, at), text, place));
        }
        let below: Box<dyn Iterator<Item = _>> = match value {
            Value::Object(map) => Box::new(map.iter().map(|(name, value)| (Some(name.as_str()), value))),
            Value::Array(list) => Box::new(list.iter().map(|value| (None, value))),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => continue,
        };
        open.push(below.enumerate());
        way.push((name, at));
    }
}

/// The way below the attribute: `sections › 1 › name`.
fn label(way: &[(Option<&str>, usize)], name: Option<&str>, at: usize) -> Option<Untrusted> {
    let steps = way.iter().copied().chain([(name, at)]).skip(1);
    let steps: Vec<String> = steps
        .map(|(name, at)| name.map_or_else(|| (at + 1).to_string(), str::to_owned))
        .collect();
    (!steps.is_empty()).then(|| Untrusted::new(steps.join(" › ")))
}
