//! Writing HTML: elements and classes are ours and constant, texts go through one function that leaves no markup in them.

use std::fmt::Write as _;

use crate::untrusted::{Piece, Untrusted};

/// A page in the making.
#[derive(Default)]
pub struct Markup(String);

/// Signs of a text in a page; some have 70 KB and more.
pub const SIGNS: usize = 20_000;

impl Markup {
    /// An element with what `inside` writes.
    pub fn element(&mut self, tag: &'static str, class: &'static str, inside: impl FnOnce(&mut Self)) {
        self.open(tag, class);
        inside(self);
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// An element with words of ours.
    pub fn ours(&mut self, tag: &'static str, class: &'static str, text: &str) {
        self.element(tag, class, |page| page.text(text));
    }

    pub fn text(&mut self, text: &str) {
        escape(text, &mut self.0);
    }

    /// Somebody else's text: isolated, hidden signs spelled out, cut in the middle where it is very long.
    pub fn outside(&mut self, text: &Untrusted) {
        self.element("bdi", "", |page| {
            for piece in text.elided(SIGNS).pieces() {
                match piece {
                    Piece::Plain(text) => page.text(&text),
                    Piece::Hidden(code) => page.ours("span", "hidden-sign", &format!("⟨{code}⟩")),
                }
            }
        });
    }

    /// A length of `value` of `max`, both whole.
    pub fn meter(&mut self, value: u64, max: u64) {
        let _ = write!(self.0, "<meter value=\"{value}\" max=\"{max}\"></meter> ");
    }

    /// Markup of ours that holds nothing of anybody else's.
    pub(super) fn constant(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    pub fn finish(self) -> String {
        self.0
    }

    fn open(&mut self, tag: &'static str, class: &'static str) {
        self.0.push('<');
        self.0.push_str(tag);
        if !class.is_empty() {
            self.0.push_str(" class=\"");
            self.0.push_str(class);
            self.0.push('"');
        }
        self.0.push('>');
    }
}

/// Writes a text so that it is a text in any place of a page: between tags, in an attribute, in a title.
pub fn escape(text: &str, out: &mut String) {
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '`' => out.push_str("&#96;"),
            '\0' => out.push('\u{FFFD}'),
            sign => out.push(sign),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        for (text, written) in [
            ("plain", "plain"),
            ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
            ("\"><img src=x onerror=y>", "&quot;&gt;&lt;img src=x onerror=y&gt;"),
            ("' onload='x", "&#39; onload=&#39;x"),
            ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
            ("&#60;", "&amp;#60;"),
            ("</style></title>", "&lt;/style&gt;&lt;/title&gt;"),
            ("<!-- --!> ]]>", "&lt;!-- --!&gt; ]]&gt;"),
            ("`x`", "&#96;x&#96;"),
            ("a\0b", "a\u{FFFD}b"),
            ("Привет 😀", "Привет 😀"),
        ] {
            let mut out = String::new();
            escape(text, &mut out);
            assert_eq!(out, written, "{text:?}");
        }
    }

    #[test]
    fn what_turns_text_around_is_spelled_and_isolated() {
        let mut page = Markup::default();
        page.outside(&Untrusted::new("a\u{202E}<b>"));
        assert_eq!(
            page.finish(),
            "<bdi>a<span class=\"hidden-sign\">⟨U+202E⟩</span>&lt;b&gt;</bdi>"
        );
    }
}
