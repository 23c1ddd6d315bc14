//! What stands around the engines' table, drawn to HTML: what labels say, the reader's own engines, earlier analyses.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::rc::Rc;

use assay::browser::storage::Trouble;
use assay::report::seen::Seen;
use assay::route::Tab;
use assay::settings::{Settings, Tier, Tiers};
use assay::subject::Subject;
use assay::ui::report::ReportView;
use assay::ui::report::detections::seen::{SeenAnalyses, Standing};
use assay::ui::state::State;
use assay::vt::error::Answer;
use assay::vt::object::{Kind, Object};
use assay::vt::read;
use assay::words::{Language, Words};
use leptos::prelude::*;
use serde_json::json;

const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn malicious() -> Object {
    let path = format!("{}/tests/fixtures/malicious-pe.json", env!("CARGO_MANIFEST_DIR"));
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: std::fs::read(path).unwrap(),
    };
    read::object(&answer, None, None).unwrap()
}

fn drawn<V: IntoView>(language: Language, tiers: Tiers, behind: &str, view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        let settings = Settings {
            language: Some(language),
            tiers,
            ..Settings::default()
        };
        provide_context(State::new(settings, None, &format!("#/file/{SHA256}{behind}")));
        provide_context(Words::of(language));
        view().into_view().to_html()
    })
}

/// The first part of the report, opened at an address.
fn report(language: Language, tiers: Tiers, behind: &str) -> String {
    drawn(language, tiers, behind, || {
        let (object, subject) = (Rc::new(malicious()), Subject::file(SHA256));
        view! { <ReportView object subject tab=Signal::stored(Tab::Detections) /> }
    })
}

fn seen(language: Language, standing: Standing) -> String {
    let html = drawn(language, Tiers::default(), "", || {
        let standing = RwSignal::new(standing);
        view! { <SeenAnalyses standing open=Signal::stored(true) /> }
    });
    text(&html)
}

