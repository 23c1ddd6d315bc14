//! The community's views, drawn to HTML from the project's own invented answers.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::rc::Rc;

use assay::route::{Route, Tab};
use assay::settings::Settings;
use assay::subject::{Subject, Topic};
use assay::ui::asking::Phase;
use assay::ui::community::Community;
use assay::ui::listings::{Document, Listing};
use assay::ui::state::State;
use assay::vt::error::{Answer, ApiError, Code, Network};
use assay::vt::object::{Kind, Known, Mended, Object};
use assay::vt::read::{self, Read};
use assay::words::{Language, Words};
use leptos::prelude::*;
use serde_json::{Map, Value, json};

const FILE: &str = "8a4d4137273ac783853add0294953a36b13c9863919004c10662a9a8c9ae327f";

fn fixture(name: &str) -> Vec<Rc<Object>> {
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap(),
    };
    let page = read::page(&answer, None).unwrap();
    page.objects.into_iter().map(Rc::new).collect()
}

fn loaded(objects: Vec<Rc<Object>>) -> Listing {
    Listing {
        objects,
        phase: Phase::Done,
        ..Listing::default()
    }
}

fn failed(error: ApiError) -> Document {
    Document {
        read: None,
        phase: Phase::Failed(error),
    }
}

fn refused(status: u16, code: Code, message: &str) -> ApiError {
    ApiError::Refused {
        status,
        code,
        message: message.into(),
        retry_after: None,
    }
}

/// Draws the tab for a file whose lists and writes stand as `prepare` makes them.
fn drawn(language: Language, lookup_only: bool, prepare: impl FnOnce(&State, &Subject, &mut Object)) -> String {
    drawn_of(Subject::file(FILE).unwrap(), Kind::File, language, lookup_only, prepare)
}

fn drawn_of(
    subject: Subject,
    kind: Kind,
    language: Language,
    lookup_only: bool,
    prepare: impl FnOnce(&State, &Subject, &mut Object),
) -> String {
    let route = Route::part_of(subject.clone(), Tab::Community).to_string();
    Owner::new().with(|| {
        let settings = Settings {
            language: Some(language),
            lookup_only,
            ..Settings::default()
        };
        let state = State::new(settings, None, &route);
        provide_context(state);
        provide_context(Words::of(language));
        let mut object = Object::new(kind, subject.id(), Map::new());
        object
            .attributes
            .insert("total_votes".to_owned(), json!({"malicious": 13, "harmless": 1}));
        object.relations.insert("comments".to_owned(), Known::default());
        prepare(&state, &subject, &mut object);
        let part = Signal::stored(None::<String>);
        view! { <Community subject object=Rc::new(object) part /> }
            .into_view()
            .to_html()
    })
}

fn comments_loaded(state: &State, subject: &Subject, _: &mut Object) {
    state
        .listing(&subject.related("comments"))
        .set(loaded(fixture("comments")));
}

fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let mut quoted = false;
        let end = after.find(|sign| {
            quoted ^= sign == '"';
            sign == '>' && !quoted
        });
        let Some(end) = end else { break };
        tags.push(&after[..end]);
        rest = &after[end..];
    }
    tags
}

