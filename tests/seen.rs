//! Analyses as they are kept in the browser, the difference between two, and the reader's own engines.

#![expect(clippy::unwrap_used, reason = "a test without its analysis has to stop")]

use assay::report::details::Cell;
use assay::report::detections::{Detections, Group, Shown, detections};
use assay::report::reasons::Tone;
use assay::report::seen::{Change, Difference, Seen, columns, difference};
use assay::report::tiers::{Tally, sentences};
use assay::route::Query;
use assay::settings::{Tier, Tiers};
use assay::untrusted::Untrusted;
use assay::vt::object::{Kind, Object};
use assay::words::{Language, Words};
use serde_json::{Map, Value, json};

fn object(attributes: Value) -> Object {
    let Value::Object(attributes) = attributes else {
        return Object::new(Kind::File, "x", Map::new());
    };
    Object::new(Kind::File, "x", attributes)
}

fn analysed(date: i64, engines: &[(&str, &str, Option<&str>)]) -> Object {
    let results: Map<String, Value> = engines
        .iter()
        .map(|(engine, category, label)| {
            let row = json!({ "engine_name": engine, "category": category, "result": label });
            ((*engine).to_owned(), row)
        })
        .collect();
    object(json!({ "last_analysis_date": date, "last_analysis_results": results }))
}

const BEFORE: [(&str, &str, Option<&str>); 7] = [
    ("Alpha", "undetected", None),
    ("Beta", "malicious", Some("Trojan.A")),
    ("Delta", "malicious", Some("Trojan.A")),
    ("Epsilon", "suspicious", None),
    ("Eta", "undetected", Some("clean")),
    ("Left", "malicious", Some("Old")),
    ("Zeta", "timeout", None),
];
const AFTER: [(&str, &str, Option<&str>); 7] = [
    ("Alpha", "malicious", Some("Trojan.New")),
    ("Beta", "undetected", None),
    ("Delta", "malicious", Some("Trojan.B")),
    ("Epsilon", "malicious", None),
    ("Eta", "undetected", None),
    ("Joined", "malicious", Some("New")),
    ("Zeta", "undetected", None),
];

#[test]
fn what_is_kept_is_read_again() {
    let seen = Seen::of(&analysed(1_700_000_000, &BEFORE)).unwrap();
    assert_eq!((seen.flagged(), seen.counted()), (4, 6));
    assert_eq!(Seen::parse(&seen.to_json()), Some(seen.clone()));
    assert_eq!(seen.opinions["Eta"].label, None, "only flags have labels");
    assert!(
        seen.to_json().len() < 40 * BEFORE.len(),
        "it is small: {}",
        seen.to_json()
    );
}

#[test]
fn what_tells_of_no_analysis_is_not_kept() {
    for attributes in [
        json!({}),
        json!({ "last_analysis_date": 0, "last_analysis_results": { "A": { "category": "malicious" } } }),
        json!({ "last_analysis_date": "soon", "last_analysis_results": { "A": { "category": "malicious" } } }),
        json!({ "last_analysis_date": 5 }),
        json!({ "last_analysis_date": 5, "last_analysis_results": {} }),
    ] {
        assert_eq!(Seen::of(&object(attributes.clone())), None, "{attributes}");
    }
}

