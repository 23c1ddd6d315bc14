//! What sandboxes saw: fixtures and invented reports through the builders of `report::behaviour`.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

mod documented;
mod lines;
mod processes;

use std::collections::BTreeSet;
use std::rc::Rc;

use assay::report::behaviour::attributes::{Group, LISTS};
use assay::report::behaviour::row::Row;
use assay::report::behaviour::sift::Kept;
use assay::report::behaviour::{Section, Seen, sandbox, sections};
use assay::report::details::Cell;
use assay::report::details::build::Site;
use assay::report::table::Copied;
use assay::untrusted::Untrusted;
use assay::vt::error::Answer;
use assay::vt::object::{Kind, Object};
use assay::vt::read;
use assay::words::{Language, Words};
use serde_json::{Value, json};

const NOW: i64 = 1_794_100_000;

fn site() -> Site {
    Site {
        now: NOW,
        words: Words::of(Language::English),
    }
}

fn fixture(name: &str) -> Vec<Rc<Object>> {
    let body = std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body,
    };
    read::page(&answer, None)
        .unwrap()
        .objects
        .into_iter()
        .map(Rc::new)
        .collect()
}

fn report(name: &str, attributes: Value) -> Rc<Object> {
    let Value::Object(mut attributes) = attributes else {
        panic!("attributes are a map")
    };
    attributes.insert("sandbox_name".to_owned(), name.into());
    Rc::new(Object::new(Kind::Behaviour, format!("ab_{name}"), attributes))
}

fn all(reports: &[Rc<Object>]) -> Vec<Section> {
    let names: Vec<Untrusted> = reports
        .iter()
        .map(|report| sandbox::name(report, site().words))
        .collect();
    sections(reports, &names, site())
}

fn section<'a>(sections: &'a [Section], title: &str) -> &'a Section {
    sections
        .iter()
        .find(|section| section.title == title)
        .unwrap_or_else(|| panic!("no {title}"))
}

fn rows(reports: &[Rc<Object>], title: &str) -> Vec<Row> {
    let sections = all(reports);
    let section = section(&sections, title);
    section.rows(0..section.len(), reports, site().words)
}

/// A cell as text, with what it is.
fn told(cell: &Cell) -> String {
    match cell {
        Cell::Empty => "-".to_owned(),
        Cell::Ours(text) => text.clone(),
        Cell::Outside(text) => text.raw().to_owned(),
        Cell::Copy(text) => format!("copy {}", text.raw()),
        Cell::Subject(subject, text) => format!("{} {}", subject.topic().slug(), text.raw()),
        Cell::State(tone, text) => format!("{tone:?} {text}"),
        Cell::OutsideState(tone, text) => format!("{tone:?} “{}”", text.raw()),
        Cell::Chips(chips) => chips.iter().map(Untrusted::raw).collect::<Vec<_>>().join(", "),
        Cell::Time(when) => when.absolute.clone(),
        Cell::Bar { text, .. } => format!("bar {text}"),
    }
}

fn cells(row: &Row) -> Vec<String> {
    row.cells
        .iter()
        .map(|cells| cells.iter().map(told).collect::<Vec<_>>().join(" + "))
        .collect()
}

#[test]
fn every_attribute_of_the_fixtures_has_its_place() {
    for name in ["behaviours", "behaviours-android"] {
        for report in fixture(name) {
            let left = sandbox::unknown(&report);
            assert!(
                left.attributes.is_empty(),
                "{name}: {:?}",
                left.attributes.keys().collect::<Vec<_>>()
            );
        }
    }
    // Between them they hold every list that we know, so that none is tested by nobody.
    let reports: Vec<_> = fixture("behaviours")
        .into_iter()
        .chain(fixture("behaviours-android"))
        .collect();
    let sections = all(&reports);
    let missing: Vec<&str> = LISTS
        .iter()
        .map(|list| (list.title)(&site().words.behaviour))
        .filter(|title| sections.iter().all(|section| section.title != *title))
        .collect();
    assert_eq!(missing, Vec::<&str>::new());
}

