//! What is shown of the reports of URLs, domains and IP addresses: cards, reasons, panels, and what opens from them.

#![expect(
    clippy::unwrap_used,
    reason = "a test may panic; the lint knows tests by their functions alone"
)]

use std::path::Path;

use assay::report::card::{self, Card};
use assay::report::details::{self, Cell, Panel, Part};
use assay::report::detections::{Column, Group, detections};
use assay::subject::{Subject, Topic};
use assay::untrusted::Untrusted;
use assay::vt::error::Answer;
use assay::vt::object::{Descriptor, Kind, Known, Object};
use assay::vt::read;
use assay::words::{Language, Words};
use serde_json::{Value, json};

const NOW: i64 = 1_795_000_000;
const DAY: i64 = 86_400;

fn english() -> Words {
    Words::of(Language::English)
}

fn fixture(name: &str) -> Object {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: std::fs::read(path).unwrap(),
    };
    read::object(&answer, None, None).unwrap()
}

fn object(topic: Topic, attributes: Value) -> Object {
    let Value::Object(attributes) = attributes else {
        panic!("attributes are a map");
    };
    let id = match topic {
        Topic::File | Topic::Url => "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        Topic::Domain => "a.example",
        Topic::Address => "192.0.2.1",
    };
    Object::new(Kind::from(topic), id, attributes)
}

/// So many engines say so.
fn judged(topic: Topic, malicious: u64, harmless: u64) -> Object {
    object(
        topic,
        json!({"last_analysis_stats": {"malicious": malicious, "harmless": harmless}}),
    )
}

fn reasons(card: &Card) -> Vec<String> {
    let reasons = card.reasons.iter();
    reasons
        .map(|reason| {
            let named = reason.named.as_ref().map(|named| format!(" {}", named.raw()));
            format!("{}{}", reason.text, named.unwrap_or_default())
        })
        .collect()
}

/// The facts as they are read: label and value.
fn facts(card: &Card) -> Vec<String> {
    let facts = card.facts.iter();
    facts
        .map(|fact| format!("{}{}", fact.label.clone().unwrap_or_default(), read_cell(&fact.cell)))
        .collect()
}

fn read_cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Ours(text) | Cell::State(_, text) | Cell::Bar { text, .. } => text.clone(),
        Cell::Outside(text) | Cell::Copy(text) | Cell::OutsideState(_, text) => text.raw().to_owned(),
        Cell::Time(when) => when.absolute.clone(),
        Cell::Chips(chips) => chips.iter().map(Untrusted::raw).collect::<Vec<_>>().join(", "),
        Cell::Subject(subject, text) => format!("{} -> {subject}", text.raw()),
    }
}

/// Everything that a panel shows, cell by cell.
fn shown(panel: &Panel) -> Vec<&Cell> {
    let cells = panel.parts.iter().flat_map(|part| match part {
        Part::Fields(fields) => fields.iter().flat_map(|field| &field.cells).collect::<Vec<_>>(),
        Part::Table(table) => table.rows.iter().flatten().collect(),
        Part::Groups(_) | Part::List(_) | Part::Note(..) | Part::Heading(_) | Part::Prose(_) | Part::Code(_) => {
            Vec::new()
        }
    });
    cells.collect()
}

fn panel<'a>(panels: &'a [Panel], id: &str) -> &'a Panel {
    panels
        .iter()
        .find(|panel| panel.id == id)
        .unwrap_or_else(|| panic!("no panel {id}"))
}

