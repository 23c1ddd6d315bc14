//! What sandboxes saw a file do: one report or several merged, in sections that are read a piece at a time.

pub mod ascribed;
pub mod attributes;
pub mod leaves;
pub mod merge;
pub mod noise;
pub mod page;
pub mod process;
pub mod row;
pub mod sandbox;
pub mod severity;
pub mod shown;
pub mod sift;
pub mod traffic;

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use crate::fold::fold;
use crate::indicator::defang;
use crate::report::attack::findings::{Finding, lines, named};
use crate::report::behaviour::ascribed::{Ascribed, ascribed};
use crate::report::behaviour::attributes::{Attribute, Group, LISTS};
use crate::report::behaviour::merge::{Entry, merged};
use crate::report::behaviour::noise::Why;
use crate::report::behaviour::process::Line;
use crate::report::behaviour::row::{Row, columns, row};
use crate::report::behaviour::sift::{Kept, Left, holds};
use crate::report::details::build::Site;
use crate::report::details::{Cell, Column};
use crate::report::sheet;
use crate::report::table::key::Key;
use crate::report::table::{self, Copied, Order};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::list;
use crate::words::Words;

/// All that was seen.
pub struct Seen {
    pub sections: Vec<Rc<Section>>,
    /// The process tree.
    pub lines: Vec<Line>,
    pub ascribed: Ascribed,
    /// How much of it is known noise.
    pub noise: usize,
}

impl Seen {
    /// Reads one report or several together. `names` are the sandboxes'.
    pub fn read(reports: &[Rc<Object>], names: &[Untrusted], site: Site) -> Self {
        let sections = sections(reports, names, site);
        let lines = process::lines(reports, names);
        let is_noise = |section: &Section| {
            let rows = 0..section.len();
            rows.filter(|row| section.noise(*row, reports).is_some()).count()
        };
        Self {
            ascribed: ascribed(&sections, &lines, reports),
            noise: sections.iter().map(is_noise).sum::<usize>()
                + lines.iter().filter(|line| sift::is_noise(line)).count(),
            sections: sections.into_iter().map(Rc::new).collect(),
            lines,
        }
    }

    /// The groups that have something in them, in their order, with how much that is.
    pub fn groups(&self) -> Vec<(Group, usize)> {
        let all = Left {
            sections: vec![Kept::All; self.sections.len()],
            lines: (0..self.lines.len()).collect(),
            ..Left::default()
        };
        let mut groups: Vec<Group> = self.sections.iter().map(|section| section.group).collect();
        groups.extend((!self.lines.is_empty()).then_some(Group::ProcessTree));
        // More can be asked for.
        groups.push(Group::Attack);
        groups.sort_unstable();
        groups.dedup();
        groups
            .into_iter()
            .map(|group| (group, self.count(group, &all)))
            .collect()
    }

    /// How much of a group is left.
    pub fn count(&self, group: Group, left: &Left) -> usize {
        if group == Group::ProcessTree {
            let processes = left.lines.iter().filter_map(|at| self.lines.get(*at));
            return processes.filter(|line| !line.sandbox).count() - self.led(left);
        }
        let own = self.sections.iter().zip(&left.sections);
        let own = own.filter(|(section, _)| section.group == group);
        own.map(|(section, kept)| kept.count(section.len())).sum()
    }

    /// Processes that are there for what stands below them alone.
    fn led(&self, left: &Left) -> usize {
        let above = left.above.iter().filter_map(|at| self.lines.get(*at));
        above.filter(|line| !line.sandbox).count()
    }
}

/// A titled table of the behaviour.
pub struct Section {
    /// What it is called in the address, in every language.
    pub name: &'static str,
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

    /// Whether it names what could be visited.
    pub fn is_of_network(&self) -> bool {
        (0..self.columns.len()).any(|column| self.is_network(column))
    }

    /// Whether a column names what could be visited.
    pub fn is_network(&self, column: usize) -> bool {
        match &self.rows {
            Rows::Made(_) => false,
            Rows::Entries(attribute, _) => attribute.fields.get(column).is_some_and(|field| field.how.is_network()),
        }
    }

