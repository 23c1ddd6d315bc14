//! What sandboxes saw: fixtures and invented reports through the builders of `report::behaviour`.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::collections::BTreeSet;
use std::rc::Rc;

use assay::report::behaviour::attributes::{Group, LISTS};
use assay::report::behaviour::row::Row;
use assay::report::behaviour::{Section, groups, process, sandbox, sections, tactics};
use assay::report::details::Cell;
use assay::report::details::build::Site;
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
#[expect(clippy::too_many_lines, reason = "a table")]
fn a_line_shows_each_value_as_what_it_is() {
    let sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    for (name, entry, title, expected, more) in [
        ("files_opened", json!("C:\\a"), "Files opened", vec!["C:\\a"], vec![]),
        (
            "files_opened",
            json!({"path": "C:\\a"}),
            "Files opened",
            vec![""],
            vec!["path: C:\\a"],
        ),
        (
            "command_executions",
            json!("cmd /c"),
            "Commands run",
            vec!["copy cmd /c"],
            vec![],
        ),
        (
            "files_dropped",
            json!({"path": "p", "sha256": sha256, "type": "PE", "process_id": "7"}),
            "Files dropped",
            vec!["copy p", &format!("file {sha256}"), "PE", ""],
            vec!["process_id: 7"],
        ),
        (
            "files_dropped",
            json!("p"),
            "Files dropped",
            vec!["copy p", "", "", ""],
            vec![],
        ),
        (
            "files_dropped",
            json!({"path": "p", "sha256": "short"}),
            "Files dropped",
            vec!["copy p", "copy short", "", ""],
            vec![],
        ),
        (
            "dns_lookups",
            json!({"hostname": "a.example", "resolved_ips": ["192.0.2.1", "2001:db8::1", "?"]}),
            "DNS lookups",
            vec!["domain a.example", "ip 192.0.2.1 + ip 2001:db8::1 + copy ?"],
            vec![],
        ),
        (
            "dns_lookups",
            json!({"hostname": ["x"], "resolved_ips": [["y"]]}),
            "DNS lookups",
            vec!["", ""],
            vec!["hostname[1]: x", "resolved_ips[1][1]: y"],
        ),
        (
            "http_conversations",
            json!({"url": "https://a.example/p", "request_method": "GET", "response_status_code": 200, "request_headers": {"Host": "a.example"}}),
            "HTTP requests",
            vec!["GET", "url https://a.example/p", "200", ""],
            vec!["request_headers.Host: a.example"],
        ),
        (
            "http_conversations",
            json!({"url": "a.example:443/p", "request_method": "CONNECT"}),
            "HTTP requests",
            vec!["CONNECT", "copy a.example:443/p", "", ""],
            vec![],
        ),
        (
            "ip_traffic",
            json!({"destination_ip": "192.0.2.1", "destination_port": 443, "transport_layer_protocol": "TCP"}),
            "IP traffic",
            vec!["ip 192.0.2.1", "443", "TCP"],
            vec![],
        ),
        (
            "tls",
            json!({"sni": "a.example", "subject": {"CN": "a.example", "O": "A"}, "ja3": "x", "ja4": "y"}),
            "TLS connections",
            vec!["domain a.example", "", "a.example", "", "copy x"],
            vec!["ja4: y", "subject.O: A"],
        ),
        (
            "ids_results",
            json!({"rule_msg": "m", "alert_severity": "medium", "alert_context": {"dest_ip": "192.0.2.1", "src_port": 1}}),
            "Alerts of network monitors",
            vec!["Warn Medium", "m", "", "", "ip 192.0.2.1", ""],
            vec!["alert_context.src_port: 1"],
        ),
        (
            "signature_matches",
            json!({"id": "90", "description": "d", "severity": "IMPACT_SEVERITY_HIGH", "refs": [{"value": "1"}]}),
            "Signatures",
            vec!["Bad High", "", "d"],
            vec!["id: 90", "refs[1].value: 1"],
        ),
        (
            "memory_dumps",
            json!({"file_name": "f", "size": 4096}),
            "Memory dumps",
            vec!["copy f", "", "", "4.1\u{A0}kB (4,096 bytes)", "", ""],
            vec![],
        ),
        (
            "memory_pattern_urls",
            json!("http://a.example/"),
            "URLs found in memory",
            vec!["url http://a.example/"],
            vec![],
        ),
    ] {
        let reports = [report("One", json!({name: [entry]}))];
        let row = rows(&reports, title).remove(0);
        assert_eq!(cells(&row), expected, "{name}");
        assert_eq!(row.more.iter().map(Untrusted::raw).collect::<Vec<_>>(), more, "{name}");
    }
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
fn techniques_come_from_reports_and_from_the_summary() {
    let reports = [
        report(
            "One",
            json!({"mitre_attack_techniques": [
                {"id": "T1027", "signature_description": "packed", "severity": "IMPACT_SEVERITY_LOW", "refs": [{"ref": "#signature_matches", "value": "1"}]},
                {"id": "T1055", "signature_description": "injects", "severity": "IMPACT_SEVERITY_HIGH"},
            ]}),
        ),
        report(
            "Two",
            json!({"mitre_attack_techniques": [
                {"id": "T1027", "signature_description": "packed", "severity": "IMPACT_SEVERITY_LOW", "refs": [{"ref": "#signature_matches", "value": "9"}]},
            ]}),
        ),
        report(
            "Summary",
            json!({"attack_techniques": {"T1055": [{"description": "injects", "severity": "HIGH"}, {"description": "injects more", "severity": "INFO"}]}}),
        ),
    ];
    let rows = rows(&reports, "ATT&CK techniques");
    let told: Vec<_> = rows
        .iter()
        .map(|row| (cells(row), row.seen.clone(), row.more.len()))
        .collect();
    let line = |severity: &str, id: &str, seen: &str| vec![severity.to_owned(), format!("copy {id}"), seen.to_owned()];
    assert_eq!(
        told,
        [
            (line("Bad High", "T1055", "injects"), vec![0, 2], 0),
            (line("Plain Low", "T1027", "packed"), vec![0, 1], 0),
            (line("Plain Information", "T1055", "injects more"), vec![2], 0),
        ]
    );
}

#[test]
fn tactics_say_which_sandbox_saw_what() {
    let body = std::fs::read_to_string(format!(
        "{}/tests/fixtures/mitre-trees.json",
        env!("CARGO_MANIFEST_DIR")
    ))
    .unwrap();
    let trees: Value = serde_json::from_str(&body).unwrap();
    let names = ["Zenbox", "C2AE", "VirusTotal Jujubox"].map(Untrusted::new);
    let words = site().words;
    let section = tactics(&trees["data"], &names, words);
    let rows = section.rows(0..section.len(), &[], words);
    let keylogging = rows
        .iter()
        .find(|row| cells(row)[1] == "Keylogging + copy T1056.001" && cells(row)[0].starts_with("Credential Access"))
        .unwrap();
    assert_eq!(cells(keylogging)[0], "Credential Access + copy TA0006");
    assert_eq!(keylogging.seen, [2]);
    assert!(
        keylogging
            .more
            .iter()
            .any(|line| line.raw() == "link: https://attack.mitre.org/techniques/T1056/001/")
    );
    let sign = json!({"id": "T1", "signatures": [{"severity": "LOW", "description": "both"}]});
    let both = json!({"Zenbox": {"tactics": [{"id": "TA1", "techniques": [sign]}]}, "C2AE": {"tactics": [{"id": "TA1", "techniques": [sign]}]}});
    let section = tactics(&both, &names, words);
    assert_eq!(section.len(), 1);
    assert_eq!(section.rows(0..1, &[], words)[0].seen, [0, 1]);
    let bare = json!({"Zenbox": {"tactics": [{"id": "TA1", "techniques": [{"id": "T1"}]}, "text", {"techniques": 7}]}, "C2AE": null});
    assert_eq!(tactics(&bare, &names, words).len(), 1);
}

#[test]
fn the_tree_has_parents_before_their_children_at_any_depth() {
    let tree = json!([
        {"process_id": "1", "name": "a", "children": [
            {"process_id": "2", "name": "b", "time_offset": 3, "children": [{"process_id": "3", "name": "c"}]},
            {"process_id": 4, "name": "d", "files_written": ["x"]},
        ]},
        null, "text", {"children": {"0": "no list"}},
    ]);
    let lines = process::lines(&[report("One", json!({"processes_tree": tree}))], &["One".into()]);
    let told: Vec<_> = lines
        .iter()
        .map(|line| {
            let text = |text: &Option<Untrusted>| text.as_ref().map_or("", Untrusted::raw).to_owned();
            (line.depth, line.end, text(&line.pid), text(&line.name))
        })
        .collect();
    let line = |depth, end, pid: &str, name: &str| (depth, end, pid.to_owned(), name.to_owned());
    assert_eq!(
        told,
        [
            line(0, 4, "1", "a"),
            line(1, 3, "2", "b"),
            line(2, 3, "3", "c"),
            line(1, 4, "4", "d"),
            line(0, 5, "", "text"),
            line(0, 6, "", ""),
        ]
    );
    assert_eq!(lines[3].more[0].raw(), "files_written[1]: x");
    assert_eq!(lines[5].more[0].raw(), "children.0: no list");
    assert_eq!(process::open_lines(&lines, &[]), [0, 1, 2, 3, 4, 5]);
    assert_eq!(process::open_lines(&lines, &[1]), [0, 1, 3, 4, 5]);
    assert_eq!(process::open_lines(&lines, &[0, 2]), [0, 4, 5]);
    assert_eq!(process::written(&lines[..3]), "1 a\n  2 b\n    3 c\n");

    // As deep as the reading of JSON goes.
    let deep = format!("[{}{}]", "{\"name\":\"n\",\"children\":[".repeat(60), "]}".repeat(60));
    let tree: Value = serde_json::from_str(&deep).unwrap();
    let lines = process::lines(&[report("Deep", json!({"processes_tree": tree}))], &["Deep".into()]);
    assert_eq!((lines.len(), lines[59].depth, lines[0].end), (60, 59, 60));
}

#[test]
fn several_trees_stand_below_their_sandboxes() {
    let tree = json!({"processes_tree": [{"name": "a", "process_id": "1"}]});
    let reports = [
        report("One", tree.clone()),
        report("Two", json!({})),
        report("Three", tree),
    ];
    let lines = process::lines(&reports, &["One".into(), "Two".into(), "Three".into()]);
    let told: Vec<_> = lines
        .iter()
        .map(|line| (line.sandbox, line.depth, line.end, line.name.as_ref().unwrap().raw()))
        .collect();
    assert_eq!(
        told,
        [
            (true, 0, 2, "One"),
            (false, 1, 2, "a"),
            (true, 0, 4, "Three"),
            (false, 1, 4, "a")
        ]
    );
    assert_eq!(process::count(&lines), 2);
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
        json!({"mutexes_created": ["m"], "files_opened": ["a", "b"], "files_written": ["a"], "hosts_file": "127.0.0.1 a\n\n127.0.0.1 b\n127.0.0.1 a"}),
    )];
    let sections = all(&reports);
    assert_eq!(
        groups(&sections, 3),
        [
            (Group::Sandboxes, 1),
            (Group::ProcessTree, 3),
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
        json!({"files_opened": ["=a", "b"], "registry_keys_set": [{"key": "k", "value": "=1+1"}]}),
    )];
    let sections = all(&reports);
    let words = site().words;
    assert_eq!(section(&sections, "Files opened").copy(&reports, words), "=a\nb");
    assert_eq!(
        section(&sections, "Values set").copy(&reports, words),
        "Key\tValue\nk\t'=1+1\n"
    );
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

