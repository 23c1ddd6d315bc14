//! What stands in which part, and why: for whoever wants something out of the first one.

use std::collections::BTreeMap;

use rustc_demangle::demangle;

use super::linked::Linked;
use super::page::Page;
use super::reach::{Item, Reach};
use super::{FIRST, PARTS};
use crate::steps::Done;

/// So many of the largest are listed.
const LARGEST: usize = 40;
/// So many finds are followed back.
const FINDS: usize = 12;

/// The largest functions of the first part, and all of them by where they come from.
pub fn largest(linked: &[u8], page: &[u8]) -> Done {
    let (page, linked) = (Page::read(page)?, Linked::read(linked)?);
    let reach = Reach::of(&linked, &page)?;
    let mut functions = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (function, body) in (page.imported..).zip(&page.bodies) {
        if reach.part_of(Item::Function(function)) == FIRST {
            let (size, name) = (body.as_bytes().len(), name_of(&page, function));
            *places.entry(place_of(&name)).or_default() += size;
            functions.push((size, name));
        }
    }
    let late: u32 = reach.pieces[FIRST + 1..]
        .iter()
        .flatten()
        .map(|piece| piece.end - piece.start)
        .sum();
    let all: usize = page.segments.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("Data: {all} bytes, {late} of them not in the first part\nThe first part by place:");
    list(places.into_iter().map(|(place, size)| (size, place)).collect());
    println!("Its largest functions:");
    list(functions);
    Ok(())
}

/// What leads to functions of this name, or to data with this text.
pub fn why(linked: &[u8], page: &[u8], sought: &str) -> Done {
    let (page, linked) = (Page::read(page)?, Linked::read(linked)?);
    let reach = Reach::of(&linked, &page)?;
    let functions = (page.imported..page.count()).filter(|function| name_of(&page, *function).contains(sought));
    let data = (0..linked.data.len()).filter(|datum| {
        let bytes = linked.bytes_of(*datum);
        bytes.windows(sought.len()).any(|window| window == sought.as_bytes())
    });
    let mut finds = functions.map(Item::Function).chain(data.map(Item::Datum)).peekable();
    if finds.peek().is_none() {
        println!("no function and no datum of the page has {sought:?} in it");
    }
    for found in finds.take(FINDS) {
        let part = PARTS[reach.part_of(found)];
        println!("{} is in the {part} part", told(&linked, &page, found));
        let mut at = found;
        while let Some(because) = reach.because_of(at) {
            println!("    because of {}", told(&linked, &page, because));
            at = because;
        }
    }
    Ok(())
}

fn name_of(page: &Page<'_>, function: u32) -> String {
    page.name(function).map_or_else(
        || format!("function {function}"),
        |name| format!("{:#}", demangle(name)),
    )
}

/// The crate and module of a function; of an implementation, those of what it is for.
fn place_of(name: &str) -> String {
    let name = name.trim_start_matches(['<', '&', '(']).trim_start_matches("dyn ");
    let path = name.split([' ', '<', '>', ',']).next().unwrap_or_default();
    path.split("::").take(3).collect::<Vec<_>>().join("::")
}

fn told(linked: &Linked<'_>, page: &Page<'_>, item: Item) -> String {
    match item {
        Item::Function(function) => name_of(page, function),
        Item::Datum(datum) => {
            let bytes = linked.bytes_of(datum);
            let said: String = String::from_utf8_lossy(bytes)
                .chars()
                .filter(|sign| sign.is_alphanumeric() || *sign == ' ')
                .collect();
            format!("{} bytes of data: {said:.60}", bytes.len())
        }
    }
}

fn list(mut rows: Vec<(usize, String)>) {
    rows.sort_by(|a, b| b.cmp(a));
    for (size, name) in rows.iter().take(LARGEST) {
        println!("{size:>9}  {name:.150}");
    }
}
