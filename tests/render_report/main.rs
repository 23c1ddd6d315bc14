//! The report's views, drawn to HTML from the project's own invented answers.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

mod hostile;
mod unseen;

use std::rc::Rc;

use assay::route::{Route, Tab};
use assay::subject::Subject;
use assay::ui::report::ReportView;
use assay::ui::report::never_seen::{Local, NeverSeenView};
use assay::vt::error::Answer;
use assay::vt::object::{Descriptor, Kind, Known, Object};
use assay::vt::read;
use assay::words::{Language, Words};
use leptos::prelude::*;

/// The parts that are drawn from the report alone; the others have tests of their own.
const OWN: [Tab; 4] = [Tab::Detections, Tab::Details, Tab::Attributes, Tab::Raw];
const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn fixture(name: &str) -> Object {
    let body = std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body,
    };
    read::object(&answer, None, None).unwrap()
}

fn drawn<V: IntoView>(language: Language, view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        provide_context(Words::of(language));
        view().into_view().to_html()
    })
}

fn report(object: &Object, tab: Tab, language: Language) -> String {
    let subject = if object.kind == Kind::File {
        Subject::file(SHA256)
    } else {
        object.subject()
    };
    let object = Rc::new(object.clone());
    drawn(
        language,
        move || view! { <ReportView object subject tab=Signal::stored(tab) /> },
    )
}

fn never_seen(subject: Subject, local: Option<Local>, language: Language) -> String {
    let again = Callback::new(|()| ());
    drawn(
        language,
        move || view! { <NeverSeenView subject local=Signal::stored(local) again /> },
    )
}

/// Every `<…>` of the drawing, with its attributes.
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
        text = text.replacen(&format!("<{tag}>"), "", 1);
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[test]
fn verdicts_are_words_with_shapes_of_their_own() {
    for (name, slug, shape, english, russian) in [
        ("malicious-pe", "malicious", "octagon", "Malicious", "Вредоносный"),
        (
            "suspicious-script",
            "suspicious",
            "triangle",
            "Suspicious",
            "Подозрительный",
        ),
        (
            "clean-pdf",
            "nothing-found",
            "tick",
            "Nothing found",
            "Ничего не найдено",
        ),
    ] {
        let file = fixture(name);
        for (language, word) in [(Language::English, english), (Language::Russian, russian)] {
            let html = report(&file, Tab::Detections, language);
            assert!(html.contains(&format!("data-verdict=\"{slug}\"")), "{name}: {slug}");
            let card = html.split("data-verdict=").nth(1).unwrap();
            let first_shape = card.split("data-shape=\"").nth(1).unwrap();
            assert!(first_shape.starts_with(shape), "{name}: {first_shape:.20}");
            assert!(text(card).contains(word), "{name}: {word}");
            assert_eq!(
                tags(&html).iter().filter(|tag| tag.starts_with("h1")).count(),
                1,
                "{name}: one sentence"
            );
        }
    }
}

#[test]
fn the_open_part_is_drawn_and_the_others_are_links() {
    let file = fixture("malicious-pe");
    for (tab, within) in [
        (Tab::Detections, "report-detections"),
        (Tab::Details, "report-details"),
        (Tab::Attributes, "report-tree"),
        (Tab::Raw, "report-raw"),
    ] {
        let html = report(&file, tab, Language::English);
        for other in ["report-detections", "report-details", "report-tree", "report-raw"] {
            assert_eq!(html.contains(other), other == within, "{tab:?}: {other}");
        }
        let tablist: Vec<_> = tags(&html)
            .into_iter()
            .filter(|tag| tag.contains("role=\"tab\""))
            .collect();
        assert_eq!(tablist.len(), Tab::ALL.len());
        for (link, this) in tablist.iter().zip(Tab::ALL) {
            let address = Route::part_of(Subject::file(SHA256).unwrap(), this).to_string();
            assert!(
                link.starts_with("a ") && link.contains(&format!("href=\"{address}\"")),
                "{link}"
            );
            assert_eq!(link.contains("aria-selected=\"true\""), this == tab, "{link}");
            assert_eq!(link.contains("tabindex=\"0\""), this == tab, "{link}");
        }
    }
}

