//! A plain static server, without any header of ours: what the page meets on a host that nobody configured.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::ports;

/// What to serve, and where.
#[derive(Clone, Debug, Default)]
pub struct Serving {
    pub folder: PathBuf,
    /// `/` or `/deep/er/`.
    pub under: String,
    /// Headers that every answer carries.
    pub headers: Vec<(&'static str, String)>,
    /// Files that differ from the folder's, by their path in it.
    pub instead: BTreeMap<String, Vec<u8>>,
    /// What happens at `/api/`.
    pub api: Api,
}

/// A host that was taken for a proxy, or one that only looks like one.
#[derive(Clone, Debug, Default)]
pub enum Api {
    #[default]
    Missing,
    /// Sends every question on to this address.
    Redirect(String),
    /// Never answers.
    Hang,
}

impl Serving {
    pub fn plain(folder: &Path, under: &str) -> Self {
        Self {
            folder: folder.to_owned(),
            under: under.to_owned(),
            ..Self::default()
        }
    }
}

/// The server; it stops when dropped.
pub struct Host {
    address: SocketAddr,
    under: String,
    asked: Arc<Mutex<Vec<String>>>,
    heard: Arc<Mutex<String>>,
    task: JoinHandle<()>,
}

impl Host {
    pub async fn start(serving: Serving) -> Self {
        let (listener, address) = ports::listener().await;
        Self::start_on(listener, address, serving)
    }

    /// The same on a port that was had before.
    pub fn start_on(listener: TcpListener, address: SocketAddr, serving: Serving) -> Self {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let under = serving.under.clone();
        let serving = Arc::new(serving);
        let heard = Arc::new(Mutex::new(String::new()));
        let (record, ears) = (Arc::clone(&asked), Arc::clone(&heard));
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (serving, record, ears) = (Arc::clone(&serving), Arc::clone(&record), Arc::clone(&ears));
                tokio::spawn(async move {
                    let service = service_fn(move |request: Request<Incoming>| {
                        let path = request.uri().path().to_owned();
                        record.lock().expect("nobody panicked").push(path.clone());
                        let heard = format!("{} {}\n{:?}\n", request.method(), request.uri(), request.headers());
                        ears.lock().expect("nobody panicked").push_str(&heard);
                        let hangs = path.starts_with("/api/") && matches!(serving.api, Api::Hang);
                        let answer = answer(&serving, &path);
                        async move {
                            if hangs {
                                std::future::pending::<()>().await;
                            }
                            Ok::<_, Infallible>(answer)
                        }
                    });
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
        });
        Self {
            address,
            under,
            asked,
            heard,
            task,
        }
    }

    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The page's address, without `index.html`.
    pub fn page(&self) -> String {
        format!("{}{}", self.origin(), self.under)
    }

    /// The paths that were asked for, in their order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("nobody panicked").clone()
    }

    /// Every request's line and headers, as text to search in.
    pub fn heard(&self) -> String {
        self.heard.lock().expect("nobody panicked").clone()
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.task.abort();
    }
}

fn answer(serving: &Serving, path: &str) -> Response<Full<Bytes>> {
    if let (Api::Redirect(to), true) = (&serving.api, path.starts_with("/api/")) {
        let mut response = Response::new(Full::new(Bytes::new()));
        *response.status_mut() = StatusCode::TEMPORARY_REDIRECT;
        let to = HeaderValue::from_str(to).expect("an address can stand in a header");
        response.headers_mut().insert(hyper::header::LOCATION, to);
        return response;
    }
    let inside = path
        .strip_prefix(&serving.under)
        .map(|rest| if rest.is_empty() { "index.html" } else { rest });
    let body = inside
        .filter(|inside| !inside.split('/').any(|part| part == ".."))
        .and_then(|inside| {
            serving
                .instead
                .get(inside)
                .cloned()
                .or_else(|| std::fs::read(serving.folder.join(inside)).ok())
        });
    let (status, body) = body.map_or((StatusCode::NOT_FOUND, b"not found".to_vec()), |body| {
        (StatusCode::OK, body)
    });
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    let kind = if status == StatusCode::OK {
        kind_of(inside.unwrap_or_default())
    } else {
        "text/plain"
    };
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    for (name, value) in &serving.headers {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    }
}
