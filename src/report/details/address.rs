//! The panel on what an IP address is and whose.

use crate::indicator::defang;
use crate::report::details::build::{Fields, Site, panel};
use crate::report::details::{Cell, Panel};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

pub fn identity(address: &Object, site: Site) -> Option<Panel> {
    let words = site.words.report.places;
    let fields = Fields::default()
        .copy(words.address, Some(Untrusted::new(defang(&address.id))))
        .cell(words.system, system(address))
        .outside(words.owner, address.text("as_owner"))
        .copy(words.network, address.text("network"))
        .outside(words.country, address.text("country"))
        .outside(words.continent, address.text("continent"))
        .outside(words.registry, address.text("regional_internet_registry"))
        .copy(words.jarm, address.text("jarm"));
    panel("identity", words.address, None, [fields.part()])
}

/// `AS13335`.
fn system(address: &Object) -> Option<Cell> {
    match address.count("asn") {
        Some(number) => Some(Cell::Ours(format!("AS{number}"))),
        None => address.text("asn").map(Cell::Outside),
    }
}
