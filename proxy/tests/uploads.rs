//! Files on their way to VirusTotal: where they go, how large they may be, and what becomes of them half-way.

mod upstream;

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt;
use hyper::{Response, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use upstream::{KEY, Reply, Upstream, exchange, get, proxy, request, whole};

const GOOD: &str = "https://assay.example";

fn upload(path: &str, length: u64, address: SocketAddr, more: &str) -> String {
    let fields = format!("Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {length}\r\n{more}");
    request("POST", path, address, &fields)
}

/// Answers whatever is asked with an address to upload to.
async fn handing_out(address: &str) -> Upstream {
    let answer: &'static str = Box::leak(format!(r#"{{"data":"{address}"}}"#).into_boxed_str());
    Upstream::answering(200, &[("content-type", "application/json")], answer).await
}

fn data(reply: &Reply) -> String {
    let json: serde_json::Value = serde_json::from_slice(&reply.body).expect("JSON");
    json["data"].as_str().expect("an address").to_owned()
}

#[tokio::test]
async fn a_large_file_goes_where_virustotal_says() {
    let upstream = handing_out("https://bigfiles.virustotal.com/a/AMmf-_=/?upload_id=b%2Bc").await;
    let bigfiles = Upstream::ok().await;
    let proxy = proxy(upstream.address, |options| {
        options.bigfiles = Some(format!("http://{}", bigfiles.address).parse().expect("an upstream"));
    });
    let reply = get(proxy.address, "/api/v3/files/upload_url", "Accept-Encoding: gzip\r\n").await;
    let given = data(&reply);
    let path = given
        .strip_prefix(&format!("http://{}", proxy.address))
        .expect("our own address");
    assert_eq!(path, "/bigfiles/a/AMmf-_=/?upload_id=b%2Bc");
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert!(
        !upstream.seen()[0].headers.contains_key("accept-encoding"),
        "it is read here"
    );

    let reply = exchange(proxy.address, upload(path, 5, proxy.address, "") + "--x--").await;
    assert_eq!(reply.status, 200);
    let seen = bigfiles.seen();
    assert_eq!(
        (seen[0].method.as_str(), seen[0].target.as_str()),
        ("POST", "/a/AMmf-_=/?upload_id=b%2Bc")
    );
    assert_eq!(seen[0].headers["x-apikey"], KEY);
    assert_eq!(seen[0].headers["host"], bigfiles.address.to_string());
    assert_eq!(seen[0].headers["content-type"], "multipart/form-data; boundary=x");
    assert_eq!(seen[0].headers["content-length"], "5");
    assert_eq!(upstream.seen().len(), 1);
}

#[tokio::test]
async fn the_older_kind_of_address_goes_upstream() {
    // Unless told otherwise, an upstream of one's own takes large files itself.
    for given in [
        "http://www.virustotal.com/_ah/upload/AMmf/",
        "https://bigfiles.virustotal.com/_ah/upload/AMmf/",
    ] {
        let upstream = handing_out(given).await;
        let proxy = proxy(upstream.address, |_| {});
        let given = data(&get(proxy.address, "/api/v3/files/upload_url", "").await);
        let path = given.replace(&format!("http://{}", proxy.address), "");
        let reply = exchange(proxy.address, upload(&path, 0, proxy.address, "")).await;
        assert_eq!(reply.status, 200);
        assert_eq!(upstream.seen()[1].target, "/_ah/upload/AMmf/");
    }
}

#[tokio::test]
async fn the_address_given_is_the_one_we_are_called_by() {
    let upstream = handing_out("https://bigfiles.virustotal.com/a").await;
    let proxy = proxy(upstream.address, |options| {
        options.hosts = vec!["assay.example".to_owned()];
    });
    let (port, called) = (proxy.address.port(), proxy.address.to_string());
    for (host, more, given) in [
        (called.as_str(), "", format!("http://{called}")),
        (&format!("localhost:{port}"), "", format!("http://localhost:{port}")),
        (&called, "X-Forwarded-Proto: https\r\n", format!("https://{called}")),
        (&called, "X-Forwarded-Proto: javascript\r\n", format!("http://{called}")),
        ("assay.example", "", "https://assay.example".to_owned()),
        (
            "assay.example",
            "X-Forwarded-Proto: https\r\n",
            "https://assay.example".to_owned(),
        ),
        (
            "assay.example",
            "X-Forwarded-Proto: http\r\n",
            "http://assay.example".to_owned(),
        ),
        (
            &format!("assay.example:{port}"),
            "",
            format!("http://assay.example:{port}"),
        ),
    ] {
        let raw = request("GET", "/api/v3/files/upload_url", proxy.address, more);
        let reply = exchange(
            proxy.address,
            raw.replace(&format!("Host: {called}"), &format!("Host: {host}")),
        )
        .await;
        assert_eq!(data(&reply), given + "/bigfiles/a", "{host} {more}");
    }
}

#[tokio::test]
async fn an_address_elsewhere_is_not_given_out() {
    let evil = Upstream::ok().await;
    let long: &'static str = Box::leak(
        format!(
            r#"{{"data":"https://bigfiles.virustotal.com/a","b":"{}"}}"#,
            "c".repeat(64 << 10)
        )
        .into_boxed_str(),
    );
    let elsewhere: &'static str =
        Box::leak(format!(r#"{{"data":"http://{}/_ah/upload/a"}}"#, evil.address).into_boxed_str());
    for answer in [elsewhere, long, r#"{"data":7}"#, "<html>", ""] {
        let upstream = Upstream::answering(200, &[("content-type", "application/json")], answer).await;
        let proxy = proxy(upstream.address, |options| options.origins = vec![GOOD.to_owned()]);
        let reply = get(
            proxy.address,
            "/api/v3/files/upload_url",
            &format!("Origin: {GOOD}\r\n"),
        )
        .await;
        assert_eq!((reply.status, reply.code().as_str()), (502, "ProxyErrorUploadAddress"));
        assert_eq!(reply.header("access-control-allow-origin"), Some(GOOD));
        assert!(!String::from_utf8_lossy(&reply.body).contains(&evil.address.to_string()));
    }
    assert!(evil.seen().is_empty());
}

#[tokio::test]
async fn every_other_answer_passes_byte_for_byte() {
    // Addresses in it too: the page follows none, and others may want them as they are.
    let answer =
        r#"{ "data": [], "links": {"next": "https://www.virustotal.com/api/v3/comments?cursor=a"}, "n": 1e400 }"#;
    let upstream = Upstream::answering(200, &[("content-type", "application/json")], answer).await;
    let full = Upstream::answering(429, &[("content-type", "application/json")], answer).await;
    for (to, path) in [(&upstream, "/api/v3/comments"), (&full, "/api/v3/files/upload_url")] {
        let proxy = proxy(to.address, |_| {});
        let reply = get(proxy.address, path, "").await;
        assert_eq!(String::from_utf8_lossy(&reply.body), answer, "{path}");
    }
}

#[tokio::test]
async fn what_is_too_large_is_refused_before_a_byte_goes_up() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |_| {});
    for (path, length, most) in [
        ("/api/v3/files", 33 << 20, "32 MiB"),
        ("/bigfiles/a", 651 << 20, "650 MiB"),
        ("/_ah/upload/a", 651 << 20, "650 MiB"),
        ("/bigfiles/a", u64::MAX / 2, "650 MiB"),
    ] {
        // Who asks first whether to send is told not to; who does not ask keeps sending and still reads why.
        let raw = upload(path, length, proxy.address, "Expect: 100-continue\r\n");
        for sent in [0, 8 << 20] {
            let mut stream = TcpStream::connect(proxy.address).await.expect("a connection");
            stream.write_all(raw.as_bytes()).await.expect("a sent head");
            stream.write_all(&vec![b'x'; sent]).await.expect("a sent beginning");
            let reply = upstream::read(&mut stream).await;
            assert_eq!(
                (reply.status, reply.code().as_str()),
                (413, "ProxyErrorTooLarge"),
                "{path}"
            );
            let said = String::from_utf8_lossy(&reply.body);
            assert!(said.contains(&format!("at most {most}")), "{said}");
        }
    }
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn what_is_of_another_kind_is_refused_before_a_byte_goes_up() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |_| {});
    for (path, kind, status) in [
        ("/api/v3/files", "application/json", 415),
        ("/api/v3/files", "multipart/form-datax", 415),
        ("/bigfiles/a", "application/octet-stream", 415),
        ("/api/v3/urls", "application/json", 415),
        ("/api/v3/comments/f-1-2/vote", "text/plain", 415),
        (
            "/api/v3/domains/example.com/comments",
            "multipart/form-data; boundary=x",
            415,
        ),
        ("/api/v3/domains/example.com/analyse", "application/json", 413),
    ] {
        let fields = format!("Content-Type: {kind}\r\nContent-Length: 2\r\n");
        let reply = exchange(proxy.address, request("POST", path, proxy.address, &fields) + "{}").await;
        assert_eq!(reply.status, status, "{path} {kind}: {}", reply.head);
        assert!(reply.code().starts_with("ProxyError"));
    }
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn who_asks_first_is_told_to_go_on() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |_| {});
    let mut stream = TcpStream::connect(proxy.address).await.expect("a connection");
    let head = upload("/api/v3/files", 5, proxy.address, "Expect: 100-continue\r\n");
    stream.write_all(head.as_bytes()).await.expect("a sent head");
    let go_on = b"HTTP/1.1 100 Continue\r\n\r\n";
    let mut told = vec![0; go_on.len()];
    stream.read_exact(&mut told).await.expect("a word");
    assert_eq!(told, go_on);
    stream.write_all(b"--x--").await.expect("a sent body");
    assert_eq!(upstream::read(&mut stream).await.status, 200);
    assert!(!upstream.seen()[0].headers.contains_key("expect"));
}

