//! A batch as JSON: texts as they came, counts on top.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Batch, Outcome, Row};
use crate::report::units::date_time;
use crate::untrusted::Untrusted;

#[derive(Serialize)]
struct File<'a> {
    state: &'static str,
    name: &'a str,
    folder: &'a str,
    size: u64,
    sha256: Option<&'a str>,
    sha1: Option<&'a str>,
    md5: Option<&'a str>,
    flagged: Option<u64>,
    engines: Option<u64>,
    analysed_at: Option<String>,
    family: Option<&'a str>,
    note: Option<&'a str>,
}

#[derive(Serialize)]
struct Results<'a> {
    made_at: String,
    made_with: &'static str,
    total: usize,
    counts: Map<String, Value>,
    files: Vec<File<'a>>,
}

/// The whole file.
pub fn json(batch: &Batch) -> String {
    let counts = batch.counts().into_iter();
    let results = Results {
        made_at: date_time(batch.made_at).unwrap_or_default(),
        made_with: "Assay",
        total: batch.rows.len(),
        counts: counts
            .map(|(standing, count)| (standing.slug().to_owned(), count.into()))
            .collect(),
        files: batch.sorted().into_iter().map(file).collect(),
    };
    serde_json::to_string_pretty(&results).unwrap_or_default()
}

fn file(row: &Row) -> File<'_> {
    let mut file = File {
        state: row.outcome.standing().slug(),
        name: row.name.raw(),
        folder: row.folder.raw(),
        size: row.size,
        sha256: row.sha256.as_deref(),
        sha1: row.sha1.as_deref(),
        md5: row.md5.as_deref(),
        flagged: None,
        engines: None,
        analysed_at: None,
        family: None,
        note: row.outcome.why(),
    };
    if let Outcome::Found {
        flagged,
        counted,
        analysed_at,
        family,
        ..
    } = &row.outcome
    {
        file.flagged = Some(*flagged);
        file.engines = Some(*counted);
        file.analysed_at = analysed_at.and_then(date_time);
        file.family = family.as_ref().map(Untrusted::raw);
    }
    file
}

#[cfg(test)]
mod tests {
    use super::super::tests::{batch, row};
    use super::*;

    #[test]
    fn texts_come_back_as_they_were() {
        for name in ["a\u{202E}b", "\0", "=1+1", "\"\\\n", "<b>", "__proto__"] {
            let one = Batch {
                rows: vec![row(name, Outcome::NeverSeen)],
                made_at: 0,
            };
            let read: Value = serde_json::from_str(&json(&one)).unwrap_or_default();
            assert_eq!(read.pointer("/files/0/name"), Some(&Value::from(name)));
        }
    }

    #[test]
    fn counts_come_first_and_what_is_not_known_is_null() {
        let text = json(&batch());
        let read: Value = serde_json::from_str(&text).unwrap_or_default();
        for (place, value) in [
            ("/made_at", Value::from("2026-11-19T00:00:00Z")),
            ("/total", Value::from(8)),
            ("/counts/never-seen", Value::from(1)),
            ("/counts/malicious", Value::from(1)),
            ("/files/0/state", Value::from("never-seen")),
            ("/files/0/flagged", Value::Null),
            ("/files/1/flagged", Value::from(58)),
            ("/files/1/engines", Value::from(72)),
            ("/files/1/family", Value::from("emotet")),
            ("/files/1/analysed_at", Value::from("2026-11-18T00:00:00Z")),
            ("/files/7/sha256", Value::Null),
            ("/files/7/note", Value::from("The browser may not read it.")),
        ] {
            assert_eq!(read.pointer(place), Some(&value), "{place}");
        }
        assert!(text.find("\"counts\"") < text.find("\"files\""));
    }
}
