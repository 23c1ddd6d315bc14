//! Messages that are built to mislead, and clients that take for ever: raw bytes against the socket.

mod upstream;

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use upstream::{KEY, Upstream, exchange, get, proxy, read, whole};

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a table")]
async fn doubtful_messages_are_refused_and_the_connection_closed() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |_| {});
    let host = proxy.address;
    // Were anything behind a head taken for a second request, it would reach upstream.
    let second = format!("GET /api/v3/metadata HTTP/1.1\r\nHost: {host}\r\nX-Apikey: {KEY}\r\n\r\n");
    let post = format!("POST /api/v3/urls HTTP/1.1\r\nHost: {host}\r\nX-Apikey: {KEY}\r\n");
    let start = format!("GET /api/v3/metadata HTTP/1.1\r\nHost: {host}\r\nX-Apikey: {KEY}\r\n");
    for (what, status, raw) in [
        (
            "a length and chunks",
            411,
            format!("{post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "chunks and a length",
            411,
            format!("{post}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "chunks",
            411,
            format!("{post}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "other chunks",
            400,
            format!("{post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n{second}"),
        ),
        (
            "two lengths",
            400,
            format!("{post}Content-Length: 4\r\nContent-Length: 5\r\n\r\nurl=x{second}"),
        ),
        (
            "a signed length",
            400,
            format!("{post}Content-Length: +4\r\n\r\nurl={second}"),
        ),
        (
            "a length of words",
            400,
            format!("{post}Content-Length: four\r\n\r\nurl={second}"),
        ),
        (
            "a body where none belongs",
            413,
            format!("{start}Content-Length: 4\r\n\r\nbody{second}"),
        ),
        (
            "a space before the colon",
            400,
            format!("{start}Accept : x\r\n\r\n{second}"),
        ),
        ("a folded line", 400, format!("{start}Accept: x\r\n y\r\n\r\n{second}")),
        ("NUL in a value", 400, format!("{start}Accept: x\0y\r\n\r\n{second}")),
        ("no host", 400, "GET /api/v3/metadata HTTP/1.1\r\n\r\n".to_owned()),
        ("two hosts", 400, format!("{start}Host: {host}\r\n\r\n{second}")),
        (
            "an address elsewhere",
            400,
            start.replace("/api/v3", "http://evil.example/api/v3") + "\r\n",
        ),
        (
            "an address of another scheme",
            400,
            start.replace("/api/v3", &format!("https://{host}/api/v3")) + "\r\n",
        ),
        ("trace", 405, start.replace("GET", "TRACE") + "\r\n"),
        (
            "a tunnel",
            405,
            format!("CONNECT {host} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
        ),
        (
            "letters beyond ASCII",
            400,
            start.replace("metadata", "метадата") + "\r\n",
        ),
        (
            "a long address",
            414,
            start.replace("metadata", &"a".repeat(5000)) + "\r\n",
        ),
        (
            "a long head",
            431,
            format!("{start}Accept: {}\r\n\r\n", "a".repeat(17 << 10)),
        ),
        ("many fields", 431, format!("{start}{}\r\n", "Accept: a\r\n".repeat(65))),
        ("HTTP/2 by surprise", 0, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned()),
        (
            "a TLS greeting",
            400,
            "\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{fc}\u{3}\u{3}\r\n\r\n".to_owned(),
        ),
    ] {
        // `exchange` ends only when the proxy closes.
        let reply = exchange(host, raw).await;
        assert_eq!(reply.status, status, "{what}: {}", reply.head);
        assert_eq!(
            String::from_utf8_lossy(&reply.body).matches("HTTP/1.1").count(),
            0,
            "{what}: a second answer"
        );
    }
    assert!(upstream.seen().is_empty());
}

#[tokio::test]
async fn other_names_for_this_machine_are_not_answered() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |options| {
        options.hosts = vec!["assay.example".to_owned()];
    });
    let port = proxy.address.port();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        (format!("[::1]:{port}"), 200),
        ("assay.example".to_owned(), 200),
        ("evil.example".to_owned(), 421),
        (format!("evil.example:{port}"), 421),
        (format!("127.0.0.1:{port}.evil.example"), 421),
        (format!("127.0.0.1.:{port}"), 421),
        (format!("127.0.0.1:{}", port ^ 1), 421),
        ("127.0.0.1".to_owned(), 421),
        (String::new(), 421),
    ] {
        let head = format!("GET /api/v3/metadata HTTP/1.1\r\nHost: {host}\r\nX-Apikey: {KEY}\r\nConnection: close\r\n");
        assert_eq!(exchange(proxy.address, head + "\r\n").await.status, status, "{host}");
    }
    assert_eq!(upstream.seen().len(), 4);
    // The page is not shown under such a name either.
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("index.html"), "page").expect("a file");
    let proxy = upstream::proxy(upstream.address, |options| {
        options.serve = Some(folder.path().to_owned());
    });
    let raw = "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
    assert_eq!(exchange(proxy.address, raw).await.status, 421);
}