#[test]
fn each_topic_is_called_by_its_name() {
    for (topic, malicious, harmless, headline, russian) in [
        (
            Topic::Url,
            13,
            77,
            "13 of 90 engines call this URL malicious.",
            "13 из 90 движков считают этот URL вредоносным.",
        ),
        (
            Topic::Domain,
            1,
            90,
            "1 of 91 engines flags this domain. So few are often a false alarm.",
            "1 из 91 движка отметил этот домен. Так мало срабатываний часто означает ложную тревогу.",
        ),
        (
            Topic::Address,
            0,
            91,
            "None of 91 engines flags this IP address.",
            "Ни один из 91 движка не отметил этот IP-адрес.",
        ),
        (
            Topic::Domain,
            0,
            0,
            "VirusTotal knows this domain, but no engine has given an opinion on it.",
            "VirusTotal знает этот домен, но ни один движок не вынес вердикта.",
        ),
    ] {
        let object = judged(topic, malicious, harmless);
        assert_eq!(card::card(&object, NOW, english()).headline, headline);
        assert_eq!(card::card(&object, NOW, Words::of(Language::Russian)).headline, russian);
    }
}

#[test]
fn a_card_says_what_the_place_is() {
    let card = card::card(&fixture("url.json"), NOW, english());
    assert_eq!(
        card.name,
        Some("https://cdn-viewer.example.com/pay/invoice?id=88213".into())
    );
    let to = Subject::url("https://quillnab-panel.example.org/login.php");
    assert_eq!(
        facts(&card),
        [
            "Payment Viewer – sign in",
            "HTTP 200",
            "text/html",
            "18.2\u{A0}kB",
            &format!("Leads to: https://quillnab-panel.example.org/login.php -> {to}"),
            "community score: −23",
        ]
    );
    assert_eq!(
        reasons(&card),
        [
            "15 of 90 engines flag it",
            "Engines name the threat: Mal/HTMLGen-A, Phish.Quillnab",
            "Poses as: Invented Bank",
            "Web filters file it under: phishing, malicious web sites, phishing and fraud, …",
            "The community votes 6 to 1 for malicious",
        ]
    );
    assert!(card.labels.iter().any(|label| label.raw() == "password-input"));
    let phishing = card
        .labels
        .iter()
        .filter(|label| label.raw().eq_ignore_ascii_case("phishing"));
    assert_eq!(phishing.count(), 1, "a label stands once");

    let card = card::card(&fixture("domain.json"), NOW, english());
    assert_eq!(
        facts(&card),
        [
            "Registrar: Invented Registrar, Inc.",
            "registered: 47 days ago",
            "place 506,742 in Cisco Umbrella",
            "community score: −31",
        ]
    );
    let card = card::card(&fixture("address.json"), NOW, english());
    assert_eq!(
        facts(&card),
        [
            "AS64500 Invented Hosting B.V.",
            "country: NL",
            "192.175.48.0/24",
            "RIPE NCC",
            "community score: −18",
        ]
    );
    assert!(
        reasons(&card)[1].starts_with("1 note of the crowd warns of it:"),
        "{:?}",
        reasons(&card)
    );
}

#[test]
fn a_fresh_domain_and_a_popular_one_are_reasons() {
    for (attributes, reason) in [
        (
            json!({"creation_date": NOW - 3 * DAY}),
            Some("Registered only 3 days ago"),
        ),
        (json!({"creation_date": NOW - 31 * DAY}), None),
        (
            json!({"popularity_ranks": {"Majestic": {"rank": 1}, "Umbrella": {"rank": 7}}}),
            Some("Much visited, place 1 in: Majestic"),
        ),
        (
            json!({"popularity_ranks": {"Majestic": {"rank": 100_001}, "b": 7}}),
            None,
        ),
        (json!({"categories": {"A": "search engines"}}), None),
        (
            json!({"categories": {"A": "search engines", "B": "Command and Control", "C": "command and control"}}),
            Some("Web filters file it under: Command and Control"),
        ),
        (
            json!({"crowdsourced_context": [{"severity": "low", "title": "x"}, {"severity": "HIGH", "title": "Stealer"}]}),
            Some("1 note of the crowd warns of it: Stealer"),
        ),
        (json!({"tags": ["dga"]}), Some("What VirusTotal noticed: dga")),
    ] {
        let card = card::card(&object(Topic::Domain, attributes.clone()), NOW, english());
        assert_eq!(reasons(&card).first().map(String::as_str), reason, "{attributes}");
    }
}