    /// The names of its attribute in the reports, and its entries.
    fn entries(&self) -> Option<(&'static [&'static str], &[Entry])> {
        match &self.rows {
            Rows::Made(_) => None,
            Rows::Entries(attribute, entries) => Some((attribute.names, entries)),
        }
    }

    /// The lines at these places, read from the reports that the section was made from.
    pub fn rows(&self, places: impl IntoIterator<Item = usize>, reports: &[Rc<Object>], words: Words) -> Vec<Row> {
        let places = places.into_iter();
        match &self.rows {
            Rows::Made(rows) => places.filter_map(|at| rows.get(at).cloned()).collect(),
            Rows::Entries(attribute, entries) => {
                let line = |entry: &Entry| {
                    let value = entry.value(reports).unwrap_or(&Value::Null);
                    row(attribute, value, entry.seen.clone(), words)
                };
                places.filter_map(|at| entries.get(at).map(line)).collect()
            }
        }
    }

    /// What is left of it, in an order: of its columns, or behind them of how many saw a line.
    pub fn in_order(&self, kept: &Kept, order: Option<Order>, reports: &[Rc<Object>], words: Words) -> Kept {
        if order.is_none() {
            return kept.clone();
        }
        let places: Vec<usize> = match kept {
            Kept::All => (0..self.len()).collect(),
            Kept::Rows(rows) => rows.to_vec(),
            Kept::Untold => return Kept::Untold,
        };
        let key = |at: usize, column: usize| self.key(at, column, reports, words);
        Kept::Rows(table::ordered(places.into_iter(), order, key).into())
    }

    fn key(&self, at: usize, column: usize, reports: &[Rc<Object>], words: Words) -> Option<Key> {
        let seen = |seen: &[usize]| Some(Key::Number(i128::try_from(seen.len()).ok()?));
        let behind = column == self.columns.len();
        let cells = match &self.rows {
            Rows::Made(rows) if behind => return seen(&rows.get(at)?.seen),
            Rows::Entries(_, entries) if behind => return seen(&entries.get(at)?.seen),
            Rows::Made(rows) => rows.get(at)?.cells.get(column)?.clone(),
            Rows::Entries(attribute, entries) => {
                row::column(attribute, entries.get(at)?.value(reports)?, column, words)
            }
        };
        Key::of(cells.first()?, self.columns.get(column)?.numeric, words)
    }

    /// Why a line is known noise.
    pub fn noise(&self, at: usize, reports: &[Rc<Object>]) -> Option<Why> {
        let (names, entries) = self.entries()?;
        noise::why(names.first()?, entries.get(at)?.value(reports)?)
    }

    /// Whether a line holds a folded text.
    fn holds(&self, at: usize, sought: &str, reports: &[Rc<Object>]) -> bool {
        match &self.rows {
            Rows::Made(rows) => rows.get(at).is_some_and(|row| {
                let cells = row.cells.iter().flatten().map(Cell::text);
                let more = row.more.iter().map(|line| line.raw().to_owned());
                cells.chain(more).any(|text| fold(&text).contains(sought))
            }),
            Rows::Entries(_, entries) => {
                let value = entries.get(at).and_then(|entry| entry.value(reports));
                value.is_some_and(|value| holds(value, sought))
            }
        }
    }

    /// What is left of it as lines for a clipboard: texts as they came, tables for a spreadsheet.
    pub fn copy(&self, kept: &Kept, reports: &[Rc<Object>], words: Words, how: Copied) -> String {
        let rows = match kept {
            Kept::All => self.rows(0..self.len(), reports, words),
            Kept::Rows(places) => self.rows(places.iter().copied(), reports, words),
            Kept::Untold => Vec::new(),
        };
        let cell = |column: usize, cells: Vec<Cell>| {
            let harmless = how == Copied::Defanged && self.is_network(column);
            let texts = cells.iter().map(Cell::text);
            let texts = texts.map(|text| if harmless { defang(&text) } else { text });
            Untrusted::new(texts.collect::<Vec<String>>().join(" "))
        };
        let texts = |row: Row| {
            let cells = row.cells.into_iter().enumerate();
            cells
                .map(|(column, cells)| cell(column, cells))
                .collect::<Vec<Untrusted>>()
        };
        if self.is_plain() {
            let lines = rows.into_iter().flat_map(texts).map(|text| text.raw().to_owned());
            return lines.collect::<Vec<String>>().join("\n");
        }
        let titles: Vec<&str> = self.columns.iter().map(|column| column.title).collect();
        sheet::tsv(&titles, rows.into_iter().map(texts))
    }
}

