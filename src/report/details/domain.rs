//! Panels on a domain: who registered it, what its DNS records lead to, how popular it is.

use serde_json::Value;

use crate::indicator::defang;
use crate::report::details::build::{
    Fields, Site, field, host, named, number_column, panel, rows, table, words_column,
};
use crate::report::details::url::icon;
use crate::report::details::{Cell, Panel};
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

pub fn identity(domain: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let fields = Fields::default()
        .copy(words.domain, Some(Untrusted::new(defang(&domain.id))))
        .outside(words.registrar, domain.text("registrar"))
        .outside(words.tld, domain.text("tld"))
        .copy(words.jarm, domain.text("jarm"));
    panel("identity", words.domain, None, [fields.part(), icon(domain, site)])
}

/// The order of records; servers give them in another one each time.
const KINDS: [&str; 9] = ["A", "AAAA", "CNAME", "NS", "MX", "TXT", "SOA", "CAA", "SRV"];

pub fn dns(domain: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let records = domain.list("last_dns_records");
    let columns = [
        words_column(site.words.report.panels.kind),
        words_column(words.value),
        number_column(words.ttl),
        number_column(words.priority),
        words_column(site.words.report.panels.details),
    ];
    let kind = |record: &Value| {
        record
            .get("type")
            .and_then(Value::as_str)
            .and_then(|own| KINDS.iter().position(|kind| *kind == own))
    };
    let ordered = (0..KINDS.len())
        .map(Some)
        .chain([None])
        .flat_map(|wanted| records.iter().filter(move |record| kind(record) == wanted));
    let part = table(None, columns, ordered, |record| {
        let count = |name| site.count(record.get(name)).unwrap_or(Cell::Empty);
        vec![
            field(record, "type").map_or(Cell::Empty, Cell::Outside),
            value(record),
            count("ttl"),
            count("priority"),
            rest(record),
        ]
    });
    panel("dns", words.dns, Some(records.len()), [part])
}

/// What a record leads to.
fn value(record: &Value) -> Cell {
    let Some(value) = field(record, "value") else {
        return Cell::Empty;
    };
    match record.get("type").and_then(Value::as_str) {
        Some("A" | "AAAA") => named(Topic::Address, value),
        Some("CNAME" | "NS" | "MX" | "SOA" | "PTR" | "SRV" | "DNAME") => host(value),
        Some(_) | None => Cell::Outside(value),
    }
}

/// What only some kinds of records have: `serial 329472109`.
fn rest(record: &Value) -> Cell {
    let names = [
        "rname", "serial", "refresh", "retry", "expire", "minimum", "flag", "tag",
    ];
    let chips: Vec<Untrusted> = names
        .into_iter()
        .filter_map(|name| Some(Untrusted::new(format!("{name} {}", field(record, name)?.raw()))))
        .collect();
    if chips.is_empty() {
        return Cell::Empty;
    }
    Cell::Chips(chips)
}

pub fn ranks(domain: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let columns = [
        words_column(words.list),
        number_column(words.rank),
        words_column(words.seen),
    ];
    let ranks = domain.map("popularity_ranks")?;
    let lines = ranks.iter().map(|(list, rank)| {
        vec![
            Cell::Outside(Untrusted::new(list.as_str())),
            site.count(rank.get("rank")).unwrap_or(Cell::Empty),
            site.time(rank.get("timestamp")).unwrap_or(Cell::Empty),
        ]
    });
    panel("ranks", words.ranks, None, [rows(None, columns, lines.collect())])
}
