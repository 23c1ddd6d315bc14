//! The list of the reader's files as it is shown: what each has come to, filtered, sorted, grouped, counted.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::fold::fold;
use crate::report::card::Verdict;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// What a file has come to; the most pressing first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum State {
    Malicious,
    Suspicious,
    NeverSeen,
    NothingFound,
    /// VirusTotal gave no answer about it.
    Unanswered,
    /// It is being read, or waits to be asked about.
    Waiting,
    /// It could not be read, or nobody wanted it to be.
    NotRead,
}

/// A file, as far as the list is concerned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub name: Untrusted,
    pub folder: Untrusted,
    /// Bytes.
    pub size: u64,
    pub state: State,
    /// Known as soon as the file has been read.
    pub sha256: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// As they were dropped.
    #[default]
    Dropped,
    Pressing,
    Name,
    Folder,
    /// The largest first.
    Size,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Grouping {
    #[default]
    None,
    State,
    Folder,
}

/// What the reader wants to see of the list.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct View {
    /// Looked for in name, folder and digest, whatever the case.
    pub find: String,
    pub only: Option<State>,
    pub order: Order,
    pub grouping: Grouping,
}

/// A line of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    Heading(Heading, usize),
    /// The place of the file in the list as it was dropped.
    File(usize),
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Heading {
    State(State),
    Folder(Untrusted),
}

impl State {
    /// What a result is called where several have it.
    pub fn word(self, words: Words) -> &'static str {
        match self {
            Self::Malicious => words.files.malicious,
            Self::Suspicious => words.files.suspicious,
            Self::NeverSeen => words.files.never_seen,
            Self::NothingFound => words.files.nothing_found,
            Self::Unanswered => words.files.unanswered,
            Self::Waiting => words.files.under_way,
            Self::NotRead => words.files.not_read,
        }
    }

    pub const ALL: [Self; 7] = [
        Self::Malicious,
        Self::Suspicious,
        Self::NeverSeen,
        Self::NothingFound,
        Self::Unanswered,
        Self::Waiting,
        Self::NotRead,
    ];

    /// The word that stands for it where a machine reads.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Malicious => "malicious",
            Self::Suspicious => "suspicious",
            Self::NeverSeen => "never-seen",
            Self::NothingFound => "nothing-found",
            Self::Unanswered => "unanswered",
            Self::Waiting => "waiting",
            Self::NotRead => "not-read",
        }
    }
}

impl From<Verdict> for State {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Malicious => Self::Malicious,
            Verdict::Suspicious => Self::Suspicious,
            Verdict::NothingFound => Self::NothingFound,
            Verdict::NeverSeen => Self::NeverSeen,
        }
    }
}

