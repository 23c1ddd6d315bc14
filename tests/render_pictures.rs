//! Pictures, drawn to HTML: each is a list that can be read without its drawing, and leads nowhere but into this page.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::rc::Rc;

use assay::route::{Route, Tab};
use assay::settings::Settings;
use assay::subject::Subject;
use assay::ui::asking::Phase;
use assay::ui::listings::Listing;
use assay::ui::network::NetworkLocations;
use assay::ui::relations::Relations;
use assay::ui::report::ReportView;
use assay::ui::state::State;
use assay::vt::error::Answer;
use assay::vt::object::{Descriptor, Kind, Known, Object};
use assay::vt::read;
use assay::words::{Language, Words};
use leptos::prelude::*;
use serde_json::json;

const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn answer(name: &str) -> Answer {
    Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap(),
    }
}

fn loaded(name: &str) -> Listing {
    let page = read::page(&answer(name), None).unwrap();
    Listing {
        objects: page.objects.into_iter().map(Rc::new).collect(),
        phase: Phase::Done,
        ..Listing::default()
    }
}

fn file() -> Subject {
    Subject::file(SHA256).unwrap()
}

fn drawn<V: IntoView>(
    language: Language,
    fragment: &str,
    prepare: impl FnOnce(State),
    view: impl FnOnce(State) -> V,
) -> String {
    Owner::new().with(|| {
        let settings = Settings {
            language: Some(language),
            ..Settings::default()
        };
        let state = State::new(settings, None, fragment);
        provide_context(state);
        provide_context(Words::of(language));
        prepare(state);
        view(state).into_view().to_html()
    })
}

fn map(language: Language, object: Rc<Object>, prepare: impl FnOnce(State)) -> String {
    drawn(language, &format!("#/file/{SHA256}/relations/map"), prepare, |state| {
        let part = Signal::derive(move || match state.route.get() {
            Route::Report { part, .. } => part,
            _ => None,
        });
        view! { <Relations subject=file() object part /> }
    })
}

fn details(name: &str, language: Language) -> String {
    let object = Rc::new(read::object(&answer(name), None, None).unwrap());
    Owner::new().with(|| {
        provide_context(Words::of(language));
        view! { <ReportView object subject=Some(file()) tab=Signal::stored(Tab::Details) /> }
            .into_view()
            .to_html()
    })
}

fn set(state: State, name: &str, listing: Listing) {
    state.listing(&file().related(name)).set(listing);
}

/// The nodes of the map: their spoken names.
fn nodes(html: &str) -> Vec<String> {
    let links = html.split("<a ").filter(|tag| tag.contains("data-verdict"));
    let label = |tag: &str| Some(tag.split_once("aria-label=\"")?.1.split('"').next()?.to_owned());
    links.filter_map(label).collect()
}

#[test]
fn the_map_is_drawn_from_what_is_loaded_and_speaks() {
    for (language, judged) in [(Language::English, "Malicious"), (Language::Russian, "Вредоносный")] {
        let object = read::object(&answer("malicious-pe"), None, None).unwrap();
        let html = map(language, Rc::new(object), |state| {
            set(state, "dropped_files", loaded("dropped-files"));
            set(state, "execution_parents", loaded("execution-parents"));
            set(state, "contacted_domains", loaded("contacted-domains"));
        });
        let nodes = nodes(&html);
        assert!(nodes.len() > 15, "{nodes:?}");
        assert!(nodes[0].contains(judged), "the file itself comes first: {}", nodes[0]);
        assert!(
            nodes.iter().any(|node| node.contains("cdn-viewer[.]example[.]com")),
            "{nodes:?}"
        );
        assert_eq!(
            html.matches("data-verdict").count() - nodes.len(),
            1,
            "the line below the picture"
        );
        assert_eq!(
            html.matches("tabindex=\"0\"").count(),
            1,
            "one node can be stepped to, keys go on from there"
        );
        let links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for link in links {
            assert!(link.starts_with("#/"), "{link}");
        }
    }
}

