//! Network locations: which place leads where, who saw it, and what belongs together.

use std::rc::Rc;

use assay::indicator::Reserved;
use assay::report::details::Cell;
use assay::report::details::build::Site;
use assay::report::network::groups::{By, Title, counts, grouped};
use assay::report::network::journey::{Single, stops};
use assay::report::network::{Loaded, Location, locations};
use assay::subject::{Subject, Topic};
use assay::untrusted::Untrusted;
use assay::vt::object::{Descriptor, Kind, Known, Object};
use assay::words::{Language, Words};
use serde_json::{Value, json};

fn object(kind: &str, id: &str, attributes: Value) -> Rc<Object> {
    let Value::Object(attributes) = attributes else {
        panic!("{attributes}")
    };
    Rc::new(Object::new(Kind::parse(kind), id, attributes))
}

fn stats(malicious: u64) -> Value {
    json!({"malicious": malicious, "harmless": 60})
}

fn domain(name: &str, malicious: u64, addresses: &[&str]) -> Rc<Object> {
    let records: Vec<Value> = addresses
        .iter()
        .map(|address| json!({"type": if address.contains(':') { "AAAA" } else { "A" }, "value": address}))
        .chain([json!({"type": "MX", "value": "mail.example"}), json!("nonsense")])
        .collect();
    object(
        "domain",
        name,
        json!({"last_analysis_stats": stats(malicious), "last_dns_records": records}),
    )
}

fn address(id: &str, malicious: u64, asn: Option<u64>, country: Option<&str>) -> Rc<Object> {
    object(
        "ip_address",
        id,
        json!({"last_analysis_stats": stats(malicious), "asn": asn, "country": country}),
    )
}

fn url(id: char, url: &str, malicious: u64) -> Rc<Object> {
    let id = id.to_string().repeat(64);
    object("url", &id, json!({"url": url, "last_analysis_stats": stats(malicious)}))
}

/// A world with every awkward place in it.
fn world() -> Vec<Location> {
    let domains = [
        domain("a.example.com", 9, &["192.175.48.1", "2620:4F:8000::47"]),
        domain("xn--80ak6aa92e.example.com", 0, &[]),
    ];
    let addresses = [
        address("192.175.48.1", 3, Some(64_500), Some("NL")),
        address("2620:4f:8000::47", 0, Some(64_501), Some("US")),
        address("192.168.1.7", 0, None, None),
        address("192.175.48.9", 0, None, Some("NL")),
    ];
    let urls = [
        url('a', "http://user:pw@A.example.com:8080/x", 5),
        url('b', "https://192.175.48.1/bare", 0),
        url('c', "http://[2620:4f:8000::47]:81/", 0),
        url('d', "https://listed-nowhere.example.com/", 1),
        url('e', "http://[nonsense]/", 0),
    ];
    let behaviours = [object(
        "file_behaviour",
        "x_CAPE",
        json!({
            "sandbox_name": "CAPE",
            "dns_lookups": [{"hostname": "listed-nowhere.example.com", "resolved_ips": ["192.175.48.9"]}],
            "http_conversations": [{"url": "http://a.example.com:8080/x"}],
        }),
    )];
    locations(Loaded {
        domains: &domains,
        addresses: &addresses,
        urls: &urls,
        behaviours: &behaviours,
    })
}

/// The groups with the names of what is in them.
fn groups(by: By) -> Vec<(String, String)> {
    let places = world();
    let words = Words::of(Language::English);
    grouped(&places, by)
        .into_iter()
        .map(|group| {
            let title = match (&group.title.ours(by, words), &group.title) {
                (Some(ours), _) => (*ours).to_owned(),
                (None, Title::Domain(name) | Title::Outside(name)) => name.spelled(),
                (None, Title::Special | Title::Unknown) => panic!("without words"),
            };
            let held = counts(&group, &places);
            assert_eq!(held.iter().sum::<u64>(), group.members.len() as u64);
            let members: Vec<String> = group.members.iter().map(|at| places[*at].name.text.spelled()).collect();
            (title, members.join(" "))
        })
        .collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let owned = expected
        .iter()
        .map(|(title, members)| ((*title).to_owned(), (*members).to_owned()));
    owned.collect()
}

#[test]
fn places_are_grouped_by_domain_by_system_and_by_country() {
    let a = "http://user:pw@A.example.com:8080/x";
    assert_eq!(
        groups(By::Domain),
        pairs(&[
            (
                "a.example.com",
                &format!("a.example.com 192.175.48.1 2620:4f:8000::47 {a}")
            ),
            (
                "listed-nowhere.example.com",
                "192.175.48.9 https://listed-nowhere.example.com/"
            ),
            ("xn--80ak6aa92e.example.com", "xn--80ak6aa92e.example.com"),
            ("Private and reserved", "192.168.1.7"),
            (
                "Addresses without a name",
                "https://192.175.48.1/bare http://[2620:4f:8000::47]:81/ http://[nonsense]/"
            ),
        ])
    );
    assert_eq!(
        groups(By::System),
        pairs(&[
            (
                "AS64500",
                &format!("a.example.com 192.175.48.1 {a} https://192.175.48.1/bare")
            ),
            (
                "AS64501",
                &format!("a.example.com 2620:4f:8000::47 {a} http://[2620:4f:8000::47]:81/")
            ),
            ("Private and reserved", "192.168.1.7"),
            (
                "Network not known",
                "xn--80ak6aa92e.example.com 192.175.48.9 https://listed-nowhere.example.com/ http://[nonsense]/"
            ),
        ])
    );
    assert_eq!(
        groups(By::Country),
        pairs(&[
            (
                "NL",
                &format!(
                    "a.example.com 192.175.48.1 192.175.48.9 {a} https://192.175.48.1/bare https://listed-nowhere.example.com/"
                )
            ),
            (
                "US",
                &format!("a.example.com 2620:4f:8000::47 {a} http://[2620:4f:8000::47]:81/")
            ),
            ("Private and reserved", "192.168.1.7"),
            ("Country not known", "xn--80ak6aa92e.example.com http://[nonsense]/"),
        ])
    );
}

