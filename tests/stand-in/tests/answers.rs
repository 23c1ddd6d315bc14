//! What the stand-in says when it behaves: keys, routes, quota, made-up reports, the record.

mod ask;

use std::time::Duration;

use ask::{ask, file, raw};
use serde_json::{Value, json};
use stand_in::fixtures::{self, Identity};
use stand_in::{Keys, Options, StandIn};

const NEVER: &str = "00000000000000000000000000000000000000000000000000000000000000ff";

async fn started(options: Options) -> StandIn {
    StandIn::start(options).await.expect("a free port")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_by_each_of_its_digests_in_any_case() {
    let stand_in = started(Options::default()).await;
    let identity = Identity::of(&fixtures::content("malicious-pe"));
    for digest in [
        &identity.md5,
        &identity.sha1,
        &identity.sha256,
        &identity.sha256.to_uppercase(),
    ] {
        let heard = file(stand_in.address(), digest);
        assert_eq!(
            (heard.status, heard.header("content-type")),
            (200, Some("application/json")),
            "{digest}"
        );
        assert_eq!(heard.json()["data"]["id"], identity.sha256);
        assert_eq!(heard.json()["data"]["type"], "file");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_speaks_cors_as_the_real_ones_do_not() {
    let stand_in = started(Options::default()).await;
    let origin = "Origin: https://assay.example\r\n";
    for (method, target) in [
        ("GET", "/api/v3/files/".to_owned() + NEVER),
        ("OPTIONS", "/api/v3/files/x".to_owned()),
    ] {
        let heard = ask(stand_in.address(), method, &target, Some("good"), origin).unwrap();
        assert!(!heard.head.to_lowercase().contains("access-control"), "{}", heard.head);
        assert_eq!(heard.header("via"), Some("1.1 google"));
        assert_eq!(heard.header("retry-after"), None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_ask() {
    let any = started(Options::default()).await;
    let these = started(Options {
        keys: Keys::These(vec!["one".into(), "two".into()]),
        ..Options::default()
    })
    .await;
    for (stand_in, key, status, code) in [
        (&any, None, 401, "AuthenticationRequiredError"),
        (&any, Some(""), 401, "AuthenticationRequiredError"),
        (&any, Some("wrong key"), 401, "WrongCredentialsError"),
        (&any, Some("inactive key"), 401, "UserNotActiveError"),
        (&any, Some("any other"), 404, "NotFoundError"),
        (&these, Some("three"), 401, "WrongCredentialsError"),
        (&these, Some("two"), 404, "NotFoundError"),
    ] {
        let heard = ask(stand_in.address(), "GET", &format!("/api/v3/files/{NEVER}"), key, "").unwrap();
        assert_eq!((heard.status, heard.code().as_str()), (status, code), "{key:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_not_found_in_the_shape_of_the_api() {
    let stand_in = started(Options::default()).await;
    let quoted = |id: &str| format!("File \"{id}\" not found");
    for (method, target, message) in [
        ("GET", format!("/api/v3/files/{NEVER}"), quoted(NEVER)),
        ("GET", "/api/v3/files/abc".to_owned(), quoted("abc")),
        (
            "DELETE",
            format!("/api/v3/files/{NEVER}"),
            "Resource not found.".to_owned(),
        ),
        ("GET", "/api/v3/files".to_owned(), "Resource not found.".to_owned()),
        ("GET", "/api/v3/urls/x".to_owned(), "URL \"x\" not found".to_owned()),
        ("GET", "/".to_owned(), "Resource not found.".to_owned()),
    ] {
        let heard = ask(stand_in.address(), method, &target, Some("good"), "").unwrap();
        assert_eq!(heard.status, 404, "{target}");
        assert_eq!(
            heard.json(),
            json!({"error": {"code": "NotFoundError", "message": message}}),
            "{target}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_quota_is_spent_refused_and_comes_back() {
    let stand_in = started(Options {
        per_minute: Some(4),
        per_day: Some(6),
        ..Options::default()
    })
    .await;
    let statuses = |times: usize| {
        (0..times)
            .map(|_| file(stand_in.address(), NEVER).status)
            .collect::<Vec<_>>()
    };
    assert_eq!(statuses(6), [404, 404, 404, 404, 429, 429]);
    let refused = file(stand_in.address(), NEVER);
    assert_eq!(
        refused.json(),
        json!({"error": {"code": "QuotaExceededError", "message": "Quota exceeded"}})
    );
    // A key that is not good never spends anything, and is told so before it is told of quotas.
    assert_eq!(
        ask(stand_in.address(), "GET", "/api/v3/files/x", Some("wrong"), "")
            .unwrap()
            .status,
        401
    );
    // A day has passed wherever this runs, so that a midnight in between changes nothing.
    stand_in.advance(Duration::from_hours(24));
    assert_eq!(statuses(5), [404, 404, 404, 404, 429]);
}

#[tokio::test(flavor = "multi_thread")]
async fn made_up_reports_hang_together() {
    let stand_in = started(Options {
        made_up: true,
        ..Options::default()
    })
    .await;
    let verdict = |digest: &str| {
        let heard = file(stand_in.address(), digest);
        let report = if heard.status == 200 { heard.json() } else { Value::Null };
        let stats = &report["data"]["attributes"]["last_analysis_stats"];
        let kind = match (heard.status, stats["malicious"].as_u64(), stats["suspicious"].as_u64()) {
            (404, _, _) => "never seen",
            (_, Some(0), Some(0)) => "clean",
            (_, Some(0), Some(_)) => "suspicious",
            _ => "malicious",
        };
        (kind, report)
    };
    for (first, kind) in [
        ('0', "never seen"),
        ('3', "never seen"),
        ('4', "malicious"),
        ('7', "malicious"),
        ('8', "suspicious"),
        ('b', "suspicious"),
        ('c', "clean"),
        ('f', "clean"),
    ] {
        for length in [32, 40, 64] {
            let digest = format!("{first}{}", "7".repeat(length - 1));
            let (found, report) = verdict(&digest);
            assert_eq!(found, kind, "{digest}");
            if kind == "never seen" {
                continue;
            }
            let attributes = &report["data"]["attributes"];
            let name = match length {
                32 => "md5",
                40 => "sha1",
                _ => "sha256",
            };
            assert_eq!(attributes[name], digest);
            assert_eq!(attributes["sha256"], report["data"]["id"]);
            let rows = attributes["last_analysis_results"].as_object().unwrap();
            assert_eq!(attributes["last_analysis_stats"], fixtures::engines::stats(rows));
            // Asked for by the id that it came with, it is the same report.
            assert_eq!(verdict(report["data"]["id"].as_str().unwrap()).1, report);
        }
    }
    assert_eq!(file(stand_in.address(), "not-a-digest").status, 404);
    assert_eq!(
        file(started(Options::default()).await.address(), &"7".repeat(64)).status,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_of_ones_own() {
    let stand_in = started(Options::default()).await;
    let report = fixtures::about(fixtures::malicious::fixture(), b"a real file");
    stand_in.add(&report);
    let identity = Identity::of(b"a real file");
    assert_eq!(file(stand_in.address(), &identity.sha1).json(), report);
    stand_in.add_bytes(&[&identity.sha256], "[1,");
    assert_eq!(file(stand_in.address(), &identity.sha256).body, b"[1,");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hostile_answer_comes_byte_for_byte() {
    let stand_in = started(Options::default()).await;
    let heard = file(stand_in.address(), &Identity::of(&fixtures::content("hostile")).sha256);
    assert!(heard.body == fixtures::hostile::text().into_bytes());
}

#[tokio::test(flavor = "multi_thread")]
async fn gzip_for_those_alone_who_ask_twice() {
    let stand_in = started(Options::default()).await;
    for (headers, encoding) in [
        ("Accept-Encoding: gzip\r\n", None),
        ("User-Agent: x; gzip\r\n", None),
        ("Accept-Encoding: gzip\r\nUser-Agent: x; gzip\r\n", Some("gzip")),
    ] {
        let heard = ask(stand_in.address(), "GET", "/api/v3/files/x", Some("good"), headers).unwrap();
        assert_eq!(heard.header("content-encoding"), encoding, "{headers}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_record_has_every_byte() {
    let stand_in = started(Options::default()).await;
    let head = "POST /api/v3/files?x=%20y HTTP/1.1\r\nHost: h\r\nX-ApiKey: good\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    let sent = [head.as_bytes(), b"3\r\n\x00\xFF\n\r\n2\r\nhi\r\n0\r\n\r\n"].concat();
    assert_eq!(raw(stand_in.address(), &sent).unwrap().status, 400);
    let record = stand_in.record();
    assert_eq!(record.len(), 1);
    assert_eq!(
        (record[0].method.as_str(), record[0].target.as_str(), record[0].status),
        ("POST", "/api/v3/files?x=%20y", 400)
    );
    assert_eq!(record[0].header("x-apikey"), Some("good"));
    assert_eq!(record[0].body, b"\x00\xFF\nhi");
    assert_eq!(stand_in.received(), [sent]);

    stand_in.forget();
    assert!(stand_in.record().is_empty() && stand_in.received().is_empty());
    // What is no request at all is in no record of requests, but not lost.
    raw(stand_in.address(), b"\x16\x03\x01 not http\r\n\r\n");
    assert!(stand_in.record().is_empty());
    assert_eq!(stand_in.received(), [b"\x16\x03\x01 not http\r\n\r\n"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn dropping_it_frees_the_port() {
    let stand_in = started(Options::default()).await;
    let address = stand_in.address();
    drop(stand_in);
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}
