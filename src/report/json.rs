//! JSON laid out for reading, without being read: numbers, order and doubled keys stay as they came.

use std::fmt::Write;
use std::ops::Range;

use crate::untrusted::{Piece, Untrusted};

/// A line longer than this is cut into several steps, or a list that grows by lines would grow by megabytes.
const STEP_AT_MOST: usize = 4_096;
const INDENT: &str = "  ";

/// A laid-out text that can be taken a run of lines at a time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pretty {
    text: String,
    /// Where each step ends.
    ends: Vec<usize>,
}

impl Pretty {
    /// Lays `json` out. Signs that hide or turn a text around are written as JSON's own escapes, so that what is
    /// seen, copied and saved is one and the same.
    pub fn new(json: &str) -> Self {
        let text = laid_out(json);
        let ends = ends(&text);
        Self { text, ends }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many steps there are; a step is a line, or a part of a very long one.
    pub fn steps(&self) -> usize {
        self.ends.len()
    }

    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }

    /// The text of a run of steps; shorter where there are fewer.
    pub fn run(&self, steps: Range<usize>) -> &str {
        let bound = |step: usize| match step {
            0 => 0,
            step => self.ends.get(step - 1).copied().unwrap_or(self.text.len()),
        };
        let run = self.text.get(bound(steps.start)..bound(steps.end)).unwrap_or("");
        run.strip_suffix('\n').unwrap_or(run)
    }
}

fn laid_out(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let mut depth = 0_usize;
    let mut signs = json.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => {
                let mut text = String::from('"');
                while let Some(sign) = signs.next() {
                    text.push(sign);
                    match sign {
                        '\\' => text.extend(signs.next()),
                        '"' => break,
                        _ => {}
                    }
                }
                escape(&text, &mut out);
            }
            '{' | '[' => {
                while signs.next_if(|next| is_blank(*next)).is_some() {}
                out.push(sign);
                if let Some(end) = signs.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                line(&mut out, depth);
                out.push(sign);
            }
            ',' => {
                out.push(sign);
                line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            sign if is_blank(sign) => {}
            sign => out.push(sign),
        }
    }
    out
}

fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t' | '\r' | '\n')
}

fn line(out: &mut String, depth: usize) {
    out.push('\n');
    // Deeper than this an indent says nothing and only eats the width.
    for _ in 0..depth.min(40) {
        out.push_str(INDENT);
    }
}

/// Appends a string of JSON with its hidden signs escaped.
fn escape(text: &str, out: &mut String) {
    for piece in Untrusted::new(text).pieces() {
        match piece {
            Piece::Plain(plain) => out.push_str(&plain),
            Piece::Hidden(code) => {
                let sign = u32::from_str_radix(code.trim_start_matches("U+"), 16)
                    .ok()
                    .and_then(char::from_u32);
                let mut units = [0; 2];
                for unit in sign.map_or(&[][..], |sign| sign.encode_utf16(&mut units)) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
}

fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut start = 0;
    for (at, sign) in text.char_indices() {
        let next = at + sign.len_utf8();
        if sign == '\n' || next - start >= STEP_AT_MOST {
            ends.push(next);
            start = next;
        }
    }
    if start < text.len() {
        ends.push(text.len());
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_keeps_what_is_said() {
        for (json, laid) in [
            ("{}", "{}"),
            ("[ ]", "[]"),
            (
                "{\"a\":1.50,\"a\":[1,2]}",
                "{\n  \"a\": 1.50,\n  \"a\": [\n    1,\n    2\n  ]\n}",
            ),
            ("{\"b\":\"x: {,} \\\" \\\\\"}", "{\n  \"b\": \"x: {,} \\\" \\\\\"\n}"),
            ("[\"a\u{202E}b\u{E0041}\"]", "[\n  \"a\\u202eb\\udb40\\udc41\"\n]"),
            ("[1", "[\n  1"),
            ("]", "\n]"),
        ] {
            assert_eq!(Pretty::new(json).text(), laid);
        }
    }

    #[test]
    fn the_layout_reads_as_the_same_value() {
        let json = "{\"k\":[{\"a\":null,\"\u{200B}\":\"\u{FEFF}\\u0000 é\"},[],{},-1e5,true],\"z\":\"\"}";
        let value: serde_json::Value = serde_json::from_str(json).unwrap();
        let again: serde_json::Value = serde_json::from_str(Pretty::new(json).text()).unwrap();
        assert_eq!(value, again);
    }

    #[test]
    fn runs_cover_the_text_once() {
        let long = format!("[1,\"{}\",2]", "ж".repeat(10_000));
        let pretty = Pretty::new(&long);
        assert!(pretty.steps() > pretty.lines());
        let whole: String = (0..pretty.steps()).map(|step| pretty.run(step..step + 1)).collect();
        assert_eq!(whole, pretty.text().replace('\n', ""));
        assert_eq!(pretty.run(0..pretty.steps()), pretty.text());
        assert_eq!(pretty.run(7_000..8_000), "");
    }
}
