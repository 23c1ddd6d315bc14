//! A text of several lines, cut for the page: its start, and the whole with every hidden sign spelled.

use crate::untrusted::Untrusted;

/// Lines that are shown at first.
const LINES_AT_MOST: usize = 24;
/// Signs that are shown at first: one line may hold a whole program.
const SIGNS_AT_MOST: usize = 3_000;
/// How wide a tab is.
const TAB: &str = "    ";

/// What is shown at first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Start {
    pub lines: Vec<Untrusted>,
    /// How many lines the whole text has.
    pub total: u64,
    /// Whether there is more than `lines`.
    pub cut: bool,
}

/// The first lines of a text.
pub fn start(text: &Untrusted) -> Start {
    let total = text.raw().lines().count();
    let mut left = SIGNS_AT_MOST;
    let mut lines = Vec::new();
    for line in text.raw().lines().take(LINES_AT_MOST) {
        let shown: String = line.chars().take(left).collect();
        left -= shown.chars().count();
        let whole = shown.len() == line.len();
        lines.push(spread(&shown));
        if !whole {
            let total = total as u64;
            return Start {
                lines,
                total,
                cut: true,
            };
        }
    }
    Start {
        cut: lines.len() < total,
        lines,
        total: total as u64,
    }
}

/// All lines as one text that can be drawn: only its line breaks are left of what cannot be seen.
pub fn whole(text: &Untrusted) -> String {
    let lines = text.raw().lines().map(|line| spread(line).spelled());
    lines.collect::<Vec<_>>().join("\n")
}

/// With tabs as spaces, which every program of text does.
fn spread(line: &str) -> Untrusted {
    Untrusted::new(line.replace('\t', TAB))
}

#[cfg(test)]
mod tests {
    use super::{Start, start, whole};

    fn lines(shown: &Start) -> Vec<&str> {
        shown.lines.iter().map(crate::untrusted::Untrusted::raw).collect()
    }

    #[test]
    fn a_short_text_is_whole() {
        let shown = start(&"Sub A()\r\n\tShell \"x\"\r\n\r\nEnd Sub".into());
        assert_eq!(lines(&shown), ["Sub A()", "    Shell \"x\"", "", "End Sub"]);
        assert_eq!((shown.total, shown.cut), (4, false));
    }

    #[test]
    fn a_long_text_is_cut_by_lines_and_by_signs() {
        let shown = start(&"a\n".repeat(14_000).into());
        assert_eq!((shown.lines.len(), shown.total, shown.cut), (24, 14_000, true));
        let shown = start(&"я".repeat(70_000).into());
        assert_eq!((shown.lines.len(), shown.total, shown.cut), (1, 1, true));
        assert_eq!(shown.lines[0].raw().chars().count(), 3_000);
        let shown = start(&format!("{}\nb", "a".repeat(3_000)).into());
        assert_eq!((shown.lines.len(), shown.total, shown.cut), (2, 2, true));
    }

    #[test]
    fn nothing_hidden_is_left_in_the_whole() {
        let text = "one\0\r\ntwo\u{202E}\tthree\rfour\u{2028}five";
        assert_eq!(
            whole(&text.into()),
            "one⟨U+0000⟩\ntwo⟨U+202E⟩    three⟨U+000D⟩four⟨U+2028⟩five"
        );
    }
}
