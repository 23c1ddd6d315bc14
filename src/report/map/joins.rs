//! What on a map leads to what else on it: names and URLs to the addresses that they resolve to.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::Map as Attributes;

use crate::indicator::Host;
use crate::report::map::{Loaded, Map, Node};
use crate::report::network::host::{key, read};
use crate::report::network::{self, locations};
use crate::vt::object::{Kind, Object};

/// Two nodes, by their places among all.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Join {
    pub from: usize,
    pub to: usize,
}

/// The joins between the nodes of a map, in their order. What leads to the middle stands beside it anyway.
pub fn joins(map: &Map, loaded: &[Loaded], behaviours: &[Rc<Object>]) -> Vec<Join> {
    let nodes: Vec<(usize, &Node)> = map
        .nodes()
        .into_iter()
        .map(|(_, node)| node)
        .enumerate()
        .skip(1)
        .collect();
    let mut addresses: BTreeMap<String, usize> = BTreeMap::new();
    for (at, node) in &nodes {
        if let Some(host @ Host::Address(_)) = read(&node.id) {
            addresses.entry(key(&host)).or_insert(*at);
        }
    }
    let leads = leads(loaded, behaviours);
    let mut joins = BTreeSet::new();
    for (from, node) in nodes {
        let ends = leads.get(&node.id).into_iter().flatten();
        let ends = ends.filter_map(|address| addresses.get(address).copied());
        joins.extend(ends.filter(|to| *to != from).map(|to| Join { from, to }));
    }
    joins.into_iter().collect()
}

/// The addresses that each place of the network leads to, by its id: by what its own answer says, or sandboxes saw.
fn leads(loaded: &[Loaded], behaviours: &[Rc<Object>]) -> BTreeMap<String, Vec<String>> {
    let all: Vec<Rc<Object>> = loaded.iter().flat_map(objects).collect();
    let of = |kind: Kind| -> Vec<Rc<Object>> { all.iter().filter(|object| object.kind == kind).cloned().collect() };
    let found = locations(network::Loaded {
        domains: &of(Kind::Domain),
        addresses: &of(Kind::Address),
        urls: &of(Kind::Url),
        behaviours,
    });
    found
        .into_iter()
        .map(|place| (place.object.id.clone(), place.addresses))
        .collect()
}

/// The objects of a list; of what the report itself told, only their names are known.
fn objects(list: &Loaded) -> Vec<Rc<Object>> {
    if !list.objects.is_empty() {
        return list.objects.clone();
    }
    let told = list.known.iter().flat_map(|known| &known.first);
    told.map(|told| Rc::new(Object::new(told.kind.clone(), told.id.as_str(), Attributes::new())))
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::map::map;
    use crate::subject::Topic;
    use crate::vt::object::{Descriptor, Known};
    use crate::vt::relation;
    use crate::words::{Language, Words};

    fn object(kind: Kind, id: &str, attributes: &serde_json::Value) -> Rc<Object> {
        Rc::new(Object::new(
            kind,
            id,
            attributes.as_object().cloned().unwrap_or_default(),
        ))
    }

    fn list(name: &str, objects: Vec<Rc<Object>>) -> Loaded {
        Loaded {
            relation: relation::named(Topic::File, name).expect("a relation"),
            objects,
            known: None,
        }
    }

    /// The joins by the names that the nodes are shown by.
    fn joined(loaded: &[Loaded], behaviours: &[Rc<Object>]) -> Vec<String> {
        let file = Object::new(Kind::File, "0".repeat(64), Attributes::new());
        let map = map(&file, loaded, behaviours, Words::of(Language::English));
        let nodes = map.nodes();
        let name = |at: usize| nodes[at].1.text.raw();
        map.joins
            .iter()
            .map(|join| format!("{} > {}", name(join.from), name(join.to)))
            .collect()
    }

    #[test]
    fn names_and_urls_lead_to_the_addresses_that_are_there() {
        let record = |kind: &str, value: &str| json!({ "type": kind, "value": value });
        let records = [
            record("A", "20.1.2.3"),
            record("AAAA", "2001:DB8:0::7"),
            record("A", "20.9.9.9"),
            record("MX", "20.1.2.4"),
        ];
        let domain = object(Kind::Domain, "a.example", &json!({ "last_dns_records": records }));
        let address = |id: &str| object(Kind::Address, id, &json!({}));
        let url = |id: &str, url: &str| object(Kind::Url, id, &json!({ "url": url }));
        let loaded = [
            list("contacted_domains", vec![domain]),
            list(
                "contacted_urls",
                vec![url("u1", "http://a.example/x"), url("u2", "http://20.1.2.4:81/")],
            ),
            list(
                "contacted_ips",
                vec![address("20.1.2.3"), address("2001:db8::7"), address("20.1.2.4")],
            ),
        ];
        let expected = [
            "a[.]example > 20[.]1[.]2[.]3",
            "a[.]example > 2001[:]db8[:][:]7",
            "hxxp://a[.]example/x > 20[.]1[.]2[.]3",
            "hxxp://a[.]example/x > 2001[:]db8[:][:]7",
            "hxxp://20[.]1[.]2[.]4:81/ > 20[.]1[.]2[.]4",
        ];
        assert_eq!(joined(&loaded, &[]), expected);
    }

    #[test]
    fn what_sandboxes_saw_joins_what_the_report_only_named() {
        let told = |name: &str, kind: Kind, id: &str| Loaded {
            known: Some(Known {
                first: vec![Descriptor {
                    kind,
                    id: id.to_owned(),
                }],
                count: Some(1),
                more: false,
            }),
            ..list(name, Vec::new())
        };
        let loaded = [
            told("contacted_domains", Kind::Domain, "b.example"),
            told("contacted_ips", Kind::Address, "20.1.2.3"),
        ];
        assert_eq!(joined(&loaded, &[]), [""; 0]);
        let lookups = json!({ "dns_lookups": [{ "hostname": "B.Example", "resolved_ips": ["20.1.2.3", 7, null] }] });
        let seen = object(Kind::Behaviour, "x_Box", &lookups);
        assert_eq!(joined(&loaded, &[seen]), ["b[.]example > 20[.]1[.]2[.]3"]);
    }
}
