//! The text around a hit, cut for a line, with the hit apart from it.

use std::ops::Range;

use crate::untrusted::Untrusted;

/// So many signs stand before a hit, and behind it.
const BEFORE: usize = 40;
const BEHIND: usize = 90;
/// A longer word is cut itself.
const MARKED: usize = 160;

/// What is read of a text that holds the word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Excerpt {
    pub before: Untrusted,
    pub marked: Untrusted,
    pub behind: Untrusted,
}

impl Excerpt {
    /// Cuts `text` around `hit`, a place of it. What is left out is an ellipsis.
    pub fn of(text: &str, hit: Range<usize>) -> Self {
        let hit = whole(text, hit);
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        let (before, marked, behind) = (part(0..hit.start), part(hit.clone()), part(hit.end..text.len()));
        let from = before
            .char_indices()
            .rev()
            .nth(BEFORE.saturating_sub(1))
            .map_or(0, |(at, _)| at);
        // A letter does not begin with the mark that stands on the one before it.
        let from = from + lead(before.get(from..).unwrap_or_default());
        let to = behind.char_indices().nth(BEHIND).map_or(behind.len(), |(at, _)| at);
        let to = to + lead(behind.get(to..).unwrap_or_default());
        let dots = |cut: bool| if cut { "…" } else { "" };
        Self {
            before: Untrusted::new(format!("{}{}", dots(from > 0), before.get(from..).unwrap_or_default())),
            marked: Untrusted::new(marked).elided(MARKED),
            behind: Untrusted::new(format!(
                "{}{}",
                behind.get(..to).unwrap_or_default(),
                dots(to < behind.len())
            )),
        }
    }
}

/// The hit with all of the letters that it begins and ends in.
fn whole(text: &str, hit: Range<usize>) -> Range<usize> {
    let behind = lead(text.get(hit.end..).unwrap_or_default());
    let first = text.get(hit.start..).and_then(|rest| rest.chars().next());
    let mut start = hit.start;
    if first.is_some_and(joins) {
        let before = text.get(..start).unwrap_or_default().char_indices().rev();
        let own = before.take(LETTER).find(|(_, sign)| !joins(*sign));
        start = own.map_or(start, |(at, _)| at);
    }
    start..hit.end + behind
}

/// Longer letters are made to be long.
const LETTER: usize = 8;

/// How many bytes at the start of a text belong to the letter before it.
fn lead(text: &str) -> usize {
    let own = text.chars().take(LETTER).take_while(|sign| joins(*sign));
    own.map(char::len_utf8).sum()
}

/// Whether a sign is part of the letter before it: marks on letters, variations and tones of pictures.
fn joins(sign: char) -> bool {
    matches!(u32::from(sign),
        0x0300..=0x036F | 0x0483..=0x0489 | 0x0591..=0x05BD | 0x064B..=0x065F | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
        | 0x200D | 0x20D0..=0x20FF | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0x1F3FB..=0x1F3FF)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str, word: &str) -> [String; 3] {
        let at = text.find(word).expect("it is there");
        let Excerpt { before, marked, behind } = Excerpt::of(text, at..at + word.len());
        [before, marked, behind].map(|part| part.raw().to_owned())
    }

    #[test]
    fn a_hit_stands_in_its_surroundings() {
        assert_eq!(parts("a hit here", "hit"), ["a ", "hit", " here"]);
        assert_eq!(parts("hit", "hit"), ["", "hit", ""]);
        let long = format!("{}hit{}", "ä".repeat(100), "😀".repeat(100));
        let [before, marked, behind] = parts(&long, "hit");
        assert_eq!(before, format!("…{}", "ä".repeat(BEFORE)));
        assert_eq!(marked, "hit");
        assert_eq!(behind, format!("{}…", "😀".repeat(BEHIND)));
        let word = "x".repeat(70_000);
        let [before, marked, behind] = parts(&format!("a{word}b"), &word);
        assert_eq!(
            (before.as_str(), marked.chars().count(), behind.as_str()),
            ("a", MARKED, "b")
        );
    }

    #[test]
    fn no_letter_is_broken() {
        for (text, word, expected) in [
            ("cafe\u{301} x", "cafe", ["", "cafe\u{301}", " x"]),
            ("cafe\u{301} x", "\u{301} x", ["caf", "e\u{301} x", ""]),
            ("👍🏽 ok", "👍", ["", "👍🏽", " ok"]),
            ("\u{301}a", "\u{301}", ["", "\u{301}", "a"]),
        ] {
            assert_eq!(parts(text, word), expected, "{text:?}");
        }
    }
}
