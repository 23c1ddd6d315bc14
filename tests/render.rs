//! The shell's components, drawn to HTML: what is hostile comes out as text, and every error offers what to do.

#![expect(clippy::unwrap_used, reason = "a test without its case has to stop")]

use assay::digest::{Algorithm, Digests, HashError};
use assay::queue::{Hold, Spent, Why};
use assay::report::problem::Remedy;
use assay::route::Route;
use assay::settings::{ApiKey, KeyPlace, ProxyUrl, Settings};
use assay::subject::Subject;
use assay::ui::bar::{Bar, Foot, sentence};
use assay::ui::dropped::{FileId, Item, Reading, Stage};
use assay::ui::files::FileList;
use assay::ui::gui_link::GuiLink;
use assay::ui::home::Home;
use assay::ui::local::LocalFacts;
use assay::ui::lookups::{Lookup, Phase};
use assay::ui::outside::Outside;
use assay::ui::problem::Problem;
use assay::ui::settings_key::KeyCard;
use assay::ui::settings_proxy::ProxyCard;
use assay::ui::settings_test::{Step, steps};
use assay::ui::state::State;
use assay::ui::unknown::Unknown;
use assay::untrusted::Untrusted;
use assay::vt::error::{ApiError, Code, Network, NotSetUp, NotTheApi};
use assay::words::{Language, Words};
use errors::every_error;
use leptos::prelude::*;

mod errors;

const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const KEY: &str = "c4n4ry0000000000000000000000000000000000000000000000000000000a9f1";
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</bdi></title><svg onload=alert(1)>",
    "invoice\u{202E}fdp.exe",
    "javascript:alert(1)",
];

fn drawn<V: IntoView>(language: Language, view: impl FnOnce() -> V) -> String {
    Owner::new().with(|| {
        provide_context(Words::of(language));
        view().into_view().to_html()
    })
}

/// Draws with a state around it that `prepare` has had in its hands.
fn drawn_with<V: IntoView>(settings: Settings, prepare: impl FnOnce(State), view: impl FnOnce() -> V) -> String {
    let language = settings.language.unwrap_or_default();
    Owner::new().with(|| {
        let settings = Settings {
            language: Some(language),
            ..settings
        };
        let state = State::new(settings, Some("{\"proxy\":\"./\"}"), "#/");
        provide_context(state);
        provide_context(Words::of(language));
        prepare(state);
        view().into_view().to_html()
    })
}

fn with_key() -> Settings {
    Settings {
        key: Some(ApiKey::parse(KEY).unwrap()),
        remember_key: KeyPlace::ThisTab,
        ..Settings::default()
    }
}

/// What a reader sees of a drawing: no tags, entities read.
fn seen(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    let html = html.replace("<!>", "");
    for sign in html.chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// The names of all elements of a drawing.
fn elements(html: &str) -> Vec<&str> {
    html.split('<')
        .skip(1)
        .filter_map(|tag| tag.split(|sign: char| !sign.is_alphanumeric()).next())
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn what_others_wrote_comes_out_as_text() {
    let plain = elements(&drawn(Language::English, || view! { <Outside text="plain" /> })).len();
    for hostile in HOSTILE {
        let html = drawn(Language::English, || view! { <Outside text=hostile /> });
        assert_eq!(seen(&html), Untrusted::new(hostile).spelled(), "{html}");
        let hidden = usize::from(hostile.contains('\u{202E}'));
        assert_eq!(elements(&html).len(), plain + hidden, "{html}");
        assert!(html.starts_with("<bdi"), "{html}");
        let long = format!("{hostile}{}", "x".repeat(200));
        let html = drawn(Language::English, || view! { <Outside text=long short=20 /> });
        // The whole is in the title, where a quote would end it and a bracket is harmless.
        let title = html.split("title=\"").nth(1).unwrap().split('"').next().unwrap();
        assert!(title.ends_with("xxx"), "{html}");
        assert!(!html.contains('\u{202E}'), "{html}");
    }
}

#[test]
fn no_link_is_made_from_anything_but_a_checked_id() {
    let html = drawn(
        Language::English,
        || view! { <GuiLink subject=Subject::file(&SHA256.to_uppercase()).unwrap() label="Open" /> },
    );
    assert!(
        html.contains(&format!("href=\"https://www.virustotal.com/gui/file/{SHA256}\"")),
        "{html}"
    );
    assert!(html.contains("rel=\"noopener noreferrer\""), "{html}");
    for hostile in HOSTILE {
        // `subject.rs` has the table of what is no id; of a URL, the address holds nothing but base64.
        let url = Subject::url(hostile);
        let html = drawn(
            Language::English,
            || view! { <GuiLink subject=url.clone() label="Open" /> },
        );
        assert!(
            html.contains(&format!("href=\"https://www.virustotal.com/gui/url/{}\"", url.id())),
            "{html}"
        );
        assert!(
            url.id()
                .bytes()
                .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, b'-' | b'_')),
            "{html}"
        );
        let html = drawn(Language::English, || view! { <Unknown path=hostile.to_owned() /> });
        assert!(!html.contains("javascript:alert(1)\""), "{html}");
        assert_eq!(html.matches("href=").count(), 1, "{html}");
    }
}

