//! The one door to the network: a question goes out with the key in a header, an answer's bytes come back.

use std::cell::Cell;

use gloo_net::http::Response;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, RequestMode, RequestRedirect};

use super::cause;
pub use super::fetch::Cancel;
use super::fetch::{Patience, builder};
use crate::settings::{ApiKey, ProxyUrl};
use crate::untrusted::Untrusted;
use crate::vt::error::{Answer, ApiError, Network, NotTheApi};
use crate::vt::read::LARGEST;
use crate::vt::request::{Body, Method, Request};

const FIRST_BYTE_MS: i32 = 30_000;
const BETWEEN_BYTES_MS: i32 = 60_000;

thread_local! {
    static REQUESTS: Cell<u64> = const { Cell::new(0) };
    static FILE_BYTES: Cell<u64> = const { Cell::new(0) };
}

/// How many questions this page has asked since it was loaded, with or without an answer.
pub fn requests_made() -> u64 {
    REQUESTS.get()
}

/// How many bytes of files they carried.
pub fn file_bytes_sent() -> u64 {
    FILE_BYTES.get()
}

pub(super) fn count_request() {
    REQUESTS.set(REQUESTS.get() + 1);
}

pub(super) fn count_file_bytes(more: u64) {
    FILE_BYTES.set(FILE_BYTES.get() + more);
}

/// Asks through the proxy. Whatever the network does comes back as an [`ApiError`]; what the answer says is for
/// `vt::read` to find out.
pub async fn send(
    proxy: &ProxyUrl,
    key: Option<&ApiKey>,
    request: &Request,
    cancel: &Cancel,
) -> Result<Answer, ApiError> {
    count_request();
    let url = proxy.join(&request.path);
    let breaches = cause::breaches();
    let patience = Patience::new(cancel);
    patience.wait(FIRST_BYTE_MS);
    let failed = match fetch(&url, key, request, cancel).await {
        Some(response) => match read(&response, &patience).await {
            Ok(answer) => return Ok(answer),
            Err(Stopped::TooLarge) => {
                cancel.stop();
                return Err(ApiError::NotTheApi {
                    status: response.status(),
                    why: NotTheApi::TooLarge(LARGEST),
                    begins: Untrusted::default(),
                });
            }
            Err(Stopped::Broken) => Some(Network::Broken),
        },
        None => None,
    };
    let cause = if cancel.is_cancelled() {
        Network::Cancelled
    } else if patience.is_over() {
        Network::Timeout
    } else if let Some(cause) = failed {
        cause
    } else {
        drop(patience);
        cause::of_failed_fetch(proxy, &url, &breaches).await
    };
    Err(ApiError::Network(cause))
}

async fn fetch(url: &str, key: Option<&ApiKey>, question: &Request, cancel: &Cancel) -> Option<Response> {
    let method = match question.method {
        Method::Get => gloo_net::http::Method::GET,
        Method::Post => gloo_net::http::Method::POST,
        Method::Delete => gloo_net::http::Method::DELETE,
    };
    let mut request = builder(url, cancel)
        .method(method)
        .mode(RequestMode::Cors)
        // A browser would carry the key along to wherever it is sent.
        .redirect(RequestRedirect::Error)
        .header("accept", "application/json");
    if let Some(key) = key {
        request = request.header("x-apikey", key.reveal());
    }
    let request = match &question.body {
        Body::Empty => request.build(),
        Body::Json(text) => request.header("content-type", "application/json").body(text),
        Body::Form(text) => request
            .header("content-type", "application/x-www-form-urlencoded")
            .body(text),
    };
    request.ok()?.send().await.ok()
}

enum Stopped {
    TooLarge,
    Broken,
}

async fn read(response: &Response, patience: &Patience) -> Result<Answer, Stopped> {
    let headers = response.headers();
    let mut answer = Answer {
        status: response.status(),
        content_type: headers.get("content-type").unwrap_or_default(),
        retry_after: headers.get("retry-after").and_then(|text| text.trim().parse().ok()),
        body: Vec::new(),
    };
    let Some(stream) = response.body() else {
        return Ok(answer);
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().dyn_into().map_err(|_| Stopped::Broken)?;
    loop {
        patience.wait(BETWEEN_BYTES_MS);
        let step = JsFuture::from(reader.read()).await.map_err(|_| Stopped::Broken)?;
        if Reflect::get(&step, &JsValue::from_str("done")).is_ok_and(|done| done.is_truthy()) {
            return Ok(answer);
        }
        let bytes: Uint8Array = Reflect::get(&step, &JsValue::from_str("value"))
            .and_then(JsCast::dyn_into)
            .map_err(|_| Stopped::Broken)?;
        let had = answer.body.len();
        let has = had + bytes.length() as usize;
        if has as u64 > LARGEST {
            return Err(Stopped::TooLarge);
        }
        answer.body.resize(has, 0);
        if let Some(place) = answer.body.get_mut(had..) {
            bytes.copy_to(place);
        }
    }
}
