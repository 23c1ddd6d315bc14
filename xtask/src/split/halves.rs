//! Writes the two parts. Both keep the addresses and the table of the whole program, and share its memory.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, ImportSection, Instruction, Module, TypeSection,
};
use wasmparser::{Data, DataKind, FunctionBody, Parser, Payload};

use super::page::Page;
use super::reach::{Item, Reach};
use super::{Halves, cannot};
use crate::steps::Done;

/// The name under which boot.js hands the first part's exports to the late one.
const FIRST: &str = "first";

/// What wasm-opt has to know of both parts.
const FEATURES: &str = "target_features";

type Written<T = ()> = Result<T, Error>;

pub fn write(page: &Page<'_>, reach: &Reach) -> Done<Halves> {
    let Some(table) = page.function_table() else {
        return Err(cannot("it has no table of functions"));
    };
    let plan = Plan::new(page, reach, table);
    let mut first = Module::new();
    First {
        plan: &plan,
        next: page.imported,
    }
    .parse_core_module(&mut first, Parser::new(0), page.wasm)
    .map_err(cannot)?;
    let late = late(&plan).map_err(cannot)?;
    Ok(Halves {
        first: first.finish(),
        late: late.finish(),
    })
}

/// What the two parts have to agree on.
struct Plan<'a> {
    page: &'a Page<'a>,
    reach: &'a Reach,
    table: u32,
    /// The late functions in their order.
    late: Vec<u32>,
    /// Where in the table each gate stands, behind all that the linker put there.
    gates: BTreeMap<u32, u32>,
    /// What the first part exports for the late one.
    shared: Vec<(String, ExportKind, u32)>,
}

impl<'a> Plan<'a> {
    fn new(page: &'a Page<'a>, reach: &'a Reach, table: u32) -> Self {
        let late: Vec<u32> = (page.imported..page.count())
            .filter(|function| reach.is_late(Item::Function(*function)))
            .collect();
        let called: BTreeSet<u32> = late
            .iter()
            .flat_map(|function| page.calls_of(*function))
            .copied()
            .filter(|function| !reach.is_late(Item::Function(*function)))
            .collect();
        let size = u32::try_from(page.tables[table as usize].initial).unwrap_or(u32::MAX);
        let gates = reach.gates.iter().copied().zip(size..).collect();
        let items = numbers(page.memories.len())
            .map(|memory| (ExportKind::Memory, memory))
            .chain(numbers(page.tables.len()).map(|table| (ExportKind::Table, table)))
            .chain(numbers(page.globals.len()).map(|global| (ExportKind::Global, global)))
            .chain(called.into_iter().map(|function| (ExportKind::Func, function)));
        let names = (0..)
            .map(short)
            .filter(|name| !page.export_names.contains(&name.as_str()));
        let shared = names
            .zip(items)
            .map(|(name, (kind, index))| (name, kind, index))
            .collect();
        Self {
            page,
            reach,
            table,
            late,
            gates,
            shared,
        }
    }
}

fn numbers(count: usize) -> impl Iterator<Item = u32> {
    0..u32::try_from(count).unwrap_or(u32::MAX)
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

/// The whole program, with its late functions empty and its late data zero: the numbers of everything stay.
struct First<'a> {
    plan: &'a Plan<'a>,
    /// The number of the next function body.
    next: u32,
}

