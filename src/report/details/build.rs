//! The bricks of the panels: fields, tables and cells that leave themselves out where a report has nothing for them.

use std::net::IpAddr;

use serde_json::{Map, Value};

use crate::report::details::iso::moment;
use crate::report::details::{Cell, Column, Field, Label, Panel, Part, Table};
use crate::report::reasons::Tone;
use crate::report::units;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::value::{count, list, number, text, time};
use crate::words::Words;

/// Entropy is measured in bits a byte.
const ENTROPY_MAX: f64 = 8.0;

/// What every panel is made from.
#[derive(Clone, Copy)]
pub struct Site {
    pub now: i64,
    pub words: Words,
}

/// Fields in the making.
#[derive(Default)]
pub struct Fields(Vec<Field>);

impl Fields {
    #[must_use]
    pub fn cell(mut self, label: &'static str, cell: Option<Cell>) -> Self {
        self.0.extend(cell.map(|cell| Field {
            label: Label::Ours(label),
            cells: vec![cell],
        }));
        self
    }

    /// One value a line.
    #[must_use]
    pub fn cells(mut self, label: &'static str, cells: Vec<Cell>) -> Self {
        if !cells.is_empty() {
            let label = Label::Ours(label);
            self.0.push(Field { label, cells });
        }
        self
    }

    #[must_use]
    pub fn outside(self, label: &'static str, value: Option<Untrusted>) -> Self {
        self.cell(label, value.map(Cell::Outside))
    }

    #[must_use]
    pub fn copy(self, label: &'static str, value: Option<Untrusted>) -> Self {
        self.cell(label, value.map(Cell::Copy))
    }

    #[must_use]
    pub fn ours(self, label: &'static str, value: Option<String>) -> Self {
        self.cell(label, value.map(Cell::Ours))
    }

    #[must_use]
    pub fn chips(self, label: &'static str, values: Vec<Untrusted>) -> Self {
        self.cell(label, (!values.is_empty()).then_some(Cell::Chips(values)))
    }

    /// Everything simple under a map, by its own names; `but` are those that stand elsewhere.
    #[must_use]
    pub fn rest(mut self, map: &Map<String, Value>, but: &[&str]) -> Self {
        let simple = map.iter().filter(|(name, _)| !but.contains(&name.as_str()));
        self.0.extend(simple.filter_map(|(name, value)| {
            let cells = match value {
                Value::Array(list) => list.iter().filter_map(text).map(Cell::Outside).collect(),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                    text(value).map(Cell::Outside).into_iter().collect::<Vec<Cell>>()
                }
            };
            let label = Label::Outside(Untrusted::new(name.as_str()));
            (!cells.is_empty()).then_some(Field { label, cells })
        }));
        self
    }

    pub fn part(self) -> Option<Part> {
        (!self.0.is_empty()).then_some(Part::Fields(self.0))
    }
}

/// A panel, unless there is nothing in it.
pub fn panel(
    id: &'static str,
    title: &'static str,
    count: Option<usize>,
    parts: impl IntoIterator<Item = Option<Part>>,
) -> Option<Panel> {
    let parts: Vec<Part> = parts.into_iter().flatten().collect();
    let count = count.map(|count| count as u64);
    (!parts.is_empty()).then_some(Panel {
        id,
        title,
        count,
        parts,
    })
}

/// A table of `rows`, each made from one entry, unless there are none.
pub fn table<'a>(
    title: Option<&'static str>,
    columns: impl IntoIterator<Item = Column>,
    entries: impl IntoIterator<Item = &'a Value>,
    row: impl Fn(&'a Value) -> Vec<Cell>,
) -> Option<Part> {
    let entries = entries.into_iter().filter(|entry| entry.is_object());
    rows(title, columns, entries.map(row).collect())
}

/// A table of rows, unless there are none.
pub fn rows(
    title: Option<&'static str>,
    columns: impl IntoIterator<Item = Column>,
    rows: Vec<Vec<Cell>>,
) -> Option<Part> {
    (!rows.is_empty()).then(|| {
        Part::Table(Table {
            title,
            columns: columns.into_iter().collect(),
            rows,
        })
    })
}

pub fn words_column(title: &'static str) -> Column {
    Column { title, numeric: false }
}

pub fn number_column(title: &'static str) -> Column {
    Column { title, numeric: true }
}

/// The entries of a list under a name; none where it is no list.
pub fn entries<'a>(map: Option<&'a Map<String, Value>>, name: &str) -> &'a [Value] {
    map.and_then(|map| map.get(name)).map_or(&[], list)
}

/// The texts of a list under a name.
pub fn texts(value: &Value, name: &str) -> Vec<Untrusted> {
    let entries = value.get(name).map_or(&[][..], list);
    entries.iter().filter_map(text).collect()
}

