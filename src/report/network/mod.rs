//! Network locations: what a file contacted, each place with what is around it, and the places in groups.

pub mod groups;
pub mod host;
pub mod journey;
pub mod rows;
pub mod sightings;

use std::rc::Rc;

use crate::indicator::{Host, Reserved};
use crate::report::details::Cell;
use crate::report::details::build::{Site, named};
use crate::report::network::groups::By;
use crate::report::network::sightings::Sightings;
use crate::report::relation::kinds::system;
use crate::report::relation::name::{Name, called};
use crate::report::relation::sheet::ratio;
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
    /// Why its host is nobody's outside.
    pub reserved: Option<Reserved>,
    pub seen_by: Vec<Untrusted>,
    pub flagged: bool,
}

/// Every place of the loaded lists: domains, addresses, URLs.
pub fn locations(loaded: Loaded) -> Vec<Location> {
    let map = Map::of(loaded);
    let all = loaded.domains.iter().chain(loaded.addresses).chain(loaded.urls);
    all.map(|object| map.location(object)).collect()
}

/// What is known of the places together.
struct Map<'a> {
    loaded: Loaded<'a>,
    sightings: Sightings,
    /// Names with the addresses that they resolved to.
    resolutions: Vec<(String, Vec<String>)>,
}

impl<'a> Map<'a> {
    fn of(loaded: Loaded<'a>) -> Self {
        let sightings = Sightings::of(loaded.behaviours.iter().map(Rc::as_ref));
        let mut resolutions: Vec<(String, Vec<String>)> = Vec::new();
        for object in loaded.domains.iter().chain(loaded.urls) {
            if let Some(Host::Name(name)) = own_host(object)
                && resolutions.iter().all(|(known, _)| *known != name)
            {
                let addresses = resolved(&name, loaded.domains, &sightings);
                resolutions.push((name, addresses));
            }
        }
        Self {
            loaded,
            sightings,
            resolutions,
        }
    }

    fn location(&self, object: &Rc<Object>) -> Location {
        let host = own_host(object);
        let addresses = match &host {
            Some(host @ Host::Address(_)) => vec![host::key(host)],
            Some(Host::Name(name)) => self.addresses_of(name),
            None => Vec::new(),
        };
        let key = match &object.kind {
            Kind::Url => called(object).map(|url| host::url_key(url.raw())),
            _ => host.as_ref().map(host::key),
        };
        let seen = key.as_deref().map_or(&[][..], |key| self.sightings.by(key));
        Location {
            name: Name::of(object),
            names: match (&object.kind, addresses.first()) {
                (Kind::Address, Some(address)) => self.names_of(address),
                _ => Vec::new(),
            },
            systems: distinct(self.owners(&addresses).filter_map(|owner| system(owner))),
            countries: distinct(self.owners(&addresses).filter_map(|owner| owner.text("country"))),
            reserved: host.as_ref().and_then(host::standing),
            seen_by: seen.iter().map(|sandbox| Untrusted::new(sandbox.as_str())).collect(),
            flagged: object.stats().flagged() > 0,
            object: object.clone(),
            host,
            addresses,
        }
    }

    fn addresses_of(&self, name: &str) -> Vec<String> {
        let known = self.resolutions.iter().find(|(known, _)| known == name);
        known.map_or_else(Vec::new, |(_, addresses)| addresses.clone())
    }

    fn names_of(&self, address: &String) -> Vec<String> {
        let leads_here = |(_, addresses): &&(String, Vec<String>)| addresses.contains(address);
        self.resolutions
            .iter()
            .filter(leads_here)
            .map(|(name, _)| name.clone())
            .collect()
    }

    /// The listed addresses among these.
    fn owners(&self, addresses: &[String]) -> impl Iterator<Item = &'a Rc<Object>> {
        let is_one = |object: &&Rc<Object>| own_host(object).is_some_and(|host| addresses.contains(&host::key(&host)));
        self.loaded.addresses.iter().filter(is_one)
    }
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
        Kind::Url => host::of_url(called(object)?.raw()),
        Kind::Domain | Kind::Address => host::read(&object.id),
        _ => None,
    }
}

/// What a name resolved to, by its own DNS records and by what sandboxes saw.
fn resolved(name: &str, domains: &[Rc<Object>], sightings: &Sightings) -> Vec<String> {
    let own = domains.iter().filter(|domain| domain.id.eq_ignore_ascii_case(name));
    let mut addresses: Vec<String> = Vec::new();
    for address in own
        .flat_map(|domain| dns_addresses(domain))
        .chain(sightings.resolved(name).iter().cloned())
    {
        if !addresses.contains(&address) {
            addresses.push(address);
        }
    }
    addresses
}

/// The addresses in a domain's DNS records.
fn dns_addresses(domain: &Object) -> Vec<String> {
    domain
        .list("last_dns_records")
        .iter()
        .filter(|record| matches!(record.get("type").and_then(|kind| kind.as_str()), Some("A" | "AAAA")))
        .filter_map(|record| record.get("value").and_then(text))
        .filter_map(|value| match host::read(value.raw()) {
            Some(host @ Host::Address(_)) => Some(host::key(&host)),
            Some(Host::Name(_)) | None => None,
        })
        .collect()
}

/// More addresses of one name are told by their number.
const RESOLUTIONS: usize = 4;

impl Location {
    /// What stands beside the name, one a line. Names of an address go without saying where they head its group.
    pub fn around(&self, by: By, site: Site) -> Vec<Cell> {
        let mut cells = Vec::new();
        match self.object.kind {
            Kind::Address => {
                let place = self.systems.iter().chain(&self.countries).map(Untrusted::raw);
                let place = place.collect::<Vec<_>>().join(", ");
                cells.extend((!place.is_empty()).then(|| Cell::Outside(Untrusted::new(place))));
                let names = self.names.iter().map(|name| Untrusted::new(name.as_str()));
                cells.extend(
                    names
                        .filter(|_| by != By::Domain)
                        .map(|name| named(Topic::Domain, name)),
                );
            }
            Kind::Domain => {
                let shown = self.addresses.iter().take(RESOLUTIONS);
                cells.extend(shown.map(|address| named(Topic::Address, Untrusted::new(address.as_str()))));
                let left = self.addresses.len().saturating_sub(RESOLUTIONS) as u64;
                cells.extend((left > 0).then(|| Cell::Ours((site.words.network.more_addresses)(left))));
            }
            _ => cells.extend(self.object.text("title").map(Cell::Outside)),
        }
        if self.object.missing.is_some() {
            cells.push(Cell::Ours(site.words.relations.gone.to_owned()));
        }
        cells
    }

    pub fn verdict(&self, words: Words) -> Cell {
        ratio(&self.object.stats(), words)
    }
}
