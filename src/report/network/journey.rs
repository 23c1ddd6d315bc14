//! Where a URL leads, one stop after the other: itself, its redirects, its host, the address that answered.

use std::rc::Rc;

use crate::indicator::{Host, Reserved};
use crate::report::details::Cell;
use crate::report::details::build::Site;
use crate::report::network::host;
use crate::report::relation::kinds::system;
use crate::report::relation::name::Name;
use crate::report::relation::sheet::ratio;
use crate::report::units;
use crate::route::Route;
use crate::subject::{Subject, Topic};
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Known, Object};

/// One stop of the way.
#[derive(Clone, PartialEq, Debug)]
pub struct Stop {
    /// What it is on this way: "redirects to", "is on the host".
    pub role: &'static str,
    /// None where VirusTotal knows of none.
    pub name: Option<Name>,
    /// Why it is nobody's outside.
    pub reserved: Option<Reserved>,
    /// What is around it, one a line.
    pub facts: Vec<Cell>,
    pub verdict: Cell,
}

/// A relation to one object, as far as it is known.
#[derive(Clone, PartialEq, Debug)]
pub enum Single {
    /// Nobody has asked; what the report told beside itself.
    NotAsked(Option<Known>),
    Loaded(Option<Rc<Object>>),
}

/// The stops of a URL's report, in the order in which a browser comes by them.
pub fn stops(url: &Object, location: &Single, serving: &Single, site: Site) -> Vec<Stop> {
    let words = &site.words.network;
    let own = url.text("url");
    let mut stops = vec![of_object(words.this_url, url, site)];
    let mut seen: Vec<String> = own.iter().map(|url| host::url_key(url.raw())).collect();
    let chain = url.texts("redirection_chain");
    for next in chain.into_iter().chain(url.text("last_final_url")) {
        let key = host::url_key(next.raw());
        // The last of the chain may stand twice, and the first may be the URL itself.
        if !seen.contains(&key) {
            seen.push(key);
            stops.push(of_url(words.redirects_to, next));
        }
    }
    let at = own.and_then(|url| host::of_url(url.raw()));
    stops.push(single(words.host, location, at, site));
    stops.push(single(words.serving, serving, None, site));
    stops
}

fn of_object(role: &'static str, object: &Object, site: Site) -> Stop {
    let host = match object.kind {
        Kind::Url => None,
        _ => host::read(&object.id),
    };
    Stop {
        role,
        name: Some(Name::of(object)),
        reserved: host.as_ref().and_then(host::standing),
        facts: facts(object, site),
        verdict: ratio(&object.stats(), site.words),
    }
}

/// A URL that is known by its text alone.
fn of_url(role: &'static str, url: Untrusted) -> Stop {
    let subject = url.raw().contains("://").then(|| Subject::url(url.raw()));
    Stop {
        role,
        name: Some(Name {
            taken: url.clone(),
            topic: Some(Topic::Url),
            to: subject.map(Route::report),
            text: url,
        }),
        reserved: None,
        facts: Vec::new(),
        verdict: Cell::Empty,
    }
}

fn single(role: &'static str, relation: &Single, else_known: Option<Host>, site: Site) -> Stop {
    let told = match relation {
        Single::Loaded(Some(object)) => return of_object(role, object, site),
        Single::Loaded(None) => None,
        Single::NotAsked(known) => known.as_ref().and_then(|known| known.first.first()?.subject()),
    };
    let told = told.or_else(|| else_known?.subject());
    let host = told.as_ref().and_then(|subject| host::read(subject.id()));
    Stop {
        role,
        reserved: host.as_ref().and_then(host::standing),
        name: told.map(Name::of_subject),
        facts: Vec::new(),
        verdict: Cell::Empty,
    }
}

/// What is told of a stop beside its name.
fn facts(object: &Object, site: Site) -> Vec<Cell> {
    let words = &site.words.network;
    match object.kind {
        Kind::Url => {
            let status = object.count("last_http_response_code");
            let title = object.text("title").map(Cell::Outside);
            let answered = status.map(|status| Cell::Ours((words.answered)(status)));
            title.into_iter().chain(answered).collect()
        }
        Kind::Domain => {
            let registrar = object.text("registrar").map(Cell::Outside);
            let made = object.time("creation_date");
            let made = made.and_then(|unix| units::when(unix, site.now, site.words));
            let registered = made.map(|when| Cell::Ours((words.registered)(&when.absolute)));
            registrar.into_iter().chain(registered).collect()
        }
        _ => {
            let place = [system(object), object.text("country")];
            place.into_iter().flatten().map(Cell::Outside).collect()
        }
    }
}