/// What is read of a drawing.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut quoted = false;
    let mut inside = false;
    for sign in html.replace("<!>", "").chars() {
        match sign {
            '"' if inside => quoted = !quoted,
            '<' if !quoted => inside = true,
            '>' if inside && !quoted => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The drawn lines of the engines' table, by the engines' names.
fn engines(html: &str) -> Vec<String> {
    let table = html.split("aria-label=\"Detections\"").nth(1).unwrap();
    let lines = table.split("<th scope=\"row\"").skip(1);
    lines
        .map(|line| text(&format!("<th{}", line.split("</th>").next().unwrap())))
        .collect()
}

fn labels_with(object: &Object, word: &str) -> usize {
    let labels = object.engines().into_iter().filter_map(|row| row.result);
    labels.filter(|label| label.raw().to_lowercase().contains(word)).count()
}

#[test]
fn the_words_of_the_labels_stand_above_the_table_with_their_counts() {
    let count = labels_with(&malicious(), "quillnab");
    for (language, sentences) in [
        (
            Language::English,
            ["What the labels say", "Family", "These are counts, not a score."],
        ),
        (
            Language::Russian,
            ["Что говорят обозначения", "Семейство", "Это подсчёт, а не оценка."],
        ),
    ] {
        let html = report(language, Tiers::default(), "");
        let read = text(&html);
        for sentence in sentences {
            assert!(read.contains(sentence), "{sentence} is missing: {read}");
        }
        assert!(read.contains(&format!("Quillnab {count} ")), "{read}");
        assert_eq!(html.matches("aria-pressed=\"true\"").count(), 0);
    }
}

#[test]
fn the_address_says_what_of_the_table_is_drawn_and_in_which_order() {
    let all = engines(&report(Language::English, Tiers::default(), ""));
    assert_eq!(all.len(), malicious().engines().len());
    let html = report(
        Language::English,
        Tiers::default(),
        "?word=family:quillnab&sort=-engine",
    );
    let family = engines(&html);
    assert_eq!(family.len(), labels_with(&malicious(), "quillnab"));
    let folded: Vec<String> = family.iter().map(|engine| engine.to_lowercase()).collect();
    assert!(folded.is_sorted_by(|one, other| one >= other), "{folded:?}");
    assert_eq!(html.matches("aria-pressed=\"true\"").count(), 1);
    assert_eq!(html.matches("aria-sort=\"descending\"").count(), 1);
    // What nobody knows changes nothing, and another tab's table is not this one's.
    let odd = report(
        Language::English,
        Tiers::default(),
        "?word=nonsense&sort=colour&show=&x=y",
    );
    assert_eq!(engines(&odd), all);
    assert!(engines(&report(Language::English, Tiers::default(), "?find=no+such+engine")).is_empty());
}

#[test]
fn the_readers_engines_stand_beside_the_ratio_and_lose_no_line() {
    let plain = report(Language::English, Tiers::default(), "");
    let mut tiers = Tiers::default();
    for (engine, tier) in [
        ("Kaspersky", Tier::Trusted),
        ("Zoner", Tier::Trusted),
        ("Bkav", Tier::Ignored),
    ] {
        tiers.set(engine, tier).unwrap();
    }
    let html = report(Language::English, tiers.clone(), "");
    let read = text(&html);
    assert!(read.contains("1 of the 2 engines you trust flags it."), "{read}");
    assert!(read.contains("You ignore 1 engine here"), "{read}");
    assert_eq!(engines(&html), engines(&plain));
    assert_eq!(
        engines(&report(Language::English, tiers, "?tier=trusted")),
        ["Kaspersky", "Zoner"]
    );
    let headline = plain.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap();
    assert!(html.contains(headline), "the ratio of all has changed");
}

fn analysis(date: i64, engines: &[(&str, &str, Option<&str>)]) -> Seen {
    let results: serde_json::Map<_, _> = engines
        .iter()
        .map(|(engine, category, label)| ((*engine).to_owned(), json!({ "category": category, "result": label })))
        .collect();
    let attributes = json!({ "last_analysis_date": date, "last_analysis_results": results });
    let object = Object::new(Kind::File, "x", attributes.as_object().unwrap().clone());
    Seen::of(&object).unwrap()
}

#[test]
fn two_analyses_are_drawn_with_what_is_new_gone_and_renamed() {
    let before = analysis(
        1_700_000_000,
        &[
            ("Alpha", "undetected", None),
            ("Beta", "malicious", Some("<b>Old</b>")),
            ("Gamma", "malicious", Some("Trojan.A")),
        ],
    );
    let after = analysis(
        1_700_090_000,
        &[
            ("Alpha", "malicious", Some("Trojan.New")),
            ("Beta", "undetected", None),
            ("Gamma", "malicious", Some("Trojan.B")),
        ],
    );
    let here = |trouble| Standing::Here {
        seen: vec![before.clone(), after.clone()],
        damaged: 1,
        trouble,
    };
    let read = seen(Language::English, here(None));
    for wanted in [
        "2023-11-14 22:13 UTC: 2 of 3",
        "2023-11-15 23:13 UTC: 2 of 3",
        "Flag it now, not before (1)",
        "Flagged it before, no more (1)",
        "Call it something else (1)",
        "&lt;b&gt;Old&lt;/b&gt;",
        "Trojan.New",
        "0 engines say the same in both.",
        "1 kept analysis could not be read and is left out.",
    ] {
        assert!(read.contains(wanted), "{wanted} is missing: {read}");
    }
    let read = seen(Language::Russian, here(Some(Trouble::Full)));
    for wanted in [
        "Отмечают теперь, раньше не отмечали (1)",
        "Хранилище браузера заполнено",
    ] {
        assert!(read.contains(wanted), "{wanted} is missing: {read}");
    }
}

#[test]
fn whatever_becomes_of_the_store_is_said() {
    let one = vec![analysis(5, &[("Alpha", "malicious", None)])];
    let alone = |trouble| Standing::Here {
        seen: one.clone(),
        damaged: 0,
        trouble,
    };
    let mut said = Vec::new();
    for standing in [
        Standing::Reading,
        Standing::Off,
        alone(None),
        alone(Some(Trouble::Blocked)),
        alone(Some(Trouble::Full)),
        alone(Some(Trouble::Damaged)),
    ] {
        for language in Language::ALL {
            let read = seen(language, standing.clone());
            assert!(read.ends_with('.'), "{read}");
            assert!(!said.contains(&read), "{read} is said of two things");
            said.push(read);
        }
    }
}
