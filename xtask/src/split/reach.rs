//! Which functions and data the first part needs, and which are late.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use super::linked::{Linked, Target};
use super::page::Page;
use super::{GATE, cannot};
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
    /// What the first part needs, and because of what; the entries because of nothing.
    needed: BTreeMap<Item, Option<Item>>,
    /// The functions through which the first part enters the late one.
    pub gates: Vec<u32>,
    /// The addresses of the data that the first part does without.
    pub late_data: Vec<Range<u32>>,
}

struct Walk<'a> {
    linked: &'a Linked<'a>,
    page: &'a Page<'a>,
    by_name: BTreeMap<&'a str, Vec<u32>>,
    needed: BTreeMap<Item, Option<Item>>,
    /// In their order, so that the shortest way to each is the one that is remembered.
    open: VecDeque<Item>,
}

impl Reach {
    pub fn of(linked: &Linked<'_>, page: &Page<'_>) -> Done<Self> {
        let mut walk = Walk {
            linked,
            page,
            by_name: BTreeMap::new(),
            needed: BTreeMap::new(),
            open: VecDeque::new(),
        };
        let mut gates = Vec::new();
        for function in 0..page.count() {
            let Some(name) = page.name(function) else { continue };
            walk.by_name.entry(name).or_default().push(function);
            if is_gate(name) {
                gates.push(function);
            }
        }
        if gates.is_empty() {
            return Err(cannot(format!("no function of it is a gate ({GATE}…)")));
        }
        if let Some(imported) = gates.iter().find(|gate| **gate < page.imported) {
            return Err(cannot(format!("the gate {:?} is not its own", page.name(*imported))));
        }
        for entry in &page.entries {
            walk.add(Item::Function(*entry), None);
        }
        for function in 0..page.count() {
            // What wasm-bindgen has added is needed by its script, or called by what is looked at here anyway.
            let known = page
                .name(function)
                .is_some_and(|name| linked.functions.contains_key(name));
            if !known {
                walk.add(Item::Function(function), None);
            }
        }
        for target in &linked.loose {
            walk.add_target(*target, None);
        }
        walk.run();
        let late_data = late_data(linked, page, &walk.needed);
        Ok(Self {
            needed: walk.needed,
            gates,
            late_data,
        })
    }

    pub fn is_late(&self, item: Item) -> bool {
        !self.needed.contains_key(&item)
    }

    /// Because of what the first part needs this.
    pub fn because_of(&self, item: Item) -> Option<Item> {
        self.needed.get(&item).copied().flatten()
    }
}

impl<'a> Walk<'a> {
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
        let gate = match item {
            Item::Function(function) => self.page.name(function).is_some_and(is_gate),
            Item::Datum(_) => false,
        };
        if !gate && !self.needed.contains_key(&item) {
            self.needed.insert(item, because);
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

/// Whether a symbol is a gate and not something inside one: nothing but the compiler's own digits may follow.
pub fn is_gate(symbol: &str) -> bool {
    let Some(at) = symbol.rfind(GATE) else { return false };
    let rest = symbol[at..].trim_start_matches(|sign: char| sign.is_ascii_lowercase() || sign == '_');
    let is_digest = |rest: &str| {
        rest.strip_prefix("17h")
            .is_some_and(|digest| digest.len() == 17 && digest.ends_with('E'))
    };
    rest.is_empty() || is_digest(rest)
}

/// Bytes that belong to late data and to nothing else, as few pieces as can be.
fn late_data(linked: &Linked<'_>, page: &Page<'_>, needed: &BTreeMap<Item, Option<Item>>) -> Vec<Range<u32>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Byte {
        Nobodys,
        Late,
        First,
    }
    let mut pieces: Vec<Range<u32>> = Vec::new();
    for (start, bytes) in &page.segments {
        let mut owners = vec![Byte::Nobodys; bytes.len()];
        for (place, datum) in linked.data.iter().enumerate() {
            let range =
                datum.range.start.saturating_sub(*start) as usize..datum.range.end.saturating_sub(*start) as usize;
            let inside = owners.get_mut(range).filter(|_| datum.range.start >= *start);
            for owner in inside.into_iter().flatten() {
                match (needed.contains_key(&Item::Datum(place)), *owner) {
                    (true, _) => *owner = Byte::First,
                    (false, Byte::Nobodys) => *owner = Byte::Late,
                    (false, Byte::Late | Byte::First) => {}
                }
            }
        }
        let mut at = 0;
        let mut last: Option<Range<usize>> = None;
        while let Some(begin) = owners[at..]
            .iter()
            .position(|owner| *owner == Byte::Late)
            .map(|found| at + found)
        {
            let end = owners[begin..]
                .iter()
                .position(|owner| *owner != Byte::Late)
                .map_or(bytes.len(), |found| begin + found);
            last = match last {
                Some(before)
                    if begin - before.end <= GAP
                        && (before.end..begin).all(|gap| owners[gap] == Byte::Nobodys && bytes[gap] == 0) =>
                {
                    Some(before.start..end)
                }
                before => {
                    pieces.extend(before.map(|range| placed(*start, &range)));
                    Some(begin..end)
                }
            };
            at = end;
        }
        pieces.extend(last.map(|range| placed(*start, &range)));
    }
    pieces
}

fn placed(start: u32, range: &Range<usize>) -> Range<u32> {
    let address = |inside: usize| start + u32::try_from(inside).unwrap_or(u32::MAX);
    address(range.start)..address(range.end)
}
