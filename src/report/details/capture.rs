//! Panels on recorded network traffic: the capture itself, requests over HTTP, names asked for, what rules fired.

use crate::report::details::build::{Fields, Site, host, number_column, panel, rows, words_column};
use crate::report::details::elf::chips;
use crate::report::details::reader::Reader;
use crate::report::details::{Cell, Group, Panel, Part};
use crate::report::units;
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

pub fn capture(file: &Object, site: Site) -> Option<Panel> {
    let own = site.words.report.panels;
    let words = site.words.report.formats;
    let mut parts = Vec::new();
    if let Some(map) = file.map("wireshark") {
        let mut wireshark = Reader::new(map);
        let fields = wireshark.inside("pcap", |pcap| {
            Fields::default()
                .cell(own.format, pcap.outside("File type"))
                .cell(words.encapsulation, pcap.outside("File encapsulation"))
                .cell(words.packets, pcap.outside("Number of packets"))
                .cell(own.size, pcap.outside("Data size"))
                .cell(words.started, pcap.written_time("Start time", site))
                .cell(words.ended, pcap.written_time("End time", site))
                .cell(words.duration, pcap.outside("Capture duration"))
        });
        parts.push(fields.and_then(Fields::part));
        let names = wireshark.pairs("dns", |name, addresses| Some(vec![Some(host(name)), chips(addresses)]));
        parts.push(rows(Some("DNS"), [own.name, words.addresses].map(words_column), names));
        parts.extend(wireshark.rest(site));
    }
    if let Some(map) = file.map("traffic_inspection") {
        let mut traffic = Reader::new(map);
        parts.push(requests(&mut traffic, site));
        parts.extend(traffic.rest(site));
    }
    panel("capture", words.capture, None, parts)
}

fn requests(traffic: &mut Reader, site: Site) -> Option<Part> {
    let own = site.words.report.panels;
    let words = site.words.report.formats;
    let lines = traffic.rows("http", |request| {
        vec![
            request.written_time("datetime", site).map(to_the_second),
            request.outside("method"),
            request.named(Topic::Url, "url"),
            request.outside("response_code"),
            request.outside("remote_host"),
            request.count("response_size", site),
            request.outside("user-agent"),
            request.outside("binary_magic"),
            request.named(Topic::File, "binary_hash"),
            request.more(),
        ]
    });
    let columns = [
        words_column(own.time),
        words_column(words.method),
        words_column("URL"),
        number_column(words.answer),
        words_column(words.server),
        number_column(own.size),
        words_column("User-Agent"),
        words_column(own.format),
        words_column("SHA-256"),
        words_column(own.details),
    ];
    rows(Some("HTTP"), columns, lines)
}

/// How long ago it was is the same for all lines of a capture.
fn to_the_second(cell: Cell) -> Cell {
    match cell {
        Cell::Time(mut when) => {
            when.relative = None;
            Cell::Time(when)
        }
        other => other,
    }
}

/// What network rules say of the capture: Snort and Suricata, each a map from the rule's number.
pub fn alerts(file: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.panels;
    let columns = [
        words_column("ID"),
        words_column(words.rule),
        words_column(words.category),
        number_column(site.words.report.formats.amount),
    ];
    let mut parts = Vec::new();
    for (attribute, title) in [("suricata", "Suricata"), ("snort", "Snort")] {
        let Some(value) = file.attributes.get(attribute) else {
            continue;
        };
        // The map stands by itself; as if it were under a name, it reads as all others do.
        let mut rules = Reader::alone(attribute, value);
        let mut seen = Vec::new();
        let lines = rules.rows_by_name(attribute, |id, rule| {
            let alert = rule.text("alert");
            let places = rule.texts("destinations");
            let count = units::count(places.len() as u64, site.words);
            let title = alert.as_ref().map_or(id, Untrusted::raw).into();
            seen.push(Group { title, items: places });
            vec![
                Some(Cell::Copy(Untrusted::new(id))),
                alert.map(Cell::Outside),
                rule.outside("classification"),
                Some(Cell::Ours(count)),
            ]
        });
        seen.retain(|group| !group.items.is_empty());
        parts.push(rows(Some(title), columns.clone(), lines));
        parts.push((!seen.is_empty()).then_some(Part::Groups(seen)));
        parts.extend(rules.rest(site));
    }
    panel("alerts", site.words.report.formats.alerts, None, parts)
}