/// How many files have come to what; states of no file are left out.
pub fn tallies(rows: &[Row]) -> Vec<(State, usize)> {
    let mut counts = BTreeMap::new();
    for row in rows {
        *counts.entry(row.state).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}

/// The lines of the list. A list that is grouped has its groups in their own order, and the files in each in the order
/// that is wanted.
pub fn lines(rows: &[Row], view: &View) -> Vec<Line> {
    let wanted = fold(view.find.trim());
    let mut shown: Vec<usize> = (0..rows.len())
        .filter(|at| rows.get(*at).is_some_and(|row| is_wanted(row, view.only, &wanted)))
        .collect();
    if view.order != Order::Dropped {
        shown.sort_by(|one, other| match (rows.get(*one), rows.get(*other)) {
            (Some(one), Some(other)) => compare(one, other, view.order),
            (_, _) => Ordering::Equal,
        });
    }
    let heading = |row: &Row| match view.grouping {
        Grouping::None => None,
        Grouping::State => Some(Heading::State(row.state)),
        Grouping::Folder => Some(Heading::Folder(row.folder.clone())),
    };
    let mut groups: BTreeMap<Option<Heading>, Vec<usize>> = BTreeMap::new();
    for at in shown {
        if let Some(row) = rows.get(at) {
            groups.entry(heading(row)).or_default().push(at);
        }
    }
    let mut lines = Vec::new();
    for (heading, files) in groups {
        lines.extend(heading.map(|heading| Line::Heading(heading, files.len())));
        lines.extend(files.into_iter().map(Line::File));
    }
    lines
}

fn is_wanted(row: &Row, only: Option<State>, find: &str) -> bool {
    only.is_none_or(|only| row.state == only)
        && (find.is_empty()
            || fold(row.name.raw()).contains(find)
            || fold(row.folder.raw()).contains(find)
            || row.sha256.as_deref().is_some_and(|sha256| sha256.starts_with(find)))
}

fn compare(one: &Row, other: &Row, order: Order) -> Ordering {
    match order {
        Order::Dropped => Ordering::Equal,
        Order::Pressing => one.state.cmp(&other.state),
        Order::Name => fold(one.name.raw()).cmp(&fold(other.name.raw())),
        Order::Folder => one.folder.cmp(&other.folder),
        Order::Size => other.size.cmp(&one.size),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows() -> Vec<Row> {
        [
            ("Beta.exe", "x", 5, State::Waiting, None),
            ("alpha.dll", "x/y", 9, State::Malicious, Some("ab12")),
            ("gamma", "", 5, State::NothingFound, Some("cd34")),
            ("Äpfel.doc", "x", 0, State::Malicious, Some("ef56")),
        ]
        .into_iter()
        .map(|(name, folder, size, state, sha256)| Row {
            name: Untrusted::new(name),
            folder: Untrusted::new(folder),
            size,
            state,
            sha256: sha256.map(str::to_owned),
        })
        .collect()
    }

    fn files(view: &View) -> Vec<usize> {
        let file = |line: Line| match line {
            Line::File(at) => Some(at),
            Line::Heading(..) => None,
        };
        lines(&rows(), view).into_iter().filter_map(file).collect()
    }

    #[test]
    fn the_list_is_filtered_and_sorted() {
        let view = |find: &str, only, order| View {
            find: find.to_owned(),
            only,
            order,
            grouping: Grouping::None,
        };
        for (wish, expected) in [
            (view("", None, Order::Dropped), vec![0, 1, 2, 3]),
            (view("  ALPHA ", None, Order::Dropped), vec![1]),
            (view("äPFEL", None, Order::Dropped), vec![3]),
            (view("x/y", None, Order::Dropped), vec![1]),
            (view("cd3", None, Order::Dropped), vec![2]),
            (view("d34", None, Order::Dropped), vec![]),
            (view("", Some(State::Malicious), Order::Dropped), vec![1, 3]),
            (view("", Some(State::NotRead), Order::Dropped), vec![]),
            (view("", None, Order::Name), vec![1, 0, 2, 3]),
            (view("", None, Order::Folder), vec![2, 0, 3, 1]),
            (view("", None, Order::Size), vec![1, 0, 2, 3]),
            (view("", None, Order::Pressing), vec![1, 3, 2, 0]),
        ] {
            assert_eq!(files(&wish), expected, "{wish:?}");
        }
    }

    #[test]
    fn the_list_is_grouped_and_counted() {
        let by = |grouping| View {
            grouping,
            order: Order::Name,
            ..View::default()
        };
        assert_eq!(
            lines(&rows(), &by(Grouping::State)),
            [
                Line::Heading(Heading::State(State::Malicious), 2),
                Line::File(1),
                Line::File(3),
                Line::Heading(Heading::State(State::NothingFound), 1),
                Line::File(2),
                Line::Heading(Heading::State(State::Waiting), 1),
                Line::File(0),
            ]
        );
        let headings: Vec<String> = lines(&rows(), &by(Grouping::Folder))
            .into_iter()
            .filter_map(|line| match line {
                Line::Heading(Heading::Folder(folder), count) => Some(format!("{}:{count}", folder.raw())),
                Line::Heading(Heading::State(_), _) | Line::File(_) => None,
            })
            .collect();
        assert_eq!(headings, [":1", "x:2", "x/y:1"]);
        assert_eq!(
            tallies(&rows()),
            [(State::Malicious, 2), (State::NothingFound, 1), (State::Waiting, 1)]
        );
    }
}
