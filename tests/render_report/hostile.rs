//! What attackers wrote stays text: invented answers, and recorded ones where they are present.

use std::io::Write;

use assay::ui::problem::Problem;
use assay::vt::error::Answer;
use assay::vt::read;
use assay::words::Language;
use leptos::prelude::*;

use crate::{OWN, drawn, fixture, report, tags, text};
use assay::route::Tab;

/// Elements of our own; whatever else is drawn came from somebody else.
const ELEMENTS: [&str; 38] = [
    "a", "article", "bdi", "button", "circle", "code", "dd", "details", "div", "dl", "dt", "h1", "h2", "h3", "input",
    "li", "line", "ol", "option", "p", "path", "pre", "rect", "section", "select", "span", "strong", "summary", "svg",
    "table", "tbody", "td", "template", "text", "th", "thead", "tr", "ul",
];

/// A gap's tag without the height that it keeps free.
fn without_height(tag: &str) -> String {
    let Some((before, height, after)) = tag
        .split_once(" style=\"height:")
        .and_then(|(before, rest)| rest.split_once("px;\"").map(|(height, after)| (before, height, after)))
    else {
        return tag.to_owned();
    };
    let ours = before.contains("class=\"gap report-window\"") && height.bytes().all(|sign| sign.is_ascii_digit());
    if ours {
        format!("{before}{after}")
    } else {
        tag.to_owned()
    }
}

/// Our elements alone, no attribute that acts, no address but our own and VirusTotal's, no sign that hides.
pub fn assert_harmless(html: &str, what: &str) {
    for tag in tags(html) {
        let element = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        assert!(
            ELEMENTS.contains(&element) || element.starts_with('!'),
            "{what}: <{tag}>"
        );
        // The height of rows that are not there is a number of ours.
        let tag = &without_height(tag);
        let mut names = tag.split('"').step_by(2).flat_map(str::split_whitespace).skip(1);
        assert!(
            names.all(|attribute| !attribute.starts_with("on") && !attribute.starts_with("style")),
            "{what}: <{tag}>"
        );
        if let Some(href) = tag.split("href=\"").nth(1) {
            assert!(
                href.starts_with("#/") || href.starts_with("https://www.virustotal.com/gui/"),
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
        "url",
        "url-clean",
        "url-hostile",
        "domain",
        "domain-clean",
        "domain-hostile",
        "address",
        "address-clean",
        "address-hostile",
        "address-private",
        "address-v6",
    ] {
        let object = fixture(name);
        for tab in OWN {
            for language in Language::ALL {
                assert_harmless(&report(&object, tab, language), &format!("{name} {tab:?}"));
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
        match read::object(&answer, None, None) {
            Ok(object) => {
                if object.kind.topic().is_none() {
                    continue;
                }
                reports += 1;
                for tab in OWN {
                    assert_harmless(&report(&object, tab, Language::English), &format!("{name} {tab:?}"));
                }
            }
            Err(error) if error_status.is_some() => {
                errors += 1;
                let html = drawn(Language::Russian, move || view! { <Problem error /> });
                assert!(text(&html).len() > 20, "{name}: {html}");
            }
            // Answers to other questions than for one object.
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
    let all: String = OWN.iter().map(|tab| report(&file, *tab, Language::English)).collect();
    assert!(
        all.contains("⟨U+202E⟩"),
        "a sign that turns the text around is spelled out"
    );
    let mut short = fixture("sparse");
    short.raw = "{\"name\": \"fdp.\u{202e}exe\"}".into();
    let json = report(&short, Tab::Raw, Language::English);
    assert!(json.contains("fdp.\\u202eexe"), "and is an escape in the JSON");
}