/// An attribute, a value of it, and the panel that it stands in.
type Place = (&'static str, Value, &'static str);

/// The attributes of the vendor's tables: of all places, of hosts, and of each topic alone. What engines say is in the
/// detections.
fn attributes() -> [Vec<Place>; 5] {
    let certificate = json!({"thumbprint": "ab", "validity": {"not_after": "2026-10-28 20:42:13"}});
    let common = vec![
        ("categories", json!({"a": "b"}), "threat"),
        ("last_analysis_date", json!(NOW), "dates"),
        ("last_modification_date", json!(NOW), "dates"),
        ("first_seen_itw_date", json!(NOW), "dates"),
        ("last_seen_itw_date", json!(NOW), "dates"),
        (
            "gti_assessment",
            json!({"verdict": {"value": "VERDICT_MALICIOUS"}}),
            "threat",
        ),
        ("mandiant_ic_score", json!(90), "threat"),
        ("reputation", json!(-3), "standing"),
        ("tags", json!(["a"]), "tags"),
        (
            "threat_severity",
            json!({"threat_severity_level": "SEVERITY_HIGH"}),
            "threat",
        ),
        ("total_votes", json!({"harmless": 1}), "standing"),
        ("crowdsourced_context", json!([{"title": "a"}]), "threat"),
    ];
    let hosts = vec![
        ("jarm", json!("29d"), "identity"),
        ("last_https_certificate", certificate, "certificate"),
        ("last_https_certificate_date", json!(NOW), "dates"),
        ("rdap", json!({"handle": "H"}), "rdap"),
        ("whois", json!("a: b"), "whois"),
        ("whois_date", json!(NOW), "dates"),
    ];
    let url = vec![
        ("console_messages", json!(["a"]), "page"),
        ("favicon", json!({"dhash": "a"}), "page"),
        ("first_submission_date", json!(NOW), "dates"),
        ("has_content", json!(true), "response"),
        ("html_meta", json!({"a": ["b"]}), "page"),
        ("javascript_variables", json!([{"name": "a"}]), "page"),
        ("last_final_url", json!("http://b.example/"), "identity"),
        ("last_http_response_code", json!(200), "response"),
        ("last_http_response_content_length", json!(1), "response"),
        ("last_http_response_content_sha256", json!("a".repeat(64)), "response"),
        ("last_http_response_cookies", json!({"a": "b"}), "response"),
        (
            "last_http_response_cookies_extended",
            json!([{"name": "a"}]),
            "response",
        ),
        ("last_http_response_headers", json!({"a": "b"}), "response"),
        ("last_submission_date", json!(NOW), "dates"),
        ("outgoing_links", json!(["http://b.example/"]), "links"),
        ("proxy_country", json!("NL"), "response"),
        ("redirection_chain", json!(["http://b.example/"]), "redirects"),
        ("targeted_brand", json!({"a": "b"}), "threat"),
        ("threat_names", json!(["a"]), "threat"),
        ("times_submitted", json!(4), "standing"),
        ("title", json!("a"), "identity"),
        ("tld", json!("a"), "identity"),
        ("trackers", json!({"a": [{"id": "b"}]}), "page"),
        ("url", json!("http://a.example/"), "identity"),
        ("user_agent", json!("a"), "response"),
        ("web_category", json!("a"), "identity"),
    ];
    let domain = vec![
        ("creation_date", json!(NOW), "dates"),
        ("expiration_date", json!(NOW), "dates"),
        ("favicon", json!({"raw_md5": "a"}), "identity"),
        ("last_dns_records", json!([{"type": "A"}]), "dns"),
        ("last_dns_records_date", json!(NOW), "dates"),
        ("last_update_date", json!(NOW), "dates"),
        ("popularity_ranks", json!({"a": {"rank": 1}}), "ranks"),
        ("registrar", json!("a"), "identity"),
        ("tld", json!("a"), "identity"),
    ];
    let address = vec![
        ("as_owner", json!("a"), "identity"),
        ("asn", json!(1), "identity"),
        ("continent", json!("EU"), "identity"),
        ("country", json!("NL"), "identity"),
        ("network", json!("192.0.2.0/24"), "identity"),
        ("regional_internet_registry", json!("RIPE NCC"), "identity"),
    ];
    [common, hosts, url, domain, address]
}

