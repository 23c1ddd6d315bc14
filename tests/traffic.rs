//! The network of a behaviour in full: what opens behind an entry, its ports, and what is known of its hosts.

use std::rc::Rc;

use assay::report::behaviour::sections;
use assay::report::behaviour::traffic::entry::opened;
use assay::report::behaviour::traffic::hosts::Hosts;
use assay::report::behaviour::traffic::ports::ports;
use assay::report::details::build::Site;
use assay::report::details::{Cell, Label, Part};
use assay::subject::{Subject, Topic};
use assay::untrusted::Untrusted;
use assay::vt::object::{Kind, Object};
use assay::words::{Language, Words};
use serde_json::{Value, json};

fn words() -> Words {
    Words::of(Language::English)
}

fn object(kind: Kind, id: &str, attributes: Value) -> Rc<Object> {
    let Value::Object(attributes) = attributes else {
        panic!("attributes are a map")
    };
    Rc::new(Object::new(kind, id, attributes))
}

fn told(cell: &Cell) -> String {
    match cell {
        Cell::Ours(text) | Cell::State(_, text) => text.clone(),
        Cell::Outside(text) => text.raw().to_owned(),
        Cell::Copy(text) => format!("copy {}", text.raw()),
        Cell::Subject(subject, text) => format!("{} {}", subject.topic().slug(), text.raw()),
        Cell::Empty | Cell::OutsideState(..) | Cell::Chips(_) | Cell::Time(_) | Cell::Bar { .. } => format!("{cell:?}"),
    }
}

/// The parts of an entry, a line each: titles of tables in brackets.
fn lines(name: &str, entry: &Value) -> Vec<String> {
    let all = |cells: &[Cell]| cells.iter().map(told).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    for part in opened(name, entry, words()).parts {
        match part {
            Part::Fields(fields) => lines.extend(fields.iter().map(|field| {
                let label = match &field.label {
                    Label::Ours(text) => (*text).to_owned(),
                    Label::Outside(text) => text.raw().to_owned(),
                };
                format!("{label}: {}", all(&field.cells))
            })),
            Part::Table(table) => {
                lines.push(format!("[{}]", table.title.unwrap_or_default()));
                lines.extend(table.rows.iter().map(|row| all(row)));
            }
            Part::Heading(Label::Ours(text)) => lines.push(format!("[{text}]")),
            Part::Code(text) => lines.push(text.raw().to_owned()),
            Part::Groups(_) | Part::List(_) | Part::Note(..) | Part::Heading(Label::Outside(_)) | Part::Prose(_) => {
                panic!("{part:?}")
            }
        }
    }
    lines
}

#[test]
fn an_entry_opens_to_what_belongs_together() {
    for (name, entry, expected) in [
        (
            "http_conversations",
            json!({
                "url": "http://a.example/", "request_headers": {"Host": "a.example", "Bad": ["x"], "None": null},
                "response_headers": {"Content-Length": 7}, "response_body_first_ten_bytes": "4D5A90",
            }),
            vec![
                "The body begins with: copy 4D5A90 MZ.",
                "[Request headers]",
                "Host, copy a.example",
                "[Response headers]",
                "Content-Length, copy 7",
            ],
        ),
        (
            "tls",
            json!({
                "ja3": "a", "ja3s": "b", "ja4": "c", "serial_number": "01", "thumbprint": "ff",
                "subject": {"CN": "a.example", "O": "A"}, "issuer": {"CN": "R3"}, "sni": "a.example",
            }),
            vec![
                "JA3: copy a",
                "JA3S: copy b",
                "JA4: copy c",
                "Thumbprint: copy ff",
                "Serial number: copy 01",
                "[Issued to]",
                "CN, copy a.example",
                "O, copy A",
                "[Issued by]",
                "CN, copy R3",
            ],
        ),
        (
            "ids_alerts",
            json!({"rule_id": "1:2", "alert_context": {
                "src_ip": "192.0.2.1", "src_port": 49_812, "dest_ip": "192.0.2.2", "dest_port": 443, "protocol": "tcp", "url": "/gate",
            }}),
            vec![
                "From: ip 192.0.2.1, port 49812",
                "To: ip 192.0.2.2, port 443",
                "Protocol: tcp",
                "URL: copy /gate",
                "Rule id: copy 1:2",
            ],
        ),
        (
            "sigma_analysis_results",
            json!({"rule_id": "ab", "rule_source": "s", "match_context": [{"values": {"EventID": "11"}}, {"values": {"EventID": 12}}, 7]}),
            vec![
                "Source: s",
                "Rule id: copy ab",
                "[Matched event]",
                "EventID, copy 11",
                "[Matched event]",
                "EventID, copy 12",
            ],
        ),
        (
            "signature_matches",
            json!({"match_data": ["a", 1], "rule_src": "rule x {}"}),
            vec!["[]", "copy a", "copy 1", "[Rule]", "rule x {}"],
        ),
        ("dns_lookups", json!({"hostname": "a.example"}), vec![]),
        ("tls", json!({"subject": ["x"], "ja3": {"x": 1}}), vec![]),
        ("http_conversations", json!(7), vec![]),
    ] {
        assert_eq!(lines(name, &entry), expected, "{name}");
    }
}

