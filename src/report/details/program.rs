//! Panels on the inside of a Windows program: headers, sections, imports, exports, resources, overlay, debug data.

use std::cmp::Reverse;

use serde_json::{Map, Value};

use crate::report::details::build::{Fields, Site, number_column, panel, rows, words_column};
use crate::report::details::reader::{Reader, simple};
use crate::report::details::{Cell, Group, Panel, Part};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::{count, text};

pub fn program(file: &Object, site: Site) -> Vec<Option<Panel>> {
    let Some(map) = file.map("pe_info") else {
        return Vec::new();
    };
    let mut program = Reader::new(map);
    // Both stand among the digests.
    for digest in ["imphash", "rich_pe_header_hash"] {
        let _ = program.text(digest);
    }
    let words = site.words.report.panels;
    let fields = Fields::default()
        .cell(words.machine, program.take("machine_type", machine))
        .cell(words.entry_point, program.hexadecimal("entry_point"))
        .cell(words.linked, program.time("timestamp", site));
    let rich = rich(program.texts("compiler_product_versions"), site);
    let inside = [
        sections(&mut program, site),
        imports(&mut program, site),
        exports(&mut program, site),
        resources(&mut program, site),
        overlay(&mut program, site),
        debug(&mut program, site),
    ];
    let parts = [fields.part(), rich].into_iter().chain(program.rest(site));
    let header = panel("program", words.program, None, parts);
    std::iter::once(header).chain(inside).collect()
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

/// The Rich header names the tools that made the parts: `[C++] VS2015 build 23026 count=9`.
fn rich(tools: Vec<Untrusted>, site: Site) -> Option<Part> {
    let words = site.words.report.formats;
    let lines = tools.into_iter().map(|tool| match tool.raw().rsplit_once(" count=") {
        Some((name, amount)) if !amount.is_empty() => vec![
            Cell::Outside(Untrusted::new(name)),
            Cell::Outside(Untrusted::new(amount)),
        ],
        Some(_) | None => vec![Cell::Outside(tool), Cell::Empty],
    });
    let columns = [words_column(words.tool), number_column(words.amount)];
    rows(Some(words.rich_header), columns, lines.collect())
}

fn sections(program: &mut Reader, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
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
    let lines = program.rows("sections", |section| {
        vec![
            section.outside("name"),
            section.hexadecimal("virtual_address"),
            section.count("virtual_size", site),
            section.count("raw_size", site),
            section.entropy("entropy", site),
            section.decimal("chi2", site),
            section.outside("flags"),
            section.copy("md5"),
        ]
    });
    panel(
        "sections",
        words.sections,
        Some(lines.len()),
        [rows(None, columns, lines)],
    )
}

fn imports(program: &mut Reader, site: Site) -> Option<Panel> {
    let mut libraries: Vec<Group> = Vec::new();
    program.each("import_list", |library| {
        libraries.push(Group {
            title: library.text("library_name").unwrap_or_default(),
            items: library.texts("imported_functions"),
        });
    });
    if libraries.is_empty() {
        // Old reports have a map from the library to its functions.
        let lists = |map: &&Map<String, Value>| map.values().all(|list| simple(list).is_some());
        let map = program.take("imports", |value| value.as_object().filter(lists));
        libraries.extend(map.into_iter().flat_map(by_name));
    }
    let count = libraries.len();
    let part = (count > 0).then_some(Part::Groups(libraries));
    panel("imports", site.words.report.panels.imports, Some(count), [part])
}

/// A map of lists as groups under their names.
fn by_name(map: &Map<String, Value>) -> impl Iterator<Item = Group> {
    map.iter().map(|(name, items)| Group {
        title: Untrusted::new(name.as_str()),
        items: simple(items).unwrap_or_default(),
    })
}

fn exports(program: &mut Reader, site: Site) -> Option<Panel> {
    let exports = program.texts("exports");
    let count = exports.len();
    let part = (count > 0).then_some(Part::List(exports));
    panel("exports", site.words.report.panels.exports, Some(count), [part])
}

fn resources(program: &mut Reader, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let columns = [
        words_column(words.kind),
        words_column(words.language),
        words_column(words.format),
        words_column(words.entropy),
        number_column(words.chi2),
        words_column("SHA-256"),
    ];
    let lines = program.rows("resource_details", |resource| {
        vec![
            resource.outside("type"),
            resource.outside("lang"),
            resource.outside("filetype"),
            resource.entropy("entropy", site),
            resource.decimal("chi2", site),
            resource.copy("sha256"),
        ]
    });
    let mut sums = |name: &str| program.take(name, sums).map(Cell::Chips);
    let fields = Fields::default()
        .cell(words.kind, sums("resource_types"))
        .cell(words.languages, sums("resource_langs"));
    let count = lines.len();
    let parts = [fields.part(), rows(None, columns, lines)];
    panel("resources", words.resources, Some(count), parts)
}

/// `RT_ICON × 7`, the most frequent first; a map that holds more than numbers stays whole for the rest.
fn sums(value: &Value) -> Option<Vec<Untrusted>> {
    let map = value.as_object().filter(|map| !map.is_empty())?;
    let mut sums: Vec<(u64, Untrusted)> = Vec::new();
    for (name, sum) in map {
        let shown = Untrusted::new(format!("{name} × {}", text(sum)?.raw()));
        sums.push((count(sum).unwrap_or(0), shown));
    }
    sums.sort_by_key(|(sum, _)| Reverse(*sum));
    Some(sums.into_iter().map(|(_, shown)| shown).collect())
}

fn overlay(program: &mut Reader, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let fields = program.inside("overlay", |overlay| {
        Fields::default()
            .cell(words.offset, overlay.hexadecimal("offset"))
            .cell(words.size, overlay.size("size", site))
            .cell(words.format, overlay.outside("filetype"))
            .cell(words.entropy, overlay.entropy("entropy", site))
            .cell(words.chi2, overlay.decimal("chi2", site))
            .cell("MD5", overlay.copy("md5"))
    });
    panel("overlay", words.overlay, None, [fields.and_then(Fields::part)])
}

fn debug(program: &mut Reader, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let columns = [
        words_column(words.kind),
        words_column(words.time),
        number_column(words.offset),
        number_column(words.size),
        words_column(words.details),
    ];
    let lines = program.rows("debug", |entry| {
        // A date in words under either name; `codeview` and its like are maps, whose names of files say most.
        vec![
            entry.outside("type_str").or_else(|| entry.outside("type")),
            entry.outside("timestamp").or_else(|| entry.outside("timedatestamp")),
            entry.hexadecimal("offset"),
            entry.count("size", site),
            entry.more(),
        ]
    });
    panel("debug", words.debug, Some(lines.len()), [rows(None, columns, lines)])
}