#[test]
fn every_known_attribute_has_its_place() {
    let [common, hosts, url, domain, address] = attributes();
    let of_url = common.iter().chain(&url).map(|row| (Topic::Url, row));
    let of_domain = common
        .iter()
        .chain(&hosts)
        .chain(&domain)
        .map(|row| (Topic::Domain, row));
    let of_address = common
        .iter()
        .chain(&hosts)
        .chain(&address)
        .map(|row| (Topic::Address, row));
    let cells = |object: &Object, id: &str| {
        let panels = details::details(object, NOW, english());
        panels
            .iter()
            .find(|panel| panel.id == id)
            .map_or(0, |panel| shown(panel).len() + panel.parts.len())
    };
    for (topic, (name, value, id)) in of_url.chain(of_domain).chain(of_address) {
        let without = cells(&object(topic, json!({})), id);
        let with = cells(&object(topic, json!({ *name: value })), id);
        assert!(with > without, "{topic:?}: {name} is not in the panel {id}");
    }
}

/// What each value of the panels opens.
fn opened(object: &Object, id: &str) -> Vec<String> {
    let panels = details::details(object, NOW, english());
    let Some(panel) = panels.iter().find(|panel| panel.id == id) else {
        return Vec::new();
    };
    shown(panel)
        .into_iter()
        .filter(|cell| matches!(cell, Cell::Subject(..)))
        .map(read_cell)
        .collect()
}

#[test]
fn what_has_a_report_of_its_own_opens_and_nothing_else_does() {
    let records = json!([
        {"type": "TXT", "value": "v=spf1 a.example", "ttl": 60},
        {"type": "MX", "value": "mail.example.net.", "ttl": 60, "priority": 10},
        {"type": "A", "value": "192.0.2.7", "ttl": 60},
        {"type": "A", "value": "66.0.543.66", "ttl": 60},
        {"type": "AAAA", "value": "2001:DB8::1", "ttl": 60},
        {"type": "NS", "value": "192.0.2.8", "ttl": 60},
        {"type": "SOA", "value": "ns1.example.net", "serial": 5},
        {"type": "A", "value": ["192.0.2.9"]},
        "text",
    ]);
    let domain = object(Topic::Domain, json!({ "last_dns_records": records }));
    assert_eq!(
        opened(&domain, "dns"),
        [
            "192.0.2.7 -> ip/192.0.2.7",
            "2001:DB8::1 -> ip/2001:db8::1",
            "192.0.2.8 -> ip/192.0.2.8",
            "mail.example.net. -> domain/mail.example.net",
            "ns1.example.net -> domain/ns1.example.net",
        ]
    );
    let links = json!([
        "javascript:alert(1)",
        "HTTPS://b.example/",
        "mailto:a@b.example",
        "data:text/html,x",
        "//c.example/",
        format!("http://d.example/{}", "x".repeat(5_000)),
        7
    ]);
    let url = object(Topic::Url, json!({ "outgoing_links": links }));
    let to = Subject::url("HTTPS://b.example/");
    assert_eq!(opened(&url, "links"), [format!("HTTPS://b.example/ -> {to}")]);

    let names = json!(["*.example.org", "a.example.org", "\u{1}\u{1}", "192.0.2.3", "<b>"]);
    let certificate = json!({"extensions": {"subject_alternative_name": names}, "subject": {"CN": "*.example.org"}});
    let address = object(Topic::Address, json!({ "last_https_certificate": certificate }));
    assert_eq!(
        opened(&address, "certificate"),
        [
            "*.example.org -> domain/example.org",
            "*.example.org -> domain/example.org",
            "a.example.org -> domain/a.example.org",
            "192.0.2.3 -> ip/192.0.2.3",
        ]
    );
    let digest = "b".repeat(64);
    let url = object(Topic::Url, json!({ "last_http_response_content_sha256": digest }));
    assert_eq!(opened(&url, "response"), [format!("{digest} -> file/{digest}")]);
}

