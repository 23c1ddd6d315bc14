//! What sandboxes saw: fixtures and invented reports through the builders of `report::behaviour`.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::collections::BTreeSet;
use std::rc::Rc;

use assay::report::behaviour::attributes::{Group, LISTS};
use assay::report::behaviour::row::Row;
use assay::report::behaviour::sift::Kept;
use assay::report::behaviour::{Section, Seen, process, sandbox, sections};
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

/// What the vendor's pages and answers of the API have in a sandbox's report: a value of each, and the group that it
/// stands in; none for what says something of the run alone.
#[expect(clippy::too_many_lines, reason = "a table")]
fn documented() -> Vec<(&'static str, Value, Option<Group>)> {
    use Group::{
        Android, Attack, Commands, Cryptography, Files, HostsFile, Memory, Modules, Mutexes, Network, ProcessTree,
        Processes, Registry, Rules, Sandboxes, Services, Signatures, Texts,
    };
    let texts = |group: Group, names: &[&'static str]| -> Vec<_> {
        names.iter().map(|name| (*name, json!(["x"]), Some(group))).collect()
    };
    let pairs = |group: Group, names: &[&'static str]| -> Vec<_> {
        let pair = || json!([{"key": "k", "value": "v"}]);
        names.iter().map(|name| (*name, pair(), Some(group))).collect()
    };
    let mut all = vec![
        ("sandbox_name", json!("One"), Some(Sandboxes)),
        ("verdicts", json!(["MALWARE"]), Some(Sandboxes)),
        ("verdict_labels", json!(["x"]), Some(Sandboxes)),
        ("verdict_confidence", json!(7), Some(Sandboxes)),
        ("tags", json!(["SUDO"]), Some(Sandboxes)),
        ("analysis_date", json!(9), Some(Sandboxes)),
        ("last_modification_date", json!(9), None),
        ("behash", json!("x"), None),
        ("has_html_report", json!(true), None),
        ("has_pcap", json!(true), None),
        ("has_evtx", json!(true), None),
        ("has_memdump", json!(true), None),
        (
            "processes_tree",
            json!([{"process_id": "1", "name": "x"}]),
            Some(ProcessTree),
        ),
        ("mitre_attack_techniques", json!([{"id": "T1"}]), Some(Attack)),
        ("attack_techniques", json!({"T1": [{"severity": "INFO"}]}), Some(Attack)),
        ("signature_matches", json!([{"name": "x"}]), Some(Signatures)),
        ("sigma_analysis_results", json!([{"rule_title": "x"}]), Some(Rules)),
        ("ids_alerts", json!([{"rule_msg": "x"}]), Some(Network)),
        ("ids_results", json!([{"rule_msg": "x"}]), Some(Network)),
        (
            "files_copied",
            json!([{"source": "x", "destination": "y"}]),
            Some(Files),
        ),
        ("files_dropped", json!([{"path": "x"}]), Some(Files)),
        ("dns_lookups", json!([{"hostname": "x.example"}]), Some(Network)),
        ("ip_traffic", json!([{"destination_ip": "192.0.2.1"}]), Some(Network)),
        (
            "http_conversations",
            json!([{"url": "http://x.example/"}]),
            Some(Network),
        ),
        ("tls", json!([{"sni": "x.example", "ja4": "y"}]), Some(Network)),
        ("memory_dumps", json!([{"file_name": "x"}]), Some(Memory)),
        ("hosts_file", json!("127.0.0.1 x"), Some(HostsFile)),
        ("sms_sent", json!([{"destination": "1", "body": "x"}]), Some(Android)),
        (
            "permissions_checked",
            json!([{"permission": "x", "owner": "y"}]),
            Some(Android),
        ),
    ];
    all.extend(texts(Commands, &["command_executions"]));
    all.extend(texts(
        Processes,
        &[
            "processes_created",
            "processes_terminated",
            "processes_killed",
            "processes_injected",
        ],
    ));
    all.extend(texts(
        Files,
        &[
            "files_opened",
            "files_written",
            "files_deleted",
            "files_attribute_changed",
        ],
    ));
    all.extend(texts(Registry, &["registry_keys_opened", "registry_keys_deleted"]));
    all.extend(pairs(Registry, &["registry_keys_set"]));
    all.extend(texts(Mutexes, &["mutexes_created", "mutexes_opened"]));
    all.extend(texts(Modules, &["modules_loaded"]));
    all.extend(texts(
        Texts,
        &[
            "calls_highlighted",
            "text_highlighted",
            "text_decoded",
            "windows_searched",
            "windows_hidden",
        ],
    ));
    all.extend(texts(
        Services,
        &[
            "services_opened",
            "services_created",
            "services_started",
            "services_stopped",
            "services_deleted",
            "services_bound",
            "system_property_lookups",
        ],
    ));
    all.extend(pairs(Services, &["system_property_sets"]));
    all.extend(texts(
        Network,
        &[
            "ja3_digests",
            "memory_pattern_urls",
            "memory_pattern_domains",
            "memory_pattern_ips",
        ],
    ));
    all.extend(texts(
        Cryptography,
        &[
            "crypto_algorithms_observed",
            "crypto_keys",
            "crypto_plain_text",
            "encoding_algorithms_observed",
        ],
    ));
    all.extend(texts(
        Android,
        &[
            "activities_started",
            "permissions_requested",
            "content_model_observers",
            "databases_opened",
            "databases_deleted",
            "shared_preferences_lookups",
            "signals_hooked",
            "signals_observed",
            "invokes",
        ],
    ));
    all.extend(pairs(Android, &["shared_preferences_sets", "content_model_sets"]));
    all
}

#[test]
fn every_documented_attribute_has_its_group() {
    let documented = documented();
    for (name, value, group) in &documented {
        let report = report("One", json!({*name: value}));
        assert!(sandbox::unknown(&report).attributes.is_empty(), "{name} has no place");
        let seen = Seen::read(&[report], &["One".into()], site());
        let groups: Vec<Group> = seen.groups().into_iter().map(|(group, _)| group).collect();
        assert!(group.is_none_or(|group| groups.contains(&group)), "{name}: {groups:?}");
    }
    let listed = |name: &str| documented.iter().any(|(own, ..)| *own == name);
    let unlisted = LISTS.iter().flat_map(|list| list.names).filter(|name| !listed(name));
    assert_eq!(unlisted.collect::<Vec<_>>(), Vec::<&&str>::new());
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
            vec![],
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
            vec![],
        ),
        (
            "ids_results",
            json!({"rule_msg": "m", "alert_severity": "medium", "alert_context": {"dest_ip": "192.0.2.1", "src_port": 1}}),
            "Alerts of network monitors",
            vec!["Warn Medium", "m", "", "", "ip 192.0.2.1", ""],
            vec![],
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
    let all = [0, 1, 2, 3, 4, 5];
    for (among, closed, open) in [
        (&all[..], &[][..], &all[..]),
        (&all, &[1], &[0, 1, 3, 4, 5]),
        (&all, &[0, 2], &[0, 4, 5]),
        (&[0, 1, 2], &[1], &[0, 1]),
        (&[0, 3, 9], &[], &[0, 3]),
    ] {
        assert_eq!(
            process::open_lines(&lines, among, closed),
            open,
            "{among:?} without {closed:?}"
        );
    }
    assert_eq!(process::written(&lines, &[0, 1, 2]), "1 a\n  2 b\n    3 c\n");
    let parents = process::parents(&lines);
    assert_eq!(parents, [None, Some(0), Some(1), Some(0), None, None]);

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
