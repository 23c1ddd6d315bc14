//! IP traffic by protocol and port: what is spoken with many hosts comes first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::report::behaviour::row::Row;
use crate::report::details::{Cell, Column};
use crate::report::units;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::value::text;
use crate::words::Words;

/// Whom something was spoken with, and who saw it.
#[derive(Default)]
struct Spoken {
    hosts: BTreeSet<Untrusted>,
    seen: Vec<usize>,
}

pub fn columns(words: Words) -> Vec<Column> {
    let column = |title, numeric| Column { title, numeric };
    vec![
        column(words.behaviour.protocol, false),
        column(words.behaviour.port, true),
        column(words.traffic.addresses, true),
    ]
}

/// Protocol, port and how many addresses, one a line; nothing where there is but one of them.
pub fn ports(reports: &[Rc<Object>], words: Words) -> Vec<Row> {
    let mut spoken: BTreeMap<(Untrusted, u64, Untrusted), Spoken> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        for entry in report.list("ip_traffic").iter().filter(|entry| entry.is_object()) {
            let field = |name: &str| entry.get(name).and_then(text).unwrap_or_default();
            let port = field("destination_port");
            // By number, not by spelling.
            let number = port.raw().parse().unwrap_or(u64::MAX);
            let own = spoken
                .entry((field("transport_layer_protocol"), number, port))
                .or_default();
            own.hosts.insert(field("destination_ip"));
            if own.seen.last() != Some(&at) {
                own.seen.push(at);
            }
        }
    }
    if spoken.len() < 2 {
        return Vec::new();
    }
    let mut spoken: Vec<_> = spoken.into_iter().collect();
    spoken.sort_by_key(|(_, spoken)| Reverse(spoken.hosts.len()));
    let text = |text: Untrusted| {
        Some(text)
            .filter(|text| !text.is_empty())
            .map(Cell::Outside)
            .into_iter()
            .collect()
    };
    let row = |((protocol, _, port), spoken): ((Untrusted, u64, Untrusted), Spoken)| Row {
        cells: vec![
            text(protocol),
            text(port),
            vec![Cell::Ours(units::count(spoken.hosts.len() as u64, words))],
        ],
        seen: spoken.seen,
        ..Row::default()
    };
    spoken.into_iter().map(row).collect()
}
