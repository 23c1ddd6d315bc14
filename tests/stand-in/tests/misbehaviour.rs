//! Every way not to answer well does what its name says, over the wire.

mod ask;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use ask::{Heard, ask, file};
use serde_json::json;
use stand_in::fixtures::{self, Identity, errors};
use stand_in::{Misbehaviour, Options, StandIn};

fn sparse() -> String {
    Identity::of(&fixtures::content("sparse")).sha256
}

/// The sparse report as it comes without misbehaviour.
fn proper() -> Vec<u8> {
    fixtures::reports()
        .into_iter()
        .find(|(name, _)| *name == "sparse")
        .expect("a fixture")
        .1
        .into_bytes()
}

async fn meets(how: Misbehaviour) -> Option<Heard> {
    let stand_in = StandIn::start(Options::default()).await.expect("a free port");
    stand_in.misbehave(how);
    let heard = ask(
        stand_in.address(),
        "GET",
        &format!("/api/v3/files/{}", sparse()),
        Some("k3y"),
        "",
    );
    // Once means once.
    assert_eq!(file(stand_in.address(), &sparse()).body, proper());
    assert_eq!(stand_in.record().len(), 2);
    assert_eq!(
        stand_in.record()[0].status,
        heard.as_ref().map_or(0, |heard| heard.status)
    );
    heard
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_of_the_api() {
    for error in errors::ALL {
        let heard = meets(Misbehaviour::Error(error.code.to_owned())).await.unwrap();
        assert_eq!((heard.status, heard.code().as_str()), (error.status, error.code));
    }
    let heard = meets(Misbehaviour::Error("NewError".to_owned())).await.unwrap();
    assert_eq!((heard.status, heard.code().as_str()), (500, "NewError"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_error_on_a_write_which_then_changes_nothing() {
    let stand_in = StandIn::start(Options::default()).await.expect("a free port");
    let comment = json!({"data": {"type": "comment", "attributes": {"text": "Once."}}});
    let path = format!("files/{}/comments", sparse());
    for error in errors::ALL {
        stand_in.misbehave_on("POST", &path, Misbehaviour::Error(error.code.to_owned()));
        let heard = ask::post_json(stand_in.address(), &path, &comment);
        assert_eq!((heard.status, heard.code().as_str()), (error.status, error.code));
        assert_eq!(ask::get(stand_in.address(), &path).json()["meta"]["count"], 0);
    }
    assert_eq!(ask::post_json(stand_in.address(), &path, &comment).status, 200);
    assert_eq!(stand_in.writes().len(), errors::ALL.len() + 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_are_not_the_apis() {
    for (how, status, content_type, begins) in [
        (
            Misbehaviour::Html(502),
            502,
            Some("text/html; charset=utf-8"),
            "<!doctype html>",
        ),
        (Misbehaviour::WrongType, 200, Some("text/plain; charset=utf-8"), "{"),
        (Misbehaviour::Empty(200), 200, None, ""),
        (Misbehaviour::Empty(204), 204, None, ""),
        (Misbehaviour::NotJson, 200, Some("application/json"), "Everything"),
        (Misbehaviour::WrongShape, 200, Some("application/json"), "{\"data\":["),
        (
            Misbehaviour::Body {
                status: 418,
                content_type: "image/svg+xml".into(),
                body: "<svg/>".into(),
            },
            418,
            Some("image/svg+xml"),
            "<svg/>",
        ),
    ] {
        let heard = meets(how.clone()).await.unwrap();
        assert_eq!(
            (heard.status, heard.header("content-type")),
            (status, content_type),
            "{how:?}"
        );
        assert!(heard.body.starts_with(begins.as_bytes()), "{how:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_are_cut() {
    assert!(meets(Misbehaviour::CloseBeforeAnswer).await.is_none());

    let broken = meets(Misbehaviour::CloseMidBody).await.unwrap();
    assert_eq!(
        broken.header("content-length"),
        Some(proper().len().to_string().as_str())
    );
    assert_eq!(broken.body, proper()[..proper().len() / 2]);

    let truncated = meets(Misbehaviour::Truncated).await.unwrap();
    assert_eq!(
        truncated.header("content-length"),
        Some((proper().len() / 2).to_string().as_str())
    );
    assert_eq!(truncated.body, proper()[..proper().len() / 2]);
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_mislead() {
    let another = meets(Misbehaviour::AnotherFile).await.unwrap();
    assert_eq!(another.status, 200);
    assert_ne!(another.json()["data"]["id"], sparse());

    let echo = meets(Misbehaviour::EchoKey).await.unwrap();
    assert_eq!(
        (echo.status, echo.json()["error"]["message"].as_str()),
        (401, Some("Wrong API key: k3y"))
    );

    let redirect = meets(Misbehaviour::Redirect(307, "https://evil.example/".into()))
        .await
        .unwrap();
    assert_eq!(
        (redirect.status, redirect.header("location")),
        (307, Some("https://evil.example/"))
    );

    let later = meets(Misbehaviour::RetryAfter(17)).await.unwrap();
    assert_eq!((later.status, later.header("retry-after")), (429, Some("17")));

    let packed = meets(Misbehaviour::Gzip).await.unwrap();
    assert_eq!(
        (packed.header("content-encoding"), &packed.body[..2]),
        (Some("gzip"), &b"\x1F\x8B"[..])
    );

    let more = meets(Misbehaviour::Headers(vec![("Set-Cookie".into(), "a=b".into())]))
        .await
        .unwrap();
    assert_eq!((more.header("set-cookie"), &more.body), (Some("a=b"), &proper()));
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_that_are_slow_or_big() {
    let begun = Instant::now();
    assert_eq!(meets(Misbehaviour::Latency(120)).await.unwrap().body, proper());
    assert!(begun.elapsed() >= Duration::from_millis(120));

    assert_eq!(
        meets(Misbehaviour::Drip {
            piece: 100,
            every_ms: 1
        })
        .await
        .unwrap()
        .body,
        proper()
    );

    let flood = meets(Misbehaviour::Huge(3_000_000)).await.unwrap();
    assert!(flood.body.len() > 3_000_000);
    assert_eq!(flood.header("transfer-encoding"), Some("chunked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hang_lasts_until_the_other_side_goes() {
    let stand_in = StandIn::start(Options::default()).await.unwrap();
    stand_in.misbehave(Misbehaviour::Hang);
    let mut stream = TcpStream::connect(stand_in.address()).unwrap();
    stream
        .write_all(b"GET /api/v3/files/x HTTP/1.1\r\nHost: h\r\nx-apikey: k\r\n\r\n")
        .unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    let error = stream.read(&mut [0; 1]).unwrap_err();
    assert!(
        matches!(
            error.kind(),
            std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
        ),
        "{error}"
    );
    assert_eq!(stand_in.record()[0].status, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn they_wait_in_line_and_what_is_always_comes_after() {
    let stand_in = StandIn::start(Options::default()).await.unwrap();
    stand_in.always_misbehave(Misbehaviour::Error("TransientError".into()));
    stand_in.misbehave(Misbehaviour::Error("ForbiddenError".into()));
    stand_in.misbehave(Misbehaviour::Empty(204));
    let statuses: Vec<_> = (0..4).map(|_| file(stand_in.address(), &sparse()).status).collect();
    assert_eq!(statuses, [403, 204, 503, 503]);
    stand_in.behave();
    assert_eq!(file(stand_in.address(), &sparse()).status, 200);
}
