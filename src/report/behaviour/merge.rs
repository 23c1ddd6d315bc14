//! The entries of several sandboxes as one list: what two of them saw alike stands once, with both their names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use crate::report::behaviour::attributes::Attribute;
use crate::report::behaviour::severity::Severity;
use crate::vt::object::Object;

/// An entry that one or more sandboxes reported. It stays where it is; this says where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    name: &'static str,
    at: usize,
    /// The reports that hold it, by their places; the first one is where it is read.
    pub seen: Vec<usize>,
}

impl Entry {
    /// The entry itself, from the reports that it was merged from.
    pub fn value<'a>(&self, reports: &'a [Rc<Object>]) -> Option<&'a Value> {
        reports.get(*self.seen.first()?)?.list(self.name).get(self.at)
    }
}

/// What the reports hold of an attribute, in the order of its first sight; by severity where it has one.
pub fn merged(attribute: &Attribute, reports: &[Rc<Object>]) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut known: BTreeMap<Cow<'_, str>, usize> = BTreeMap::new();
    for (report, object) in reports.iter().enumerate() {
        for &name in attribute.names {
            for (at, value) in object.list(name).iter().enumerate() {
                let Some(key) = key(value) else { continue };
                if let Some(entry) = known.get(&key).and_then(|&place| entries.get_mut(place)) {
                    if entry.seen.last() != Some(&report) {
                        entry.seen.push(report);
                    }
                } else {
                    known.insert(key, entries.len());
                    entries.push(Entry {
                        name,
                        at,
                        seen: vec![report],
                    });
                }
            }
        }
    }
    if let Some(pointer) = attribute.severity {
        entries
            .sort_by_cached_key(|entry| Severity::read(entry.value(reports).and_then(|value| value.pointer(pointer))));
    }
    entries
}

/// What makes two entries one; none for an entry with nothing in it.
fn key(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then_some(Cow::Borrowed(text)),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => Some(Cow::Owned(value.to_string())),
    }
}
