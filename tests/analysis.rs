//! Analyses and quotas as VirusTotal tells them.

#![expect(clippy::unwrap_used, reason = "a test without its fixture has to stop")]

use assay::queue::{Ledger, Limits, Told};
use assay::report::analysis::outline;
use assay::report::quota::{lines, meter};
use assay::settings::ApiKey;
use assay::subject::{Subject, Topic};
use assay::untrusted::Untrusted;
use assay::vt::analysis::{Status, analysis, begun};
use assay::vt::error::Answer;
use assay::vt::quota::{Allowance, overall, privileges};
use assay::words::{Language, Words};
use serde_json::{Value, json};

fn answer(body: impl Into<Vec<u8>>) -> Answer {
    Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: body.into(),
    }
}

fn fixture(name: &str) -> Answer {
    answer(std::fs::read(format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap())
}

fn told(value: &Value) -> Answer {
    answer(value.to_string())
}

#[test]
fn an_analysis_says_where_it_stands_and_what_it_is_about() {
    for (name, status, topic, opinions) in [
        ("analysis-queued", Status::Queued, Topic::File, false),
        ("analysis-in-progress", Status::InProgress, Topic::File, true),
        ("analysis-completed", Status::Completed, Topic::File, true),
        ("analysis-url", Status::Completed, Topic::Url, true),
    ] {
        let read = analysis(&fixture(name), None).unwrap();
        assert_eq!(read.status, status, "{name}");
        assert_eq!(read.item.as_ref().map(Subject::topic), Some(topic), "{name}");
        assert_eq!(!read.object.engines().is_empty(), opinions, "{name}");
        assert_eq!(read.object.stats().counted() > 0, opinions, "{name}");
    }
}

#[test]
fn the_item_is_found_in_meta_or_in_its_link() {
    let sha256 = "a".repeat(64);
    let of = |meta: Value, item: Value| {
        let body = json!({
            "data": {"type": "analysis", "id": "x", "attributes": {"status": "queued"}, "links": {"item": item}},
            "meta": meta,
        });
        analysis(&told(&body), None).unwrap().item.map(|item| item.to_string())
    };
    let link = |path: &str| json!(format!("https://www.virustotal.com/api/v3/{path}"));
    for (meta, item, expected) in [
        (
            json!({"file_info": {"sha256": sha256}}),
            json!(null),
            Some(format!("file/{sha256}")),
        ),
        (
            json!({"url_info": {"id": sha256}}),
            json!(null),
            Some(format!("url/{sha256}")),
        ),
        (
            json!(null),
            link("domains/example.com"),
            Some("domain/example.com".to_owned()),
        ),
        (
            json!({}),
            link("ip_addresses/2001:db8::1"),
            Some("ip/2001:db8::1".to_owned()),
        ),
        (json!({}), link("domains/example.com/comments"), None),
        (json!({}), link("users/somebody"), None),
        (json!({"file_info": {"sha256": "../x"}}), json!(7), None),
        (json!(null), json!(null), None),
    ] {
        assert_eq!(of(meta.clone(), item.clone()), expected, "{meta} {item}");
    }
}

#[test]
fn states_that_we_do_not_know_are_kept() {
    for (word, status) in [
        ("queued", Status::Queued),
        ("in-progress", Status::InProgress),
        ("completed", Status::Completed),
        ("timeout", Status::Unknown(Untrusted::new("timeout"))),
        ("", Status::Unknown(Untrusted::default())),
    ] {
        assert_eq!(Status::parse(word), status);
    }
}

#[test]
fn what_is_no_analysis_is_refused() {
    for name in ["malicious-pe", "url", "overall-quotas", "comments"] {
        assert!(analysis(&fixture(name), None).is_err(), "{name}");
        assert!(begun(&fixture(name), None).is_err(), "{name}");
    }
}

#[test]
fn something_that_was_begun_names_its_analysis() {
    assert!(begun(&fixture("upload-descriptor"), None).is_ok_and(|id| !id.is_empty()));
    for (body, id) in [
        (json!({"data": {"type": "analysis", "id": "u-1-2"}}), Some("u-1-2")),
        (
            json!({"data": {"type": "analysis", "id": 1_571_524_923}}),
            Some("1571524923"),
        ),
        (json!({"data": {"type": "analysis", "id": ""}}), None),
        (json!({"data": {"type": "analysis", "id": null}}), None),
        (json!({"data": {"type": "file", "id": "x"}}), None),
        (json!({"data": null}), None),
    ] {
        assert_eq!(begun(&told(&body), None).ok().as_deref(), id, "{body}");
    }
}

#[test]
fn quotas_are_read_with_what_a_group_shares_and_without_absurd_numbers() {
    let quotas = overall(&fixture("overall-quotas"), None).unwrap();
    assert_eq!(quotas.minute(), Some(4));
    assert_eq!(
        quotas.month,
        Some(Allowance {
            allowed: Some(15_500),
            used: Some(812),
            shared_with: Some(Untrusted::new("invented")),
        })
    );
    let told_of = quotas.told();
    assert_eq!(
        told_of.limits,
        Limits {
            minute: Some(4),
            day: Some(500),
            month: Some(15_500),
        }
    );
    assert_eq!((told_of.today, told_of.this_month), (Some(47), Some(812)));

    for (allowed, expected) in [
        (json!(1_000_000_000), None),
        (json!(100_000_000), None),
        (json!(99_999_999), Some(99_999_999)),
        (json!("500"), Some(500)),
        (json!(-1), None),
        (json!(null), None),
    ] {
        let body = json!({"data": {"api_requests_daily": {"user": {"allowed": allowed, "used": 1}}}});
        let quotas = overall(&told(&body), None).unwrap();
        assert_eq!(quotas.day.unwrap().allowed, expected, "{allowed}");
        assert_eq!((quotas.hour, quotas.month), (None, None));
    }
    for (hourly, minute) in [(240, 4), (60, 1), (30, 1), (0, 1)] {
        let body = json!({"data": {"api_requests_hourly": {"user": {"allowed": hourly, "used": 0}}}});
        assert_eq!(overall(&told(&body), None).unwrap().minute(), Some(minute), "{hourly}");
    }
    assert!(overall(&told(&json!({"data": {}})), None).unwrap().is_empty());
    assert!(overall(&told(&json!({"data": 7})), None).is_err());
}

#[test]
fn privileges_are_those_that_are_granted() {
    assert_eq!(privileges(&fixture("user"), None).unwrap(), []);
    let body = json!({"data": {"type": "user", "id": "reader", "attributes": {
        "apikey": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "email": "reader@example.org",
        "privileges": {
            "downloads": {"granted": true, "expiration_date": 1_800_000_000, "inherited_from": "group"},
            "feeds": {"granted": true, "expiration_date": null},
            "graph": {"granted": false},
            "nonsense": {"granted": "yes"},
            "worse": 7,
        },
    }}});
    let key = ApiKey::parse("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef").unwrap();
    let granted = privileges(&told(&body), Some(&key)).unwrap();
    let drawn: Vec<_> = granted.iter().map(|one| (one.name.raw(), one.expires)).collect();
    assert_eq!(drawn, [("downloads", Some(1_800_000_000)), ("feeds", None)]);
    let debug = format!("{granted:?}");
    assert!(
        !debug.contains("0123456789abcdef") && !debug.contains("example.org"),
        "{debug}"
    );
}

#[test]
fn an_analysis_is_outlined_in_both_languages() {
    let completed = analysis(&fixture("analysis-completed"), None).unwrap();
    let progress = analysis(&fixture("analysis-in-progress"), None).unwrap();
    let queued = analysis(&fixture("analysis-queued"), None).unwrap();
    let unknown = assay::vt::analysis::Analysis {
        status: Status::Unknown(Untrusted::new("\u{202E}strange")),
        ..queued.clone()
    };
    for (language, seen, word, means, over) in [
        (Language::English, None, "Queued", "has not begun yet", false),
        (Language::English, Some(&queued), "Queued", "has not begun yet", false),
        (
            Language::English,
            Some(&progress),
            "In progress",
            "answered so far; flagged by",
            false,
        ),
        (
            Language::English,
            Some(&completed),
            "Completed",
            "engines answered; flagged by",
            true,
        ),
        (
            Language::English,
            Some(&unknown),
            "\u{202E}strange",
            "does not know",
            false,
        ),
        (Language::Russian, Some(&progress), "Идёт", "тревогу подняли:", false),
        (
            Language::Russian,
            Some(&completed),
            "Завершён",
            "тревогу подняли:",
            true,
        ),
    ] {
        let outline = outline(seen, 1_795_000_000, Words::of(language));
        assert_eq!((outline.word.raw(), outline.over), (word, over));
        assert!(outline.means.contains(means), "{}", outline.means);
    }
}

#[test]
fn the_meter_shows_what_is_known() {
    /// 2026-11-22 12:00:00 UTC.
    const NOON: i64 = 1_795_348_800;
    let words = Words::of(Language::English);
    for (told, asked, minute, day, short, share) in [
        (None, 0, "0 this minute", "0 today", ["min 0", "day 0"], None),
        (None, 3, "3 this minute", "3 today", ["min 3", "day 3"], None),
        (
            Some((4, 500, 211)),
            1,
            "1 of 4 this minute",
            "212 of 500 today",
            ["min 1/4", "day 212/500"],
            Some(42),
        ),
        (
            Some((4, 500, 0)),
            4,
            "4 of 4 this minute",
            "4 of 500 today",
            ["min 4/4", "day 4/500"],
            Some(100),
        ),
        (
            Some((4, 0, 9)),
            1,
            "1 of 4 this minute",
            "10 of 0 today",
            ["min 1/4", "day 10/0"],
            Some(100),
        ),
    ] {
        let mut ledger = Ledger::default();
        if let Some((minute, day, today)) = told {
            let limits = Limits {
                minute: Some(minute),
                day: Some(day),
                month: None,
            };
            let told = Told {
                limits,
                today: Some(today),
                this_month: None,
            };
            ledger.tell(told, NOON);
        }
        for _ in 0..asked {
            ledger.count(NOON);
        }
        let meter = meter(&ledger, NOON, words);
        assert_eq!(
            (
                meter.minute.as_str(),
                meter.day.as_str(),
                meter.short.each_ref().map(String::as_str),
                meter.share
            ),
            (minute, day, short, share)
        );
    }
}

#[test]
fn the_table_of_quotas_hides_what_is_no_limit() {
    let words = Words::of(Language::English);
    let quotas = overall(&fixture("overall-quotas"), None).unwrap();
    let drawn: Vec<_> = lines(&quotas, words)
        .into_iter()
        .map(|line| (line.per, line.used, line.allowed, line.share))
        .collect();
    let line = |per, used: &str, allowed: &str, share| (per, used.to_owned(), allowed.to_owned(), share);
    assert_eq!(
        drawn,
        [
            line("Minute", "–", "4", None),
            line("Hour", "3", "240", Some(1)),
            line("Day (UTC)", "47", "500", Some(9)),
            line("Month (UTC)", "812", "15,500", Some(5)),
        ]
    );
    let absurd = json!({"data": {"api_requests_monthly": {"user": {"allowed": 1_000_000_000, "used": 7}}}});
    let quotas = overall(&told(&absurd), None).unwrap();
    let [month] = lines(&quotas, words).try_into().unwrap();
    assert_eq!((month.allowed.as_str(), month.share), ("no real limit", None));
}
