//! Recorded answers of VirusTotal, where they are present: every one is read without loss and built into a report.

#![expect(
    clippy::unwrap_used,
    reason = "a test may panic; the lint knows tests by their functions alone"
)]

use std::io::Write as _;
use std::path::{Path, PathBuf};

use assay::report::tree::{self, Kind, Step};
use assay::report::{card, details, detections, problem};
use assay::subject::Subject;
use assay::vt::error::{Answer, ApiError, Code};
use assay::vt::object::{self, Object};
use assay::vt::read;
use assay::words::{Language, Words};
use serde_json::{Map, Value};

/// The day of the recordings' folder; nothing here depends on it.
const NOW: i64 = 1_795_000_000;

#[derive(Default, Debug)]
struct Counts {
    answers: usize,
    reports: usize,
    listed_files: usize,
    errors: usize,
    other: usize,
    engines: usize,
    panels: usize,
    leaves: usize,
}

#[test]
fn every_recorded_answer_is_read_without_loss() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vt-samples");
    if folder.is_dir() {
        all_of(&folder);
    } else {
        say("vt-samples: not here; the project's own fixtures are read alone");
    }
}

#[test]
fn every_fixture_is_read_without_loss() {
    all_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"));
}

fn all_of(folder: &Path) {
    let mut counts = Counts::default();
    for path in answers(folder) {
        counts.answers += 1;
        one(&path, &mut counts);
    }
    say(&format!(
        "{}: {counts:?}",
        folder.file_name().unwrap().to_string_lossy()
    ));
    assert!(counts.reports > 0 && counts.leaves > 0);
}

fn answers(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    paths.sort();
    paths
}

fn one(path: &Path, counts: &mut Counts) {
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    let body = std::fs::read(path).unwrap();
    // Of our own, one holds half a character, which no strict reader takes.
    let expected = serde_json::from_slice::<Value>(&body).ok();
    let refusal = name
        .strip_prefix("error-")
        .and_then(|rest| rest.split_once("__")?.0.split_once('-'));
    let answer = Answer {
        status: refusal.map_or(200, |(status, _)| status.parse().unwrap()),
        content_type: "application/json".to_owned(),
        retry_after: None,
        body,
    };
    if let Some((_, code)) = refusal {
        counts.errors += 1;
        return refused(&name, &answer, code);
    }
    let read = read::json(&answer, None).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    match expected {
        Some(expected) => assert_eq!(read.value, expected, "{name}: read without loss"),
        None => assert!(read.mended.surrogates, "{name}"),
    }
    assert_eq!(read.text.as_bytes(), answer.body, "{name}: the text as it came");
    let data = &read.value["data"];
    if data["type"] == "file" && data["attributes"].is_object() {
        let file = read::file(&answer, data["id"].as_str().and_then(Subject::file).as_ref(), None)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(Some(&file.attributes), data["attributes"].as_object(), "{name}");
        for digest in ["md5", "sha1", "sha256"] {
            // One of our own reports has markup where its digests should be.
            let asked = data["attributes"][digest].as_str().and_then(Subject::file);
            assert!(read::file(&answer, asked.as_ref(), None).is_ok(), "{name} by {digest}");
        }
        counts.reports += 1;
        return built(&name, &file, counts);
    }
    // Nothing else passes for a report of a file.
    said(&name, &read::file(&answer, None, None).expect_err("no file"));
    counts.other += 1;
    for object in data.as_array().into_iter().flatten() {
        if let (Some("file"), Some(attributes)) = (object["type"].as_str(), object["attributes"].as_object()) {
            counts.listed_files += 1;
            built(&name, &file(object["id"].as_str().unwrap_or(""), attributes), counts);
        }
    }
}

fn file(id: &str, attributes: &Map<String, Value>) -> Object {
    Object::new(object::Kind::File, id, attributes.clone())
}

fn refused(name: &str, answer: &Answer, code: &str) {
    let error = read::file(answer, None, None).expect_err("an error");
    let ApiError::Refused { code: read, .. } = &error else {
        panic!("{name}: {error:?}");
    };
    assert_eq!(read, &Code::parse(code), "{name}");
    assert!(!matches!(read, Code::Unknown(_)), "{name}");
    assert_eq!(error.is_never_seen(), code == "NotFoundError", "{name}");
    said(name, &error);
}

fn said(name: &str, error: &ApiError) {
    for language in Language::ALL {
        let problem = problem::describe(error, None, Words::of(language));
        assert!(
            !problem.title.is_empty() && !problem.advice.is_empty() && !problem.remedies.is_empty(),
            "{name}"
        );
    }
}

/// Everything that the report's views are drawn from, in both languages.
fn built(name: &str, file: &Object, counts: &mut Counts) {
    let rows = file.map("last_analysis_results").map_or(0, Map::len);
    for language in Language::ALL {
        let words = Words::of(language);
        let card = card::card(file, NOW, words);
        assert!(!card.headline.is_empty() && !card.word.is_empty(), "{name}");
        assert!(card.flagged <= card.counted, "{name}");
        let detections = detections::detections(file, words);
        assert_eq!(detections.rows.len(), rows, "{name}: every engine has its line");
        assert_eq!(
            detections.counts.iter().map(|(_, count)| count).sum::<u64>(),
            rows as u64,
            "{name}"
        );
        let panels = details::details(file, NOW, words);
        assert!(panels.iter().any(|panel| panel.id == "identity"), "{name}");
        if language == Language::English {
            counts.engines += rows;
            counts.panels += panels.len();
        }
    }
    let stats = file.stats();
    if let Some(told) = file.map("last_analysis_stats").filter(|_| rows > 0) {
        let told = |word: &str| told.get(word).and_then(Value::as_u64).unwrap_or(0);
        let ours = (stats.malicious, stats.suspicious, stats.undetected, stats.harmless);
        let theirs = (
            told("malicious"),
            told("suspicious"),
            told("undetected"),
            told("harmless"),
        );
        if ours != theirs {
            say(&format!("{name}: rows say {ours:?}, VirusTotal's sums say {theirs:?}"));
        }
    }
    let reached = reached(&file.attributes);
    assert_eq!(
        reached,
        leaves(&file.attributes),
        "{name}: every leaf of the answer is in the tree"
    );
    counts.leaves += reached.len();
}

/// Every leaf that the tree shows, opened branch by branch in windows of a hundred lines as a view does it.
fn reached(attributes: &Map<String, Value>) -> Vec<(Vec<Step>, String)> {
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
fn leaves(attributes: &Map<String, Value>) -> Vec<(Vec<Step>, String)> {
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

/// Past the capture of output: these counts are wanted in every run.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
