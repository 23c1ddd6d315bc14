//! Text that somebody else wrote: a type of its own, shown with every hidden sign made visible.

use std::fmt;

/// A string from outside (VirusTotal, a proxy, a file system). It has no `Display`: what draws it has to choose
/// between [`Untrusted::pieces`] for the screen and [`Untrusted::raw`] for a copy or an export.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Untrusted(String);

/// A run of what [`Untrusted::pieces`] found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Can be drawn as it is.
    Plain(String),
    /// One sign that would not be seen or would turn the text around, by its code point: `U+202E`.
    Hidden(String),
}

impl Untrusted {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it came, for copying, exporting and comparing; never for drawing.
    pub fn raw(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text cut into what can be drawn and what must be spelled out.
    ///
    /// Two different texts never give the same pieces: a hidden sign becomes a piece of its own kind.
    pub fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut plain = String::new();
        let mut marks = 0;
        for sign in self.0.chars() {
            marks = if is_combining(sign) { marks + 1 } else { 0 };
            if is_hidden(sign) || marks > COMBINING_AT_MOST {
                if !plain.is_empty() {
                    pieces.push(Piece::Plain(std::mem::take(&mut plain)));
                }
                pieces.push(Piece::Hidden(format!("U+{:04X}", u32::from(sign))));
            } else {
                plain.push(sign);
            }
        }
        if !plain.is_empty() {
            pieces.push(Piece::Plain(plain));
        }
        pieces
    }

    /// The same for places that take text alone (titles, attributes, the tab's name): hidden signs as `⟨U+202E⟩`.
    pub fn spelled(&self) -> String {
        self.pieces()
            .into_iter()
            .map(|piece| match piece {
                Piece::Plain(text) => text,
                Piece::Hidden(code) => format!("⟨{code}⟩"),
            })
            .collect()
    }

    /// The same, cut to `most` signs with `…` in the middle, so that both ends of a digest or a path stay.
    #[must_use]
    pub fn elided(&self, most: usize) -> Self {
        let length = self.0.chars().count();
        if length <= most || most < 3 {
            return self.clone();
        }
        let head = most / 2;
        let tail = most - head - 1;
        let start: String = self.0.chars().take(head).collect();
        let end: String = self.0.chars().skip(length - tail).collect();
        Self(format!("{start}…{end}"))
    }
}

impl fmt::Debug for Untrusted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Untrusted({:?})", self.0)
    }
}

impl From<&str> for Untrusted {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<String> for Untrusted {
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// More marks than this on one letter are no writing, they are a smear over the neighbouring lines.
const COMBINING_AT_MOST: usize = 8;

fn is_combining(sign: char) -> bool {
    matches!(u32::from(sign), 0x0300..=0x036F | 0x0483..=0x0489 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF | 0x20D0..=0x20FF | 0xFE20..=0xFE2F)
}

/// Signs of Unicode's categories Cc, Cf, Zl and Zp, blank letters, variation selectors and tags.
fn is_hidden(sign: char) -> bool {
    sign.is_control()
        || matches!(u32::from(sign),
            0x00AD | 0x034F | 0x061C | 0x115F | 0x1160 | 0x17B4 | 0x17B5 | 0x180B..=0x180F
            | 0x0600..=0x0605 | 0x06DD | 0x070F | 0x0890 | 0x0891 | 0x08E2
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F
            | 0x2800 | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0x110BD | 0x110CD | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A
            | 0xE0000..=0xE0FFF)
        // A space that is no space hides as well: only the ordinary one is drawn as it is.
        || (sign.is_whitespace() && sign != ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_signs_are_spelled_out() {
        for (text, shown) in [
            ("invoice.exe", "invoice.exe"),
            ("invoice\u{202E}fdp.exe", "invoice⟨U+202E⟩fdp.exe"),
            ("a\0b", "a⟨U+0000⟩b"),
            ("line\nbreak\tand tab", "line⟨U+000A⟩break⟨U+0009⟩and tab"),
            ("zero\u{200B}width", "zero⟨U+200B⟩width"),
            ("\u{FEFF}start", "⟨U+FEFF⟩start"),
            ("\u{2066}isolate\u{2069}", "⟨U+2066⟩isolate⟨U+2069⟩"),
            ("blank\u{3164}letter", "blank⟨U+3164⟩letter"),
            ("tag\u{E0041}", "tag⟨U+E0041⟩"),
            ("Привет, мир", "Привет, мир"),
            ("文件 😀", "文件 😀"),
            ("nbsp\u{00A0}here", "nbsp⟨U+00A0⟩here"),
        ] {
            assert_eq!(Untrusted::new(text).spelled(), shown);
        }
    }

    #[test]
    fn a_smear_of_marks_is_spelled_out_and_an_accent_is_not() {
        assert_eq!(Untrusted::new("e\u{0301}").spelled(), "e\u{0301}");
        assert!(
            Untrusted::new(format!("e{}", "\u{0301}".repeat(12)))
                .spelled()
                .contains("U+0301")
        );
    }

    #[test]
    fn a_spelled_sign_and_its_spelling_differ_in_pieces() {
        assert_ne!(Untrusted::new("⟨U+202E⟩").pieces(), Untrusted::new("\u{202E}").pieces());
    }

    #[test]
    fn eliding_keeps_both_ends() {
        assert_eq!(Untrusted::new("9f86d081884c7d65").elided(9).raw(), "9f86…7d65");
        assert_eq!(Untrusted::new("short").elided(9).raw(), "short");
    }
}
