//! What a thing is, in the few words that stand on its card.

use crate::fold::fold;
use crate::report::details::Cell;
use crate::report::details::build::named;
use crate::report::reasons;
use crate::report::units;
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::engines::Stats;
use crate::vt::object::Object;
use crate::vt::value::{count, text};
use crate::words::Words;

/// One of the facts.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    /// Left out where the value says what it is.
    pub label: Option<String>,
    pub cell: Cell,
}

/// A file's name by VirusTotal's choice; everything else is its own name.
pub fn name(object: &Object, topic: Topic) -> Option<Untrusted> {
    match topic {
        Topic::File => object
            .text("meaningful_name")
            .or_else(|| object.texts("names").into_iter().next()),
        Topic::Url => object.text("url"),
        Topic::Domain | Topic::Address => Some(Untrusted::new(object.id.as_str())),
    }
}

/// The facts of a card, the telling ones first.
pub fn facts(object: &Object, topic: Topic, stats: &Stats, now: i64, words: Words) -> Vec<Fact> {
    let facts = match topic {
        Topic::File => of_file(object, stats, words),
        Topic::Url => of_url(object, words),
        Topic::Domain => of_domain(object, now, words),
        Topic::Address => of_address(object, words),
    };
    let reputation = (topic != Topic::File).then(|| reputation(object, words)).flatten();
    facts.into_iter().flatten().chain(reputation).collect()
}

fn plain(cell: Cell) -> Fact {
    Fact { label: None, cell }
}

fn labelled(label: &str, cell: Cell) -> Fact {
    Fact {
        label: Some(format!("{label}: ")),
        cell,
    }
}

fn of_file(file: &Object, stats: &Stats, words: Words) -> Vec<Option<Fact>> {
    let kind = file.text("type_description").or_else(|| file.text("magic"));
    let size = file.count("size").map(|bytes| units::size(bytes, words));
    let family = reasons::family(file, stats).map(|(family, _)| Cell::Outside(family));
    vec![
        kind.map(|kind| plain(Cell::Outside(kind))),
        size.map(|size| plain(Cell::Ours(size))),
        family.map(|family| labelled(words.report.card.family, family)),
    ]
}

fn of_url(url: &Object, words: Words) -> Vec<Option<Fact>> {
    let places = words.report.places;
    let status = url.text("last_http_response_code");
    let length = url.count("last_http_response_content_length");
    let final_url = url
        .text("last_final_url")
        .filter(|other| Some(other) != url.text("url").as_ref());
    vec![
        url.text("title").map(|title| plain(Cell::Outside(title))),
        status.map(|status| plain(Cell::Outside(Untrusted::new(format!("HTTP {}", status.raw()))))),
        served_as(url).map(|kind| plain(Cell::Outside(kind))),
        length.map(|bytes| plain(Cell::Ours(units::size(bytes, words)))),
        final_url.map(|to| labelled(places.final_url, named(Topic::Url, to))),
    ]
}

/// The content's type as the server names it, without its parameters.
fn served_as(url: &Object) -> Option<Untrusted> {
    let headers = url.map("last_http_response_headers")?;
    let (_, value) = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-type"))?;
    let value = text(value)?;
    let essence = value.raw().split(';').next().unwrap_or_default().trim();
    (!essence.is_empty()).then(|| Untrusted::new(essence))
}

fn of_domain(domain: &Object, now: i64, words: Words) -> Vec<Option<Fact>> {
    let card = words.report.card;
    let created = domain
        .time("creation_date")
        .and_then(|unix| units::when(unix, now, words));
    let created = created.map(|when| Cell::Ours(when.relative.unwrap_or(when.absolute)));
    vec![
        domain
            .text("registrar")
            .map(|registrar| labelled(words.report.places.registrar, Cell::Outside(registrar))),
        created.map(|when| labelled(card.created, when)),
        best_rank(domain).map(|(list, rank)| Fact {
            label: Some(format!("{} ", (card.ranked)(&units::count(rank, words)))),
            cell: Cell::Outside(list),
        }),
    ]
}

/// The list that a domain stands highest in.
pub fn best_rank(domain: &Object) -> Option<(Untrusted, u64)> {
    let ranks = domain.map("popularity_ranks")?.iter();
    ranks
        .filter_map(|(list, rank)| Some((count(rank.get("rank")?)?, list)))
        .min()
        .map(|(rank, list)| (Untrusted::new(list.as_str()), rank))
}

fn of_address(address: &Object, words: Words) -> Vec<Option<Fact>> {
    let number = address.count("asn").map(|number| format!("AS{number}"));
    let owner = address.text("as_owner").map(|owner| owner.raw().to_owned());
    let system = [number, owner].into_iter().flatten().collect::<Vec<_>>().join(" ");
    vec![
        (!system.is_empty()).then(|| plain(Cell::Outside(Untrusted::new(system)))),
        address
            .text("country")
            .map(|country| labelled(words.report.card.country, Cell::Outside(country))),
        address.text("network").map(|network| plain(Cell::Outside(network))),
        address
            .text("regional_internet_registry")
            .map(|registry| plain(Cell::Outside(registry))),
    ]
}

/// The community's score, which votes and comments make.
fn reputation(object: &Object, words: Words) -> Option<Fact> {
    let score = object.number("reputation").filter(|score| *score != 0.0)?;
    let score = Cell::Ours(units::decimal(score, 0, words));
    Some(labelled(words.report.card.community, score))
}

/// Tags, and what web filters file a place under.
pub fn labels(object: &Object, topic: Topic) -> Vec<Untrusted> {
    if topic == Topic::File {
        return Vec::new();
    }
    let categories = object.map("categories").into_iter().flatten();
    let categories = categories.filter_map(|(_, category)| text(category));
    distinct(object.texts("tags").into_iter().chain(categories))
}

/// More labels say nothing more.
const LABELS: usize = 10;

/// The first labels, each once whatever its case.
pub fn distinct(all: impl Iterator<Item = Untrusted>) -> Vec<Untrusted> {
    let mut labels: Vec<Untrusted> = Vec::new();
    for label in all {
        if labels.len() < LABELS && !labels.iter().any(|other| fold(other.raw()) == fold(label.raw())) {
            labels.push(label);
        }
    }
    labels
}
