//! Analyses of an object that this browser has seen, as small as they can be kept, and the difference between two.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::report::details::build::words_column;
use crate::report::details::{Cell, Column};
use crate::report::detections::Group;
use crate::untrusted::Untrusted;
use crate::vt::engines::Category;
use crate::vt::object::Object;
use crate::words::Words;

/// Engines and labels beyond these were made to fill the storage.
const ENGINES_AT_MOST: usize = 300;
const SIGNS_AT_MOST: usize = 120;

/// One analysis.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// Unix seconds of the analysis, by VirusTotal's clock.
    pub date: i64,
    pub opinions: BTreeMap<String, Opinion>,
}

/// What an engine said in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opinion {
    pub group: Group,
    /// Of those that flag it alone.
    pub label: Option<String>,
}

/// What has changed from one analysis to another. Lists are in the order of engines' names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Difference {
    /// Flagged now, and not before, or by an engine that was not there before.
    pub new: Vec<Change>,
    /// Flagged before, and no more.
    pub gone: Vec<Change>,
    /// Flagged in both under different labels, or changed from suspicious to malicious or back.
    pub changed: Vec<Change>,
    /// Engines that say the same in both.
    pub same: u64,
}

/// One engine's word in both analyses; none where it was not asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    pub engine: Untrusted,
    pub before: Option<Opinion>,
    pub after: Option<Opinion>,
}

impl Seen {
    /// The analysis that a report tells of; none where it tells of none.
    pub fn of(object: &Object) -> Option<Self> {
        let date = object.time("last_analysis_date").filter(|date| *date > 0)?;
        let opinions = object.engines().into_iter().take(ENGINES_AT_MOST).map(|row| {
            let group = group_of(&row.category);
            let label = row.result.filter(|_| group.is_flag());
            let label = label.map(|label| cut(label.raw()));
            (cut(row.engine.raw()), Opinion { group, label })
        });
        let opinions: BTreeMap<String, Opinion> = opinions.collect();
        (!opinions.is_empty()).then_some(Self { date, opinions })
    }

    /// Engines that flag it.
    pub fn flagged(&self) -> u64 {
        self.count(Group::is_flag)
    }

    /// Engines with an opinion.
    pub fn counted(&self) -> u64 {
        self.count(Group::is_opinion)
    }

    fn count(&self, counts: fn(Group) -> bool) -> u64 {
        self.opinions.values().filter(|opinion| counts(opinion.group)).count() as u64
    }

    /// `{"date": 1700000000, "engines": {"Avast": "mWin32:Malware-gen", "Zoner": "u"}}`.
    pub fn to_json(&self) -> String {
        let engines: Map<String, Value> = self
            .opinions
            .iter()
            .map(|(engine, opinion)| {
                let label = opinion.label.as_deref().unwrap_or_default();
                (engine.clone(), Value::from(format!("{}{label}", letter(opinion.group))))
            })
            .collect();
        serde_json::json!({ "date": self.date, "engines": engines }).to_string()
    }

    /// Reads the stored form; none where it is damaged.
    pub fn parse(json: &str) -> Option<Self> {
        let stored: Value = serde_json::from_str(json).ok()?;
        let date = stored.get("date")?.as_i64().filter(|date| *date > 0)?;
        let engines = stored.get("engines")?.as_object()?;
        let opinions: Option<BTreeMap<String, Opinion>> = engines
            .iter()
            .take(ENGINES_AT_MOST)
            .map(|(engine, said)| {
                let mut signs = said.as_str()?.chars();
                let group = group_of_letter(signs.next()?)?;
                let label = Some(signs.as_str()).filter(|label| !label.is_empty() && group.is_flag());
                let label = label.map(cut);
                Some((cut(engine), Opinion { group, label }))
            })
            .collect();
        opinions
            .filter(|opinions| !opinions.is_empty())
            .map(|opinions| Self { date, opinions })
    }
}

impl Change {
    /// The engine and its words before and after, as cells of a table.
    pub fn cells(self, words: Words) -> Vec<Cell> {
        let said = |opinion: Option<Opinion>| match opinion {
            None => Cell::Ours(words.report.engines.seen_absent.to_owned()),
            Some(Opinion {
                group,
                label: Some(label),
            }) => Cell::OutsideState(group.tone(), Untrusted::new(label)),
            Some(Opinion { group, label: None }) => Cell::State(group.tone(), group.word(words).to_owned()),
        };
        vec![Cell::Outside(self.engine), said(self.before), said(self.after)]
    }
}

/// The columns of [`Change::cells`].
pub fn columns(words: Words) -> [Column; 3] {
    let said = words.report.engines;
    [words.report.engine, said.seen_before, said.seen_after].map(words_column)
}

/// What is new in `after`.
pub fn difference(before: &Seen, after: &Seen) -> Difference {
    let mut found = Difference::default();
    let engines: BTreeSet<&String> = before.opinions.keys().chain(after.opinions.keys()).collect();
    for engine in engines {
        let (old, new) = (before.opinions.get(engine), after.opinions.get(engine));
        let flags = |opinion: Option<&Opinion>| opinion.is_some_and(|opinion| opinion.group.is_flag());
        let list = match (flags(old), flags(new)) {
            (false, true) => &mut found.new,
            (true, false) => &mut found.gone,
            (true, true) if old != new => &mut found.changed,
            (true, true) | (false, false) => {
                found.same += u64::from(old == new);
                continue;
            }
        };
        list.push(Change {
            engine: Untrusted::new(engine.as_str()),
            before: old.cloned(),
            after: new.cloned(),
        });
    }
    found
}

fn cut(text: &str) -> String {
    text.chars().take(SIGNS_AT_MOST).collect()
}

fn group_of(category: &Category) -> Group {
    match category {
        Category::Malicious => Group::Malicious,
        Category::Suspicious => Group::Suspicious,
        Category::Undetected => Group::Undetected,
        Category::Harmless => Group::Harmless,
        Category::Timeout
        | Category::ConfirmedTimeout
        | Category::Failure
        | Category::TypeUnsupported
        | Category::Unknown(_) => Group::NoOpinion,
    }
}

fn letter(group: Group) -> char {
    match group {
        Group::Malicious => 'm',
        Group::Suspicious => 's',
        Group::Undetected => 'u',
        Group::Harmless => 'h',
        Group::NoOpinion => '-',
    }
}

fn group_of_letter(sign: char) -> Option<Group> {
    Group::ALL.into_iter().find(|group| letter(*group) == sign)
}
