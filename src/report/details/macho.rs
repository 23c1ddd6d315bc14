//! The panel on a Mach-O file, part by part where it holds one for each processor.

use crate::report::details::build::{Fields, Site, number_column, panel, rows, words_column};
use crate::report::details::parts::listed;
use crate::report::details::reader::Reader;
use crate::report::details::{Cell, Label, Panel, Part};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

pub fn macho(file: &Object, site: Site) -> Option<Panel> {
    let slices = file.list("macho_info");
    let mut parts = Vec::new();
    for slice in slices {
        let Some(map) = slice.as_object() else {
            parts.extend(Reader::alone("macho_info", slice).rest(site));
            continue;
        };
        parts.extend(one(Reader::new(map), slices.len() > 1, site));
    }
    let count = (slices.len() > 1).then_some(slices.len());
    panel("macho", "Mach-O", count, parts)
}

fn one(mut slice: Reader, several: bool, site: Site) -> Vec<Option<Part>> {
    let own = site.words.report.panels;
    let words = site.words.report.formats;
    let header = slice.inside("headers", |header| {
        let machine = header.text("cpu_type");
        let fields = Fields::default()
            .cell(own.machine, machine.clone().map(Cell::Outside))
            .cell(words.machine_kind, header.outside("cpu_subtype"))
            .cell(
                own.kind,
                header
                    .outside("file_type")
                    .or_else(|| header.outside("file_format_legacy")),
            )
            .cell(own.flags, header.chips("flags"))
            .cell("Magic", header.outside("magic"))
            .cell(words.commands, header.outside("num_cmds"));
        (machine, fields)
    });
    let (machine, fields) = header.unwrap_or_default();
    let heading = machine.filter(|_| several);
    let digest = slice.inside("info", |info| info.copy("sha256")).flatten();
    let fields = fields.cell("SHA-256", digest).cell("vhash", slice.copy("vhash"));
    let mut parts = vec![
        heading.map(|machine| Part::Heading(Label::Outside(machine))),
        fields.part(),
    ];
    parts.extend(segments(&mut slice, site));
    let mut commands = Vec::new();
    slice.each("commands", |command| commands.extend(command.text("type")));
    parts.extend(listed(words.commands, commands));
    parts.extend(listed(words.libraries, slice.texts("libs")));
    parts.extend(slice.rest(site));
    parts
}

fn segments(slice: &mut Reader, site: Site) -> [Option<Part>; 2] {
    let own = site.words.report.panels;
    let words = site.words.report.formats;
    let mut segments = Vec::new();
    let mut sections = Vec::new();
    let mut section = |of: Option<Untrusted>, section: &mut Reader| {
        let cells = [
            of.map(Cell::Outside),
            section.outside("name"),
            section.outside("type"),
            section.chips("flags"),
        ];
        sections.push(cells.map(|cell| cell.unwrap_or(Cell::Empty)).to_vec());
    };
    slice.each("segments", |segment| {
        let name = segment.text("name");
        segment.each("sections", |inner| section(name.clone(), inner));
        let cells = [
            name.map(Cell::Outside),
            segment.outside("vmaddr"),
            segment.outside("vmsize"),
            segment.outside("fileoff"),
            segment.outside("filesize"),
        ];
        segments.push(cells.map(|cell| cell.unwrap_or(Cell::Empty)).to_vec());
    });
    slice.each("sections", |inner| section(None, inner));
    let columns = [
        words_column(own.name),
        number_column(own.virtual_address),
        number_column(own.virtual_size),
        number_column(own.offset),
        number_column(own.raw_size),
    ];
    [
        rows(Some(words.segments), columns, segments),
        rows(
            Some(own.sections),
            [words.segment, own.name, own.kind, own.flags].map(words_column),
            sections,
        ),
    ]
}
