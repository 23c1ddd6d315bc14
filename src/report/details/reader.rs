//! Reading a map of a report key by key: what nobody asked for is the rest, and the rest is shown as well.

use serde_json::{Map, Value};

use crate::report::details::build::{Site, grade_of, hexadecimal, named, rows, words_column};
use crate::report::details::{Cell, Field, Label, Part};
use crate::report::units;
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::value::{count, text};

/// More values than this under one name are a list of their own.
const CHIPS_AT_MOST: usize = 24;
/// More lines than this are a table, which is drawn a window at a time.
const FIELDS_AT_MOST: usize = 40;

/// What is left of a map. A value is taken where it is of the kind that is asked for, and stays where it is not.
pub struct Reader<'a> {
    left: Vec<(&'a str, &'a Value)>,
    /// What was left of the maps and lists inside, by its path.
    over: Vec<(String, &'a Value)>,
}

impl<'a> Reader<'a> {
    pub fn new(map: &'a Map<String, Value>) -> Self {
        Self {
            left: map.iter().map(|(name, value)| (name.as_str(), value)).collect(),
            over: Vec::new(),
        }
    }

    pub fn empty() -> Self {
        Self {
            left: Vec::new(),
            over: Vec::new(),
        }
    }

    /// A value that stands by itself, as if it were in a map under its name.
    pub fn alone(name: &'a str, value: &'a Value) -> Self {
        Self {
            left: vec![(name, value)],
            over: Vec::new(),
        }
    }

