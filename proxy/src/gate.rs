//! One request through the house: framing, host, asker, route, key, then upstream or the page.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Instant;

use http_body_util::BodyExt;
use hyper::body::{Body as _, Incoming};
use hyper::header::{ACCEPT_ENCODING, ACCESS_CONTROL_REQUEST_METHOD, CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use crate::flow::{Body, Logged, Sending, whole};
use crate::forward::{Ask, Forward};
use crate::hosts::Hosts;
use crate::log::{self, Entry, Log};
use crate::options::Limits;
use crate::origins::Asker;
use crate::pages::Pages;
use crate::refusal::Refusal;
use crate::routes::Takes;
use crate::{flow, framing, handed, headers, origins, routes};

/// What stands in the log where no route was found.
const NOWHERE: &str = "-";

/// Everything that answers.
pub(crate) struct Gate {
    pub(crate) hosts: Hosts,
    pub(crate) origins: Vec<String>,
    pub(crate) forward: Forward,
    pub(crate) pages: Option<Pages>,
    pub(crate) limits: Limits,
    pub(crate) log: Log,
}

impl Gate {
    pub(crate) async fn answer(self: Arc<Self>, request: Request<Incoming>) -> Result<Response<Logged>, Infallible> {
        let begun = Instant::now();
        let method = log::method(request.method());
        let sending = Sending::new();
        let (template, response) = match framing::check(&request, &self.hosts).map(str::to_owned) {
            Err(refusal) => (NOWHERE, refusal.answer()),
            Ok(host) if routes::is_forwarded(request.uri().path()) => self.api(request, &host, &sending).await,
            Ok(_) => match &self.pages {
                Some(_) if origins::is_embedding(request.headers()) => ("/{page}", Refusal::embedding().answer()),
                Some(pages) => ("/{page}", pages.answer(&request).await),
                None => (NOWHERE, Refusal::route().answer()),
            },
        };
        let entry = Entry {
            method,
            template,
            status: response.status(),
            begun,
        };
        let log = self.log.clone();
        Ok(response.map(|body| Logged {
            body,
            out: 0,
            entry,
            sending,
            log,
        }))
    }

    async fn api(
        &self,
        request: Request<Incoming>,
        host: &str,
        sending: &Arc<Sending>,
    ) -> (&'static str, Response<Body>) {
        let asker = match origins::judge(request.headers(), host, &self.hosts, &self.origins) {
            Ok(asker) => asker,
            Err(refusal) => return (NOWHERE, refusal.answer()),
        };
        let found = routes::find(request.uri().path());
        let template = found.as_ref().map_or(NOWHERE, |(route, _)| route.template);
        if let (&Method::OPTIONS, Asker::Page(origin), true) = (
            request.method(),
            &asker,
            request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD),
        ) {
            // A page gets to send what we refuse too, so that it can read why.
            let methods = found.map_or_else(|| "GET, POST, DELETE".to_owned(), |(route, _)| route.allow());
            return (template, preflight(origin, &methods));
        }
        let result = match found {
            None => Err(Refusal::route()),
            Some((route, path)) => self.question(route, path, host, request, sending).await,
        };
        let mut response = result.unwrap_or_else(Refusal::answer);
        if let Asker::Page(origin) = &asker {
            headers::share(response.headers_mut(), origin);
        }
        (template, response)
    }

    async fn question(
        &self,
        route: &routes::Route,
        path: String,
        host: &str,
        request: Request<Incoming>,
        sending: &Arc<Sending>,
    ) -> Result<Response<Body>, Refusal> {
        let takes = route
            .taking(request.method())
            .ok_or_else(|| Refusal::method(&route.allow()))?;
        let query = route.query(request.uri().query()).ok_or_else(|| {
            let message = "This proxy does not forward these parameters.";
            Refusal::new(StatusCode::BAD_REQUEST, "ProxyErrorQuery", message)
        })?;
        one_key(request.headers())?;
        if !is_of(takes.kinds(), request.headers()) {
            return Err(Refusal::kind(takes.kinds()));
        }
        let limit = takes.limit(&self.limits);
        if request.body().size_hint().exact().is_none_or(|length| length > limit) {
            return Err(Refusal::too_large(limit));
        }
        let (head, body) = request.into_parts();
        let mut headers = headers::to_upstream(&head.headers);
        if route.gives_upload_address() {
            headers.remove(ACCEPT_ENCODING);
        }
        let ask = Ask {
            method: head.method,
            target: path + &query,
            headers,
            limit,
            patience: match takes {
                Takes::Upload | Takes::Large => self.limits.taking_in,
                Takes::Get | Takes::Delete | Takes::Act | Takes::Form | Takes::Json => self.limits.first_byte,
            },
        };
        let answer = self.forward.ask(ask, body, sending).await?;
        if route.gives_upload_address() && answer.status() == StatusCode::OK {
            let here = format!(
                "{}://{host}",
                headers::scheme(&head.headers, self.hosts.are_behind(host))
            );
            return self.handed(answer, &here).await;
        }
        Ok(answer)
    }

    /// The answer with the upload address in it made one of ours.
    async fn handed(&self, answer: Response<Body>, here: &str) -> Result<Response<Body>, Refusal> {
        let (head, body) = answer.into_parts();
        let rewritten = match flow::gathered(body, handed::LONGEST).await {
            Some(answer) => self.forward.places().rewritten(&answer, here),
            None => None,
        };
        match rewritten {
            Some(rewritten) => Ok(Response::from_parts(head, whole(rewritten))),
            None => Err(Refusal::new(
                StatusCode::BAD_GATEWAY,
                "ProxyErrorUploadAddress",
                "VirusTotal gave no address for the file that this proxy knows. Nothing was sent there.",
            )),
        }
    }
}

/// Only who brings a key of their own is forwarded; a page of elsewhere cannot send this header without being asked.
fn one_key(headers: &HeaderMap) -> Result<(), Refusal> {
    let mut keys = headers.get_all(headers::KEY).iter();
    match (keys.next(), keys.next()) {
        (Some(key), None) if !key.is_empty() => Ok(()),
        (Some(_), Some(_)) => Err(Refusal::malformed(
            StatusCode::BAD_REQUEST,
            "A request carries one key.",
        )),
        (None | Some(_), None) | (None, Some(_)) => Err(Refusal::new(
            StatusCode::UNAUTHORIZED,
            "AuthenticationRequiredError",
            "X-Apikey header is missing",
        )),
    }
}

/// Whether the body's type is one of these, or none is asked for.
fn is_of(kinds: &[&str], headers: &HeaderMap) -> bool {
    let stated = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or_default();
    let stated = stated.split(';').next().unwrap_or_default().trim();
    kinds.is_empty() || kinds.iter().any(|kind| kind.eq_ignore_ascii_case(stated))
}

fn preflight(origin: &HeaderValue, methods: &str) -> Response<Body> {
    let mut response = Response::new(whole("").map_err(Into::into).boxed_unsync());
    *response.status_mut() = StatusCode::NO_CONTENT;
    if let Ok(methods) = HeaderValue::from_str(methods) {
        headers::preflight(response.headers_mut(), origin, methods);
    }
    response
}
