//! Which part needs which functions and data first.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use super::linked::{Linked, Target};
use super::page::Page;
use super::{FIRST, PARTS, cannot};
use crate::steps::Done;

/// A gap of empty bytes up to this long costs less than another segment.
const GAP: usize = 8;

/// Something of the program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Item {
    Function(u32),
    /// The place of a datum in `Linked::data`.
    Datum(usize),
}

pub struct Reach {
    /// The part that each item is in, and because of what; what is entered from outside because of nothing.
    reached: BTreeMap<Item, (usize, Option<Item>)>,
    /// The functions through which a later part is entered, and which part.
    pub gates: BTreeMap<u32, usize>,
    /// Of each part, the addresses of the data that are its own.
    pub pieces: Vec<Vec<Range<u32>>>,
}

struct Walk<'a> {
    linked: &'a Linked<'a>,
    page: &'a Page<'a>,
    by_name: BTreeMap<&'a str, Vec<u32>>,
    gates: BTreeMap<u32, usize>,
    /// The part that is being walked.
    part: usize,
    reached: BTreeMap<Item, (usize, Option<Item>)>,
    /// In their order, so that the shortest way to each is the one that is remembered.
    open: VecDeque<Item>,
}

impl Reach {
    pub fn of(linked: &Linked<'_>, page: &Page<'_>) -> Done<Self> {
        let mut walk = Walk {
            linked,
            page,
            by_name: BTreeMap::new(),
            gates: BTreeMap::new(),
            part: FIRST,
            reached: BTreeMap::new(),
            open: VecDeque::new(),
        };
        for function in 0..page.count() {
            let Some(name) = page.name(function) else { continue };
            walk.by_name.entry(name).or_default().push(function);
            if let Some(part) = behind_gate(name) {
                walk.gates.insert(function, part);
            }
        }
        for (part, name) in PARTS.iter().enumerate().skip(FIRST + 1) {
            if !walk.gates.values().any(|gates| *gates == part) {
                return Err(cannot(format!("no function of it is a gate ({name}_gate_…)")));
            }
        }
        walk.enter_first();
        for part in FIRST..PARTS.len() {
            walk.part = part;
            let gates: Vec<u32> = walk
                .gates
                .iter()
                .filter(|(_, of)| **of == part)
                .map(|(gate, _)| *gate)
                .collect();
            for gate in gates {
                walk.add(Item::Function(gate), None);
            }
            walk.run();
        }
        let mut reach = Self {
            reached: walk.reached,
            gates: walk.gates,
            pieces: Vec::new(),
        };
        reach.pieces = (FIRST..PARTS.len())
            .map(|part| pieces(linked, page, &reach, part))
            .collect();
        Ok(reach)
    }

    /// The part that needs this first. What nobody needs may as well come last.
    pub fn part_of(&self, item: Item) -> usize {
        self.reached.get(&item).map_or(PARTS.len() - 1, |(part, _)| *part)
    }

    /// What else this is there for; nothing for what is entered from outside, and for gates.
    pub fn because_of(&self, item: Item) -> Option<Item> {
        self.reached.get(&item).and_then(|(_, because)| *because)
    }
}

impl<'a> Walk<'a> {
    fn enter_first(&mut self) {
        for entry in &self.page.entries {
            self.add(Item::Function(*entry), None);
        }
        for function in 0..self.page.count() {
            // What wasm-bindgen has added is needed by its script, or called by what is looked at here anyway.
            let name = self.page.name(function);
            if !name.is_some_and(|name| self.linked.functions.contains_key(name)) {
                self.add(Item::Function(function), None);
            }
        }
        for target in &self.linked.loose {
            self.add_target(*target, None);
        }
    }

    fn add_target(&mut self, target: Target<'a>, because: Option<Item>) {
        match target {
            Target::Function(name) => {
                for function in self.by_name.get(name).cloned().unwrap_or_default() {
                    self.add(Item::Function(function), because);
                }
            }
            Target::Data(datum) => self.add(Item::Datum(datum), because),
        }
    }

    fn add(&mut self, item: Item, because: Option<Item>) {
        let closed = match item {
            Item::Function(function) => self.gates.get(&function).is_some_and(|behind| *behind > self.part),
            Item::Datum(_) => false,
        };
        if !closed && !self.reached.contains_key(&item) {
            self.reached.insert(item, (self.part, because));
            self.open.push_back(item);
        }
    }

    fn run(&mut self) {
        while let Some(item) = self.open.pop_front() {
            match item {
                Item::Function(function) => {
                    for called in self.page.calls_of(function) {
                        self.add(Item::Function(*called), Some(item));
                    }
                    let refers = self
                        .page
                        .name(function)
                        .and_then(|name| self.linked.functions.get(name));
                    for target in refers.into_iter().flatten() {
                        self.add_target(*target, Some(item));
                    }
                }
                Item::Datum(datum) => {
                    for target in &self.linked.data[datum].refers {
                        self.add_target(*target, Some(item));
                    }
                }
            }
        }
    }
}

/// The part that a function is the gate to. Nothing but the compiler's own digits may follow its name: what stands inside
/// a gate is none.
pub fn behind_gate(symbol: &str) -> Option<usize> {
    let is_digest = |rest: &str| {
        rest.strip_prefix("17h")
            .is_some_and(|digest| digest.len() == 17 && digest.ends_with('E'))
    };
    (FIRST + 1..PARTS.len()).find(|part| {
        let name = format!("{}_gate_", PARTS[*part]);
        symbol.rfind(&name).is_some_and(|at| {
            let rest = symbol[at..].trim_start_matches(|sign: char| sign.is_ascii_lowercase() || sign == '_');
            rest.is_empty() || is_digest(rest)
        })
    })
}

/// The bytes that belong to data of this part and of none before it, in as few pieces as can be.
fn pieces(linked: &Linked<'_>, page: &Page<'_>, reach: &Reach, part: usize) -> Vec<Range<u32>> {
    let mut pieces: Vec<Range<u32>> = Vec::new();
    for (start, bytes) in &page.segments {
        // Of each byte, the first part that needs it; none for what stands between data.
        let mut owners: Vec<Option<usize>> = vec![None; bytes.len()];
        for (place, datum) in linked.data.iter().enumerate() {
            let owner = reach.part_of(Item::Datum(place));
            let inside = datum.range.start.wrapping_sub(*start) as usize..datum.range.end.wrapping_sub(*start) as usize;
            for byte in owners.get_mut(inside).into_iter().flatten() {
                *byte = Some(byte.map_or(owner, |other| other.min(owner)));
            }
        }
        let mut open: Option<Range<usize>> = None;
        for (at, owner) in owners.iter().enumerate() {
            if *owner != Some(part) {
                continue;
            }
            open = match open {
                Some(piece) if is_gap(&owners[piece.end..at], &bytes[piece.end..at]) => Some(piece.start..at + 1),
                before => {
                    pieces.extend(before.map(|piece| placed(*start, &piece)));
                    Some(at..at + 1)
                }
            };
        }
        pieces.extend(open.map(|piece| placed(*start, &piece)));
    }
    pieces
}

/// Whether a few empty bytes that belong to nobody may be written with what surrounds them.
fn is_gap(owners: &[Option<usize>], bytes: &[u8]) -> bool {
    owners.len() <= GAP && owners.iter().all(Option::is_none) && bytes.iter().all(|byte| *byte == 0)
}

fn placed(start: u32, range: &Range<usize>) -> Range<u32> {
    let address = |inside: usize| start + u32::try_from(inside).unwrap_or(u32::MAX);
    address(range.start)..address(range.end)
}
