//! What can be done and what is being done, drawn to HTML: the sheet, uploads, analyses, the lock, the meter.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use std::rc::Rc;

use assay::digest::speed::Meter;
use assay::queue::followed::Followed;
use assay::queue::{Hold, Spent, Why};
use assay::report::upload::{Failure, Gone, Trouble};
use assay::settings::{ApiKey, KeyPlace, Settings};
use assay::subject::{Subject, Topic};
use assay::ui::actions::Actions;
use assay::ui::analyses::{Beside, End, FollowedLine, Step};
use assay::ui::analysis::AnalysisPage;
use assay::ui::doings::Doings;
use assay::ui::dropped::{FileId, Item, Reading};
use assay::ui::quota::QuotaMeter;
use assay::ui::settings_lock::LockCard;
use assay::ui::state::State;
use assay::ui::upload::{SheetForm, Stage, UploadStanding};
use assay::untrusted::Untrusted;
use assay::vt::analysis::analysis;
use assay::vt::error::{Answer, ApiError, Code, Network};
use assay::vt::object::{Kind, Object};
use assay::words::{Language, Words};
use leptos::prelude::*;

const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const KEY: &str = "c4a41e5bd8f70296c4a41e5bd8f70296c4a41e5bd8f70296c4a41e5bd8f7a9f1";

fn drawn<V: IntoView>(
    language: Language,
    config: &str,
    prepare: impl FnOnce(State),
    view: impl FnOnce() -> V,
) -> String {
    Owner::new().with(|| {
        let settings = Settings {
            language: Some(language),
            key: ApiKey::parse(KEY).ok(),
            remember_key: KeyPlace::ThisTab,
            ..Settings::default()
        };
        let state = State::new(settings, Some(config), "#/");
        provide_context(state);
        provide_context(Words::of(language));
        prepare(state);
        view().into_view().to_html()
    })
}

/// What a reader sees of a drawing.
fn seen(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for sign in html.replace("<!>", "").replace("<!--<() />-->", "").chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

fn item(name: &str, size: u64) -> Item {
    Item {
        id: FileId { session: 1, number: 0 },
        name: Untrusted::new(name),
        folder: Untrusted::default(),
        modified: 0,
        size,
        reading: ArcRwSignal::new(Reading {
            sha256: Some(SHA256.to_owned()),
            ..Reading::default()
        }),
    }
}

fn sheet(language: Language, name: &str, size: u64) -> String {
    let item = item(name, size);
    drawn(language, "{}", |_| (), move || view! { <SheetForm item /> })
}

#[test]
fn the_sheet_names_the_file_and_says_what_an_upload_means() {
    let html = sheet(Language::English, "invoice.exe", 70_000);
    let text = seen(&html);
    for wanted in [
        "invoice.exe",
        "70.0\u{A0}kB (70,000 bytes)",
        SHA256,
        "becomes available to VirusTotal's customers",
        "cannot be taken back",
        "Files with personal data or of your company do not belong there.",
        "VirusTotal takes up to 650.0\u{A0}MB",
        "1 request of",
        "Upload invoice.exe to VirusTotal",
    ] {
        assert!(text.contains(wanted), "{wanted} is missing: {text}");
    }
    assert!(!html.contains("type=\"password\""), "a password for what is no ZIP");
    let russian = seen(&sheet(Language::Russian, "invoice.exe", 40_000_000));
    for wanted in [
        "Отменить это нельзя",
        "личными данными",
        "2 запроса",
        "Загрузить invoice.exe на VirusTotal",
    ] {
        assert!(russian.contains(wanted), "{wanted} is missing: {russian}");
    }
}

#[test]
fn the_sheet_asks_for_a_password_of_zips_alone_and_refuses_what_is_too_large() {
    for (name, asked) in [("a.zip", true), ("A.ZIP", true), ("zip", false), ("a.zip.exe", false)] {
        assert_eq!(
            sheet(Language::English, name, 1).contains("type=\"password\""),
            asked,
            "{name}"
        );
    }
    let html = sheet(Language::English, "disk.img", 650_000_001);
    assert!(
        seen(&html).contains("It cannot be uploaded; nothing was sent."),
        "{html}"
    );
    assert!(
        !html.contains("type=\"submit\"") && !seen(&html).contains("Upload disk.img to"),
        "{html}"
    );
}

#[test]
fn a_hostile_name_stays_text() {
    for name in [
        "\"><img src=x onerror=alert(1)>.zip",
        "invoice\u{202E}fdp.exe",
        "</dialog><script>",
    ] {
        let html = sheet(Language::English, name, 5);
        assert!(!html.contains("<img") && !html.contains("<script"), "{html}");
        assert!(!html.contains('\u{202E}'), "a hidden sign was drawn: {html}");
    }
}

fn standing(stage: Stage) -> String {
    drawn(
        Language::English,
        "{}",
        |state| state.uploads.stage(SHA256).set(stage),
        || view! { <UploadStanding sha256=SHA256.to_owned() /> },
    )
}

#[test]
fn an_upload_says_where_it_stands() {
    let mut half = Meter::new(40_000_000, 0.0);
    half.record(20_000_000, 1_000.0);
    let hold = Hold {
        until: 4_000_000_000,
        spent: Spent::Day,
        why: Why::MinutesInVain,
    };
    let cancelled = Failure {
        why: Trouble::Cancelled,
        gone: Gone::Whole,
    };
    for (stage, wanted, stops) in [
        (Stage::Queued, "waits for its turn", true),
        (Stage::Held(hold), "The upload waits for the quota", true),
        (Stage::Checking(half.clone()), "still the one that was hashed", true),
        (Stage::AskingAddress { since: 0.0 }, "where to send the file", true),
        (
            Stage::Sending(half.clone()),
            "20.0\u{A0}MB of 40.0\u{A0}MB · 20.0\u{A0}MB/s",
            true,
        ),
        (Stage::Answering { since: 0.0 }, "VirusTotal's answer is awaited", true),
        (Stage::Failed(cancelled), "may have arrived", false),
    ] {
        let text = seen(&standing(stage.clone()));
        assert!(text.contains(wanted), "{stage:?}: {text}");
        assert_eq!(text.contains("Stop the upload"), stops, "{stage:?}: {text}");
        assert_eq!(stage.is_under_way(), stops);
    }
    for nothing in [Stage::Idle, Stage::Done] {
        assert_eq!(seen(&standing(nothing)), "");
    }
}

fn fixture(name: &str) -> Answer {
    Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap(),
    }
}