#[test]
fn a_damaged_entry_is_none() {
    for text in [
        "",
        "null",
        "{}",
        "{\"date\":1}",
        "{\"date\":1,\"engines\":{}}",
        "{\"date\":0,\"engines\":{\"A\":\"m\"}}",
        "{\"date\":\"1\",\"engines\":{\"A\":\"m\"}}",
        "{\"date\":1,\"engines\":{\"A\":\"\"}}",
        "{\"date\":1,\"engines\":{\"A\":\"x\"}}",
        "{\"date\":1,\"engines\":{\"A\":7}}",
        "{\"date\":1,\"engines\":[\"m\"]}",
    ] {
        assert_eq!(Seen::parse(text), None, "{text}");
    }
    let text = Seen::of(&analysed(1_700_000_000, &AFTER)).unwrap().to_json();
    for at in 0..text.len() {
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1;
        let _ = Seen::parse(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn an_endless_answer_is_kept_short() {
    let label = "ж".repeat(70_000);
    let engines: Vec<String> = (0..5_000).map(|at| format!("engine {at} {label}")).collect();
    let rows: Vec<(&str, &str, Option<&str>)> = engines
        .iter()
        .take(400)
        .map(|engine| (engine.as_str(), "malicious", Some(label.as_str())))
        .collect();
    let seen = Seen::of(&analysed(1, &rows)).unwrap();
    assert!(seen.to_json().len() < 200_000, "{}", seen.to_json().len());
    assert_eq!(Seen::parse(&seen.to_json()), Some(seen));
}

fn names(changes: &[Change]) -> Vec<&str> {
    changes.iter().map(|change| change.engine.raw()).collect()
}

#[test]
fn two_analyses_are_compared_engine_by_engine() {
    let (before, after) = (
        Seen::of(&analysed(1, &BEFORE)).unwrap(),
        Seen::of(&analysed(2, &AFTER)).unwrap(),
    );
    let found = difference(&before, &after);
    assert_eq!(names(&found.new), ["Alpha", "Joined"]);
    assert_eq!(names(&found.gone), ["Beta", "Left"]);
    assert_eq!(names(&found.changed), ["Delta", "Epsilon"]);
    assert_eq!(
        found.same, 1,
        "a timeout that became silence is no change of mind, and not the same either"
    );
    let absent = &found.new[1];
    assert!(
        absent.before.is_none()
            && absent
                .after
                .as_ref()
                .is_some_and(|after| after.group == Group::Malicious)
    );
    let back = difference(&after, &before);
    assert_eq!(
        (names(&back.new), names(&back.gone)),
        (names(&found.gone), names(&found.new))
    );
    let same = difference(&after, &after);
    assert_eq!(
        same,
        Difference {
            same: 7,
            ..Difference::default()
        }
    );
}

fn report() -> Detections {
    detections(&analysed(1, &BEFORE), Words::of(Language::English))
}

fn tiers(trusted: &[&str], ignored: &[&str]) -> Tiers {
    let mut tiers = Tiers::default();
    for (engines, tier) in [(trusted, Tier::Trusted), (ignored, Tier::Ignored)] {
        for engine in engines {
            tiers.set(engine, tier).unwrap();
        }
    }
    tiers
}

#[test]
fn trusted_engines_are_counted_apart() {
    let rows = report().rows;
    let tally = |tiers: &Tiers, tier| Tally::of(&rows, tiers, tier);
    let own = tiers(&["alpha", "Beta", "Zeta", "Elsewhere"], &["Left", "Eta"]);
    let counted = |flagged, counted, silent| Tally {
        flagged,
        counted,
        silent,
    };
    assert_eq!(tally(&own, Tier::Trusted), counted(1, 2, 1));
    assert_eq!(tally(&own, Tier::Ignored), counted(1, 2, 0));
    assert_eq!(tally(&own, Tier::Ordinary), counted(2, 2, 0));
    assert_eq!(tally(&Tiers::default(), Tier::Ordinary), counted(4, 6, 1));
}

#[test]
fn sentences_about_tiers() {
    let rows = report().rows;
    for (own, expected) in [
        (tiers(&[], &[]), &[][..]),
        (
            tiers(&["Alpha", "Beta", "Zeta"], &[]),
            &["1 of the 2 engines you trust flags it."],
        ),
        (tiers(&["Zeta"], &[]), &["No engine that you trust gave an opinion."]),
        (
            tiers(&["Elsewhere"], &[]),
            &["No engine that you trust gave an opinion."],
        ),
        (
            tiers(&[], &["Elsewhere"]),
            &["No engine that you ignore is in this report."],
        ),
        (
            tiers(&["Beta"], &["Left", "Eta"]),
            &[
                "The engine you trust flags it.",
                "You ignore 2 engines here, 1 of which flags it. The ratio counts them all the same.",
            ],
        ),
    ] {
        let said: Vec<String> = sentences(&rows, &own, Words::of(Language::English))
            .into_iter()
            .map(|(_, sentence)| sentence)
            .collect();
        assert_eq!(said, expected);
    }
}

#[test]
fn the_address_says_what_is_shown() {
    let report = report();
    let own = tiers(&["Alpha", "Beta"], &["Left"]);
    for (query, expected) in [
        ("", &["Beta", "Delta", "Left", "Epsilon", "Alpha", "Eta", "Zeta"][..]),
        (
            "?sort=engine",
            &["Alpha", "Beta", "Delta", "Epsilon", "Eta", "Left", "Zeta"],
        ),
        ("?sort=-engine&show=malicious", &["Left", "Delta", "Beta"]),
        ("?sort=tier&show=malicious", &["Beta", "Delta", "Left"]),
        ("?tier=trusted", &["Beta", "Alpha"]),
        ("?tier=ignored", &["Left"]),
        ("?find=TROJAN.a", &["Beta", "Delta"]),
        ("?word=type:trojan", &["Beta", "Delta"]),
        ("?word=generic", &["Beta", "Delta", "Left"]),
        ("?word=family:nothing", &[]),
        (
            "?sort=colour&show=red&tier=best&word=x",
            &["Beta", "Delta", "Left", "Epsilon", "Alpha", "Eta", "Zeta"],
        ),
    ] {
        let shown = Shown::of(&Query::of(query));
        let view = report.view(&shown, &own);
        let names: Vec<&str> = view.into_iter().map(|at| report.rows[at].engine.raw()).collect();
        assert_eq!(names, expected, "{query}");
    }
}

#[test]
fn a_change_is_a_row_of_a_table() {
    let (before, after) = (
        Seen::of(&analysed(5, &BEFORE)).unwrap(),
        Seen::of(&analysed(9, &AFTER)).unwrap(),
    );
    let words = Words::of(Language::English);
    let found = difference(&before, &after);
    let outside = |tone, text| Cell::OutsideState(tone, Untrusted::new(text));
    let ours = |tone, text: &str| Cell::State(tone, text.to_owned());
    let rows =
        |changes: Vec<Change>| -> Vec<Vec<Cell>> { changes.into_iter().map(|change| change.cells(words)).collect() };
    assert_eq!(
        rows(found.new),
        [
            vec![
                Cell::Outside(Untrusted::new("Alpha")),
                ours(Tone::Plain, "Nothing found"),
                outside(Tone::Bad, "Trojan.New")
            ],
            vec![
                Cell::Outside(Untrusted::new("Joined")),
                Cell::Ours("Was not asked".to_owned()),
                outside(Tone::Bad, "New")
            ],
        ]
    );
    assert_eq!(
        rows(found.changed)[1],
        vec![
            Cell::Outside(Untrusted::new("Epsilon")),
            ours(Tone::Warn, "Suspicious"),
            ours(Tone::Bad, "Malicious")
        ]
    );
    assert_eq!(columns(words).len(), 3);
}
