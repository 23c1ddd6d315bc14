//! Sockets, and one request from its first byte to its answer.

use std::convert::Infallible;
use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::channel::{Channel, Sender};
use http_body_util::{BodyExt as _, Either, Full};
use hyper::body::Incoming;
use hyper::header::{ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName, USER_AGENT};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{HeaderMap, Method, Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::answer::{Answer, Delivery};
use crate::asked::Asked;
use crate::body::{Body as RequestBody, Intake};
use crate::record::{Entry, Seen};
use crate::routes::uploads;
use crate::{Misbehaviour, Shared, control, held, keep, percent, routes};

type Body = Either<Full<Bytes>, Channel<Bytes, io::Error>>;

/// Long enough for what was written so far to leave before the connection breaks.
const BEFORE_BREAKING: Duration = Duration::from_millis(50);

/// A piece of a flood.
const FLOOD: usize = 64 << 10;

/// Serves until it is dropped, its connections with it.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => if let Ok((stream, _)) = accepted {
                connections.spawn(connection(stream, Arc::clone(&shared)));
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) {
    // A drip that waits for company is no drip.
    let _ = stream.set_nodelay(true);
    let tap = shared.record.tap(stream);
    let received = tap.received();
    let service = service_fn(|request| request_to_answer(&shared, &received, request));
    // A client that goes away in the middle is what many tests do.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(tap), service).await;
}

async fn request_to_answer(
    shared: &Shared,
    received: &Mutex<Vec<u8>>,
    mut request: Request<Incoming>,
) -> io::Result<Response<Body>> {
    if let Some(what) = request.uri().path().strip_prefix("/stand-in/").map(str::to_owned) {
        let method = request.method().clone();
        let body = request
            .into_body()
            .collect()
            .await
            .map_err(io::Error::other)?
            .to_bytes();
        held(received).clear();
        return deliver(control::answer(shared, &method, &what, &body)).await;
    }
    let entry = shared.record.begin(seen(&request));
    let how = held(&shared.misbehaviour).take(request.method().as_str(), request.uri().path());
    let body = receive(shared, &entry, how.as_ref(), &mut request).await?;
    sleep(shared.options.latency).await;
    if let Some(Misbehaviour::Latency(milliseconds)) = how {
        sleep(Duration::from_millis(milliseconds)).await;
    }
    let key = request.headers().get("x-apikey").and_then(|key| key.to_str().ok());
    let properly = || properly(shared, key, &request, &body);
    let answer = match how {
        Some(how) => how.answer(key.unwrap_or_default(), request.uri().path(), properly),
        None => properly(),
    };
    finish(&entry, answer).await
}

/// Hears the body out, unless it is told not to.
async fn receive(
    shared: &Shared,
    entry: &Entry,
    how: Option<&Misbehaviour>,
    request: &mut Request<Incoming>,
) -> io::Result<RequestBody> {
    let mut intake = Intake::of(header(request, CONTENT_TYPE));
    let mut sips = 0;
    while let Some(frame) = request.body_mut().frame().await {
        let frame = frame.map_err(io::Error::other)?;
        let Some(data) = frame.data_ref() else { continue };
        intake.feed(data);
        {
            let mut seen = held(entry);
            keep(&mut seen.body, data, shared.options.keep);
            seen.length = intake.length();
        }
        if let Some(Misbehaviour::CloseAfter(bytes)) = how
            && intake.length() >= *bytes
        {
            return Err(io::ErrorKind::ConnectionAborted.into());
        }
        if let Some(Misbehaviour::Sip { bytes, every_ms }) = how {
            while sips < intake.length() / (*bytes).max(1) {
                sips += 1;
                sleep(Duration::from_millis(*every_ms)).await;
            }
        }
    }
    let body = intake.end();
    held(entry).sha256 = Some(body.sha256.clone());
    Ok(body)
}

async fn finish(entry: &Entry, answer: Answer) -> io::Result<Response<Body>> {
    if !matches!(answer.delivery, Delivery::Hang | Delivery::Close) {
        held(entry).status = answer.status.as_u16();
    }
    deliver(answer).await
}

/// As VirusTotal: first the key, then the quota, then what was asked.
fn properly(shared: &Shared, key: Option<&str>, request: &Request<Incoming>, body: &RequestBody) -> Answer {
    let path = request.uri().path();
    let answer = if let Some(path) = path.strip_prefix("/api/v3/") {
        match shared.options.keys.admit(key) {
            Err(code) => Answer::error(code),
            Ok(key) => {
                let asked = Asked::of(request, path, key);
                let endpoint = asked.segments.first().map_or("", String::as_str);
                if held(&shared.quota).take(key, endpoint) {
                    routes::answer(shared, &asked, body)
                } else {
                    Answer::error("QuotaExceededError")
                }
            }
        }
    } else {
        uploaded(shared, request, body)
    };
    if takes_gzip(request.headers()) {
        answer.gzipped()
    } else {
        answer
    }
}