#[tokio::test]
async fn a_head_that_does_not_come_is_not_waited_for() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |options| {
        options.limits.head = Duration::from_secs(1);
        options.limits.linger = Duration::ZERO;
    });
    for begun in [
        "",
        "GET /api/v3/meta",
        "GET /api/v3/metadata HTTP/1.1\r\nHost: x\r\nX-Slow: ",
    ] {
        let mut stream = TcpStream::connect(proxy.address).await.expect("a connection");
        stream.write_all(begun.as_bytes()).await.expect("a sent head");
        read(&mut stream).await; // ends when the proxy has closed
    }
    // Dripping does not help: the clock runs for the whole head.
    let mut stream = TcpStream::connect(proxy.address).await.expect("a connection");
    while stream.write_all(b"G").await.is_ok() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(get(proxy.address, "/api/v3/metadata", "").await.status, 200);
    assert_eq!(upstream.seen().len(), 1);
}

#[tokio::test]
async fn a_client_that_takes_nothing_is_left() {
    let upstream = Upstream::start(|_| async { hyper::Response::new(whole(vec![b'x'; 64 << 20])) }).await;
    let (ended, mut end) = tokio::sync::mpsc::unbounded_channel();
    let proxy = proxy(upstream.address, |options| {
        options.limits.client_idle = Duration::from_millis(300);
        options.log = assay_proxy::Log::to(move |line| drop(ended.send(line.to_owned())));
    });
    let mut stream = TcpStream::connect(proxy.address).await.expect("a connection");
    let raw = upstream::request("GET", "/api/v3/metadata", proxy.address, "");
    stream.write_all(raw.as_bytes()).await.expect("a sent request");
    // The line is written when the answer is given up.
    let line = end.recv().await.expect("a line");
    assert!(line.contains(" GET /api/v3/metadata 200 "), "{line}");
    let mut taken = Vec::new();
    let _ = stream.read_to_end(&mut taken).await;
    assert!(taken.len() < 64 << 20);
}

#[tokio::test]
async fn one_connection_carries_many_questions() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |_| {});
    let host = proxy.address;
    let one = format!("GET /api/v3/metadata HTTP/1.1\r\nHost: {host}\r\nX-Apikey: {KEY}\r\n");
    let reply = exchange(host, format!("{one}\r\n{one}\r\n{one}Connection: close\r\n\r\n")).await;
    let all = reply.head + &String::from_utf8_lossy(&reply.body);
    assert_eq!(all.matches("HTTP/1.1 200 OK").count(), 3);
    assert_eq!(upstream.seen().len(), 3);
}

#[tokio::test]
async fn beyond_the_limit_connections_wait_for_their_turn() {
    let (go, going) = tokio::sync::watch::channel(false);
    let upstream = Upstream::start(move |_| {
        let mut going = going.clone();
        async move {
            let _ = going.wait_for(|go| *go).await;
            hyper::Response::new(whole("done"))
        }
    })
    .await;
    let proxy = proxy(upstream.address, |options| options.limits.connections = 2);
    let address = proxy.address;
    let asked: Vec<_> = (0..4)
        .map(|_| tokio::spawn(async move { get(address, "/api/v3/metadata", "").await }))
        .collect();
    while upstream.seen().len() < 2 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await; // room for a third, were it let in
    assert_eq!(upstream.seen().len(), 2);
    go.send(true).expect("a word");
    for one in asked {
        assert_eq!(one.await.expect("an answer").status, 200);
    }
}