#[test]
fn nothing_of_an_entry_is_lost_where_it_opens() {
    let entry = json!({
        "url": "http://a.example/", "request_headers": {"Host": "a.example", "Bad": ["x"]}, "response_headers": "none",
        "response_body_first_ten_bytes": {"x": "y"}, "tomorrow": true,
    });
    let reports = [object(
        Kind::Behaviour,
        "ab_One",
        json!({"http_conversations": [entry]}),
    )];
    let site = Site { now: 0, words: words() };
    let sections = sections(&reports, &["One".into()], site);
    let section = sections
        .iter()
        .find(|section| section.title == "HTTP requests")
        .unwrap();
    let row = section.rows(0..1, &reports, words()).remove(0);
    let more: Vec<&str> = row.more.iter().map(Untrusted::raw).collect();
    assert_eq!(
        more,
        [
            "request_headers.Bad[1]: x",
            "response_body_first_ten_bytes.x: y",
            "response_headers: none",
            "tomorrow: true"
        ]
    );
    assert_eq!(row.besides(), 5);
}

#[test]
fn traffic_is_counted_by_protocol_and_port() {
    let talk = |ip: &str, port: Value, protocol: &str| json!({"destination_ip": ip, "destination_port": port, "transport_layer_protocol": protocol});
    let reports = [
        object(
            Kind::Behaviour,
            "ab_One",
            json!({"ip_traffic": [
                talk("192.0.2.1", json!(443), "TCP"), talk("192.0.2.2", json!("443"), "TCP"), talk("192.0.2.1", json!(80), "TCP"),
                {"destination_ip": "192.0.2.3"}, "text",
            ]}),
        ),
        object(
            Kind::Behaviour,
            "ab_Two",
            json!({"ip_traffic": [talk("192.0.2.2", json!(443), "TCP"), talk("192.0.2.9", json!(53), "UDP")]}),
        ),
    ];
    let rows: Vec<_> = ports(&reports, words())
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|cells| cells.iter().map(told).collect::<String>());
            (cells.collect::<Vec<_>>().join(" "), row.seen.clone())
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("TCP 443 2".to_owned(), vec![0, 1]),
            ("  1".to_owned(), vec![0]),
            ("TCP 80 1".to_owned(), vec![0]),
            ("UDP 53 1".to_owned(), vec![1]),
        ]
    );
    let one = [object(
        Kind::Behaviour,
        "ab_One",
        json!({"ip_traffic": [talk("192.0.2.1", json!(443), "TCP")]}),
    )];
    assert!(ports(&one, words()).is_empty());
}

#[test]
fn hosts_are_known_by_the_lists_of_contacted_places() {
    let stats = json!({"malicious": 3, "undetected": 60});
    let hosts = Hosts::of(
        &[
            object(Kind::Domain, "A.example", json!({"last_analysis_stats": stats})),
            object(
                Kind::Address,
                "2001:db8::1",
                json!({"last_analysis_stats": stats, "asn": 64_500, "as_owner": "Example", "country": "NL"}),
            ),
            object(
                Kind::Url,
                "u-1",
                json!({"url": "http://a.example/x", "last_analysis_stats": stats}),
            ),
            object(Kind::Address, "192.0.2.9", json!({"country": "US"})),
            object(Kind::File, "a.example", json!({"last_analysis_stats": stats})),
        ],
        words(),
    );
    let named = |topic, text: &str| Cell::Subject(Subject::new(topic, text).unwrap(), text.into());
    for (cell, beside) in [
        (named(Topic::Domain, "a.example"), vec!["Malicious · 3 of 63"]),
        (
            named(Topic::Address, "2001:0db8::0001"),
            vec!["Malicious · 3 of 63", "AS64500 Example, NL"],
        ),
        (
            Cell::Subject(Subject::url("HTTP://A.example:80/x"), "HTTP://A.example:80/x".into()),
            vec!["Malicious · 3 of 63"],
        ),
        (named(Topic::Address, "192.0.2.9"), vec!["US"]),
        (named(Topic::Domain, "b.example"), vec![]),
        (Cell::Outside("a.example".into()), vec![]),
    ] {
        let known: Vec<String> = hosts.beside(&cell).iter().map(told).collect();
        assert_eq!(known, beside, "{cell:?}");
    }
}
