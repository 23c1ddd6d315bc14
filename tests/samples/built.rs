//! Everything that views are drawn from, built of one object by its kind, in both languages.

use std::rc::Rc;

use assay::report::details::build::Site;
use assay::report::network::groups::{By, grouped};
use assay::report::network::{self, Loaded};
use assay::report::relation::name::Name;
use assay::report::relation::sheet;
use assay::report::{behaviour, card, community, details, detections, timeline};
use assay::subject::Topic;
use assay::untrusted::Untrusted;
use assay::vt::object::{Kind, Object};
use assay::words::{Language, Words};
use serde_json::{Map, Value};

use crate::tree::{leaves, reached};
use crate::{Counts, NOW, say};

/// Builds what is shown of an object by itself and as an entry of a list.
pub fn built(name: &str, object: &Object, counts: &mut Counts) {
    for language in Language::ALL {
        let site = Site {
            now: NOW,
            words: Words::of(language),
        };
        as_entry(name, object, site);
        match &object.kind {
            Kind::File | Kind::Url | Kind::Domain | Kind::Address => report(name, object, site, counts),
            Kind::Behaviour => behaviours(name, std::slice::from_ref(object), site),
            Kind::Analysis => judged(name, object, site.words),
            Kind::Comment => said(name, object, site),
            Kind::Vote => {
                let cells = community::vote(object, site);
                assert!(
                    cells.iter().all(|cell| *cell != details::Cell::Empty),
                    "{name}: {cells:?}"
                );
            }
            Kind::Resolution
            | Kind::Whois
            | Kind::Certificate
            | Kind::Collection
            | Kind::Graph
            | Kind::Submission
            | Kind::User
            | Kind::Unknown(_) => {}
        }
    }
    sums(name, object);
    let reached = reached(&object.attributes);
    assert_eq!(
        reached,
        leaves(&object.attributes),
        "{name}: every leaf of the answer is in the tree"
    );
    counts.leaves += reached.len();
    *counts.kinds.entry(word(&object.kind)).or_default() += 1;
}

fn word(kind: &Kind) -> String {
    match kind {
        Kind::Unknown(other) => other.clone(),
        known => format!("{known:?}"),
    }
}

/// A row of a list: as many cells as its kind has columns, and a name.
fn as_entry(name: &str, object: &Object, site: Site) {
    let columns = sheet::columns(&object.kind, site.words);
    if object.missing.is_none() {
        assert_eq!(
            sheet::cells(object, site).len(),
            columns.len(),
            "{name}: {:?}",
            object.kind
        );
    }
    let called = Name::of(object);
    assert!(!called.text.is_empty() && !called.taken.is_empty(), "{name}");
    let whole = sheet::whole(object);
    assert!(whole.attributes.len() >= object.attributes.len(), "{name}");
    let _ = sheet::context(object, site);
}

fn report(name: &str, object: &Object, site: Site, counts: &mut Counts) {
    let topic = object.kind.topic().expect("it has a report");
    let card = card::card(object, NOW, site.words);
    assert!(!card.headline.is_empty() && !card.word.is_empty(), "{name}");
    assert!(card.flagged <= card.counted, "{name}");
    assert_eq!(card.topic, topic, "{name}");
    judged(name, object, site.words);
    if let Some(line) = timeline::timeline(object, NOW, site.words) {
        assert!(line.moments.is_sorted_by_key(|moment| moment.when.unix), "{name}");
        assert!(line.moments.len() + line.doubted.len() > 1, "{name}");
    }
    let panels = details::details(object, NOW, site.words);
    assert!(panels.iter().any(|panel| panel.id == "identity"), "{name}");
    // A panel of another topic would be a mistake of ours.
    let foreign: &[&str] = match topic {
        Topic::File => &["dns", "rdap", "response", "certificate"],
        Topic::Url => &["dns", "whois", "program", "names"],
        Topic::Domain | Topic::Address => &["response", "program", "names", "redirects"],
    };
    assert!(panels.iter().all(|panel| !foreign.contains(&panel.id)), "{name}");
    if site.words.language == Language::English {
        counts.panels += panels.len();
        counts.engines += object.engines().len();
    }
}