#[test]
fn what_two_sandboxes_saw_stands_once_with_both() {
    let reports = [
        report(
            "One",
            json!({"files_opened": ["a", "b", "b"], "dns_lookups": [{"hostname": "a.example"}]}),
        ),
        report(
            "Two",
            json!({"files_opened": ["c", "a"], "dns_lookups": [{"hostname": "a.example"}, {"hostname": "b.example"}]}),
        ),
        report("Three", json!({"files_opened": ["a", null, ""]})),
    ];
    let seen = |title: &str| -> Vec<(String, Vec<usize>)> {
        rows(&reports, title)
            .iter()
            .map(|row| (cells(row)[0].clone(), row.seen.clone()))
            .collect()
    };
    assert_eq!(
        seen("Files opened"),
        [
            ("a".to_owned(), vec![0, 1, 2]),
            ("b".to_owned(), vec![0]),
            ("c".to_owned(), vec![1])
        ]
    );
    assert_eq!(
        seen("DNS lookups"),
        [
            ("domain a.example".to_owned(), vec![0, 1]),
            ("domain b.example".to_owned(), vec![1])
        ]
    );
}

#[test]
fn graver_findings_come_first() {
    let reports = [report(
        "One",
        json!({
            "signature_matches": [{"name": "low", "severity": "IMPACT_SEVERITY_LOW"}, {"name": "unsaid"}, {"name": "high", "severity": "IMPACT_SEVERITY_HIGH"}],
            "sigma_analysis_results": [{"rule_title": "medium", "rule_level": "medium"}, {"rule_title": "critical", "rule_level": "critical"}],
        }),
    )];
    let names = |title: &str| {
        rows(&reports, title)
            .iter()
            .map(|row| cells(row)[1].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(names("Signatures"), ["high", "low", "unsaid"]);
    assert_eq!(names("Sigma rules"), ["critical", "medium"]);
}

#[test]
fn a_sandbox_says_what_it_thinks_in_the_readers_words() {
    let reports = fixture("behaviours");
    let rows = rows(&reports, "Sandboxes");
    assert_eq!(
        cells(&rows[0])[..4],
        [
            "Zenbox",
            "Bad Malware + Bad Trojan + Warn Evades analysis",
            "Quillnab",
            "bar 92"
        ]
    );
    assert!(cells(&rows[0])[4].starts_with("looks for a debugger, sleeps long"));
    assert!(cells(&rows[0])[4].ends_with("A_TAG_OF_TOMORROW"));
    // A date of 1970 is what the vendor's own example has; it is shown as it is, and nobody says how long ago.
    assert_eq!(cells(&rows[1])[5], "1970-01-01 00:00 UTC");
    // Of four observations one, the address, was made by another too.
    assert_eq!(cells(&rows[1])[6..], ["4", "3"]);
    assert_eq!(columns_of_sandboxes(&reports[..1]), 7);
    assert_eq!(sandbox::own_page(&reports[0]), Some(reports[0].id.as_str()));
    assert_eq!(sandbox::own_page(&reports[1]), None);
    let words = site().words;
    assert_eq!(
        sandbox::premium_recordings(&reports, words),
        ["network capture (PCAP)", "event log (EVTX)"]
    );
    assert!(sandbox::premium_recordings(&reports[1..2], words).is_empty());
    let nameless = Object::new(Kind::Behaviour, "ab_Some Box", serde_json::Map::new());
    assert_eq!(sandbox::name(&nameless, words).raw(), "Some Box");
    assert_eq!(
        sandbox::name(&Object::new(Kind::Behaviour, "ab", serde_json::Map::new()), words).raw(),
        "unnamed"
    );
}

/// How many columns the table of the sandboxes has.
fn columns_of_sandboxes(reports: &[Rc<Object>]) -> usize {
    section(&all(reports), "Sandboxes").columns.len()
}

#[test]
fn what_has_no_place_goes_into_the_tree() {
    let odd = report(
        "One",
        json!({
            "novelty": [1], "files_opened": "no list", "files_written": ["list"], "tags": ["A", ["b"]], "verdicts": ["X", null],
            "has_pcap": "yes", "has_evtx": {"a": 1}, "processes_tree": {}, "analysis_date": "then", "hosts_file": ["a"],
            "attack_techniques": {"T1": "text"},
        }),
    );
    let left: BTreeSet<String> = sandbox::unknown(&odd).attributes.keys().cloned().collect();
    let expected = [
        "attack_techniques",
        "files_opened",
        "has_evtx",
        "hosts_file",
        "novelty",
        "processes_tree",
        "tags",
    ];
    assert_eq!(left, expected.map(str::to_owned).into());
}

#[test]
fn groups_are_counted_in_their_order() {
    let reports = [report(
        "One",
        json!({"mutexes_created": ["m"], "files_opened": ["a", "b"], "files_written": ["a"], "processes_tree": [{"name": "p"}], "hosts_file": "127.0.0.1 a\n\n127.0.0.1 b\n127.0.0.1 a"}),
    )];
    let names = ["One".into()];
    assert_eq!(
        Seen::read(&reports, &names, site()).groups(),
        [
            (Group::Sandboxes, 1),
            (Group::Attack, 0),
            (Group::ProcessTree, 1),
            (Group::Files, 3),
            (Group::Mutexes, 1),
            (Group::HostsFile, 2)
        ]
    );
}

#[test]
fn sections_are_copied_as_lists_and_as_tables() {
    let reports = [report(
        "One",
        json!({
            "files_opened": ["=a", "b"], "registry_keys_set": [{"key": "k", "value": "=1+1"}],
            "dns_lookups": [{"hostname": "a.example", "resolved_ips": ["192.0.2.1", "192.0.2.2"]}, {"hostname": "b.example"}],
            "http_conversations": [{"url": "a.example:443/x.y", "request_method": "G.E.T"}],
        }),
    )];
    let sections = all(&reports);
    let words = site().words;
    let copy = |title: &str, kept: &Kept, how: Copied| section(&sections, title).copy(kept, &reports, words, how);
    let second = Kept::Rows([1].into());
    for (title, kept, how, copied) in [
        ("Files opened", &Kept::All, Copied::Plain, "=a\nb"),
        ("Files opened", &second, Copied::Plain, "b"),
        ("Files opened", &Kept::Untold, Copied::Plain, ""),
        ("Values set", &Kept::All, Copied::Plain, "Key\tValue\nk\t'=1+1\n"),
        (
            "DNS lookups",
            &Kept::All,
            Copied::Plain,
            "Host\tResolved to\na.example\t192.0.2.1 192.0.2.2\nb.example\t\n",
        ),
        (
            "DNS lookups",
            &second,
            Copied::Defanged,
            "Host\tResolved to\nb[.]example\t\n",
        ),
        (
            "DNS lookups",
            &Kept::All,
            Copied::Defanged,
            "Host\tResolved to\na[.]example\t192[.]0[.]2[.]1 192[.]0[.]2[.]2\nb[.]example\t\n",
        ),
        // What is no place of the network stays as it is.
        (
            "HTTP requests",
            &Kept::All,
            Copied::Defanged,
            "Method\tURL\tStatus\tAnswer\nG.E.T\ta[.]example:443/x.y\t\t\n",
        ),
    ] {
        assert_eq!(copy(title, kept, how), copied, "{title} {how:?}");
    }
    let of_network = sections
        .iter()
        .filter(|section| section.is_of_network())
        .map(|section| section.title);
    assert_eq!(of_network.collect::<Vec<_>>(), ["DNS lookups", "HTTP requests"]);
}

#[test]
fn fifty_thousand_rows_are_read_a_piece_at_a_time() {
    let many: Vec<String> = (0..50_000).map(|at| format!("HKLM\\Software\\{at}")).collect();
    let reports = [
        report("One", json!({"registry_keys_opened": many})),
        report("Two", json!({"registry_keys_opened": many})),
    ];
    let sections = all(&reports);
    let section = section(&sections, "Keys opened");
    assert_eq!(section.len(), 50_000);
    let rows = section.rows(49_999..50_000, &reports, site().words);
    assert_eq!(
        (cells(&rows[0])[0].as_str(), rows[0].seen.as_slice()),
        ("HKLM\\Software\\49999", &[0, 1][..])
    );
    assert!(section.rows(60_000..60_001, &reports, site().words).is_empty());
}