pub fn field(value: &Value, name: &str) -> Option<Untrusted> {
    value.get(name).and_then(text)
}

pub fn outside(value: &Value, name: &str) -> Cell {
    field(value, name).map_or(Cell::Empty, Cell::Outside)
}

pub fn copy(value: &Value, name: &str) -> Cell {
    field(value, name).map_or(Cell::Empty, Cell::Copy)
}

pub fn chips(value: &Value, name: &str) -> Cell {
    let texts = texts(value, name);
    if texts.is_empty() {
        return Cell::Empty;
    }
    Cell::Chips(texts)
}

impl Site {
    /// A moment; what cannot be one is said to be unknown, and the tree has the number.
    pub fn time(self, value: Option<&Value>) -> Option<Cell> {
        let value = value?;
        match time(value).and_then(|unix| units::when(unix, self.now, self.words)) {
            Some(when) => Some(Cell::Time(when)),
            None => text(value).map(|_| Cell::Ours(self.words.report.units.unknown_time.to_owned())),
        }
    }

    /// A moment in others' writing; what does not read as one, as it came.
    pub fn written_time(self, value: Option<&Value>) -> Option<Cell> {
        let written = text(value?)?;
        let when = moment(written.raw()).and_then(|unix| units::when(unix, self.now, self.words));
        Some(when.map_or(Cell::Outside(written), Cell::Time))
    }

    /// A number of pieces; one that is none, as it came.
    pub fn count(self, value: Option<&Value>) -> Option<Cell> {
        let value = value?;
        match count(value) {
            Some(count) => Some(Cell::Ours(units::count(count, self.words))),
            None => text(value).map(Cell::Outside),
        }
    }

    /// A number with two places.
    pub fn decimal(self, value: Option<&Value>) -> Cell {
        let written = value
            .and_then(number)
            .map(|number| units::decimal(number, 2, self.words));
        written.map_or(Cell::Empty, Cell::Ours)
    }

    pub fn entropy(self, value: Option<&Value>) -> Option<Cell> {
        self.bar(value, ENTROPY_MAX, "")
    }

    /// A length on a scale; what lies beside the scale is a number alone.
    pub fn bar(self, value: Option<&Value>, max: f64, unit: &str) -> Option<Cell> {
        let value = number(value?)?;
        let written = format!("{}{unit}", units::decimal(value, 2, self.words));
        Some(if (0.0..=max).contains(&value) {
            Cell::Bar {
                value,
                max,
                text: written,
            }
        } else {
            Cell::Ours(written)
        })
    }
}

/// An address as programmers write it: `0x24f3`.
pub fn hexadecimal(value: Option<&Value>) -> Option<Cell> {
    let value = value?;
    match count(value) {
        Some(count) => Some(Cell::Ours(format!("0x{count:x}"))),
        None => text(value).map(Cell::Outside),
    }
}

/// Longer names are no addresses of anything that can be asked about.
const NAME_AT_MOST: usize = 4_096;

/// A text that may name something with a report of its own: a link to it where it does, a text where it does not.
pub fn named(topic: Topic, text: Untrusted) -> Cell {
    let name = text.raw().trim();
    if name.len() > NAME_AT_MOST {
        return Cell::Outside(text);
    }
    let subject = match topic {
        Topic::File => Subject::file(name),
        Topic::Url => has_scheme(name).then(|| Subject::url(name)),
        // The root's dot stands at the end of names in records, and a star at the start of names in certificates.
        Topic::Domain => Subject::new(topic, name.trim_end_matches('.').trim_start_matches("*.")),
        Topic::Address => Subject::new(topic, name),
    };
    match subject {
        Some(subject) => Cell::Subject(subject, text),
        None => Cell::Outside(text),
    }
}

/// Whether it begins as an address of the web does.
pub fn has_scheme(url: &str) -> bool {
    ["http://", "https://", "ftp://"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// A host by its name or its address.
pub fn host(text: Untrusted) -> Cell {
    let topic = if text.raw().trim().parse::<IpAddr>().is_ok() {
        Topic::Address
    } else {
        Topic::Domain
    };
    named(topic, text)
}

/// Somebody else's grade: high and critical are bad, medium is a warning.
pub fn grade(value: &Value, name: &str) -> Cell {
    field(value, name).map_or(Cell::Empty, grade_of)
}

pub fn grade_of(word: Untrusted) -> Cell {
    let tone = match word.raw().to_ascii_lowercase().as_str() {
        "critical" | "high" | "malicious" => Tone::Bad,
        "medium" | "suspicious" => Tone::Warn,
        "harmless" | "benign" | "goodware" => Tone::Good,
        _ => Tone::Plain,
    };
    Cell::OutsideState(tone, word)
}
