//! A report as a short summary for a ticket: everything of others in code, so that nothing is markup, a link or a mention.

use crate::export::named;
use crate::report::units;
use crate::report::whole::{Whole, written};
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// Lines of a list; a ticket is read, not searched.
const SHOWN: usize = 15;
/// Signs of a text.
const SIGNS: usize = 200;

pub fn markdown(whole: &Whole, words: Words) -> String {
    let card = &whole.card;
    let number = |count: u64| units::count(count, words);
    let mut lines = vec![
        format!(
            "# {}: {}",
            card.word,
            (words.saving.ratio)(&number(card.flagged), &number(card.counted))
        ),
        String::new(),
        card.headline.clone(),
        String::new(),
        format!("- {}", code(&Untrusted::new(named(whole, words)))),
    ];
    if card.topic == Topic::File {
        lines.push(format!("- SHA-256: {}", code(&Untrusted::new(card.id.as_str()))));
    }
    lines.extend(card.facts.iter().map(|fact| {
        let label = fact.label.as_deref().unwrap_or_default();
        format!("- {label}{}", code(&written(&fact.cell)))
    }));
    lines.extend(
        card.analysed
            .as_ref()
            .map(|when| format!("- {}", (words.report.card.analysed)(&when.absolute))),
    );
    lines.extend(card.stale.as_ref().map(|stale| format!("- {stale}")));
    let reasons = card.reasons.iter().map(|reason| {
        let named = reason.named.as_ref().map(|named| format!(" {}", code(named)));
        format!("{}{}", reason.text, named.unwrap_or_default())
    });
    list(&mut lines, words.report.card.why, reasons, words);
    let flagged = whole.flagged_by.iter().map(|(engine, label)| {
        let label = label.as_ref().map(|label| format!(": {}", code(label)));
        format!("{}{}", code(engine), label.unwrap_or_default())
    });
    list(&mut lines, words.saving.flagged_by, flagged, words);
    list(
        &mut lines,
        words.saving.contacted,
        whole.contacted.iter().map(code),
        words,
    );
    lines.extend([String::new(), whole.made.clone(), String::new()]);
    lines.join("\n")
}

/// A titled list of at most so many lines.
fn list(lines: &mut Vec<String>, title: &str, entries: impl ExactSizeIterator<Item = String>, words: Words) {
    let all = entries.len();
    if all == 0 {
        return;
    }
    lines.extend([String::new(), format!("## {title}"), String::new()]);
    lines.extend(entries.take(SHOWN).map(|entry| format!("- {entry}")));
    if all > SHOWN {
        let left = units::count((all - SHOWN) as u64, words);
        lines.push(format!("- {}", (words.saving.and_more)(&left)));
    }
}

/// A text in a fence that is longer than any run of backticks in it; on one line, hidden signs spelled.
pub(super) fn code(text: &Untrusted) -> String {
    let text = text.elided(SIGNS).spelled();
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // A fence that meets a backtick, or nothing at all, is no fence.
    let pad = if text.is_empty() || text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_leaves_its_fence() {
        for (text, written) in [
            ("plain", "`plain`"),
            ("a`b", "``a`b``"),
            ("`", "`` ` ``"),
            ("``x``", "``` ``x`` ```"),
            ("line\nbreak", "`line⟨U+000A⟩break`"),
            ("[x](javascript:alert(1))", "`[x](javascript:alert(1))`"),
            ("<b>@all</b> #1", "`<b>@all</b> #1`"),
            ("", "`  `"),
        ] {
            assert_eq!(code(&Untrusted::new(text)), written, "{text:?}");
        }
    }
}
