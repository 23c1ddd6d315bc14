//! A batch as Markdown, for a ticket: counts on top, then the files by where they stand, everything of others in code.
//!
//! Lists instead of tables: a `|` in a name ends a cell of a table even in code.

use super::{Batch, Outcome, Row, Standing};
use crate::export::markdown::code;
use crate::report::units;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// The whole file.
pub fn markdown(batch: &Batch, words: Words) -> String {
    let number = |count: u64| units::count(count, words);
    let all = batch.rows.len() as u64;
    let mut lines = vec![
        format!("# {}", (words.results.title)(all, &number(all))),
        String::new(),
        (words.results.saved)(&units::absolute(batch.made_at)),
        String::new(),
    ];
    let counts = batch.counts();
    lines.extend(
        counts
            .iter()
            .map(|(standing, count)| format!("- {}: {}", name(*standing, words), number(*count))),
    );
    let sorted = batch.sorted();
    for (standing, count) in counts {
        lines.extend([
            String::new(),
            format!("## {} ({})", name(standing, words), number(count)),
            String::new(),
        ]);
        if standing == Standing::NeverSeen {
            lines.extend([words.results.never_seen_about.to_owned(), String::new()]);
        }
        let of = sorted.iter().filter(|row| row.outcome.standing() == standing);
        lines.extend(of.map(|row| format!("- {}", entry(row, words))));
    }
    lines.extend([String::new(), words.results.not_clean.to_owned(), String::new()]);
    lines.join("\n")
}

fn name(standing: Standing, words: Words) -> &'static str {
    let card = words.report.card;
    match standing {
        Standing::NeverSeen => card.never_seen,
        Standing::Malicious => card.malicious,
        Standing::Suspicious => card.suspicious,
        Standing::NothingFound => card.nothing_found,
        Standing::NoOpinion => card.no_opinion,
        Standing::Waiting => words.results.waiting,
        Standing::Failed => words.results.failed,
        Standing::NotRead => words.results.not_read,
    }
}

fn entry(row: &Row, words: Words) -> String {
    let mut parts = vec![format!(
        "{}, {}",
        code(&Untrusted::new(row.path())),
        units::size(row.size, words)
    )];
    match &row.outcome {
        Outcome::Found {
            flagged,
            counted,
            analysed_at,
            family,
            ..
        } => {
            let number = |count: &u64| units::count(*count, words);
            if *counted > 0 {
                parts.push((words.saving.ratio)(&number(flagged), &number(counted)));
            }
            parts.extend(family.as_ref().map(code));
            parts.extend(analysed_at.map(|unix| (words.report.card.analysed)(&units::absolute(unix))));
        }
        Outcome::Failed(why) | Outcome::NotRead(why) => parts.push(code(&Untrusted::new(why.as_str()))),
        Outcome::NeverSeen | Outcome::Waiting => {}
    }
    parts.extend(row.sha256.as_ref().map(|sha256| format!("SHA-256 `{sha256}`")));
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::{batch, row};
    use super::*;
    use crate::words::Language;

    #[test]
    fn it_says_the_counts_and_then_the_files() {
        let text = markdown(&batch(), Words::of(Language::English));
        let headings: Vec<&str> = text.lines().filter(|line| line.starts_with('#')).collect();
        assert_eq!(
            headings,
            [
                "# Results for 8 files",
                "## Never seen (1)",
                "## Malicious (1)",
                "## Suspicious (1)",
                "## Nothing found (1)",
                "## No opinion yet (1)",
                "## Still waiting (1)",
                "## Could not be looked up (1)",
                "## Could not be read (1)",
            ]
        );
        let digest = "ba7816bf".repeat(8);
        for line in [
            "- Malicious: 1".to_owned(),
            format!(
                "- ``down/loads/a|`b`.exe``, 3 bytes · 58 of 72 engines · `emotet` · analysed 2026-11-18 00:00 UTC · SHA-256 `{digest}`"
            ),
            format!("- `new \"one\".txt`, 3 bytes · SHA-256 `{digest}`"),
            "- `locked.bin`, 3 bytes · `The browser may not read it.`".to_owned(),
        ] {
            assert!(text.lines().any(|own| own == line), "{line}\nin\n{text}");
        }
    }

    #[test]
    fn no_name_is_markup_or_a_second_line() {
        let names = [
            "x\n# heading",
            "`` ` ``",
            "[a](javascript:alert(1))",
            "<script>",
            "\u{202E}cod.exe",
            "a\r\n- b",
        ];
        for language in Language::ALL {
            let one = Batch {
                rows: names.map(|name| row(name, Outcome::NeverSeen)).to_vec(),
                made_at: 0,
            };
            let text = markdown(&one, Words::of(language));
            let entries = text.lines().filter(|line| line.starts_with("- `"));
            assert_eq!(entries.count(), names.len(), "{text}");
            assert!(!text.contains(['\u{202E}', '\r']));
            assert_eq!(text.lines().filter(|line| line.starts_with('#')).count(), 2, "{text}");
        }
    }
}
