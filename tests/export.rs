//! Reports as files: whatever an answer says, the file is text between tags of ours, loads nothing and leads nowhere.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::collections::BTreeSet;
use std::rc::Rc;

use assay::export::html::{html, policy};
use assay::export::markdown::markdown;
use assay::report::whole::{Circumstances, List, ROWS, Whole, whole};
use assay::subject::Topic;
use assay::vt::error::Answer;
use assay::vt::object::{Kind, Object};
use assay::vt::{read, relation};
use assay::words::{Language, Words};
use serde_json::{Value, json};

const NOW: i64 = 1_795_132_800;
const LOADED: [(&str, &str); 8] = [
    ("contacted_domains", "contacted-domains"),
    ("contacted_urls", "contacted-urls-hostile"),
    ("contacted_ips", "contacted-ips"),
    ("dropped_files", "dropped-files"),
    ("collections", "collections"),
    ("behaviours", "behaviours-hostile"),
    ("comments", "comments"),
    ("votes", "votes"),
];

fn answer(name: &str) -> Answer {
    Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap(),
    }
}

fn object(name: &str) -> Object {
    read::object(&answer(name), None, None).unwrap()
}

fn list(name: &str, fixture: &str) -> List {
    let page = read::page(&answer(fixture), None).unwrap();
    List {
        relation: relation::named(Topic::File, name).unwrap(),
        objects: page.objects.into_iter().map(Rc::new).collect(),
        more: true,
    }
}

fn taken(object: &Object, lists: &[List], language: Language) -> Whole {
    let circumstances = Circumstances {
        fetched: NOW - 60,
        now: NOW,
        requests: Some(7),
    };
    whole(object, lists, circumstances, Words::of(language))
}

/// Every `<…>` of a page but its style; our own attributes hold no `>`.
fn tags(page: &str) -> BTreeSet<&str> {
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    let tags = [head, body].into_iter().flat_map(|text| text.split('<').skip(1));
    tags.map(|tag| tag.split('>').next().unwrap()).collect()
}

/// What can be read of a page, between its tags.
fn text(page: &str) -> String {
    let (_, body) = page.split_once("<body>").unwrap();
    let inside = body
        .split('<')
        .map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text = inside.collect::<Vec<_>>().join(" ");
    let text = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#96;", "`")
        .replace("&amp;", "&");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The elements that a file is made of.
const ELEMENTS: [&str; 32] = [
    "!doctype", "html", "head", "meta", "title", "style", "body", "main", "header", "section", "footer", "h1", "h2",
    "h3", "h4", "p", "ul", "li", "dl", "div", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "span", "bdi",
    "code", "meter",
];

fn holds_nothing_that_acts(name: &str, page: &str) {
    for tag in tags(page) {
        let inside = tag.trim_start_matches('/');
        let element = inside.split_whitespace().next().unwrap_or_default();
        assert!(ELEMENTS.contains(&element), "{name}: <{tag}>");
        // Every other piece between quotes is a value.
        for attribute in inside.split('"').step_by(2).flat_map(str::split_whitespace).skip(1) {
            let ours = [
                "class=",
                "lang=",
                "charset=",
                "name=",
                "content=",
                "http-equiv=",
                "value=",
                "max=",
            ];
            assert!(
                ours.contains(&attribute) || attribute == "html",
                "{name}: {attribute} in <{tag}>"
            );
        }
    }
    for sign in ['\u{202E}', '\u{2066}', '\u{200B}', '\0'] {
        assert!(!page.contains(sign), "{name}: a hidden sign is in the file");
    }
}

#[test]
fn every_report_is_a_page_that_acts_in_nothing() {
    for name in [
        "malicious-pe",
        "hostile",
        "url-hostile",
        "domain-hostile",
        "address-hostile",
        "empty",
        "sparse",
        "android-apk",
        "clean-signed-pe",
        "domain",
        "address-v6",
        "url",
    ] {
        let object = object(name);
        for language in Language::ALL {
            let lists: Vec<List> = LOADED.iter().map(|(name, fixture)| list(name, fixture)).collect();
            let whole = taken(&object, &lists, language);
            let page = html(&whole, Words::of(language));
            holds_nothing_that_acts(name, &page);
            assert!(page.contains(&format!("<html lang=\"{}\">", language.tag())));
            assert!(page.contains(&format!("content=\"{}\"", policy())), "{name}");
            assert!(!markdown(&whole, Words::of(language)).contains('\u{202E}'), "{name}");
        }
    }
}

#[test]
fn what_is_loaded_is_in_the_file_and_what_could_be_visited_is_defanged() {
    let lists: Vec<List> = LOADED.iter().map(|(name, fixture)| list(name, fixture)).collect();
    let whole = taken(&object("malicious-pe"), &lists, Language::English);
    let page = html(&whole, Words::of(Language::English));
    let read = text(&page);
    for expected in [
        "Malicious",
        "Authentihash",
        "cdn-viewer[.]example[.]com",
        "stage2.bin",
        "Contacted domains",
        "Behaviour",
        "Process tree",
        "Comments",
        "7 requests made by then",
        "Answers of VirusTotal fetched 2026-11-19 23:59 UTC",
        "VirusTotal has more of this list than was loaded.",
    ] {
        assert!(
            read.contains(expected),
            "{expected}: {}",
            &read[..2_000.min(read.len())]
        );
    }
    let before = |one: &str, other: &str| read.find(one).unwrap() < read.find(other).unwrap();
    assert!(before("Malicious", "engines call"), "the word comes first");
    let (_, contacted) = read.split_once("Contacted domains").unwrap();
    let rows = &contacted[..600];
    assert!(!rows.contains("cdn-viewer.example.com"), "{rows}");
}

#[test]
fn without_a_list_its_chapter_is_left_out() {
    let read = text(&html(
        &taken(&object("clean-pdf"), &[], Language::English),
        Words::of(Language::English),
    ));
    assert!(
        read.contains("Detections") && !read.contains("Relations") && !read.contains("Behaviour"),
        "{read}"
    );
}

#[test]
fn long_lists_are_cut_and_that_is_said() {
    let names: Vec<Value> = (0..ROWS + 5).map(|at| json!(format!("name-{at}"))).collect();
    let attributes = json!({ "names": names });
    let file = Object::new(Kind::File, "x", attributes.as_object().unwrap().clone());
    let read = text(&html(
        &taken(&file, &[], Language::English),
        Words::of(Language::English),
    ));
    assert!(read.contains("The first 2,000 of 2,005; the answer as JSON holds all of them."));
    assert!(read.contains("name-1999") && !read.contains("name-2000"));
}

#[test]
fn a_summary_fits_a_ticket() {
    let lists: Vec<List> = LOADED.iter().map(|(name, fixture)| list(name, fixture)).collect();
    let whole = taken(&object("malicious-pe"), &lists, Language::English);
    let summary = markdown(&whole, Words::of(Language::English));
    assert!(summary.starts_with("# Malicious: "), "{summary}");
    for expected in [
        "- SHA-256: `",
        "## Flagged by",
        "- and ",
        "## Contacted",
        "`cdn-viewer[.]example[.]com`",
    ] {
        assert!(summary.contains(expected), "{expected}: {summary}");
    }
    assert!(summary.lines().count() < 80, "{summary}");
    // Outside code there are words of ours alone.
    for line in summary.lines().filter(|line| !line.contains('`')) {
        assert!(!line.contains("example"), "{line}");
    }
}
