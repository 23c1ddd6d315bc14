//! Defanged text made whole again, with a way back to how it was written.

use std::ops::Range;

use super::readings::{Mark, reading};

/// A text in which `hxxp`, `[.]`, `(dot)`, `\/`, `&amp;` and the like are read as what they stand for.
pub struct Refanged<'a> {
    source: &'a str,
    text: String,
    pieces: Vec<Piece>,
}

/// What was read as something else: `from..to` of the source became `at..at + length` of the text.
struct Piece {
    at: usize,
    length: usize,
    from: usize,
    to: usize,
    mark: Mark,
}

impl<'a> Refanged<'a> {
    pub fn new(source: &'a str) -> Self {
        let mut made = Self {
            source,
            text: String::with_capacity(source.len()),
            pieces: Vec::new(),
        };
        let (mut copied, mut at) = (0, 0);
        while at < source.len() {
            match reading(source.as_bytes(), at).filter(|reading| reading.before <= at - copied) {
                Some(reading) => {
                    let from = at - reading.before;
                    made.text.push_str(source.get(copied..from).unwrap_or_default());
                    at += reading.length;
                    copied = at;
                    made.pieces.push(Piece {
                        at: made.text.len(),
                        length: reading.as_.len(),
                        from,
                        to: at,
                        mark: reading.mark,
                    });
                    made.text.push_str(reading.as_);
                }
                None => at += 1,
            }
        }
        made.text.push_str(source.get(copied..).unwrap_or_default());
        made
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// A range of the text as it was written.
    pub fn written(&self, range: Range<usize>) -> &'a str {
        self.source
            .get(self.start(range.start)..self.end(range.end))
            .unwrap_or_default()
    }

    /// A range of the text with what is defanged in it left alone: the path of a living URL may hold `[.]`.
    pub fn undisturbed(&self, range: Range<usize>) -> String {
        let mut left = String::new();
        let mut at = range.start;
        for piece in self.inside(&range) {
            if piece.mark != Mark::Tidied {
                left.push_str(self.text.get(at..piece.at).unwrap_or_default());
                left.push_str(self.source.get(piece.from..piece.to).unwrap_or_default());
                at = piece.at + piece.length;
            }
        }
        left.push_str(self.text.get(at..range.end).unwrap_or_default());
        left
    }

    /// Where the first thing stands in the range that was written with spaces.
    pub fn gap(&self, range: &Range<usize>) -> Option<usize> {
        let spaced = |piece: &&Piece| {
            self.source
                .get(piece.from..piece.to)
                .is_some_and(|text| text.contains(' '))
        };
        self.inside(range).iter().find(spaced).map(|piece| piece.at)
    }

    /// Whether somebody has defanged something in the range.
    pub fn is_defanged(&self, range: &Range<usize>) -> bool {
        self.inside(range).iter().any(|piece| piece.mark == Mark::Defanged)
    }

    /// How many dots of the range are spelled as a word.
    pub fn spelled_dots(&self, range: &Range<usize>) -> usize {
        self.inside(range)
            .iter()
            .filter(|piece| piece.mark == Mark::Spelled)
            .count()
    }

    /// The pieces that became something inside the range.
    fn inside(&self, range: &Range<usize>) -> &[Piece] {
        let first = self.pieces.partition_point(|piece| piece.at < range.start);
        let behind = self.pieces.partition_point(|piece| piece.at < range.end);
        self.pieces.get(first..behind).unwrap_or_default()
    }

    /// Where in the source the sign begins that stands at this place of the text.
    fn start(&self, at: usize) -> usize {
        let count = self.pieces.partition_point(|piece| piece.at <= at);
        match count.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            Some(piece) if at < piece.at + piece.length => piece.from,
            Some(piece) => piece.to + (at - piece.at - piece.length),
            None => at,
        }
    }

    /// Where in the source the sign ends that ends at this place of the text.
    fn end(&self, at: usize) -> usize {
        let count = self.pieces.partition_point(|piece| piece.at < at);
        match count.checked_sub(1).and_then(|last| self.pieces.get(last)) {
            Some(piece) if at <= piece.at + piece.length => piece.to,
            Some(piece) => piece.to + (at - piece.at - piece.length),
            None => at,
        }
    }
}

/// The text with everything defanged in it made whole.
pub fn refang(text: &str) -> String {
    Refanged::new(text).text
}
