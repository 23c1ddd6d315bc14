//! The behaviour's views, drawn to HTML from the project's own invented answers.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::rc::Rc;

use assay::route::{Route, Tab};
use assay::settings::Settings;
use assay::subject::Subject;
use assay::ui::asking::Phase;
use assay::ui::behaviour::Behaviours;
use assay::ui::listings::{Document, Listing};
use assay::ui::state::State;
use assay::vt::error::{Answer, ApiError, Code};
use assay::vt::object::{Kind, Known, Object};
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

fn report(name: &str, attributes: Value) -> Rc<Object> {
    let Value::Object(mut attributes) = attributes else {
        panic!("attributes are a map")
    };
    attributes.insert("sandbox_name".to_owned(), name.into());
    Rc::new(Object::new(Kind::Behaviour, format!("{FILE}_{name}"), attributes))
}

fn loaded(objects: Vec<Rc<Object>>) -> Listing {
    Listing {
        objects,
        phase: Phase::Done,
        ..Listing::default()
    }
}

struct Scene {
    listing: Listing,
    part: Option<&'static str>,
    language: Language,
    known: Option<Known>,
    /// Answers that were asked for already: the path's end, and the fixture.
    documents: &'static [(&'static str, &'static str)],
}

impl Default for Scene {
    fn default() -> Self {
        Self {
            listing: Listing::default(),
            part: None,
            language: Language::English,
            known: None,
            documents: &[],
        }
    }
}

fn drawn(scene: Scene) -> String {
    let subject = Subject::file(FILE).unwrap();
    let route = Route::Report {
        subject: subject.clone(),
        tab: Tab::Behaviour,
        part: scene.part.map(str::to_owned),
    };
    Owner::new().with(|| {
        let settings = Settings {
            language: Some(scene.language),
            ..Settings::default()
        };
        let state = State::new(settings, None, &route.to_string());
        provide_context(state);
        provide_context(Words::of(scene.language));
        state.listing(&subject.related("behaviours")).set(scene.listing);
        for (name, fixture) in scene.documents {
            let path = format!("{}/{name}", subject.path());
            assert!(
                [
                    request::behaviour_summary(&subject).path,
                    request::mitre_trees(&subject).path
                ]
                .contains(&path)
            );
            state.document(&path).set(Document {
                read: Some(Rc::new(read::json(&answer(fixture), None).unwrap())),
                phase: Phase::Done,
            });
        }
        let mut object = Object::new(Kind::File, FILE, Map::new());
        if let Some(known) = scene.known {
            object.relations.insert("behaviours".to_owned(), known);
        }
        let part = Signal::stored(scene.part.map(str::to_owned));
        view! { <Behaviours subject object=Rc::new(object) part /> }
            .into_view()
            .to_html()
    })
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

fn panel<'a>(html: &'a str, group: &str) -> &'a str {
    let (_, after) = html
        .split_once(&format!("data-group=\"{group}\""))
        .unwrap_or_else(|| panic!("no {group}"));
    after.split("data-group=").next().unwrap()
}

#[test]
fn all_sandboxes_together_say_who_saw_what() {
    let html = drawn(Scene {
        listing: loaded(fixture("behaviours")),
        ..Scene::default()
    });
    let all = text(&html);
    for said in [
        "All 3 Zenbox C2AE VirusTotal Jujubox VirusTotal's summary",
        "Save Zenbox's own report (HTML) · 1 request",
        "network capture (PCAP), event log (EVTX). VirusTotal gives these out to premium keys alone.",
        "looks for a debugger",
    ] {
        assert!(all.contains(said), "{said}\n{all}");
    }
    let groups: Vec<&str> = html
        .split("data-group=\"")
        .skip(1)
        .map(|after| after.split('"').next().unwrap())
        .collect();
    let order = [
        "sandboxes",
        "attack",
        "signatures",
        "rules",
        "process-tree",
        "processes",
        "commands",
        "files",
        "registry",
        "network",
        "services",
        "modules",
        "mutexes",
        "texts",
        "memory",
        "hosts-file",
    ];
    assert_eq!(groups, order);
    let dns = text(panel(&html, "network"));
    assert!(dns.contains("cdn-viewer[.]example[.]com"), "{dns}");
    assert!(html.contains("href=\"#/domain/cdn-viewer.example.com\""));
    assert!(html.contains("href=\"#/ip/192.175.48.47\""));
    assert!(panel(&html, "network").contains("aria-label=\"Copy Host\""));
    assert!(dns.contains("2 of 3 Zenbox C2AE"), "{dns}");
    let tree = text(panel(&html, "process-tree"));
    assert!(
        tree.contains("PaymentViewer.exe 2816 after 1 s Rules 1 Files 2 Memory 1 %SAMPLEPATH%\\PaymentViewer.exe"),
        "{tree}"
    );
}

