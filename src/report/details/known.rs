//! The panel on who knows the file: those who vouch for it, its distributors, NIST's list of software.

use crate::report::details::Panel;
use crate::report::details::build::{Fields, Site, panel};
use crate::report::details::parts::{listed, titled};
use crate::report::details::reader::Reader;
use crate::vt::object::Object;

pub fn known(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let mut parts = Vec::new();
    if let Some(map) = file.map("trusted_verdict") {
        let mut trusted = Reader::new(map);
        let fields = Fields::default()
            .cell(words.trusted, trusted.outside("organization"))
            .cell(words.trusted_as, trusted.grade("verdict"))
            .cell(words.file_names, trusted.outside("filename"))
            .cell(words.links, trusted.outside("link"));
        parts.push(fields.part());
        parts.extend(trusted.rest(site));
    }
    let sources = [
        ("known_distributors", site.words.report.formats.known_distributors),
        ("nsrl_info", site.words.report.formats.nsrl),
        ("monitor_info", site.words.report.formats.monitor),
    ];
    for (attribute, title) in sources {
        let Some(map) = file.map(attribute) else { continue };
        let mut source = Reader::new(map);
        let fields = Fields::default()
            .cell(words.distributors, source.chips("distributors"))
            .cell(words.distributors, source.chips("organizations"))
            .cell(words.products, source.chips("products"))
            .cell(words.data_sources, source.chips("data_sources"))
            .cell(words.links, source.chips("links"))
            .cell(words.file_names, source.chips("filenames"));
        parts.extend(titled(title, fields.part()));
        parts.extend(listed(words.file_names, source.texts("filenames")));
        parts.extend(source.rest(site));
    }
    panel("known", words.known, None, parts)
}
