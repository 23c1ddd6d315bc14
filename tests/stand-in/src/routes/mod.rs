//! What API v3 answers to a good key: one file per kind of question, everything else is not found.

mod analyses;
mod behaviours;
mod comments;
mod metadata;
mod objects;
mod related;
mod search;
pub(crate) mod uploads;
mod users;
mod votes;

pub(crate) use behaviours::merged;
use hyper::Method;
use serde_json::Value;

use crate::answer::{Answer, Refusal};
use crate::asked::Asked;
use crate::body::Body;
use crate::fixtures::written;
use crate::kind::Kind;
use crate::{Shared, held};

pub(crate) fn answer(shared: &Shared, asked: &Asked, body: &Body) -> Answer {
    let now = held(&shared.quota).now();
    {
        // What is known is always locked before the analyses.
        let mut known = held(&shared.known);
        held(&shared.analyses).settle(&mut known, shared.options.pace, now);
    }
    let answered = match asked.method {
        Method::GET => read(shared, asked),
        Method::POST => write(shared, asked, body),
        Method::DELETE => delete(shared, asked),
        _ => Err(Refusal::new("NotFoundError")),
    };
    answered.unwrap_or_else(Answer::from)
}

fn write(shared: &Shared, asked: &Asked, body: &Body) -> Result<Answer, Refusal> {
    let segments: Vec<&str> = asked.segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["files"] => uploads::direct(shared, body),
        ["urls"] => analyses::url(shared, &body.bytes),
        ["comments", id, "vote"] => comments::vote(shared, id, &body.bytes),
        [collection @ ("files" | "urls" | "domains" | "ip_addresses"), id, what] => {
            let kind = kind(collection)?;
            match *what {
                "analyse" => analyses::again(shared, kind, id),
                "comments" => comments::write(shared, kind, id, &body.bytes),
                "votes" => votes::cast(shared, kind, id, &body.bytes),
                _ => Err(Refusal::new("NotFoundError")),
            }
        }
        ["graphs" | "collections" | "private" | "intelligence", ..] => Err(Refusal::new("ForbiddenError")),
        _ => Err(Refusal::new("NotFoundError")),
    }
}

fn delete(shared: &Shared, asked: &Asked) -> Result<Answer, Refusal> {
    match asked.segments.as_slice() {
        [collection, id] if collection == "comments" => comments::delete(shared, id),
        _ => Err(Refusal::new("NotFoundError")),
    }
}

fn read(shared: &Shared, asked: &Asked) -> Result<Answer, Refusal> {
    let segments: Vec<&str> = asked.segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["search"] => search::found(shared, asked),
        ["metadata"] => Ok(metadata::answer(shared)),
        ["comments"] => search::comments(shared, asked),
        ["files", "upload_url"] => Ok(uploads::address(shared, asked)),
        ["analyses", id] => analyses::report(shared, asked, id),
        ["users", id] => users::report(shared, asked, id),
        ["users", id, "overall_quotas"] => users::quotas(shared, asked, id),
        ["users", id, "api_usage"] => users::usage(shared, asked, id),
        ["files", id, "download_url"] => objects::download_address(shared, id),
        ["files", id, "behaviour_summary"] => behaviours::summary(shared, id),
        ["files", id, "behaviour_mitre_trees"] => behaviours::trees(shared, id),
        ["file_behaviours", id, "html"] => behaviours::html(shared, id),
        ["file_behaviours", _, "pcap" | "evtx" | "memdump"]
        | ["files", _, "download"]
        | ["attack_techniques" | "threat_actors" | "threat_lists" | "references", _]
        | [
            "collections"
            | "graphs"
            | "ioc_stream"
            | "popular_threat_categories"
            | "intelligence"
            | "private"
            | "feeds",
        ]
        | ["intelligence" | "private" | "feeds" | "widget", ..] => Err(Refusal::new("ForbiddenError")),
        [collection, id] => objects::report(shared, asked, kind(collection)?, id),
        [collection, id, "relationships", relation] => {
            related::descriptors(shared, asked, kind(collection)?, id, relation)
        }
        [collection, id, relation] => related::objects(shared, asked, kind(collection)?, id, relation),
        _ => Err(Refusal::new("NotFoundError")),
    }
}

fn kind(collection: &str) -> Result<Kind, Refusal> {
    Kind::of_collection(collection).ok_or_else(|| Refusal::new("NotFoundError"))
}

fn ok(body: &Value) -> Answer {
    Answer::json(200, written(body))
}

fn not_found(kind: Kind, id: &str) -> Refusal {
    Refusal::saying("NotFoundError", format!("{} \"{id}\" not found", kind.noun()))
}

fn parsed(body: &[u8]) -> Result<Value, Refusal> {
    serde_json::from_slice(body).map_err(|_| Refusal::saying("BadRequestError", "The body is not JSON"))
}

/// The attributes of the object in a body, which has to be of this type.
fn said(body: &[u8], kind: &str) -> Result<Value, Refusal> {
    let mut body = parsed(body)?;
    if body["data"]["type"] == kind && body["data"]["attributes"].is_object() {
        Ok(body["data"]["attributes"].take())
    } else {
        let message = format!("The body must hold an object of type \"{kind}\"");
        Err(Refusal::saying("BadRequestError", message))
    }
}
