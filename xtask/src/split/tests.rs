//! A small program that is split: what goes where, and what is refused.

use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, DataSymbolDefinition, ElementSection, Elements, Encode,
    ExportKind, ExportSection, Function, FunctionSection, Instruction, LinkingSection, MemorySection, MemoryType,
    Module, NameMap, NameSection, RefType, SymbolTable, TableSection, TableType, TypeSection,
};
use wasmparser::{ElementItems, Parser, Payload, TypeRef};

use super::page::Page;
use super::split;

/// The functions in their order, and what each calls. `start` alone can be called from outside.
const FUNCTIONS: [(&str, &[u32]); 8] = [
    ("start", &[1, 3, 6]),
    ("_ZN5assay15late_gate_pages17h0123456789abcdefE", &[2, 3, 7]),
    ("draws", &[]),
    ("shared", &[]),
    ("called_by_late_data", &[]),
    ("called_by_first_data", &[]),
    ("_ZN5assay16soon_gate_report17h0123456789abcdefE", &[1, 3, 7]),
    ("called_by_both_parts", &[]),
];
/// The data, eight bytes each from 1024 on: whose they are, and the function in the table that each refers to.
const DATA: [(u32, Option<u32>); 5] = [(0, Some(5)), (2, Some(4)), (3, None), (2, None), (7, None)];
const BASE: u32 = 1024;
const TABLE_INDEX: u8 = 2;
const MEMORY_ADDRESS: u8 = 4;

/// What the linker leaves; what wasm-bindgen makes of it has the same functions here.
fn program(names: [&str; 8]) -> Vec<u8> {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], []);
    let mut functions = FunctionSection::new();
    let mut code = CodeSection::new();
    let mut bodies = Vec::new();
    for (_, calls) in FUNCTIONS {
        functions.function(0);
        let mut body = Function::new([]);
        for called in calls {
            body.instruction(&Instruction::Call(*called));
        }
        body.instruction(&Instruction::I32Const(0))
            .instruction(&Instruction::Drop)
            .instruction(&Instruction::End);
        // The number of the bodies and the length of each take a byte.
        bodies.push(1 + u32::try_from(code.byte_len()).unwrap() + 1);
        code.function(&body);
    }
    let mut tables = TableSection::new();
    tables.table(TableType {
        element_type: RefType::FUNCREF,
        table64: false,
        minimum: 3,
        maximum: Some(3),
        shared: false,
    });
    let mut memories = MemorySection::new();
    memories.memory(MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    });
    let mut exports = ExportSection::new();
    exports.export("0", ExportKind::Func, 0);
    let mut elements = ElementSection::new();
    elements.active(
        None,
        &ConstExpr::i32_const(1),
        Elements::Functions([4, 5].as_slice().into()),
    );
    let mut data = DataSection::new();
    data.active(
        0,
        &ConstExpr::i32_const(BASE.cast_signed()),
        (1..=u8::try_from(DATA.len() * 8).unwrap()).collect::<Vec<_>>(),
    );
    module
        .section(&types)
        .section(&functions)
        .section(&tables)
        .section(&memories)
        .section(&exports);
    module.section(&elements).section(&code).section(&data);

    let mut symbols = SymbolTable::new();
    for (index, name) in (0..).zip(names) {
        symbols.function(0, index, Some(name));
    }
    let (mut of_code, mut of_data) = (Vec::new(), Vec::new());
    for (at, (owner, refers)) in (0..).zip(DATA) {
        let symbol = u32::try_from(FUNCTIONS.len()).unwrap() + at;
        symbols.data(
            0,
            "datum",
            Some(DataSymbolDefinition {
                index: 0,
                offset: at * 8,
                size: 8,
            }),
        );
        of_code.push((MEMORY_ADDRESS, bodies[owner as usize], symbol));
        // The section begins with the number of segments, and the segment with its kind, its place and its length.
        of_data.extend(refers.map(|function| (TABLE_INDEX, 7 + at * 8, function)));
    }
    let mut linking = LinkingSection::new();
    linking.symbol_table(&symbols);
    module.section(&linking);
    module
        .section(&relocations("reloc.CODE", 6, &of_code))
        .section(&relocations("reloc.DATA", 7, &of_data));
    let mut naming = NameMap::new();
    for (index, name) in (0..).zip(names) {
        naming.append(index, name);
    }
    let mut section = NameSection::new();
    section.functions(&naming);
    module.section(&section);
    module.finish()
}

