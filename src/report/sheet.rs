//! Rows as text that a spreadsheet takes from the clipboard, with nothing in them that it would compute.

use crate::untrusted::Untrusted;

/// Tab-separated lines, headings first.
pub fn tsv(headings: &[&str], rows: impl IntoIterator<Item = Vec<Untrusted>>) -> String {
    let mut out = headings.join("\t");
    for row in rows {
        out.push('\n');
        let cells: Vec<String> = row.iter().map(cell).collect();
        out.push_str(&cells.join("\t"));
    }
    out.push('\n');
    out
}

/// A cell on one line; one that a spreadsheet would take for a formula gets the sign that says "text".
fn cell(text: &Untrusted) -> String {
    let flat: String = text
        .raw()
        .chars()
        .map(|sign| {
            if matches!(sign, '\t' | '\r' | '\n' | '\0') {
                ' '
            } else {
                sign
            }
        })
        .collect();
    if is_formula(text.raw()) {
        format!("'{flat}")
    } else {
        flat
    }
}

/// Whether the first sign that counts begins a formula. Blanks, invisible signs and quotes before it do not help.
fn is_formula(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n', '\0']) {
        return true;
    }
    text.chars()
        .find(|sign| {
            !sign.is_whitespace() && !matches!(sign, '"' | '\'' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}')
        })
        .is_some_and(|sign| matches!(sign, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_cells_stay_cells() {
        for (text, written) in [
            ("Trojan.Generic", "Trojan.Generic"),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            (" \u{A0}\u{FEFF}\"+1", "' \u{A0}\u{FEFF}\"+1"),
            ("-1", "'-1"),
            ("＝1", "'＝1"),
            ("\tx", "' x"),
            ("a\tb\nc", "a b c"),
            ("", ""),
        ] {
            assert_eq!(
                tsv(&["h"], [vec![Untrusted::new(text)]]),
                format!("h\n{written}\n"),
                "{text:?}"
            );
        }
    }
}
