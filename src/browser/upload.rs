//! A file on its way out: a form with the file itself, sent by `XMLHttpRequest`, because `fetch` tells no progress.
//!
//! The browser reads the file while it sends; no byte of it comes through this program.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, File, FormData, ProgressEvent, XmlHttpRequest, XmlHttpRequestResponseType};

use super::http::{Cancel, count_file_bytes, count_request};
use super::source::size_of;
use super::{address, cause, clock};
use crate::settings::{ApiKey, ProxyUrl};
use crate::vt::error::{Answer, ApiError, Network};

/// A preflight, and the first bytes behind it.
const FIRST_MS: f64 = 60_000.0;
/// Between two signs of life.
const STILL_MS: f64 = 120_000.0;
/// From the last byte to the answer: VirusTotal stores the file first.
const ANSWER_MS: f64 = 600_000.0;

/// What is sent.
#[derive(Clone)]
pub struct Parcel {
    pub file: File,
    /// What VirusTotal is told of its name.
    pub name: String,
    /// Of a ZIP.
    pub password: Option<String>,
}

/// How much of the file has gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Going {
    pub bytes: u64,
    /// All of it, as far as the browser can tell.
    pub whole: bool,
}

/// Sends the parcel to a path of the proxy. `told` hears how far it is; the last thing it heard holds for a failure.
pub async fn send(
    proxy: &ProxyUrl,
    key: &ApiKey,
    path: &str,
    parcel: &Parcel,
    cancel: &Cancel,
    told: impl Fn(Going) + 'static,
) -> Result<Answer, ApiError> {
    count_request();
    let url = proxy.join(path);
    let breaches = cause::breaches();
    let broken = |_: JsValue| ApiError::Network(Network::Broken);
    let request = XmlHttpRequest::new().map_err(broken)?;
    request.open_with_async("POST", &url, true).map_err(broken)?;
    request.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    request
        .set_request_header("accept", "application/json")
        .map_err(broken)?;
    request.set_request_header("x-apikey", key.reveal()).map_err(broken)?;
    let watch = Watch::new(&request, size_of(&parcel.file), told);
    let over = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    let ended = cancel.on_cancel({
        let request = request.clone();
        move || {
            // There is nothing to do about an abort that fails.
            let _ = request.abort();
        }
    });
    if !cancel.is_cancelled() {
        let form = form(parcel).map_err(broken)?;
        request.send_with_opt_form_data(Some(&form)).map_err(broken)?;
        let _ = JsFuture::from(over).await;
    }
    drop(ended);
    let (going, timed_out) = watch.end();
    let network = if cancel.is_cancelled() {
        Network::Cancelled
    } else if request.status().unwrap_or(0) > 0 {
        let came_from = request.response_url();
        if came_from == address::absolute(&url) {
            return Ok(answer(&request));
        }
        // The policy admits no other host than the proxy's, so the key went nowhere else; the answer is not trusted.
        Network::Redirected
    } else if timed_out {
        Network::Timeout
    } else if going.bytes > 0 {
        Network::Broken
    } else {
        cause::of_failed_fetch(proxy, &url, &breaches).await
    };
    Err(ApiError::Network(network))
}

fn form(parcel: &Parcel) -> Result<FormData, JsValue> {
    let form = FormData::new()?;
    if let Some(password) = &parcel.password {
        form.append_with_str("password", password)?;
    }
    form.append_with_blob_and_filename("file", &parcel.file, &parcel.name)?;
    Ok(form)
}

fn answer(request: &XmlHttpRequest) -> Answer {
    let header = |name| request.get_response_header(name).ok().flatten();
    let body = request
        .response()
        .ok()
        .and_then(|body| body.dyn_into::<ArrayBuffer>().ok())
        .map(|body| Uint8Array::new(&body).to_vec());
    Answer {
        status: request.status().unwrap_or(0),
        content_type: header("content-type").unwrap_or_default(),
        retry_after: header("retry-after").and_then(|text| text.trim().parse().ok()),
        body: body.unwrap_or_default(),
    }
}

/// Hears how a request gets on, and ends it where it stands still.
struct Watch {
    request: XmlHttpRequest,
    going: Rc<Cell<Going>>,
    timed_out: Rc<Cell<bool>>,
    progress: Closure<dyn Fn(ProgressEvent)>,
    loaded: Closure<dyn Fn()>,
    late: Closure<dyn Fn()>,
}

impl Watch {
    fn new(request: &XmlHttpRequest, size: u64, told: impl Fn(Going) + 'static) -> Self {
        let going = Rc::new(Cell::new(Going::default()));
        let timed_out = Rc::new(Cell::new(false));
        let told: Rc<dyn Fn(Going)> = Rc::new(told);
        let began = clock::now_ms();
        let wait = {
            let request = request.clone();
            move |ms: f64| {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "a browser counts from the beginning, in whole milliseconds"
                )]
                request.set_timeout((clock::now_ms() - began + ms).max(ms) as u32);
            }
        };
        wait(FIRST_MS);
        let hear = {
            let going = going.clone();
            move |now: Going| {
                count_file_bytes(now.bytes.saturating_sub(going.get().bytes));
                going.set(now);
                told(now);
            }
        };
        let progress = Closure::new({
            let (hear, wait, going) = (hear.clone(), wait.clone(), going.clone());
            move |event: ProgressEvent| {
                wait(if whole(event.loaded()) < whole(event.total()) {
                    STILL_MS
                } else {
                    ANSWER_MS
                });
                // The form around the file counts along; most of it goes ahead of the file.
                let (loaded, total) = (whole(event.loaded()), whole(event.total()));
                let bytes = loaded.saturating_sub(total.saturating_sub(size)).min(size);
                hear(Going {
                    bytes: bytes.max(going.get().bytes),
                    // Firefox says that it has loaded everything only when the answer comes.
                    whole: event.length_computable() && loaded >= total,
                });
            }
        });
        let loaded = Closure::new(move || {
            wait(ANSWER_MS);
            hear(Going {
                bytes: size,
                whole: true,
            });
        });
        let late = Closure::new({
            let timed_out = timed_out.clone();
            move || timed_out.set(true)
        });
        if let Ok(upload) = request.upload() {
            upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
            upload.set_onload(Some(loaded.as_ref().unchecked_ref()));
        }
        request.set_ontimeout(Some(late.as_ref().unchecked_ref()));
        Self {
            request: request.clone(),
            going,
            timed_out,
            progress,
            loaded,
            late,
        }
    }

    /// Nothing is heard any more; what was heard last, and whether time ran out.
    fn end(self) -> (Going, bool) {
        if let Ok(upload) = self.request.upload() {
            upload.set_onprogress(None);
            upload.set_onload(None);
        }
        self.request.set_ontimeout(None);
        drop((self.progress, self.loaded, self.late));
        (self.going.get(), self.timed_out.get())
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a browser's sizes are whole numbers below 2^53"
)]
fn whole(bytes: f64) -> u64 {
    bytes as u64
}

/// While this lives, the browser asks before the page is closed or left.
pub struct StayPut(Closure<dyn Fn(Event)>);

impl StayPut {
    pub fn new() -> Self {
        let listener = Closure::new(|event: Event| event.prevent_default());
        let stay = Self(listener);
        if let Some(window) = web_sys::window() {
            let _ = window.add_event_listener_with_callback("beforeunload", stay.0.as_ref().unchecked_ref());
        }
        stay
    }
}

impl Default for StayPut {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for StayPut {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            let _ = window.remove_event_listener_with_callback("beforeunload", self.0.as_ref().unchecked_ref());
        }
    }
}
