//! What sandboxes saw of techniques: every sign once, with how grave it is, what matched, and who saw it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Value;

use crate::report::attack::matrix::Place;
use crate::report::attack::table::Table;
use crate::report::behaviour::leaves::leaves;
use crate::report::behaviour::row::Row;
use crate::report::behaviour::severity::Severity;
use crate::report::details::Cell;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{list, text};
use crate::words::Words;

/// A technique, with everything that speaks for it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Finding {
    /// As it came; nothing where a sign names no technique.
    pub id: Untrusted,
    /// What the answer calls it.
    pub name: Option<Untrusted>,
    /// What the answer says of it: MITRE's own description.
    pub description: Option<Untrusted>,
    /// The tactics that the answer puts it under.
    pub places: Vec<Place>,
    /// The graver ones first.
    pub signs: Vec<Sign>,
}

/// One reason to see a technique in what a file did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sign {
    pub severity: Severity,
    pub description: Option<Untrusted>,
    /// What its signatures matched.
    pub matched: Vec<Untrusted>,
    pub more: Vec<Untrusted>,
    /// The sandboxes, by their places.
    pub seen: Vec<usize>,
}

/// The answers that techniques are read from.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    pub reports: &'a [Rc<Object>],
    /// The answer of its own that has techniques by tactic, once it has been asked for.
    pub trees: &'a Value,
    /// Those who are wanted of the trees; the first are those of the reports, in their order.
    pub sandboxes: &'a [Untrusted],
    /// The report is VirusTotal's summary, which is nobody's.
    pub summary: bool,
}

/// The techniques by their ids.
pub fn findings(told: Told) -> Vec<Finding> {
    let mut known = BTreeMap::new();
    for (at, report) in told.reports.iter().enumerate() {
        let seen = (!told.summary).then_some(at);
        let signatures = Signatures::of(report);
        for entry in report
            .list("mitre_attack_techniques")
            .iter()
            .filter(|entry| !entry.is_null())
        {
            let id = entry.get("id").and_then(text).unwrap_or_default();
            finding(&mut known, &id).take(entry, "signature_description", &signatures, seen);
        }
        // VirusTotal's own summary has them under their ids.
        for (id, entries) in report.map("attack_techniques").into_iter().flatten() {
            for entry in list(entries) {
                finding(&mut known, &Untrusted::new(id.as_str())).take(entry, "description", &signatures, seen);
            }
        }
    }
    for (at, sandbox) in told.sandboxes.iter().enumerate() {
        let tree = told.trees.get(sandbox.raw()).and_then(|tree| tree.get("tactics"));
        for tactic in tree.map_or(&[][..], list) {
            for technique in tactic.get("techniques").map_or(&[][..], list) {
                finding(&mut known, &field(technique, "id").unwrap_or_default()).take_tree(tactic, technique, at);
            }
        }
    }
    known.into_values().map(Building::done).collect()
}

/// The techniques that reports name by themselves.
pub fn named(reports: &[Rc<Object>]) -> Vec<Finding> {
    findings(Told {
        reports,
        trees: &Value::Null,
        sandboxes: &[],
        summary: false,
    })
}

/// The techniques as lines that are counted and sought in: how grave, id and name, what was seen and what matched.
pub fn lines(findings: &[Finding], words: Words) -> Vec<Row> {
    let table = Table::read();
    let line = |finding: &Finding| {
        let known = table.find(finding.id.raw());
        let name = known.map(|known| Cell::Ours(known.name.to_owned()));
        let signs = || finding.signs.iter();
        let seen = signs().flat_map(|sign| sign.description.iter().chain(&sign.matched).cloned());
        Row {
            cells: vec![
                vec![finding.severity().cell(words)],
                name.into_iter().chain([Cell::Outside(finding.id.clone())]).collect(),
                seen.map(Cell::Outside).collect(),
            ],
            more: signs().flat_map(|sign| sign.more.iter().cloned()).collect(),
            ..Row::default()
        }
    };
    findings.iter().map(line).collect()
}

/// What is known of a technique so far.
#[derive(Default)]
struct Building {
    finding: Finding,
    signs: BTreeMap<(Severity, Option<Untrusted>), Found>,
}

/// Two sandboxes that saw the same sign refer to different places of their reports.
#[derive(Default)]
struct Found {
    matched: BTreeSet<Untrusted>,
    more: BTreeSet<Untrusted>,
    seen: Vec<usize>,
}

