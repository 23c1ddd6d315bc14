//! The map of relations: an object in the middle, what it comes from on one side, what belongs to it on the other.
//! Drawn from what is there already; nothing is asked for it.

pub mod joins;
pub mod layout;

use std::rc::Rc;

use crate::indicator::defang;
use crate::report::card::{self, Verdict};
use crate::report::map::joins::{Join, joins};
use crate::report::map::layout::{Block, Plan, Point, Side, plan};
use crate::report::relation::elsewhere;
use crate::report::relation::name::Name;
use crate::report::relation::sheet::sums;
use crate::route::Route;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::object::{Descriptor, Kind, Known, Object};
use crate::vt::relation::{self, LeadsTo, Relation};
use crate::words::{Words, relations};

/// A relation as far as it is loaded.
#[derive(Clone)]
pub struct Loaded {
    pub relation: Relation,
    pub objects: Vec<Rc<Object>>,
    /// What the report told of it.
    pub known: Option<Known>,
}

/// What is drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Map {
    pub centre: Node,
    pub groups: Vec<Group>,
    /// Which node leads to which, by their places among all nodes.
    pub joins: Vec<Join>,
    pub width: i32,
    pub height: i32,
}

/// The nodes of a relation.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    pub relation: &'static str,
    pub title: &'static str,
    pub side: Side,
    pub block: Block,
    pub nodes: Vec<Node>,
    /// How many of the list have no node.
    pub left: usize,
}

/// An object on the map.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    pub id: String,
    /// As it is shown: what could be visited, defanged.
    pub text: Untrusted,
    /// None where only its name is known.
    pub verdict: Option<Verdict>,
    pub to: Option<Route>,
    pub at: Point,
}

/// Nodes of one relation; a picture of more says less.
const EACH: usize = 120;
/// Nodes in all.
const MOST: usize = 600;
/// What a node leads to is named so often.
const NAMED: usize = 3;

/// The relations that a map can show: lists of what has a report of its own.
pub fn relations_of(topic: Topic) -> impl Iterator<Item = Relation> {
    relation::all(topic).iter().copied().filter(|relation| {
        let shown = !matches!(
            relation.name,
            "collections"
                | "graphs"
                | "analyses"
                | "submissions"
                | "screenshots"
                | "historical_whois"
                | "related_comments"
                | "related_references"
                | "related_threat_actors"
                | "caa_records"
                | "mx_records"
                | "ns_records"
                | "cname_records"
                | "soa_records"
        );
        shown && elsewhere(relation.name).is_none() && relation.leads_to != LeadsTo::Address
    })
}

/// Whether what a relation leads to came before its object.
fn side(name: &str) -> Side {
    let comes_from = name.contains("parent")
        || name.starts_with("itw_")
        || name.starts_with("referrer_")
        || matches!(name, "communicating_files" | "redirecting_urls");
    if comes_from { Side::From } else { Side::To }
}

/// The map of an object; groups without a node are left out. `behaviours` are what sandboxes saw: they know what names
/// resolved to.
pub fn map(object: &Object, loaded: &[Loaded], behaviours: &[Rc<Object>], words: Words) -> Map {
    let mut room = MOST;
    let mut groups: Vec<(Relation, Vec<Node>, usize)> = Vec::new();
    for list in loaded {
        let mut nodes = nodes(list, object.kind.topic());
        // Stable: what is equally grave stays in VirusTotal's order.
        nodes.sort_by_key(|node| weight(node.verdict));
        let all = nodes.len();
        nodes.truncate(EACH.min(room));
        room -= nodes.len();
        if !nodes.is_empty() {
            let left = all - nodes.len();
            groups.push((list.relation, nodes, left));
        }
    }
    let sizes: Vec<(Side, usize)> = groups
        .iter()
        .map(|(relation, nodes, _)| (side(relation.name), nodes.len()))
        .collect();
    let Plan {
        width,
        height,
        centre,
        blocks,
    } = plan(&sizes);
    let groups = groups
        .into_iter()
        .zip(blocks)
        .map(|((relation, mut nodes, left), block)| {
            for (node, at) in nodes.iter_mut().zip(&block.nodes) {
                node.at = *at;
            }
            Group {
                relation: relation.name,
                title: relations::named(&words.relations, relation.name).0,
                side: side(relation.name),
                block,
                nodes,
                left,
            }
        });
    let mut map = Map {
        groups: groups.collect(),
        joins: Vec::new(),
        centre: Node {
            at: centre,
            ..node(object, None)
        },
        width,
        height,
    };
    map.joins = joins(&map, loaded, behaviours);
    map
}

