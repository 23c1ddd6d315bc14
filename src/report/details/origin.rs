//! Panels on where a file says it comes from: its signature, and what ExifTool and readers of formats found in it.

use serde_json::Value;

use crate::report::details::build::{Fields, Site, copy, entries, field, outside, panel, table, words_column};
use crate::report::details::{Cell, Panel, Part};
use crate::report::reasons::Tone;
use crate::report::signature::{self, Signature};
use crate::vt::object::Object;
use crate::vt::value::text;

/// Keys of `signature_info` that are labelled in the reader's words or laid out as tables.
const LAID_OUT: [&str; 15] = [
    "verified",
    "product",
    "description",
    "original name",
    "internal name",
    "file version",
    "copyright",
    "publisher",
    "comments",
    "signing date",
    "signers",
    "counter signers",
    "signers details",
    "counter signers details",
    "x509",
];

pub fn signature(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let info = file.map("signature_info");
    let of = |name: &str| info.and_then(|info| info.get(name)).and_then(text);
    let state = signature::signature(file).map(|state| match state {
        Signature::Valid { .. } => Cell::State(Tone::Good, words.signed.to_owned()),
        Signature::Broken { why } => Cell::OutsideState(Tone::Bad, why),
        Signature::Unsigned => Cell::State(Tone::Warn, words.unsigned.to_owned()),
        Signature::Unchecked => Cell::State(Tone::Plain, words.unchecked.to_owned()),
    });
    let fields = Fields::default()
        .cell(words.state, state)
        .outside(words.product, of("product"))
        .outside(words.description, of("description"))
        .outside(words.original_name, of("original name"))
        .outside(words.internal_name, of("internal name"))
        .outside(words.file_version, of("file version"))
        .outside(words.copyright, of("copyright"))
        .outside(words.publisher, of("publisher"))
        .outside(words.comments, of("comments"))
        .outside(words.signed_on, of("signing date"))
        .outside(words.signers, of("signers"))
        .outside(words.counter_signers, of("counter signers"));
    let fields = match info {
        Some(info) => fields.rest(info, &LAID_OUT),
        None => fields,
    };
    let parts = [
        fields.part(),
        certificates(words.signers, entries(info, "signers details"), site),
        certificates(words.counter_signers, entries(info, "counter signers details"), site),
        certificates(words.certificates, entries(info, "x509"), site),
    ];
    panel("signature", words.signature, None, parts)
}

/// The certificates' columns are the same in all three lists of a signature.
fn certificates(title: &'static str, list: &[Value], site: Site) -> Option<Part> {
    let words = site.words.report.panels;
    let columns = [
        words.name,
        words.state,
        words.usage,
        words.valid_from,
        words.valid_to,
        words.issuer,
        words.algorithm,
        words.serial,
        words.thumbprint,
    ];
    table(Some(title), columns.map(words_column), list, |one| {
        let usage = field(one, "valid usage").or_else(|| field(one, "valid_usage"));
        vec![
            outside(one, "name"),
            outside(one, "status"),
            usage.map_or(Cell::Empty, Cell::Outside),
            outside(one, "valid from"),
            outside(one, "valid to"),
            outside(one, "cert issuer"),
            outside(one, "algorithm"),
            copy(one, "serial number"),
            copy(one, "thumbprint"),
        ]
    })
}

pub fn exiftool(file: &Object, site: Site) -> Option<Panel> {
    let fields = Fields::default().rest(file.map("exiftool")?, &[]);
    panel("exiftool", site.words.report.panels.exiftool, None, [fields.part()])
}

/// Attributes of single formats, each a map of its own, and the name of the format.
const FORMATS: [(&str, &str); 14] = [
    ("bundle_info", "Bundle"),
    ("deb_info", "Debian package"),
    ("dot_net_assembly", ".NET"),
    ("dot_net_guids", ".NET GUID"),
    ("elf_info", "ELF"),
    ("html_info", "HTML"),
    ("isoimage_info", "ISO 9660"),
    ("jar_info", "JAR"),
    ("lnk_info", "LNK"),
    ("office_info", "Microsoft Office"),
    ("pdf_info", "PDF"),
    ("rtf_info", "RTF"),
    ("swf_info", "SWF"),
    ("vba_info", "VBA"),
];

/// What can be said about a format in one step; what lies deeper is in the tree.
pub fn formats(file: &Object) -> impl Iterator<Item = Panel> {
    FORMATS.iter().filter_map(|&(name, title)| {
        let map = file.map(name)?;
        let header = ["header", "summary_info"]
            .iter()
            .find_map(|name| map.get(*name)?.as_object());
        let fields = Fields::default().rest(map, &[]);
        let fields = match header {
            Some(header) => fields.rest(header, &[]),
            None => fields,
        };
        panel(name, title, None, [fields.part()])
    })
}
