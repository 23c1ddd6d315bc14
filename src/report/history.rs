//! What was asked about, as a list: pinned first, searched by name, note and verdict.

use crate::fold::fold;
use crate::report::card::Verdict;
use crate::report::mark::Mark;
use crate::report::remembered::Remembered;
use crate::subject::{Subject, Topic};

/// A subject with what is remembered of it and what the reader has put to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub subject: Subject,
    pub answer: Remembered,
    pub mark: Mark,
}

/// Which of them are shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct View {
    /// Looked for in ids, names, families and notes.
    pub find: String,
    pub only: Only,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Only {
    #[default]
    All,
    Pinned,
    Watched,
    /// With a change that has not been looked at.
    Changed,
    Verdict(Verdict),
    Topic(Topic),
}

/// The entries that are shown: changed ones first, then pinned ones, then the newest.
pub fn shown(mut entries: Vec<Entry>, view: &View) -> Vec<Entry> {
    let find = fold(view.find.trim());
    entries.retain(|entry| is_wanted(entry, view.only) && (find.is_empty() || holds(entry, &find)));
    entries.sort_by(|one, other| {
        let rank = |entry: &Entry| (entry.mark.change.is_none(), !entry.mark.pinned);
        rank(one)
            .cmp(&rank(other))
            .then(other.answer.asked.cmp(&one.answer.asked))
            .then(one.subject.cmp(&other.subject))
    });
    entries
}

fn is_wanted(entry: &Entry, only: Only) -> bool {
    match only {
        Only::All => true,
        Only::Pinned => entry.mark.pinned,
        Only::Watched => entry.mark.watched,
        Only::Changed => entry.mark.change.is_some(),
        Only::Verdict(verdict) => entry.answer.verdict == verdict,
        Only::Topic(topic) => entry.subject.topic() == topic,
    }
}

fn holds(entry: &Entry, find: &str) -> bool {
    let texts = [
        Some(entry.subject.name()),
        entry.answer.name.as_ref().map(|name| name.raw().to_owned()),
        entry.answer.family.as_ref().map(|family| family.raw().to_owned()),
        Some(entry.mark.note.clone()),
    ];
    texts.into_iter().flatten().any(|text| fold(&text).contains(find))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::mark::Change;
    use crate::untrusted::Untrusted;

    fn entry(name: &str, asked: i64, verdict: Verdict, mark: Mark) -> Entry {
        Entry {
            subject: Subject::new(Topic::Domain, name).expect("a domain"),
            answer: Remembered {
                asked,
                report: String::new(),
                verdict,
                known: true,
                flagged: 0,
                counted: 9,
                analysed: None,
                name: Some(Untrusted::new(format!("Report of {name}"))),
                family: None,
            },
            mark,
        }
    }

    fn names(view: &View) -> Vec<String> {
        let mark = |pinned, watched, note: &str, changed: bool| Mark {
            pinned,
            watched,
            note: note.into(),
            change: changed.then_some(Change {
                since: 1,
                flagged: (0, 1),
                counted: (9, 9),
                was_known: true,
            }),
        };
        let entries = vec![
            entry("a.example", 10, Verdict::Malicious, Mark::default()),
            entry("b.example", 30, Verdict::NothingFound, mark(false, true, "", false)),
            entry(
                "c.example",
                20,
                Verdict::Malicious,
                mark(true, false, "Case 7, ÄRGER", false),
            ),
            entry("d.example", 5, Verdict::Suspicious, mark(false, true, "", true)),
        ];
        let shown = shown(entries, view);
        shown
            .iter()
            .map(|entry| entry.subject.id().replace(".example", ""))
            .collect()
    }

    #[test]
    fn changes_and_pins_stand_first_and_the_rest_by_age() {
        for (find, only, expected) in [
            ("", Only::All, vec!["d", "c", "b", "a"]),
            ("", Only::Pinned, vec!["c"]),
            ("", Only::Watched, vec!["d", "b"]),
            ("", Only::Changed, vec!["d"]),
            ("", Only::Verdict(Verdict::Malicious), vec!["c", "a"]),
            ("", Only::Topic(Topic::File), vec![]),
            ("ärger", Only::All, vec!["c"]),
            ("REPORT OF B", Only::All, vec!["b"]),
            ("a.exam", Only::All, vec!["a"]),
            ("nothing", Only::All, vec![]),
        ] {
            let view = View {
                find: find.to_owned(),
                only,
            };
            assert_eq!(names(&view), expected, "{view:?}");
        }
    }
}