/// What is read of a drawing.
fn text(html: &str) -> String {
    let mut text = html.to_owned();
    for tag in tags(html) {
        text = text.replacen(&format!("<{tag}>"), " ", 1);
    }
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn comments_stand_with_their_dates_tags_and_counts() {
    let html = drawn(Language::English, false, comments_loaded);
    let told = text(&html);
    for said in [
        "Malicious: 13 Harmless: 1",
        "Show the single votes · 1 request",
        "Not helpful 12 More",
        "Drops a second stage and reads browser passwords.",
        "Helpful 14 More",
        "Write a comment",
        "Vote “malicious” Vote “harmless”",
    ] {
        assert!(told.contains(said), "{said}\n{told}");
    }
    // The lines of a text stand one below the other.
    let lines = tags(&html)
        .into_iter()
        .filter(|tag| tag.contains("class=\"line"))
        .count();
    assert!(lines > fixture("comments").len(), "{lines}");
    assert!(html.contains("href=\"#/search/%23quillnab\""));
    assert!(!html.contains("/gui/search"), "VirusTotal's own markup is never drawn");
}

#[test]
fn lookup_only_leaves_reading_and_says_so() {
    let html = drawn(Language::English, true, |state, subject, object| {
        comments_loaded(state, subject, object);
        state.listing(&subject.related("votes")).set(loaded(fixture("votes")));
    });
    let told = text(&html);
    assert!(
        told.contains("Lookup only is on, so nothing can be sent from here."),
        "{told}"
    );
    assert!(told.contains("Drops a second stage") && told.contains("Weight"));
    for gone in ["Write a comment", "Vote “", "Publish"] {
        assert!(!told.contains(gone), "{gone}\n{told}");
    }
    assert!(!html.contains("<textarea") && !html.contains("<form"));
}

#[test]
fn what_is_known_to_be_empty_is_not_asked_for() {
    let told = text(&drawn(Language::English, false, |_, _, object| {
        object
            .attributes
            .insert("total_votes".to_owned(), json!({"malicious": 0, "harmless": 0}));
    }));
    for said in [
        "Nobody has voted.",
        "Nobody has commented on this.",
        "Ask anyway · 1 request",
    ] {
        assert!(told.contains(said), "{said}\n{told}");
    }
    let told = text(&drawn(Language::English, false, |state, subject, object| {
        object.attributes.remove("total_votes");
        state.listing(&subject.related("comments")).set(loaded(Vec::new()));
    }));
    assert!(told.contains("The report does not say how people voted."), "{told}");
    assert!(
        told.contains("Nobody has commented on this.") && !told.contains("Ask anyway"),
        "{told}"
    );
}

#[test]
fn votes_are_a_table_newest_first() {
    let html = drawn(Language::English, false, |state, subject, object| {
        comments_loaded(state, subject, object);
        state.listing(&subject.related("votes")).set(loaded(fixture("votes")));
    });
    let told = text(&html);
    assert!(
        told.contains("Vote Weight Date malicious −1 2026-11-07 00:05 UTC"),
        "{told}"
    );
    assert!(!told.contains("Show the single votes"));
}

#[test]
fn a_vote_of_ones_own_counts_and_cannot_be_cast_twice() {
    let html = drawn(Language::English, false, |state, subject, object| {
        comments_loaded(state, subject, object);
        let value = json!({"data": {"type": "vote", "id": "v", "attributes": {"verdict": "malicious", "value": -1}}});
        state
            .document(&format!("POST {}", subject.related("votes")))
            .set(Document {
                read: Some(Rc::new(Read {
                    value,
                    text: String::new(),
                    mended: Mended::default(),
                })),
                phase: Phase::Done,
            });
    });
    let told = text(&html);
    assert!(
        told.contains("Malicious: 14 Harmless: 1 You voted “malicious”."),
        "{told}"
    );
    assert!(!told.contains("Vote “"), "{told}");
}

#[test]
fn a_refused_vote_says_why_and_what_may_have_arrived_is_looked_for_first() {
    let write = |error: ApiError| {
        text(&drawn(Language::English, false, move |state, subject, object| {
            comments_loaded(state, subject, object);
            state
                .document(&format!("POST {}", subject.related("votes")))
                .set(failed(error));
        }))
    };
    let told = write(refused(
        409,
        Code::AlreadyExists,
        "User \"x\" already voted \"harmless\" for this file",
    ));
    assert!(told.contains("You have already voted “harmless”."), "{told}");
    assert!(!told.contains("Send again"), "{told}");
    let told = write(ApiError::Network(Network::Timeout));
    let expected = "No answer came in time. It may have arrived all the same. Load the list anew before you send it again. \
        Load the list anew · 1 request Send again all the same · 1 request";
    assert!(told.contains(expected), "{told}");
    let told = write(refused(401, Code::WrongCredentials, ""));
    assert!(told.contains("Send again · 1 request Open the settings"), "{told}");
}

#[test]
fn related_comments_say_what_they_are_about() {
    let domain = Subject::new(Topic::Domain, "cdn-viewer.example.com").unwrap();
    let before = text(&drawn_of(
        domain.clone(),
        Kind::Domain,
        Language::English,
        false,
        |_, _, _| (),
    ));
    assert!(
        before.contains("Show comments on related objects · 1 request"),
        "{before}"
    );
    let html = drawn_of(domain, Kind::Domain, Language::English, false, |state, subject, _| {
        state
            .listing(&subject.related("related_comments"))
            .set(loaded(fixture("comments")));
    });
    assert!(html.contains(&format!("href=\"#/file/{FILE}\"")));
    assert!(!text(&html).contains("Show comments on related objects"));
    let file = text(&drawn(Language::English, false, comments_loaded));
    assert!(!file.contains("Comments on what belongs to it"));
}

#[test]
fn hostile_comments_come_out_as_text() {
    let long = |text: String| {
        let Value::Object(attributes) = json!({"text": text, "date": 1_794_009_927, "tags": ["<i>", "\u{202E}"]})
        else {
            panic!("attributes are a map")
        };
        Rc::new(Object::new(Kind::Comment, "f-x-1", attributes))
    };
    for language in Language::ALL {
        let html = drawn(language, false, |state, subject, _| {
            let mut comments = fixture("comment-hostile");
            comments.push(long(format!("{}\n{}", "W".repeat(70_000), "line\n".repeat(5_000))));
            state.listing(&subject.related("comments")).set(loaded(comments));
        });
        for tag in tags(&html) {
            let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
            let known = [
                "div", "p", "ul", "li", "a", "bdi", "span", "button", "svg", "path", "table", "thead", "tbody", "tr",
                "th", "td", "section", "h2", "h3", "form", "label", "textarea", "kbd",
            ];
            assert!(known.contains(&name) || name.starts_with('!'), "{tag}");
            if let Some((_, href)) = tag.split_once("href=\"") {
                assert!(href.starts_with("#/"), "{tag}");
            }
        }
        assert!(!html.contains('\u{202E}') && !html.contains('\0'));
        assert!(html.len() < 60_000, "{} bytes", html.len());
    }
}

#[test]
fn russian_readers_read_russian() {
    let told = text(&drawn(Language::Russian, false, comments_loaded));
    for said in [
        "Вредоносный: 13",
        "Полезно 14",
        "Написать комментарий",
        "Показать отдельные голоса · 1 запрос",
    ] {
        assert!(told.contains(said), "{said}\n{told}");
    }
}
