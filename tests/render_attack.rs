//! The ATT&CK matrix and the network in full, drawn to HTML from the project's own invented answers.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::rc::Rc;

use assay::route::{Route, Tab};
use assay::settings::Settings;
use assay::subject::Subject;
use assay::ui::asking::Phase;
use assay::ui::behaviour::Behaviours;
use assay::ui::listings::{Document, Listing};
use assay::ui::state::State;
use assay::vt::error::Answer;
use assay::vt::object::{Kind, Object};
use assay::vt::{read, request};
use assay::words::{Language, Words};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

const FILE: &str = "8a4d4137273ac783853add0294953a36b13c9863919004c10662a9a8c9ae327f";

fn answer(name: &str) -> Answer {
    Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap(),
    }
}

fn fixture(name: &str) -> Vec<Rc<Object>> {
    let page = read::page(&answer(name), None).unwrap();
    page.objects.into_iter().map(Rc::new).collect()
}

fn loaded(objects: Vec<Rc<Object>>) -> Listing {
    Listing {
        objects,
        phase: Phase::Done,
        ..Listing::default()
    }
}

/// The behaviour of these reports, with lists that are loaded by the name of their relation.
fn drawn(reports: Vec<Rc<Object>>, part: Option<&str>, trees: bool, lists: &[&str], language: Language) -> String {
    let subject = Subject::file(FILE).unwrap();
    let route = Route::Report {
        subject: subject.clone(),
        tab: Tab::Behaviour,
        part: part.map(str::to_owned),
    };
    Owner::new().with(|| {
        let settings = Settings {
            language: Some(language),
            ..Settings::default()
        };
        let state = State::new(settings, None, &route.to_string());
        provide_context(state);
        provide_context(Words::of(language));
        state.listing(&subject.related("behaviours")).set(loaded(reports));
        for name in lists {
            let listed = fixture(&name.replace('_', "-"));
            state.listing(&subject.related(name)).set(loaded(listed));
        }
        if trees {
            state.document(&request::mitre_trees(&subject).path).set(Document {
                read: Some(Rc::new(read::json(&answer("mitre-trees"), None).unwrap())),
                phase: Phase::Done,
            });
        }
        let object = Object::new(Kind::File, FILE, Map::new());
        let part = Signal::stored(part.map(str::to_owned));
        view! { <Behaviours subject object=Rc::new(object) part /> }
            .into_view()
            .to_html()
    })
}

/// What is read of a drawing.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    // Of a comment that marks a place of the framework's.
    let text = text.replace("-->", " ");
    let text = text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn panel<'a>(html: &'a str, group: &str) -> &'a str {
    let (_, after) = html
        .split_once(&format!("data-group=\"{group}\""))
        .unwrap_or_else(|| panic!("no {group}"));
    after.split("data-group=").next().unwrap()
}

#[test]
fn techniques_stand_by_tactic_before_anything_is_asked() {
    let html = drawn(fixture("behaviours"), None, false, &[], Language::English);
    let told = text(panel(&html, "attack"));
    for said in [
        "Copy the matrix Save as a Navigator layer",
        "Credential Access 2 TA0006",
        "Process Injection T1055 High 1 signature",
        "Virtualization/Sandbox Evasion T1497 Low 2 signatures",
        "Scheduled Task/Job T1053 Scheduled Task T1053.005 Medium 1 signature",
        "Nothing seen of: Reconnaissance,",
        "© 2026 The MITRE Corporation.",
        "Ask for VirusTotal's own tactics · 1 request",
    ] {
        assert!(told.contains(said), "{said}\n{told}");
    }
    let order: Vec<usize> = ["Execution 1", "Persistence 2", "Defense Evasion 3", "Discovery"]
        .iter()
        .map(|title| told.find(title).unwrap_or_else(|| panic!("{title}\n{told}")))
        .collect();
    assert!(order.is_sorted(), "{told}");
    let cell = panel(&html, "attack");
    assert!(cell.contains("aria-expanded=\"false\"") && cell.contains("data-tone=\"bad\""));
    assert!(!told.contains("Back to the matrix"));
}

