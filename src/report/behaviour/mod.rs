//! What sandboxes saw a file do: one report or several merged, in sections that are read a piece at a time.

pub mod attributes;
mod leaves;
mod merge;
pub mod page;
pub mod process;
pub mod row;
pub mod sandbox;
mod severity;
mod techniques;

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use serde_json::Value;

use crate::report::behaviour::attributes::{Attribute, Group, LISTS};
use crate::report::behaviour::merge::{Entry, merged};
use crate::report::behaviour::row::{Row, columns, row};
use crate::report::details::build::Site;
use crate::report::details::{Cell, Column};
use crate::report::sheet;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::words::Words;

/// A titled table of the behaviour.
pub struct Section {
    pub group: Group,
    pub title: &'static str,
    pub columns: Vec<Column>,
    rows: Rows,
}

/// Lines are made when they are drawn: there can be tens of thousands.
enum Rows {
    Made(Vec<Row>),
    Entries(&'static Attribute, Vec<Entry>),
}

impl Section {
    pub fn len(&self) -> usize {
        match &self.rows {
            Rows::Made(rows) => rows.len(),
            Rows::Entries(_, entries) => entries.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether its lines are texts alone, which need no heading.
    pub fn is_plain(&self) -> bool {
        self.columns.len() == 1
    }

    /// A run of lines, read from the reports that the section was made from.
    pub fn rows(&self, run: Range<usize>, reports: &[Rc<Object>], words: Words) -> Vec<Row> {
        match &self.rows {
            Rows::Made(rows) => rows.get(run).unwrap_or_default().to_vec(),
            Rows::Entries(attribute, entries) => {
                let entries = entries.get(run).unwrap_or_default().iter();
                let line = |entry: &Entry| {
                    let value = entry.value(reports).unwrap_or(&Value::Null);
                    row(attribute.fields, value, entry.seen.clone(), words)
                };
                entries.map(line).collect()
            }
        }
    }

    /// All of it as lines for a clipboard: texts as they came, tables for a spreadsheet.
    pub fn copy(&self, reports: &[Rc<Object>], words: Words) -> String {
        let rows = self.rows(0..self.len(), reports, words);
        let texts = |row: Row| row.cells.into_iter().map(written).collect::<Vec<Untrusted>>();
        if self.is_plain() {
            let lines = rows.into_iter().flat_map(texts).map(|text| text.raw().to_owned());
            return lines.collect::<Vec<String>>().join("\n");
        }
        let titles: Vec<&str> = self.columns.iter().map(|column| column.title).collect();
        sheet::tsv(&titles, rows.into_iter().map(texts))
    }
}

fn written(cells: Vec<Cell>) -> Untrusted {
    let texts = cells.into_iter().map(|cell| match cell {
        Cell::Empty => String::new(),
        Cell::Ours(text) | Cell::State(_, text) | Cell::Bar { text, .. } => text,
        Cell::Outside(text) | Cell::Copy(text) | Cell::OutsideState(_, text) | Cell::Subject(_, text) => {
            text.raw().to_owned()
        }
        Cell::Time(when) => when.absolute,
        Cell::Chips(chips) => chips.iter().map(Untrusted::raw).collect::<Vec<&str>>().join(" "),
    });
    Untrusted::new(texts.collect::<Vec<String>>().join(" "))
}

/// The sections of one report or of several together, in their order; empty ones are left out. The process tree is no
/// table and stands between them by its group. `names` are the sandboxes'.
pub fn sections(reports: &[Rc<Object>], names: &[Untrusted], site: Site) -> Vec<Section> {
    let words = site.words;
    let own = words.behaviour;
    let made = |group, title, columns, rows| Section {
        group,
        title,
        columns,
        rows: Rows::Made(rows),
    };
    let mut sections = vec![
        made(
            Group::Sandboxes,
            own.sandboxes,
            sandbox::columns(words),
            sandbox::rows(reports, names, site),
        ),
        made(
            Group::Highlights,
            own.techniques,
            plain_columns([own.severity, own.technique, own.seen]),
            techniques::techniques(reports, words),
        ),
    ];
    sections.extend(LISTS.iter().map(|attribute| Section {
        group: attribute.group,
        title: (attribute.title)(&own),
        columns: columns(attribute.fields, words),
        rows: Rows::Entries(attribute, merged(attribute, reports)),
    }));
    sections.push(made(
        Group::HostsFile,
        own.hosts_file,
        plain_columns([own.text]),
        hosts(reports),
    ));
    sections.retain(|section| !section.is_empty());
    sections
}

/// The section of the answer that has techniques by tactic.
pub fn tactics(trees: &Value, sandboxes: &[Untrusted], words: Words) -> Section {
    let own = words.behaviour;
    Section {
        group: Group::Highlights,
        title: own.tactics,
        columns: plain_columns([own.tactic, own.technique, own.severity, own.seen]),
        rows: Rows::Made(techniques::tactics(trees, sandboxes, words)),
    }
}

fn plain_columns<const N: usize>(titles: [&'static str; N]) -> Vec<Column> {
    titles.map(|title| Column { title, numeric: false }).to_vec()
}

/// The lines of the hosts files, each once.
fn hosts(reports: &[Rc<Object>]) -> Vec<Row> {
    let mut lines: BTreeMap<(usize, Untrusted), Vec<usize>> = BTreeMap::new();
    let mut places: BTreeMap<Untrusted, usize> = BTreeMap::new();
    for (report, object) in reports.iter().enumerate() {
        for line in sandbox::hosts_file(object) {
            let next = places.len();
            let place = *places.entry(line.clone()).or_insert(next);
            let seen = lines.entry((place, line)).or_default();
            if seen.last() != Some(&report) {
                seen.push(report);
            }
        }
    }
    let row = |((_, line), seen)| Row {
        cells: vec![vec![Cell::Copy(line)]],
        more: Vec::new(),
        seen,
    };
    lines.into_iter().map(row).collect()
}

/// The groups that have something in them, with how much that is.
pub fn groups(sections: &[Section], processes: usize) -> Vec<(Group, usize)> {
    let mut groups: Vec<(Group, usize)> = Vec::new();
    let tree = (processes > 0).then_some((Group::ProcessTree, processes));
    let counted = sections
        .iter()
        .map(|section| (section.group, section.len()))
        .chain(tree);
    for (group, count) in counted {
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, sum)) => *sum += count,
            None => groups.push((group, count)),
        }
    }
    groups.sort_unstable_by_key(|(group, _)| *group);
    groups
}
