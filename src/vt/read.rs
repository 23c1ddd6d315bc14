//! From an answer's bytes to an object or an error.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::settings::ApiKey;
use crate::untrusted::Untrusted;
use crate::vt::error::{Answer, ApiError, Code, NotTheApi};
use crate::vt::file::{File, Mended};
use crate::vt::mend::mend;

/// The largest answer this page takes, in bytes; the largest recorded one has 1.07 MB.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// A shorter key than this could stand in a report by chance.
const BLOT_BODY_FROM: usize = 24;

/// Signs of a foreign answer that are shown.
const BEGINS: usize = 200;

/// Reads the answer to a question about a file. `asked` is the digest that the report must carry.
///
/// Where an object holds a key twice, the last one counts, as in browsers.
pub fn file(answer: &Answer, asked: Option<&str>, key: Option<&ApiKey>) -> Result<File, ApiError> {
    let read = json(answer, key)?;
    let wrong_shape = || Err(foreign(answer, key, NotTheApi::WrongShape));
    let Value::Object(mut envelope) = read.value else {
        return wrong_shape();
    };
    let Some(Value::Object(mut object)) = envelope.remove("data") else {
        return wrong_shape();
    };
    let (Some(Value::String(kind)), Some(Value::String(id)), Some(Value::Object(attributes))) =
        (object.remove("type"), object.remove("id"), object.remove("attributes"))
    else {
        return wrong_shape();
    };
    if !(200..300).contains(&answer.status) || kind != "file" || !is_sha256(&id) {
        return wrong_shape();
    }
    let file = File {
        id: id.to_ascii_lowercase(),
        attributes,
        raw: read.text.into(),
        mended: read.mended,
    };
    match asked {
        Some(asked) if !is_about(&file, asked) => Err(ApiError::AboutAnother {
            asked: asked.to_owned(),
            got: Untrusted::new(file.id),
        }),
        Some(_) | None => Ok(file),
    }
}

/// An answer's JSON with the text it was made from.
pub struct Read {
    pub value: Value,
    pub text: String,
    pub mended: Mended,
}

/// Reads any answer of the API as JSON; an error body becomes the error it says.
pub fn json(answer: &Answer, key: Option<&ApiKey>) -> Result<Read, ApiError> {
    if u64::try_from(answer.body.len()).is_ok_and(|length| length > LARGEST) {
        return Err(foreign(answer, key, NotTheApi::TooLarge(LARGEST)));
    }
    let decoded = String::from_utf8_lossy(&answer.body);
    let utf8 = matches!(decoded, Cow::Owned(_));
    let text = decoded.trim_start_matches('\u{FEFF}');
    if text.trim().is_empty() {
        return Err(refused_by_status(answer).unwrap_or_else(|| foreign(answer, key, NotTheApi::Empty)));
    }
    if let Some(why) = wrong_kind(&answer.content_type, text, key) {
        return Err(refused_by_status(answer).unwrap_or_else(|| foreign(answer, key, why)));
    }
    let blotted = match key {
        Some(key) if key.reveal().len() >= BLOT_BODY_FROM => key.blot(text),
        Some(_) | None => text.to_owned(),
    };
    let mended_text = mend(&blotted);
    let mended = Mended {
        utf8,
        surrogates: matches!(mended_text, Cow::Owned(_)),
        key: blotted != text,
    };
    let value = serde_json::from_str::<Value>(&mended_text).map_err(|error| {
        let why = if error.is_eof() {
            NotTheApi::Truncated
        } else {
            NotTheApi::Malformed(blot(key, &error.to_string()))
        };
        foreign(answer, key, why)
    })?;
    match value.get("error").and_then(Value::as_object) {
        Some(error) => Err(refused(answer, error, key)),
        None => Ok(Read {
            value,
            text: blotted,
            mended,
        }),
    }
}

/// Whether a text must not be taken for JSON: by its type, or by being a web page whatever its type says.
fn wrong_kind(content_type: &str, text: &str, key: Option<&ApiKey>) -> Option<NotTheApi> {
    let essence = content_type.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let start = text
        .trim_start()
        .chars()
        .take(15)
        .collect::<String>()
        .to_ascii_lowercase();
    let page = start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<head");
    if page || matches!(essence.as_str(), "text/html" | "application/xhtml+xml") {
        return Some(NotTheApi::Html);
    }
    let json = essence.is_empty() || essence.ends_with("/json") || essence.ends_with("+json");
    (!json).then(|| NotTheApi::WrongType(Untrusted::new(blot(key, &essence)).elided(BEGINS)))
}

/// The API's own refusal.
fn refused(answer: &Answer, error: &Map<String, Value>, key: Option<&ApiKey>) -> ApiError {
    let field = |name| error.get(name).and_then(Value::as_str).unwrap_or("");
    let code = match Code::parse(&blot(key, field("code"))) {
        Code::Unknown(_) if answer.status == 429 => Code::TooManyRequests,
        code => code,
    };
    ApiError::Refused {
        status: answer.status,
        code,
        message: Untrusted::new(blot(key, field("message"))),
        retry_after: answer.retry_after,
    }
}

/// 429 says the same whatever stands in the body: a proxy between may have its own words for it.
fn refused_by_status(answer: &Answer) -> Option<ApiError> {
    (answer.status == 429).then(|| ApiError::Refused {
        status: answer.status,
        code: Code::TooManyRequests,
        message: Untrusted::default(),
        retry_after: answer.retry_after,
    })
}

/// Something that is not API v3, with its beginning for whoever has to find out what it is.
fn foreign(answer: &Answer, key: Option<&ApiKey>, why: NotTheApi) -> ApiError {
    // Longer than what is shown by the longest key, so that no key is cut in two before it is blotted out.
    let body = answer.body.get(..BEGINS * 4 + 2048).unwrap_or(&answer.body);
    let begins = blot(key, String::from_utf8_lossy(body).trim())
        .chars()
        .take(BEGINS)
        .collect::<String>();
    ApiError::NotTheApi {
        status: answer.status,
        why,
        begins: Untrusted::new(begins),
    }
}

fn blot(key: Option<&ApiKey>, text: &str) -> String {
    key.map_or_else(|| text.to_owned(), |key| key.blot(text))
}

/// Whether the report is about the file that was asked for. The id must be the asked SHA-256; an asked MD5 or
/// SHA-1 must stand among the attributes. A proxy that answers with another, clean file's report is found out.
fn is_about(file: &File, asked: &str) -> bool {
    let says = |name: &str| {
        let told = file.attributes.get(name).and_then(Value::as_str);
        told.map(|told| told.eq_ignore_ascii_case(asked))
    };
    match asked.len() {
        32 => says("md5") == Some(true),
        40 => says("sha1") == Some(true),
        _ => file.id.eq_ignore_ascii_case(asked) && says("sha256") != Some(false),
    }
}

fn is_sha256(id: &str) -> bool {
    id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}
