//! Several indicators at once, or a page of prose: each once, with what was left out and why.

use std::collections::{BTreeMap, BTreeSet};

use super::WhyNot;
use super::host::ToAscii;
use super::refang::Refanged;
use super::reserved::{Reserved, reserved};
use super::scan::{What, scan};
use super::url::Url;
use crate::subject::{Subject, Topic};

/// What a text holds, in the order of its first places.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Extraction {
    pub found: Vec<Found>,
    pub left_out: Vec<LeftOut>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    pub indicator: Subject,
    /// As it stood where it came first.
    pub written: String,
    /// Why to ask the reader before VirusTotal.
    pub reserved: Option<Reserved>,
    /// How often it stands in the text, in whatever spelling.
    pub times: usize,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LeftOut {
    pub written: String,
    pub why: WhyNot,
    /// What can be asked about if the reader knows better.
    pub could_be: Option<Subject>,
    pub times: usize,
}

/// Lifts the indicators out of a text. Takes time in proportion to its length.
pub fn extract(text: &str, to_ascii: ToAscii) -> Extraction {
    let refanged = Refanged::new(text);
    let mut extraction = Extraction::default();
    let (mut places, mut left_places) = (BTreeMap::new(), BTreeMap::new());
    for item in scan(&refanged, to_ascii) {
        let written = refanged.written(item.range);
        match item.what {
            What::Found(indicator) => {
                let next = extraction.found.len();
                let place = *places.entry(key(&indicator, to_ascii)).or_insert(next);
                match extraction.found.get_mut(place) {
                    Some(known) => known.times += 1,
                    None => extraction.found.push(Found {
                        reserved: reserved(&indicator, to_ascii),
                        indicator,
                        written: written.to_owned(),
                        times: 1,
                    }),
                }
            }
            What::Left(why, could_be) => {
                let next = extraction.left_out.len();
                let place = *left_places.entry((written, why)).or_insert(next);
                match extraction.left_out.get_mut(place) {
                    Some(known) => known.times += 1,
                    None => extraction.left_out.push(LeftOut {
                        written: written.to_owned(),
                        why,
                        could_be,
                        times: 1,
                    }),
                }
            }
        }
    }
    // Said to be a file here and a domain there: the list has it.
    let known: BTreeSet<&Subject> = extraction.found.iter().map(|found| &found.indicator).collect();
    let is_known = |left: &LeftOut| {
        left.why != WhyNot::Email && left.could_be.as_ref().is_some_and(|subject| known.contains(subject))
    };
    let left_out = std::mem::take(&mut extraction.left_out);
    extraction.left_out = left_out.into_iter().filter(|left| !is_known(left)).collect();
    extraction
}

/// The same for spellings of the same thing.
fn key(subject: &Subject, to_ascii: ToAscii) -> (Topic, String) {
    let spelled = match subject.topic() {
        Topic::Url => Url::read(&subject.name(), to_ascii).map(|url| url.key()),
        Topic::File | Topic::Domain | Topic::Address => None,
    };
    (subject.topic(), spelled.unwrap_or_else(|| subject.id().to_owned()))
}