#[test]
fn a_picked_process_says_what_is_left() {
    let html = drawn(Scene {
        listing: loaded(fixture("behaviours")),
        part: Some("~process=2816~of=Zenbox"),
        ..Scene::default()
    });
    let told = text(&html);
    assert!(
        told.contains("Only what is told of PaymentViewer.exe 2816 Zenbox All processes"),
        "{told}"
    );
    assert_eq!(html.matches("aria-pressed=\"true\"").count(), 1);
    // The sandbox and the process above are grey.
    assert_eq!(html.matches("data-above=\"true\"").count(), 2);
    let files = text(panel(&html, "files"));
    assert!(
        files.contains("stage2.bin") && !files.contains("viewer_update.exe"),
        "{files}"
    );
    assert!(files.contains("Files opened 0 of 4 not told by process"), "{files}");
    let commands = text(panel(&html, "commands"));
    assert!(commands.contains("told by the program's name alone"), "{commands}");
    let russian = text(&drawn(Scene {
        listing: loaded(fixture("behaviours")),
        part: Some("~process=2816~of=Zenbox"),
        language: Language::Russian,
        ..Scene::default()
    }));
    assert!(
        russian.contains("без указания процесса") && russian.contains("Все процессы"),
        "{russian}"
    );
    let gone = text(&drawn(Scene {
        listing: loaded(fixture("behaviours")),
        part: Some("Zenbox~process=1"),
        ..Scene::default()
    }));
    assert!(
        gone.contains("not among those seen") && gone.contains("viewer_update.exe"),
        "{gone}"
    );
}

#[test]
fn noise_is_marked_and_hidden_by_the_address() {
    let scene = |part| Scene {
        listing: loaded(fixture("behaviours")),
        part,
        ..Scene::default()
    };
    let loud = text(&drawn(scene(None)));
    for said in [
        "Hide known noise (2)",
        "Local\\ZonesCacheCounterMutex noise: libraries of Windows",
    ] {
        assert!(loud.contains(said), "{said}\n{loud}");
    }
    let quiet = text(&drawn(scene(Some("~noise=hidden"))));
    assert!(quiet.contains("2 hidden as known noise · show"), "{quiet}");
    assert!(
        quiet.contains("Mutexes created 1 of 2") && !quiet.contains("ZonesCacheCounterMutex"),
        "{quiet}"
    );
}

#[test]
fn what_is_sought_is_left_alone() {
    let html = drawn(Scene {
        listing: loaded(fixture("behaviours")),
        part: Some("~find=STAGE12"),
        ..Scene::default()
    });
    let told = text(&html);
    assert!(
        told.contains("Process tree 1 of") && told.contains("Shown: 1 of"),
        "{told}"
    );
    assert!(
        !told.contains("KERNEL32.dll") && !told.contains("svchost.exe -k netsvcs"),
        "{told}"
    );
    let nothing = text(&drawn(Scene {
        listing: loaded(fixture("behaviours")),
        part: Some("~find=nowhere"),
        ..Scene::default()
    }));
    assert!(
        nothing.contains("Nothing of what was seen fits. Show everything"),
        "{nothing}"
    );
}

#[test]
fn one_sandbox_is_shown_alone_with_all_it_sent() {
    let html = drawn(Scene {
        listing: loaded(fixture("behaviours")),
        part: Some("VirusTotal Jujubox"),
        ..Scene::default()
    });
    let all = text(&html);
    assert!(!all.contains("Seen by") && !all.contains(" of 3"), "{all}");
    assert!(all.contains("Everything in this report, as it came"));
    assert!(!all.contains("premium keys alone") || all.contains("network capture (PCAP)."));
    assert!(html.contains("data-group=\"modules\"") && !html.contains("data-group=\"services\""));
    let current: Vec<&str> = tags(&html)
        .into_iter()
        .filter(|tag| tag.contains("aria-current=\"true\""))
        .collect();
    assert_eq!(current.len(), 1);
    assert!(current[0].contains("/behaviour/VirusTotal%20Jujubox"), "{current:?}");
}

