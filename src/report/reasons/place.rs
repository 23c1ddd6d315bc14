//! Reasons that only URLs, domains and addresses have: what the crowd, web filters and lists of visits say.

use serde_json::Value;

use crate::fold::fold;
use crate::report::facts::{best_rank, distinct};
use crate::report::reasons::{Reason, Tone, joined, reason};
use crate::report::units;
use crate::untrusted::Untrusted;
use crate::vt::engines::Stats;
use crate::vt::object::Object;
use crate::vt::value::text;
use crate::words::Words;

/// Places on a list of visits up to here mean something.
const POPULAR: u64 = 100_000;
/// Parts of the words that web filters have for what harms.
const CATEGORIES_OF_WEIGHT: [&str; 11] = [
    "malicious",
    "malware",
    "phish",
    "spyware",
    "botnet",
    "bot net",
    "command and control",
    "infect",
    "fraud",
    "scam",
    "compromised",
];

/// Notes of the crowd that warn in earnest.
pub(super) fn notes(object: &Object, words: Words) -> Option<Reason> {
    let grave = |note: &&Value| {
        let severity = note.get("severity").and_then(Value::as_str).unwrap_or_default();
        severity.eq_ignore_ascii_case("high") || severity.eq_ignore_ascii_case("critical")
    };
    let notes = object.list("crowdsourced_context").iter().filter(grave);
    let titles: Vec<Untrusted> = notes.filter_map(|note| text(note.get("title")?)).collect();
    let said = (words.report.reasons.notes)(titles.len() as u64);
    reason(Tone::Bad, said, Some(joined(&titles)?))
}

pub(super) fn threat_names(object: &Object, words: Words) -> Option<Reason> {
    let names = joined(&object.texts("threat_names"))?;
    reason(Tone::Bad, words.report.reasons.threat_names, Some(names))
}

/// Whose look it takes on.
pub(super) fn brand(object: &Object, words: Words) -> Option<Reason> {
    let brands: Vec<Untrusted> = object.map("targeted_brand")?.values().filter_map(text).collect();
    reason(Tone::Bad, words.report.reasons.brand, Some(joined(&brands)?))
}

/// What web filters say where they say something bad.
pub(super) fn filters(object: &Object, words: Words) -> Option<Reason> {
    let bad = |category: &Untrusted| {
        let category = fold(category.raw());
        CATEGORIES_OF_WEIGHT.iter().any(|word| category.contains(word))
    };
    let categories = distinct(object.map("categories")?.values().filter_map(text).filter(bad));
    reason(Tone::Warn, words.report.reasons.filters, Some(joined(&categories)?))
}

/// Much visited, and nobody finds anything: names of that kind are flagged by mistake more often than not.
pub(super) fn popular(object: &Object, stats: &Stats, words: Words) -> Option<Reason> {
    let (list, rank) = best_rank(object).filter(|(_, rank)| *rank <= POPULAR)?;
    let tone = if stats.flagged() < 3 { Tone::Good } else { Tone::Plain };
    reason(
        tone,
        (words.report.reasons.popular)(&units::count(rank, words)),
        Some(list),
    )
}
