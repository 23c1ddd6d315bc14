//! ATT&CK techniques: as sandboxes name them, and by tactic as the answer of their own has them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use crate::report::behaviour::leaves::leaves;
use crate::report::behaviour::row::Row;
use crate::report::behaviour::severity::Severity;
use crate::report::details::Cell;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{list, text};
use crate::words::Words;

/// One sign of a technique. Two sandboxes that saw the same sign refer to different places of their reports.
struct Sign {
    severity: Severity,
    id: Option<Untrusted>,
    description: Option<Untrusted>,
    more: BTreeSet<Untrusted>,
    seen: Vec<usize>,
}

/// The techniques of the reports, the graver first: severity, id, what was seen.
pub fn techniques(reports: &[Rc<Object>], words: Words) -> Vec<Row> {
    let mut signs: BTreeMap<(Severity, String, String), Sign> = BTreeMap::new();
    for (report, object) in reports.iter().enumerate() {
        for entry in object
            .list("mitre_attack_techniques")
            .iter()
            .filter(|entry| !entry.is_null())
        {
            add(&mut signs, sign(entry, None, "/signature_description", report));
        }
        // VirusTotal's own summary has them under their ids.
        for (id, found) in object.map("attack_techniques").into_iter().flatten() {
            for entry in list(found) {
                add(&mut signs, sign(entry, Some(id), "/description", report));
            }
        }
    }
    signs.into_values().map(|sign| sign.row(words)).collect()
}

fn add(signs: &mut BTreeMap<(Severity, String, String), Sign>, sign: Sign) {
    let own = |text: &Option<Untrusted>| text.as_ref().map_or_else(String::new, |text| text.raw().to_owned());
    let key = (sign.severity.clone(), own(&sign.id), own(&sign.description));
    match signs.get_mut(&key) {
        Some(known) => {
            if known.seen.last() != sign.seen.last() {
                known.seen.extend(sign.seen);
            }
            known.more.extend(sign.more);
        }
        None => {
            signs.insert(key, sign);
        }
    }
}

fn sign(entry: &Value, id: Option<&String>, description: &'static str, report: usize) -> Sign {
    let at = |pointer: &str| entry.pointer(pointer).and_then(text);
    // The references count places of the one report that they stand in.
    let mut shown = vec!["/severity", description, "/refs"];
    if id.is_none() {
        shown.push("/id");
    }
    // What is no text could not be shown in its column.
    shown.retain(|pointer| *pointer == "/refs" || at(pointer).is_some());
    Sign {
        severity: Severity::read(entry.get("severity")),
        id: id.map_or_else(|| at("/id"), |id| Some(Untrusted::new(id.as_str()))),
        description: at(description),
        more: leaves(entry, &shown).into_iter().collect(),
        seen: vec![report],
    }
}

impl Sign {
    fn row(self, words: Words) -> Row {
        let outside = |text: Option<Untrusted>| text.map(Cell::Outside).into_iter().collect();
        Row {
            cells: vec![
                vec![self.severity.cell(words)],
                self.id.map(Cell::Copy).into_iter().collect(),
                outside(self.description),
            ],
            more: self.more.into_iter().collect(),
            seen: self.seen,
        }
    }
}

/// The techniques by tactic: tactic, technique with its name, severity, what was seen. `sandboxes` are the names of
/// those whose trees are wanted, in the order that `seen` counts by.
pub fn tactics(trees: &Value, sandboxes: &[Untrusted], words: Words) -> Vec<Row> {
    let mut rows: BTreeMap<(String, String, Severity, String), Row> = BTreeMap::new();
    for (place, sandbox) in sandboxes.iter().enumerate() {
        let tree = trees.get(sandbox.raw()).and_then(|tree| tree.get("tactics"));
        for tactic in tree.map_or(&[][..], list) {
            for technique in tactic.get("techniques").map_or(&[][..], list) {
                let signs = technique.get("signatures").map_or(&[][..], list);
                // A technique that nothing speaks for is still said.
                let bare = [Value::Null];
                for sign in if signs.is_empty() { &bare } else { signs } {
                    let severity = Severity::read(sign.get("severity"));
                    let seen = sign.get("description").and_then(text);
                    let key = (
                        id_of(tactic),
                        id_of(technique),
                        severity.clone(),
                        seen.as_ref().map_or_else(String::new, |text| text.raw().to_owned()),
                    );
                    let row = rows.entry(key).or_insert_with(|| Row {
                        cells: vec![
                            named(tactic),
                            named(technique),
                            vec![severity.cell(words)],
                            seen.map(Cell::Outside).into_iter().collect(),
                        ],
                        more: about(tactic, technique),
                        seen: Vec::new(),
                    });
                    if row.seen.last() != Some(&place) {
                        row.seen.push(place);
                    }
                }
            }
        }
    }
    rows.into_values().collect()
}

fn id_of(thing: &Value) -> String {
    thing
        .get("id")
        .and_then(text)
        .map_or_else(String::new, |id| id.raw().to_owned())
}

/// The name, and under it the id.
fn named(thing: &Value) -> Vec<Cell> {
    let field = |name: &str| thing.get(name).and_then(text);
    let name = field("name").map(Cell::Outside);
    name.into_iter().chain(field("id").map(Cell::Copy)).collect()
}

fn about(tactic: &Value, technique: &Value) -> Vec<Untrusted> {
    let of = |thing: &Value, but: &[&str]| leaves(thing, but);
    let mut lines = of(technique, &["/id", "/name", "/signatures"]);
    lines.extend(of(tactic, &["/id", "/name", "/techniques"]));
    lines
}
