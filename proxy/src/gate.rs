//! One request through the house: framing, host, asker, route, key, then upstream or the page.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Instant;

use http_body_util::BodyExt;
use hyper::body::{Body as _, Incoming};
use hyper::header::{ACCESS_CONTROL_REQUEST_METHOD, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};

use crate::flow::{Body, Logged, Sending, whole};
use crate::forward::{Ask, Forward};
use crate::hosts::Hosts;
use crate::log::{self, Entry, Log};
use crate::origins::Asker;
use crate::pages::Pages;
use crate::refusal::Refusal;
use crate::{framing, headers, origins, routes};

/// What stands in the log where no route was found.
const NOWHERE: &str = "-";

/// Everything that answers.
pub(crate) struct Gate {
    pub(crate) hosts: Hosts,
    pub(crate) origins: Vec<String>,
    pub(crate) forward: Forward,
    pub(crate) pages: Option<Pages>,
    pub(crate) upload: u64,
    pub(crate) log: Log,
}

impl Gate {
    pub(crate) async fn answer(self: Arc<Self>, request: Request<Incoming>) -> Result<Response<Logged>, Infallible> {
        let begun = Instant::now();
        let method = log::method(request.method());
        let sending = Sending::new();
        let (template, response) = match framing::check(&request, &self.hosts).map(str::to_owned) {
            Err(refusal) => (NOWHERE, refusal.answer()),
            Ok(host) if request.uri().path().starts_with("/api/") => self.api(request, &host, &sending).await,
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
            Some((route, path)) => self.question(route, path, request, sending).await,
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
        let mut keys = request.headers().get_all(headers::KEY).iter();
        match (keys.next(), keys.next()) {
            (Some(key), None) if !key.is_empty() => {}
            (Some(_), Some(_)) => {
                return Err(Refusal::malformed(
                    StatusCode::BAD_REQUEST,
                    "A request carries one key.",
                ));
            }
            (None | Some(_), None) | (None, Some(_)) => {
                let message = "X-Apikey header is missing";
                return Err(Refusal::new(
                    StatusCode::UNAUTHORIZED,
                    "AuthenticationRequiredError",
                    message,
                ));
            }
        }
        let limit = takes.limit(self.upload);
        if request.body().size_hint().exact().is_none_or(|length| length > limit) {
            return Err(Refusal::too_large(limit));
        }
        let (head, body) = request.into_parts();
        let headers = headers::to_upstream(&head.headers);
        let ask = Ask {
            method: head.method,
            target: path + &query,
            headers,
            limit,
        };
        self.forward.ask(ask, body, sending).await
    }
}

fn preflight(origin: &HeaderValue, methods: &str) -> Response<Body> {
    let mut response = Response::new(whole("").map_err(Into::into).boxed_unsync());
    *response.status_mut() = StatusCode::NO_CONTENT;
    if let Ok(methods) = HeaderValue::from_str(methods) {
        headers::preflight(response.headers_mut(), origin, methods);
    }
    response
}
