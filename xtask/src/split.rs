//! Parts the page's wasm: the first part starts the page, the others are fetched when they are first needed.
//!
//! Which is which follows from the program. A gate is a function whose name begins with `soon_gate_` or `late_gate_`;
//! whatever is reached through gates alone, functions and texts, is the part's that they are named for, or of an earlier
//! one if that reaches it too. What reaches what is known exactly: the linker is asked to keep its relocations, and they
//! name every function and every datum that code or data refers to.
//!
//! Leptos has a splitter of its own. It runs before wasm-bindgen, where Trunk leaves no room, and loads its parts with
//! a script of its own, past the hashes of this page.

mod first;
mod later;
mod linked;
mod page;
pub mod parts;
mod plan;
mod reach;
#[cfg(test)]
mod tests;

use std::fmt::Display;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{Module, RawSection, SectionId};
use wasmparser::Parser;

use crate::steps::{Done, Stop};
use linked::Linked;
use page::Page;
use plan::Plan;
use reach::Reach;

/// The parts in their order: each rests on those before it, and knows them by these names.
pub const PARTS: [&str; 3] = ["first", "soon", "late"];
const FIRST: usize = 0;

/// What wasm-opt has to know of every part.
const FEATURES: &str = "target_features";

/// What fails while a part is written, with what the splitter itself has to say.
type Written<T = ()> = Result<T, Error<&'static str>>;

/// Writes what it reads.
struct Same;

impl Reencode for Same {
    type Error = &'static str;
}

/// Splits what wasm-bindgen made (`page`) by what the linker wrote down (`linked`), into as many as `PARTS`.
pub fn split(linked: &[u8], page: &[u8]) -> Done<[Vec<u8>; PARTS.len()]> {
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
    let reach = Reach::of(&linked, &page)?;
    let plan = Plan::new(&page, &reach)?;
    let mut parts = [const { Vec::new() }; PARTS.len()];
    for (part, written) in parts.iter_mut().enumerate() {
        *written = if part == FIRST {
            first::write(&plan)?
        } else {
            later::write(&plan, part)?
        };
    }
    Ok(parts)
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