/// A file at an address that was given out: `/_ah/upload/TOKEN` or `/upload?token=TOKEN`. The address is as good as a key.
fn uploaded(shared: &Shared, request: &Request<Incoming>, body: &RequestBody) -> Answer {
    let path = request.uri().path();
    let token = match path.strip_prefix("/_ah/upload/") {
        Some(token) => percent::decoded(token, false),
        None if path == "/upload" => percent::pairs(request.uri().query().unwrap_or_default())
            .into_iter()
            .find(|(name, _)| name == "token")
            .map(|(_, token)| token)
            .unwrap_or_default(),
        None => return Answer::error("NotFoundError"),
    };
    if request.method() != Method::POST {
        return Answer::error("NotFoundError");
    }
    let Some(key) = uploads::redeem(shared, token.trim_end_matches('/')) else {
        return Answer::error_saying("NotFoundError", "This upload URL was used already or never given out");
    };
    if held(&shared.quota).take(&key, "files") {
        uploads::taken(shared, body).unwrap_or_else(Answer::from)
    } else {
        Answer::error("QuotaExceededError")
    }
}

/// App Engine's front end compresses for those alone who say so twice.
fn takes_gzip(headers: &HeaderMap) -> bool {
    [ACCEPT_ENCODING, USER_AGENT].iter().all(|name| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.contains("gzip"))
    })
}

fn header(request: &Request<Incoming>, name: HeaderName) -> &str {
    request
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn seen(request: &Request<Incoming>) -> Seen {
    Seen {
        method: request.method().to_string(),
        target: request.uri().to_string(),
        headers: request
            .headers()
            .iter()
            .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
            .collect(),
        body: Vec::new(),
        length: 0,
        sha256: None,
        status: 0,
    }
}

async fn deliver(answer: Answer) -> io::Result<Response<Body>> {
    let Answer {
        status,
        headers,
        body,
        delivery,
    } = answer;
    let length = body.len();
    let body = match delivery {
        Delivery::Whole => Either::Left(Full::new(body)),
        Delivery::Close => return Err(io::ErrorKind::ConnectionAborted.into()),
        Delivery::Hang => match std::future::pending::<Infallible>().await {},
        Delivery::Broken => Either::Right(sent_by(|sender| broken(sender, body))),
        Delivery::Drip { piece, every } => Either::Right(sent_by(move |sender| drip(sender, body, piece, every))),
        Delivery::Flood(bytes) => Either::Right(sent_by(move |sender| flood(sender, bytes))),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    if matches!(delivery, Delivery::Broken | Delivery::Drip { .. }) {
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
    }
    Ok(response)
}

fn sent_by<F: Future<Output = ()> + Send + 'static>(
    send: impl FnOnce(Sender<Bytes, io::Error>) -> F,
) -> Channel<Bytes, io::Error> {
    let (sender, channel) = Channel::new(1);
    tokio::spawn(send(sender));
    channel
}

async fn broken(mut sender: Sender<Bytes, io::Error>, body: Bytes) {
    let _ = sender.send_data(body.slice(..body.len() / 2)).await;
    sleep(BEFORE_BREAKING).await;
    sender.abort(io::ErrorKind::ConnectionAborted.into());
}

async fn drip(mut sender: Sender<Bytes, io::Error>, mut body: Bytes, piece: usize, every: u64) {
    while !body.is_empty() {
        let next = body.split_to(piece.min(body.len()));
        if sender.send_data(next).await.is_err() {
            return;
        }
        sleep(Duration::from_millis(every)).await;
    }
}

/// One string that does not end before so many bytes are out; JSON all the same.
async fn flood(mut sender: Sender<Bytes, io::Error>, bytes: u64) {
    let (start, end) = (r#"{"data":""#, r#""}"#);
    let mut left = bytes.saturating_sub((start.len() + end.len()) as u64);
    let piece = Bytes::from(vec![b'a'; FLOOD]);
    if sender.send_data(start.into()).await.is_err() {
        return;
    }
    while left > 0 {
        let size = usize::try_from(left).map_or(FLOOD, |left| left.min(FLOOD));
        if sender.send_data(piece.slice(..size)).await.is_err() {
            return;
        }
        left -= size as u64;
    }
    let _ = sender.send_data(end.into()).await;
}
