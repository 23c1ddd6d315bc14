//! No value of a report is lost: each is in a panel, in another part of the report, or known to be in the tree alone.

use std::collections::BTreeSet;
use std::path::Path;

use assay::report::details;
use assay::report::tree;
use assay::report::units;
use assay::report::{details::Panel, details::build::Site};
use assay::vt::error::Answer;
use assay::vt::object::{Kind, Object};
use assay::vt::read;
use assay::vt::value::{count, number, time};
use assay::words::Language;
use serde_json::{Map, Value};

use crate::shown::texts;
use crate::{NOW, file, formats, words};

/// Attributes that other parts of the report show.
const ELSEWHERE: [&str; 7] = [
    "last_analysis_results",
    "last_analysis_stats",
    "main_icon",
    "sigma_analysis_stats",
    "sigma_analysis_summary",
    "crowdsourced_ids_stats",
    "downloadable",
];

/// What is left to the tree on purpose: when something was graded, and what rules say of themselves and where they
/// matched, which is longer than the rest of a report.
const TREE_ALONE: [&str; 9] = [
    "threat_severity.last_analysis_date",
    "threat_severity.version",
    "crowdsourced_yara_results[",
    "sigma_analysis_results[",
    "crowdsourced_ids_results[",
    "sandbox_verdicts.",
    "popular_threat_classification.",
    "pe_info.imphash",
    "trid[",
];

#[test]
fn every_value_of_every_format_is_in_a_panel() {
    let mut lost = Vec::new();
    for (name, attributes) in formats() {
        let file = file(attributes);
        lost.extend(lost_of(&file).into_iter().map(|leaf| format!("{name}: {leaf}")));
    }
    assert!(
        lost.is_empty(),
        "neither in a panel nor left to the tree:\n{}",
        lost.join("\n")
    );
}

/// The recorded answers are not part of this project; where they are absent there is nothing to compare.
#[test]
fn every_attribute_of_every_recorded_file_is_in_a_panel_or_in_the_tree() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vt-samples");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return;
    };
    let mut lost = BTreeSet::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.contains("__") || name.starts_with("v2-") {
            continue;
        }
        for object in objects(std::fs::read(entry.path()).unwrap()) {
            lost.extend(lost_of(&object).into_iter().map(|leaf| format!("{name}: {leaf}")));
        }
    }
    let lost: Vec<String> = lost.into_iter().collect();
    assert!(
        lost.is_empty(),
        "neither in a panel nor left to the tree:\n{}",
        lost.join("\n")
    );
}

/// The files and behaviours of an answer, be it one object or a list.
fn objects(body: Vec<u8>) -> Vec<Object> {
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body,
    };
    // One object is a page of its own.
    let page = read::page(&answer, None).unwrap_or_default();
    page.objects
        .into_iter()
        .filter(|object| matches!(object.kind, Kind::File | Kind::Behaviour))
        .collect()
}

/// Values that are in no panel, by their paths; those that not even the tree has always count.
fn lost_of(object: &Object) -> Vec<String> {
    let site = Site {
        now: NOW,
        words: words(Language::English),
    };
    let tree: BTreeSet<String> = tree::top(&object.attributes, 0, object.attributes.len(), site.words)
        .into_iter()
        .map(|row| row.key.raw().to_owned())
        .collect();
    let mut lost: Vec<String> = object
        .attributes
        .keys()
        .filter(|name| !tree.contains(*name))
        .map(|name| format!("{name} is not in the tree"))
        .collect();
    // Behaviours have panels of their own, with their own tests.
    if object.kind == Kind::File {
        let shown = all_shown(&details::details(object, site.now, site.words));
        let leaves = leaves(&object.attributes).into_iter();
        let hidden = leaves.filter(|(path, value)| !left_to_the_tree(path) && !is_shown(path, value, &shown, site));
        lost.extend(hidden.map(|(path, value)| format!("{path} = {value}")));
    }
    lost
}

fn all_shown(panels: &[Panel]) -> BTreeSet<String> {
    let texts = panels.iter().flat_map(texts);
    texts.flat_map(|text| [flat(&text), text]).collect()
}

fn left_to_the_tree(path: &str) -> bool {
    let elsewhere = ELSEWHERE.iter().any(|name| {
        path.strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    });
    elsewhere || TREE_ALONE.iter().any(|start| path.starts_with(start))
}

/// Every value with something in it, by its path.
fn leaves(attributes: &Map<String, Value>) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let mut open: Vec<(String, &Value)> = attributes.iter().map(|(name, value)| (name.clone(), value)).collect();
    while let Some((path, value)) = open.pop() {
        match value {
            Value::Object(map) => open.extend(map.iter().map(|(name, value)| (format!("{path}.{name}"), value))),
            Value::Array(list) => open.extend(
                list.iter()
                    .enumerate()
                    .map(|(at, value)| (format!("{path}[{at}]"), value)),
            ),
            Value::Null => {}
            Value::String(text) if text.is_empty() => {}
            Value::Bool(_) | Value::Number(_) | Value::String(_) => found.push((path, value.clone())),
        }
    }
    found
}

/// Whether a value stands somewhere in one of the ways that values are written.
fn is_shown(path: &str, value: &Value, shown: &BTreeSet<String>, site: Site) -> bool {
    let spellings = spellings(path, value, site);
    let parts = |text: &String| -> bool {
        // `A; B` and `1, 2` are shown one a line, and versions in one word.
        let parts = text.split([';', ',']).map(str::trim);
        parts.clone().count() > 1 && parts.clone().all(|part| shown.contains(part))
    };
    let within = |text: &String| {
        let ends = [format!(" {text}"), format!(" × {text}"), format!("{text} ")];
        let version = path.contains("assembly_data");
        shown.iter().any(|line| {
            ends.iter()
                .any(|end| line.ends_with(end.as_str()) || line.starts_with(end.as_str()))
                || (version && line.split('.').any(|part| part == text))
        })
    };
    // The rich header's tools stand in two columns.
    let halves = |text: &String| {
        text.rsplit_once(" count=")
            .is_some_and(|(tool, amount)| shown.contains(tool) && shown.contains(amount))
    };
    // `C:ko` is a part of a certificate's full name.
    let named = |text: &String| {
        let part = path.rsplit('.').next().unwrap_or_default();
        path.contains("certificate.") && shown.iter().any(|line| line.contains(&format!("{part}:{text}")))
    };
    spellings
        .iter()
        .any(|text| shown.contains(text) || parts(text) || halves(text) || within(text) || named(text))
}

fn spellings(path: &str, value: &Value, site: Site) -> Vec<String> {
    let own = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let mut all = vec![flat(&own), own];
    if let Some(whole) = count(value) {
        all.push(units::count(whole, site.words));
        all.push(units::size_exact(whole, site.words));
        all.push(format!("0x{whole:x}"));
    }
    if let Some(number) = number(value) {
        for places in [1, 2] {
            let decimal = units::decimal(number, places, site.words);
            all.push(format!("{decimal}%"));
            all.push(decimal);
        }
    }
    if let Some(when) = time(value).and_then(|unix| units::when(unix, site.now, site.words)) {
        all.push(when.absolute);
    }
    all.extend(site.written_time(Some(value)).iter().flat_map(crate::shown::read));
    if path == "pe_info.machine_type" {
        all.extend(count(value).map(|number| format!("(0x{number:x})")));
    }
    all
}

/// Lines that were broken on their way are joined.
fn flat(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}