#[test]
fn a_place_says_what_is_around_it_and_who_saw_it() {
    let places = world();
    let named = |name: &str| places.iter().find(|place| place.name.text.raw() == name).unwrap();
    let of_domain = named("a.example.com");
    assert_eq!(of_domain.addresses, ["192.175.48.1", "2620:4f:8000::47"]);
    assert_eq!(
        of_domain.seen_by.iter().map(Untrusted::raw).collect::<Vec<_>>(),
        ["CAPE"]
    );
    assert!(of_domain.flagged);
    assert_eq!(named("192.175.48.1").names, ["a.example.com"]);
    assert_eq!(named("192.175.48.9").names, ["listed-nowhere.example.com"]);
    assert_eq!(named("192.175.48.9").seen_by.len(), 1, "it was looked up");
    assert!(named("192.175.48.1").seen_by.is_empty());
    assert_eq!(
        named("http://user:pw@A.example.com:8080/x").seen_by.len(),
        1,
        "the same URL in other spelling"
    );
    assert_eq!(named("192.168.1.7").reserved, Some(Reserved::Private));
    assert_eq!(named("2620:4f:8000::47").reserved, None);
    let site = Site {
        now: 0,
        words: Words::of(Language::English),
    };
    assert!(matches!(
        named("a.example.com").around(By::System, site).first(),
        Some(Cell::Subject(subject, _)) if subject.topic() == Topic::Address
    ));
}

#[test]
fn nothing_loaded_is_nowhere() {
    assert!(locations(Loaded::default()).is_empty());
    assert!(grouped(&[], By::Domain).is_empty());
}

#[test]
fn the_way_of_a_url_goes_by_its_redirects_to_its_host_and_its_address() {
    let words = Words::of(Language::English);
    let site = Site { now: 0, words };
    let report = object(
        "url",
        &"a".repeat(64),
        json!({
            "url": "http://a.example.com/", "last_http_response_code": 200,
            "redirection_chain": ["http://A.example.com:80/", "http://b.example/", "http://c.example/x"],
            "last_final_url": "http://c.example/x", "last_analysis_stats": stats(4),
        }),
    );
    let told = |kind: Kind, id: &str| {
        let first = vec![Descriptor { kind, id: id.into() }];
        Single::NotAsked(Some(Known {
            first,
            ..Known::default()
        }))
    };
    let read = |host: &Single, serving: &Single| -> Vec<(String, String)> {
        stops(&report, host, serving, site)
            .into_iter()
            .map(|stop| {
                let name = stop.name.map_or_else(|| "none".to_owned(), |name| name.text.spelled());
                (stop.role.to_owned(), name)
            })
            .collect()
    };
    let start = [
        ("This URL", "http://a.example.com/"),
        ("redirects to", "http://b.example/"),
        ("redirects to", "http://c.example/x"),
    ];
    let with = |host: &str, serving: &str| {
        let ends = [("is on the host", host), ("was last served by", serving)];
        pairs(&[&start[..], &ends].concat())
    };
    let host = domain("a.example.com", 9, &[]);
    for (location, serving, expected) in [
        (
            told(Kind::Domain, "a.example.com"),
            told(Kind::Address, "192.0.2.7"),
            ["a.example.com", "192.0.2.7"],
        ),
        (
            Single::Loaded(Some(host)),
            Single::Loaded(None),
            ["a.example.com", "none"],
        ),
        // The URL itself names its host, whatever VirusTotal tells.
        (
            Single::NotAsked(None),
            Single::NotAsked(None),
            ["a.example.com", "none"],
        ),
        (Single::Loaded(None), told(Kind::File, "x"), ["a.example.com", "none"]),
    ] {
        assert_eq!(read(&location, &serving), with(expected[0], expected[1]));
    }
    let bare = object("url", &"b".repeat(64), json!({"url": "http://10.0.0.1/"}));
    let all = stops(&bare, &Single::NotAsked(None), &Single::NotAsked(None), site);
    let at = all.iter().find(|stop| stop.role == "is on the host").unwrap();
    assert_eq!(at.reserved, Some(Reserved::Private));
    let address = Subject::new(Topic::Address, "10.0.0.1").unwrap();
    assert_eq!(at.name.as_ref().unwrap().to, Some(assay::route::Route::report(address)));
}
