//! `vocabulary.txt`, read once.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::Facet;
use crate::fold::fold;

const TEXT: &str = include_str!("vocabulary.txt");
/// Of a word made of two known ones, the first has at least so many letters: `TrojanSpy`, `WormX`.
const FIRST_HALF: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Meaning {
    Named(Facet, &'static str),
    Generic,
}

#[derive(Default)]
struct Vocabulary {
    words: BTreeMap<String, Meaning>,
    beginnings: Vec<(&'static str, Meaning)>,
}

/// What a folded word means, also with a number behind it.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    let vocabulary = vocabulary();
    let bare = word.trim_end_matches(|sign: char| sign.is_ascii_digit());
    let begun = || vocabulary.beginnings.iter().find(|(start, _)| word.starts_with(start));
    let known = vocabulary.words.get(word).or_else(|| vocabulary.words.get(bare));
    known.copied().or_else(|| begun().map(|(_, meaning)| *meaning))
}

/// The same for a word that may be two in one.
pub(super) fn meanings(word: &str) -> Vec<Meaning> {
    if let Some(meaning) = meaning(word) {
        return vec![meaning];
    }
    // The longest first half wins; `X` and `Gen` behind a word mean nothing more.
    let halves = word
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| *at >= FIRST_HALF)
        .rev();
    for at in halves {
        let Some((first, second)) = word.split_at_checked(at) else {
            continue;
        };
        let known = &vocabulary().words;
        let Some(first) = known.get(first) else { continue };
        if let Some(second) = known
            .get(second)
            .copied()
            .or((second == "x").then_some(Meaning::Generic))
        {
            return vec![*first, second];
        }
    }
    Vec::new()
}

/// Every type's name, for who explains them.
pub fn type_names() -> impl Iterator<Item = &'static str> {
    lines().filter_map(|(meaning, _)| match meaning {
        Meaning::Named(Facet::Type, name) => Some(name),
        Meaning::Named(Facet::Family | Facet::Platform, _) | Meaning::Generic => None,
    })
}

fn vocabulary() -> &'static Vocabulary {
    static READ: OnceLock<Vocabulary> = OnceLock::new();
    READ.get_or_init(|| {
        let mut read = Vocabulary::default();
        for (meaning, words) in lines() {
            if let Meaning::Named(_, name) = meaning {
                read.words.insert(fold(name), meaning);
            }
            for word in words.split_whitespace() {
                match word.strip_suffix('*') {
                    Some(start) => read.beginnings.push((start, meaning)),
                    None => {
                        read.words.insert(word.to_owned(), meaning);
                    }
                }
            }
        }
        read
    })
}

fn lines() -> impl Iterator<Item = (Meaning, &'static str)> {
    TEXT.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (head, words) = line.split_once(':')?;
        Some((head_of(head)?, words))
    })
}

fn head_of(head: &'static str) -> Option<Meaning> {
    if head == "generic" {
        return Some(Meaning::Generic);
    }
    let (facet, name) = head.split_once(' ')?;
    let facet = Facet::ALL.into_iter().find(|known| known.slug() == facet)?;
    Some(Meaning::Named(facet, name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Meaning, TEXT, head_of};

    #[test]
    fn every_line_is_read_and_no_word_means_two_things() {
        let mut seen: BTreeMap<&str, Meaning> = BTreeMap::new();
        for line in TEXT.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (head, words) = line.split_once(':').expect("a colon");
            let meaning = head_of(head).unwrap_or_else(|| panic!("{head}"));
            for word in words.split_whitespace() {
                assert!(
                    word.bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'*'),
                    "{word}"
                );
                assert!(seen.insert(word, meaning).is_none(), "{word} stands twice");
            }
        }
    }
}