#[test]
fn every_error_offers_what_to_do_in_both_languages() {
    for language in Language::ALL {
        let words = Words::of(language);
        for error in every_error() {
            let problem = assay::report::problem::describe(&error, None, words);
            let html = drawn(language, || {
                view! { <Problem error=error.clone() retry=Callback::new(|()| ()) subject=Subject::file(SHA256) /> }
            });
            let text = seen(&html);
            assert!(
                text.contains(&problem.title) && text.contains(&problem.advice),
                "{error:?}: {text}"
            );
            let offers = problem.remedies.iter().filter(|remedy| **remedy != Remedy::Wait);
            assert!(offers.clone().count() > 0, "{error:?} offers nothing");
            for remedy in offers {
                assert!(text.contains(remedy.label(words)), "{error:?} lacks {remedy:?}: {text}");
            }
            let main = html.matches("button-main").count();
            assert!(main <= 1, "{error:?} has {main} main buttons");
        }
    }
}

#[test]
fn a_wait_for_quota_counts_down() {
    let error = ApiError::Refused {
        status: 429,
        code: Code::QuotaExceeded,
        message: "Quota exceeded".into(),
        retry_after: None,
    };
    for (ahead, begins) in [(59, "Resumes by itself in 0:"), (100_000, "Resumes by itself at ")] {
        let html = drawn_with(
            Settings::default(),
            |_| (),
            || {
                let now = expect_context::<State>().now_ms.get_untracked();
                #[expect(clippy::cast_possible_truncation, reason = "a time of this century")]
                let until = (now / 1_000.0) as i64 + ahead;
                view! { <Problem error=error.clone() wait_until=Some(until) retry=Callback::new(|()| ()) /> }
            },
        );
        assert!(seen(&html).contains(begins), "{}", seen(&html));
    }
}

#[test]
fn the_first_view_says_what_is_missing() {
    for (settings, has, has_not) in [
        (Settings::default(), "No key yet?", "One thing is missing"),
        (with_key(), "Drop files or folders anywhere", "No key yet?"),
        (
            Settings {
                language: Some(Language::Russian),
                ..Settings::default()
            },
            "Ещё нет ключа?",
            "No key yet?",
        ),
    ] {
        let html = drawn_with(settings, |_| (), || view! { <Home /> });
        let text = seen(&html);
        assert!(text.contains(has) && !text.contains(has_not), "{text}");
        assert!(html.contains("type=\"file\"") && html.contains("multiple"), "{html}");
    }
    let html = drawn_with(Settings::default(), |_| (), || view! { <Home /> });
    assert!(
        html.contains("href=\"#/settings\"") && html.contains("href=\"#/sample\""),
        "{html}"
    );
}

#[test]
fn a_saved_key_is_in_no_element() {
    let html = drawn_with(with_key(), |_| (), || view! { <KeyCard /><ProxyCard /> });
    assert!(html.contains("••••••••a9f1"), "{html}");
    assert!(!html.contains("c4n4ry") && !html.contains("00000000"), "{html}");
    assert!(html.contains("type=\"password\""), "{html}");
    assert!(html.contains("https://www.virustotal.com/gui/join-us"), "{html}");
}

