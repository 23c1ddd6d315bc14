//! What the parts have to agree on: who has which function, under which names they hand things to each other.

use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::ExportKind;

use super::page::Page;
use super::reach::{Item, Reach};
use super::{FIRST, PARTS, cannot};
use crate::steps::Done;

/// Something that a part hands to those after it.
pub struct Shared {
    pub name: String,
    pub kind: ExportKind,
    pub index: u32,
}

pub struct Plan<'a> {
    pub page: &'a Page<'a>,
    pub reach: &'a Reach,
    /// The table that functions are called through.
    pub table: u32,
    /// Where in it each gate stands, behind all that the linker put there.
    pub gates: BTreeMap<u32, u32>,
    /// What each part hands out.
    pub shared: Vec<Vec<Shared>>,
    /// What each part takes: from which part, and the place in its list.
    pub taken: Vec<Vec<(usize, usize)>>,
}

impl<'a> Plan<'a> {
    pub fn new(page: &'a Page<'a>, reach: &'a Reach) -> Done<Self> {
        let table = page
            .function_table()
            .ok_or_else(|| cannot("it has no table of functions"))?;
        let size = u32::try_from(page.tables[table as usize].initial).unwrap_or(u32::MAX);
        let mut plan = Self {
            page,
            reach,
            table,
            gates: reach.gates.keys().copied().zip(size..).collect(),
            shared: Vec::new(),
            taken: Vec::new(),
        };
        plan.share()?;
        Ok(plan)
    }

    /// The part's own functions in their order.
    pub fn functions_of(&self, part: usize) -> impl Iterator<Item = u32> + '_ {
        (self.page.imported..self.page.count()).filter(move |function| self.part_of(*function) == part)
    }

    pub fn part_of(&self, function: u32) -> usize {
        self.reach.part_of(Item::Function(function))
    }

    fn share(&mut self) -> Done {
        let mut needed: Vec<BTreeSet<(usize, u32)>> = Vec::new();
        for part in 0..PARTS.len() {
            let mut of_part = BTreeSet::new();
            for function in self.functions_of(part) {
                for called in self.page.calls_of(function) {
                    of_part.insert((self.provider(*called, part)?, *called));
                }
            }
            needed.push(of_part);
        }
        let page = self.page;
        for part in 0..PARTS.len() {
            let functions: BTreeSet<u32> = needed[part + 1..]
                .iter()
                .flatten()
                .filter(|(provider, _)| *provider == part)
                .map(|(_, function)| *function)
                .collect();
            // Memory, tables and globals are the first part's, and all others have them all, under the same numbers.
            let whole = [
                (ExportKind::Memory, page.memories.len()),
                (ExportKind::Table, page.tables.len()),
                (ExportKind::Global, page.globals.len()),
            ];
            let whole = whole.into_iter().filter(|_| part == FIRST).flat_map(|(kind, count)| {
                (0..u32::try_from(count).unwrap_or(u32::MAX)).map(move |index| (kind, index))
            });
            let items = whole.chain(functions.into_iter().map(|function| (ExportKind::Func, function)));
            let names = (0..)
                .map(short)
                .filter(|name| part != FIRST || !page.export_names.contains(&name.as_str()));
            let shared = names
                .zip(items)
                .map(|(name, (kind, index))| Shared { name, kind, index });
            self.shared.push(shared.collect());
        }
        for (part, needed) in needed.iter().enumerate() {
            let is_for_it = |from: usize, shared: &Shared| {
                from < part && (shared.kind != ExportKind::Func || needed.contains(&(from, shared.index)))
            };
            let all = self.shared.iter().enumerate();
            let all = all.flat_map(|(from, list)| list.iter().enumerate().map(move |(at, shared)| (from, at, shared)));
            let taken = all.filter(|(from, _, shared)| is_for_it(*from, shared));
            self.taken.push(taken.map(|(from, at, _)| (from, at)).collect());
        }
        Ok(())
    }

    /// Which part a function is called in: its own, or the first, where every gate to a later part stands.
    fn provider(&self, called: u32, by: usize) -> Done<usize> {
        let own = self.part_of(called);
        if own <= by {
            Ok(own)
        } else if self.gates.contains_key(&called) {
            Ok(FIRST)
        } else {
            let name = self.page.name(called).unwrap_or_default();
            Err(cannot(format!("{name} would be called before it is there")))
        }
    }
}

/// 0, 1, … z, 10, 11, …
fn short(mut number: u32) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from_digit(number % 36, 36).unwrap_or('_'));
        number /= 36;
        if number == 0 {
            return name;
        }
    }
}
