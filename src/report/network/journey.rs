//! Where a URL leads, one stop after the other: itself, its redirects, its host, the address that answered.

use std::rc::Rc;

use crate::report::details::Cell;
use crate::report::details::build::Site;
use crate::report::network::host::{self, Host};
use crate::report::network::special_text;
use crate::report::relation::kinds::system;
use crate::report::relation::name::Name;
use crate::report::relation::sheet::ratio;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Known, Object};

/// One stop of the way.
#[derive(Clone, PartialEq, Debug)]
pub struct Stop {
    /// What it is on this way: "redirects to", "the host".
    pub role: &'static str,
    /// None where VirusTotal knows of none.
    pub name: Option<Name>,
    /// What is around it, one a line.
    pub facts: Vec<Cell>,
    pub verdict: Cell,
    /// The whole object, where it is here.
    pub object: Option<Rc<Object>>,
}

/// A relation to one object, as far as it is known.
#[derive(Clone, PartialEq, Debug)]
pub enum Single {
    /// Nobody has asked; what the report told beside itself.
    NotAsked(Option<Known>),
    Loaded(Option<Rc<Object>>),
}

/// The stops of a URL's report, in the order in which a browser comes by them.
pub fn stops(url: &Rc<Object>, location: &Single, serving: &Single, site: Site) -> Vec<Stop> {
    let words = site.words.network;
    let own = url.text("url");
    let mut stops = vec![of_object(words.this_url, url, site)];
    let mut seen: Vec<String> = own.iter().map(|url| host::url_key(url.raw())).collect();
    let chain = url
        .texts("redirection_chain")
        .into_iter()
        .chain(url.text("last_final_url"));
    for next in chain {
        let key = host::url_key(next.raw());
        // The last of the chain may stand twice, and the first may be the URL itself.
        if !seen.contains(&key) {
            seen.push(key);
            stops.push(named(words.redirects_to, next));
        }
    }
    let at = own.as_ref().and_then(|url| host::of_url(url.raw()));
    stops.push(single(words.host, location, at, site));
    stops.push(single(words.serving, serving, None, site));
    stops
}

fn of_object(role: &'static str, object: &Rc<Object>, site: Site) -> Stop {
    Stop {
        role,
        name: Some(Name::of(object)),
        facts: facts(object, site),
        verdict: ratio(&object.stats(), site.words),
        object: Some(object.clone()),
    }
}

/// A URL that is known by its text alone.
fn named(role: &'static str, url: Untrusted) -> Stop {
    let subject = url.raw().contains("://").then(|| Subject::url(url.raw()));
    Stop {
        role,
        name: Some(Name {
            taken: url.clone(),
            topic: Some(Topic::Url),
            to: subject.map(crate::route::Route::report),
            text: url,
        }),
        facts: Vec::new(),
        verdict: Cell::Empty,
        object: None,
    }
}

fn single(role: &'static str, relation: &Single, else_known: Option<Host>, site: Site) -> Stop {
    let told = match relation {
        Single::Loaded(Some(object)) => return of_object(role, object, site),
        Single::Loaded(None) => None,
        Single::NotAsked(known) => known.as_ref().and_then(|known| known.first.first()?.subject()),
    };
    let told = told.or_else(|| {
        let (topic, id) = match else_known? {
            Host::Domain(name) => (Topic::Domain, name),
            Host::Address(address) => (Topic::Address, address.to_string()),
        };
        Subject::new(topic, &id)
    });
    Stop {
        role,
        facts: told
            .as_ref()
            .and_then(|subject| special(subject.id(), site))
            .into_iter()
            .collect(),
        name: told.map(Name::of_subject),
        verdict: Cell::Empty,
        object: None,
    }
}

fn special(id: &str, site: Site) -> Option<Cell> {
    let special = host::special(id.parse().ok()?)?;
    Some(Cell::Ours(special_text(special, site.words).to_owned()))
}

/// What is told of a stop beside its name.
fn facts(object: &Object, site: Site) -> Vec<Cell> {
    let mut cells: Vec<Cell> = special(&object.id, site).into_iter().collect();
    let texts: &[&str] = match object.kind {
        Kind::Url => &["title"],
        Kind::Domain => &["registrar"],
        Kind::Address => &["country"],
        _ => &[],
    };
    cells.extend(system(object).map(Cell::Outside));
    cells.extend(texts.iter().filter_map(|name| object.text(name)).map(Cell::Outside));
    if object.kind == Kind::Url {
        let status = object.count("last_http_response_code");
        cells.extend(status.map(|status| Cell::Ours((site.words.network.answered)(status))));
    }
    if object.kind == Kind::Domain {
        let made = object
            .time("creation_date")
            .and_then(|unix| crate::report::units::when(unix, site.now, site.words));
        cells.extend(made.map(|when| Cell::Ours((site.words.network.registered)(&when.absolute))));
    }
    cells
}
