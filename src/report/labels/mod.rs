//! One label of an engine, cut into what it says: family, type, platform. What is left says only "something bad".
//!
//! Vendors have no common form (`Trojan.Win32.Emotet.gen`, `Win32/Emotet.AB!MTB`, `BKDR_EMOTET.SM`), but they all set
//! words beside each other, so a label is cut at its marks and each word looked up in `vocabulary.txt`. A word that is
//! not there is taken for a family; what merely numbers a variant is recognised by where it stands and how it looks.

mod cve;
mod vocabulary;

use std::collections::BTreeSet;

use crate::fold::fold;
use crate::untrusted::{Piece, Untrusted};
use vocabulary::{Meaning, meaning, meanings};

pub use vocabulary::type_names;

/// What a word of a label is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Facet {
    Family,
    Type,
    Platform,
}

/// One thing that a label says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Part {
    pub facet: Facet,
    /// As it is shown: `Emotet`, `Win32`. Two are the same where their [`Part::slug`]s are.
    pub name: String,
}

/// Longer labels are no labels.
const SIGNS_AT_MOST: usize = 200;
/// Said of programs that are no malware themselves and may be misused.
const NO_VIRUS: [&str; 2] = ["not-a-virus", "not a virus"];
/// A family's name has at least so many letters, or stands in the vocabulary.
const SHORTEST: usize = 4;
const LONGEST: usize = 24;

impl Facet {
    pub const ALL: [Self; 3] = [Self::Family, Self::Type, Self::Platform];

    /// The word for it in an address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Family => "family",
            Self::Type => "type",
            Self::Platform => "platform",
        }
    }
}

impl Part {
    /// The name as it stands in an address.
    pub fn slug(&self) -> String {
        fold(&self.name)
    }
}

/// Whether it stands in the vocabulary, so that its name is no guess.
pub fn is_listed(part: &Part) -> bool {
    match meaning(&part.slug()) {
        Some(Meaning::Named(facet, _)) => facet == part.facet,
        Some(Meaning::Generic) => false,
        None => cve::is_number(&part.name),
    }
}

/// What a label says, each thing once. Without a family it is generic.
pub fn parts(label: &str) -> BTreeSet<Part> {
    let label: String = label.chars().take(SIGNS_AT_MOST).collect();
    let (exploits, mut label) = cve::taken_out(&visible(label));
    for harmless in NO_VIRUS {
        if let Some(at) = label.to_ascii_lowercase().find(harmless) {
            label.replace_range(at..at + harmless.len(), " unwanted ");
        }
    }
    let mut found: BTreeSet<Part> = exploits.into_iter().map(|name| part(Facet::Family, &name)).collect();
    let words = words(&label);
    let styled = words
        .iter()
        .any(|word| word.text.chars().any(|sign| sign.is_ascii_uppercase()));
    let last = words.iter().rposition(|word| !word.aside);
    for (at, word) in words.iter().enumerate() {
        let folded = fold(word.text);
        let numbering = Some(at) == last && at > 0 && styled && word.numbers_a_variant();
        let known = if word.aside {
            meaning(&folded).map_or(Vec::new(), |known| vec![known])
        } else {
            meanings(&folded)
        };
        if !known.is_empty() {
            found.extend(known.into_iter().filter_map(of_meaning));
        } else if !word.aside && !numbering {
            found.extend(family(&folded));
        }
    }
    found
}

/// The label with a blank for every sign that cannot be seen.
fn visible(label: String) -> String {
    let pieces = Untrusted::new(label).pieces().into_iter();
    pieces
        .map(|piece| match piece {
            Piece::Plain(text) => text,
            Piece::Hidden(_) => " ".to_owned(),
        })
        .collect()
}

fn of_meaning(meaning: Meaning) -> Option<Part> {
    match meaning {
        Meaning::Named(facet, name) => Some(part(facet, name)),
        Meaning::Generic => None,
    }
}

fn part(facet: Facet, name: &str) -> Part {
    Part {
        facet,
        name: name.to_owned(),
    }
}

/// A word that nobody has listed, as a family's name: without the number at its end, and none where numbers are left.
fn family(folded: &str) -> Option<Part> {
    let name = folded.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let length = name.chars().count();
    let named = (SHORTEST..=LONGEST).contains(&length) && !name.chars().any(|sign| sign.is_ascii_digit());
    let mut signs = name.chars();
    let first = signs.next().filter(|_| named)?.to_ascii_uppercase();
    Some(part(Facet::Family, &format!("{first}{}", signs.as_str())))
}

struct Word<'a> {
    text: &'a str,
    /// The sign before it.
    after: char,
    /// In brackets or behind `!`, `@` or `#`, where vendors put numbers and how it was found.
    aside: bool,
}

impl Word<'_> {
    /// `AB`, `wit`, `feekpe`, `cfaedbac` at a label's end.
    fn numbers_a_variant(&self) -> bool {
        let all = |test: fn(&char) -> bool| self.text.chars().all(|sign| test(&sign));
        let length = self.text.len();
        let hexadecimal = length == 8 && self.text.bytes().all(|byte| byte.is_ascii_hexdigit());
        matches!(self.after, '.' | '-')
            && (hexadecimal
                || (length <= 7 && all(char::is_ascii_lowercase))
                || (length <= 6 && all(char::is_ascii_uppercase)))
    }
}

fn words(label: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut depth = 0_u32;
    let mut behind_mark = false;
    let mut after = ' ';
    let mut start = None;
    // A mark at the end closes the last word.
    for (at, sign) in label.char_indices().chain([(label.len(), ' ')]) {
        if sign.is_ascii_alphanumeric() || !sign.is_ascii() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(text) = start.take().and_then(|start: usize| label.get(start..at)) {
            let aside = depth > 0 || behind_mark;
            words.push(Word { text, after, aside });
        }
        match sign {
            '(' | '[' => depth = depth.saturating_add(1),
            ')' | ']' => depth = depth.saturating_sub(1),
            '!' | '@' | '#' => behind_mark = true,
            ' ' => behind_mark = false,
            _ => {}
        }
        after = sign;
    }
    words
}
