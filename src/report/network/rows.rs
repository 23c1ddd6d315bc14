//! Places of the network as rows of texts: what the table is sought, ordered and copied by.

use crate::report::details::build::{Site, words_column};
use crate::report::details::{Cell, Column};
use crate::report::network::Location;
use crate::report::network::groups::By;
use crate::report::relation::sheet::context;
use crate::report::table::Copied;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// Columns of the table.
pub const COLUMNS: usize = 4;

pub fn columns(words: Words) -> [Column; COLUMNS] {
    let words = words.network;
    [words.location, words.context, words.seen_by, words.verdict].map(words_column)
}

/// The name, all that is known around it whatever brings it together, who saw it, and what engines say.
pub fn row(location: &Location, site: Site, how: Copied) -> Vec<Cell> {
    let name = &location.name;
    let first = match location.object.subject() {
        Some(subject) => Cell::Subject(subject, name.taken.clone()),
        None => Cell::Outside(name.taken.clone()),
    };
    let told = context(&location.object, site)
        .into_iter()
        .flat_map(|field| field.cells);
    let mut around: Vec<String> = told.map(|cell| cell.copied(how)).collect();
    for by in By::ALL {
        for cell in location.around(by, site) {
            let text = cell.copied(how);
            if !around.contains(&text) {
                around.push(text);
            }
        }
    }
    let seen: Vec<&str> = location.seen_by.iter().map(Untrusted::raw).collect();
    vec![
        first,
        texts(&around.join(", ")),
        texts(&seen.join(", ")),
        location.verdict(site.words),
    ]
}

fn texts(text: &str) -> Cell {
    if text.is_empty() {
        return Cell::Empty;
    }
    Cell::Outside(Untrusted::new(text))
}
