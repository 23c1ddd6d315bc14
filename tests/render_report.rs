//! The report's views, drawn to HTML from the project's own invented answers.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::io::Write;
use std::rc::Rc;

use assay::route::{Route, Tab};
use assay::subject::Subject;
use assay::ui::problem::Problem;
use assay::ui::report::ReportView;
use assay::ui::report::never_seen::{Local, NeverSeenView};
use assay::untrusted::Untrusted;
use assay::vt::error::Answer;
use assay::vt::object::Object;
use assay::vt::read;
use assay::words::{Language, Words};
use leptos::prelude::*;

const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn fixture(name: &str) -> Object {
    let body = std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body,
    };
    read::file(&answer, None, None).unwrap()
}

fn drawn<V: IntoView>(language: Language, view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        provide_context(Words::of(language));
        view().into_view().to_html()
    })
}

fn report(file: &Object, tab: Tab, language: Language) -> String {
    let object = Rc::new(file.clone());
    drawn(
        language,
        move || view! { <ReportView object subject=Subject::file(SHA256) tab=Signal::stored(tab) /> },
    )
}

fn never_seen(local: Option<Local>, language: Language) -> String {
    let again = Callback::new(|()| ());
    drawn(
        language,
        move || view! { <NeverSeenView subject=Subject::file(SHA256).unwrap() local=Signal::stored(local) again /> },
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

/// Elements of our own; whatever else is drawn came from somebody else.
const ELEMENTS: [&str; 33] = [
    "a", "article", "bdi", "button", "circle", "code", "dd", "div", "dl", "dt", "h1", "h2", "h3", "input", "li", "ol",
    "option", "p", "path", "pre", "rect", "section", "select", "span", "strong", "svg", "table", "tbody", "td", "th",
    "thead", "tr", "ul",
];

/// Our elements alone, no attribute that acts, no address but our own and VirusTotal's, no sign that hides.
fn assert_harmless(html: &str, what: &str) {
    for tag in tags(html) {
        let element = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        assert!(
            ELEMENTS.contains(&element) || element.starts_with('!'),
            "{what}: <{tag}>"
        );
        let mut names = tag.split('"').step_by(2).flat_map(str::split_whitespace).skip(1);
        assert!(
            names.all(|attribute| !attribute.starts_with("on") && !attribute.starts_with("style")),
            "{what}: <{tag}>"
        );
        if let Some(href) = tag.split("href=\"").nth(1) {
            assert!(
                href.starts_with("#/") || href.starts_with("https://www.virustotal.com/gui/file/"),
                "{what}: {href}"
            );
        }
    }
    let hides = |sign: char| matches!(u32::from(sign), 0..=0x1F | 0x7F..=0x9F | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0xFEFF);
    assert_eq!(
        html.chars().find(|sign| hides(*sign) && *sign != '\n'),
        None,
        "{what}: a sign that hides"
    );
}

#[test]
fn nothing_in_an_answer_becomes_markup() {
    for name in [
        "hostile",
        "malicious-pe",
        "clean-signed-pe",
        "suspicious-script",
        "sparse",
        "empty",
        "eicar",
        "clean-pdf",
    ] {
        let file = fixture(name);
        for tab in Tab::ALL {
            for language in Language::ALL {
                assert_harmless(&report(&file, tab, language), &format!("{name} {tab:?}"));
            }
        }
    }
}

/// The recordings are no part of the project; where they are present, all of them are drawn.
#[test]
fn every_recorded_report_and_error_is_drawn() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/vt-samples");
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let (mut reports, mut errors) = (0, 0);
    for path in entries.map(|entry| entry.unwrap().path()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let error_status = name.strip_prefix("error-").and_then(|rest| rest.get(..3)?.parse().ok());
        let answer = Answer {
            status: error_status.unwrap_or(200),
            content_type: "application/json".to_owned(),
            retry_after: None,
            body: std::fs::read(&path).unwrap(),
        };
        match read::file(&answer, None, None) {
            Ok(file) => {
                reports += 1;
                for tab in Tab::ALL {
                    assert_harmless(&report(&file, tab, Language::English), &format!("{name} {tab:?}"));
                }
            }
            Err(error) if error_status.is_some() => {
                errors += 1;
                let html = drawn(Language::Russian, move || view! { <Problem error /> });
                assert!(text(&html).len() > 20, "{name}: {html}");
            }
            // Answers to questions about other things than a file.
            Err(_) => assert!(!name.starts_with("file-peexe"), "{name}"),
        }
    }
    // Past the test harness, which keeps the output of tests that pass to itself.
    let told = format!("vt-samples drawn: {reports} reports, {errors} errors\n");
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert!(reports > 0 && errors > 0);
}

#[test]
fn hostile_text_is_shown_as_it_is() {
    let file = fixture("hostile");
    let html = report(&file, Tab::Attributes, Language::English);
    assert!(text(&html).contains("<script>document.documentElement.dataset.harmed='script'</script>"));
    let all: String = Tab::ALL
        .iter()
        .map(|tab| report(&file, *tab, Language::English))
        .collect();
    assert!(
        all.contains("⟨U+202E⟩"),
        "a sign that turns the text around is spelled out"
    );
    assert!(all.contains("\\u202e"), "and is an escape in the JSON");
}

#[test]
fn never_seen_is_never_taken_for_clean() {
    let local = Local {
        name: Untrusted::new("in\u{202E}voice.exe"),
        size: 1_234_567,
        digests: vec![("SHA-256", SHA256.to_owned())],
    };
    for (language, word, sentence) in [
        (Language::English, "Never seen", "That does not make it safe."),
        (
            Language::Russian,
            "Ещё не встречался",
            "Это не значит, что он безопасен.",
        ),
    ] {
        for local in [None, Some(local.clone())] {
            let html = never_seen(local.clone(), language);
            let read = text(&html);
            assert!(read.contains(word) && read.contains(sentence), "{read}");
            assert!(read.contains(SHA256));
            assert_eq!(local.is_some(), read.contains("in⟨U+202E⟩voice.exe"), "{read}");
            let lower = read.to_lowercase();
            for reassuring in [
                "clean",
                "nothing found",
                "harmless",
                "чист",
                "ничего не найдено",
                "безвредн",
            ] {
                assert!(!lower.contains(reassuring), "{reassuring}: {read}");
            }
            for shape in ["tick", "octagon", "triangle"] {
                assert!(!html.contains(&format!("data-shape=\"{shape}\"")), "{shape}");
            }
            assert!(html.contains("data-shape=\"dashed-ring\""));
            assert!(html.contains(&format!("https://www.virustotal.com/gui/file/{SHA256}")));
        }
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
    assert!(details.contains("name-99.exe") && !details.contains("name-14034.exe"));
    assert!(text(&details).contains("Show all 14,035") && text(&details).contains("Show 500 more"));
    let tree = report(&file, Tab::Attributes, Language::English);
    assert!(text(&tree).contains("Show all 68,177 characters"));
    assert!(tree.len() < 200_000, "{}", tree.len());
}

#[test]
fn a_report_without_opinions_is_no_verdict() {
    let file = fixture("sparse");
    for tab in Tab::ALL {
        let html = report(&file, tab, Language::English);
        assert!(html.contains("data-verdict=\"never-seen\""));
        assert!(!text(&html).contains("Nothing found"));
    }
    assert!(report(&file, Tab::Detections, Language::English).contains("data-empty=\"true\""));
}
