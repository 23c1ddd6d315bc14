//! Everything that panels show, as texts.

use assay::report::details::{Cell, Label, Panel, Part};
use assay::untrusted::Untrusted;

/// What a reader reads of a cell.
pub fn read(cell: &Cell) -> Vec<String> {
    match cell {
        Cell::Empty => Vec::new(),
        Cell::Ours(text) | Cell::State(_, text) | Cell::Bar { text, .. } => vec![text.clone()],
        Cell::Outside(text) | Cell::Copy(text) | Cell::OutsideState(_, text) | Cell::Subject(_, text) => {
            vec![text.raw().to_owned()]
        }
        Cell::Time(when) => vec![when.absolute.clone()],
        Cell::Chips(chips) => chips.iter().map(|chip| chip.raw().to_owned()).collect(),
    }
}

/// Every text of a panel, in its order: labels and titles too, since names are often the value.
pub fn texts(panel: &Panel) -> Vec<String> {
    panel.parts.iter().flat_map(of_part).collect()
}

fn of_part(part: &Part) -> Vec<String> {
    let raw = |texts: &[Untrusted]| texts.iter().map(|text| text.raw().to_owned()).collect::<Vec<_>>();
    match part {
        Part::Fields(fields) => fields
            .iter()
            .flat_map(|field| std::iter::once(label(&field.label)).chain(field.cells.iter().flat_map(read)))
            .collect(),
        Part::Table(table) => table.rows.iter().flatten().flat_map(read).collect(),
        Part::Groups(groups) => groups
            .iter()
            .flat_map(|group| std::iter::once(group.title.raw().to_owned()).chain(raw(&group.items)))
            .collect(),
        Part::List(items) => raw(items),
        Part::Note(_, text) => vec![text.clone()],
        Part::Heading(title) => vec![label(title)],
        Part::Prose(text) | Part::Code(text) => vec![text.raw().to_owned()],
    }
}

fn label(label: &Label) -> String {
    match label {
        Label::Ours(text) => (*text).to_owned(),
        Label::Outside(text) => text.raw().to_owned(),
    }
}
