//! Recorded answers of VirusTotal, where they are present: every one is read without loss and built into what is shown
//! of its kind; what is no answer of API v3 is refused with a sentence.

#![expect(
    clippy::unwrap_used,
    reason = "a test may panic; the lint knows tests by their functions alone"
)]

mod built;
mod tree;

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use assay::report::details::build::Site;
use assay::report::{analysis as outline_of, problem};
use assay::subject::{Subject, Topic};
use assay::vt::error::{Answer, ApiError, Code, NotTheApi};
use assay::vt::object::{Kind, Object};
use assay::vt::read::{self, Page};
use assay::vt::{analysis, upload};
use assay::words::{Language, Words};
use serde_json::{Map, Value};

use crate::built::{behaviours, built, places};

/// The day of the recordings' folder; nothing here depends on it.
const NOW: i64 = 1_795_000_000;

#[derive(Default, Debug)]
pub struct Counts {
    answers: usize,
    objects: usize,
    lists: usize,
    entries: usize,
    begun: usize,
    documents: usize,
    refused: usize,
    errors: usize,
    engines: usize,
    panels: usize,
    leaves: usize,
    kinds: BTreeMap<String, usize>,
}

#[test]
fn every_recorded_answer_is_read_without_loss() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vt-samples");
    if folder.is_dir() {
        let counts = all_of(&folder);
        let all = counts.objects + counts.lists + counts.begun + counts.documents + counts.refused + counts.errors;
        assert_eq!(all, counts.answers, "each answer was taken for something");
    } else {
        say("vt-samples: not here; the project's own fixtures are read alone");
    }
}

#[test]
fn every_fixture_is_read_without_loss() {
    all_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures"));
}

fn all_of(folder: &Path) -> Counts {
    let mut counts = Counts::default();
    for path in answers(folder) {
        counts.answers += 1;
        one(&path, &mut counts);
    }
    say(&format!(
        "{}: {counts:?}",
        folder.file_name().unwrap().to_string_lossy()
    ));
    assert!(counts.objects > 0 && counts.leaves > 0);
    counts
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
    // Of our own, some hold half a character, which no strict reader takes.
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
    assert_eq!(read::done(&answer, None).unwrap(), read.value, "{name}");
    match read.value.get("data") {
        Some(Value::Array(entries)) => list(&name, &answer, entries, &read.value, counts),
        Some(data) if data["attributes"].is_object() => object(&name, &answer, data, counts),
        Some(data) if data["type"] == "analysis" => begun(&name, &answer, data, counts),
        Some(data @ (Value::Object(_) | Value::String(_))) => document(&name, &answer, data, counts),
        Some(Value::Null | Value::Bool(_) | Value::Number(_)) | None => foreign(&name, &answer, counts),
    }
}

/// One object: its attributes as they came, under its own id and no other.
fn object(name: &str, answer: &Answer, data: &Value, counts: &mut Counts) {
    counts.objects += 1;
    let object = read::object(answer, None, None).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    assert_eq!(Some(&object.attributes), data["attributes"].as_object(), "{name}");
    assert_eq!(object.kind, Kind::parse(data["type"].as_str().unwrap()), "{name}");
    if let Some(subject) = object.subject() {
        assert!(read::object(answer, Some(&subject), None).is_ok(), "{name} by its id");
        let other = match subject.topic() {
            Topic::File | Topic::Url => Subject::new(subject.topic(), &"0".repeat(64)),
            Topic::Domain => Subject::new(Topic::Domain, "other.invalid"),
            Topic::Address => Subject::new(Topic::Address, "203.0.113.250"),
        };
        let taken = read::object(answer, other.as_ref(), None);
        assert!(
            matches!(taken, Err(ApiError::AboutAnother { .. })),
            "{name} by another's id"
        );
    }
    if object.kind == Kind::File {
        for digest in ["md5", "sha1", "sha256"] {
            // One of our own reports has markup where its digests should be.
            let asked = data["attributes"][digest].as_str().and_then(Subject::file);
            assert!(read::object(answer, asked.as_ref(), None).is_ok(), "{name} by {digest}");
        }
    }
    if object.kind == Kind::Analysis {
        let analysis = analysis::analysis(answer, None).unwrap_or_else(|error| panic!("{name}: {error:?}"));
        for language in Language::ALL {
            let _ = outline_of::outline(Some(&analysis), NOW, Words::of(language));
        }
    }
    // It may be a list of one as well: a relation that leads to one object.
    let page = read::page(answer, None).unwrap();
    assert_eq!((page.objects.len(), page.unreadable), (1, 0), "{name}");
    built(name, &object, counts);
}