#[test]
fn a_url_leads_to_its_host_where_the_report_came_with_it() {
    let mut url = object(Topic::Url, json!({"url": "http://a.example/"}));
    let known = |kind, id: &str| Known {
        first: vec![Descriptor { kind, id: id.into() }],
        ..Known::default()
    };
    url.relations
        .insert("network_location".into(), known(Kind::Domain, "a.example"));
    url.relations
        .insert("last_serving_ip_address".into(), known(Kind::Address, "192.0.2.1"));
    assert_eq!(
        opened(&url, "identity"),
        ["a.example -> domain/a.example", "192.0.2.1 -> ip/192.0.2.1"],
        "to itself it needs no way"
    );
}

#[test]
fn a_certificate_says_when_it_had_run_out() {
    for (not_after, seen, out) in [
        (json!("2026-10-28 20:42:13"), json!(NOW), true),
        (json!("2026-12-28 20:42:13"), json!(NOW), false),
        (json!("for ever"), json!(NOW), false),
        (json!("2020-10-28 20:42:13"), json!(null), false),
    ] {
        let attributes = json!({
            "last_https_certificate": {"thumbprint": "ab", "validity": {"not_after": not_after}},
            "last_https_certificate_date": seen,
        });
        let panels = details::details(&object(Topic::Domain, attributes), NOW, english());
        let note = matches!(panel(&panels, "certificate").parts[0], Part::Note(..));
        assert_eq!(note, out, "{not_after}");
    }
}

#[test]
fn registrations_are_laid_out() {
    let domain = fixture("domain.json");
    let panels = details::details(&domain, NOW, english());
    let Part::List(lines) = &panel(&panels, "whois").parts[0] else {
        panic!("lines");
    };
    let whole: Vec<&str> = lines.iter().map(Untrusted::raw).collect();
    assert_eq!(
        whole.join("\n"),
        domain.attributes["whois"].as_str().unwrap().trim_end()
    );
    let rdap = panel(&panels, "rdap");
    assert!(rdap.parts.len() >= 3, "{rdap:#?}");
    assert!(
        shown(rdap).iter().any(|cell| matches!(cell, Cell::Time(_))),
        "events have moments"
    );
}

#[test]
fn columns_without_a_value_are_left_out() {
    for (topic, row, columns) in [
        (
            Topic::Url,
            json!({"category": "harmless", "result": "clean"}),
            &Column::ALL[..3],
        ),
        (
            Topic::File,
            json!({"category": "harmless", "engine_version": "1", "engine_update": "20261119"}),
            &[
                Column::Engine,
                Column::Opinion,
                Column::Label,
                Column::Version,
                Column::Updated,
            ],
        ),
        (
            Topic::Domain,
            json!({"category": "harmless", "engine_update": "20191019"}),
            &[Column::Engine, Column::Opinion, Column::Label, Column::Updated],
        ),
    ] {
        let object = object(topic, json!({"last_analysis_results": {"A": row}}));
        assert_eq!(detections(&object, english()).columns, columns);
    }
}

#[test]
fn who_has_no_judgement_of_a_place_found_nothing_and_says_so() {
    let rows = json!({
        "A": {"category": "undetected", "result": "unrated"},
        "B": {"category": "undetected", "result": null},
    });
    let detections = detections(&object(Topic::Url, json!({ "last_analysis_results": rows })), english());
    let words: Vec<&str> = detections.rows.iter().map(|row| row.word.raw()).collect();
    assert_eq!(words, ["Unrated", "Nothing found"]);
    assert_eq!(detections.counts, [(Group::Undetected, 2)]);
}
