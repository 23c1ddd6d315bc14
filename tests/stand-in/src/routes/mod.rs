//! What API v3 answers to a good key: one file per kind of question, everything else is not found.

mod behaviours;
mod metadata;
mod objects;
mod related;
mod search;
mod users;

pub(crate) use behaviours::merged;
use hyper::Method;
use serde_json::Value;

use crate::Shared;
use crate::answer::{Answer, Refusal};
use crate::asked::Asked;
use crate::fixtures::written;
use crate::kind::Kind;

pub(crate) fn answer(shared: &Shared, asked: &Asked) -> Answer {
    let answered = match asked.method {
        Method::GET => read(shared, asked),
        _ => Err(Refusal::new("NotFoundError")),
    };
    answered.unwrap_or_else(Answer::from)
}

fn read(shared: &Shared, asked: &Asked) -> Result<Answer, Refusal> {
    let segments: Vec<&str> = asked.segments.iter().map(String::as_str).collect();
    match segments.as_slice() {
        ["search"] => search::found(shared, asked),
        ["metadata"] => Ok(metadata::answer(shared)),
        ["comments"] => search::comments(shared, asked),
        ["users", id] => users::report(shared, asked, id),
        ["users", id, "overall_quotas"] => users::quotas(shared, asked, id),
        ["users", id, "api_usage"] => users::usage(shared, asked, id),
        ["files", id, "behaviour_summary"] => behaviours::summary(shared, id),
        ["files", id, "behaviour_mitre_trees"] => behaviours::trees(shared, id),
        ["file_behaviours", id, "html"] => behaviours::html(shared, id),
        ["file_behaviours", _, "pcap" | "evtx" | "memdump"]
        | ["files", _, "download" | "download_url"]
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
