//! What refers to what, as the linker wrote it down beside the program.

use std::collections::BTreeMap;
use std::ops::Range;

use wasmparser::{
    DataKind, KnownCustom, Linking, Name, Operator, Parser, Payload, RelocSectionReader, RelocationEntry,
    RelocationType, SymbolFlags, SymbolInfo, TypeRef,
};

use super::cannot;
use super::page::Page;
use crate::steps::Done;

/// The section that says what code refers to.
pub const RELOCATIONS: &str = "reloc.CODE";

/// Something that is referred to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target<'a> {
    Function(&'a str),
    /// The place of a datum in `Linked::data`.
    Data(usize),
}

/// A constant or a variable of the program.
#[derive(Debug)]
pub struct Datum<'a> {
    /// Its addresses. Those of two may overlap.
    pub range: Range<u32>,
    pub refers: Vec<Target<'a>>,
}

/// The references of a linked program.
#[derive(Default)]
pub struct Linked<'a> {
    /// What a function refers to, by its name. Functions of one name count as one.
    pub functions: BTreeMap<&'a str, Vec<Target<'a>>>,
    pub data: Vec<Datum<'a>>,
    /// What is referred to by bytes that belong to no datum.
    pub loose: Vec<Target<'a>>,
    /// The relocations of the code as they stand in the file.
    pub relocations: &'a [u8],
    segments: Vec<(u32, &'a [u8])>,
}

/// What has to be read before the relocations say anything.
#[derive(Default)]
struct Parts<'a> {
    imported: u32,
    names: BTreeMap<u32, &'a str>,
    symbols: Vec<SymbolInfo<'a>>,
    code_start: u64,
    bodies: Vec<Range<u64>>,
    data_start: u64,
    /// Where each segment's bytes stand in the file.
    placed: Vec<Range<u64>>,
    code: Vec<RelocationEntry>,
    data: Vec<RelocationEntry>,
}

