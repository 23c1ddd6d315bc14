//! Asking upstream: one question, no redirect followed, bodies streamed, silence noticed.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::{HeaderMap, Method, Request, Response, StatusCode};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client, Error as ClientError};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use crate::flow::{Body, Fault, Question, Sending, Timed};
use crate::handed::Places;
use crate::headers;
use crate::options::{Limits, Upstream};
use crate::refusal::Refusal;
use crate::routes::BIG_FILES;

/// The way to upstream.
pub(crate) struct Forward {
    client: Client<HttpsConnector<HttpConnector>, Question>,
    upstream: Upstream,
    bigfiles: Upstream,
    limits: Limits,
}

/// What to ask.
pub(crate) struct Ask {
    pub(crate) method: Method,
    /// Path and query, made by `routes`, which also say to whom.
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    /// Bytes of the body.
    pub(crate) limit: u64,
    /// How long nothing may move before the answer begins.
    pub(crate) patience: Duration,
}

impl Forward {
    pub(crate) fn new(upstream: Upstream, bigfiles: Option<Upstream>, limits: Limits) -> Result<Self, rustls::Error> {
        let bigfiles = bigfiles.unwrap_or_else(|| upstream.own_bigfiles());
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(limits.connect));
        // Named, so that another program in the same build cannot make the choice ambiguous.
        let tls = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(Arc::new(rustls::crypto::ring::default_provider()))?;
        let schemes = if [&upstream, &bigfiles].iter().any(|one| one.scheme == "http") {
            tls.https_or_http()
        } else {
            tls.https_only()
        };
        let client = Client::builder(TokioExecutor::new())
            .timer(TokioTimer::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(limits.answer_idle)
            .pool_max_idle_per_host(8)
            .http1_max_buf_size(64 << 10)
            .build(schemes.enable_http1().wrap_connector(tcp));
        Ok(Self {
            client,
            upstream,
            bigfiles,
            limits,
        })
    }

    pub(crate) fn places(&self) -> Places<'_> {
        Places {
            upstream: &self.upstream,
            bigfiles: &self.bigfiles,
        }
    }

    pub(crate) async fn ask(
        &self,
        ask: Ask,
        body: Incoming,
        sending: &Arc<Sending>,
    ) -> Result<Response<Body>, Refusal> {
        let Limits {
            client_idle,
            answer_idle,
            ..
        } = self.limits;
        let from_page = Timed::new(body, client_idle);
        let mut question = Request::new(Question {
            from_page,
            limit: ask.limit,
            sending: Arc::clone(sending),
        });
        let (to, target) = match ask.target.strip_prefix(BIG_FILES) {
            Some(rest) => (&self.bigfiles, rest),
            None => (&self.upstream, ask.target.trim_start_matches('/')),
        };
        let Upstream { scheme, authority } = to;
        *question.uri_mut() = format!("{scheme}://{authority}/{target}")
            .parse()
            .map_err(|_| Refusal::route())?;
        *question.method_mut() = ask.method;
        *question.headers_mut() = ask.headers;

        let answer = tokio::select! {
            answer = self.client.request(question) => answer,
            () = sending.still_for(ask.patience) => return Err(silent()),
        };
        let (head, body) = answer
            .map_err(|error| failed(&error, sending.fault(), ask.limit, authority))?
            .into_parts();
        if head.status.is_redirection() || head.status.is_informational() {
            return Err(Refusal::new(
                StatusCode::BAD_GATEWAY,
                "ProxyErrorRedirect",
                format!(
                    "VirusTotal answered with a redirect (status {}). This proxy follows none: it would carry the API key along.",
                    head.status.as_u16()
                ),
            ));
        }
        let mut response = Response::new(Timed::new(body, answer_idle).map_err(Into::into).boxed_unsync());
        *response.status_mut() = head.status;
        *response.headers_mut() = headers::to_page(&head.headers);
        Ok(response)
    }
}

fn failed(error: &ClientError, fault: Option<Fault>, limit: u64, authority: &str) -> Refusal {
    match fault {
        Some(Fault::TooLarge) => return Refusal::too_large(limit),
        Some(Fault::Idle) => {
            return Refusal::malformed(StatusCode::REQUEST_TIMEOUT, "The rest of the request did not come.");
        }
        Some(Fault::Broken) => {
            return Refusal::malformed(StatusCode::BAD_REQUEST, "The request broke off.");
        }
        None => {}
    }
    let cause = root(error);
    if error.is_connect() {
        let message = format!("The proxy cannot reach {authority}: {cause}.");
        return Refusal::new(StatusCode::BAD_GATEWAY, "ProxyErrorUnreachable", message);
    }
    let message = format!("VirusTotal's answer could not be read: {cause}.");
    Refusal::new(StatusCode::BAD_GATEWAY, "ProxyErrorUpstream", message)
}

fn silent() -> Refusal {
    Refusal::new(
        StatusCode::GATEWAY_TIMEOUT,
        "ProxyErrorTimeout",
        "VirusTotal did not answer in time.",
    )
}

/// The innermost cause; the outer ones only say that there was one.
fn root(error: &ClientError) -> String {
    let mut cause: &dyn std::error::Error = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
