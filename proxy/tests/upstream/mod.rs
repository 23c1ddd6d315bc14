//! What the tests ask with and what the proxy asks: a raw client, and an upstream that does as it is told.

#![allow(dead_code, reason = "each test file uses its part")]

use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use assay_proxy::{Limits, Log, Options, Proxy, Running};
use bytes::Bytes;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{HeaderMap, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub const KEY: &str = "c4n4ry00c4n4ry11c4n4ry22c4n4ry33c4n4ry44c4n4ry55c4n4ry66c4n4ry77";
pub const SHA: &str = "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

pub type Body = UnsyncBoxBody<Bytes, std::io::Error>;
type Answering = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// A question that arrived upstream.
pub struct Seen {
    pub method: String,
    pub target: String,
    pub headers: HeaderMap,
}

pub struct Upstream {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Upstream {
    pub async fn start<F, A>(script: F) -> Self
    where
        F: Fn(Request<Incoming>) -> A + Send + Sync + 'static,
        A: Future<Output = Response<Body>> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let record = Arc::clone(&seen);
        let script: Arc<dyn Fn(Request<Incoming>) -> Answering + Send + Sync> =
            Arc::new(move |request| Box::pin(script(request)));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (record, script) = (Arc::clone(&record), Arc::clone(&script));
                let service = service_fn(move |request: Request<Incoming>| {
                    record.lock().expect("a record").push(Seen {
                        method: request.method().to_string(),
                        target: request.uri().to_string(),
                        headers: request.headers().clone(),
                    });
                    let answer = script(request);
                    async move { Ok::<_, Infallible>(answer.await) }
                });
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service),
                );
            }
        });
        Self { address, seen }
    }

    /// Answers everything alike, after reading the question whole.
    pub async fn answering(status: u16, headers: &'static [(&'static str, &'static str)], body: &'static str) -> Self {
        Self::start(move |request| async move {
            let _ = request.into_body().collect().await;
            let mut response = Response::builder().status(status);
            for (name, value) in headers {
                response = response.header(*name, *value);
            }
            response.body(whole(body)).expect("an answer")
        })
        .await
    }

    pub async fn ok() -> Self {
        Self::answering(200, &[("content-type", "application/json")], r#"{"data":{}}"#).await
    }

    pub fn seen(&self) -> std::sync::MutexGuard<'_, Vec<Seen>> {
        self.seen.lock().expect("a record")
    }
}

pub fn whole(body: impl Into<Bytes>) -> Body {
    Full::new(body.into()).map_err(|never| match never {}).boxed_unsync()
}

/// A proxy in this process that asks `upstream`; `change` may bend its options.
pub fn proxy(upstream: SocketAddr, change: impl FnOnce(&mut Options)) -> Running {
    let mut options = Options {
        listen: "127.0.0.1:0".parse().expect("an address"),
        upstream: format!("http://{upstream}").parse().expect("an upstream"),
        log: Log::to(|_| {}),
        limits: Limits::default(),
        ..Options::default()
    };
    change(&mut options);
    Proxy::bind(options).expect("a port").spawn()
}

/// An answer as it came over the wire.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        let fields = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut values = fields
            .filter(|(field, _)| field.eq_ignore_ascii_case(name))
            .map(|(_, value)| value);
        let value = values.next();
        assert!(values.next().is_none(), "{name} comes twice: {}", self.head);
        value
    }

    /// The code of an error in the shape of API v3.
    pub fn code(&self) -> String {
        let json: serde_json::Value = serde_json::from_slice(&self.body).expect("JSON");
        assert!(
            json["error"]["message"]
                .as_str()
                .is_some_and(|message| !message.is_empty()),
            "{json}"
        );
        json["error"]["code"].as_str().expect("a code").to_owned()
    }
}

/// Sends bytes as they are and reads until the other side closes. Status 0 where it closed without a word.
pub async fn exchange(address: SocketAddr, raw: impl AsRef<[u8]>) -> Reply {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let _ = stream.write_all(raw.as_ref()).await;
    read(&mut stream).await
}

pub async fn read(stream: &mut TcpStream) -> Reply {
    let (mut all, mut some) = (Vec::new(), vec![0; 64 << 10]);
    while let Ok(count @ 1..) = stream.read(&mut some).await {
        all.extend_from_slice(&some[..count]);
    }
    let end = all
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .map_or(all.len(), |at| at + 4);
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or(0);
    Reply {
        status,
        head,
        body: all.split_off(end),
    }
}

/// A request with a host, a key and no body.
pub fn request(method: &str, path: &str, address: SocketAddr, more: &str) -> String {
    format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nX-Apikey: {KEY}\r\nConnection: close\r\n{more}\r\n")
}

pub async fn get(address: SocketAddr, path: &str, more: &str) -> Reply {
    exchange(address, request("GET", path, address, more)).await
}
