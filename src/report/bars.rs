//! Places of the network as bars: how many a country or a network holds, and how many of them are flagged.

use crate::report::network::Location;
use crate::report::network::groups::{By, Title, grouped};
use crate::words::Words;

/// The groups with most places, the longest bar first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bars {
    pub bars: Vec<Bar>,
    /// Groups that have no bar.
    pub left: u64,
}

/// A bar, its lengths in thousandths of the longest one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bar {
    pub title: Title,
    pub places: u64,
    pub flagged: u64,
    pub length: u32,
    pub flagged_length: u32,
}

/// More are told by their number.
const SHOWN: usize = 10;
/// What is there can be seen, however short.
const SHORTEST: u32 = 15;

/// None where nothing is known but that nothing is known.
pub fn bars(locations: &[Location], by: By) -> Option<Bars> {
    let mut groups = grouped(locations, by);
    groups.retain(|group| group.title != Title::Unknown);
    // By flags, as they come, where the lengths are the same.
    groups.sort_by_key(|group| std::cmp::Reverse(group.members.len()));
    let longest = groups.first()?.members.len();
    let length = |count: usize| match count {
        0 => 0,
        _ => u32::try_from(count.saturating_mul(1_000) / longest)
            .unwrap_or(1_000)
            .max(SHORTEST),
    };
    let left = groups.len().saturating_sub(SHOWN) as u64;
    let bars = groups.into_iter().take(SHOWN).map(|group| Bar {
        places: group.members.len() as u64,
        flagged: group.flagged as u64,
        length: length(group.members.len()),
        flagged_length: length(group.flagged),
        title: group.title,
    });
    Some(Bars {
        bars: bars.collect(),
        left,
    })
}

impl Bar {
    /// `5 places, 2 flagged`.
    pub fn said(&self, words: Words) -> String {
        let places = (words.pictures.places)(self.places);
        match self.flagged {
            0 => places,
            flagged => format!("{places}, {}", (words.pictures.of_them_flagged)(flagged)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use serde_json::json;

    use super::*;
    use crate::report::network::{Loaded, locations};
    use crate::vt::object::{Kind, Object};

    fn address(at: usize, country: &str, malicious: u64) -> Rc<Object> {
        let attributes =
            json!({ "country": country, "last_analysis_stats": { "malicious": malicious, "harmless": 9 } });
        let attributes = attributes.as_object().cloned().unwrap_or_default();
        Rc::new(Object::new(Kind::Address, format!("20.1.2.{at}"), attributes))
    }

    fn of(addresses: &[Rc<Object>]) -> Option<Bars> {
        let loaded = Loaded {
            addresses,
            ..Loaded::default()
        };
        bars(&locations(loaded), By::Country)
    }

    #[test]
    fn the_longest_bar_is_whole_and_comes_first() {
        let addresses: Vec<_> = [("NL", 0), ("NL", 4), ("NL", 0), ("NL", 0), ("RU", 7), ("", 0)]
            .iter()
            .enumerate()
            .map(|(at, (country, malicious))| address(at, country, *malicious))
            .collect();
        let found = of(&addresses).expect("bars").bars;
        let read: Vec<_> = found
            .iter()
            .map(|bar| (bar.places, bar.flagged, bar.length, bar.flagged_length))
            .collect();
        assert_eq!(read, [(4, 1, 1_000, 250), (1, 1, 250, 250)]);
    }

    #[test]
    fn many_countries_are_cut_and_counted() {
        let addresses: Vec<_> = (0..26_u8)
            .map(|at| address(at.into(), std::str::from_utf8(&[b'A' + at]).unwrap_or_default(), 0))
            .collect();
        let found = of(&addresses).expect("bars");
        assert_eq!((found.bars.len(), found.left), (10, 16));
    }

    #[test]
    fn nothing_known_is_no_picture() {
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[address(1, "", 0)]), None);
    }
}