/// A comment: its text line by line, nothing of it left out.
fn said(name: &str, object: &Object, site: Site) {
    let comment = community::comment(object, site);
    let lines: Vec<&str> = comment.lines.iter().map(Untrusted::raw).collect();
    let told = object.text("text").unwrap_or_default();
    let bare = |text: &str| text.replace(['\r', '\n'], "");
    assert_eq!(bare(&lines.concat()), bare(told.raw()), "{name}");
    assert_eq!(comment.tags, object.texts("tags"), "{name}");
    assert_eq!(comment.id, object.id, "{name}");
}

/// Places of the network: each stands in one group, whichever way they are grouped.
pub fn places(name: &str, objects: &[Object]) {
    let of = |kind: &Kind| -> Vec<Rc<Object>> {
        let own = objects
            .iter()
            .filter(|object| object.kind == *kind && object.missing.is_none());
        own.cloned().map(Rc::new).collect()
    };
    let (domains, addresses, urls) = (of(&Kind::Domain), of(&Kind::Address), of(&Kind::Url));
    let locations = network::locations(Loaded {
        domains: &domains,
        addresses: &addresses,
        urls: &urls,
        behaviours: &[],
    });
    assert_eq!(locations.len(), domains.len() + addresses.len() + urls.len(), "{name}");
    for by in By::ALL {
        let members: usize = grouped(&locations, by).iter().map(|group| group.members.len()).sum();
        assert!(
            members >= locations.len(),
            "{name} by {by:?}: {members} of {}",
            locations.len()
        );
    }
}

/// What engines say: every engine has its line.
fn judged(name: &str, object: &Object, words: Words) {
    let rows = ["last_analysis_results", "results"]
        .iter()
        .find_map(|attribute| object.map(attribute))
        .map_or(0, Map::len);
    let detections = detections::detections(object, words);
    assert_eq!(detections.rows.len(), rows, "{name}: every engine has its line");
    let counted = detections.counts.iter().map(|(_, count)| count).sum::<u64>();
    assert_eq!(counted, rows as u64, "{name}");
}

/// What sandboxes saw, of one report or of several together.
pub fn behaviours(name: &str, reports: &[Object], site: Site) {
    let reports: Vec<Rc<Object>> = reports.iter().cloned().map(Rc::new).collect();
    let names: Vec<Untrusted> = reports
        .iter()
        .map(|report| behaviour::sandbox::name(report, site.words))
        .collect();
    let sections = behaviour::sections(&reports, &names, site);
    for section in &sections {
        assert!(!section.is_empty(), "{name}: an empty section");
        let rows = section.rows(0..section.len(), &reports, site.words);
        assert_eq!(rows.len(), section.len(), "{name}");
    }
    // Whatever is listed by name in a report stands in some section.
    let listed = reports.iter().flat_map(|report| &report.attributes);
    let listed = listed.filter(|(_, value)| value.as_array().is_some_and(|list| !list.is_empty()));
    if listed.count() > 0 {
        let processes = behaviour::process::lines(&reports, &names);
        assert!(
            !sections.is_empty() || !processes.is_empty(),
            "{name}: nothing is shown"
        );
    }
}

/// Says where the rows of engines and VirusTotal's own sums differ.
fn sums(name: &str, object: &Object) {
    let Some(told) = object
        .map("last_analysis_stats")
        .filter(|_| !object.engines().is_empty())
    else {
        return;
    };
    let stats = object.stats();
    let told = |word: &str| told.get(word).and_then(Value::as_u64).unwrap_or(0);
    let ours = (stats.malicious, stats.suspicious, stats.undetected, stats.harmless);
    let theirs = (
        told("malicious"),
        told("suspicious"),
        told("undetected"),
        told("harmless"),
    );
    if ours != theirs {
        say(&format!("{name}: rows say {ours:?}, VirusTotal's sums say {theirs:?}"));
    }
}
