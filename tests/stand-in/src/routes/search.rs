//! `GET /search` and `GET /comments`: what is found by what it is or says.

use serde_json::{Value, json};

use super::{objects, ok};
use crate::answer::{Answer, Refusal};
use crate::asked::Asked;
use crate::kind::Kind;
use crate::known::Known;
use crate::page::Wanted;
use crate::{Shared, canonical, held};

/// A digest, a URL, a domain or an address gives its object; a `#tag` or other words give comments. Nothing is no error.
pub(super) fn found(shared: &Shared, asked: &Asked) -> Result<Answer, Refusal> {
    let query = asked.value("query").unwrap_or_default().trim();
    if query.is_empty() {
        return Err(Refusal::argument("Query is empty"));
    }
    let mut known = held(&shared.known);
    let objects: Vec<Value> = match meant(query) {
        Some((kind, id)) => {
            let there = objects::find(shared, &mut known, kind, &id).is_ok();
            let object = known.whole(kind, &id).filter(|_| there);
            object.map(|whole| whole["data"].clone()).into_iter().collect()
        }
        None => match query.strip_prefix('#') {
            Some(tag) => newest(&known, |comment| has_tag(comment, tag)),
            None => newest(&known, |comment| {
                comment["attributes"]["text"]
                    .as_str()
                    .is_some_and(|text| text.contains(query))
            }),
        },
    };
    let wanted = Wanted::read("search", &asked.query)?;
    Ok(ok(&wanted.page(&objects, Value::clone)))
}

/// Which object a text names.
fn meant(text: &str) -> Option<(Kind, String)> {
    if matches!(text.len(), 32 | 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        Some((Kind::File, text.to_ascii_lowercase()))
    } else if let Some(address) = canonical::address(text) {
        Some((Kind::Address, address))
    } else if let Some(domain) = canonical::domain(text) {
        Some((Kind::Domain, domain))
    } else {
        let is_url = !text.contains(char::is_whitespace);
        canonical::url_id(text).filter(|_| is_url).map(|id| (Kind::Url, id))
    }
}

/// All comments, or with `filter=tag:…` those with a tag.
pub(super) fn comments(shared: &Shared, asked: &Asked) -> Result<Answer, Refusal> {
    let known = held(&shared.known);
    let all = match asked.value("filter") {
        None => newest(&known, |_| true),
        Some(filter) => {
            let tag = filter
                .strip_prefix("tag:")
                .ok_or_else(|| Refusal::argument("Filter must be tag:<name>"))?;
            newest(&known, |comment| has_tag(comment, tag))
        }
    };
    let wanted = Wanted::read("comments", &asked.query)?;
    Ok(ok(&wanted.page(&all, Value::clone)))
}

fn has_tag(comment: &Value, tag: &str) -> bool {
    comment["attributes"]["tags"]
        .as_array()
        .is_some_and(|tags| tags.contains(&json!(tag)))
}

fn newest(known: &Known, wanted: impl Fn(&Value) -> bool) -> Vec<Value> {
    let mut all: Vec<Value> = known
        .all(Kind::Comment)
        .filter(|comment| wanted(comment))
        .cloned()
        .collect();
    all.sort_by_key(|comment| {
        let date = comment["attributes"]["date"].as_i64().unwrap_or_default();
        (std::cmp::Reverse(date), comment["id"].as_str().map(str::to_owned))
    });
    all
}