#[test]
fn an_origin_that_others_share_is_warned_of() {
    for (host, place, warned) in [
        ("someone.github.io", KeyPlace::ThisDevice, true),
        ("someone.github.io", KeyPlace::ThisTab, false),
        ("assay.example", KeyPlace::ThisDevice, false),
    ] {
        let settings = Settings {
            remember_key: place,
            ..with_key()
        };
        let html = drawn_with(
            settings,
            |state| state.start.update_value(|start| host.clone_into(&mut start.host)),
            || view! { <KeyCard /> },
        );
        assert_eq!(html.contains("warn-shared"), warned, "{host}");
    }
}

#[test]
fn a_proxy_that_can_be_listened_to_is_warned_of() {
    for (proxy, warned) in [
        ("http://proxy.example", true),
        ("https://proxy.example", false),
        ("http://127.0.0.1:1", false),
    ] {
        let settings = Settings {
            proxy: ProxyUrl::parse(proxy).ok(),
            ..with_key()
        };
        let html = drawn_with(settings, |_| (), || view! { <ProxyCard /> });
        assert_eq!(html.contains("warn-plain-http"), warned, "{proxy}");
        assert!(
            html.contains("id=\"proxy-reset\""),
            "an own proxy can be given up for the preset"
        );
    }
}

#[test]
fn the_bar_says_why_a_text_is_refused() {
    use assay::indicator::{NotAnIndicator, parse};
    for (text, part) in [
        ("", "Enter a hash"),
        ("0123456789abcdef0123", "This has 20 hexadecimal digits"),
        ("https://www.virustotal.com/gui/home", "names no file"),
        ("fe80::1%eth0", "after the % sign"),
        ("<b>hello</b>", "There is no hash"),
    ] {
        let refused: NotAnIndicator = parse(text, |_| None).unwrap_err();
        assert!(
            sentence(&refused, Words::of(Language::English)).contains(part),
            "{text}"
        );
        assert!(
            !sentence(&refused, Words::of(Language::Russian)).contains(part),
            "{text}"
        );
        let html = drawn_with(
            with_key(),
            |state| state.refused.set(Some(refused)),
            || view! { <Bar /><Foot /> },
        );
        assert!(seen(&html).contains(part), "{html}");
        assert!(html.contains("aria-invalid=\"true\""), "{html}");
    }
    let html = drawn_with(with_key(), |_| (), || view! { <Bar /><Foot /> });
    assert!(
        html.contains("aria-invalid=\"false\"") && seen(&html).contains("File bytes sent: 0"),
        "{html}"
    );
}

fn item(id: u32, name: &str, reading: Reading) -> Item {
    Item {
        id: FileId { session: 1, number: id },
        name: name.into(),
        folder: Untrusted::default(),
        modified: 0,
        size: 1_234_567,
        reading: ArcRwSignal::new(reading),
    }
}

#[test]
fn each_file_of_the_list_says_where_it_stands() {
    let stages = [
        (Stage::Waiting, "Waits for its turn"),
        (Stage::Cancelled, "Cancelled."),
        (Stage::Failed(HashError::Vanished), ""),
        (Stage::Failed(HashError::Changed { expected: 5, read: 4 }), ""),
        (
            Stage::Failed(HashError::Unreadable("<i>said</i>".into())),
            "<i>said</i>",
        ),
        (Stage::Failed(HashError::Crashed("trap".into())), "trap"),
        (Stage::Failed(HashError::SelfTest(Algorithm::Sha1)), "SHA-1"),
        (Stage::Failed(HashError::NotStarted(String::new())), ""),
    ];
    for (stage, part) in stages {
        for hostile in HOSTILE {
            let reading = Reading {
                stage: stage.clone(),
                ..Reading::default()
            };
            let html = drawn_with(
                with_key(),
                |state| state.dropped.items.set(vec![item(0, hostile, reading)]),
                || view! { <FileList /> },
            );
            let text = seen(&html);
            assert!(text.contains(&Untrusted::new(hostile).spelled()), "{text}");
            assert!(text.contains(part), "{stage:?}: {text}");
            assert!(
                !elements(&html)
                    .iter()
                    .any(|name| matches!(*name, "script" | "img" | "i")),
                "{html}"
            );
        }
    }
}

