//! What is sought: a word in any case, plain or defanged.

use std::ops::Range;

use crate::fold::{find, fold};
use crate::indicator::refang;

/// A word that can be looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sought {
    /// As it was typed, and made whole where that is another text; folded.
    ways: Vec<String>,
}

impl Sought {
    /// None where there is nothing to look for.
    pub fn read(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (own, whole) = (fold(typed), fold(&refang(typed)));
        let mut ways = vec![own];
        if !whole.is_empty() && !ways.contains(&whole) {
            ways.push(whole);
        }
        (!typed.is_empty()).then_some(Self { ways })
    }

    /// Where a text holds it.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        self.ways.iter().find_map(|way| find(text, way))
    }

    /// The word as answers have it: what a list's own filter is given.
    pub fn plain(&self) -> &str {
        self.ways.last().map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_finds_what_it_stands_for() {
        for (typed, text, found) in [
            ("evil.example", "http://EVIL.example/a", Some("EVIL.example")),
            ("evil[.]example", "http://evil.example/a", Some("evil.example")),
            (
                "hxxps[:]//Evil(.)example",
                "https://evil.example/a",
                Some("https://evil.example"),
            ),
            ("hxxp", "see hxxp://evil", Some("hxxp")),
            ("evil[.]example", "it is evil[.]example", Some("evil[.]example")),
            (" Temp ", "%TEMP%\\a", Some("TEMP")),
            ("загрузка", "C:\\Загрузка", Some("Загрузка")),
            ("a", "", None),
            ("nowhere", "here", None),
        ] {
            let sought = Sought::read(typed).expect("a word");
            assert_eq!(
                sought.find(text).and_then(|place| text.get(place)),
                found,
                "{typed} in {text}"
            );
        }
        assert_eq!(Sought::read("hxxp://a[.]b").expect("a word").plain(), "http://a.b");
        assert_eq!(Sought::read("  "), None);
    }
}