#[test]
fn nothing_of_a_hostile_report_is_lost() {
    let reports = fixture("behaviours-hostile");
    let sections = all(&reports);
    let words = site().words;
    let mut told = String::new();
    for section in &sections {
        for row in section.rows(0..section.len(), &reports, words) {
            told.push_str(&cells(&row).join("\n"));
            told.extend(row.more.iter().map(|line| format!("\n{}", line.raw())));
            told.push('\n');
        }
    }
    let names = [sandbox::name(&reports[0], words)];
    for line in process::lines(&reports, &names) {
        told.extend(
            [&line.name, &line.pid]
                .into_iter()
                .flatten()
                .map(|text| format!("{}\n", text.raw())),
        );
        told.extend(line.more.iter().map(|line| format!("{}\n", line.raw())));
    }
    let left = sandbox::unknown(&reports[0]);
    let own = [
        "behash",
        "last_modification_date",
        "has_html_report",
        "has_pcap",
        "has_evtx",
        "has_memdump",
    ];
    for (name, value) in &reports[0].attributes {
        if left.attributes.contains_key(name) || own.contains(&name.as_str()) {
            continue;
        }
        let mut open = vec![value];
        while let Some(value) = open.pop() {
            match value {
                // Of techniques, the references stand in the whole of one report alone.
                Value::Object(map) if name == "mitre_attack_techniques" => {
                    open.extend(map.iter().filter(|(key, _)| *key != "refs").map(|(_, value)| value));
                }
                Value::Object(map) => open.extend(map.values()),
                Value::Array(list) => open.extend(list),
                Value::String(text) if name == "hosts_file" => {
                    assert!(text.lines().all(|line| told.contains(line)), "{name}: {text:?}");
                }
                Value::String(text) => assert!(told.contains(text.as_str()), "{name}: {text:?}"),
                Value::Number(number) if name != "analysis_date" => {
                    assert!(told.replace(',', "").contains(&number.to_string()), "{name}: {number}");
                }
                Value::Number(_) | Value::Null | Value::Bool(_) => {}
            }
        }
    }
}
