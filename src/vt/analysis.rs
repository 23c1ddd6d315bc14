//! Analyses: where one stands, what engines have said so far, and what it is about.

use serde_json::Value;

use crate::settings::ApiKey;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::error::{Answer, ApiError, NotTheApi};
use crate::vt::object::{Kind, Object};
use crate::vt::{read, value};

/// An analysis as VirusTotal tells it.
#[derive(Clone, PartialEq, Debug)]
pub struct Analysis {
    pub status: Status,
    /// What it is about, where the answer says so.
    pub item: Option<Subject>,
    /// Its `results` are read like those of a report.
    pub object: Object,
}

/// The list is open.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Status {
    Queued,
    InProgress,
    Completed,
    Unknown(Untrusted),
}

impl Status {
    pub fn parse(word: &str) -> Self {
        match word {
            "queued" => Self::Queued,
            "in-progress" | "in_progress" | "running" => Self::InProgress,
            "completed" => Self::Completed,
            other => Self::Unknown(Untrusted::new(other)),
        }
    }
}

/// Reads the answer to a question about an analysis.
pub fn analysis(answer: &Answer, key: Option<&ApiKey>) -> Result<Analysis, ApiError> {
    let object = read::object(answer, None, key)?;
    if object.kind != Kind::Analysis {
        return Err(wrong_shape(answer));
    }
    let whole = read::json(answer, key)?.value;
    let status = object.text("status");
    Ok(Analysis {
        status: Status::parse(status.as_ref().map_or("", Untrusted::raw)),
        item: item(&whole),
        object,
    })
}

/// Reads the answer to something that began an analysis: the analysis' id.
pub fn begun(answer: &Answer, key: Option<&ApiKey>) -> Result<String, ApiError> {
    let told = read::json(answer, key)?.value;
    let kind = told.pointer("/data/type").and_then(Value::as_str);
    match told.pointer("/data/id").and_then(value::id) {
        Some(id) if kind == Some("analysis") && !id.is_empty() => Ok(id),
        Some(_) | None => Err(wrong_shape(answer)),
    }
}

/// What an analysis is about: its `meta` for files and URLs, the link to the item for all.
fn item(answer: &Value) -> Option<Subject> {
    let told = |topic, path: &str| {
        let id = answer.pointer(path)?.as_str()?;
        Subject::new(topic, id)
    };
    told(Topic::File, "/meta/file_info/sha256")
        .or_else(|| told(Topic::Url, "/meta/url_info/id"))
        .or_else(|| linked(answer.pointer("/data/links/item")?.as_str()?))
}

/// `https://www.virustotal.com/api/v3/domains/example.com`: the link is read, never followed.
fn linked(link: &str) -> Option<Subject> {
    let (_, path) = link.split_once("/api/v3/")?;
    let (collection, id) = path.split_once('/')?;
    let topic = Topic::ALL.into_iter().find(|topic| topic.collection() == collection)?;
    Subject::new(topic, id)
}

fn wrong_shape(answer: &Answer) -> ApiError {
    ApiError::NotTheApi {
        status: answer.status,
        why: NotTheApi::WrongShape,
        begins: Untrusted::default(),
    }
}