#[test]
fn each_lookup_of_the_list_says_where_it_stands() {
    let refused = |code, status| ApiError::Refused {
        status,
        code,
        message: Untrusted::default(),
        retry_after: None,
    };
    let hold = Hold {
        until: 9_999_999_999,
        spent: Spent::Minute,
        why: Why::Unknown,
    };
    for (phase, part) in [
        (Phase::Idle, "Not looked up"),
        (Phase::Queued, "Waits to be looked up"),
        (Phase::Asking { since: 0.0 }, "Asking VirusTotal"),
        (
            Phase::Held(hold, refused(Code::QuotaExceeded, 429)),
            "Waits for the quota",
        ),
        (Phase::Failed(refused(Code::NotFound, 404)), "Never seen"),
        (
            Phase::Failed(ApiError::NotSetUp(NotSetUp::NoKey)),
            "There is no API key yet",
        ),
    ] {
        let reading = Reading {
            stage: Stage::Done,
            sha256: Some(SHA256.to_owned()),
            ..Reading::default()
        };
        let html = drawn_with(
            with_key(),
            |state| {
                state.dropped.items.set(vec![item(0, "invoice.exe", reading)]);
                state.lookups.of(&Subject::file(SHA256).unwrap()).set(Lookup {
                    found: None,
                    phase: phase.clone(),
                    kept: None,
                });
            },
            || view! { <FileList /> },
        );
        assert!(seen(&html).contains(part), "{phase:?}: {}", seen(&html));
    }
}

#[test]
fn what_is_known_here_is_shown_with_its_digests() {
    let reading = Reading {
        stage: Stage::Done,
        sha256: Some(SHA256.to_owned()),
        digests: Some(Digests {
            sha256: SHA256.to_owned(),
            sha1: "1".repeat(40),
            md5: "2".repeat(32),
        }),
        ..Reading::default()
    };
    let known = item(0, "invoice.exe", reading);
    let html = drawn(
        Language::English,
        || view! { <LocalFacts digest=SHA256.to_owned() item=Some(known) /> },
    );
    let text = seen(&html);
    for part in [
        "invoice.exe",
        SHA256,
        &"1".repeat(40),
        &"2".repeat(32),
        "File bytes sent0",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for what in ["SHA-256", "SHA-1", "MD5"] {
        assert!(html.contains(&format!("Copy {what}")), "{html}");
    }
}

#[test]
fn each_outcome_of_the_test_has_its_own_four_sentences() {
    let words = Words::of(Language::English).settings;
    let marks = |outcome: Result<(), ApiError>| {
        steps(&outcome, &words).map(|step| match step {
            Step::Passed(_) => '+',
            Step::Failed(_) => '-',
            Step::NotTried(_) => '?',
        })
    };
    let refused = |status, code| {
        Err(ApiError::Refused {
            status,
            code,
            message: Untrusted::default(),
            retry_after: None,
        })
    };
    for (outcome, expected) in [
        (Ok(()), "++++"),
        (Err(ApiError::Network(Network::Unreachable)), "-???"),
        (Err(ApiError::Network(Network::Timeout)), "-???"),
        (Err(ApiError::Network(Network::Cors)), "+-??"),
        (Err(ApiError::Network(Network::Redirected)), "++-?"),
        (
            Err(ApiError::NotTheApi {
                status: 200,
                why: NotTheApi::Html,
                begins: Untrusted::default(),
            }),
            "++-?",
        ),
        (Err(ApiError::NotSetUp(NotSetUp::NoKey)), "+++?"),
        (Err(ApiError::NotSetUp(NotSetUp::NoProxy)), "????"),
        (refused(401, Code::WrongCredentials), "+++-"),
        (refused(401, Code::Unknown("New".into())), "+++-"),
        (refused(429, Code::QuotaExceeded), "++++"),
        (refused(404, Code::NotFound), "++++"),
        (refused(503, Code::Transient), "+++?"),
    ] {
        assert_eq!(
            marks(outcome.clone()).iter().collect::<String>(),
            expected,
            "{outcome:?}"
        );
    }
}

#[test]
fn routes_of_links_are_those_of_the_page() {
    let html = drawn_with(Settings::default(), |_| (), || view! { <Bar /><Home /> });
    for link in html.split("href=\"").skip(1) {
        let link = link.split('"').next().unwrap();
        assert!(!matches!(Route::parse(link), Route::Unknown(_)), "{link}");
    }
}