#[tokio::test]
async fn who_leaves_half_way_ends_it_upstream_too() {
    let (events, mut happened) = mpsc::unbounded_channel();
    let upstream = Upstream::start(move |request| {
        let events = events.clone();
        async move {
            let mut body = request.into_body();
            while let Some(frame) = body.frame().await {
                let _ = events.send(frame.map(|frame| frame.data_ref().map_or(0, Bytes::len)).ok());
            }
            Response::new(whole("never"))
        }
    })
    .await;
    let proxy = proxy(upstream.address, |_| {});
    let mut stream = TcpStream::connect(proxy.address).await.expect("a connection");
    let head = upload("/bigfiles/a", 1 << 20, proxy.address, "");
    stream
        .write_all((head + "begin").as_bytes())
        .await
        .expect("a sent beginning");
    assert_eq!(happened.recv().await, Some(Some(5)));
    drop(stream);
    assert_eq!(
        happened.recv().await,
        Some(None),
        "the body ends with an error, not as if it were whole"
    );
}

#[tokio::test]
async fn an_answer_that_comes_before_the_end_is_passed_on() {
    const SAYS: &str = r#"{"error":{"code":"WrongCredentialsError","message":"Wrong API key"}}"#;
    // An upstream that wants more questions, and one that closes its side; both read to the end all the same.
    let patient = Upstream::start(|request| async move {
        tokio::spawn(request.into_body().collect());
        let mut answer = Response::new(whole(SAYS));
        *answer.status_mut() = StatusCode::UNAUTHORIZED;
        answer
    })
    .await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let curt = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let head = format!(
                "HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
                SAYS.len()
            );
            let _ = stream.write_all((head + SAYS).as_bytes()).await;
            let _ = stream.shutdown().await;
            tokio::spawn(async move { tokio::io::copy(&mut stream, &mut tokio::io::sink()).await });
        }
    });
    for upstream in [patient.address, curt] {
        let proxy = proxy(upstream, |_| {});
        let mut stream = TcpStream::connect(proxy.address).await.expect("a connection");
        let head = upload("/api/v3/files", 16 << 20, proxy.address, "");
        stream.write_all(head.as_bytes()).await.expect("a sent head");
        stream.write_all(&vec![b'x'; 16 << 20]).await.expect("a sent body");
        let reply = upstream::read(&mut stream).await;
        assert_eq!((reply.status, reply.code().as_str()), (401, "WrongCredentialsError"));
    }
}