#[test]
fn one_sandbox_has_a_matrix_of_its_own() {
    for trees in [false, true] {
        let html = drawn(fixture("behaviours"), Some("Zenbox"), trees, &[], Language::English);
        let told = text(panel(&html, "attack"));
        assert!(
            told.contains("Process Injection") && !told.contains("Keylogging"),
            "{told}"
        );
        assert_eq!(told.contains("Ask for VirusTotal's own tactics"), !trees);
    }
    let none = drawn(fixture("behaviours"), Some("C2AE"), false, &[], Language::English);
    let told = text(panel(&none, "attack"));
    assert!(
        told.contains("No sandbox named a technique.") && !told.contains("Copy the matrix"),
        "{told}"
    );
}

#[test]
fn a_phones_techniques_are_told_from_those_of_computers() {
    let android = fixture("behaviours-android");
    let told = text(panel(
        &drawn(android.clone(), None, false, &[], Language::English),
        "attack",
    ));
    assert!(told.contains("SMS Control") && !told.contains("(Mobile)"), "{told}");
    let both: Vec<Rc<Object>> = fixture("behaviours").into_iter().chain(android).collect();
    let told = text(panel(&drawn(both, None, false, &[], Language::English), "attack"));
    assert!(
        told.contains("Save as a Navigator layer (Enterprise)") && told.contains("Save as a Navigator layer (Mobile)"),
        "{told}"
    );
}

#[test]
fn what_is_known_of_hosts_stands_beside_them() {
    let lists = ["contacted_domains", "contacted_ips", "contacted_urls"];
    let before = text(panel(
        &drawn(fixture("behaviours"), None, false, &[], Language::English),
        "network",
    ));
    assert!(
        !before.contains("AS64500") && !before.contains("Malicious ·"),
        "{before}"
    );
    let html = drawn(fixture("behaviours"), None, false, &lists, Language::English);
    let after = text(panel(&html, "network"));
    assert!(after.contains("Malicious ·") && after.contains(", "), "{after}");
    assert!(html.contains("beside behaviour-traffic"));
}

#[test]
fn the_network_has_its_ports_and_what_opens() {
    let html = drawn(fixture("behaviours"), None, false, &[], Language::English);
    let told = text(panel(&html, "network"));
    for said in ["Ports and protocols", "TCP 443 2", "UDP 53 1"] {
        assert!(told.contains(said), "{said}\n{told}");
    }
    assert!(!told.contains("PaymentViewer/3.1"), "closed until it is opened: {told}");
}

#[test]
fn hostile_techniques_come_out_as_text_in_both_languages() {
    let hostile = "<img src=x onerror=alert(1)>\u{202E}\0";
    let entry = json!({"id": hostile, "severity": hostile, "signature_description": hostile, hostile: hostile});
    let many: Vec<Value> = (0..2_000)
        .map(|at| json!({"id": format!("T{}", 1000 + at), "signature_description": "x"}))
        .chain([entry, json!({"id": "T".repeat(70_000)}), json!([[["T1055"]]])])
        .collect();
    let Value::Object(attributes) =
        json!({"sandbox_name": "One", "mitre_attack_techniques": many, "attack_techniques": {hostile: [hostile]}})
    else {
        panic!("a map")
    };
    for language in Language::ALL {
        let report = Rc::new(Object::new(Kind::Behaviour, "ab_One", attributes.clone()));
        let html = drawn(vec![report], None, false, &[], language);
        assert!(!html.contains("<img") && !html.contains('\u{202E}') && !html.contains('\0'));
        assert!(panel(&html, "attack").contains("⟨U+202E⟩"));
        assert!(!text(&html).contains(&"T".repeat(100)), "long ids are cut");
    }
}

#[test]
fn russian_readers_read_russian() {
    let told = text(&drawn(fixture("behaviours"), None, false, &[], Language::Russian));
    for said in [
        "Закрепление 2 TA0003",
        "Высокая 1 сигнатура",
        "Низкая 2 сигнатуры",
        "Запросить тактики от VirusTotal · 1 запрос",
        "Порты и протоколы",
        "© 2026 The MITRE Corporation.",
    ] {
        assert!(told.contains(said), "{said}\n{told}");
    }
}
