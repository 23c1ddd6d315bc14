//! What all sandboxes together saw, as panels to take along.

use std::rc::Rc;

use crate::indicator::defang;
use crate::report::behaviour::row::Row;
use crate::report::behaviour::{Section, process, sandbox, sections};
use crate::report::details::build::{Site, words_column};
use crate::report::details::{Cell, Field, Label, Panel, Part};
use crate::report::whole::{List, ROWS, cut_note, panel, written};
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Object};
use crate::words::Words;

pub fn panels(lists: &[List], site: Site) -> Vec<Panel> {
    let words = site.words;
    let reports: Vec<Rc<Object>> = lists
        .iter()
        .filter(|list| list.relation.name == "behaviours")
        .flat_map(|list| list.objects.iter())
        .filter(|object| object.kind == Kind::Behaviour)
        .cloned()
        .collect();
    let names: Vec<Untrusted> = reports.iter().map(|report| sandbox::name(report, words)).collect();
    let lines = process::lines(&reports, &names);
    let tree = (!lines.is_empty()).then(|| {
        let all: Vec<usize> = (0..lines.len()).collect();
        let written = process::written(&lines, &all);
        Panel {
            id: "processes",
            title: words.behaviour.process_tree,
            count: Some(process::count(&lines) as u64),
            parts: vec![Part::List(written.lines().map(Untrusted::new).collect())],
        }
    });
    let tables = sections(&reports, &names, site);
    let tables = tables
        .iter()
        .filter_map(|section| seen(section, &reports, &names, words));
    tree.into_iter().chain(tables).collect()
}

/// A section as a table; rows that are not shown are not made.
fn seen(section: &Section, reports: &[Rc<Object>], names: &[Untrusted], words: Words) -> Option<Panel> {
    let rows = section.rows(0..section.len().min(ROWS), reports, words);
    let besides = rows.iter().any(|row| row.besides() > 0);
    let whose = names.len() > 1;
    let mut columns = section.columns.clone();
    columns.extend(besides.then(|| words_column(words.saving.besides)));
    columns.extend(whose.then(|| words_column(words.saving.sandboxes_seen)));
    let rows = rows.into_iter().map(|row| {
        let Row {
            cells,
            parts,
            more,
            seen,
        } = row;
        let seen = seen.into_iter().filter_map(|at| names.get(at).cloned()).collect();
        let cells = cells.into_iter().enumerate();
        let mut cells: Vec<Cell> = cells
            .map(|(column, cells)| one(cells, section.is_network(column)))
            .collect();
        cells.extend(besides.then(|| chips(parts.iter().flat_map(lines).chain(more).collect())));
        cells.extend(whose.then(|| chips(seen)));
        cells
    });
    let mut panel = panel("behaviour", section.title, columns, rows.collect())?;
    panel.count = Some(section.len() as u64);
    panel.parts.extend(cut_note(section.len(), words));
    Some(panel)
}

fn chips(texts: Vec<Untrusted>) -> Cell {
    if texts.is_empty() {
        Cell::Empty
    } else {
        Cell::Chips(texts)
    }
}

/// Several values of a column as one; those of the network defanged, whether they read as an indicator or not.
fn one(cells: Vec<Cell>, of_network: bool) -> Cell {
    let harmless = |cell: Cell| match cell {
        Cell::Outside(text) if of_network => Cell::Outside(Untrusted::new(defang(text.raw()))),
        Cell::Copy(text) if of_network => Cell::Copy(Untrusted::new(defang(text.raw()))),
        cell => cell,
    };
    let mut cells: Vec<Cell> = cells.into_iter().map(harmless).collect();
    match cells.len() {
        0 => Cell::Empty,
        1 => cells.remove(0),
        _ => Cell::Chips(cells.iter().map(written).collect()),
    }
}

/// What belongs together of a row's other values, line by line.
fn lines(part: &Part) -> Vec<Untrusted> {
    match part {
        Part::Fields(fields) => fields.iter().map(field).collect(),
        Part::Table(table) => table.rows.iter().map(|row| joined(row, " ")).collect(),
        Part::Groups(groups) => {
            let line = |title: &Untrusted, items: &[Untrusted]| {
                let items: Vec<&str> = items.iter().map(Untrusted::raw).collect();
                Untrusted::new(format!("{}: {}", title.raw(), items.join(", ")))
            };
            groups.iter().map(|group| line(&group.title, &group.items)).collect()
        }
        Part::List(items) => items.clone(),
        Part::Heading(Label::Ours(text)) => vec![Untrusted::new(*text)],
        Part::Heading(Label::Outside(text)) => vec![text.clone()],
        Part::Note(_, text) => vec![Untrusted::new(text.as_str())],
        Part::Prose(text) | Part::Code(text) => text.raw().lines().map(Untrusted::new).collect(),
    }
}

fn field(field: &Field) -> Untrusted {
    let label = match &field.label {
        Label::Ours(text) => text,
        Label::Outside(text) => text.raw(),
    };
    Untrusted::new(format!("{label}: {}", joined(&field.cells, ", ").raw()))
}

fn joined(cells: &[Cell], between: &str) -> Untrusted {
    let texts: Vec<Untrusted> = cells.iter().map(written).collect();
    let texts: Vec<&str> = texts
        .iter()
        .map(Untrusted::raw)
        .filter(|text| !text.is_empty())
        .collect();
    Untrusted::new(texts.join(between))
}
