//! What is remembered of an answer when its report is not at hand: a line, as small as it can be kept.

use serde::{Deserialize, Serialize};

use crate::report::card::{self, Verdict};
use crate::report::facts;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::words::Words;

/// Names beyond this were made to fill the storage.
const SIGNS_AT_MOST: usize = 200;

/// An answer in a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remembered {
    /// Unix seconds at which it came.
    pub asked: i64,
    /// The name that its report is kept under.
    pub report: String,
    pub verdict: Verdict,
    /// Whether VirusTotal knows the subject at all.
    pub known: bool,
    pub flagged: u64,
    pub counted: u64,
    /// Unix seconds of the analysis.
    pub analysed: Option<i64>,
    /// What the report calls it.
    pub name: Option<Untrusted>,
    /// What VirusTotal suggests to call it, from the labels.
    pub family: Option<Untrusted>,
}

/// The form in storage.
#[derive(Serialize, Deserialize)]
struct Stored {
    asked: i64,
    #[serde(default)]
    report: String,
    verdict: String,
    #[serde(default)]
    known: bool,
    #[serde(default)]
    flagged: u64,
    #[serde(default)]
    counted: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    analysed: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    family: Option<String>,
}

impl Remembered {
    /// The line of a report that came at `now`.
    pub fn of(object: &Object, now: i64, words: Words) -> Self {
        let brief = card::brief(object, words);
        let topic = object.kind.topic().unwrap_or(Topic::File);
        let cut = |text: Untrusted| Untrusted::new(text.raw().chars().take(SIGNS_AT_MOST).collect::<String>());
        Self {
            asked: now,
            report: object.subject().map(|subject| subject.to_string()).unwrap_or_default(),
            verdict: brief.verdict,
            known: true,
            flagged: brief.flagged,
            counted: brief.counted,
            analysed: object.time("last_analysis_date").filter(|date| *date > 0),
            name: facts::name(object, topic).map(cut),
            family: object
                .attributes
                .get("popular_threat_classification")
                .and_then(|class| class.get("suggested_threat_label")?.as_str())
                .map(|label| cut(Untrusted::new(label))),
        }
    }

    /// VirusTotal has never seen the subject.
    pub fn never_seen(now: i64) -> Self {
        Self {
            asked: now,
            report: String::new(),
            verdict: Verdict::NeverSeen,
            known: false,
            flagged: 0,
            counted: 0,
            analysed: None,
            name: None,
            family: None,
        }
    }

    pub fn to_json(&self) -> String {
        let text = |text: &Option<Untrusted>| text.as_ref().map(|text| text.raw().to_owned());
        let stored = Stored {
            asked: self.asked,
            report: self.report.clone(),
            verdict: self.verdict.slug().to_owned(),
            known: self.known,
            flagged: self.flagged,
            counted: self.counted,
            analysed: self.analysed,
            name: text(&self.name),
            family: text(&self.family),
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads the stored form; none where it is damaged.
    pub fn parse(json: &str) -> Option<Self> {
        let stored: Stored = serde_json::from_str(json).ok()?;
        let verdict = Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.slug() == stored.verdict)?;
        let text = |text: String| Untrusted::new(text.chars().take(SIGNS_AT_MOST).collect::<String>());
        Some(Self {
            asked: stored.asked,
            report: stored.report,
            verdict,
            known: stored.known,
            flagged: stored.flagged,
            counted: stored.counted,
            analysed: stored.analysed,
            name: stored.name.map(text),
            family: stored.family.map(text),
        })
    }
}

/// Whether an id is a digest that more than one name leads to: an answer about a file is one about all its digests.
pub fn names_of(object: &Object) -> Vec<Subject> {
    match object.kind.topic() {
        Some(Topic::File) => ["sha256", "sha1", "md5"]
            .into_iter()
            .filter_map(|name| Subject::file(object.text(name)?.raw()))
            .collect(),
        Some(Topic::Url | Topic::Domain | Topic::Address) | None => object.subject().into_iter().collect(),
    }
}
