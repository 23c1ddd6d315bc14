//! The entries of several sandboxes as one list: what two of them saw alike stands once, with both their names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use crate::report::behaviour::attributes::Attribute;
use crate::report::behaviour::severity::Severity;
use crate::vt::object::Object;

/// An entry that one or more sandboxes reported.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    held: Held,
    /// The reports that hold it, by their places; the first one is where it is read.
    pub seen: Vec<usize>,
}

/// Most entries stay where they are; what only a process of the tree has is taken over, since trees are deep.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Held {
    At(&'static str, usize),
    Own(Value),
}

impl Entry {
    /// The entry itself, from the reports that it was merged from.
    pub fn value<'a>(&'a self, reports: &'a [Rc<Object>]) -> Option<&'a Value> {
        match &self.held {
            Held::At(name, at) => reports.get(*self.seen.first()?)?.list(name).get(*at),
            Held::Own(value) => Some(value),
        }
    }
}

/// What the reports hold of an attribute, in the order of its first sight; by severity where it has one. `below` is what
/// the processes of their trees have of it, each with the place of its report.
pub fn merged(attribute: &Attribute, reports: &[Rc<Object>], below: &[(usize, &Value)]) -> Vec<Entry> {
    let listed = reports.iter().enumerate().flat_map(|(report, object)| {
        let names = attribute.names.iter().copied();
        names.flat_map(move |name| {
            let list = object.list(name).iter().enumerate();
            list.map(move |(at, value)| (report, value, Some((name, at))))
        })
    });
    let below = below.iter().map(|(report, value)| (*report, *value, None));
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
    for (report, value, place) in listed.chain(below) {
        let Some(key) = key(value) else { continue };
        if let Some(entry) = known.get(&key).and_then(|&place| entries.get_mut(place)) {
            if !entry.seen.contains(&report) {
                entry.seen.push(report);
            }
        } else {
            known.insert(key, entries.len());
            entries.push(Entry {
                held: place.map_or_else(|| Held::Own(value.clone()), |(name, at)| Held::At(name, at)),
                seen: vec![report],
            });
        }
    }
    if let Some(pointer) = attribute.severity {
        entries
            .sort_by_cached_key(|entry| Severity::read(entry.value(reports).and_then(|value| value.pointer(pointer))));
    }
    entries
}

/// What makes two entries one; none for an entry with nothing in it.
pub fn key(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then_some(Cow::Borrowed(text)),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => Some(Cow::Owned(value.to_string())),
    }
}