    /// Takes what is under a name, where `read` can make something of it.
    pub fn take<T>(&mut self, name: &str, read: impl FnOnce(&'a Value) -> Option<T>) -> Option<T> {
        let at = self.left.iter().position(|(key, _)| *key == name)?;
        let (_, value) = *self.left.get(at)?;
        let found = read(value)?;
        self.left.remove(at);
        Some(found)
    }

    pub fn text(&mut self, name: &str) -> Option<Untrusted> {
        self.take(name, text)
    }

    pub fn outside(&mut self, name: &str) -> Option<Cell> {
        self.text(name).map(Cell::Outside)
    }

    pub fn copy(&mut self, name: &str) -> Option<Cell> {
        self.text(name).map(Cell::Copy)
    }

    /// What has a report of its own, where it names it.
    pub fn named(&mut self, topic: Topic, name: &str) -> Option<Cell> {
        self.text(name).map(|text| named(topic, text))
    }

    pub fn hexadecimal(&mut self, name: &str) -> Option<Cell> {
        self.take(name, |value| hexadecimal(Some(value)))
    }

    pub fn count(&mut self, name: &str, site: Site) -> Option<Cell> {
        self.take(name, |value| site.count(Some(value)))
    }

    /// A number of bytes.
    pub fn size(&mut self, name: &str, site: Site) -> Option<Cell> {
        self.take(name, |value| match count(value) {
            Some(bytes) => Some(Cell::Ours(units::size_exact(bytes, site.words))),
            None => text(value).map(Cell::Outside),
        })
    }

    pub fn entropy(&mut self, name: &str, site: Site) -> Option<Cell> {
        self.take(name, |value| site.entropy(Some(value)))
    }

    pub fn decimal(&mut self, name: &str, site: Site) -> Option<Cell> {
        self.take(name, |value| match site.decimal(Some(value)) {
            Cell::Empty => None,
            cell => Some(cell),
        })
    }

    /// Unix seconds.
    pub fn time(&mut self, name: &str, site: Site) -> Option<Cell> {
        self.take(name, |value| site.time(Some(value)))
    }

    /// A moment in somebody's writing.
    pub fn written_time(&mut self, name: &str, site: Site) -> Option<Cell> {
        self.take(name, |value| site.written_time(Some(value)))
    }

    /// Somebody else's grade, good or bad.
    pub fn grade(&mut self, name: &str) -> Option<Cell> {
        self.text(name).map(grade_of)
    }

    /// A list of simple values; one that holds anything else stays.
    pub fn texts(&mut self, name: &str) -> Vec<Untrusted> {
        self.take(name, simple).unwrap_or_default()
    }

    /// The same in a row; a long one stays, and is a list in the rest.
    pub fn chips(&mut self, name: &str) -> Option<Cell> {
        let few = |texts: &Vec<Untrusted>| !texts.is_empty() && texts.len() <= CHIPS_AT_MOST;
        self.take(name, |value| simple(value).filter(few)).map(Cell::Chips)
    }

    /// What a map inside holds; what is left of it is left here.
    pub fn inside<T>(&mut self, name: &str, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let map = self.take(name, Value::as_object)?;
        let mut inner = Self::new(map);
        let found = read(&mut inner);
        self.keep(|| name.to_owned(), inner);
        Some(found)
    }

    /// One row an entry of a list of maps.
    pub fn rows(&mut self, name: &str, row: impl Fn(&mut Self) -> Vec<Option<Cell>>) -> Vec<Vec<Cell>> {
        let mut rows = Vec::new();
        self.each(name, |entry| rows.push(filled(row(entry))));
        rows
    }

    /// Reads each entry of a list of maps.
    pub fn each(&mut self, name: &str, mut read: impl FnMut(&mut Self)) {
        let list = self.take(name, Value::as_array);
        for (at, entry) in list.into_iter().flatten().enumerate() {
            let path = || format!("{name}[{at}]");
            if let Some(map) = entry.as_object() {
                let mut inner = Self::new(map);
                read(&mut inner);
                self.keep(path, inner);
            } else {
                self.over.push((path(), entry));
            }
        }
    }

    /// One row an entry of a map of maps, by its name.
    pub fn rows_by_name(
        &mut self,
        name: &str,
        mut row: impl FnMut(&'a str, &mut Self) -> Vec<Option<Cell>>,
    ) -> Vec<Vec<Cell>> {
        let map = self.take(name, Value::as_object);
        let mut rows = Vec::new();
        for (key, entry) in map.into_iter().flatten() {
            let path = || format!("{name}.{key}");
            if let Some(map) = entry.as_object() {
                let mut inner = Self::new(map);
                rows.push(filled(row(key, &mut inner)));
                self.keep(path, inner);
            } else {
                self.over.push((path(), entry));
            }
        }
        rows
    }

    /// A list of pairs, the first of which is simple: `["LOAD", [".text"]]`. `row` gets both.
    pub fn pairs(
        &mut self,
        name: &str,
        row: impl Fn(Untrusted, &'a Value) -> Option<Vec<Option<Cell>>>,
    ) -> Vec<Vec<Cell>> {
        let list = self.take(name, Value::as_array);
        let mut rows = Vec::new();
        for (at, entry) in list.into_iter().flatten().enumerate() {
            let read = match entry.as_array().map(Vec::as_slice) {
                Some([first, second]) => text(first).and_then(|first| row(first, second)),
                Some(_) | None => None,
            };
            match read {
                Some(cells) => rows.push(filled(cells)),
                None => self.over.push((format!("{name}[{at}]"), entry)),
            }
        }
        rows
    }

    /// What is left, in one cell: `guid 5e0a…`.
    pub fn more(&mut self) -> Option<Cell> {
        let lines = self.lines().into_iter();
        let chips = lines.flat_map(|(path, texts)| {
            texts
                .into_iter()
                .map(move |text| Untrusted::new(format!("{path} {}", text.raw())))
        });
        let chips: Vec<Untrusted> = chips.collect();
        (!chips.is_empty()).then_some(Cell::Chips(chips))
    }

    /// All that nobody has taken, under its own names.
    pub fn rest(mut self, site: Site) -> Vec<Option<Part>> {
        let (long, short): (Vec<_>, Vec<_>) = self
            .lines()
            .into_iter()
            .partition(|(_, texts)| texts.len() > CHIPS_AT_MOST);
        let mut parts = vec![plain(short, site)];
        for (path, texts) in long {
            parts.push(Some(Part::Heading(Label::Outside(Untrusted::new(path)))));
            parts.push(Some(Part::List(texts)));
        }
        parts
    }

    fn keep(&mut self, path: impl Fn() -> String, inner: Self) {
        let under = |name: &str| join(&path(), name);
        self.over
            .extend(inner.left.into_iter().map(|(name, value)| (under(name), value)));
        self.over
            .extend(inner.over.into_iter().map(|(name, value)| (under(&name), value)));
    }

    fn lines(&mut self) -> Vec<(String, Vec<Untrusted>)> {
        let left = std::mem::take(&mut self.left)
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value));
        let over = std::mem::take(&mut self.over);
        left.chain(over)
            .flat_map(|(path, value)| flattened(path, value))
            .collect()
    }
}

fn filled(cells: Vec<Option<Cell>>) -> Vec<Cell> {
    cells.into_iter().map(|cell| cell.unwrap_or(Cell::Empty)).collect()
}

/// The values of a list that holds nothing but simple ones.
pub fn simple(value: &Value) -> Option<Vec<Untrusted>> {
    let list = value.as_array()?;
    let all = list.iter().all(|value| !value.is_array() && !value.is_object());
    all.then(|| list.iter().filter_map(text).collect())
}

fn join(path: &str, name: &str) -> String {
    if name.starts_with('[') {
        return format!("{path}{name}");
    }
    format!("{path}.{name}")
}

/// Every simple value below, by its path; the values of a simple list together. Without recursion, for any depth.
pub fn flattened(path: String, value: &Value) -> Vec<(String, Vec<Untrusted>)> {
    let mut lines = Vec::new();
    let mut open = vec![(path, value)];
    while let Some((path, value)) = open.pop() {
        match value {
            Value::Object(map) => open.extend(map.iter().rev().map(|(name, value)| (join(&path, name), value))),
            Value::Array(list) => match simple(value) {
                Some(texts) if texts.is_empty() => {}
                Some(texts) => lines.push((path, texts)),
                None => open.extend(
                    list.iter()
                        .enumerate()
                        .rev()
                        .map(|(at, value)| (format!("{path}[{at}]"), value)),
                ),
            },
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
                lines.extend(text(value).map(|text| (path, vec![text])));
            }
        }
    }
    lines
}

/// Labels and their values, or a table of them where they are many.
fn plain(lines: Vec<(String, Vec<Untrusted>)>, site: Site) -> Option<Part> {
    let lines = lines
        .into_iter()
        .map(|(path, texts)| (Untrusted::new(path), texts.into_iter().map(Cell::Outside)));
    if lines.len() > FIELDS_AT_MOST {
        let columns = [site.words.report.panels.name, site.words.report.places.value].map(words_column);
        let lines = lines.flat_map(|(path, cells)| cells.map(move |cell| vec![Cell::Outside(path.clone()), cell]));
        return rows(None, columns, lines.collect());
    }
    let fields: Vec<Field> = lines
        .map(|(path, cells)| Field {
            label: Label::Outside(path),
            cells: cells.collect(),
        })
        .collect();
    (!fields.is_empty()).then_some(Part::Fields(fields))
}