#[tokio::test]
async fn a_file_that_was_sent_is_given_time_to_be_taken_in() {
    let upstream = Upstream::start(|request| async move {
        let _ = request.into_body().collect().await;
        tokio::time::sleep(Duration::from_millis(500)).await;
        Response::new(whole("taken"))
    })
    .await;
    let proxy = proxy(upstream.address, |options| {
        options.limits.first_byte = Duration::from_millis(50);
    });
    assert_eq!(get(proxy.address, "/api/v3/metadata", "").await.status, 504);
    for path in ["/api/v3/files", "/bigfiles/a"] {
        let reply = exchange(proxy.address, upload(path, 5, proxy.address, "") + "--x--").await;
        assert_eq!(reply.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_page_may_upload_from_another_origin() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |options| options.origins = vec![GOOD.to_owned()]);
    let address = proxy.address;
    for path in ["/bigfiles/a?b=c", "/_ah/upload/a/", "/api/v3/files"] {
        let asks = format!(
            "Origin: {GOOD}\r\nAccess-Control-Request-Method: POST\r\n\
             Access-Control-Request-Headers: content-type,x-apikey\r\nConnection: close\r\n"
        );
        let reply = exchange(
            address,
            format!("OPTIONS {path} HTTP/1.1\r\nHost: {address}\r\n{asks}\r\n"),
        )
        .await;
        assert_eq!(reply.status, 204, "{path}");
        for (name, value) in [
            ("access-control-allow-origin", GOOD),
            ("access-control-allow-methods", "POST"),
            ("access-control-allow-headers", "x-apikey, content-type, accept, x-tool"),
            ("access-control-max-age", "7200"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{path}");
        }
        for (origin, status) in [(GOOD, 200), ("https://evil.example", 403)] {
            let raw = upload(path, 5, address, &format!("Origin: {origin}\r\n")) + "--x--";
            let reply = exchange(address, raw).await;
            assert_eq!(reply.status, status, "{path}");
            assert_eq!(
                reply.header("access-control-allow-origin"),
                (status == 200).then_some(GOOD)
            );
            assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
            assert_eq!(
                reply.header("content-security-policy"),
                Some("default-src 'none'; sandbox; frame-ancestors 'none'")
            );
        }
    }
    assert_eq!(upstream.seen().len(), 3);
}