impl<'a> Linked<'a> {
    pub fn read(wasm: &'a [u8]) -> Done<Self> {
        let mut linked = Self::default();
        let mut parts = Parts::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        parts.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionStart { unchecked_range, .. } => parts.code_start = unchecked_range.start,
                Payload::CodeSectionEntry(body) => parts.bodies.push(body.range()),
                Payload::DataSection(section) => {
                    parts.data_start = section.range().start;
                    for segment in section {
                        let segment = segment?;
                        let address = address_of(&segment.kind)?;
                        let start = segment.range.end - segment.data.len() as u64;
                        parts.placed.push(start..segment.range.end);
                        linked.segments.push((address, segment.data));
                    }
                }
                Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Name(names) => parts.names = function_names(names)?,
                    KnownCustom::Linking(linking) => parts.symbols = symbols(linking)?,
                    KnownCustom::Reloc(relocs) => match section.name() {
                        RELOCATIONS => {
                            linked.relocations = section.data();
                            parts.code = entries(&relocs)?;
                        }
                        "reloc.DATA" => parts.data = entries(&relocs)?,
                        _ => {}
                    },
                    _ => {}
                },
                _ => {}
            }
        }
        linked.tie(&parts)?;
        Ok(linked)
    }

    /// Whether wasm-bindgen made `page` of this program: it leaves data and relocations as they are.
    pub fn is_of(&self, page: &Page<'_>) -> bool {
        self.segments == page.segments && self.relocations == page.relocations
    }

    /// What stands in a datum.
    pub fn bytes_of(&self, datum: usize) -> &'a [u8] {
        let range = &self.data[datum].range;
        let inside = |start: u32| range.start.wrapping_sub(start) as usize..range.end.wrapping_sub(start) as usize;
        let bytes = self
            .segments
            .iter()
            .find_map(|(start, bytes)| bytes.get(inside(*start)));
        bytes.unwrap_or_default()
    }

    /// Lists the data. A symbol without bytes in the file (a variable that begins as zero, an end of the stack) refers to
    /// nothing, and nothing is to be kept of it.
    fn list_data(&mut self, parts: &Parts<'a>) -> BTreeMap<usize, usize> {
        let mut places = BTreeMap::new();
        for (symbol, info) in parts.symbols.iter().enumerate() {
            if let SymbolInfo::Data {
                flags,
                symbol: Some(place),
                ..
            } = info
                && let Some((address, _)) = self.segments.get(place.index as usize)
                && !flags.contains(SymbolFlags::ABSOLUTE)
            {
                let start = address + place.offset;
                places.insert(symbol, self.data.len());
                self.data.push(Datum {
                    range: start..start + place.size,
                    refers: Vec::new(),
                });
            }
        }
        places
    }

    /// Gives each relocation to the function or the data that it stands in.
    fn tie(&mut self, parts: &Parts<'a>) -> Done {
        let places = self.list_data(parts);
        let target = |entry: &RelocationEntry| -> Option<Target<'a>> {
            // A relocation of a type counts types, not symbols.
            let symbol = Some(entry.index as usize).filter(|_| entry.ty != RelocationType::TypeIndexLeb)?;
            match parts.symbols.get(symbol)? {
                SymbolInfo::Func { index, .. } => Some(Target::Function(parts.names.get(index)?)),
                SymbolInfo::Data { .. } => places.get(&symbol).copied().map(Target::Data),
                SymbolInfo::Global { .. }
                | SymbolInfo::Section { .. }
                | SymbolInfo::Event { .. }
                | SymbolInfo::Table { .. } => None,
            }
        };
        for name in parts.names.range(parts.imported..).map(|(_, name)| name) {
            self.functions.entry(name).or_default();
        }
        for entry in &parts.code {
            let at = parts.code_start + u64::from(entry.offset);
            // The bodies stand in their order.
            let body = parts.bodies.partition_point(|body| body.end <= at);
            let name = (parts.imported..)
                .nth(body)
                .and_then(|function| parts.names.get(&function));
            let name = name.ok_or_else(|| cannot("a reference stands in no function that has a name"))?;
            self.functions.entry(name).or_default().extend(target(entry));
        }
        for entry in &parts.data {
            let at = parts.data_start + u64::from(entry.offset);
            let address = parts
                .placed
                .iter()
                .zip(&self.segments)
                .find_map(|(placed, (address, _))| {
                    let inside = u32::try_from(at.checked_sub(placed.start)?).ok()?;
                    placed.contains(&at).then_some(address + inside)
                });
            let address = address.ok_or_else(|| cannot("a reference stands in no data"))?;
            let mut owners = self
                .data
                .iter_mut()
                .filter(|datum| datum.range.contains(&address))
                .peekable();
            if owners.peek().is_none() {
                self.loose.extend(target(entry));
            }
            for owner in owners {
                owner.refers.extend(target(entry));
            }
        }
        Ok(())
    }
}

/// Where a segment is put. The linker gives numbers; anything else is nothing that we know how to split.
pub fn address_of(kind: &DataKind<'_>) -> Done<u32> {
    if let DataKind::Active {
        memory_index: 0,
        offset_expr,
    } = kind
        && let Operator::I32Const { value } = offset_expr.get_operators_reader().read()?
    {
        return Ok(value.cast_unsigned());
    }
    Err(cannot("a data segment has no fixed address"))
}

pub fn function_names(section: wasmparser::NameSectionReader<'_>) -> Done<BTreeMap<u32, &str>> {
    let mut names = BTreeMap::new();
    for subsection in section {
        if let Name::Function(map) = subsection? {
            for naming in map {
                let naming = naming?;
                names.insert(naming.index, naming.name);
            }
        }
    }
    Ok(names)
}

fn symbols(linking: wasmparser::LinkingSectionReader<'_>) -> Done<Vec<SymbolInfo<'_>>> {
    let mut symbols = Vec::new();
    for subsection in linking.subsections() {
        if let Linking::SymbolTable(table) = subsection? {
            for symbol in table {
                symbols.push(symbol?);
            }
        }
    }
    Ok(symbols)
}

fn entries(section: &RelocSectionReader<'_>) -> Done<Vec<RelocationEntry>> {
    Ok(section.entries().into_iter().collect::<Result<_, _>>()?)
}
