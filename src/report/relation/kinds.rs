//! The columns of each kind of object in a list: files, places in the network, records, people's works.

use crate::report::details::Cell;
use crate::report::details::build::{Site, named};
use crate::report::relation::records;
use crate::report::relation::sheet::{ratio, sums};
use crate::report::units;
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Object};
use crate::words::relations::RelationWords;

/// What a kind's names are.
pub fn name_column(kind: &Kind, words: &RelationWords) -> &'static str {
    match kind {
        Kind::Url => words.url,
        Kind::Domain => words.domain,
        Kind::Address => words.ip,
        Kind::Resolution => words.host,
        Kind::Whois => words.first_seen,
        Kind::Comment | Kind::Vote | Kind::Analysis | Kind::Submission => words.date,
        Kind::File
        | Kind::Behaviour
        | Kind::Certificate
        | Kind::Collection
        | Kind::Graph
        | Kind::User
        | Kind::Unknown(_) => words.name,
    }
}

/// A kind's name, where a list has several.
pub fn kind_word<'a>(kind: &'a Kind, words: &RelationWords) -> &'a str {
    match kind {
        Kind::File => words.file,
        Kind::Url => words.url,
        Kind::Domain => words.domain,
        Kind::Address => words.ip,
        Kind::Analysis
        | Kind::Behaviour
        | Kind::Comment
        | Kind::Vote
        | Kind::Resolution
        | Kind::Whois
        | Kind::Certificate
        | Kind::Collection
        | Kind::Graph
        | Kind::Submission
        | Kind::User
        | Kind::Unknown(_) => kind.word(),
    }
}

/// The titles of a kind's columns behind the name.
pub(super) fn columns(kind: &Kind, words: &RelationWords) -> Vec<&'static str> {
    match kind {
        Kind::File => vec![words.flagged, words.kind, words.size, words.first_seen],
        Kind::Url => vec![words.flagged, words.status, words.page_title, words.analysed],
        Kind::Domain => vec![words.flagged, words.registrar, words.registered, words.analysed],
        Kind::Address => vec![words.flagged, words.system, words.country, words.block, words.analysed],
        Kind::Resolution => vec![
            words.flagged,
            words.address,
            words.flagged,
            words.resolved,
            words.resolver,
        ],
        Kind::Whois => vec![words.registrar, words.country, words.last_seen],
        Kind::Certificate => vec![words.issuer, words.valid_from, words.valid_until, words.thumbprint],
        Kind::Collection => vec![words.owner, words.tags, words.created, words.changed],
        Kind::Graph => vec![words.owner, words.created, words.changed],
        Kind::Submission => vec![words.interface, words.source, words.country],
        Kind::Analysis => vec![words.flagged, words.status],
        Kind::Comment => vec![words.comment, words.tags, words.votes],
        Kind::Vote => vec![words.opinion, words.weight],
        Kind::Behaviour => vec![words.opinion, words.analysed],
        Kind::User => vec![words.reputation, words.member_since],
        Kind::Unknown(_) => vec![words.owner, words.created],
    }
}

/// What stands in them.
pub(super) fn cells(object: &Object, site: Site) -> Vec<Cell> {
    let words = site.words;
    let verdict = || ratio(&object.stats(), words);
    let outside = |name: &str| object.text(name).map_or(Cell::Empty, Cell::Outside);
    let time = |name: &str| site.time(object.attributes.get(name)).unwrap_or(Cell::Empty);
    match &object.kind {
        Kind::File => vec![
            verdict(),
            file_type(object),
            size(object, site),
            time("first_submission_date"),
        ],
        Kind::Url => vec![
            verdict(),
            outside("last_http_response_code"),
            outside("title"),
            time("last_analysis_date"),
        ],
        Kind::Domain => vec![
            verdict(),
            outside("registrar"),
            time("creation_date"),
            time("last_analysis_date"),
        ],
        Kind::Address => vec![
            verdict(),
            system(object).map_or(Cell::Empty, Cell::Outside),
            outside("country"),
            outside("network"),
            time("last_analysis_date"),
        ],
        Kind::Resolution => vec![
            ratio(&sums(object, "host_name_last_analysis_stats"), words),
            object
                .text("ip_address")
                .map_or(Cell::Empty, |address| named(Topic::Address, address)),
            ratio(&sums(object, "ip_address_last_analysis_stats"), words),
            time("date"),
            outside("resolver"),
        ],
        Kind::Whois
        | Kind::Certificate
        | Kind::Collection
        | Kind::Graph
        | Kind::Submission
        | Kind::Analysis
        | Kind::Comment
        | Kind::Vote
        | Kind::Behaviour
        | Kind::User
        | Kind::Unknown(_) => records::cells(object, site),
    }
}

fn file_type(object: &Object) -> Cell {
    object
        .text("type_description")
        .or_else(|| object.text("type_tag"))
        .or_else(|| object.text("magic"))
        .map_or(Cell::Empty, Cell::Outside)
}

fn size(object: &Object, site: Site) -> Cell {
    object
        .count("size")
        .map_or(Cell::Empty, |bytes| Cell::Ours(units::size(bytes, site.words)))
}

/// `AS64500 Example Networks`: who an address belongs to.
pub fn system(object: &Object) -> Option<Untrusted> {
    let number = object.text("asn").map(|number| format!("AS{}", number.raw()));
    let owner = object.text("as_owner").map(|owner| owner.raw().to_owned());
    let parts: Vec<String> = [number, owner].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| Untrusted::new(parts.join(" ")))
}
