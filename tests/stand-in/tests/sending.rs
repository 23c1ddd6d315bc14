//! What is sent in: files directly and to an address for one upload, URLs, requests to look again, and how analyses go on.

mod ask;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use ask::{Heard, form, get, post, post_to};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use stand_in::fixtures::{Identity, identity, locked, world};
use stand_in::{Misbehaviour, Options, Pace, StandIn};

async fn started(pace: Pace) -> StandIn {
    StandIn::start(Options {
        pace,
        ..Options::default()
    })
    .await
    .expect("a free port")
}

const POLLS: Pace = Pace::Polls {
    queued: 1,
    in_progress: 1,
};

/// Sends a file directly.
fn upload(stand_in: &StandIn, name: &str, content: &[u8], fields: &[(&str, &str)]) -> Heard {
    let (kind, body) = form(&[("file", name, content)], fields);
    post(stand_in.address(), "files", &kind, &body)
}

/// The id in a descriptor, and that it is one.
fn begun(heard: &Heard) -> String {
    let descriptor = heard.json();
    assert_eq!((heard.status, &descriptor["data"]["type"]), (200, &"analysis".into()));
    let id = descriptor["data"]["id"].as_str().expect("an id").to_owned();
    assert_eq!(
        descriptor["data"]["links"]["self"],
        format!("https://www.virustotal.com/api/v3/analyses/{id}")
    );
    id
}

fn poll(stand_in: &StandIn, id: &str) -> Value {
    let heard = get(stand_in.address(), &format!("analyses/{}", id.replace('=', "%3D")));
    assert_eq!(heard.status, 200, "{id}");
    heard.json()
}

