//! A node's verdict: as a shape, a word, a colour's name. None is a verdict that is not loaded.

use crate::report::card::Verdict;
use crate::ui::report::card::shape;
use crate::ui::report::shapes::Shape;
use crate::words::Words;

pub fn verdict_shape(verdict: Option<Verdict>) -> Shape {
    verdict.map_or(Shape::DashedRing, shape)
}

pub fn verdict_word(verdict: Option<Verdict>, words: Words) -> &'static str {
    let card = words.report.card;
    match verdict {
        Some(Verdict::Malicious) => card.malicious,
        Some(Verdict::Suspicious) => card.suspicious,
        Some(Verdict::NothingFound) => card.nothing_found,
        Some(Verdict::NeverSeen) => card.no_opinion,
        None => words.pictures.not_judged,
    }
}

/// What the style calls it.
pub fn slug(verdict: Option<Verdict>) -> &'static str {
    match verdict {
        Some(Verdict::Malicious) => "malicious",
        Some(Verdict::Suspicious) => "suspicious",
        Some(Verdict::NothingFound) => "nothing-found",
        Some(Verdict::NeverSeen) | None => "unknown",
    }
}
