//! Parts the page's wasm in two: the first part starts the page, the late part is fetched when it is first needed.
//!
//! Which is which follows from the program. A gate is a function whose name begins with `late_gate_`; whatever is
//! reached through gates alone, functions and texts, is late. What reaches what is known exactly: the linker is asked
//! to keep its relocations, and they name every function and every datum that code or data refers to.
//!
//! Leptos has a splitter of its own. It runs before wasm-bindgen, where Trunk leaves no room, and loads its parts with
//! a script of its own, past the hashes of this page.

mod halves;
mod linked;
mod page;
pub mod parts;
mod reach;
#[cfg(test)]
mod tests;

use std::fmt::Display;

use wasm_encoder::{Module, RawSection, SectionId};
use wasmparser::Parser;

use crate::steps::{Done, Stop};
use linked::Linked;
use page::Page;
use reach::Reach;

/// How a gate's name begins.
const GATE: &str = "late_gate_";

/// The two parts of the page.
pub struct Halves {
    pub first: Vec<u8>,
    pub late: Vec<u8>,
}

/// Splits what wasm-bindgen made (`page`) by what the linker wrote down (`linked`).
pub fn split(linked: &[u8], page: &[u8]) -> Done<Halves> {
    let page = Page::read(page)?;
    let linked = Linked::read(linked)?;
    if linked.functions.is_empty() || linked.relocations.is_empty() {
        return Err(cannot(
            "it was linked without `--emit-relocs`, which .cargo/config.toml asks for",
        ));
    }
    if !linked.is_of(&page) {
        return Err(cannot(
            "cargo and wasm-bindgen did not leave the same program; build once more",
        ));
    }
    halves::write(&page, &Reach::of(&linked, &page)?)
}

/// The program alone, without the sections that only tools read.
pub fn bare(wasm: &[u8]) -> Vec<u8> {
    let mut bare = Module::new();
    for payload in Parser::new(0).parse_all(wasm).map_while(Result::ok) {
        if let Some((id, range)) = payload.as_section()
            && id != SectionId::Custom as u8
        {
            let inside = usize::try_from(range.start).unwrap_or(0)..usize::try_from(range.end).unwrap_or(0);
            bare.section(&RawSection {
                id,
                data: &wasm[inside],
            });
        }
    }
    bare.finish()
}

fn cannot(why: impl Display) -> Stop {
    Stop::new(format!("the wasm cannot be split: {why}"))
}

impl From<wasmparser::BinaryReaderError> for Stop {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        cannot(error)
    }
}
