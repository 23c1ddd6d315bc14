//! Writes the first part: the whole program, with the functions of later parts empty and their data zero, so that the
//! numbers of everything stay.

use wasm_encoder::reencode::Reencode;
use wasm_encoder::{CodeSection, CustomSection, DataSection, ExportSection, Function, Instruction, Module};
use wasmparser::{Data, DataKind, FunctionBody, Parser};

use super::plan::Plan;
use super::{FEATURES, FIRST, Same, Written, cannot};
use crate::steps::Done;

pub fn write(plan: &Plan<'_>) -> Done<Vec<u8>> {
    let mut module = Module::new();
    let mut first = First {
        plan,
        next: plan.page.imported,
    };
    first
        .parse_core_module(&mut module, Parser::new(0), plan.page.wasm)
        .map_err(cannot)?;
    Ok(module.finish())
}

/// The table with room for the gates.
pub fn with_gates(plan: &Plan<'_>, table: wasmparser::TableType) -> Written<wasm_encoder::TableType> {
    let mut wider = Same.table_type(table)?;
    if table.element_type == wasmparser::RefType::FUNCREF {
        let gates = plan.gates.len() as u64;
        wider.minimum += gates;
        wider.maximum = wider.maximum.map(|most| most + gates);
    }
    Ok(wider)
}

struct First<'a> {
    plan: &'a Plan<'a>,
    /// The number of the next function body.
    next: u32,
}

impl Reencode for First<'_> {
    type Error = &'static str;

    fn table_type(&mut self, table: wasmparser::TableType) -> Written<wasm_encoder::TableType> {
        with_gates(self.plan, table)
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Written {
        Same.parse_export_section(exports, section)?;
        for shared in &self.plan.shared[FIRST] {
            exports.export(&shared.name, shared.kind, shared.index);
        }
        Ok(())
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Written {
        let function = self.next;
        self.next += 1;
        if self.plan.part_of(function) == FIRST {
            return Same.parse_function_body(code, body);
        }
        code.function(&self.plan.gates.get(&function).map_or_else(
            || {
                let mut nothing = Function::new([]);
                nothing
                    .instruction(&Instruction::Unreachable)
                    .instruction(&Instruction::End);
                nothing
            },
            |slot| through_the_table(self.plan, self.plan.page.types[function as usize], *slot),
        ));
        Ok(())
    }

    fn parse_data(&mut self, data: &mut DataSection, segment: Data<'_>) -> Written {
        let DataKind::Active { offset_expr, .. } = segment.kind else {
            return Same.parse_data(data, segment);
        };
        let start = self.plan.page.segments[data.len() as usize].0;
        let mut bytes = segment.data.to_vec();
        for piece in self.plan.reach.pieces[FIRST + 1..].iter().flatten() {
            let inside = piece.start.wrapping_sub(start) as usize..piece.end.wrapping_sub(start) as usize;
            if let Some(bytes) = bytes.get_mut(inside) {
                bytes.fill(0);
            }
        }
        data.active(0, &Same.const_expr(offset_expr)?, bytes);
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

/// What stands for a gate: a call to where the later part will have put it.
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
