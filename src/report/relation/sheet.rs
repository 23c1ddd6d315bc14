//! Objects of a list as a table: which columns their kind has, and what stands in them.

use serde_json::{Map, Value};

use crate::report::card::{self, Verdict};
use crate::report::details::build::{Site, named, words_column};
use crate::report::details::{Cell, Column, Field, Label};
use crate::report::reasons::Tone;
use crate::report::relation::kinds;
use crate::report::relation::name::called;
use crate::report::units;
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::engines::{Category, Stats};
use crate::vt::object::{Kind, Object};
use crate::vt::value::{count, text};
use crate::words::Words;

/// The kinds of some objects, in the order in which they come up: each has a table of its own.
pub fn kinds<'a>(objects: impl IntoIterator<Item = &'a Object>) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for object in objects {
        if !kinds.contains(&object.kind) {
            kinds.push(object.kind.clone());
        }
    }
    kinds
}

/// The columns behind the name, which every kind has.
pub fn columns(kind: &Kind, words: Words) -> Vec<Column> {
    kinds::columns(kind, &words.relations)
        .iter()
        .map(|title| words_column(title))
        .collect()
}

/// The cells behind the name, as many as there are columns.
pub fn cells(object: &Object, site: Site) -> Vec<Cell> {
    kinds::cells(object, site)
}

/// What the list itself says of its entry. What is no single value stands in the tree.
pub fn context(object: &Object, site: Site) -> Vec<Field> {
    // A list of URLs may repeat the URL.
    let own = called(object);
    object
        .context
        .iter()
        .filter_map(|(name, value)| {
            let told = text(value).filter(|told| own.as_ref() != Some(told))?;
            let is_time = name.ends_with("date") || name.ends_with("timestamp");
            let time = is_time.then(|| site.time(Some(value))).flatten();
            Some(Field {
                label: Label::Outside(Untrusted::new(name.as_str())),
                cells: vec![time.unwrap_or_else(|| named(Topic::Url, told))],
            })
        })
        .collect()
}

/// Everything that is known of an entry, for a tree: what the list says of it comes first.
pub fn whole(object: &Object) -> Object {
    let mut attributes = Map::new();
    if !object.context.is_empty() {
        attributes.insert("context_attributes".to_owned(), Value::Object(object.context.clone()));
    }
    attributes.extend(object.attributes.clone());
    Object::new(object.kind.clone(), object.id.clone(), attributes)
}

/// The verdict's word with its shape, and how many of how many engines flag it.
pub fn ratio(stats: &Stats, words: Words) -> Cell {
    let card = words.report.card;
    let (tone, word) = match card::verdict(stats, false) {
        Verdict::Malicious => (Tone::Bad, card.malicious),
        Verdict::Suspicious => (Tone::Warn, card.suspicious),
        Verdict::NothingFound => (Tone::Good, card.nothing_found),
        Verdict::NeverSeen => return Cell::Empty,
    };
    let number = |count| units::count(count, words);
    let ratio = (words.relations.of_engines)(&number(stats.flagged()), &number(stats.counted()));
    Cell::State(tone, format!("{word} · {ratio}"))
}

/// Sums that stand under a name of their own, as a resolution has them for both of its ends.
pub fn sums(object: &Object, name: &str) -> Stats {
    let mut stats = Stats::default();
    for (word, sum) in object.map(name).into_iter().flatten() {
        let sum = count(sum).unwrap_or(0);
        let place = match Category::parse(word) {
            Category::Malicious => &mut stats.malicious,
            Category::Suspicious => &mut stats.suspicious,
            Category::Undetected => &mut stats.undetected,
            Category::Harmless => &mut stats.harmless,
            Category::Timeout
            | Category::ConfirmedTimeout
            | Category::Failure
            | Category::TypeUnsupported
            | Category::Unknown(_) => &mut stats.no_opinion,
        };
        *place = place.saturating_add(sum);
    }
    stats
}
