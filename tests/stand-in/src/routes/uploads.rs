//! Sending files in: directly, or to an address that was asked for and is good for once.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{analyses, ok};
use crate::answer::{Answer, Refusal};
use crate::asked::Asked;
use crate::body::Body;
use crate::fixtures::Identity;
use crate::fixtures::identity::sha256;
use crate::kind::Kind;
use crate::multipart::Part;
use crate::zip::{self, Closed};
use crate::{Shared, held, made_up};

/// The whole request may be so long when a file comes directly.
pub(crate) const DIRECT: u64 = 32 << 20;
/// And the file so long in any case.
pub(crate) const MOST: u64 = 650 << 20;

/// Addresses that were given out: for whose key, and whether they are still good.
#[derive(Default)]
pub(crate) struct Addresses {
    given: HashMap<String, (String, bool)>,
}

/// `GET /files/upload_url`
pub(super) fn address(shared: &Shared, asked: &Asked) -> Answer {
    let mut addresses = held(&shared.addresses);
    let count = addresses.given.len();
    // The signs that such tokens have: all that need care in a path or a query.
    let digest = sha256(&format!("{} {count} {:?}", asked.key, held(&shared.quota).now()));
    let token = format!("AMmf-_{}=", digest.get(..40).unwrap_or_default());
    addresses.given.insert(token.clone(), (asked.key.clone(), true));
    let address = if shared.options.big_files {
        format!("https://bigfiles.virustotal.com/upload?token={token}")
    } else {
        format!("http://{}/_ah/upload/{token}", asked.host)
    };
    ok(&json!({ "data": address }))
}

/// The key for which an address was given out, the first time that it is asked for.
pub(crate) fn redeem(shared: &Shared, token: &str) -> Option<String> {
    let mut addresses = held(&shared.addresses);
    let (key, good) = addresses.given.get_mut(token)?;
    std::mem::take(good).then(|| key.clone())
}

/// `POST /files`
pub(super) fn direct(shared: &Shared, body: &Body) -> Result<Answer, Refusal> {
    if body.length > DIRECT {
        return Ok(too_large());
    }
    taken(shared, body)
}

/// A file that came, whichever way.
pub(crate) fn taken(shared: &Shared, body: &Body) -> Result<Answer, Refusal> {
    let malformed = |message: &str| Refusal::saying("BadRequestError", message);
    let parts = body
        .parts
        .as_deref()
        .ok_or_else(|| malformed("The body is not a multipart form"))?;
    let files: Vec<&Part> = parts.iter().filter(|part| part.name == "file").collect();
    let file = match files.as_slice() {
        [file] => *file,
        [] => return Err(malformed("The field \"file\" is missing")),
        _ => return Err(malformed("Only one file can be sent at a time")),
    };
    if file.length > MOST {
        return Ok(too_large());
    }
    let password = parts.iter().find(|part| part.name == "password");
    let inside = match password {
        Some(password) => Some(zip::open(&file.kept, &password.kept).map_err(closed)?),
        None => None,
    };
    let name = file.file_name.as_deref().unwrap_or_default();
    let sent = match &inside {
        Some(inside) => (
            Identity::of(&inside.content),
            inside.content.len() as u64,
            inside.name.as_str(),
        ),
        None => (file.identity.clone(), file.length, name),
    };
    let now = held(&shared.quota).now();
    let mut known = held(&shared.known);
    let mut becomes = known
        .whole(Kind::File, &sent.0.sha256)
        .map_or_else(|| made_up::uploaded(&sent.0, sent.1), |whole| Value::clone(&whole));
    made_up::sent_again(&mut becomes, now);
    made_up::named(&mut becomes, sent.2);
    Ok(analyses::begin(shared, &mut known, Kind::File, becomes, now))
}

fn closed(why: Closed) -> Refusal {
    Refusal::argument(match why {
        Closed::NotAZip => "The file is not a ZIP that can be opened",
        Closed::NotOneFile => "The ZIP must hold exactly one file",
        Closed::WrongPassword => "The password of the ZIP is wrong",
    })
}

/// The front end's own page: the API behind it never sees such a request.
fn too_large() -> Answer {
    let page = "<!DOCTYPE html><html lang=en><title>Error 413 (Request Entity Too Large)!!1</title>\
        <p><b>413.</b> <ins>That is an error.</ins><p>The request was larger than the server takes.</html>";
    Answer::new(413, "text/html; charset=UTF-8", page)
}