fn followed() -> Followed {
    Followed {
        id: "ZDQxZA==".to_owned(),
        subject: Subject::new(Topic::Domain, "example.com").unwrap(),
        since: 0,
        before: None,
        opened: false,
    }
}

fn line(seen_as: Option<&str>, step: Step, trouble: Option<ApiError>) -> String {
    let prepare = |state: State| {
        let seen = seen_as.map(|name| Rc::new(analysis(&fixture(name), None).unwrap()));
        state.analyses.standing("ZDQxZA==").update(|standing| {
            standing.seen = seen;
            standing.step = step;
            standing.trouble = trouble;
        });
    };
    drawn(
        Language::English,
        "{}",
        prepare,
        || view! { <FollowedLine followed=followed() beside=Beside::Report /> },
    )
}

#[test]
fn an_analysis_that_is_followed_says_what_comes_next() {
    let look = || Step::Look { at: 0 };
    for (seen_as, step, trouble, wanted) in [
        (None, look(), None, "Queued"),
        (None, look(), None, "The page looks again in 0:00."),
        (
            Some("analysis-in-progress"),
            look(),
            None,
            "answered so far; flagged by",
        ),
        (
            None,
            look(),
            Some(ApiError::Network(Network::Offline)),
            "The last look failed (This device is offline.) The page goes on.",
        ),
        (None, Step::Refresh { at: 0 }, None, "fetching the new report"),
        (None, Step::Over(End::News), None, "This is the new report."),
        (None, Step::Over(End::OldStill), None, "still shows the old report"),
        (None, Step::Over(End::TooLong), None, "has not ended in six hours"),
        (
            None,
            Step::Over(End::Stopped),
            None,
            "does not follow this analysis any more",
        ),
        (
            None,
            Step::Over(End::OtherFile(Subject::file(SHA256).unwrap())),
            None,
            "another file than the one that was hashed here",
        ),
        (
            None,
            Step::Over(End::Inside(Subject::file(SHA256).unwrap())),
            None,
            "opened the archive",
        ),
        (
            None,
            Step::Over(End::Failed(ApiError::Network(Network::Cors))),
            None,
            "does not allow this page to read it",
        ),
    ] {
        let text = seen(&line(seen_as, step.clone(), trouble));
        assert!(text.contains(wanted), "{step:?}: {text}");
        let over = matches!(step, Step::Over(_));
        assert_eq!(text.contains("Dismiss"), over, "{step:?}: {text}");
        assert_eq!(text.contains("Stop following"), !over, "{step:?}: {text}");
    }
    assert_eq!(seen(&line(None, Step::Unfollowed, None)), "");
}

