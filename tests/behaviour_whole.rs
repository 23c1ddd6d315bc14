//! No value of a sandbox's report is lost: each stands in a section, in the process tree, in the matrix, or in the tree
//! of what has no place of its own.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::path::Path;
use std::rc::Rc;

use assay::report::attack::findings::named;
use assay::report::behaviour::row::Row;
use assay::report::behaviour::{process, sandbox, sections};
use assay::report::details::build::Site;
use assay::report::details::{Cell, Part};
use assay::untrusted::Untrusted;
use assay::vt::error::Answer;
use assay::vt::object::{Kind, Object};
use assay::vt::read;
use assay::words::{Language, Words};
use serde_json::{Map, Value};

const NOW: i64 = 1_794_100_000;

/// What stands in the table of sandboxes: in words of the page's, or as a button.
const OF_THE_SANDBOX: [&str; 7] = [
    "analysis_date",
    "behash",
    "last_modification_date",
    "has_html_report",
    "has_pcap",
    "has_evtx",
    "has_memdump",
];

/// Words of the API's that the page says in its own.
const IN_OUR_WORDS: [&str; 24] = [
    "HIGH",
    "INFO",
    "LOW",
    "MEDIUM",
    "CHECKS_GPS",
    "SENDS_SMS",
    "TELEPHONY",
    "critical",
    "high",
    "DETECT_DEBUG_ENVIRONMENT",
    "DIRECT_CPU_CLOCK_ACCESS",
    "EVADER",
    "GREYWARE",
    "IMPACT_SEVERITY_HIGH",
    "IMPACT_SEVERITY_INFO",
    "IMPACT_SEVERITY_LOW",
    "IMPACT_SEVERITY_MEDIUM",
    "LONG_SLEEPS",
    "MALWARE",
    "PERSISTENCE",
    "REFLECTION",
    "RUNTIME_MODULES",
    "TROJAN",
    "UNKNOWN_VERDICT",
];

fn words() -> Words {
    Words::of(Language::English)
}

fn answer(body: Vec<u8>) -> Answer {
    Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body,
    }
}

/// The reports of sandboxes in an answer: a list of them, one, or VirusTotal's summary, which is no object.
fn reports(body: Vec<u8>) -> Vec<Rc<Object>> {
    let Ok(Value::Object(mut whole)) = serde_json::from_slice(&body) else {
        return Vec::new();
    };
    let page = read::page(&answer(body), None).unwrap_or_default();
    let objects: Vec<Rc<Object>> = page
        .objects
        .into_iter()
        .filter(|object| object.kind == Kind::Behaviour)
        .map(Rc::new)
        .collect();
    match whole.get_mut("data").map(Value::take) {
        Some(Value::Object(summary)) if objects.is_empty() && !summary.contains_key("type") => {
            vec![Rc::new(Object::new(Kind::Behaviour, String::new(), summary))]
        }
        _ => objects,
    }
}

/// Everything that is drawn of these reports outside the tree, as one text.
fn told(reports: &[Rc<Object>]) -> String {
    let names: Vec<Untrusted> = reports.iter().map(|report| sandbox::name(report, words())).collect();
    let site = Site {
        now: NOW,
        words: words(),
    };
    let mut told = Vec::new();
    let mut table = sandbox::rows(reports, &names, &vec![(0, 0); reports.len()], site);
    for section in sections(reports, &names, site) {
        table.extend(section.rows(0..section.len(), reports, words()));
    }
    table.extend(named(reports).iter().flat_map(|technique| technique.rows(words())));
    for row in &table {
        told.extend(row.cells.iter().flatten().map(written));
        told.extend(row.more.iter().map(|line| line.raw().to_owned()));
        told.extend(in_parts(row));
    }
    for line in process::lines(reports, &names) {
        told.extend(
            [&line.name, &line.pid, &line.offset]
                .into_iter()
                .flatten()
                .map(|text| text.raw().to_owned()),
        );
        told.extend(line.more.iter().map(|line| line.raw().to_owned()));
    }
    told.join("\n")
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Ours(text) | Cell::State(_, text) | Cell::Bar { text, .. } => text.clone(),
        Cell::Outside(text) | Cell::Copy(text) | Cell::Subject(_, text) | Cell::OutsideState(_, text) => {
            text.raw().to_owned()
        }
        Cell::Chips(chips) => chips.iter().map(Untrusted::raw).collect::<Vec<_>>().join("\n"),
        Cell::Time(when) => when.absolute.clone(),
    }
}