/// The sections of one report or of several together, in their order; empty ones are left out. The process tree is no
/// table and stands between them by its group. `names` are the sandboxes'.
pub fn sections(reports: &[Rc<Object>], names: &[Untrusted], site: Site) -> Vec<Section> {
    let words = site.words;
    let own = words.behaviour;
    let made = |name, group, title, columns, rows| Section {
        name,
        group,
        title,
        columns,
        rows: Rows::Made(rows),
    };
    let below = below(reports);
    let lists: Vec<Section> = LISTS
        .iter()
        .map(|attribute| {
            let below = attribute.names.iter().find_map(|name| below.get(name));
            Section {
                name: attribute.names.first().copied().unwrap_or_default(),
                group: attribute.group,
                title: (attribute.title)(&own),
                columns: columns(attribute.fields, words),
                rows: Rows::Entries(
                    attribute,
                    merged(attribute, reports, below.map_or(&[][..], Vec::as_slice)),
                ),
            }
        })
        .collect();
    let mut sections = vec![
        made(
            "sandboxes",
            Group::Sandboxes,
            own.sandboxes,
            sandbox::columns(reports.len() > 1, words),
            sandbox::rows(reports, names, &tallies(&lists, reports.len()), site),
        ),
        // Counted and sought in; drawn as a matrix.
        made(
            "techniques",
            Group::Attack,
            own.techniques,
            plain_columns([own.severity, words.attack.technique, words.attack.seen]),
            lines(&named(reports), words),
        ),
    ];
    sections.extend(lists);
    let is_traffic = |section: &Section| {
        section
            .entries()
            .is_some_and(|(names, _)| names.contains(&"ip_traffic"))
    };
    if let Some(at) = sections.iter().position(is_traffic) {
        let columns = traffic::ports::columns(words);
        let rows = traffic::ports::ports(reports, words);
        sections.insert(at, made("ports", Group::Network, words.traffic.ports, columns, rows));
    }
    sections.push(made(
        "hosts_file",
        Group::HostsFile,
        own.hosts_file,
        plain_columns([own.text]),
        hosts(reports),
    ));
    sections.retain(|section| !section.is_empty());
    sections
}

/// What the processes of the trees have of the attributes, by the first name of each, with the places of their reports.
pub fn below(reports: &[Rc<Object>]) -> BTreeMap<&'static str, Vec<(usize, &Value)>> {
    let mut below: BTreeMap<&'static str, Vec<(usize, &Value)>> = BTreeMap::new();
    for (report, node) in process::nodes(reports) {
        for (name, value) in node.as_object().into_iter().flatten() {
            let first = attributes::named(name).and_then(|attribute| attribute.names.first());
            if let Some(first) = first {
                below
                    .entry(first)
                    .or_default()
                    .extend(list(value).iter().map(|entry| (report, entry)));
            }
        }
    }
    below
}

/// Of each report, how many rows it holds, and how many of them nobody else holds.
fn tallies(lists: &[Section], reports: usize) -> Vec<(usize, usize)> {
    let mut tallies = vec![(0, 0); reports];
    let entries = lists
        .iter()
        .filter_map(Section::entries)
        .flat_map(|(_, entries)| entries);
    for entry in entries {
        for &report in &entry.seen {
            if let Some((held, alone)) = tallies.get_mut(report) {
                *held += 1;
                *alone += usize::from(entry.seen.len() == 1);
            }
        }
    }
    tallies
}

/// The signs of a technique of ATT&CK.
pub fn signs(technique: &Finding, words: Words) -> Section {
    let own = words.attack;
    Section {
        name: "signs",
        group: Group::Attack,
        title: own.seen,
        columns: plain_columns([words.behaviour.severity, own.seen, own.matched]),
        rows: Rows::Made(technique.rows(words)),
    }
}

fn plain_columns<const N: usize>(titles: [&'static str; N]) -> Vec<Column> {
    titles.map(|title| Column { title, numeric: false }).to_vec()
}

/// The lines of the hosts files, each once.
pub fn hosts(reports: &[Rc<Object>]) -> Vec<Row> {
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
        seen,
        ..Row::default()
    };
    lines.into_iter().map(row).collect()
}
