//! Panels on the inside of an ELF file: header, sections, segments, imports, exports, libraries.

use serde_json::Value;

use crate::report::details::build::{Fields, Site, number_column, panel, rows, words_column};
use crate::report::details::reader::{Reader, flattened};
use crate::report::details::{Cell, Panel, Part};
use crate::vt::object::Object;
use crate::vt::value::text;

/// Two generations of reports are about: `section_list` with maps, and `sections` with other names, or with pairs.
pub fn elf(file: &Object, site: Site) -> Vec<Option<Panel>> {
    let Some(map) = file.map("elf_info") else {
        return Vec::new();
    };
    let own = site.words.report.panels;
    let words = site.words.report.formats;
    let mut elf = Reader::new(map);
    let header = elf.inside("header", |header| {
        Fields::default()
            .cell(own.kind, header.outside("type"))
            .cell(words.class, header.outside("class"))
            .cell(own.machine, header.outside("machine"))
            .cell(own.entry_point, header.hexadecimal("entrypoint"))
            .cell(words.abi, header.outside("os_abi"))
            .cell(words.byte_order, header.outside("data"))
            .cell(own.sections, header.outside("num_section_headers"))
            .cell(words.segments, header.outside("num_prog_headers"))
    });
    let libraries = elf.texts("shared_libraries");
    let inside = [
        sections(&mut elf, site),
        segments(&mut elf, site),
        panel(
            "libraries",
            words.libraries,
            Some(libraries.len()),
            [(!libraries.is_empty()).then_some(Part::List(libraries))],
        ),
        symbols("imports", own.imports, &mut elf, ["import_list", "imports"], site),
        symbols("exports", own.exports, &mut elf, ["export_list", "exports"], site),
    ];
    let parts = std::iter::once(header.and_then(Fields::part)).chain(elf.rest(site));
    std::iter::once(panel("elf", "ELF", None, parts))
        .chain(inside)
        .collect()
}

fn sections(elf: &mut Reader, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let row = |section: &mut Reader| {
        vec![
            section.outside("name"),
            section.outside("section_type").or_else(|| section.outside("type")),
            section
                .hexadecimal("virtual_address")
                .or_else(|| section.hexadecimal("address")),
            section
                .hexadecimal("physical_offset")
                .or_else(|| section.hexadecimal("offset")),
            section.count("size", site),
            section.outside("flags"),
        ]
    };
    let mut lines = elf.rows("section_list", row);
    lines.extend(elf.rows("sections", row));
    let columns = [
        words_column(words.name),
        words_column(words.kind),
        number_column(words.virtual_address),
        number_column(words.offset),
        number_column(words.size),
        words_column(words.flags),
    ];
    panel(
        "sections",
        words.sections,
        Some(lines.len()),
        [rows(None, columns, lines)],
    )
}

fn segments(elf: &mut Reader, site: Site) -> Option<Panel> {
    let words = site.words.report.formats;
    let mut lines = elf.rows("segment_list", |segment| {
        vec![
            segment.outside("segment_type").or_else(|| segment.outside("type")),
            segment.chips("resources"),
        ]
    });
    lines.extend(elf.pairs("segments", |kind, sections| {
        Some(vec![Some(Cell::Outside(kind)), chips(sections)])
    }));
    let columns = [site.words.report.panels.kind, site.words.report.panels.sections].map(words_column);
    panel(
        "segments",
        words.segments,
        Some(lines.len()),
        [rows(None, columns, lines)],
    )
}

/// Everything simple in a value, in a row.
pub fn chips(value: &Value) -> Option<Cell> {
    let found = flattened(String::new(), value).into_iter().flat_map(|(_, texts)| texts);
    let found: Vec<_> = found.collect();
    (!found.is_empty()).then_some(Cell::Chips(found))
}

fn symbols(
    id: &'static str,
    title: &'static str,
    elf: &mut Reader,
    [maps, pairs]: [&str; 2],
    site: Site,
) -> Option<Panel> {
    let words = site.words.report.panels;
    let mut lines = elf.rows(maps, |symbol| vec![symbol.outside("name"), symbol.outside("type")]);
    lines.extend(elf.pairs(pairs, |name, kind| {
        Some(vec![Some(Cell::Outside(name)), Some(Cell::Outside(text(kind)?))])
    }));
    let columns = [words.name, words.kind].map(words_column);
    panel(id, title, Some(lines.len()), [rows(None, columns, lines)])
}
