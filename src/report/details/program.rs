//! Panels on the inside of a program: header, sections, imports, exports, resources, overlay, debug data.

use serde_json::{Map, Value};

use crate::report::details::build::{
    Fields, Site, copy, entries, field, hexadecimal, number_column, outside, panel, table, texts, words_column,
};
use crate::report::details::{Cell, Group, Panel, Part};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{count, list, text};

/// Keys of `pe_info` that have a panel of their own or stand among the digests.
const LAID_OUT: [&str; 15] = [
    "compiler_product_versions",
    "sections",
    "import_list",
    "imports",
    "exports",
    "resource_details",
    "resource_langs",
    "resource_types",
    "overlay",
    "debug",
    "imphash",
    "rich_pe_header_hash",
    "machine_type",
    "entry_point",
    "timestamp",
];

pub fn header(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let program = file.map("pe_info")?;
    let fields = Fields::default()
        .cell(words.machine, program.get("machine_type").and_then(machine))
        .cell(words.entry_point, hexadecimal(program.get("entry_point")))
        .cell(words.linked, site.time(program.get("timestamp")))
        .chips(
            words.compiled_with,
            entries(Some(program), "compiler_product_versions")
                .iter()
                .filter_map(text)
                .collect(),
        )
        .rest(program, &LAID_OUT);
    panel("program", words.program, None, [fields.part()])
}

/// Numbers of the PE format; the rest as numbers.
fn machine(value: &Value) -> Option<Cell> {
    let Some(number) = count(value) else {
        return text(value).map(Cell::Outside);
    };
    let name = match number {
        0x14c => "Intel 386, x86",
        0x8664 => "AMD64, x64",
        0x1c0 | 0x1c4 => "ARM",
        0xaa64 => "ARM64",
        0x200 => "Itanium",
        0xebc => "EFI byte code",
        _ => "",
    };
    Some(Cell::Ours(format!("{name} (0x{number:x})").trim_start().to_owned()))
}

pub fn sections(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let sections = entries(file.map("pe_info"), "sections");
    let columns = [
        words_column(words.name),
        number_column(words.virtual_address),
        number_column(words.virtual_size),
        number_column(words.raw_size),
        words_column(words.entropy),
        number_column(words.chi2),
        words_column(words.flags),
        words_column("MD5"),
    ];
    let count = |section: &Value, name| site.count(section.get(name)).unwrap_or(Cell::Empty);
    let part = table(None, columns, sections, |section| {
        vec![
            outside(section, "name"),
            hexadecimal(section.get("virtual_address")).unwrap_or(Cell::Empty),
            count(section, "virtual_size"),
            count(section, "raw_size"),
            site.entropy(section.get("entropy")).unwrap_or(Cell::Empty),
            site.decimal(section.get("chi2")),
            outside(section, "flags"),
            copy(section, "md5"),
        ]
    });
    panel("sections", words.sections, Some(sections.len()), [part])
}

pub fn imports(file: &Object, site: Site) -> Option<Panel> {
    let program = file.map("pe_info")?;
    let listed = entries(Some(program), "import_list").iter().map(|library| Group {
        title: field(library, "library_name").unwrap_or_default(),
        items: texts(library, "imported_functions"),
    });
    let mut libraries: Vec<Group> = listed.collect();
    if libraries.is_empty() {
        // Old reports have a map from the library to its functions.
        let map = program.get("imports").and_then(Value::as_object).into_iter().flatten();
        libraries.extend(map.map(|(name, functions)| Group {
            title: Untrusted::new(name.as_str()),
            items: list(functions).iter().filter_map(text).collect(),
        }));
    }
    let count = libraries.len();
    let part = (count > 0).then_some(Part::Groups(libraries));
    panel("imports", site.words.report.panels.imports, Some(count), [part])
}

pub fn exports(file: &Object, site: Site) -> Option<Panel> {
    let exports: Vec<Untrusted> = entries(file.map("pe_info"), "exports")
        .iter()
        .filter_map(text)
        .collect();
    let count = exports.len();
    let part = (count > 0).then_some(Part::List(exports));
    panel("exports", site.words.report.panels.exports, Some(count), [part])
}

pub fn resources(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let resources = entries(file.map("pe_info"), "resource_details");
    let columns = [words.kind, words.language, words.format, words.entropy, "SHA-256"].map(words_column);
    let part = table(None, columns, resources, |resource| {
        vec![
            outside(resource, "type"),
            outside(resource, "lang"),
            outside(resource, "filetype"),
            site.entropy(resource.get("entropy")).unwrap_or(Cell::Empty),
            copy(resource, "sha256"),
        ]
    });
    let sums = |name: &str| {
        file.map("pe_info")
            .and_then(|program| program.get(name))
            .and_then(Value::as_object)
    };
    let fields = Fields::default()
        .chips(words.kind, sums("resource_types").map_or_else(Vec::new, counted))
        .chips(words.languages, sums("resource_langs").map_or_else(Vec::new, counted));
    panel(
        "resources",
        words.resources,
        Some(resources.len()),
        [fields.part(), part],
    )
}

/// `RT_ICON × 7`.
fn counted(sums: &Map<String, Value>) -> Vec<Untrusted> {
    let sums = sums.iter();
    sums.map(|(name, sum)| match text(sum) {
        Some(sum) => Untrusted::new(format!("{name} × {}", sum.raw())),
        None => Untrusted::new(name.as_str()),
    })
    .collect()
}

pub fn overlay(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let overlay = file.map("pe_info")?.get("overlay")?.as_object()?;
    let fields = Fields::default()
        .cell(words.offset, hexadecimal(overlay.get("offset")))
        .cell(words.size, site.count(overlay.get("size")))
        .outside(words.format, overlay.get("filetype").and_then(text))
        .cell(words.entropy, site.entropy(overlay.get("entropy")))
        .copy("MD5", overlay.get("md5").and_then(text))
        .rest(overlay, &["offset", "size", "filetype", "entropy", "md5"]);
    panel("overlay", words.overlay, None, [fields.part()])
}

pub fn debug(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let entries = entries(file.map("pe_info"), "debug");
    let columns = [
        words_column(words.kind),
        words_column(words.time),
        number_column(words.offset),
        number_column(words.size),
        words_column(words.details),
    ];
    let part = table(None, columns, entries, |entry| {
        // `timestamp` is a date in words in all recorded answers; `codeview` and its like are maps.
        let inner = entry.as_object().into_iter().flatten();
        let named = inner.filter_map(|(_, value)| field(value, "name").or_else(|| field(value, "pdb_filename")));
        let named: Vec<Untrusted> = named.collect();
        vec![
            outside(entry, "type_str"),
            outside(entry, "timestamp"),
            hexadecimal(entry.get("offset")).unwrap_or(Cell::Empty),
            site.count(entry.get("size")).unwrap_or(Cell::Empty),
            if named.is_empty() {
                Cell::Empty
            } else {
                Cell::Chips(named)
            },
        ]
    });
    panel("debug", words.debug, Some(entries.len()), [part])
}
