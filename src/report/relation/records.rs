//! Rows of what has no report of its own: registrations, certificates, submissions, and what people made.

use serde_json::Value;

use crate::report::details::Cell;
use crate::report::details::build::Site;
use crate::report::reasons::Tone;
use crate::report::relation::name::common_name;
use crate::report::relation::sheet::ratio;
use crate::report::units;
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Object};
use crate::vt::value::{number, text};

/// Signs of a thumbprint in a table; the whole stands in the tree.
const THUMBPRINT: usize = 17;

pub(super) fn cells(object: &Object, site: Site) -> Vec<Cell> {
    let outside = |name: &str| object.text(name).map_or(Cell::Empty, Cell::Outside);
    let time = |name: &str| site.time(object.attributes.get(name)).unwrap_or(Cell::Empty);
    let either = |first: &str, second: &str| match time(first) {
        Cell::Empty => time(second),
        cell => cell,
    };
    let at = |map: &str, name: &str| object.map(map).and_then(|map| map.get(name));
    match &object.kind {
        Kind::Whois => vec![
            outside("registrar_name"),
            outside("registrant_country"),
            time("last_updated"),
        ],
        Kind::Certificate => vec![
            issuer(object).map_or(Cell::Empty, Cell::Outside),
            at("validity", "not_before")
                .and_then(text)
                .map_or(Cell::Empty, Cell::Outside),
            at("validity", "not_after")
                .and_then(text)
                .map_or(Cell::Empty, Cell::Outside),
            object
                .text("thumbprint_sha256")
                .or_else(|| object.text("thumbprint"))
                .map_or(Cell::Empty, |print| Cell::Outside(print.elided(THUMBPRINT))),
        ],
        Kind::Collection => vec![
            owner(object),
            chips(object),
            time("creation_date"),
            time("last_modification_date"),
        ],
        Kind::Graph => vec![
            owner(object),
            time("creation_date"),
            either("last_modified_date", "last_modification_date"),
        ],
        Kind::Submission => vec![outside("interface"), outside("source_key"), outside("country")],
        Kind::Analysis => vec![ratio(&object.stats(), site.words), outside("status")],
        Kind::Comment => vec![outside("text"), chips(object), applause(object, site)],
        Kind::Vote => vec![opinion(object.text("verdict")), outside("value")],
        Kind::Behaviour => vec![
            opinion(object.texts("verdicts").into_iter().next()),
            either("analysis_date", "last_modification_date"),
        ],
        Kind::User => vec![outside("reputation"), time("user_since")],
        Kind::Unknown(_) => vec![owner(object), either("creation_date", "date")],
        Kind::File | Kind::Url | Kind::Domain | Kind::Address | Kind::Resolution => Vec::new(),
    }
}

fn chips(object: &Object) -> Cell {
    let tags = object.texts("tags");
    if tags.is_empty() {
        Cell::Empty
    } else {
        Cell::Chips(tags)
    }
}

/// Who made it: by an attribute, or by what the list tells of its owner.
fn owner(object: &Object) -> Cell {
    let told = object.relation("owner").and_then(|known| known.first.first());
    ["owner", "author", "source", "origin"]
        .iter()
        .find_map(|name| object.text(name))
        .or_else(|| told.map(|user| Untrusted::new(user.id.as_str())))
        .map_or(Cell::Empty, Cell::Outside)
}

fn issuer(object: &Object) -> Option<Untrusted> {
    let issuer = object.map("issuer")?;
    ["O", "CN"]
        .iter()
        .find_map(|name| issuer.get(*name).and_then(common_name))
}

/// A word that VirusTotal or a person found for it.
fn opinion(word: Option<Untrusted>) -> Cell {
    let Some(word) = word else { return Cell::Empty };
    let tone = match word.raw().to_ascii_lowercase().as_str() {
        "malicious" | "malware" => Tone::Bad,
        "suspicious" | "greyware" => Tone::Warn,
        "harmless" | "clean" => Tone::Good,
        _ => Tone::Plain,
    };
    Cell::OutsideState(tone, word)
}

/// `+3 −1`: who found a comment helpful and who did not.
fn applause(object: &Object, site: Site) -> Cell {
    let votes = object.map("votes");
    let count = |name: &str| {
        votes
            .and_then(|votes| votes.get(name))
            .and_then(|value: &Value| number(value))
    };
    match (count("positive"), count("negative")) {
        (None, None) => Cell::Empty,
        (good, bad) => {
            let written = |number: Option<f64>| units::decimal(number.unwrap_or(0.0), 0, site.words);
            Cell::Ours(format!("+{} −{}", written(good), written(bad)))
        }
    }
}
