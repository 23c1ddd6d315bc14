//! The program as wasm-bindgen left it: its functions, what they call, its table and its data.

use std::collections::BTreeMap;

use wasmparser::{
    ConstExpr, ElementItems, ElementKind, ExternalKind, FunctionBody, GlobalType, KnownCustom, MemoryType, Operator,
    Parser, Payload, RefType, TableType, TypeRef,
};

use super::cannot;
use super::linked::{RELOCATIONS, address_of, function_names};
use crate::steps::{Done, Stop};

#[derive(Default)]
pub struct Page<'a> {
    pub wasm: &'a [u8],
    names: BTreeMap<u32, &'a str>,
    /// How many functions come from the script; they have the first numbers.
    pub imported: u32,
    /// The type of each function, imported ones too.
    pub types: Vec<u32>,
    /// How many parameters each type has; types that are no functions have none.
    pub parameters: Vec<u32>,
    pub bodies: Vec<FunctionBody<'a>>,
    /// What each function calls or takes a reference to.
    calls: Vec<Vec<u32>>,
    /// Functions that the script can call, and the one that runs at the start.
    pub entries: Vec<u32>,
    pub export_names: Vec<&'a str>,
    pub memories: Vec<MemoryType>,
    pub tables: Vec<TableType>,
    pub globals: Vec<GlobalType>,
    /// The function in each place of the function table.
    pub slots: BTreeMap<u32, u32>,
    pub segments: Vec<(u32, &'a [u8])>,
    /// The linker's relocations, untouched; they are no longer true of this code.
    pub relocations: &'a [u8],
}

impl<'a> Page<'a> {
    pub fn read(wasm: &'a [u8]) -> Done<Self> {
        let mut page = Self {
            wasm,
            ..Self::default()
        };
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(types) => {
                    for ty in types.into_iter_err_on_gc_types() {
                        page.parameters
                            .push(u32::try_from(ty?.params().len()).unwrap_or(u32::MAX));
                    }
                }
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        match import?.ty {
                            TypeRef::Func(ty) => page.types.push(ty),
                            _ => return Err(unknown("an import that is no function")),
                        }
                    }
                    page.imported = page.count();
                }
                Payload::FunctionSection(functions) => {
                    for ty in functions {
                        page.types.push(ty?);
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        page.tables.push(table?.ty);
                    }
                }
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        page.memories.push(memory?);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        page.globals.push(global?.ty);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        page.export_names.push(export.name);
                        if export.kind == ExternalKind::Func {
                            page.entries.push(export.index);
                        }
                    }
                }
                Payload::StartSection { func, .. } => page.entries.push(func),
                Payload::ElementSection(elements) => {
                    for element in elements {
                        page.read_element(element?)?;
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    page.calls.push(calls(&body)?);
                    page.bodies.push(body);
                }
                Payload::DataSection(section) => {
                    for segment in section {
                        let segment = segment?;
                        page.segments.push((address_of(&segment.kind)?, segment.data));
                    }
                }
                Payload::CustomSection(section) => {
                    if section.name() == RELOCATIONS {
                        page.relocations = section.data();
                    } else if let KnownCustom::Name(names) = section.as_known() {
                        page.names = function_names(names)?;
                    }
                }
                _ => {}
            }
        }
        Ok(page)
    }

    /// How many functions there are.
    pub fn count(&self) -> u32 {
        u32::try_from(self.types.len()).unwrap_or(u32::MAX)
    }

    /// What a function calls; nothing where it is imported.
    pub fn calls_of(&self, function: u32) -> &[u32] {
        let own = function
            .checked_sub(self.imported)
            .and_then(|own| self.calls.get(own as usize));
        own.map_or(&[], Vec::as_slice)
    }

    pub fn name(&self, function: u32) -> Option<&'a str> {
        self.names.get(&function).copied()
    }

    /// The table that functions are called through.
    pub fn function_table(&self) -> Option<u32> {
        let place = self
            .tables
            .iter()
            .position(|table| table.element_type == RefType::FUNCREF)?;
        u32::try_from(place).ok()
    }

    fn read_element(&mut self, element: wasmparser::Element<'a>) -> Done {
        let mut functions = Vec::new();
        match element.items {
            ElementItems::Functions(items) => {
                for item in items {
                    functions.push(item?);
                }
            }
            ElementItems::Expressions(_, items) => {
                for item in items {
                    match number(&item?)? {
                        Operator::RefFunc { function_index } => functions.push(function_index),
                        _ => return Err(unknown("a place of the table without a function")),
                    }
                }
            }
        }
        match element.kind {
            ElementKind::Active {
                table_index,
                offset_expr,
            } if table_index == self.function_table().filter(|at| *at > 0) => {
                let Operator::I32Const { value } = number(&offset_expr)? else {
                    return Err(unknown("an element segment without a fixed place"));
                };
                self.slots.extend((value.cast_unsigned()..).zip(functions));
                Ok(())
            }
            // Only says that references are taken, which the code says too.
            ElementKind::Declared => Ok(()),
            ElementKind::Active { .. } | ElementKind::Passive => Err(unknown("another kind of element segment")),
        }
    }
}

fn number<'a>(expression: &ConstExpr<'a>) -> Done<Operator<'a>> {
    Ok(expression.get_operators_reader().read()?)
}

fn calls(body: &FunctionBody<'_>) -> Done<Vec<u32>> {
    let mut calls = Vec::new();
    let mut operators = body.get_operators_reader()?;
    while !operators.eof() {
        match operators.read()? {
            Operator::Call { function_index }
            | Operator::ReturnCall { function_index }
            | Operator::RefFunc { function_index } => calls.push(function_index),
            _ => {}
        }
    }
    calls.sort_unstable();
    calls.dedup();
    Ok(calls)
}

fn unknown(what: &str) -> Stop {
    cannot(format!("it has {what}, for which there is no rule"))
}
