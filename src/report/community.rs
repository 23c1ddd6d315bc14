//! What people say of an object: comments as they are read, votes, and the tags that a text will get.

pub mod refusal;

use serde_json::Value;

use crate::report::details::build::Site;
use crate::report::details::{Cell, Column};
use crate::report::reasons::Tone;
use crate::report::units;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{count, number, text};
use crate::words::Words;

/// Votes of an object as its report sums them up.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Totals {
    pub malicious: u64,
    pub harmless: u64,
}

/// None where the report does not say.
pub fn totals(object: &Object) -> Option<Totals> {
    let votes = object.map("total_votes")?;
    let of = |name: &str| votes.get(name).and_then(count).unwrap_or(0);
    Some(Totals {
        malicious: of("malicious"),
        harmless: of("harmless"),
    })
}

/// A comment, ready to be drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Comment {
    pub id: String,
    pub date: Option<Cell>,
    /// One a line of the text.
    pub lines: Vec<Untrusted>,
    pub tags: Vec<Untrusted>,
    pub applause: Applause,
    /// What it is about, by its own id.
    pub item: Option<Subject>,
    /// VirusTotal's words where it could not find it any more.
    pub missing: Option<Untrusted>,
}

/// How a comment was received: the counts as they are written, none where there is nothing to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Applause {
    pub positive: Option<String>,
    pub negative: Option<String>,
    pub abuse: Option<String>,
}

pub fn comment(object: &Object, site: Site) -> Comment {
    let said = object.text("text");
    let votes = object.map("votes");
    let of = |name: &str| {
        let count = votes?.get(name).and_then(count).filter(|count| *count > 0)?;
        Some(units::count(count, site.words))
    };
    Comment {
        id: object.id.clone(),
        date: site.time(object.attributes.get("date")),
        lines: said
            .iter()
            .flat_map(|text| text.raw().lines())
            .map(Untrusted::new)
            .collect(),
        tags: object.texts("tags"),
        applause: Applause {
            positive: of("positive"),
            negative: of("negative"),
            abuse: of("abuse"),
        },
        item: item(&object.id),
        missing: object.missing.clone(),
    }
}

/// What a comment or a vote is about: its id is a letter, the object's id, and a number of its own.
pub fn item(id: &str) -> Option<Subject> {
    let (letter, rest) = id.split_once('-')?;
    let (of, _) = rest.rsplit_once('-')?;
    let topic = match letter {
        "f" => Topic::File,
        "u" => Topic::Url,
        "d" => Topic::Domain,
        "i" => Topic::Address,
        _ => return None,
    };
    Subject::new(topic, of)
}

/// The places of a list's comments, newest first, each id once: a page can bring again what stood on the one before.
pub fn newest_first<'a>(objects: impl Iterator<Item = &'a Object>) -> Vec<usize> {
    let mut places: Vec<(usize, &Object)> = objects.enumerate().collect();
    places.sort_by_key(|(_, object)| std::cmp::Reverse(object.time("date")));
    let mut known = std::collections::BTreeSet::new();
    places.retain(|(_, object)| known.insert(object.id.as_str()));
    places.into_iter().map(|(at, _)| at).collect()
}

/// The words of a text that become tags, each once, as VirusTotal takes them: `#` and what follows it without a break.
pub fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for word in text.split('#').skip(1) {
        let tag: String = word
            .chars()
            .take_while(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '-'))
            .collect();
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

pub fn vote_columns(words: Words) -> [Column; 3] {
    let words = words.community;
    [(words.verdict, false), (words.weight, true), (words.date, false)]
        .map(|(title, numeric)| Column { title, numeric })
}

/// A vote: what it says, what it weighs, when it was cast.
pub fn vote(object: &Object, site: Site) -> [Cell; 3] {
    let words = site.words.community;
    let verdict = match object.text("verdict") {
        Some(word) => match word.raw() {
            "malicious" => Cell::State(Tone::Bad, words.malicious.to_owned()),
            "harmless" => Cell::State(Tone::Good, words.harmless.to_owned()),
            _ => Cell::OutsideState(Tone::Plain, word),
        },
        None => Cell::Empty,
    };
    let value = object.attributes.get("value");
    let weight = match value.and_then(number).filter(|number| number.fract() == 0.0) {
        Some(number) => Cell::Ours(units::decimal(number, 0, site.words)),
        None => object.text("value").map_or(Cell::Empty, Cell::Outside),
    };
    let date = site.time(object.attributes.get("date")).unwrap_or(Cell::Empty);
    [verdict, weight, date]
}

/// A comment with the counts that VirusTotal sent after a vote on it; `None` where those are no counts.
pub fn with_applause(comment: &Object, answer: &Value) -> Option<Object> {
    let votes = answer.get("data").filter(|votes| votes.is_object())?;
    let mut changed = comment.clone();
    changed.attributes.insert("votes".to_owned(), votes.clone());
    Some(changed)
}

/// The name of the user that an answer is about, and the names that they give themselves.
pub fn user(data: &Value) -> Option<(Untrusted, Option<Untrusted>)> {
    if data.get("type")? != "user" {
        return None;
    }
    let id = data.get("id").and_then(text)?;
    let own = |name: &str| data.get("attributes")?.get(name).and_then(text);
    let names: Vec<Untrusted> = ["first_name", "last_name"].into_iter().filter_map(own).collect();
    let names = names.iter().map(Untrusted::raw).collect::<Vec<&str>>().join(" ");
    Some((id, (!names.is_empty()).then(|| Untrusted::new(names))))
}
