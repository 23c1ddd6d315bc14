//! From an answer's bytes to an object or an error.

use std::borrow::Cow;
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::settings::ApiKey;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::error::{Answer, ApiError, Code, NotTheApi};
use crate::vt::mend::mend;
use crate::vt::object::{Descriptor, Kind, Known, Mended, Object};
use crate::vt::value::{self, count};

/// The largest answer this page takes, in bytes; the largest recorded one has 1.07 MB.
pub const LARGEST: u64 = 64 * 1024 * 1024;

/// A shorter key than this could stand in a report by chance.
const BLOT_BODY_FROM: usize = 24;

/// Signs of a foreign answer that are shown.
const BEGINS: usize = 200;

/// Reads the answer to a question about one object. `asked` is what the object must be.
///
/// Where an object holds a key twice, the last one counts, as in browsers.
pub fn object(answer: &Answer, asked: Option<&Subject>, key: Option<&ApiKey>) -> Result<Object, ApiError> {
    let Parsed {
        mut value,
        text,
        mended,
    } = parsed(answer, key)?;
    let data = value.get_mut("data").map(Value::take).unwrap_or_default();
    let whole = data.get("attributes").is_some_and(Value::is_object);
    let wanted = |object: &Object| {
        whole
            && object.missing.is_none()
            && asked.is_none_or(|asked| object.kind == Kind::from(asked.topic()))
            && (object.kind != Kind::File || is_sha256(&object.id))
    };
    let Some(mut object) = one(data).filter(|object| wanted(object) && is_fine(answer)) else {
        return Err(foreign(answer, key, NotTheApi::WrongShape));
    };
    object.raw = Rc::from(text);
    object.mended = mended;
    match asked {
        Some(asked) if !is_about(&object, asked) => Err(ApiError::AboutAnother {
            asked: asked.name(),
            got: Untrusted::new(object.id),
        }),
        Some(_) | None => Ok(object),
    }
}

/// The same for a file.
pub fn file(answer: &Answer, asked: Option<&Subject>, key: Option<&ApiKey>) -> Result<Object, ApiError> {
    let file = object(answer, asked, key)?;
    if file.kind == Kind::File {
        Ok(file)
    } else {
        Err(foreign(answer, key, NotTheApi::WrongShape))
    }
}

/// A page of a list, or the one object of a relation that leads to one.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Page {
    pub objects: Vec<Object>,
    /// What to ask the next page with; none on the last one.
    pub cursor: Option<String>,
    /// How many there are in all, where VirusTotal says so. It stops counting somewhere (200 in recordings).
    pub count: Option<u64>,
    /// Entries of a shape that nobody knows: counted, so that the reader is told.
    pub unreadable: usize,
    pub mended: Mended,
}

/// Reads a page of objects. `null` is an empty one, and one object is a page of its own.
pub fn page(answer: &Answer, key: Option<&ApiKey>) -> Result<Page, ApiError> {
    let Parsed { mut value, mended, .. } = parsed(answer, key)?;
    let data = value.get_mut("data").map(Value::take);
    let entries = match data {
        Some(Value::Array(entries)) if is_fine(answer) => entries,
        Some(Value::Null) if is_fine(answer) => Vec::new(),
        Some(single @ Value::Object(_)) if is_fine(answer) => vec![single],
        Some(_) | None => return Err(foreign(answer, key, NotTheApi::WrongShape)),
    };
    let all = entries.len();
    let objects: Vec<Object> = entries.into_iter().filter_map(one).collect();
    Ok(Page {
        unreadable: all - objects.len(),
        objects,
        cursor: cursor(&value),
        count: value.pointer("/meta/count").and_then(count),
        mended,
    })
}

/// Reads the answer to something that was done: whatever JSON it is, and an empty body where the status is good.
pub fn done(answer: &Answer, key: Option<&ApiKey>) -> Result<Value, ApiError> {
    if is_fine(answer) && answer.body.iter().all(u8::is_ascii_whitespace) {
        return Ok(Value::Null);
    }
    let parsed = parsed(answer, key)?;
    if is_fine(answer) {
        Ok(parsed.value)
    } else {
        Err(foreign(answer, key, NotTheApi::WrongShape))
    }
}

fn is_fine(answer: &Answer) -> bool {
    (200..300).contains(&answer.status)
}

/// The next page's cursor. An empty one would begin anew.
fn cursor(value: &Value) -> Option<String> {
    let cursor = value.pointer("/meta/cursor").and_then(Value::as_str)?;
    (!cursor.is_empty()).then(|| cursor.to_owned())
}

/// An object of an answer or an entry of a list; `None` where it has no type or no id.
fn one(data: Value) -> Option<Object> {
    let Value::Object(mut object) = data else { return None };
    let id = value::id(&object.remove("id")?)?;
    let Some(Value::String(kind)) = object.remove("type") else {
        return None;
    };
    let kind = Kind::parse(&kind);
    let mut map = |name| match object.remove(name) {
        Some(Value::Object(map)) => Some(map),
        Some(_) | None => None,
    };
    let (attributes, context, relations, error) = (
        map("attributes"),
        map("context_attributes"),
        map("relationships"),
        map("error"),
    );
    let missing = error.map(|error| {
        let said = error
            .get("message")
            .or_else(|| error.get("code"))
            .and_then(Value::as_str);
        Untrusted::new(said.unwrap_or_default())
    });
    let id = if kind == Kind::File {
        id.to_ascii_lowercase()
    } else {
        id
    };
    Some(Object {
        context: context.unwrap_or_default(),
        relations: relations
            .into_iter()
            .flatten()
            .map(|(name, relation)| (name, known(&relation)))
            .collect(),
        missing,
        ..Object::new(kind, id, attributes.unwrap_or_default())
    })
}