fn attributes(stand_in: &StandIn, path: &str) -> Value {
    get(stand_in.address(), path).json()["data"]["attributes"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_queued_looked_at_and_known() {
    let stand_in = started(POLLS).await;
    let content = b"never seen before";
    let own = Identity::of(content);
    assert_eq!(get(stand_in.address(), &format!("files/{}", own.sha256)).status, 404);
    let id = begun(&upload(&stand_in, "Счёт \"1\".exe", content, &[]));
    let decoded = String::from_utf8(STANDARD.decode(&id).unwrap()).unwrap();
    assert_eq!(decoded.split(':').next(), Some(own.md5.as_str()));

    for (status, some) in [("queued", false), ("in-progress", true), ("completed", true)] {
        // Until somebody is told that it is completed, nobody knows it.
        assert_eq!(get(stand_in.address(), &format!("files/{}", own.sha256)).status, 404);
        let analysis = poll(&stand_in, &id);
        assert_eq!(analysis["data"]["attributes"]["status"], status);
        assert_eq!(
            !analysis["data"]["attributes"]["results"]
                .as_object()
                .unwrap()
                .is_empty(),
            some,
            "{status}"
        );
        let counted: u64 = analysis["data"]["attributes"]["stats"]
            .as_object()
            .unwrap()
            .values()
            .map(|count| count.as_u64().unwrap())
            .sum();
        assert_eq!(
            counted,
            analysis["data"]["attributes"]["results"].as_object().unwrap().len() as u64
        );
        assert_eq!(analysis["meta"]["file_info"]["sha256"], own.sha256);
        assert_eq!(analysis["meta"]["file_info"]["size"], content.len());
    }
    let report = attributes(&stand_in, &format!("files/{}", own.md5));
    assert_eq!(
        (
            &report["sha256"],
            &report["size"],
            &report["meaningful_name"],
            &report["times_submitted"]
        ),
        (
            &own.sha256.clone().into(),
            &content.len().into(),
            &"Счёт \"1\".exe".into(),
            &1.into()
        )
    );
    let item = get(stand_in.address(), &format!("analyses/{}/item", id.replace('=', "%3D")));
    assert_eq!(item.json()["data"]["id"], own.sha256);
    assert_eq!(
        stand_in
            .writes()
            .iter()
            .map(|seen| seen.target.as_str())
            .collect::<Vec<_>>(),
        ["/api/v3/files"]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_clock_moves_an_analysis_on() {
    let minute = Duration::from_mins(1);
    // An hour each, so that a slow machine changes nothing.
    let stand_in = started(Pace::Clock {
        queued: 60 * minute,
        in_progress: 60 * minute,
    })
    .await;
    let before = attributes(&stand_in, &format!("files/{}", world::FILE));
    let heard = post(stand_in.address(), &format!("files/{}/analyse", world::FILE), "", b"");
    let id = begun(&heard);
    for status in ["queued", "in-progress", "completed"] {
        assert_eq!(poll(&stand_in, &id)["data"]["attributes"]["status"], status);
        let now = attributes(&stand_in, &format!("files/{}", world::FILE));
        let newer = now["last_analysis_date"].as_i64() > before["last_analysis_date"].as_i64();
        assert_eq!(newer, status == "completed");
        assert_eq!(now["times_submitted"], before["times_submitted"]);
        stand_in.advance(61 * minute);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_analysis_that_nobody_asks_about_ends_by_itself() {
    let stand_in = started(Pace::AtOnce).await;
    let id = begun(&upload(&stand_in, "a.bin", b"at once", &[]));
    assert_eq!(
        get(
            stand_in.address(),
            &format!("files/{}", Identity::of(b"at once").sha256)
        )
        .status,
        200
    );
    assert_eq!(poll(&stand_in, &id)["data"]["attributes"]["status"], "completed");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kind_is_looked_at_again() {
    let stand_in = started(Pace::AtOnce).await;
    let digest = identity::sha256;
    for (path, begins) in [
        (format!("urls/{}", world::URL_ID), format!("u-{}-", world::URL_ID)),
        (
            format!("domains/{}", world::DOMAIN),
            format!("d-{}-", digest(world::DOMAIN)),
        ),
        (
            format!("ip_addresses/{}", world::ADDRESS),
            format!("i-{}-", digest(world::ADDRESS)),
        ),
    ] {
        let before = attributes(&stand_in, &path)["last_analysis_date"].as_i64();
        let id = begun(&post(stand_in.address(), &format!("{path}/analyse"), "", b""));
        assert!(id.starts_with(&begins), "{id}");
        assert!(attributes(&stand_in, &path)["last_analysis_date"].as_i64() > before);
    }
    let never = format!("files/{}/analyse", world::FILE_NEVER);
    assert_eq!(post(stand_in.address(), &never, "", b"").status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_is_sent_in_by_form() {
    let stand_in = started(POLLS).await;
    let send = |form: &str| {
        post(
            stand_in.address(),
            "urls",
            "application/x-www-form-urlencoded",
            form.as_bytes(),
        )
    };
    let id = begun(&send("url=HTTPS%3A%2F%2FNew.example.org%2Fa%3Fb%3Dc%26d%23e"));
    let (url, sha256) = (
        "https://new.example.org/a?b=c&d",
        identity::sha256("https://new.example.org/a?b=c&d"),
    );
    assert!(id.starts_with(&format!("u-{sha256}-")));
    assert_eq!(get(stand_in.address(), &format!("urls/{sha256}")).status, 404);
    let [_, _, last] = [(); 3].map(|()| poll(&stand_in, &id));
    assert_eq!(last["meta"]["url_info"]["url"], url);
    assert_eq!(attributes(&stand_in, &format!("urls/{sha256}"))["url"], url);
    let place = get(
        stand_in.address(),
        &format!("urls/{sha256}/relationships/network_location"),
    );
    assert_eq!(place.json()["data"]["id"], "new.example.org");
    for bad in ["url=javascript%3Aalert(1)", "url=", "", "uri=http://example.org/"] {
        let heard = send(bad);
        assert_eq!(
            (heard.status, heard.code().as_str()),
            (400, "InvalidArgumentError"),
            "{bad}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_is_none_is_refused() {
    let stand_in = started(Pace::AtOnce).await;
    let (kind, none) = form(&[], &[("file2", "x")]);
    let (_, two) = form(&[("file", "a", b"1"), ("file", "b", b"2")], &[]);
    for (kind, body) in [
        (kind.as_str(), &none),
        (&kind, &two),
        ("application/json", &none),
        ("", &none),
    ] {
        let heard = post(stand_in.address(), "files", kind, body);
        assert_eq!((heard.status, heard.code().as_str()), (400, "BadRequestError"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zip_opens_with_its_password() {
    let stand_in = started(Pace::AtOnce).await;
    let zip = locked::zip();
    let wrong = upload(&stand_in, "s.zip", &zip, &[("password", "wrong")]);
    assert_eq!((wrong.status, wrong.code().as_str()), (400, "InvalidArgumentError"));
    let no_zip = upload(&stand_in, "s.zip", b"no ZIP", &[("password", "infected")]);
    assert_eq!((no_zip.status, no_zip.code().as_str()), (400, "InvalidArgumentError"));
    // What is analysed is what is inside; without a password it is the ZIP.
    for (fields, content, name) in [
        (&[("password", locked::PASSWORD)][..], locked::content(), locked::INSIDE),
        (&[], zip.clone(), "s.zip"),
    ] {
        begun(&upload(&stand_in, "s.zip", &zip, fields));
        let report = attributes(&stand_in, &format!("files/{}", Identity::of(&content).sha256));
        assert_eq!(report["meaningful_name"], name);
        assert_eq!(report["size"], content.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_large_needs_an_address_that_is_good_once() {
    let stand_in = StandIn::start(Options {
        pace: Pace::AtOnce,
        keep: 1_000,
        ..Options::default()
    })
    .await
    .unwrap();
    let content = vec![b'x'; (32 << 20) + 1];
    let (kind, body) = form(&[("file", "large.bin", &content)], &[]);
    let refused = post(stand_in.address(), "files", &kind, &body);
    assert_eq!(
        (refused.status, refused.header("content-type")),
        (413, Some("text/html; charset=UTF-8"))
    );

    let address = get(stand_in.address(), "files/upload_url").json()["data"]
        .as_str()
        .unwrap()
        .to_owned();
    let target = address.strip_prefix(&stand_in.url()).unwrap().to_owned();
    assert!(target.starts_with("/_ah/upload/"), "{target}");
    let heard = post_to(stand_in.address(), &target, &kind, &body).unwrap();
    let analysis = poll(&stand_in, &begun(&heard));
    assert_eq!(analysis["meta"]["file_info"]["size"], content.len());
    assert_eq!(analysis["meta"]["file_info"]["md5"], Identity::of(&content).md5);
    let again = post_to(stand_in.address(), &target, &kind, &body).unwrap();
    assert_eq!((again.status, again.code().as_str()), (404, "NotFoundError"));

    // The record keeps a beginning, and what the whole was.
    let seen = stand_in.writes().remove(1);
    assert_eq!((seen.body.as_slice(), seen.length), (&body[..1_000], body.len() as u64));
    assert_eq!(seen.sha256, Some(Identity::of(&body).sha256));
    assert!(stand_in.received().iter().all(|bytes| bytes.len() <= 1_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn addresses_at_the_host_for_big_files() {
    let stand_in = StandIn::start(Options {
        pace: Pace::AtOnce,
        big_files: true,
        ..Options::default()
    })
    .await
    .unwrap();
    let address = get(stand_in.address(), "files/upload_url").json();
    let target = address["data"]
        .as_str()
        .unwrap()
        .strip_prefix("https://bigfiles.virustotal.com")
        .unwrap()
        .to_owned();
    let (kind, body) = form(&[("file", "a", b"through the other host")], &[]);
    for status in [200, 404] {
        assert_eq!(
            post_to(stand_in.address(), &target, &kind, &body).unwrap().status,
            status
        );
    }
    assert_eq!(
        post_to(stand_in.address(), "/upload?token=x", &kind, &body)
            .unwrap()
            .status,
        404
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_request_of_many_can_be_hit() {
    let stand_in = started(Pace::AtOnce).await;
    stand_in.misbehave_on("POST", "files", Misbehaviour::Error("TransientError".into()));
    stand_in.misbehave_on("GET", "/api/v3/analyses/", Misbehaviour::Html(502));
    assert_eq!(
        get(stand_in.address(), &format!("files/{}", world::FILE_CLEAN)).status,
        200
    );
    assert_eq!(upload(&stand_in, "a", b"1", &[]).status, 503);
    let id = begun(&upload(&stand_in, "a", b"1", &[]));
    let path = format!("analyses/{}", id.replace('=', "%3D"));
    assert_eq!([(); 2].map(|()| get(stand_in.address(), &path).status), [502, 200]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_is_cut_and_one_that_is_sipped() {
    let stand_in = started(Pace::AtOnce).await;
    let content = vec![7; 3 << 20];
    let (kind, body) = form(&[("file", "a", &content)], &[]);
    stand_in.misbehave_on("POST", "files", Misbehaviour::CloseAfter(1 << 20));
    let head = format!(
        "POST /api/v3/files HTTP/1.1\r\nHost: h\r\nx-apikey: good\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(stand_in.address()).unwrap();
    let _ = stream.write_all(&[head.as_bytes(), &body].concat());
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    assert_eq!(answer, b"");
    let seen = stand_in.writes().remove(0);
    assert!(
        (1 << 20..3 << 20).contains(&seen.length) && seen.status == 0,
        "{seen:?}"
    );

    stand_in.misbehave_on(
        "POST",
        "files",
        Misbehaviour::Sip {
            bytes: 1 << 20,
            every_ms: 1,
        },
    );
    begun(&upload(&stand_in, "a", &content, &[]));
}
