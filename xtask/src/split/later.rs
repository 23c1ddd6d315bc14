//! Writes a later part: its functions and data alone; all else comes from the parts before it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, FunctionSection, ImportSection, Module, TypeSection,
};
use wasmparser::{Parser, Payload};

use super::first::with_gates;
use super::plan::Plan;
use super::{FEATURES, PARTS, Same, Written, cannot};
use crate::steps::Done;

pub fn write(plan: &Plan<'_>, part: usize) -> Done<Vec<u8>> {
    Ok(module(plan, part).map_err(cannot)?.finish())
}

fn module(plan: &Plan<'_>, part: usize) -> Written<Module> {
    let page = plan.page;
    let mut numbered = Numbered(BTreeMap::new());
    let imports = imports(plan, part, &mut numbered)?;
    let mut functions = FunctionSection::new();
    for function in plan.functions_of(part) {
        numbered.add(function);
        functions.function(page.types[function as usize]);
    }
    let mut code = CodeSection::new();
    for function in plan.functions_of(part) {
        let body = page.bodies[(function - page.imported) as usize].clone();
        numbered.parse_function_body(&mut code, body)?;
    }
    let mut exports = ExportSection::new();
    for shared in &plan.shared[part] {
        exports.export(&shared.name, shared.kind, numbered.function_index(shared.index)?);
    }

    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(page.wasm) {
        match payload? {
            Payload::TypeSection(section) => {
                let mut types = TypeSection::new();
                Same.parse_type_section(&mut types, section)?;
                module.section(&types).section(&imports).section(&functions);
                module.section(&exports).section(&numbered.elements(plan, part)?);
                module.section(&code).section(&data(plan, part));
            }
            Payload::CustomSection(section) if section.name() == FEATURES => {
                module.section(&CustomSection {
                    name: FEATURES.into(),
                    data: section.data().into(),
                });
            }
            _ => {}
        }
    }
    Ok(module)
}

fn imports(plan: &Plan<'_>, part: usize, numbered: &mut Numbered) -> Written<ImportSection> {
    let page = plan.page;
    let mut imports = ImportSection::new();
    for (from, at) in &plan.taken[part] {
        let shared = &plan.shared[*from][*at];
        let index = shared.index as usize;
        let ty = match shared.kind {
            ExportKind::Memory => EntityType::Memory(Same.memory_type(page.memories[index])?),
            ExportKind::Table => EntityType::Table(with_gates(plan, page.tables[index])?),
            ExportKind::Global => EntityType::Global(Same.global_type(page.globals[index])?),
            ExportKind::Func | ExportKind::Tag => {
                numbered.add(shared.index);
                EntityType::Function(page.types[index])
            }
        };
        imports.import(PARTS[*from], &shared.name, ty);
    }
    Ok(imports)
}

/// Gives functions the numbers that they have in this part.
struct Numbered(BTreeMap<u32, u32>);

impl Numbered {
    fn add(&mut self, function: u32) {
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(function, number);
    }

    /// The places of the table that this part's functions take: a segment a run.
    fn elements(&mut self, plan: &Plan<'_>, part: usize) -> Written<ElementSection> {
        let gates = plan.gates.iter().map(|(function, slot)| (slot, function));
        let slots = plan.page.slots.iter().chain(gates);
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in slots.filter(|(_, function)| plan.part_of(**function) == part) {
            let function = self.function_index(*function)?;
            match runs.last_mut() {
                Some((start, run)) if *start as usize + run.len() == *slot as usize => run.push(function),
                _ => runs.push((*slot, vec![function])),
            }
        }
        let mut elements = ElementSection::new();
        for (start, run) in runs {
            let table = Some(plan.table).filter(|table| *table > 0);
            elements.active(
                table,
                &ConstExpr::i32_const(start.cast_signed()),
                Elements::Functions(Cow::Owned(run)),
            );
        }
        Ok(elements)
    }
}

impl Reencode for Numbered {
    type Error = &'static str;

    fn function_index(&mut self, function: u32) -> Written<u32> {
        let number = self.0.get(&function).copied();
        number.ok_or(Error::UserError("a function has no number in its part"))
    }
}

fn data(plan: &Plan<'_>, part: usize) -> DataSection {
    let mut data = DataSection::new();
    for piece in &plan.reach.pieces[part] {
        for (start, bytes) in &plan.page.segments {
            let inside = piece.start.wrapping_sub(*start) as usize..piece.end.wrapping_sub(*start) as usize;
            if let Some(bytes) = bytes.get(inside) {
                data.active(
                    0,
                    &ConstExpr::i32_const(piece.start.cast_signed()),
                    bytes.iter().copied(),
                );
            }
        }
    }
    data
}
