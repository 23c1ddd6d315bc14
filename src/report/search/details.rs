//! What the panels of the details hold of a word.

use crate::report::details::{Cell, Label, Panel, Part};
use crate::report::search::sought::Sought;
use crate::report::search::{Found, Head, Place, look};
use crate::untrusted::Untrusted;

/// Looks through a panel.
pub fn panel(panel: &Panel, sought: &Sought, found: &mut Found) {
    let head = Head {
        place: Place::Panel(panel.id),
        title: Label::Ours(panel.title),
    };
    for each in &panel.parts {
        part(each, &head, sought, found);
    }
}

fn part(part: &Part, head: &Head, sought: &Sought, found: &mut Found) {
    let mut line = |texts: &[(Option<&str>, &str)]| {
        look(sought, found, head, texts.iter().copied());
    };
    match part {
        Part::Fields(fields) => {
            for field in fields {
                let name = raw(&field.label);
                // A field that is sought by its name is one line, whatever it holds.
                if sought.find(name).is_some() {
                    line(&[(None, name)]);
                    continue;
                }
                for cell in &field.cells {
                    line(&[(Some(name), &cell.text())]);
                }
            }
        }
        Part::Table(table) => {
            for row in &table.rows {
                let texts: Vec<String> = row.iter().map(Cell::text).collect();
                let cells = table.columns.iter().zip(&texts);
                let cells: Vec<_> = cells
                    .map(|(column, text)| (Some(column.title), text.as_str()))
                    .collect();
                line(&cells);
            }
        }
        Part::Groups(groups) => {
            for group in groups {
                line(&[(None, group.title.raw())]);
                for item in &group.items {
                    line(&[(Some(group.title.raw()), item.raw())]);
                }
            }
        }
        Part::List(items) => {
            for item in items {
                line(&[(None, item.raw())]);
            }
        }
        Part::Note(_, text) => line(&[(None, text)]),
        Part::Heading(label) => line(&[(None, raw(label))]),
        Part::Prose(text) | Part::Code(text) => {
            for text in text.raw().lines() {
                line(&[(None, text)]);
            }
        }
    }
}

fn raw(label: &Label) -> &str {
    match label {
        Label::Ours(text) => text,
        Label::Outside(text) => text.raw(),
    }
}

/// A line of a table of the behaviour: its cells under their columns, and what it has besides.
pub fn row(
    columns: &[&'static str],
    cells: &[Vec<Cell>],
    more: &[Untrusted],
    head: &Head,
    sought: &Sought,
    found: &mut Found,
) {
    let texts: Vec<(Option<&str>, String)> = cells
        .iter()
        .enumerate()
        .flat_map(|(at, values)| values.iter().map(move |cell| (columns.get(at).copied(), cell.text())))
        .chain(more.iter().map(|text| (None, text.raw().to_owned())))
        .collect();
    look(
        sought,
        found,
        head,
        texts.iter().map(|(label, text)| (*label, text.as_str())),
    );
}
