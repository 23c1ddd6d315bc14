//! The panel on a PDF file: what in it can act by itself, and how it is built.

use crate::report::details::build::{Fields, Site, panel, rows, words_column};
use crate::report::details::reader::Reader;
use crate::report::details::{Cell, Panel};
use crate::report::reasons::Tone;
use crate::report::units;
use crate::vt::object::Object;
use crate::vt::value::{count, text};

pub fn pdf(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.formats;
    let mut pdf = Reader::new(file.map("pdf_info")?);
    let fields = Fields::default()
        .cell(words.pdf_header, pdf.outside("header"))
        .cell(words.pages, pdf.count("num_pages", site));
    // What can act or hide something first, and marked where it is there.
    let lively = [
        ("js", words.pdf_js),
        ("javascript", words.pdf_javascript),
        ("openaction", words.pdf_open_action),
        ("autoaction", words.pdf_auto_action),
        ("num_launch_actions", words.pdf_launch),
        ("embedded_file", words.pdf_embedded),
        ("flash", words.pdf_flash),
        ("jbig2_compression", words.pdf_jbig2),
        ("suspicious_colors", words.pdf_colours),
        ("xfa", words.pdf_xfa),
        ("acroform", words.pdf_forms),
        ("encrypted", words.pdf_encrypted),
    ];
    let amounts = lively.into_iter().filter_map(|(name, title)| {
        let amount = pdf.take(name, |value| match count(value) {
            Some(0) => Some(Cell::Ours("0".to_owned())),
            Some(amount) => Some(Cell::State(Tone::Warn, units::count(amount, site.words))),
            None => text(value).map(Cell::Outside),
        })?;
        Some(vec![Cell::Ours(title.to_owned()), amount])
    });
    let lively: Vec<Vec<Cell>> = amounts.collect();
    let build = [
        ("num_obj", "obj"),
        ("num_endobj", "endobj"),
        ("num_stream", "stream"),
        ("num_endstream", "endstream"),
        ("num_object_streams", "ObjStm"),
        ("xref", "xref"),
        ("trailer", "trailer"),
        ("startxref", "startxref"),
    ];
    let build = build.into_iter().fold(Fields::default(), |fields, (name, keyword)| {
        fields.cell(keyword, pdf.count(name, site))
    });
    let columns = [words.pdf_lively, words.amount].map(words_column);
    let parts = [fields.part(), rows(None, columns, lively), build.part()];
    panel("pdf", "PDF", None, parts.into_iter().chain(pdf.rest(site)))
}
