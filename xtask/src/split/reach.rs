//! Which functions and data the first part needs, and which are late.

use std::collections::BTreeMap;
use std::ops::Range;

use super::linked::{Linked, Target};
use super::page::Page;
use super::{GATE, cannot};
use crate::steps::Done;

/// A gap of empty bytes up to this long costs less than another segment.
const GAP: usize = 8;

#[derive(Debug)]
pub struct Reach {
    /// Of each function: whether the first part does without it.
    pub late: Vec<bool>,
    /// The functions through which the first part enters the late one.
    pub gates: Vec<u32>,
    /// The addresses of the data that the first part does without.
    pub late_data: Vec<Range<u32>>,
}

struct Walk<'a> {
    linked: &'a Linked<'a>,
    page: &'a Page<'a>,
    by_name: BTreeMap<&'a str, Vec<u32>>,
    functions: Vec<bool>,
    data: Vec<bool>,
    open: Vec<Step>,
}

#[derive(Clone, Copy)]
enum Step {
    Function(u32),
    Datum(usize),
}

impl Reach {
    pub fn of(linked: &Linked<'_>, page: &Page<'_>) -> Done<Self> {
        let mut walk = Walk {
            linked,
            page,
            by_name: BTreeMap::new(),
            functions: vec![false; page.count() as usize],
            data: vec![false; linked.data.len()],
            open: Vec::new(),
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
        for function in 0..page.count() {
            // What wasm-bindgen has added is needed by its script, or called by what is looked at here anyway.
            let known = page
                .name(function)
                .is_some_and(|name| linked.functions.contains_key(name));
            if !known {
                walk.add_function(function);
            }
        }
        for entry in &page.entries {
            walk.add_function(*entry);
        }
        for target in &linked.loose {
            walk.add(*target);
        }
        walk.run();
        let late = walk.functions.iter().map(|reached| !reached).collect();
        let late_data = late_data(linked, page, &walk.data);
        Ok(Self { late, gates, late_data })
    }

    pub fn is_late(&self, function: u32) -> bool {
        self.late.get(function as usize).copied().unwrap_or(false)
    }
}

impl<'a> Walk<'a> {
    fn add(&mut self, target: Target<'a>) {
        match target {
            Target::Function(name) => {
                for function in self.by_name.get(name).cloned().unwrap_or_default() {
                    self.add_function(function);
                }
            }
            Target::Data(datum) => {
                if !std::mem::replace(&mut self.data[datum], true) {
                    self.open.push(Step::Datum(datum));
                }
            }
        }
    }

    fn add_function(&mut self, function: u32) {
        if self.page.name(function).is_some_and(is_gate) {
            return;
        }
        if !std::mem::replace(&mut self.functions[function as usize], true) {
            self.open.push(Step::Function(function));
        }
    }

    fn run(&mut self) {
        while let Some(step) = self.open.pop() {
            match step {
                Step::Function(function) => {
                    for called in self.page.calls_of(function) {
                        self.add_function(*called);
                    }
                    let refers = self
                        .page
                        .name(function)
                        .and_then(|name| self.linked.functions.get(name));
                    for target in refers.into_iter().flatten() {
                        self.add(*target);
                    }
                }
                Step::Datum(datum) => {
                    for target in &self.linked.data[datum].refers {
                        self.add(*target);
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
fn late_data(linked: &Linked<'_>, page: &Page<'_>, reached: &[bool]) -> Vec<Range<u32>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Byte {
        Nobodys,
        Late,
        First,
    }
    let mut pieces: Vec<Range<u32>> = Vec::new();
    for (start, bytes) in &page.segments {
        let mut owners = vec![Byte::Nobodys; bytes.len()];
        for (datum, reached) in linked.data.iter().zip(reached) {
            let range =
                datum.range.start.saturating_sub(*start) as usize..datum.range.end.saturating_sub(*start) as usize;
            let inside = owners.get_mut(range).filter(|_| datum.range.start >= *start);
            for owner in inside.into_iter().flatten() {
                match (*reached, *owner) {
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