#[test]
fn the_page_of_an_analysis_draws_its_engines_and_the_way_to_the_report() {
    for (name, word, rows, link) in [
        ("analysis-queued", "Queued", false, "#/file/"),
        ("analysis-in-progress", "In progress", true, "#/file/"),
        ("analysis-completed", "Completed", true, "#/file/"),
        ("analysis-url", "Completed", true, "#/url/"),
    ] {
        let prepare = |state: State| {
            let seen = Some(Rc::new(analysis(&fixture(name), None).unwrap()));
            state.analyses.standing("x").update(|standing| standing.seen = seen);
        };
        let html = drawn(
            Language::English,
            "{}",
            prepare,
            || view! { <AnalysisPage id="x".to_owned() /> },
        );
        assert!(seen(&html).contains(word), "{name}");
        assert_eq!(html.contains("<table"), rows, "{name}");
        assert!(html.contains(&format!("href=\"{link}")), "{name}");
        assert!(
            !html.contains("href=\"http"),
            "{name}: a link that leads out of the page"
        );
    }
}

fn actions(subject: &Subject, known: bool, config: &str) -> String {
    let object = known.then(|| {
        Rc::new(Object::new(
            Kind::from(subject.topic()),
            subject.id(),
            serde_json::Map::new(),
        ))
    });
    let subject = subject.clone();
    drawn(
        Language::English,
        config,
        |_| (),
        move || view! { <Actions subject object /> },
    )
}

#[test]
fn each_topic_has_its_own_actions_and_the_lock_takes_all() {
    let subjects = [
        Subject::file(SHA256).unwrap(),
        Subject::url("http://a.example/"),
        Subject::new(Topic::Url, SHA256).unwrap(),
        Subject::new(Topic::Domain, "example.com").unwrap(),
        Subject::new(Topic::Address, "192.0.2.1").unwrap(),
    ];
    let anew = "Reanalyse · 1 request";
    let first = "Have it analysed · 1 request";
    for (subject, known, wanted) in [
        (&subjects[0], true, anew),
        (&subjects[0], false, "a digest alone is not enough"),
        (&subjects[1], true, anew),
        (&subjects[1], false, "Submit this URL…"),
        // Its text is not known, so it cannot be submitted.
        (&subjects[2], false, ""),
        (&subjects[3], true, anew),
        (&subjects[3], false, first),
        (&subjects[4], true, anew),
        (&subjects[4], false, first),
    ] {
        let text = seen(&actions(subject, known, "{}"));
        assert!(
            text.contains(wanted) && (text.is_empty() == wanted.is_empty()),
            "{subject} {known}: {text}"
        );
        let locked = actions(subject, known, "{\"lookup_only\": true}");
        assert!(seen(&locked).contains("Lookup only is on"), "{subject}: {locked}");
        assert!(!locked.contains("<button"), "{subject}: {locked}");
    }
}

#[test]
fn what_was_refused_is_said_where_it_was_asked_for() {
    let subject = Subject::new(Topic::Address, "192.0.2.1").unwrap();
    let own = subject.clone();
    let prepare = move |state: State| {
        state.begun(&own).update(|begun| {
            begun.phase = assay::ui::asking::Phase::Failed(ApiError::Refused {
                status: 404,
                code: Code::NotFound,
                message: Untrusted::new("<b>gone</b>"),
                retry_after: None,
            });
        });
    };
    let html = drawn(Language::English, "{}", prepare, move || view! { <Doings subject /> });
    assert!(seen(&html).contains("cannot analyse it anew"), "{html}");
    assert!(html.contains("Try again") && !html.contains("<b>"), "{html}");
}

#[test]
fn the_lock_says_who_has_set_it() {
    let card = |config: &str, by_reader: bool| {
        let prepare = move |state: State| state.settings.update(|settings| settings.lookup_only = by_reader);
        drawn(Language::English, config, prepare, || view! { <LockCard /> })
    };
    let host = card("{\"lookup_only\": true}", false);
    assert!(seen(&host).contains("Whoever runs this page has set it so"), "{host}");
    assert!(host.contains("disabled"), "{host}");
    let reader = card("{}", true);
    assert!(seen(&reader).contains("You have set it so."), "{reader}");
    let nobody = card("{}", false);
    assert!(
        !seen(&nobody).contains("has set it so") && !nobody.contains("disabled"),
        "{nobody}"
    );
}

#[test]
fn the_meter_is_there_with_a_key_alone() {
    let html = drawn(Language::English, "{}", |_| (), || view! { <QuotaMeter /> });
    assert!(seen(&html).contains("0 this minute"), "{html}");
    let forget = |state: State| state.settings.update(|settings| settings.key = None);
    assert_eq!(
        seen(&drawn(Language::English, "{}", forget, || view! { <QuotaMeter /> })),
        ""
    );
}