#[test]
fn engines_that_flag_come_first_and_every_engine_is_there() {
    let file = fixture("malicious-pe");
    let html = report(&file, Tab::Detections, Language::English);
    let groups: Vec<_> = tags(&html)
        .into_iter()
        .filter_map(|tag| tag.split("data-group=\"").nth(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    assert_eq!(groups.len(), file.engines().len());
    let flagged = groups.iter().filter(|group| **group == "malicious").count();
    assert!(
        flagged > 3 && groups[..flagged].iter().all(|group| *group == "malicious"),
        "{groups:?}"
    );
    assert_eq!(html.matches("aria-sort=\"none\"").count(), 5);
}

#[test]
fn each_topic_is_drawn_with_its_own_card_and_details() {
    for (name, language, card, details) in [
        (
            "url",
            Language::English,
            &[
                "15 of 90 engines call this URL malicious or suspicious.",
                "hxxps://cdn-viewer[.]example[.]com/pay/invoice?id=88213",
                "Payment Viewer",
                "HTTP 200",
                "password-input",
                "The lookup itself told VirusTotal about this URL.",
            ][..],
            &[
                "Answer of the server",
                "nginx/1.24.0",
                "Way of redirects",
                "hxxps://quillnab-panel[.]example[.]org/login.php",
                "Invented Analytics",
                "campaign",
                "SHA-256 of the content",
                "Invented Bank",
            ][..],
        ),
        (
            "url",
            Language::Russian,
            &[
                "15 из 90 движков считают этот URL вредоносным или подозрительным.",
                "Сам запрос уже сообщил VirusTotal про этот URL.",
            ],
            &["Ответ сервера", "Цепочка переадресаций", "Выдаёт себя за"],
        ),
        (
            "domain",
            Language::English,
            &[
                "engines call this domain malicious",
                "cdn-viewer[.]example[.]com",
                "Registrar: Invented Registrar, Inc.",
                "place 506,742 in",
            ],
            &[
                "DNS records",
                "192[.]175[.]48[.]47",
                "HTTPS certificate",
                "Registration ends",
                "WHOIS",
                "Cisco Umbrella",
                "RDAP",
            ],
        ),
        (
            "domain",
            Language::Russian,
            &[
                "считают этот домен вредоносным",
                "Регистратор: Invented Registrar, Inc.",
            ],
            &["Записи DNS", "Сертификат HTTPS", "Регистрация истекает"],
        ),
        (
            "address",
            Language::English,
            &[
                "engines call this IP address malicious",
                "192[.]175[.]48[.]47",
                "AS64500 Invented Hosting B.V.",
                "RIPE NCC",
            ],
            &["Autonomous system", "192.175.48.0/24", "Notes of the crowd"],
        ),
        (
            "address",
            Language::Russian,
            &["считают этот IP-адрес вредоносным"],
            &["Автономная система", "Заметки сообщества"],
        ),
    ] {
        let object = fixture(name);
        let read = text(&report(&object, Tab::Details, language));
        for expected in card.iter().chain(details) {
            assert!(read.contains(expected), "{name}: “{expected}” in {read}");
        }
    }
}

#[test]
fn engines_of_places_have_no_versions() {
    let html = report(&fixture("domain"), Tab::Detections, Language::English);
    assert_eq!(html.matches("aria-sort=\"none\"").count(), 3);
    assert!(!text(&html).contains("Version"));
}

/// What a value opens is a page of ours, and its own text is no address.
#[test]
fn values_with_reports_open_here() {
    for (name, opened, defanged) in [
        (
            "url",
            format!(
                "#/file/{}",
                "5b4551fd8e29e251c9606a1c21ac1c135b757349e86c24683e088022871772b6"
            ),
            "5b4551fd",
        ),
        (
            "url",
            format!("#/{}", Subject::url("https://quillnab-panel.example.org/login.php")),
            "hxxps://quillnab-panel[.]example[.]org/login.php",
        ),
        ("domain", "#/ip/2620:4f:8000::47".to_owned(), "2620"),
        ("domain", "#/ip/192.175.48.48".to_owned(), "192[.]175[.]48[.]48"),
    ] {
        let html = report(&fixture(name), Tab::Details, Language::English);
        let link = html
            .split("<a ")
            .find(|link| link.contains(&format!("href=\"{opened}\"")))
            .unwrap_or_else(|| panic!("{name}: {opened}"));
        assert!(
            text(link.split("</a>").next().unwrap()).contains(defanged),
            "{link:.300}"
        );
    }
}

#[test]
fn known_relations_are_counted_on_the_tabs_and_empty_ones_dimmed() {
    let mut object = fixture("domain");
    let names = [
        "resolutions",
        "subdomains",
        "siblings",
        "immediate_parent",
        "parent",
        "communicating_files",
        "referrer_files",
        "historical_whois",
        "historical_ssl_certificates",
        "graphs",
        "related_comments",
        "comments",
    ];
    for name in names {
        object.relations.insert(name.to_owned(), Known::default());
    }
    object.attributes.insert(
        "total_votes".to_owned(),
        serde_json::json!({"harmless": 0, "malicious": 0}),
    );
    let tab = |html: &str, id: &str| {
        let found = html
            .split("<a ")
            .find(|link| link.contains(&format!("id=\"tab-{id}\"")))
            .unwrap()
            .to_owned();
        found.split("</a>").next().unwrap().to_owned()
    };
    let html = report(&object, Tab::Detections, Language::English);
    for id in ["relations", "community"] {
        assert!(tab(&html, id).contains("data-empty=\"true\""), "{id}");
    }
    let listed = Known {
        first: vec![
            Descriptor {
                kind: Kind::Address,
                id: "192.0.2.1".into()
            };
            20
        ],
        count: None,
        more: true,
    };
    object.relations.insert("resolutions".to_owned(), listed);
    object.relations.insert(
        "comments".to_owned(),
        Known {
            count: Some(7),
            more: true,
            ..Known::default()
        },
    );
    let html = report(&object, Tab::Detections, Language::English);
    assert!(
        text(&tab(&html, "relations")).ends_with("20+"),
        "{}",
        tab(&html, "relations")
    );
    assert!(
        text(&tab(&html, "community")).ends_with('7'),
        "{}",
        tab(&html, "community")
    );
    object.relations.clear();
    let html = report(&object, Tab::Detections, Language::English);
    for id in ["relations", "community"] {
        assert!(
            !tab(&html, id).contains("class=\"count"),
            "what is not known is not counted: {id}"
        );
    }
}

#[test]
fn long_lists_and_texts_are_cut_with_a_way_to_all_of_them() {
    let mut file = fixture("sparse");
    let names: Vec<_> = (0..14_035)
        .map(|at| serde_json::Value::from(format!("name-{at}.exe")))
        .collect();
    file.attributes.insert("names".to_owned(), names.into());
    file.attributes.insert("zz_long".to_owned(), "x".repeat(68_177).into());
    let details = report(&file, Tab::Details, Language::English);
    assert!(details.contains("name-49.exe") && !details.contains("name-14034.exe"));
    assert!(details.contains("aria-posinset=\"50\"") && details.contains("aria-setsize=\"14035\""));
    assert!(text(&details).contains("Only the first 1,000 of 14,035 rows are printed."));
    let tree = report(&file, Tab::Attributes, Language::English);
    assert!(text(&tree).contains("Show all 68,177 characters"));
    assert!(tree.len() < 200_000, "{}", tree.len());
}

#[test]
fn a_report_without_opinions_is_no_verdict() {
    let file = fixture("sparse");
    for tab in OWN {
        let html = report(&file, tab, Language::English);
        assert!(html.contains("data-verdict=\"never-seen\""));
        assert!(!text(&html).contains("Nothing found"));
    }
    assert!(report(&file, Tab::Detections, Language::English).contains("data-empty=\"true\""));
}