/// What stands of a relation beside its object.
fn known(relation: &Value) -> Known {
    let data = relation.get("data").unwrap_or(&Value::Null);
    let entries = match data {
        Value::Array(entries) => entries.as_slice(),
        Value::Object(_) => std::slice::from_ref(data),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => &[],
    };
    let first = entries.iter().filter_map(|entry| {
        Some(Descriptor {
            kind: Kind::parse(entry.get("type")?.as_str()?),
            id: value::id(entry.get("id")?)?,
        })
    });
    Known {
        first: first.collect(),
        count: relation.pointer("/meta/count").and_then(count),
        more: cursor(relation).is_some() || relation.pointer("/links/next").is_some_and(Value::is_string),
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
    let Parsed { value, text, mended } = parsed(answer, key)?;
    let text = text.into_owned();
    Ok(Read { value, text, mended })
}

/// The same with a text that is only copied where something had to be done to it: answers have up to 20 MB.
struct Parsed<'a> {
    value: Value,
    text: Cow<'a, str>,
    mended: Mended,
}

fn parsed<'a>(answer: &'a Answer, key: Option<&ApiKey>) -> Result<Parsed<'a>, ApiError> {
    if u64::try_from(answer.body.len()).is_ok_and(|length| length > LARGEST) {
        return Err(foreign(answer, key, NotTheApi::TooLarge(LARGEST)));
    }
    // `from_utf8_lossy` alone takes several times as long where there is nothing to mend.
    let decoded = str::from_utf8(&answer.body).map_or_else(|_| String::from_utf8_lossy(&answer.body), Cow::Borrowed);
    let utf8 = matches!(decoded, Cow::Owned(_));
    let text = without_mark(decoded);
    if text.trim().is_empty() {
        return Err(refused_by_status(answer).unwrap_or_else(|| foreign(answer, key, NotTheApi::Empty)));
    }
    if let Some(why) = wrong_kind(&answer.content_type, &text, key) {
        return Err(refused_by_status(answer).unwrap_or_else(|| foreign(answer, key, why)));
    }
    let blotted = match key {
        Some(key) if key.reveal().len() >= BLOT_BODY_FROM => match key.blot(&text) {
            Cow::Owned(blotted) => Some(blotted),
            Cow::Borrowed(_) => None,
        },
        Some(_) | None => None,
    };
    let mut mended = Mended {
        utf8,
        surrogates: false,
        key: blotted.is_some(),
    };
    let text = blotted.map_or(text, Cow::Owned);
    let read = serde_json::from_str::<Value>(&text).or_else(|error| match mend(&text) {
        Cow::Owned(whole) => {
            mended.surrogates = true;
            serde_json::from_str(&whole)
        }
        Cow::Borrowed(_) => Err(error),
    });
    let value = read.map_err(|error| {
        let why = if error.is_eof() {
            NotTheApi::Truncated
        } else {
            NotTheApi::Malformed(blot(key, &error.to_string()))
        };
        foreign(answer, key, why)
    })?;
    match value.get("error").and_then(Value::as_object) {
        Some(error) => Err(refused(answer, error, key)),
        None => Ok(Parsed { value, text, mended }),
    }
}

/// Some servers begin with a byte order mark.
fn without_mark(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\u{FEFF}')),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches('\u{FEFF}').to_owned()),
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

/// The refusal for want of quota that an answer is, if it is one. Every other answer is for who asked.
pub fn quota_refusal(answer: &Answer, key: Option<&ApiKey>) -> Option<ApiError> {
    if answer.status < 400 {
        return None;
    }
    json(answer, key).err().filter(|error| error.spent_quota().is_some())
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
    key.map_or_else(|| text.to_owned(), |key| key.blot(text).into_owned())
}

/// Whether the report is about what was asked for. A file's id must be the asked SHA-256; an asked MD5 or SHA-1 must
/// stand among the attributes. A proxy that answers with another, clean object's report is found out.
fn is_about(object: &Object, asked: &Subject) -> bool {
    let id = asked.id();
    let says = |name: &str| {
        let told = object.attributes.get(name).and_then(Value::as_str);
        told.map(|told| told.eq_ignore_ascii_case(id))
    };
    match asked.topic() {
        Topic::File => match id.len() {
            32 => says("md5") == Some(true),
            40 => says("sha1") == Some(true),
            _ => object.id.eq_ignore_ascii_case(id) && says("sha256") != Some(false),
        },
        // VirusTotal canonicalises a URL by rules of its own: only its own form of the id can be compared.
        Topic::Url => !is_sha256(id) || object.id.eq_ignore_ascii_case(id),
        Topic::Domain | Topic::Address => {
            Subject::new(asked.topic(), &object.id).is_some_and(|subject| subject == *asked)
        }
    }
}

fn is_sha256(id: &str) -> bool {
    id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}
