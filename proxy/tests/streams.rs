//! Bodies on their way, and what becomes of them when something breaks.

mod upstream;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt, StreamBody};
use hyper::Response;
use hyper::body::Frame;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use upstream::{Body, KEY, Upstream, exchange, get, proxy, read, request, whole};

/// A body whose pieces are sent through a channel.
fn piecemeal() -> (mpsc::UnboundedSender<&'static [u8]>, Body) {
    let (pieces, mut receive) = mpsc::unbounded_channel::<&'static [u8]>();
    let stream = Receiving(Box::new(move |cx| receive.poll_recv(cx)));
    (pieces, StreamBody::new(stream).boxed_unsync())
}

type Next = std::task::Poll<Option<&'static [u8]>>;

struct Receiving(Box<dyn FnMut(&mut std::task::Context<'_>) -> Next + Send>);

impl futures_core::Stream for Receiving {
    type Item = std::io::Result<Frame<Bytes>>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        (self.0)(cx).map(|piece| piece.map(|piece| Ok(Frame::data(Bytes::from_static(piece)))))
    }
}

fn upload(length: usize, address: std::net::SocketAddr) -> String {
    let kind = "Content-Type: multipart/form-data; boundary=x";
    request(
        "POST",
        "/api/v3/files",
        address,
        &format!("{kind}\r\nContent-Length: {length}\r\n"),
    )
}

#[tokio::test]
async fn upstream_reads_the_beginning_before_the_end_is_sent() {
    let (arrived, mut arrivals) = mpsc::unbounded_channel();
    let upstream = Upstream::start(move |request| {
        let arrived = arrived.clone();
        async move {
            let mut body = request.into_body();
            while let Some(Ok(frame)) = body.frame().await {
                let _ = arrived.send(frame.into_data().expect("data"));
            }
            Response::new(whole("taken"))
        }
    })
    .await;
    let proxy = proxy(upstream.address, |_| {});
    let mut stream = TcpStream::connect(proxy.address).await.expect("a connection");
    stream
        .write_all((upload(11, proxy.address) + "begin").as_bytes())
        .await
        .expect("a sent beginning");
    assert_eq!(arrivals.recv().await.expect("the beginning"), "begin");
    stream.write_all(b"ending").await.expect("a sent end");
    assert_eq!(arrivals.recv().await.expect("the end"), "ending");
    let reply = read(&mut stream).await;
    assert_eq!((reply.status, reply.body.as_slice()), (200, b"taken".as_slice()));
    assert_eq!(upstream.seen()[0].headers["content-length"], "11");
}

#[tokio::test]
async fn the_page_reads_the_beginning_before_the_end_is_sent() {
    let (senders, mut sender) = mpsc::unbounded_channel();
    let upstream = Upstream::start(move |_| {
        let (pieces, body) = piecemeal();
        let _ = pieces.send(b"begin");
        let _ = senders.send(pieces);
        async { Response::new(body) }
    })
    .await;
    let proxy = proxy(upstream.address, |_| {});
    let mut stream = TcpStream::connect(proxy.address).await.expect("a connection");
    let raw = request("GET", "/api/v3/metadata", proxy.address, "");
    stream.write_all(raw.as_bytes()).await.expect("a sent request");
    let mut got = String::new();
    while !got.contains("begin") {
        let mut some = [0; 1024];
        let count = stream.read(&mut some).await.expect("more");
        assert_ne!(count, 0, "closed after {got}");
        got += &String::from_utf8_lossy(&some[..count]);
    }
    let pieces = sender.recv().await.expect("the sender");
    pieces.send(b"ending").expect("a sent end");
    drop(pieces);
    assert!(read(&mut stream).await.head.contains("ending"));
}

#[tokio::test]
async fn bodies_over_the_limit_are_refused_before_they_are_sent() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |options| options.limits.upload = 1000);
    let address = proxy.address;
    let reply = exchange(address, upload(1001, address)).await;
    assert_eq!((reply.status, reply.code().as_str()), (413, "ProxyErrorTooLarge"));
    let kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 65537\r\n";
    let form = request("POST", "/api/v3/urls", address, kind);
    assert_eq!(exchange(address, form).await.status, 413);
    assert!(upstream.seen().is_empty());
    assert_eq!(
        exchange(address, upload(1000, address) + &"x".repeat(1000))
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn a_question_that_stops_half_way_is_given_up() {
    let upstream = Upstream::ok().await;
    let proxy = proxy(upstream.address, |options| {
        options.limits.client_idle = Duration::from_millis(200);
    });
    let reply = exchange(proxy.address, upload(1000, proxy.address) + "begin").await;
    assert_eq!((reply.status, reply.code().as_str()), (408, "ProxyErrorRequest"));
}

#[tokio::test]
async fn silence_upstream_is_told() {
    let upstream = Upstream::start(|_| std::future::pending()).await;
    let proxy = proxy(upstream.address, |options| {
        options.limits.first_byte = Duration::from_millis(200);
    });
    let reply = get(proxy.address, "/api/v3/metadata", "").await;
    assert_eq!((reply.status, reply.code().as_str()), (504, "ProxyErrorTimeout"));
}

#[tokio::test]
async fn an_answer_that_breaks_off_never_looks_whole() {
    // Upstream falls silent in the middle.
    let (senders, mut sender) = mpsc::unbounded_channel();
    let upstream = Upstream::start(move |_| {
        let (pieces, body) = piecemeal();
        let _ = pieces.send(b"begin");
        let _ = senders.send(pieces); // kept, so that the body does not end
        async { Response::new(body) }
    })
    .await;
    let proxy = proxy(upstream.address, |options| {
        options.limits.answer_idle = Duration::from_millis(200);
    });
    let reply = get(proxy.address, "/api/v3/metadata", "").await;
    assert_eq!(reply.header("transfer-encoding"), Some("chunked"));
    assert!(!reply.body.ends_with(b"0\r\n\r\n"), "the last chunk must be missing");
    drop(sender.recv().await);

    // Upstream's connection ends before its length is reached.
    let raw =
        scripted("HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Type: application/json\r\n\r\n{\"data\":").await;
    let proxy = upstream::proxy(raw, |_| {});
    let reply = get(proxy.address, "/api/v3/metadata", "").await;
    assert_eq!((reply.header("content-length"), reply.body.len()), (Some("100"), 8));
}

#[tokio::test]
async fn every_failure_upstream_is_an_error_of_the_apis_shape() {
    let nobody = TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a port")
        .local_addr()
        .expect("an address");
    for (what, upstream, code) in [
        ("refuses", nobody, "ProxyErrorUnreachable"),
        ("closes", scripted("").await, "ProxyErrorUpstream"),
        (
            "speaks another tongue",
            scripted("SSH-2.0-OpenSSH_9.2\r\n\r\n").await,
            "ProxyErrorUpstream",
        ),
        (
            "breaks off",
            scripted("HTTP/1.1 200 OK\r\nContent-").await,
            "ProxyErrorUpstream",
        ),
        (
            "sends two lengths",
            scripted("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab").await,
            "ProxyErrorUpstream",
        ),
        (
            "sends a giant head",
            scripted(Box::leak(
                format!("HTTP/1.1 200 OK\r\nX: {}\r\n\r\n", "a".repeat(1 << 20)).into_boxed_str(),
            ))
            .await,
            "ProxyErrorUpstream",
        ),
    ] {
        let proxy = proxy(upstream, |options| {
            options.origins = vec!["https://assay.example".to_owned()];
        });
        let reply = get(proxy.address, "/api/v3/metadata", "Origin: https://assay.example\r\n").await;
        assert_eq!((reply.status, reply.code().as_str()), (502, code), "{what}");
        // The page must be able to read it.
        assert_eq!(
            reply.header("access-control-allow-origin"),
            Some("https://assay.example"),
            "{what}"
        );
        assert!(!String::from_utf8_lossy(&reply.body).contains(KEY));
    }
}

/// An upstream that reads a little and says these bytes, whatever was asked.
async fn scripted(bytes: &'static str) -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.read(&mut [0; 4096]).await;
            let _ = stream.write_all(bytes.as_bytes()).await;
        }
    });
    address
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_ends_it() {
    use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let secret = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()).into();
    let provider = Arc::new(tokio_rustls::rustls::crypto::ring::default_provider());
    let config = tokio_rustls::rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], secret)
        .expect("a configuration");
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (shaken, mut hands) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = shaken.send(acceptor.accept(stream).await.is_ok());
        }
    });
    let proxy = proxy("127.0.0.1:1".parse().expect("an address"), |options| {
        options.upstream = format!("https://localhost:{port}").parse().expect("an upstream");
    });
    let reply = get(proxy.address, "/api/v3/metadata", "").await;
    assert_eq!((reply.status, reply.code().as_str()), (502, "ProxyErrorUnreachable"));
    assert!(String::from_utf8_lossy(&reply.body).contains("certificate"));
    assert!(!hands.recv().await.expect("an attempt"), "the key would have followed");
}