#[test]
fn what_is_not_loaded_is_offered_with_its_price_and_what_is_empty_is_not() {
    let mut object = Object::new(Kind::File, SHA256, serde_json::Map::new());
    object.relations.insert("dropped_files".into(), Known::default());
    object.relations.insert(
        "contacted_ips".into(),
        Known {
            first: vec![Descriptor {
                kind: Kind::Address,
                id: "20.1.2.3".into(),
            }],
            count: Some(12),
            more: true,
        },
    );
    let html = map(Language::English, Rc::new(object), |_| ());
    assert!(
        html.contains("Contacted addresses (12) · 1 request") || html.contains("(12) · 1 request"),
        "{html}"
    );
    let nodes = nodes(&html);
    assert_eq!(nodes.len(), 2, "what the report told is drawn: {nodes:?}");
    assert!(
        nodes[1].contains("20[.]1[.]2[.]3") && nodes[1].contains("Verdict not loaded"),
        "{nodes:?}"
    );
    assert!(!html.contains("Dropped files · 1 request"));
}

#[test]
fn five_hundred_nodes_are_drawn_and_no_more_than_a_picture_holds() {
    let objects = |of: usize| {
        let one = |at: usize| {
            let attributes = json!({ "meaningful_name": "\"><script>\u{202E}", "last_analysis_stats": { "malicious": at % 5, "undetected": 60 } });
            Rc::new(Object::new(
                Kind::File,
                format!("{at:064x}"),
                attributes.as_object().unwrap().clone(),
            ))
        };
        Listing {
            objects: (0..of).map(one).collect(),
            phase: Phase::Done,
            ..Listing::default()
        }
    };
    let html = map(
        Language::English,
        Rc::new(Object::new(Kind::File, SHA256, serde_json::Map::new())),
        |state| {
            for name in [
                "dropped_files",
                "bundled_files",
                "execution_parents",
                "pe_resource_children",
                "pe_resource_parents",
            ] {
                set(state, name, objects(150));
            }
        },
    );
    assert_eq!(nodes(&html).len(), 601);
    assert!(html.contains("120 of 150"));
    assert!(!html.contains("<script") && !html.contains('\u{202E}'));
}

#[test]
fn dates_are_told_in_their_order_each_once() {
    for (name, language, expected) in [
        ("malicious-pe", Language::English, "First given to VirusTotal"),
        ("malicious-pe", Language::Russian, "Впервые передан VirusTotal"),
        ("clean-signed-pe", Language::English, "Signed, by the signature"),
        ("domain", Language::English, "HTTPS certificate is valid"),
    ] {
        let html = details(name, language);
        assert!(html.contains(expected), "{name}");
        assert!(html.contains("pictures-timeline"), "{name}");
        assert_eq!(
            html.matches(">Last analysis<").count(),
            usize::from(language == Language::English),
            "{name}"
        );
    }
    let hostile = details("hostile", Language::English);
    assert!(hostile.contains("Dates that cannot be true"), "{hostile}");
}

#[test]
fn countries_and_networks_are_bars_with_their_numbers() {
    let html = drawn(
        Language::English,
        &format!("#/file/{SHA256}/network"),
        |state| {
            set(state, "contacted_domains", loaded("contacted-domains"));
            set(state, "contacted_ips", loaded("contacted-ips"));
            set(state, "contacted_urls", loaded("contacted-urls"));
        },
        |_| {
            let object = Rc::new(Object::new(Kind::File, SHA256, serde_json::Map::new()));
            view! { <NetworkLocations subject=file() object part=Signal::stored(None) /> }
        },
    );
    assert!(html.contains("Countries") && html.contains("Networks"));
    assert!(html.contains("AS64500 Invented Hosting B.V."));
    assert!(html.contains(" places") && html.contains(" flagged"), "{html}");
}
