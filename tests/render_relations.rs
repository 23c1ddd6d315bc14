//! Relations, network locations and the trail, drawn to HTML from lists that are there already: nothing is asked here.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::rc::Rc;

use assay::route::Route;
use assay::settings::Settings;
use assay::subject::{Subject, Topic};
use assay::ui::asking::Phase;
use assay::ui::listings::{Document, Listing};
use assay::ui::network::NetworkLocations;
use assay::ui::relations::Relations;
use assay::ui::state::State;
use assay::untrusted::Untrusted;
use assay::vt::error::{Answer, ApiError, Code};
use assay::vt::object::{Kind, Known, Mended, Object};
use assay::vt::read::{self, Read};
use assay::words::{Language, Words};
use leptos::prelude::*;
use serde_json::json;

const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn file() -> Subject {
    Subject::file(SHA256).unwrap()
}

fn objects(body: &str) -> Vec<Rc<Object>> {
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: body.as_bytes().to_vec(),
    };
    let page = read::page(&answer, None).unwrap();
    page.objects.into_iter().map(Rc::new).collect()
}

fn fixture(name: &str) -> Vec<Rc<Object>> {
    let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
    objects(&std::fs::read_to_string(path).unwrap())
}

fn loaded(objects: Vec<Rc<Object>>) -> Listing {
    Listing {
        objects,
        phase: Phase::Done,
        ..Listing::default()
    }
}

/// A report of the subject that tells these relations to be empty.
fn report(subject: &Subject, empty: &[&str]) -> Rc<Object> {
    let mut object = Object::new(Kind::from(subject.topic()), subject.id(), serde_json::Map::new());
    for name in empty {
        object.relations.insert((*name).to_owned(), Known::default());
    }
    Rc::new(object)
}

/// Draws with a state at this address that `prepare` has had in its hands.
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

/// The relations tab at one of its lists.
fn relations(language: Language, list: &str, object: Rc<Object>, prepare: impl FnOnce(State)) -> String {
    let fragment = format!("#/file/{SHA256}/relations/{list}");
    drawn(language, &fragment, prepare, |state| {
        let part = Signal::derive(move || match state.route.get() {
            Route::Report { part, .. } => part,
            _ => None,
        });
        view! { <Relations subject=file() object part /> }
    })
}

fn network(subject: Subject, object: Rc<Object>, prepare: impl FnOnce(State)) -> String {
    let fragment = format!("#/{subject}/network");
    drawn(Language::English, &fragment, prepare, |_| {
        view! { <NetworkLocations subject object part=Signal::stored(None) /> }
    })
}