fn relocations(name: &'static str, section: u32, entries: &[(u8, u32, u32)]) -> CustomSection<'static> {
    let mut bytes = Vec::new();
    section.encode(&mut bytes);
    entries.len().encode(&mut bytes);
    for (kind, offset, symbol) in entries {
        bytes.push(*kind);
        offset.encode(&mut bytes);
        symbol.encode(&mut bytes);
        if *kind == MEMORY_ADDRESS {
            0_i32.encode(&mut bytes);
        }
    }
    CustomSection {
        name: name.into(),
        data: bytes.into(),
    }
}

/// What a later part takes, has, and fills in.
#[derive(Default)]
struct Later {
    taken: Vec<String>,
    handed_out: usize,
    bodies: usize,
    /// How many places of the table, in each run.
    slots: Vec<u32>,
    data: Vec<Vec<u8>>,
}

fn later(wasm: &[u8]) -> Later {
    let mut later = Later::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.unwrap() {
            Payload::ImportSection(section) => {
                for import in section.into_imports().map(Result::unwrap) {
                    let kind = if matches!(import.ty, TypeRef::Func(_)) {
                        "()"
                    } else {
                        ""
                    };
                    later.taken.push(format!("{}.{}{kind}", import.module, import.name));
                }
            }
            Payload::ExportSection(section) => later.handed_out = section.count() as usize,
            Payload::CodeSectionEntry(_) => later.bodies += 1,
            Payload::ElementSection(section) => {
                for element in section.into_iter().map(Result::unwrap) {
                    if let ElementItems::Functions(items) = element.items {
                        later.slots.push(items.count());
                    }
                }
            }
            Payload::DataSection(section) => {
                let segments = section.into_iter().map(Result::unwrap);
                later.data.extend(segments.map(|segment| segment.data.to_vec()));
            }
            _ => {}
        }
    }
    later
}

#[test]
fn what_gates_alone_reach_comes_later() {
    let program = program(FUNCTIONS.map(|(name, _)| name));
    let [first, soon, late] = split(&program, &program).unwrap();
    let first = Page::read(&first).unwrap();
    // No locals, `unreachable`, the end.
    let is_empty = |body: &usize| first.bodies[*body].as_bytes() == [0, 0, 0x0b];
    let empty: Vec<&str> = (0..FUNCTIONS.len())
        .filter(is_empty)
        .map(|body| FUNCTIONS[body].0)
        .collect();
    assert_eq!(empty, ["draws", "called_by_late_data", "called_by_both_parts"]);
    for gate in [1, 6] {
        assert_eq!(first.calls_of(gate), [0; 0], "the gate leads through the table");
    }
    assert_eq!((first.tables[0].initial, first.tables[0].maximum), (5, Some(5)));
    let (_, bytes) = first.segments[0];
    let kept: Vec<bool> = bytes
        .chunks(8)
        .map(|datum| datum.iter().all(|byte| *byte > 0))
        .collect();
    assert_eq!(kept, [true, false, true, false, false]);
    // `0` is what the program exports itself; then memory and table, the gate to the late part, `shared`.
    assert_eq!(first.export_names, ["0", "1", "2", "3", "4"]);

    let soon = later(&soon);
    assert_eq!(soon.taken, ["first.1", "first.2", "first.3()", "first.4()"]);
    assert_eq!(
        (soon.bodies, soon.handed_out),
        (2, 1),
        "its gate and what the late part calls too"
    );
    assert_eq!(soon.slots, [1], "its gate's place");
    assert_eq!(soon.data, [(33..=40).collect::<Vec<u8>>()]);

    let late = later(&late);
    assert_eq!(late.taken, ["first.1", "first.2", "first.4()", "soon.0()"]);
    assert_eq!((late.bodies, late.handed_out), (3, 0));
    assert_eq!(late.slots, [1, 1], "the place that data refer to, and the gate's");
    assert_eq!(late.data, [(9..=16).collect::<Vec<u8>>(), (25..=32).collect()]);
}

#[test]
fn what_cannot_be_split_is_said() {
    let whole = program(FUNCTIONS.map(|(name, _)| name));
    let open = |gate: &str| program(FUNCTIONS.map(|(name, _)| if name.contains(gate) { "no gate" } else { name }));
    let bare = super::bare(&whole);
    for (linked, page, said) in [
        (
            &open("late_gate"),
            &open("late_gate"),
            "no function of it is a gate (late_gate_…)",
        ),
        (
            &open("soon_gate"),
            &open("soon_gate"),
            "no function of it is a gate (soon_gate_…)",
        ),
        (&bare, &whole, "--emit-relocs"),
        (&whole, &bare, "did not leave the same program"),
    ] {
        let sentence = split(linked, page).err().map(|stop| stop.sentence).unwrap_or_default();
        assert!(sentence.contains(said), "{sentence}");
    }
}

#[test]
fn a_gate_ends_with_its_name() {
    for (symbol, part) in [
        ("_ZN5assay2ui4late18late_gate_settings17h0123456789abcdefE", Some(2)),
        ("_RNvNtNtCs1_5assay2ui4late18late_gate_settings", Some(2)),
        ("_ZN5assay2ui4late16soon_gate_report17h0123456789abcdefE", Some(1)),
        (
            "_ZN5assay2ui4late18late_gate_settings28_$u7b$$u7b$closure$u7d$$u7d$17h0123456789abcdefE",
            None,
        ),
        (
            "_ZN4core3ptr50drop_in_place$LT$assay..late_gate_settings$GT$17h0123456789abcdefE",
            None,
        ),
        ("_ZN5assay2ui4late4load17h0123456789abcdefE", None),
    ] {
        assert_eq!(super::reach::behind_gate(symbol), part, "{symbol}");
    }
}
