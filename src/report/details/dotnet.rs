//! The panel on a .NET assembly: versions, streams, what it refers to, its types and what it calls outside of .NET.

use serde_json::Value;

use crate::report::details::build::{Fields, Site, number_column, panel, rows, words_column};
use crate::report::details::parts::{listed, titled};
use crate::report::details::reader::{Reader, simple};
use crate::report::details::{Cell, Group, Panel, Part};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

pub fn assembly(file: &Object, site: Site) -> Option<Panel> {
    let own = site.words.report.panels;
    let words = site.words.report.formats;
    let mut parts = Vec::new();
    if let Some(map) = file.map("dot_net_guids") {
        let mut guids = Reader::new(map);
        let fields = Fields::default()
            .cell("MVID", guids.copy("mvid"))
            .cell("TypeLib", guids.copy("typelib_id"));
        parts.push(fields.part());
        parts.extend(guids.rest(site));
    }
    if let Some(map) = file.map("dot_net_assembly") {
        let mut assembly = Reader::new(map);
        let fields = Fields::default()
            .cell(own.name, assembly.outside("assembly_name"))
            .cell(own.version, assembly.inside("assembly_data", version).flatten())
            .cell("CLR", assembly.outside("clr_version"))
            .cell(words.metadata_version, assembly.outside("clr_meta_version"))
            .cell(own.flags, assembly.outside("assembly_flags_txt"))
            .cell(own.entry_point, assembly.hexadecimal("entry_point_token"))
            .cell(words.external_modules, assembly.chips("external_modules"));
        parts.push(fields.part());
        parts.push(streams(&mut assembly, site));
        let references = assembly.rows_by_name("external_assemblies", |name, one| {
            vec![Some(named_by(name)), one.outside("version")]
        });
        let columns = [own.name, own.version].map(words_column);
        parts.push(rows(Some(words.references), columns, references));
        parts.extend(titled(
            words.types,
            named(&mut assembly, "type_definition_list", "namespace", "type_definitions"),
        ));
        let methods = named(&mut assembly, "unmanaged_method_list", "name", "methods");
        if let Some(Part::Groups(methods)) = &methods {
            // The same once more, as a map.
            let _ = assembly.take("unmanaged_methods", |map| says_the_same(map, methods));
        }
        parts.extend(titled(words.native_calls, methods));
        parts.extend(listed(own.resources, assembly.texts("manifest_resource")));
        parts.extend(assembly.rest(site));
    }
    panel("dotnet", ".NET", None, parts)
}

fn named_by(name: &str) -> Cell {
    Cell::Outside(Untrusted::new(name))
}

/// `2.320.689.50176`, where all four parts are there; else they stay as they came.
fn version(data: &mut Reader) -> Option<Cell> {
    let parts = ["majorversion", "minorversion", "buildnumber", "revisionnumber"].map(|name| data.text(name));
    let parts: Vec<String> = parts.into_iter().flatten().map(|part| part.raw().to_owned()).collect();
    (!parts.is_empty()).then(|| Cell::Outside(Untrusted::new(parts.join("."))))
}

fn streams(assembly: &mut Reader, site: Site) -> Option<Part> {
    let words = site.words.report.panels;
    let lines = assembly.rows_by_name("streams", |name, stream| {
        vec![
            Some(named_by(name)),
            stream.count("size", site),
            stream.entropy("entropy", site),
            stream.decimal("chi2", site),
            stream.copy("md5"),
        ]
    });
    let columns = [
        words_column(words.name),
        number_column(words.size),
        words_column(words.entropy),
        number_column(words.chi2),
        words_column("MD5"),
    ];
    rows(Some(site.words.report.formats.streams), columns, lines)
}

/// A list of maps, each with a name and a list, as lists that open.
fn named(assembly: &mut Reader, list: &str, title: &str, items: &str) -> Option<Part> {
    let mut groups = Vec::new();
    assembly.each(list, |entry| {
        groups.push(Group {
            title: entry.text(title).unwrap_or_default(),
            items: entry.texts(items),
        });
    });
    (!groups.is_empty()).then_some(Part::Groups(groups))
}

fn says_the_same(map: &Value, groups: &[Group]) -> Option<()> {
    let same = |(name, items): (&String, &Value)| {
        let items = simple(items);
        groups
            .iter()
            .any(|group| group.title.raw() == name && Some(&group.items) == items.as_ref())
    };
    map.as_object()?.iter().all(same).then_some(())
}