/// What is read of a drawing.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    let mut quoted = false;
    for sign in html.replace("<!>", "").chars() {
        match sign {
            '"' if inside => quoted = !quoted,
            '<' if !quoted => inside = true,
            '>' if !quoted && inside => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every address that a drawing leads to.
fn links(html: &str) -> Vec<&str> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

fn set(state: State, subject: &Subject, name: &str, listing: Listing) {
    state.listing(&subject.related(name)).set(listing);
}

#[test]
fn a_list_is_drawn_with_ways_to_its_objects_and_nowhere_else() {
    for (name, list, expected, way) in [
        ("dropped-files", "dropped_files", "stage2.bin", "#/file/"),
        (
            "contacted-domains",
            "contacted_domains",
            "cdn-viewer[.]example[.]com",
            "#/domain/cdn-viewer.example.com",
        ),
        (
            "contacted-ips",
            "contacted_ips",
            "192[.]175[.]48[.]47",
            "#/ip/192.175.48.47",
        ),
        (
            "contacted-urls",
            "contacted_urls",
            "hxxps://cdn-viewer[.]example[.]com",
            "#/url/",
        ),
        ("collections", "collections", "Quillnab, autumn 2026", "#/file/"),
        ("graphs", "graphs", "Quillnab and its hosts", "#/file/"),
        ("contacted-urls-hostile", "contacted_urls", "1 ", "#/url/"),
    ] {
        for language in Language::ALL {
            let html = relations(language, list, report(&file(), &[]), |state| {
                set(state, &file(), list, loaded(fixture(name)));
            });
            assert!(text(&html).contains(expected), "{name}: {}", text(&html));
            let links = links(&html);
            assert!(links.iter().any(|link| link.starts_with(way)), "{name}: {links:?}");
            for link in links {
                assert!(link.starts_with("#/"), "{name} leads to {link}");
            }
        }
    }
}

#[test]
fn hostile_rows_stay_text() {
    let hostile = r#"{"data":[
        {"type":"url","id":"1","attributes":{"url":"javascript:alert(1)","title":"<script>alert(1)</script>"}},
        {"type":"file","id":"\"><img src=x onerror=alert(1)>","attributes":{"meaningful_name":"invoice\u202Efdp.exe\u0000"},
         "context_attributes":{"</bdi><svg onload=alert(1)>":"' onmouseover='alert(1)"}},
        {"type":"<script>","id":"</td>","attributes":{"name":["a"],"title":{"x":1},"date":"soon"}},
        {"type":"domain","id":"../../settings","attributes":{}},
        {"type":"ip_address","id":"192.0.2.1","error":{"code":"NotFoundError","message":"<b>gone</b>"}}
    ]}"#;
    let html = relations(Language::English, "contacted_urls", report(&file(), &[]), |state| {
        set(state, &file(), "contacted_urls", loaded(objects(hostile)));
    });
    for forbidden in [
        "<script",
        "<img",
        "<svg onload",
        "<b>",
        "javascript:alert(1)\"",
        "\u{202E}",
        "href=\"javascript",
    ] {
        let in_links = links(&html).iter().any(|link| link.contains(forbidden));
        assert!(!in_links, "{forbidden}");
        if forbidden != "javascript:alert(1)\"" {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
    }
    let read = text(&html);
    for seen in ["⟨U+202E⟩", "no longer found", "javascript:alert(1)", "<script>"] {
        assert!(read.contains(seen), "{seen}: {read}");
    }
}

#[test]
fn what_costs_nothing_says_so_and_what_costs_says_how_much() {
    // Known to be empty: nothing is asked, and there is a way to ask anyway.
    let html = relations(Language::English, "graphs", report(&file(), &["graphs"]), |_| {});
    let read = text(&html);
    assert!(
        read.contains("nothing was asked for it") && read.contains("Ask anyway · 1 request"),
        "{read}"
    );
    // More than is loaded.
    let html = relations(Language::English, "dropped_files", report(&file(), &[]), |state| {
        let mut listing = loaded(fixture("dropped-files"));
        listing.cursor = Some("next".into());
        listing.count = Some(200);
        set(state, &file(), "dropped_files", listing);
    });
    let read = text(&html);
    assert!(
        read.contains("13 of 200+") && read.contains("Load 40 more · 1 request"),
        "{read}"
    );
    // Asked, and there was nothing.
    let html = relations(Language::Russian, "graphs", report(&file(), &[]), |state| {
        set(state, &file(), "graphs", loaded(Vec::new()));
    });
    assert!(text(&html).contains("Здесь у VirusTotal ничего нет."));
    // Entries that cannot be shown are counted.
    let html = relations(Language::English, "graphs", report(&file(), &[]), |state| {
        set(
            state,
            &file(),
            "graphs",
            Listing {
                unreadable: 2,
                ..loaded(fixture("graphs"))
            },
        );
    });
    assert!(text(&html).contains("2 entries had no type or no id"));
}

#[test]
fn premium_lists_are_not_asked_for_once_one_was_refused() {
    let refused = ApiError::Refused {
        status: 403,
        code: Code::Forbidden,
        message: Untrusted::new("You are not authorized to perform the requested operation"),
        retry_after: None,
    };
    let html = relations(Language::English, "overlay_children", report(&file(), &[]), |state| {
        state.forbidden.set(Some("similar_files".into()));
    });
    let read = text(&html);
    assert!(
        read.contains("VirusTotal refused “Similar files” to this key"),
        "{read}"
    );
    assert!(read.contains("Ask anyway · 1 request"), "{read}");
    assert!(html.contains("data-refused"));
    let html = relations(Language::English, "similar_files", report(&file(), &[]), |state| {
        set(
            state,
            &file(),
            "similar_files",
            Listing {
                phase: Phase::Failed(refused),
                ..Listing::default()
            },
        );
    });
    assert!(text(&html).contains("not authorized"), "{}", text(&html));
}

#[test]
fn the_address_of_a_download_is_asked_for_at_a_wish_and_never_a_link() {
    let address = "https://downloads.example.com/a?Signature=x%3D";
    let idle = relations(Language::English, "download_url", report(&file(), &[]), |_| {});
    assert!(
        text(&idle).contains("Ask for the address · 1 request"),
        "{}",
        text(&idle)
    );
    let given = |data: serde_json::Value| {
        relations(Language::English, "download_url", report(&file(), &[]), |state| {
            let read = Read {
                text: data.to_string(),
                value: json!({ "data": data }),
                mended: Mended::default(),
            };
            state.document(&file().related("download_url")).set(Document {
                read: Some(Rc::new(read)),
                phase: Phase::Done,
            });
        })
    };
    let html = given(json!(address));
    assert!(
        text(&html).contains("hxxps://downloads[.]example[.]com/a?Signature=x%3D"),
        "{}",
        text(&html)
    );
    assert!(links(&html).iter().all(|link| link.starts_with("#/")), "{html}");
    assert!(text(&html).contains("Ask again · 1 request"));
    for odd in [json!(null), json!({"type": "file"}), json!(["a"])] {
        assert!(text(&given(odd)).contains("The answer holds no address."));
    }
}

#[test]
fn what_stands_elsewhere_is_led_to_and_what_is_nowhere_is_said() {
    for (list, expected) in [
        ("comments", format!("#/file/{SHA256}/community")),
        ("behaviours", format!("#/file/{SHA256}/behaviour")),
    ] {
        let html = relations(Language::English, list, report(&file(), &[]), |_| {});
        assert!(links(&html).contains(&expected.as_str()), "{list}");
    }
    let html = relations(Language::English, "no_such_list", report(&file(), &[]), |_| {});
    assert!(text(&html).contains("There is no list named “no_such_list” here."));
}

#[test]
fn network_locations_say_what_is_not_loaded() {
    let html = network(file(), report(&file(), &["contacted_urls"]), |state| {
        set(
            state,
            &file(),
            "contacted_domains",
            loaded(fixture("contacted-domains")),
        );
    });
    let read = text(&html);
    for seen in [
        "Load the other list · 1 request",
        "Load behaviour · 1 request",
        "cdn-viewer[.]example[.]com",
        "1 domain",
        "15 of 90",
    ] {
        assert!(read.contains(seen), "{seen}: {read}");
    }
    let all = ["contacted_domains", "contacted_ips", "contacted_urls", "behaviours"];
    let html = network(file(), report(&file(), &all), |_| {});
    assert!(text(&html).contains("no domain, address or URL that this file contacted"));
    let html = network(file(), report(&file(), &[]), |state| {
        for (list, name) in [
            ("contacted_domains", "contacted-domains"),
            ("contacted_ips", "contacted-ips"),
            ("contacted_urls", "contacted-urls"),
            ("behaviours", "behaviours"),
        ] {
            set(state, &file(), list, loaded(fixture(name)));
        }
    });
    let read = text(&html);
    assert!(!read.contains("request"), "nothing is left to be paid for: {read}");
    for seen in ["Private and reserved", "Zenbox", "hxxp"] {
        assert!(read.contains(seen), "{seen}: {read}");
    }
    assert!(links(&html).iter().all(|link| link.starts_with("#/")));
}

#[test]
fn the_way_of_a_url_is_drawn_as_far_as_it_is_known() {
    let url = Subject::new(Topic::Url, &"a".repeat(64)).unwrap();
    let body = std::fs::read_to_string(format!("{}/tests/fixtures/url.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let object = objects(&body).remove(0);
    let html = network(url.clone(), object, |state| {
        set(state, &url, "network_location", loaded(fixture("domain")));
    });
    let read = text(&html);
    for seen in [
        "This URL",
        "is on the host cdn-viewer[.]example[.]com",
        "Invented Registrar, Inc.",
        "Load: Serving address · 1 request",
    ] {
        assert!(read.contains(seen), "{seen}: {read}");
    }
    assert!(links(&html).iter().all(|link| link.starts_with("#/")));
}
