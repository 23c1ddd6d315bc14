//! Panels on what the file is: digests, names, dates, type, tags, submissions.

use crate::report::details::build::{Fields, Site, field, number_column, panel, rows, table, words_column};
use crate::report::details::parts::titled;
use crate::report::details::reader::Reader;
use crate::report::details::{Cell, Panel, Part};
use crate::report::reasons::Tone;
use crate::report::units;
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Object};
use crate::vt::value::text;

pub fn identity(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let program = file.map("pe_info");
    let of_program = |name| program.and_then(|program| program.get(name)).and_then(text);
    let icon = |name| file.map("main_icon").and_then(|icon| icon.get(name)).and_then(text);
    let sha256 = file.text("sha256").unwrap_or_else(|| Untrusted::new(file.id.as_str()));
    let fields = Fields::default()
        .copy("MD5", file.text("md5"))
        .copy("SHA-1", file.text("sha1"))
        .copy("SHA-256", Some(sha256))
        .copy("SSDEEP", file.text("ssdeep"))
        .copy("TLSH", file.text("tlsh"))
        .copy("vhash", file.text("vhash"))
        .copy(words.authentihash, file.text("authentihash"))
        .copy(words.imphash, of_program("imphash"))
        .copy(words.rich_hash, of_program("rich_pe_header_hash"))
        .copy("telfhash", file.text("telfhash"))
        .copy("symhash", file.text("symhash"))
        .copy("permhash", file.text("permhash"))
        .copy(words.icon_md5, icon("raw_md5"))
        .copy(words.icon_dhash, icon("dhash"))
        .cell(words.size, size(file, site));
    let empty = (file.count("size") == Some(0)).then(|| Part::Note(Tone::Plain, words.zero_bytes.to_owned()));
    panel("identity", words.identity, None, [empty, fields.part()])
}

fn size(file: &Object, site: Site) -> Option<Cell> {
    match file.count("size") {
        Some(bytes) => Some(Cell::Ours(units::size_exact(bytes, site.words))),
        None => file.text("size").map(Cell::Outside),
    }
}

pub fn names(file: &Object, site: Site) -> Option<Panel> {
    let mut names = file.texts("names");
    if let Some(chosen) = file.text("meaningful_name") {
        // VirusTotal's choice stands first, and not twice.
        names.retain(|name| *name != chosen);
        names.insert(0, chosen);
    }
    let count = names.len();
    let part = (count > 0).then_some(Part::List(names));
    panel("names", site.words.report.panels.names, Some(count), [part])
}

/// The dates of any object.
pub fn dates(object: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let places = site.words.report.places;
    let time = |name| site.time(object.attributes.get(name));
    let created = if object.kind == Kind::Domain {
        places.registered
    } else {
        words.created
    };
    let fields = Fields::default()
        .cell(created, time("creation_date"))
        .cell(places.registration_changed, time("last_update_date"))
        .cell(places.expires, time("expiration_date"))
        .cell(words.first_wild, time("first_seen_itw_date"))
        .cell(places.last_wild, time("last_seen_itw_date"))
        .cell(words.first_submitted, time("first_submission_date"))
        .cell(words.last_submitted, time("last_submission_date"))
        .cell(words.last_analysed, time("last_analysis_date"))
        .cell(words.last_modified, time("last_modification_date"))
        .cell(places.dns_from, time("last_dns_records_date"))
        .cell(places.certificate_from, time("last_https_certificate_date"))
        .cell(places.whois_from, time("whois_date"));
    panel("dates", words.dates, None, [fields.part()])
}

pub fn kind(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let mut tags = file.texts("type_tags");
    if let Some(tag) = file.text("type_tag")
        && !tags.contains(&tag)
    {
        tags.insert(0, tag);
    }
    let fields = Fields::default()
        .outside(words.described, file.text("type_description"))
        .outside(words.extension, file.text("type_extension"))
        .chips(words.type_tags, tags)
        .outside("Magic", file.text("magic"))
        .outside("Magika", file.text("magika"));
    let columns = [words_column(words.format), number_column(words.probability)];
    let trid = table(Some("TrID"), columns, file.list("trid"), |guess| {
        let name = field(guess, "file_type").or_else(|| field(guess, "file_format_legacy"));
        vec![
            name.map_or(Cell::Empty, Cell::Outside),
            site.bar(guess.get("probability"), 100.0, "%").unwrap_or(Cell::Empty),
        ]
    });
    panel("type", words.kind, None, [fields.part(), trid])
}

pub fn packers(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let mut parts = Vec::new();
    if let Some(map) = file.map("detectiteasy") {
        let mut easy = Reader::new(map);
        let columns = [words.format, words.name, words.version, words.details].map(words_column);
        let found = easy.rows("values", |found| {
            ["type", "name", "version", "info"]
                .map(|name| found.outside(name))
                .to_vec()
        });
        let fields = Fields::default().cell(words.kind, easy.outside("filetype"));
        parts.extend(titled("Detect It Easy", fields.part()));
        parts.push(rows(None, columns, found));
        parts.extend(easy.rest(site));
    }
    if let Some(map) = file.map("packers") {
        parts.extend(Reader::new(map).rest(site));
    }
    panel("packers", words.packers, None, parts)
}

pub fn tags(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let tags = file.texts("tags");
    let fields = Fields::default()
        .chips(words.tags, tags)
        .chips(words.capabilities, file.texts("capabilities_tags"))
        .chips(site.words.report.formats.tools, file.texts("available_tools"));
    panel("tags", words.tags, None, [fields.part()])
}

pub fn standing(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let count = |name| site.count(file.attributes.get(name));
    let votes = |name| site.count(file.map("total_votes").and_then(|votes| votes.get(name)));
    let fields = Fields::default()
        .cell(words.submitted, count("times_submitted"))
        .cell(words.sources, count("unique_sources"))
        .cell(words.reputation, count("reputation"))
        .cell(words.votes_bad, votes("malicious"))
        .cell(words.votes_good, votes("harmless"));
    panel("standing", words.standing, None, [fields.part()])
}
