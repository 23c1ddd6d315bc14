//! `POST …/analyse`, `POST /urls`, and how far an analysis is.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{not_found, objects, ok};
use crate::answer::{Answer, Refusal};
use crate::asked::Asked;
use crate::fixtures::identity::sha256;
use crate::fixtures::world::analyses::link;
use crate::kind::Kind;
use crate::known::Known;
use crate::{Shared, canonical, held, made_up, percent};

pub(super) fn report(shared: &Shared, asked: &Asked, id: &str) -> Result<Answer, Refusal> {
    let now = held(&shared.quota).now();
    {
        let mut known = held(&shared.known);
        held(&shared.analyses).ask(&mut known, id, shared.options.pace, now);
    }
    objects::report(shared, asked, Kind::Analysis, id)
}

/// The descriptor that every request for an analysis gets.
pub(super) fn begin(shared: &Shared, known: &mut Known, kind: Kind, becomes: Value, now: Duration) -> Answer {
    let data = &becomes["data"];
    let of = data["id"].as_str().unwrap_or_default();
    let attributes = &data["attributes"];
    let seconds = now.as_secs();
    let (id, meta) = if kind == Kind::File {
        let md5 = attributes["md5"].as_str().unwrap_or_default();
        let info = json!({"sha256": of, "sha1": attributes["sha1"], "md5": md5, "size": attributes["size"]});
        (
            STANDARD.encode(format!("{md5}:{seconds}")),
            json!({ "file_info": info }),
        )
    } else if kind == Kind::Url {
        let info = json!({"id": of, "url": attributes["url"]});
        (format!("u-{of}-{seconds}"), json!({ "url_info": info }))
    } else {
        (format!("{}-{}-{seconds}", kind.letter(), sha256(of)), json!({}))
    };
    let begun = json!({"data": {"type": "analysis", "id": id, "links": {"self": link(&id)}}});
    let pace = (shared.options.pace, now);
    held(&shared.analyses).begin(known, (kind, becomes), (&id, meta), pace);
    ok(&begun)
}

/// What is known is looked at again.
pub(super) fn again(shared: &Shared, kind: Kind, id: &str) -> Result<Answer, Refusal> {
    let now = held(&shared.quota).now();
    let mut known = held(&shared.known);
    objects::find(shared, &mut known, kind, id)?;
    let whole = known.whole(kind, id).ok_or_else(|| not_found(kind, id))?;
    Ok(begin(shared, &mut known, kind, Value::clone(&whole), now))
}

/// `url=…`, as a form.
pub(super) fn url(shared: &Shared, body: &[u8]) -> Result<Answer, Refusal> {
    let form = percent::pairs(&String::from_utf8_lossy(body));
    let text = form
        .iter()
        .find(|(name, _)| name == "url")
        .map(|(_, value)| value.as_str());
    let url = text
        .and_then(canonical::url)
        .ok_or_else(|| Refusal::argument("Unable to canonicalize url"))?;
    let now = held(&shared.quota).now();
    let mut known = held(&shared.known);
    let id = sha256(&url);
    let mut becomes = known.whole(Kind::Url, &id).map_or_else(
        || json!({"data": made_up::submitted(&url)}),
        |whole| Value::clone(&whole),
    );
    made_up::sent_again(&mut becomes, now);
    let host = canonical::host(&url);
    let place = if canonical::address(host).is_some() {
        Kind::Address
    } else {
        Kind::Domain
    };
    if known.relation(Kind::Url, &id, "network_location").is_empty() {
        let entry = json!({"type": place.name(), "id": host});
        known.set_relation(Kind::Url, &id, "network_location", vec![entry]);
    }
    Ok(begin(shared, &mut known, Kind::Url, becomes, now))
}