#[test]
fn an_unknown_sandbox_is_said_and_all_are_shown() {
    let html = drawn(Scene {
        listing: loaded(fixture("behaviours")),
        part: Some("Nobody's box"),
        ..Scene::default()
    });
    assert!(text(&html).contains("No sandbox of this name has reported."));
    assert!(html.contains("data-group=\"registry\""));
}

#[test]
fn what_is_known_to_be_empty_is_not_asked_for() {
    for (listing, known, anyway) in [
        (Listing::default(), Some(Known::default()), true),
        (loaded(Vec::new()), None, false),
        (
            Listing {
                phase: Phase::Failed(ApiError::Refused {
                    status: 404,
                    code: Code::NotFound,
                    message: "x".into(),
                    retry_after: None,
                }),
                ..Listing::default()
            },
            None,
            false,
        ),
    ] {
        let told = text(&drawn(Scene {
            listing,
            known,
            ..Scene::default()
        }));
        assert!(told.contains("No sandbox has reported on this file."), "{told}");
        assert_eq!(told.contains("Ask anyway · 1 request"), anyway, "{told}");
    }
}

#[test]
fn the_summary_waits_to_be_asked_for() {
    let part = Some("@summary");
    let before = text(&drawn(Scene {
        listing: loaded(fixture("behaviours")),
        part,
        ..Scene::default()
    }));
    assert!(before.contains("Ask for the summary · 1 request"), "{before}");
    assert!(!before.contains("Files opened"));
    let html = drawn(Scene {
        listing: loaded(fixture("behaviours")),
        part,
        documents: &[("behaviour_summary", "behaviour-summary")],
        ..Scene::default()
    });
    let after = text(&html);
    assert!(
        after.contains("Files opened") && !after.contains("Seen by") && !after.contains("Ask for the summary"),
        "{after}"
    );
    assert!(!after.contains("own report (HTML)"));
}

#[test]
fn long_lists_begin_short() {
    let many: Vec<String> = (0..50_000).map(|at| format!("key-{at}")).collect();
    let tree: Vec<Value> = (0..50_000)
        .map(|at| json!({"name": format!("p-{at}"), "process_id": at.to_string()}))
        .collect();
    let html = drawn(Scene {
        listing: loaded(vec![
            report("One", json!({"registry_keys_opened": many, "processes_tree": tree})),
            report("Two", json!({"registry_keys_opened": many})),
        ]),
        ..Scene::default()
    });
    assert_eq!(html.matches(">key-").count(), 20);
    assert!(
        html.matches("class=\"behaviour process\"").count() <= 50,
        "{}",
        html.matches("process\"").count()
    );
    // The rest is a gap of its height, and who cannot see that is told how many there are.
    assert!(html.contains("aria-rowcount=\"50000\"") && html.contains("aria-rowindex=\"20\""));
    assert!(html.contains("gap report-window"), "the rest leaves its height free");
    assert!(text(&html).contains("Only the first 1,000 of 50,000 rows are printed."));
}

#[test]
fn hostile_reports_come_out_as_text_in_both_languages() {
    for language in Language::ALL {
        for part in [None, Some("@summary")] {
            let html = drawn(Scene {
                listing: loaded(fixture("behaviours-hostile")),
                part,
                language,
                ..Scene::default()
            });
            for tag in tags(&html) {
                let name = tag.split([' ', '/']).find(|name| !name.is_empty()).unwrap_or_default();
                let known = [
                    "div", "p", "ul", "ol", "li", "a", "bdi", "span", "button", "svg", "path", "rect", "table",
                    "thead", "tbody", "tr", "th", "td", "section", "h2", "h3", "nav", "code", "details", "summary",
                    "input", "select", "option", "template",
                ];
                assert!(known.contains(&name) || name.starts_with('!'), "{tag}");
                if let Some((_, href)) = tag.split_once("href=\"") {
                    assert!(href.starts_with("#/"), "{tag}");
                }
            }
            assert!(!html.contains('\u{202E}') && !html.contains('\0'));
        }
    }
}

#[test]
fn russian_readers_read_russian() {
    let html = drawn(Scene {
        listing: loaded(fixture("behaviours")),
        language: Language::Russian,
        ..Scene::default()
    });
    let told = text(&html);
    for said in [
        "Все 3",
        "Дерево процессов",
        "Вредоносный",
        "ищет отладчик",
        "Кто видел",
        "Сохранить собственный отчёт Zenbox (HTML) · 1 запрос",
    ] {
        assert!(told.contains(said), "{said}\n{told}");
    }
}