fn finding<'a>(known: &'a mut BTreeMap<Untrusted, Building>, id: &Untrusted) -> &'a mut Building {
    let building = known.entry(id.clone()).or_default();
    building.finding.id = id.clone();
    building
}

fn field(value: &Value, name: &str) -> Option<Untrusted> {
    value.get(name).and_then(text)
}

impl Building {
    fn take(&mut self, entry: &Value, described: &str, signatures: &Signatures, seen: Option<usize>) {
        let description = field(entry, described);
        let matched = signatures.matched(entry.get("refs").map_or(&[][..], list), description.as_ref());
        // What is no text could not be shown in its place.
        let own: Vec<String> = ["id", "severity", described]
            .into_iter()
            .filter(|name| field(entry, name).is_some())
            .chain(["refs"])
            .map(|name| format!("/{name}"))
            .collect();
        let own: Vec<&str> = own.iter().map(String::as_str).collect();
        let found = self.sign(entry, description);
        found.matched.extend(matched);
        found.more.extend(leaves(entry, &own));
        found.saw(seen);
    }

    fn take_tree(&mut self, tactic: &Value, technique: &Value, seen: usize) {
        let own = &mut self.finding;
        let place = Place::read(field(tactic, "id"), field(tactic, "name"));
        if !own.places.contains(&place) {
            own.places.push(place);
        }
        own.name = own.name.take().or_else(|| field(technique, "name"));
        own.description = own.description.take().or_else(|| field(technique, "description"));
        for sign in technique.get("signatures").map_or(&[][..], list) {
            let found = self.sign(sign, field(sign, "description"));
            found.more.extend(leaves(sign, &["/severity", "/description"]));
            found.saw(Some(seen));
        }
    }

    fn sign(&mut self, entry: &Value, description: Option<Untrusted>) -> &mut Found {
        let severity = Severity::read(entry.get("severity"));
        self.signs.entry((severity, description)).or_default()
    }

    fn done(self) -> Finding {
        let sign = |((severity, description), found): ((Severity, Option<Untrusted>), Found)| Sign {
            severity,
            description,
            matched: found.matched.into_iter().collect(),
            more: found.more.into_iter().collect(),
            seen: found.seen,
        };
        Finding {
            signs: self.signs.into_iter().map(sign).collect(),
            ..self.finding
        }
    }
}

impl Found {
    fn saw(&mut self, seen: Option<usize>) {
        self.seen.extend(seen.filter(|seen| !self.seen.contains(seen)));
    }
}

impl Finding {
    /// How grave the gravest sign is.
    pub fn severity(&self) -> Severity {
        self.signs
            .first()
            .map_or(Severity::Unsaid, |sign| sign.severity.clone())
    }

    /// The signs as lines of a table: how grave, what was seen, what matched.
    pub fn rows(&self, words: Words) -> Vec<Row> {
        let row = |sign: &Sign| Row {
            cells: vec![
                vec![sign.severity.cell(words)],
                sign.description.clone().map(Cell::Outside).into_iter().collect(),
                sign.matched.iter().cloned().map(Cell::Outside).collect(),
            ],
            more: sign.more.clone(),
            seen: sign.seen.clone(),
            ..Row::default()
        };
        self.signs.iter().map(row).collect()
    }
}

/// The signatures of a report by what refers to them: the id of some, the name of others.
struct Signatures<'a>(BTreeMap<String, &'a Value>);

impl<'a> Signatures<'a> {
    fn of(report: &'a Object) -> Self {
        let mut known = BTreeMap::new();
        for signature in report.list("signature_matches") {
            for key in ["id", "name"].into_iter().filter_map(|name| field(signature, name)) {
                known.entry(key.raw().to_owned()).or_insert(signature);
            }
        }
        Self(known)
    }

    /// What the signatures behind these references are called and matched, but for what the sign says itself.
    fn matched(&self, references: &[Value], said: Option<&Untrusted>) -> Vec<Untrusted> {
        let to_signatures = |reference: &&Value| {
            field(reference, "ref").is_some_and(|to| to.raw().trim_start_matches('#') == "signature_matches")
        };
        let signatures = references
            .iter()
            .filter(to_signatures)
            .filter_map(|reference| self.0.get(field(reference, "value")?.raw()));
        let told = |signature: &&Value| {
            let names = ["name", "description"]
                .into_iter()
                .filter_map(|name| field(signature, name));
            let data = signature.get("match_data").map_or(&[][..], list);
            let lines: Vec<Untrusted> = names.chain(data.iter().filter_map(text)).collect();
            lines
        };
        signatures.flat_map(told).filter(|line| Some(line) != said).collect()
    }
}