/// The objects of a list, or what the report itself told of them.
fn nodes(list: &Loaded, of: Option<Topic>) -> Vec<Node> {
    if list.objects.is_empty() {
        let told = list.known.iter().flat_map(|known| &known.first);
        return told.filter_map(told_node).collect();
    }
    list.objects.iter().map(|object| node(object, of)).collect()
}

/// A node of the map of something of a topic.
fn node(object: &Object, of: Option<Topic>) -> Node {
    // A name's resolutions are told apart by their addresses.
    let resolved = match (&object.kind, of) {
        (Kind::Resolution, Some(Topic::Domain)) => object.text("ip_address"),
        _ => None,
    };
    let resolved = resolved.and_then(|address| Subject::new(Topic::Address, address.raw()));
    let stats = match (&object.kind, &resolved) {
        (Kind::Resolution, Some(_)) => sums(object, "ip_address_last_analysis_stats"),
        (Kind::Resolution, None) => sums(object, "host_name_last_analysis_stats"),
        _ => object.stats(),
    };
    let verdict = card::verdict(&stats, false);
    let (id, name) = match resolved {
        Some(address) => (address.id().to_owned(), Name::of_subject(address)),
        None => (object.id.clone(), Name::of(object)),
    };
    Node {
        id,
        // No opinion in a list means that the list brought none.
        verdict: (verdict != Verdict::NeverSeen).then_some(verdict),
        text: shown(&name),
        to: name.to,
        at: Point::default(),
    }
}

fn told_node(descriptor: &Descriptor) -> Option<Node> {
    let subject = descriptor.subject()?;
    let name = Name::of_subject(subject);
    Some(Node {
        id: descriptor.id.clone(),
        verdict: None,
        text: shown(&name),
        to: name.to,
        at: Point::default(),
    })
}

fn shown(name: &Name) -> Untrusted {
    if name.is_network() {
        return Untrusted::new(defang(name.text.raw()));
    }
    name.text.clone()
}

fn weight(verdict: Option<Verdict>) -> u8 {
    match verdict {
        Some(Verdict::Malicious) => 0,
        Some(Verdict::Suspicious) => 1,
        None | Some(Verdict::NeverSeen) => 2,
        Some(Verdict::NothingFound) => 3,
    }
}

impl Map {
    /// All nodes, the one in the middle first, each with its group.
    pub fn nodes(&self) -> Vec<(Option<usize>, &Node)> {
        let groups = self.groups.iter().enumerate();
        let members = groups.flat_map(|(at, group)| group.nodes.iter().map(move |node| (Some(at), node)));
        std::iter::once((None, &self.centre)).chain(members).collect()
    }

