//! What a sandbox says of its own run: verdicts, tags, date, recordings.

use std::rc::Rc;

use serde_json::Value;

use crate::report::behaviour::attributes;
use crate::report::behaviour::row::Row;
use crate::report::details::build::Site;
use crate::report::details::{Cell, Column};
use crate::report::reasons::Tone;
use crate::report::units;
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Object};
use crate::vt::value::{number, text};
use crate::words::Words;

/// A sandbox's name; where the report has none, the part of its id that names it.
pub fn name(report: &Object, words: Words) -> Untrusted {
    let of_id = || report.id.split_once('_').map(|(_, name)| Untrusted::new(name));
    report
        .text("sandbox_name")
        .or_else(of_id)
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| Untrusted::new(words.behaviour.unnamed))
}

/// `several` can be compared.
pub fn columns(several: bool, words: Words) -> Vec<Column> {
    let words = words.behaviour;
    let column = |title, numeric| Column { title, numeric };
    let mut columns = vec![
        column(words.sandbox, false),
        column(words.verdict, false),
        column(words.labels, false),
        column(words.confidence, true),
        column(words.noticed, false),
        column(words.analysed, false),
        column(words.saw, true),
    ];
    columns.extend(several.then(|| column(words.saw_alone, true)));
    columns
}

/// The sandboxes, one a line, under the names that they go by on the page. `tallies` are how many observations each
/// made, and how many no other did.
pub fn rows(reports: &[Rc<Object>], names: &[Untrusted], tallies: &[(usize, usize)], site: Site) -> Vec<Row> {
    let each = reports.iter().zip(names).zip(tallies);
    let count = |count: usize| vec![Cell::Ours(units::count(count as u64, site.words))];
    each.map(|((report, name), (saw, alone))| {
        let mut row = row(report, name, site);
        row.cells.push(count(*saw));
        row.cells.extend((reports.len() > 1).then(|| count(*alone)));
        row
    })
    .collect()
}

/// A sandbox's line, without what its report is compared by.
pub fn row(report: &Object, name: &Untrusted, site: Site) -> Row {
    let words = site.words;
    let tags: Vec<Untrusted> = report
        .texts("tags")
        .into_iter()
        .map(|tag| tag_word(tag, words))
        .collect();
    Row {
        cells: vec![
            vec![Cell::Outside(name.clone())],
            report
                .texts("verdicts")
                .into_iter()
                .map(|word| verdict(word, words))
                .collect(),
            report.texts("verdict_labels").into_iter().map(Cell::Outside).collect(),
            confidence(report).into_iter().collect(),
            if tags.is_empty() {
                Vec::new()
            } else {
                vec![Cell::Chips(tags)]
            },
            site.time(report.attributes.get("analysis_date")).into_iter().collect(),
        ],
        ..Row::default()
    }
}

/// A share of a hundred; anything else as it came.
fn confidence(report: &Object) -> Option<Cell> {
    let value = report.attributes.get("verdict_confidence")?;
    let said = text(value)?;
    Some(match number(value) {
        Some(share) if (0.0..=100.0).contains(&share) => Cell::Bar {
            value: share,
            max: 100.0,
            text: said.raw().to_owned(),
        },
        Some(_) | None => Cell::Outside(said),
    })
}

fn verdict(word: Untrusted, words: Words) -> Cell {
    let tone = match word.raw() {
        "MALWARE" | "RANSOM" | "PHISHING" | "BANKER" | "EXPLOIT" | "RAT" | "TROJAN" | "SPREADER" => Tone::Bad,
        "GREYWARE" | "ADWARE" | "EVADER" => Tone::Warn,
        "CLEAN" => Tone::Good,
        _ => Tone::Plain,
    };
    match meaning(words.behaviour.verdicts, &word) {
        Some(meaning) => Cell::State(tone, meaning.to_owned()),
        None => Cell::OutsideState(tone, word),
    }
}

/// A tag in the reader's words; one of tomorrow's as it came.
fn tag_word(tag: Untrusted, words: Words) -> Untrusted {
    meaning(words.behaviour.tags, &tag).map_or(tag, Untrusted::new)
}

fn meaning(meanings: &[(&str, &'static str)], word: &Untrusted) -> Option<&'static str> {
    let found = meanings.iter().find(|(known, _)| *known == word.raw());
    found.map(|(_, meaning)| *meaning)
}

/// The id by which a sandbox's own page can be asked for, where there is one.
pub fn own_page(report: &Object) -> Option<&str> {
    (report.attributes.get("has_html_report") == Some(&Value::Bool(true)) && !report.id.is_empty())
        .then_some(report.id.as_str())
}

/// What is recorded and given to premium keys alone.
pub fn premium_recordings(reports: &[Rc<Object>], words: Words) -> Vec<&'static str> {
    let words = words.behaviour;
    let has = |name: &str| {
        let holds = |report: &Rc<Object>| report.attributes.get(name) == Some(&Value::Bool(true));
        reports.iter().any(holds)
    };
    let known = [
        ("has_pcap", words.pcap),
        ("has_evtx", words.evtx),
        ("has_memdump", words.memdump),
    ];
    known
        .into_iter()
        .filter(|(name, _)| has(name))
        .map(|(_, word)| word)
        .collect()
}

/// Attributes that stand somewhere on the page though they are no lists of entries.
const PLACED: [&str; 8] = [
    "processes_tree",
    "mitre_attack_techniques",
    "verdicts",
    "verdict_labels",
    "tags",
    "hosts_file",
    "sandbox_name",
    "verdict_confidence",
];
/// What is read and shown as a moment, a mark, or not at all because it only identifies the run.
const READ: [&str; 7] = [
    "analysis_date",
    "last_modification_date",
    "behash",
    "has_html_report",
    "has_pcap",
    "has_evtx",
    "has_memdump",
];

/// What has no place on the page, known by name or not: it goes into a tree.
pub fn unknown(report: &Object) -> Object {
    let left = report.attributes.iter().filter(|(name, value)| !has_place(name, value));
    let left = left.map(|(name, value)| (name.clone(), value.clone())).collect();
    Object::new(Kind::Behaviour, report.id.clone(), left)
}

fn has_place(name: &str, value: &Value) -> bool {
    if attributes::named(name).is_some() {
        return value.is_array();
    }
    match name {
        "processes_tree" | "mitre_attack_techniques" => value.is_array(),
        "attack_techniques" => value.as_object().is_some_and(|map| map.values().all(Value::is_array)),
        "verdicts" | "verdict_labels" | "tags" => {
            let texts = |list: &Vec<Value>| list.iter().all(|entry| entry.is_null() || entry.is_string());
            value.as_array().is_some_and(texts)
        }
        name if PLACED.contains(&name) || READ.contains(&name) => !value.is_array() && !value.is_object(),
        _ => false,
    }
}

/// The names of a machine's hosts file, where it was changed.
pub fn hosts_file(report: &Object) -> Vec<Untrusted> {
    let text = report.text("hosts_file");
    let lines = text.iter().flat_map(|text| text.raw().lines());
    lines
        .filter(|line| !line.trim().is_empty())
        .map(Untrusted::new)
        .collect()
}
