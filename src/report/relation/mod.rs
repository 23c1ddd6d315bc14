//! The relations of an object as a reader meets them: how many there are, what stands elsewhere, and the rows of each.

pub mod kinds;
pub mod name;
pub mod order;
pub mod records;
pub mod sheet;

use crate::report::units;
use crate::route::Tab;
use crate::subject::Topic;
use crate::vt::object::Known;
use crate::vt::relation::{self, Relation, Tier};
use crate::words::Words;

/// VirusTotal counts up to here and no further.
const COUNTED: u64 = 200;

/// How many objects a relation leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Amount {
    Unknown,
    Exactly(u64),
    AtLeast(u64),
}

impl Amount {
    /// What the report itself told, before anything was asked for.
    pub fn told(known: Option<&Known>) -> Self {
        let Some(known) = known else { return Self::Unknown };
        Self::counted(known.first.len() as u64, known.more, known.count)
    }

    /// What a list told: `listed` of its entries are here, and there are `more`.
    pub fn counted(listed: u64, more: bool, count: Option<u64>) -> Self {
        match count {
            _ if !more => Self::Exactly(listed.max(count.unwrap_or(0))),
            Some(count) if count > listed && count != COUNTED => Self::Exactly(count),
            Some(count) => Self::AtLeast(count.max(listed)),
            None => Self::AtLeast(listed),
        }
    }

    /// Asking would be a wasted request.
    pub fn is_none(self) -> bool {
        self == Self::Exactly(0)
    }

    /// `31`, `200+`, `none`, `?`.
    pub fn text(self, words: Words) -> String {
        match self {
            Self::Unknown => "?".to_owned(),
            Self::Exactly(0) => words.relations.none.to_owned(),
            Self::Exactly(count) => units::count(count, words),
            Self::AtLeast(count) => format!("{}+", units::count(count, words)),
        }
    }

    /// `31`, `200 or more`: the same for ears and titles.
    pub fn spoken(self, words: Words) -> String {
        match self {
            Self::Unknown => words.relations.unknown_count.to_owned(),
            Self::AtLeast(count) => (words.relations.or_more)(&units::count(count, words)),
            Self::Exactly(_) => self.text(words),
        }
    }

    /// How many entries the next page of at most `page` brings, where that is known.
    pub fn next(self, listed: u64, page: u64) -> u64 {
        match self {
            Self::Exactly(count) if count > listed => (count - listed).min(page),
            Self::Exactly(_) | Self::AtLeast(_) | Self::Unknown => page,
        }
    }
}

/// The part of the report that shows a relation in a better way than a list.
pub fn elsewhere(name: &str) -> Option<Tab> {
    match name {
        "behaviours" => Some(Tab::Behaviour),
        "comments" | "votes" => Some(Tab::Community),
        _ => None,
    }
}

/// The relations of a topic that are not known to be empty, those that are, and those that need a premium key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shelf {
    pub open: Vec<Relation>,
    pub empty: Vec<Relation>,
    pub premium: Vec<Relation>,
}

/// Sorts a topic's relations by what its report told.
pub fn shelf(topic: Topic, is_empty: impl Fn(Relation) -> bool) -> Shelf {
    let all = relation::all(topic).iter().copied();
    let (free, premium): (Vec<Relation>, Vec<Relation>) = all.partition(|relation| relation.tier == Tier::Free);
    let (empty, open) = free.into_iter().partition(|relation| is_empty(*relation));
    Shelf { open, empty, premium }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vt::object::{Descriptor, Kind};
    use crate::words::Language;

    fn known(listed: usize, count: Option<u64>, more: bool) -> Known {
        let one = Descriptor {
            kind: Kind::File,
            id: "a".into(),
        };
        Known {
            first: vec![one; listed],
            count,
            more,
        }
    }

    #[test]
    fn amounts_say_what_is_certain() {
        let words = Words::of(Language::English);
        for (known, text, spoken) in [
            (None, "?", "how many is not known yet"),
            (Some(known(0, None, false)), "none", "none"),
            (Some(known(0, Some(0), false)), "none", "none"),
            (Some(known(3, None, false)), "3", "3"),
            (Some(known(10, Some(31), true)), "31", "31"),
            (Some(known(10, Some(31), false)), "31", "31"),
            (Some(known(10, None, true)), "10+", "10 or more"),
            (Some(known(10, Some(10), true)), "10+", "10 or more"),
            (Some(known(10, Some(200), true)), "200+", "200 or more"),
            (Some(known(10, Some(1_234), true)), "1,234", "1,234"),
            (Some(known(5, Some(3), false)), "5", "5"),
        ] {
            let amount = Amount::told(known.as_ref());
            assert_eq!(amount.text(words), text, "{known:?}");
            assert_eq!(amount.spoken(words), spoken, "{known:?}");
            let empty = known.as_ref().is_some_and(Known::is_empty);
            assert_eq!(amount.is_none(), empty, "{known:?}");
        }
    }

    #[test]
    fn the_next_page_is_no_longer_than_what_is_left() {
        for (amount, listed, next) in [
            (Amount::Exactly(45), 40, 5),
            (Amount::Exactly(130), 40, 40),
            (Amount::AtLeast(200), 80, 40),
            (Amount::AtLeast(200), 240, 40),
            (Amount::Unknown, 0, 40),
            (Amount::Exactly(40), 40, 40),
        ] {
            assert_eq!(amount.next(listed, 40), next, "{amount:?} {listed}");
        }
    }

    #[test]
    fn every_relation_stands_on_one_shelf() {
        for topic in Topic::ALL {
            let shelf = shelf(topic, |relation| relation.name.starts_with('g'));
            let all = [&shelf.open[..], &shelf.empty, &shelf.premium].concat();
            assert_eq!(all.len(), relation::all(topic).len());
            assert!(shelf.premium.iter().all(|relation| relation.tier == Tier::Premium));
            assert_eq!(shelf.empty.len(), 1, "graphs alone: {topic:?}");
        }
    }
}
