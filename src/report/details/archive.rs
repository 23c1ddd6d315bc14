//! Panels on files that hold others: archives, images of disks, packages of Debian.

use crate::report::details::build::{Fields, Site, panel};
use crate::report::details::parts::{listed, tally, titled};
use crate::report::details::reader::Reader;
use crate::report::details::{Panel, Part};
use crate::report::units;
use crate::vt::object::Object;
use crate::vt::value::{count, number};

pub fn bundle(file: &Object, site: Site) -> Option<Panel> {
    let own = site.words.report.panels;
    let words = site.words.report.formats;
    let mut bundle = Reader::new(file.map("bundle_info")?);
    let ratio = file.map("bundle_info").and_then(|map| map.get("uncompressed_size"));
    let ratio = ratio
        .and_then(number)
        .zip(file.number("size").filter(|size| *size > 0.0));
    let ratio = ratio.map(|(unpacked, packed)| format!("{} : 1", units::decimal(unpacked / packed, 1, site.words)));
    let fields = Fields::default()
        .cell(own.format, bundle.outside("type"))
        .cell(words.children, bundle.count("num_children", site))
        .cell(words.unpacked, bundle.size("uncompressed_size", site))
        .ours(words.ratio, ratio)
        .cell(words.oldest, bundle.written_time("lowest_datetime", site))
        .cell(words.newest, bundle.written_time("highest_datetime", site))
        .cell(own.tags, bundle.chips("tags"))
        .cell("vhash", bundle.copy("vhash"));
    let parts = [
        fields.part(),
        counted(words.by_type, own.kind, &mut bundle, "file_types", site),
        counted(words.by_extension, words.extension, &mut bundle, "extensions", site),
    ];
    panel("bundle", words.bundle, None, parts.into_iter().chain(bundle.rest(site)))
}

/// A map of numbers, as bars; one that holds anything else stays for the rest.
pub fn counted(title: &'static str, what: &'static str, reader: &mut Reader, name: &str, site: Site) -> Option<Part> {
    let map = reader.take(name, |value| {
        value
            .as_object()
            .filter(|map| map.values().all(|amount| count(amount).is_some()))
    });
    tally(title, what, map, site)
}

pub fn disk(file: &Object, site: Site) -> Option<Panel> {
    let own = site.words.report.panels;
    let words = site.words.report.formats;
    let mut disk = Reader::new(file.map("isoimage_info")?);
    let fields = Fields::default()
        .cell(words.volume, disk.outside("volume_id"))
        .cell(words.volume_set, disk.outside("volume_set_id"))
        .cell(own.publisher, disk.outside("publisher_id"))
        .cell(words.preparer, disk.outside("data_preparer_id"))
        .cell(words.application, disk.outside("application_id"))
        .cell(words.system, disk.outside("system_id"))
        .cell(words.children, disk.count("num_files", site))
        .cell(words.unpacked, disk.size("total_size", site))
        .cell(words.made, disk.written_time("created", site))
        .cell(words.saved, disk.written_time("modified", site))
        .cell(words.effective, disk.written_time("effective", site))
        .cell(words.expires, disk.written_time("expires", site))
        .cell(words.oldest, disk.written_time("min_date", site))
        .cell(words.newest, disk.written_time("max_date", site));
    panel(
        "disk",
        "ISO 9660",
        None,
        std::iter::once(fields.part()).chain(disk.rest(site)),
    )
}

pub fn debian(file: &Object, site: Site) -> Option<Panel> {
    let own = site.words.report.panels;
    let words = site.words.report.formats;
    let mut package = Reader::new(file.map("deb_info")?);
    let mut parts = Vec::new();
    package.inside("control_metadata", |control| {
        let fields = Fields::default()
            .cell(words.package, control.copy("Package"))
            .cell(own.version, control.outside("Version"))
            .cell(words.architecture, control.outside("Architecture"))
            .cell(words.maintainer, control.outside("Maintainer"))
            .cell(words.homepage, control.copy("Homepage"))
            .cell(words.depends, control.outside("Depends"));
        parts.push(fields.part());
        parts.push(control.text("Description").map(Part::Prose));
    });
    package.inside("structural_metadata", |content| {
        let fields = Fields::default()
            .cell(words.children, content.count("contained_files", site))
            .cell(words.items, content.count("contained_items", site))
            .cell(words.oldest, content.written_time("min_date", site))
            .cell(words.newest, content.written_time("max_date", site));
        parts.push(fields.part());
    });
    package.inside("changelog", |log| {
        let versions = log.text("Version history").map(|history| {
            let versions = history.raw().split(',').map(|version| version.trim().into());
            versions.collect::<Vec<_>>()
        });
        let fields = Fields::default()
            .cell(words.author, log.outside("Author"))
            .cell(words.made, log.outside("Date"))
            .cell(words.distributions, log.outside("Distributions"))
            .cell(words.urgency, log.outside("Urgency"));
        parts.extend(titled(words.changelog, fields.part()));
        parts.extend(listed(words.history, versions.unwrap_or_default()));
    });
    package.inside("control_scripts", |scripts| {
        for name in ["preinst", "postinst", "prerm", "postrm"] {
            parts.extend(titled(name, scripts.text(name).map(Part::Code)));
        }
    });
    parts.extend(package.rest(site));
    panel("debian", words.debian, None, parts)
}
