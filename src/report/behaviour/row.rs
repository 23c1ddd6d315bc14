//! An entry as a line of a table: its columns, and under them what has none.

use std::net::IpAddr;

use serde_json::Value;

use crate::report::behaviour::attributes::{Attribute, Field, How};
use crate::report::behaviour::leaves::leaves;
use crate::report::behaviour::severity::Severity;
use crate::report::behaviour::traffic::entry::opened;
use crate::report::details::{Cell, Column, Part};
use crate::report::units;
use crate::subject::{Subject, Topic, is_domain};
use crate::untrusted::Untrusted;
use crate::vt::value::{count, text};
use crate::words::Words;

/// A line.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Row {
    /// One list a column: several values stand under each other.
    pub cells: Vec<Vec<Cell>>,
    /// What belongs together of the values that have no column.
    pub parts: Vec<Part>,
    /// The other values that have no column, each with its name.
    pub more: Vec<Untrusted>,
    /// The reports that hold it, by their places.
    pub seen: Vec<usize>,
}

impl Row {
    /// How many values have no column.
    pub fn besides(&self) -> usize {
        let held = |part: &Part| match part {
            Part::Fields(fields) => fields.len(),
            Part::Table(table) => table.rows.len(),
            Part::Groups(groups) => groups.len(),
            Part::List(items) => items.len(),
            Part::Prose(_) | Part::Code(_) => 1,
            Part::Note(..) | Part::Heading(_) => 0,
        };
        self.more.len() + self.parts.iter().map(held).sum::<usize>()
    }
}

pub fn columns(fields: &[Field], words: Words) -> Vec<Column> {
    let column = |field: &Field| Column {
        title: (field.title)(&words.behaviour),
        numeric: matches!(field.how, How::Number | How::Size),
    };
    fields.iter().map(column).collect()
}

/// The line of an entry. One that is a text stands in the first column, whatever was expected.
pub fn row(attribute: &Attribute, entry: &Value, seen: Vec<usize>, words: Words) -> Row {
    let alone = text(entry);
    let mut shown: Vec<&str> = Vec::new();
    let cells = attribute.fields.iter().enumerate().map(|(at, field)| {
        let cells = cells_at(field, at, entry, alone.is_some(), words);
        if !cells.is_empty() {
            shown.push(field.at);
        }
        cells
    });
    let cells = cells.collect();
    if alone.is_some() {
        return Row {
            cells,
            seen,
            ..Row::default()
        };
    }
    let opened = opened(attribute.names.first().copied().unwrap_or_default(), entry, words);
    shown.extend(opened.shown.iter().map(String::as_str));
    Row {
        cells,
        more: leaves(entry, &shown),
        parts: opened.parts,
        seen,
    }
}

/// What stands in one column of an entry's line.
pub fn column(attribute: &Attribute, entry: &Value, at: usize, words: Words) -> Vec<Cell> {
    let field = attribute.fields.get(at);
    field.map_or_else(Vec::new, |field| {
        cells_at(field, at, entry, text(entry).is_some(), words)
    })
}

fn cells_at(field: &Field, at: usize, entry: &Value, alone: bool, words: Words) -> Vec<Cell> {
    let value = if alone {
        (at == 0).then_some(entry)
    } else {
        entry.pointer(field.at).filter(|_| !field.at.is_empty())
    };
    value.map_or_else(Vec::new, |value| cells(value, field.how, words))
}

/// The address at a pointer, where there is one.
pub fn address_at(entry: &Value, pointer: &str, words: Words) -> Vec<Cell> {
    let value = entry.pointer(pointer);
    value.map_or_else(Vec::new, |value| cells(value, How::Address, words))
}

/// The URL at a pointer, or what stands where one should.
pub fn url_at(entry: &Value, pointer: &str) -> Option<Cell> {
    entry.pointer(pointer).and_then(text).map(url)
}

/// A value as its column draws it; none where it does not read as one, so that it stands among the rest.
fn cells(value: &Value, how: How, words: Words) -> Vec<Cell> {
    if how == How::Addresses {
        return addresses(value);
    }
    let Some(text) = text(value) else { return Vec::new() };
    let named = |topic: Topic, text: Untrusted| match Subject::new(topic, text.raw()) {
        Some(subject) => Cell::Subject(subject, text),
        None => Cell::Copy(text),
    };
    let cell = match how {
        How::Text | How::Number => Cell::Outside(text),
        How::Copy | How::Addresses => Cell::Copy(text),
        How::Size => count(value).map_or(Cell::Outside(text), |bytes| Cell::Ours(units::size_exact(bytes, words))),
        How::Severity => Severity::read(Some(value)).cell(words),
        How::File => named(Topic::File, text),
        How::Domain => host(text),
        How::Address => named(Topic::Address, text),
        How::Url => url(text),
    };
    match cell {
        Cell::Empty => Vec::new(),
        cell => vec![cell],
    }
}

/// All of a list's addresses, or none where one of its entries is no text: then the list stands among the rest.
fn addresses(value: &Value) -> Vec<Cell> {
    let texts: Option<Vec<Untrusted>> = value
        .as_array()
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .map(text)
        .collect();
    texts.unwrap_or_default().into_iter().map(host).collect()
}

/// A name of the network; a bare word is none that could be looked up.
fn host(text: Untrusted) -> Cell {
    let subject = if text.raw().parse::<IpAddr>().is_ok() {
        Subject::new(Topic::Address, text.raw())
    } else if is_domain(text.raw()) && text.raw().contains('.') {
        Subject::new(Topic::Domain, text.raw())
    } else {
        None
    };
    match subject {
        Some(subject) => Cell::Subject(subject, text),
        None => Cell::Copy(text),
    }
}

/// Something with a scheme of the web can be asked about; `host:443/path` of a tunnel cannot.
fn url(text: Untrusted) -> Cell {
    let scheme = text
        .raw()
        .split_once("://")
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    match scheme.as_deref() {
        Some("http" | "https" | "ftp") => Cell::Subject(Subject::url(text.raw()), text),
        Some(_) | None => Cell::Copy(text),
    }
}
