//! Files that need nothing else: a report as a page to keep or print and as a summary for a ticket, a batch's results.

pub mod html;
pub mod kept;
pub mod markdown;
pub mod markup;
pub mod results;

use crate::indicator::defang;
use crate::report::whole::Whole;
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// What a file of the report on this id is called, without its ending: nothing in it that a file system would refuse.
pub fn file_name(id: &str) -> String {
    let kept = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_');
    let name: String = id
        .chars()
        .map(|sign| if kept(sign) { sign } else { '-' })
        .take(100)
        .collect();
    format!("assay-{}", name.trim_matches('.'))
}

/// What the report is about: its name, or its id. Of what could be visited, defanged.
fn named(whole: &Whole, words: Words) -> String {
    let name = whole.card.name.clone();
    let name = name.unwrap_or_else(|| Untrusted::new(whole.card.id.as_str()));
    let name = match whole.card.topic {
        Topic::File => name,
        Topic::Url | Topic::Domain | Topic::Address => Untrusted::new(defang(name.raw())),
    };
    (words.saving.title)(&name.elided(120).spelled())
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_of_files_hold_nothing_that_leads_elsewhere() {
        for (id, name) in [
            ("9f86d0", "assay-9f86d0"),
            ("2001:db8::1", "assay-2001-db8--1"),
            ("../../etc/passwd", "assay--..-etc-passwd"),
            ("a\0\u{202E}<b>", "assay-a---b-"),
            ("...", "assay-"),
        ] {
            assert_eq!(file_name(id), name, "{id:?}");
        }
        assert!(file_name(&"a".repeat(5_000)).len() < 120);
    }
}
