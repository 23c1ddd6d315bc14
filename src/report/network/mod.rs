//! Network locations: what a file contacted, each place with what is around it, and the places in groups.

pub mod groups;
pub mod host;
pub mod journey;
pub mod sightings;

use std::rc::Rc;

use crate::report::details::Cell;
use crate::report::details::build::{Site, named};
use crate::report::network::host::{Host, Special};
use crate::report::network::sightings::Sightings;
use crate::report::relation::kinds::system;
use crate::report::relation::name::Name;
use crate::report::relation::sheet::{context, ratio};
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Object};
use crate::vt::value::text;
use crate::words::Words;

/// The lists that places are taken from, as far as they are loaded.
#[derive(Clone, Copy, Default)]
pub struct Loaded<'a> {
    pub domains: &'a [Rc<Object>],
    pub addresses: &'a [Rc<Object>],
    pub urls: &'a [Rc<Object>],
    pub behaviours: &'a [Rc<Object>],
}

/// A domain, an address or a URL with what is around it.
#[derive(Clone, PartialEq, Debug)]
pub struct Location {
    pub object: Rc<Object>,
    pub name: Name,
    /// Its host, or what it is itself.
    pub host: Option<Host>,
    /// The addresses that it leads to: its own, or those that its host resolved to.
    pub addresses: Vec<String>,
    /// For an address, the names that resolved to it.
    pub names: Vec<String>,
    /// Whom its addresses belong to, `AS64500 Example Networks`.
    pub systems: Vec<Untrusted>,
    pub countries: Vec<Untrusted>,
    pub special: Option<Special>,
    pub seen_by: Vec<Untrusted>,
    pub flagged: bool,
}

/// Every place of the loaded lists: domains, addresses, URLs.
pub fn locations(loaded: Loaded) -> Vec<Location> {
    let sightings = Sightings::of(loaded.behaviours.iter().map(Rc::as_ref));
    let all = || loaded.domains.iter().chain(loaded.addresses).chain(loaded.urls);
    let resolutions: Vec<(String, Vec<String>)> = all()
        .filter_map(|object| own_host(object))
        .filter_map(|host| match host {
            Host::Domain(name) => Some(name),
            Host::Address(_) => None,
        })
        .map(|name| {
            let addresses = resolved(&name, loaded.domains, &sightings);
            (name, addresses)
        })
        .collect();
    all()
        .map(|object| {
            let host = own_host(object);
            let addresses = match &host {
                Some(Host::Address(address)) => vec![address.to_string()],
                Some(Host::Domain(name)) => resolutions
                    .iter()
                    .find(|(known, _)| known == name)
                    .map_or_else(Vec::new, |(_, addresses)| addresses.clone()),
                None => Vec::new(),
            };
            let mut names = Vec::new();
            if let (Kind::Address, Some(address)) = (&object.kind, addresses.first()) {
                for (name, leads_to) in &resolutions {
                    if leads_to.contains(address) && !names.contains(name) {
                        names.push(name.clone());
                    }
                }
            }
            let owners = || {
                loaded
                    .addresses
                    .iter()
                    .filter(|object| own_host(object).is_some_and(|host| addresses.contains(&host.key())))
            };
            let key = match &object.kind {
                Kind::Url => object.text("url").map(|url| host::url_key(url.raw())),
                _ => host.as_ref().map(Host::key),
            };
            Location {
                name: Name::of(object),
                systems: distinct(owners().filter_map(|object| system(object))),
                countries: distinct(owners().filter_map(|object| object.text("country"))),
                special: match &host {
                    Some(Host::Address(address)) => host::special(*address),
                    Some(Host::Domain(_)) | None => None,
                },
                seen_by: key
                    .map(|key| {
                        sightings
                            .by(&key)
                            .iter()
                            .map(|name| Untrusted::new(name.as_str()))
                            .collect()
                    })
                    .unwrap_or_default(),
                flagged: object.stats().flagged() > 0,
                object: object.clone(),
                host,
                addresses,
                names,
            }
        })
        .collect()
}

fn distinct(texts: impl Iterator<Item = Untrusted>) -> Vec<Untrusted> {
    let mut all = Vec::new();
    for text in texts {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all
}

/// The host of an object that is a place in the network.
fn own_host(object: &Object) -> Option<Host> {
    match &object.kind {
        Kind::Url => host::of_url(object.text("url")?.raw()),
        Kind::Domain | Kind::Address => Host::parse(&object.id),
        _ => None,
    }
}

/// What a name resolved to, by its own DNS records and by what sandboxes saw.
fn resolved(name: &str, domains: &[Rc<Object>], sightings: &Sightings) -> Vec<String> {
    let mut addresses = Vec::new();
    let mut add = |address: String| {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    };
    for domain in domains.iter().filter(|domain| domain.id.eq_ignore_ascii_case(name)) {
        dns_addresses(domain).into_iter().for_each(&mut add);
    }
    sightings.resolved(name).iter().cloned().for_each(&mut add);
    addresses
}

/// The addresses in a domain's DNS records.
pub fn dns_addresses(domain: &Object) -> Vec<String> {
    domain
        .list("last_dns_records")
        .iter()
        .filter(|record| matches!(record.get("type").and_then(|kind| kind.as_str()), Some("A" | "AAAA")))
        .filter_map(|record| record.get("value").and_then(text))
        .filter_map(|value| match Host::parse(value.raw()) {
            Some(Host::Address(address)) => Some(address.to_string()),
            Some(Host::Domain(_)) | None => None,
        })
        .collect()
}

impl Location {
    /// What stands beside the name, one a line: context comes before the verdict.
    pub fn context(&self, site: Site) -> Vec<Cell> {
        let words = site.words.network;
        let mut cells = Vec::new();
        cells.extend(
            self.special
                .map(|special| Cell::Ours(special_text(special, site.words).to_owned())),
        );
        let told = context(&self.object, site);
        cells.extend(told.into_iter().flat_map(|field| field.cells));
        match self.object.kind {
            Kind::Address => {
                cells.extend(self.systems.iter().cloned().map(Cell::Outside));
                cells.extend(self.countries.iter().cloned().map(Cell::Outside));
                let names = self.names.iter().map(|name| Untrusted::new(name.as_str()));
                cells.extend(names.map(|name| named(Topic::Domain, name)));
            }
            Kind::Domain if self.addresses.is_empty() => {}
            Kind::Domain => {
                let shown = self.addresses.iter().take(RESOLUTIONS);
                cells.extend(shown.map(|address| named(Topic::Address, Untrusted::new(address.as_str()))));
                let left = self.addresses.len().saturating_sub(RESOLUTIONS);
                cells.extend((left > 0).then(|| Cell::Ours((words.more_addresses)(left as u64))));
            }
            _ => cells.extend(self.object.text("title").map(Cell::Outside)),
        }
        cells
    }

    pub fn verdict(&self, words: Words) -> Cell {
        ratio(&self.object.stats(), words)
    }
}

/// More addresses of one name are told by their number.
const RESOLUTIONS: usize = 4;

/// Why an address is nobody's outside.
pub fn special_text(special: Special, words: Words) -> &'static str {
    match special {
        Special::Own => words.network.own,
        Special::Private => words.network.private,
        Special::Link => words.network.link,
        Special::Reserved => words.network.reserved,
    }
}