    /// What the node at a place leads to, as it is shown; of many, the first.
    pub fn leads_to(&self, at: usize, words: Words) -> Option<String> {
        let ends: Vec<usize> = self
            .joins
            .iter()
            .filter(|join| join.from == at)
            .map(|join| join.to)
            .collect();
        if ends.is_empty() {
            return None;
        }
        let nodes = self.nodes();
        let ends: Vec<&Untrusted> = ends
            .into_iter()
            .filter_map(|to| nodes.get(to).map(|(_, node)| &node.text))
            .collect();
        let (first, rest) = ends.split_at(ends.len().min(NAMED));
        let mut said: Vec<String> = first.iter().map(|end| end.elided(60).spelled()).collect();
        said.extend((!rest.is_empty()).then(|| (words.pictures.more_groups)(rest.len() as u64)));
        Some((words.pictures.leads_to)(&said.join(", ")))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::words::Language;

    fn file(at: usize, malicious: u64) -> Rc<Object> {
        let attributes = json!({
            "meaningful_name": format!("{at}.exe"),
            "last_analysis_stats": { "malicious": malicious, "undetected": 60 },
        });
        let attributes = attributes.as_object().cloned().unwrap_or_default();
        Rc::new(Object::new(Kind::File, format!("{at:064x}"), attributes))
    }

    fn loaded(name: &str, count: usize) -> Loaded {
        Loaded {
            relation: relation::named(Topic::File, name).expect("a relation"),
            objects: (0..count).map(|at| file(at, u64::from(at == count - 1) * 9)).collect(),
            known: None,
        }
    }

    #[test]
    fn what_it_comes_from_stands_apart_from_what_belongs_to_it() {
        let words = Words::of(Language::English);
        let lists = [loaded("dropped_files", 3), loaded("execution_parents", 2)];
        let map = map(&file(99, 5), &lists, &[], words);
        let [dropped, parents] = &map.groups[..] else {
            panic!("{map:?}");
        };
        assert!(parents.nodes.iter().all(|node| node.at.x < map.centre.at.x));
        assert!(dropped.nodes.iter().all(|node| node.at.x > map.centre.at.x));
        assert_eq!(dropped.nodes[0].text.raw(), "2.exe", "the grave come first");
        assert_eq!(map.centre.verdict, Some(Verdict::Malicious));
    }

    #[test]
    fn what_the_report_told_has_nodes_without_a_verdict() {
        let words = Words::of(Language::English);
        let first = |kind, id: &str| Descriptor { kind, id: id.into() };
        let told = Loaded {
            relation: relation::named(Topic::File, "contacted_domains").expect("a relation"),
            objects: Vec::new(),
            known: Some(Known {
                first: vec![first(Kind::Domain, "a.example"), first(Kind::Comment, "no report")],
                count: Some(2),
                more: false,
            }),
        };
        let map = map(&file(1, 0), &[told], &[], words);
        let nodes = &map.groups[0].nodes;
        assert_eq!(nodes.len(), 1);
        assert_eq!((nodes[0].text.raw(), nodes[0].verdict), ("a[.]example", None));
    }

    #[test]
    fn a_name_stands_among_the_addresses_that_it_resolved_to() {
        let words = Words::of(Language::English);
        let resolution = json!({
            "host_name": "a.example",
            "ip_address": "20.1.2.3",
            "host_name_last_analysis_stats": { "harmless": 60 },
            "ip_address_last_analysis_stats": { "malicious": 9 },
        });
        let resolution = Object::new(
            Kind::Resolution,
            "20.1.2.3a.example",
            resolution.as_object().cloned().unwrap_or_default(),
        );
        let resolutions = |topic| Loaded {
            relation: relation::named(topic, "resolutions").expect("a relation"),
            objects: vec![Rc::new(resolution.clone())],
            known: None,
        };
        for (topic, kind, id, shown, verdict) in [
            (
                Topic::Domain,
                Kind::Domain,
                "a.example",
                "20[.]1[.]2[.]3",
                Verdict::Malicious,
            ),
            (
                Topic::Address,
                Kind::Address,
                "20.1.2.3",
                "a[.]example",
                Verdict::NothingFound,
            ),
        ] {
            let middle = Object::new(kind, id, serde_json::Map::new());
            let map = map(&middle, &[resolutions(topic)], &[], words);
            let node = &map.groups[0].nodes[0];
            assert_eq!((node.text.raw(), node.verdict), (shown, Some(verdict)));
            assert!(node.to.is_some());
        }
    }

    #[test]
    fn more_than_a_picture_holds_is_counted() {
        let words = Words::of(Language::English);
        let lists: Vec<Loaded> = relations_of(Topic::File)
            .map(|relation| loaded(relation.name, 200))
            .collect();
        let map = map(&file(1, 0), &lists, &[], words);
        let (shown, left): (Vec<usize>, Vec<usize>) =
            map.groups.iter().map(|group| (group.nodes.len(), group.left)).unzip();
        assert_eq!(shown, [120; 5]);
        assert_eq!(left, [80; 5]);
    }

    #[test]
    fn every_relation_of_a_map_leads_to_what_has_a_report() {
        for topic in Topic::ALL {
            for relation in relations_of(topic) {
                assert!(!matches!(
                    relation.name,
                    "comments" | "votes" | "behaviours" | "download_url"
                ));
            }
            assert!(relations_of(topic).count() > 3, "{topic:?}");
        }
    }
}
