//! What sandboxes' reports hold of a word: entries merged as their tables merge them, without merging them all.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use crate::report::attack::findings::{lines, named};
use crate::report::behaviour::attributes::{Attribute, Group};
use crate::report::behaviour::merge::key;
use crate::report::behaviour::row::Row;
use crate::report::behaviour::{below, hosts, process, sandbox, traffic};
use crate::report::details::Label;
use crate::report::details::build::Site;
use crate::report::search::details::row;
use crate::report::search::sought::Sought;
use crate::report::search::{Found, Head, Place, hit, look};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::words::Words;

/// What processes of the trees have of the attributes, by the first name of each.
pub type Below = BTreeMap<&'static str, Vec<Value>>;

fn head(group: Group, title: &'static str) -> Head {
    Head {
        place: Place::Behaviour(group),
        title: Label::Ours(title),
    }
}

/// Whose reports they are, and what they say of their own runs.
pub fn sandboxes(reports: &[Rc<Object>], site: Site, sought: &Sought, found: &mut Found) {
    let words = site.words;
    let head = head(Group::Sandboxes, words.behaviour.sandboxes);
    let columns: Vec<&str> = sandbox::columns(false, words)
        .iter()
        .map(|column| column.title)
        .collect();
    for report in reports {
        let Row { cells, more, .. } = sandbox::row(report, &sandbox::name(report, words), site);
        row(&columns, &cells, &more, &head, sought, found);
    }
}

pub fn techniques(reports: &[Rc<Object>], words: Words, sought: &Sought, found: &mut Found) {
    let (own, attack) = (words.behaviour, words.attack);
    let columns = [own.severity, attack.technique, attack.seen];
    made(
        Group::Attack,
        own.techniques,
        &columns,
        &lines(&named(reports), words),
        sought,
        found,
    );
}

pub fn processes(reports: &[Rc<Object>], words: Words, sought: &Sought, found: &mut Found) {
    let head = head(Group::ProcessTree, words.behaviour.process_tree);
    let names: Vec<Untrusted> = reports.iter().map(|report| sandbox::name(report, words)).collect();
    for line in process::lines(reports, &names) {
        if !line.sandbox {
            let own = [&line.name, &line.pid].into_iter().flatten().chain(&line.more);
            look(sought, found, &head, own.map(|text| (None, text.raw())));
        }
    }
}

pub fn ports(reports: &[Rc<Object>], words: Words, sought: &Sought, found: &mut Found) {
    let columns: Vec<&str> = traffic::ports::columns(words)
        .iter()
        .map(|column| column.title)
        .collect();
    let rows = traffic::ports::ports(reports, words);
    made(Group::Network, words.traffic.ports, &columns, &rows, sought, found);
}

pub fn hosts_file(reports: &[Rc<Object>], words: Words, sought: &Sought, found: &mut Found) {
    made(
        Group::HostsFile,
        words.behaviour.hosts_file,
        &[],
        &hosts(reports),
        sought,
        found,
    );
}

fn made(group: Group, title: &'static str, columns: &[&'static str], rows: &[Row], sought: &Sought, found: &mut Found) {
    let head = head(group, title);
    for Row { cells, more, .. } in rows {
        row(columns, cells, more, &head, sought, found);
    }
}

/// What stands below processes: taken out once, since trees are deep.
pub fn under_processes(reports: &[Rc<Object>]) -> Below {
    let own = below(reports).into_iter();
    own.map(|(name, entries)| (name, entries.into_iter().map(|(_, entry)| entry.clone()).collect()))
        .collect()
}

/// How far an attribute has been looked through.
pub struct Entries {
    attribute: &'static Attribute,
    report: usize,
    name: usize,
    at: usize,
    /// What two sandboxes saw alike is one line.
    known: BTreeSet<String>,
}

/// Entries that are looked at in a step, and bytes, whichever comes first.
const ENTRIES: usize = 500;
const BYTES: usize = 50_000;

impl Entries {
    pub fn new(attribute: &'static Attribute) -> Self {
        Self {
            attribute,
            report: 0,
            name: 0,
            at: 0,
            known: BTreeSet::new(),
        }
    }

    /// Looks at some more of it; whether there is more yet.
    pub fn step(
        &mut self,
        reports: &[Rc<Object>],
        below: &Below,
        words: Words,
        sought: &Sought,
        found: &mut Found,
    ) -> bool {
        let head = head(self.attribute.group, (self.attribute.title)(&words.behaviour));
        let mut read = 0;
        for _ in 0..ENTRIES {
            let Some(report) = reports.get(self.report) else {
                let first = self.attribute.names.first();
                for entry in first.and_then(|name| below.get(name)).into_iter().flatten() {
                    self.look(entry, &head, words, sought, found);
                }
                return false;
            };
            let Some(name) = self.attribute.names.get(self.name) else {
                (self.report, self.name, self.at) = (self.report + 1, 0, 0);
                continue;
            };
            let Some(entry) = report.list(name).get(self.at) else {
                (self.name, self.at) = (self.name + 1, 0);
                continue;
            };
            self.at += 1;
            read += self.look(entry, &head, words, sought, found);
            if read > BYTES {
                break;
            }
        }
        true
    }

    fn look(&mut self, entry: &Value, head: &Head, words: Words, sought: &Sought, found: &mut Found) -> usize {
        let mut read = 0;
        // A stack of our own: entries can be deep, and a browser's stack is not.
        let mut open: Vec<(&str, &str, &Value)> = vec![("", "", entry)];
        while let Some((first, name, value)) = open.pop() {
            let written;
            let text = match value {
                Value::Null => continue,
                Value::Array(list) => {
                    open.extend(list.iter().rev().map(|value| (first, name, value)));
                    continue;
                }
                Value::Object(map) => {
                    let top = first.is_empty();
                    open.extend(
                        map.iter()
                            .rev()
                            .map(|(key, value)| (if top { key } else { first }, key.as_str(), value)),
                    );
                    continue;
                }
                Value::String(text) => text,
                Value::Number(_) | Value::Bool(_) => {
                    written = value.to_string();
                    &written
                }
            };
            read += text.len();
            let Some(place) = sought.find(text) else { continue };
            if key(entry).is_some_and(|key| self.known.insert(key.into_owned())) {
                found.add(head, || hit(self.label(first, name, words), text, place));
            }
            break;
        }
        read
    }

    /// The column that a value stands in, or the name that it has in the entry.
    fn label(&self, first: &str, name: &str, words: Words) -> Option<Untrusted> {
        let is_own = |at: &str| at.strip_prefix('/') == Some(first);
        let column = self
            .attribute
            .fields
            .iter()
            .find(|field| first == name && is_own(field.at));
        let column = column.map(|field| (field.title)(&words.behaviour));
        column.or((!name.is_empty()).then_some(name)).map(Untrusted::new)
    }
}
