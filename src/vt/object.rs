//! Objects of API v3: what is decided on is typed, everything else is kept as it came.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Map, Value};

use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::engines::{Category, EngineRow, Stats, engine};
use crate::vt::value::{count, list, number, text, time};

/// One object: a report, an analysis, a comment, an entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Object {
    pub kind: Kind,
    /// As it came; a file's SHA-256 in lower case.
    pub id: String,
    pub attributes: Map<String, Value>,
    /// What the list that it stood in says about its entry: when a file was dropped, who resolved a name.
    pub context: Map<String, Value>,
    /// What is known of relations that were asked for beside the object, by their names.
    pub relations: BTreeMap<String, Known>,
    /// An entry of a list that VirusTotal could not find any more: its own words for it.
    pub missing: Option<Untrusted>,
    /// The answer's text as it came; empty for entries of a list.
    pub raw: Rc<str>,
    /// What had to be done to the text before it could be read; the reader is told.
    pub mended: Mended,
}

/// A relation as far as its object's own answer tells, by `?relationships=`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Known {
    /// The first entries: type and id alone. One for a relation to one object, none where it is null.
    pub first: Vec<Descriptor>,
    /// More than `first` holds; `None` where VirusTotal does not say how many there are.
    pub count: Option<u64>,
    /// There are more than `first` holds.
    pub more: bool,
}

impl Known {
    /// Nothing is there, so that asking would be a wasted request.
    pub fn is_empty(&self) -> bool {
        self.first.is_empty() && !self.more && self.count.unwrap_or(0) == 0
    }

    /// How many there are, where that is known for certain.
    pub fn total(&self) -> Option<u64> {
        let listed = self.first.len() as u64;
        match self.count {
            Some(count) => Some(count.max(listed)),
            None => (!self.more).then_some(listed),
        }
    }
}

/// A type and an id, which is all that a descriptor holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Descriptor {
    pub kind: Kind,
    pub id: String,
}

/// An object's type; the list is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    File,
    Url,
    Domain,
    Address,
    Analysis,
    Behaviour,
    Comment,
    Vote,
    Resolution,
    Whois,
    Certificate,
    Collection,
    Graph,
    Submission,
    User,
    Unknown(String),
}

impl Kind {
    /// Reads the word as it stands in `type`.
    pub fn parse(word: &str) -> Self {
        match word {
            "file" => Self::File,
            "url" => Self::Url,
            "domain" => Self::Domain,
            "ip_address" => Self::Address,
            "analysis" => Self::Analysis,
            "file_behaviour" => Self::Behaviour,
            "comment" => Self::Comment,
            "vote" => Self::Vote,
            "resolution" => Self::Resolution,
            "whois" => Self::Whois,
            "ssl_cert" => Self::Certificate,
            "collection" => Self::Collection,
            "graph" => Self::Graph,
            "submission" => Self::Submission,
            "user" => Self::User,
            other => Self::Unknown(other.to_owned()),
        }
    }

    /// The word as it stands in `type`.
    pub fn word(&self) -> &str {
        match self {
            Self::File => "file",
            Self::Url => "url",
            Self::Domain => "domain",
            Self::Address => "ip_address",
            Self::Analysis => "analysis",
            Self::Behaviour => "file_behaviour",
            Self::Comment => "comment",
            Self::Vote => "vote",
            Self::Resolution => "resolution",
            Self::Whois => "whois",
            Self::Certificate => "ssl_cert",
            Self::Collection => "collection",
            Self::Graph => "graph",
            Self::Submission => "submission",
            Self::User => "user",
            Self::Unknown(word) => word,
        }
    }

    /// The topic of an object that has a report of its own.
    pub fn topic(&self) -> Option<Topic> {
        match self {
            Self::File => Some(Topic::File),
            Self::Url => Some(Topic::Url),
            Self::Domain => Some(Topic::Domain),
            Self::Address => Some(Topic::Address),
            Self::Analysis
            | Self::Behaviour
            | Self::Comment
            | Self::Vote
            | Self::Resolution
            | Self::Whois
            | Self::Certificate
            | Self::Collection
            | Self::Graph
            | Self::Submission
            | Self::User
            | Self::Unknown(_) => None,
        }
    }
}

impl From<Topic> for Kind {
    fn from(topic: Topic) -> Self {
        match topic {
            Topic::File => Self::File,
            Topic::Url => Self::Url,
            Topic::Domain => Self::Domain,
            Topic::Address => Self::Address,
        }
    }
}

impl Descriptor {
    /// What can be opened in the page, where it is something with a report.
    pub fn subject(&self) -> Option<Subject> {
        Subject::new(self.kind.topic()?, &self.id)
    }
}

/// What an answer's text needed before it could be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Mended {
    /// Bytes that were no UTF-8.
    pub utf8: bool,
    /// Halves of surrogate pairs.
    pub surrogates: bool,
    /// The API key stood in it.
    pub key: bool,
}

impl Object {
    /// An object with nothing but attributes.
    pub fn new(kind: Kind, id: impl Into<String>, attributes: Map<String, Value>) -> Self {
        Self {
            kind,
            id: id.into(),
            attributes,
            context: Map::new(),
            relations: BTreeMap::new(),
            missing: None,
            raw: Rc::from(""),
            mended: Mended::default(),
        }
    }

    /// What the object is about, where it has a report of its own.
    pub fn subject(&self) -> Option<Subject> {
        Subject::new(self.kind.topic()?, &self.id)
    }

    /// A relation, where the object was asked for together with it.
    pub fn relation(&self, name: &str) -> Option<&Known> {
        self.relations.get(name)
    }

    /// An attribute that is a text with something in it.
    pub fn text(&self, name: &str) -> Option<Untrusted> {
        self.attributes.get(name).and_then(text)
    }

    pub fn number(&self, name: &str) -> Option<f64> {
        self.attributes.get(name).and_then(number)
    }

    pub fn count(&self, name: &str) -> Option<u64> {
        self.attributes.get(name).and_then(count)
    }

    /// Unix seconds, as they came: judging them is `report::units`' task.
    pub fn time(&self, name: &str) -> Option<i64> {
        self.attributes.get(name).and_then(time)
    }

    /// A list, empty where it is none.
    pub fn list(&self, name: &str) -> &[Value] {
        self.attributes.get(name).map_or(&[], list)
    }

    /// The texts of a list.
    pub fn texts(&self, name: &str) -> Vec<Untrusted> {
        self.list(name).iter().filter_map(text).collect()
    }

    pub fn map(&self, name: &str) -> Option<&Map<String, Value>> {
        self.attributes.get(name).and_then(Value::as_object)
    }

    /// The engines' rows, in the order of their names.
    pub fn engines(&self) -> Vec<EngineRow> {
        // An analysis has the same under a shorter name.
        let rows = self.map("last_analysis_results").or_else(|| self.map("results"));
        rows.into_iter()
            .flatten()
            .filter_map(|(name, row)| row.as_object().map(|row| engine(name, row)))
            .collect()
    }

    /// Who said what. The rows are counted where there are any, since they are what the reader sees; VirusTotal's
    /// own sums stand in where there are none.
    pub fn stats(&self) -> Stats {
        let mut stats = Stats::default();
        for row in self.engines() {
            stats.add(&row.category, 1);
        }
        if stats == Stats::default() {
            for (word, sum) in self
                .map("last_analysis_stats")
                .or_else(|| self.map("stats"))
                .into_iter()
                .flatten()
            {
                stats.add(&Category::parse(word), count(sum).unwrap_or(0));
            }
        }
        stats
    }
}