impl Reencode for First<'_> {
    type Error = std::convert::Infallible;

    fn table_type(&mut self, table: wasmparser::TableType) -> Written<wasm_encoder::TableType> {
        let mut wider = RoundtripReencoder.table_type(table)?;
        if table.element_type == wasmparser::RefType::FUNCREF {
            let gates = self.plan.gates.len() as u64;
            wider.minimum += gates;
            wider.maximum = wider.maximum.map(|most| most + gates);
        }
        Ok(wider)
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Written {
        RoundtripReencoder.parse_export_section(exports, section)?;
        for (name, kind, index) in &self.plan.shared {
            exports.export(name, *kind, *index);
        }
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Written {
        let function = self.next;
        self.next += 1;
        if let Some(slot) = self.plan.gates.get(&function) {
            let ty = self.plan.page.types[function as usize];
            code.function(&through_the_table(self.plan, ty, *slot));
            return Ok(());
        }
        if self.plan.reach.is_late(Item::Function(function)) {
            let mut nothing = Function::new([]);
            nothing
                .instruction(&Instruction::Unreachable)
                .instruction(&Instruction::End);
            code.function(&nothing);
            return Ok(());
        }
        RoundtripReencoder.parse_function_body(code, body)
    }

    fn parse_data(&mut self, data: &mut DataSection, segment: Data<'_>) -> Written {
        let DataKind::Active { offset_expr, .. } = segment.kind else {
            return RoundtripReencoder.parse_data(data, segment);
        };
        let start = self.plan.page.segments[data.len() as usize].0;
        let mut bytes = segment.data.to_vec();
        for piece in &self.plan.reach.late_data {
            let inside = piece.start.wrapping_sub(start) as usize..piece.end.wrapping_sub(start) as usize;
            if let Some(bytes) = bytes.get_mut(inside) {
                bytes.fill(0);
            }
        }
        data.active(0, &RoundtripReencoder.const_expr(offset_expr)?, bytes);
        Ok(())
    }

    fn parse_custom_section(&mut self, module: &mut Module, section: wasmparser::CustomSectionReader<'_>) -> Written {
        // Names, and relocations that are no longer true, stay behind.
        if section.name() == FEATURES {
            module.section(&CustomSection {
                name: FEATURES.into(),
                data: section.data().into(),
            });
        }
        Ok(())
    }
}

/// What stands in the first part for a gate: a call to where the late part will have put it.
fn through_the_table(plan: &Plan<'_>, ty: u32, slot: u32) -> Function {
    let mut function = Function::new([]);
    for parameter in 0..plan.page.parameters[ty as usize] {
        function.instruction(&Instruction::LocalGet(parameter));
    }
    function
        .instruction(&Instruction::I32Const(slot.cast_signed()))
        .instruction(&Instruction::CallIndirect {
            type_index: ty,
            table_index: plan.table,
        })
        .instruction(&Instruction::End);
    function
}

/// The late functions and data alone; all else comes from the first part.
fn late(plan: &Plan<'_>) -> Written<Module> {
    let page = plan.page;
    let mut imports = ImportSection::new();
    let mut numbered = Late {
        numbers: BTreeMap::new(),
    };
    for (name, kind, index) in &plan.shared {
        let at = *index as usize;
        let ty = match kind {
            ExportKind::Memory => EntityType::Memory(RoundtripReencoder.memory_type(page.memories[at])?),
            ExportKind::Table => EntityType::Table(First { plan, next: 0 }.table_type(page.tables[at])?),
            ExportKind::Global => EntityType::Global(RoundtripReencoder.global_type(page.globals[at])?),
            ExportKind::Func | ExportKind::Tag => {
                numbered.add(*index);
                EntityType::Function(page.types[at])
            }
        };
        imports.import(FIRST, name, ty);
    }
    let mut functions = FunctionSection::new();
    for function in &plan.late {
        numbered.add(*function);
        functions.function(page.types[*function as usize]);
    }
    let mut code = CodeSection::new();
    for function in &plan.late {
        numbered.parse_function_body(&mut code, page.bodies[(*function - page.imported) as usize].clone())?;
    }

    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(page.wasm) {
        match payload? {
            Payload::TypeSection(section) => {
                let mut types = TypeSection::new();
                RoundtripReencoder.parse_type_section(&mut types, section)?;
                module.section(&types).section(&imports).section(&functions);
                module
                    .section(&numbered.elements(plan)?)
                    .section(&code)
                    .section(&data(plan));
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

/// Gives functions the numbers that they have in the late part.
struct Late {
    numbers: BTreeMap<u32, u32>,
}

impl Late {
    fn add(&mut self, function: u32) {
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(function, number);
    }

    /// The places of the table that late functions take: a segment a run.
    fn elements(&mut self, plan: &Plan<'_>) -> Written<ElementSection> {
        let slots = plan
            .page
            .slots
            .iter()
            .filter(|(_, function)| plan.reach.is_late(Item::Function(**function)));
        let gates = plan.gates.iter().map(|(function, slot)| (slot, function));
        let mut runs: Vec<(u32, Vec<u32>)> = Vec::new();
        for (slot, function) in slots.chain(gates) {
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

impl Reencode for Late {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Written<u32> {
        // Every function that a late one calls is late itself or shared.
        self.numbers
            .get(&function)
            .copied()
            .ok_or(Error::CanonicalizedHeapTypeReference)
    }
}

fn data(plan: &Plan<'_>) -> DataSection {
    let mut data = DataSection::new();
    for piece in &plan.reach.late_data {
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