/// A page of a list: every entry, and the way to the next page.
fn list(name: &str, answer: &Answer, entries: &[Value], whole: &Value, counts: &mut Counts) {
    counts.lists += 1;
    let page: Page = read::page(answer, None).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    assert_eq!(page.objects.len() + page.unreadable, entries.len(), "{name}");
    assert_eq!(
        page.cursor.as_deref(),
        whole
            .pointer("/meta/cursor")
            .and_then(Value::as_str)
            .filter(|cursor| !cursor.is_empty()),
        "{name}"
    );
    assert_eq!(
        page.count,
        whole.pointer("/meta/count").and_then(Value::as_u64),
        "{name}"
    );
    let empty = Map::new();
    let readable = entries.iter().filter(|entry| {
        entry["type"].is_string()
            && entry["id"].is_string()
            && (entry["attributes"].is_object() || entry["error"].is_object())
    });
    for (object, entry) in page.objects.iter().zip(readable) {
        counts.entries += 1;
        let map = |at: &str| entry[at].as_object().unwrap_or(&empty).clone();
        assert_eq!(object.attributes, map("attributes"), "{name}");
        assert_eq!(object.context, map("context_attributes"), "{name}");
        assert_eq!(object.missing.is_some(), entry["error"].is_object(), "{name}");
        built(name, object, counts);
    }
    places(name, &page.objects);
    let reports: Vec<Object> = page
        .objects
        .into_iter()
        .filter(|object| object.kind == Kind::Behaviour)
        .collect();
    for language in Language::ALL {
        let words = Words::of(language);
        behaviours(name, &reports, Site { now: NOW, words });
    }
}

/// The answer to something that began an analysis.
fn begun(name: &str, answer: &Answer, data: &Value, counts: &mut Counts) {
    counts.begun += 1;
    // One recording has a number there.
    let id = data["id"]
        .as_str()
        .map_or_else(|| data["id"].to_string(), str::to_owned);
    assert_eq!(analysis::begun(answer, None).unwrap(), id, "{name}");
}

/// An answer that is no object: an address, or what all sandboxes saw as one map.
fn document(name: &str, answer: &Answer, data: &Value, counts: &mut Counts) {
    counts.documents += 1;
    said(name, &read::object(answer, None, None).expect_err("no object"));
    match data {
        Value::String(address) => {
            let there = upload::destination(address, "https://proxy.example");
            // What leads to a download leads nowhere here.
            assert_eq!(there.is_ok(), name.contains("upload"), "{name}: {there:?}");
        }
        Value::Object(map) if name.contains("summary") => {
            let summary = Object::new(Kind::Behaviour, "", map.clone());
            for language in Language::ALL {
                let words = Words::of(language);
                behaviours(name, std::slice::from_ref(&summary), Site { now: NOW, words });
            }
            let reached = tree::reached(map);
            assert_eq!(reached, tree::leaves(map), "{name}");
            counts.leaves += reached.len();
        }
        Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
    }
}

/// What is no answer of API v3, the older API's for one: nothing reads it, and the reader is told so.
fn foreign(name: &str, answer: &Answer, counts: &mut Counts) {
    counts.refused += 1;
    for error in [
        read::object(answer, None, None).expect_err("no object"),
        read::page(answer, None).expect_err("no list"),
        analysis::analysis(answer, None).expect_err("no analysis"),
    ] {
        assert!(
            matches!(
                error,
                ApiError::NotTheApi {
                    why: NotTheApi::WrongShape,
                    ..
                }
            ),
            "{name}: {error:?}"
        );
        said(name, &error);
    }
}

fn refused(name: &str, answer: &Answer, code: &str) {
    let error = read::object(answer, None, None).expect_err("an error");
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

/// Past the capture of output: these counts are wanted in every run.
fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
