//! The panel on a document of an office program: what it says of itself, its parts, its macros with their code.

use crate::report::details::build::{Fields, Site, number_column, panel, rows, words_column};
use crate::report::details::parts::{groups, titled};
use crate::report::details::reader::Reader;
use crate::report::details::{Cell, Label, Panel, Part};
use crate::report::reasons::Tone;
use crate::vt::object::Object;

/// Attributes of documents, old and new, and the name of each format.
const DOCUMENTS: [(&str, &str); 3] = [
    ("office_info", "Microsoft Office (OLE)"),
    ("openxml_info", "Office Open XML"),
    ("rtf_info", "RTF"),
];

pub fn office(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.formats;
    let mut parts = Vec::new();
    for (attribute, name) in DOCUMENTS {
        let Some(map) = file.map(attribute) else { continue };
        parts.push(Some(Part::Heading(Label::Ours(name))));
        parts.extend(document(Reader::new(map), site));
    }
    if let Some(map) = file.map("vba_info") {
        let mut vba = Reader::new(map);
        let texts = groups([(words.strings, vba.texts("strings"))]);
        parts.extend(titled("VBA", texts));
        parts.extend(vba.rest(site));
    }
    if let Some(map) = file.map("password_info") {
        let mut password = Reader::new(map);
        let fields = Fields::default()
            .cell(site.words.report.panels.kind, password.outside("type"))
            .cell(site.words.report.places.value, password.copy("value"));
        parts.extend(titled(words.password, fields.part()));
        parts.extend(password.rest(site));
    }
    panel("document", words.document, None, parts)
}

fn document(mut document: Reader, site: Site) -> Vec<Option<Part>> {
    let own = site.words.report.panels;
    let words = site.words.report.formats;
    // The macros come first: they are what a document does harm with.
    let mut parts = macros(&mut document, site);
    for properties in ["summary_info", "document_summary_info", "docprops_core", "docprops_app"] {
        parts.push(document.inside(properties, |one| summary(one, site)).flatten());
    }
    let fields = Fields::default()
        .cell(own.format, document.outside("file_type"))
        .cell(own.tags, document.chips("tags"));
    parts.push(fields.part());
    let entries = document.rows("entries", |entry| {
        vec![
            entry.outside("name"),
            entry.outside("type_literal"),
            entry.count("size", site),
            entry.outside("clsid_literal"),
            entry.copy("clsid"),
            entry.outside("sid"),
        ]
    });
    let columns = [
        words_column(own.name),
        words_column(own.kind),
        number_column(own.size),
        words_column(words.class),
        words_column("CLSID"),
        number_column("SID"),
    ];
    parts.push(rows(Some(words.streams), columns, entries));
    parts.push(groups([
        (words.content_types, document.texts("content_types")),
        (words.relations, document.texts("rels")),
    ]));
    parts.extend(document.rest(site));
    parts
}

/// What a document says of itself; the names differ between old and new formats.
fn summary(one: &mut Reader, site: Site) -> Option<Part> {
    let words = site.words.report.formats;
    let mut fields = Fields::default();
    for (label, names) in [
        (words.title, ["title", "dc:title"]),
        (words.author, ["author", "dc:creator"]),
        (words.last_author, ["last_author", "cp:lastModifiedBy"]),
        (words.company, ["company", "Company"]),
        (words.application, ["application_name", "Application"]),
        (words.template, ["template", "Template"]),
        (words.revision, ["revision_number", "cp:revision"]),
        (words.pages, ["page_count", "Pages"]),
        (words.word_count, ["word_count", "Words"]),
        (words.signs, ["character_count", "Characters"]),
        (words.code_page, ["code_page", ""]),
    ] {
        for name in names {
            fields = fields.cell(label, one.outside(name));
        }
    }
    for (label, names) in [
        (words.made, ["creation_datetime", "dcterms:created"]),
        (words.saved, ["last_saved", "dcterms:modified"]),
        (words.printed, ["last_printed", "cp:lastPrinted"]),
    ] {
        for name in names {
            fields = fields.cell(label, one.written_time(name, site));
        }
    }
    fields.part()
}

fn macros(document: &mut Reader, site: Site) -> Vec<Option<Part>> {
    let words = site.words.report.formats;
    let mut parts = Vec::new();
    document.inside("ole", |ole| {
        ole.each("macros", |one| {
            let name = one.text("vba_filename").or_else(|| one.text("stream_path"));
            let marks = ["properties", "patterns"].map(|name| one.texts(name)).concat();
            let marks = marks.into_iter().map(|mark| Cell::OutsideState(Tone::Warn, mark));
            let fields = Fields::default()
                .cells(words.suspicious, marks.collect())
                .cell(words.place, one.outside("stream_path"))
                .cell(words.inside_of, one.outside("subfilename"))
                .cell(words.length, one.count("length", site));
            parts.push(name.map(|name| Part::Heading(Label::Outside(name))));
            parts.push(fields.part());
            parts.push(one.text("vba_code").map(Part::Code));
        });
        let amount = Fields::default().cell(words.macros, ole.count("num_macros", site));
        parts.insert(0, amount.part());
    });
    parts
}
