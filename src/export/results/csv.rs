//! A batch as CSV (RFC 4180), in which no cell is a formula.
//!
//! The counts of verdicts are not in it: readers of CSV know no comments, and a row of another width breaks them. The
//! mark of UTF-8 stands before it, since spreadsheets without it take names for the machine's own old code page.

use super::{Batch, Outcome, Row};
use crate::report::units::date_time;
use crate::untrusted::Untrusted;

/// The same in every language: programs read them.
const COLUMNS: [&str; 12] = [
    "state",
    "flagged",
    "engines",
    "name",
    "folder",
    "size",
    "sha256",
    "sha1",
    "md5",
    "analysed_at",
    "family",
    "note",
];

/// The whole file.
pub fn csv(batch: &Batch) -> String {
    let mut text = String::from("\u{FEFF}");
    line(&mut text, &COLUMNS);
    for row in batch.sorted() {
        let cells = cells(row);
        line(&mut text, &cells.each_ref().map(String::as_str));
    }
    text
}

fn cells(row: &Row) -> [String; 12] {
    let (flagged, engines, analysed, family) = match &row.outcome {
        Outcome::Found {
            flagged,
            counted,
            analysed_at,
            family,
            ..
        } => (
            flagged.to_string(),
            counted.to_string(),
            analysed_at.and_then(date_time).unwrap_or_default(),
            family.as_ref().map(Untrusted::raw).unwrap_or_default(),
        ),
        Outcome::NeverSeen | Outcome::Waiting | Outcome::Failed(_) | Outcome::NotRead(_) => Default::default(),
    };
    [
        row.outcome.standing().slug().to_owned(),
        flagged,
        engines,
        row.name.raw().to_owned(),
        row.folder.raw().to_owned(),
        row.size.to_string(),
        row.sha256.clone().unwrap_or_default(),
        row.sha1.clone().unwrap_or_default(),
        row.md5.clone().unwrap_or_default(),
        analysed,
        family.to_owned(),
        row.outcome.why().unwrap_or_default().to_owned(),
    ]
}

/// Every cell in quotes.
fn line(text: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        text.push_str(if at > 0 { ",\"" } else { "\"" });
        text.push_str(&harmless(cell).replace('"', "\"\""));
        text.push('"');
    }
    text.push_str("\r\n");
}

/// The text with a `'` before each sign that would begin a formula: at its start, and after whatever a reader with
/// other delimiters takes for the end of a cell.
fn harmless(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut begins = true;
    for sign in cell.chars() {
        if begins && begins_formula(sign) {
            text.push('\'');
            begins = false;
        }
        text.push(sign);
        begins = is_delimiter(sign) || (begins && is_trimmed(sign));
    }
    text
}

fn begins_formula(sign: char) -> bool {
    matches!(
        sign,
        '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\0' | '＝' | '＋' | '－' | '＠'
    )
}

fn is_delimiter(sign: char) -> bool {
    matches!(sign, ',' | ';' | '\t' | '|' | '\r' | '\n')
}

/// What a spreadsheet drops, or a reader does not see, before the first sign of a cell.
fn is_trimmed(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(
            sign,
            '"' | '\'' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{00AD}'
        )
}

#[cfg(test)]
mod tests {
    use super::super::tests::{batch, row};
    use super::*;

    /// The rows of a text, read by RFC 4180 with this delimiter; a quote within a bare cell stays, as spreadsheets
    /// have it.
    fn read(text: &str, delimiter: char) -> Vec<Vec<String>> {
        let (mut rows, mut cells, mut cell) = (Vec::new(), Vec::new(), String::new());
        let (mut quoted, mut fresh) = (false, true);
        let mut signs = text.chars().peekable();
        while let Some(sign) = signs.next() {
            if quoted {
                if sign != '"' {
                    cell.push(sign);
                } else if signs.next_if_eq(&'"').is_some() {
                    cell.push('"');
                } else {
                    quoted = false;
                }
            } else if sign == '"' && fresh {
                (quoted, fresh) = (true, false);
            } else if sign == delimiter {
                cells.push(std::mem::take(&mut cell));
                fresh = true;
            } else if sign == '\n' {
                cells.push(std::mem::take(&mut cell).trim_end_matches('\r').to_owned());
                rows.push(std::mem::take(&mut cells));
                fresh = true;
            } else {
                cell.push(sign);
                fresh = false;
            }
        }
        rows
    }

    fn is_formula(cell: &str) -> bool {
        let seen = cell.trim_start_matches(|sign: char| is_trimmed(sign) && sign != '\'' && !begins_formula(sign));
        seen.starts_with(begins_formula)
    }

    #[test]
    fn no_cell_is_a_formula_whatever_stands_before_it_and_whatever_parts_it() {
        let leads = [
            "=",
            "+",
            "-",
            "@",
            "\t=",
            "\r=",
            "\n=",
            "\0=",
            "＝",
            "＋",
            "－",
            "＠",
            "=cmd|' /C calc'!A0",
            "@SUM(1+1)*",
        ];
        let prefixes = ["", " ", "\u{A0}", "\u{FEFF}", "\u{200B}", "\""];
        let ends = ["", "\"", "\n"];
        for separator in [',', ';', '\t', '|'] {
            for lead in leads {
                for prefix in prefixes {
                    for end in ends {
                        for name in [
                            format!("{prefix}{lead}1+1{end}"),
                            format!("a{separator}{prefix}{lead}1+1{end}"),
                        ] {
                            let mut one = batch();
                            one.rows = vec![row(&name, Outcome::Waiting)];
                            let text = csv(&one);
                            let body = text.trim_start_matches('\u{FEFF}');
                            let rows = read(body, ',');
                            assert_eq!(rows.len(), 2, "{name:?}");
                            let cell = rows.get(1).and_then(|cells| cells.get(3)).cloned().unwrap_or_default();
                            assert_eq!(cell.replace('\'', ""), name.replace('\'', ""), "{name:?}");
                            for cells in read(body, separator) {
                                assert_eq!(cells.iter().find(|cell| is_formula(cell)), None, "{name:?} in {text:?}");
                            }
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn ordinary_names_stay_as_they_are() {
        for name in ["a-b.txt", "2+2=4.txt", "me@home", "it's; a, b | c", "отчёт.pdf", ""] {
            assert_eq!(harmless(name), name);
        }
    }

    #[test]
    fn it_reads_as_a_table_with_a_header() {
        let text = csv(&batch());
        assert!(text.starts_with("\u{FEFF}\"state\",\"flagged\""));
        let rows = read(text.trim_start_matches('\u{FEFF}'), ',');
        assert_eq!(rows.len(), 9);
        assert!(rows.iter().all(|cells| cells.len() == COLUMNS.len()));
        let digest = "ba7816bf".repeat(8);
        let malicious: Vec<&str> = rows.get(2).into_iter().flatten().map(String::as_str).collect();
        assert_eq!(
            malicious,
            [
                "malicious",
                "58",
                "72",
                "a|`b`.exe",
                "down/loads",
                "3",
                &digest,
                "",
                "",
                "2026-11-18T00:00:00Z",
                "emotet",
                ""
            ]
        );
        let unread: Vec<&str> = rows.get(8).into_iter().flatten().map(String::as_str).collect();
        assert_eq!(
            unread,
            [
                "not-read",
                "",
                "",
                "locked.bin",
                "",
                "3",
                "",
                "",
                "",
                "",
                "",
                "The browser may not read it."
            ]
        );
    }
}