/// The values that stand in the parts of a line.
fn in_parts(row: &Row) -> Vec<String> {
    let values = |part: &Part| match part {
        Part::Fields(fields) => fields.iter().flat_map(|field| field.cells.clone()).collect(),
        Part::Table(table) => table.rows.concat(),
        Part::Code(text) | Part::Prose(text) => vec![Cell::Outside(text.clone())],
        Part::List(items) => items.iter().cloned().map(Cell::Outside).collect(),
        Part::Heading(_) | Part::Note(..) | Part::Groups(_) => Vec::new(),
    };
    let values = row.parts.iter().flat_map(|part| -> Vec<Cell> { values(part) });
    values.map(|cell| written(&cell)).collect()
}

/// The values that are neither told nor left to the tree, each by its attribute; and how many values there are.
fn lost(reports: &[Rc<Object>]) -> (Vec<String>, usize) {
    let told = told(reports);
    let numbers = told.replace([',', '\u{a0}', '\u{202f}'], "");
    let mut lost = Vec::new();
    let mut count = 0;
    for report in reports {
        let left: Map<String, Value> = sandbox::unknown(report).attributes;
        for (name, value) in &report.attributes {
            let mut open = vec![value];
            while let Some(value) = open.pop() {
                count += 1;
                let is_told = match value {
                    _ if left.contains_key(name) || OF_THE_SANDBOX.contains(&name.as_str()) => true,
                    // Of techniques, the references stand in the whole of one report alone.
                    Value::Object(map) if name == "mitre_attack_techniques" => {
                        open.extend(map.iter().filter(|(key, _)| *key != "refs").map(|(_, value)| value));
                        true
                    }
                    Value::Object(map) => {
                        open.extend(map.values());
                        true
                    }
                    Value::Array(list) => {
                        open.extend(list);
                        true
                    }
                    Value::String(text) if name == "hosts_file" => text.lines().all(|line| told.contains(line)),
                    Value::String(text) => IN_OUR_WORDS.contains(&text.as_str()) || told.contains(text.as_str()),
                    Value::Number(number) => numbers.contains(&number.to_string()),
                    Value::Null | Value::Bool(_) => true,
                };
                lost.extend((!is_told).then(|| format!("{name}: {value}")));
            }
        }
    }
    (lost, count)
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

#[test]
fn no_value_of_a_fixture_is_lost() {
    for name in [
        "behaviours",
        "behaviours-android",
        "behaviours-hostile",
        "behaviour-summary",
    ] {
        let (lost, count) = lost(&reports(fixture(name)));
        assert!(count > 40, "{name}: {count}");
        assert!(
            lost.is_empty(),
            "{name}, neither in a section nor in the tree:\n{}",
            lost.join("\n")
        );
    }
}

/// The recorded answers are not part of this project; where they are absent there is nothing to compare.
#[test]
fn no_value_of_a_recorded_behaviour_is_lost() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vt-samples");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return;
    };
    let mut all = Vec::new();
    let mut values = 0;
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("behaviour") {
            let (lost, count) = lost(&reports(std::fs::read(entry.path()).unwrap()));
            values += count;
            all.extend(lost.into_iter().map(|value| format!("{name}: {value}")));
        }
    }
    assert!(values > 100, "{values}");
    assert!(
        all.is_empty(),
        "neither in a section nor in the tree:\n{}",
        all.join("\n")
    );
}
