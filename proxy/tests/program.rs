//! The program itself: what it says when it starts, when it cannot, and what it never writes.

mod running;
mod upstream;

use std::process::{Command, Output};

use hyper::Response;
use running::Program;
use tokio::net::TcpStream;
use upstream::{KEY, SHA, Upstream, exchange, get, request, whole};

fn run(flags: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_assay-proxy"))
        .args(flags)
        .output()
        .expect("the program")
}

#[test]
fn a_wrong_call_is_told_in_a_sentence_and_ends_with_2() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let busy = taken.local_addr().expect("an address").to_string();
    let file = tempfile::NamedTempFile::new().expect("a file");
    let file = file.path().to_str().expect("a path");
    for (flags, says) in [
        (&["--no-such-flag"][..], "no-such-flag"),
        (&["word"], "word"),
        (&["--listen"], "--listen"),
        (&["--listen", "8744"], "expected an address and a port"),
        (&["--listen", "virustotal.com:80"], "expected an address and a port"),
        (&["--listen", "0.0.0.0:0"], "--host NAME"),
        (&["--listen", &busy], "cannot listen on"),
        (&["--serve", "no/such/folder"], "there is no such folder"),
        (&["--serve", file], "there is no such folder"),
        (
            &["--upstream", "http://www.virustotal.com"],
            "plain http would show the API key",
        ),
        (
            &["--upstream", "http://127.0.0.1.evil.example"],
            "plain http would show the API key",
        ),
        (
            &["--upstream", "https://www.virustotal.com/api/v3"],
            "only scheme, name and port",
        ),
        (&["--upstream", "virustotal"], "begins with https://"),
        (
            &["--bigfiles", "http://bigfiles.virustotal.com"],
            "--bigfiles http://bigfiles.virustotal.com: plain http",
        ),
        (&["--allow-origin", "*"], "every page"),
        (&["--allow-origin", "null"], "every page"),
        (
            &["--allow-origin", "https://assay.example/page"],
            "an origin is a scheme",
        ),
        (&["--host", "https://assay.example"], "expected a name"),
    ] {
        let output = run(flags);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{flags:?}: {error}");
        assert!(
            error.starts_with("assay-proxy: ") && error.contains(says),
            "{flags:?}: {error}"
        );
        assert_eq!(error.trim_end().lines().count(), 1, "{flags:?}: {error}");
        assert!(output.stdout.is_empty(), "{flags:?}");
    }
    for (flag, says) in [
        ("--help", "--allow-origin ORIGIN"),
        ("--version", env!("CARGO_PKG_VERSION")),
    ] {
        let output = run(&[flag]);
        assert_eq!(output.status.code(), Some(0));
        assert!(String::from_utf8_lossy(&output.stdout).contains(says));
    }
}

#[tokio::test]
async fn nothing_that_was_asked_is_ever_written() {
    let echo = Upstream::answering(
        401,
        &[("content-type", "application/json")],
        "{\"error\":{\"code\":\"WrongCredentialsError\",\"message\":\"Wrong API key: c4n4ry\"}}",
    )
    .await;
    let page = tempfile::tempdir().expect("a folder");
    let serve = page.path().to_str().expect("a path");
    for upstream in [
        format!("http://{}", echo.address),
        "http://127.0.0.1:1".to_owned(),
        "https://localhost:1".to_owned(),
    ] {
        let program = Program::start(&["--upstream", &upstream, "--serve", serve]);
        let address = program.address;
        let mut answers = String::new();
        for raw in [
            request("GET", &format!("/api/v3/files/{SHA}"), address, ""),
            request("GET", &format!("/api/v3/files/{SHA}?relationships={KEY}"), address, ""),
            request("GET", &format!("/api/v3/files/{SHA}?{KEY}={SHA}"), address, ""),
            request("GET", &format!("/api/v3/users/{KEY}"), address, ""),
            request("GET", &format!("/api/v3/{SHA}/{KEY}"), address, ""),
            request("GET", &format!("/api/v3/search?query={SHA}"), address, ""),
            request("GET", &format!("/{SHA}/{KEY}?{KEY}"), address, ""),
            request("GET", &format!("/\u{1b}[31m{SHA}"), address, ""),
            request(KEY, "/api/v3/metadata", address, ""),
            request(
                "GET",
                "/api/v3/metadata",
                address,
                &format!("Origin: https://{KEY}\r\nHost: {SHA}\r\n"),
            ),
            request("POST", "/api/v3/urls", address, "Content-Length: 64\r\n") + KEY,
            request(
                "POST",
                &format!("/bigfiles/{KEY}?{SHA}"),
                address,
                "Content-Type: multipart/form-data\r\nContent-Length: 0\r\n",
            ),
            request("POST", &format!("/_ah/upload/{KEY}/%00{SHA}"), address, ""),
            request("GET", &format!("http://{KEY}/{SHA}"), address, ""),
            format!("{KEY}\r\n{SHA}\r\n\r\n"),
        ] {
            let reply = exchange(address, raw).await;
            answers += &reply.head;
            answers += &String::from_utf8_lossy(&reply.body);
        }
        let written = program.end();
        assert!(written.contains(" GET /api/v3/files/{digest} "), "{written}");
        assert!(written.contains(" - /api/v3/metadata 405 "), "{written}");
        assert!(written.contains(" POST /bigfiles/{upload} "), "{written}");
        for (what, text) in [("answers", &answers), ("log", &written)] {
            // No piece of it either.
            for secret in [KEY, SHA] {
                let pieces = (0..secret.len() - 12).map(|at| &secret[at..at + 12]);
                assert!(pieces.clone().all(|piece| !text.contains(piece)), "{what}: {text}");
            }
            assert!(!text.contains('\u{1b}'));
        }
        for line in written.lines() {
            let fields: Vec<_> = line.split(' ').collect();
            assert_eq!(fields.len(), 7, "{line}");
            assert!(fields[3..].iter().all(|number| number.parse::<u64>().is_ok()), "{line}");
        }
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_request_under_way_is_finished_before_the_end() {
    let (began, mut begins) = tokio::sync::mpsc::unbounded_channel();
    let (go, mut going) = tokio::sync::watch::channel(false);
    going.mark_unchanged();
    let upstream = Upstream::start(move |_| {
        let _ = began.send(());
        let mut going = going.clone();
        async move {
            let _ = going.changed().await;
            Response::new(whole("done"))
        }
    })
    .await;
    let mut program = Program::start(&["--upstream", &format!("http://{}", upstream.address)]);
    let address = program.address;
    let asked = tokio::spawn(async move { get(address, "/api/v3/metadata", "").await });
    begins.recv().await.expect("a question");
    let id = program.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .expect("kill")
            .success()
    );
    // It takes no more connections, and still answers this one.
    while TcpStream::connect(address).await.is_ok() {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    go.send(true).expect("a word");
    let reply = asked.await.expect("an answer");
    assert_eq!((reply.status, reply.body.as_slice()), (200, b"done".as_slice()));
    assert_eq!(program.child.wait().expect("the end").code(), Some(0));
}
