//! `GET /metadata`: engines, privileges, relations of every kind.

use serde_json::{Map, Value, json};

use super::ok;
use crate::Shared;
use crate::answer::Answer;
use crate::fixtures::engines;
use crate::kind::Kind;
use crate::relations;

pub(super) fn answer(shared: &Shared) -> Answer {
    let engines: Map<String, Value> = engines::clean()
        .into_iter()
        .map(|(name, row)| (name, json!({"category": "av", "version": row["engine_version"]})))
        .collect();
    let kinds = [
        Kind::File,
        Kind::Url,
        Kind::Domain,
        Kind::Address,
        Kind::Comment,
        Kind::Analysis,
        Kind::User,
    ];
    let relations: Map<String, Value> = kinds
        .into_iter()
        .map(|kind| {
            let all: Value = relations::of(kind)
                .map(|relation| {
                    json!({"name": relation.name, "description": format!("{} of the {}", relation.name, kind.name())})
                })
                .collect();
            (kind.name().to_owned(), all)
        })
        .collect();
    let privileges = if shared.options.premium {
        json!(["downloads-tier-2", "intelligence"])
    } else {
        json!([])
    };
    ok(&json!({"data": {"engines": engines, "privileges": privileges, "relationships": relations}}))
}
