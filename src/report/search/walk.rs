//! The way through everything that is loaded, in steps that leave the page its time.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::report::behaviour::attributes::LISTS;
use crate::report::community::newest_first;
use crate::report::details::build::Site;
use crate::report::details::{Label, Panel, details};
use crate::report::detections::{self, Detections};
use crate::report::relation::elsewhere;
use crate::report::search::behaviour::{self, Below, Entries};
use crate::report::search::sought::Sought;
use crate::report::search::{Found, Head, Loaded, Place, details as panels, look, objects, tree};
use crate::report::shares::network;
use crate::route::Tab;
use crate::vt::object::Object;
use crate::vt::relation;
use crate::words::relations::named;

/// A search under way.
pub struct Walk {
    loaded: Loaded,
    sought: Sought,
    site: Site,
    ahead: VecDeque<Work>,
    below: Below,
    found: Found,
}

/// A piece of the way: short enough to be done between two frames.
enum Work {
    Engines,
    Details,
    Panel(Panel),
    /// The objects of a list from this one on.
    Objects(Head, &'static str, usize),
    Sandboxes,
    Techniques,
    Processes,
    Below,
    Ports,
    Entries(Entries),
    HostsFile,
    Comments(&'static str, &'static str, usize),
    Attribute(String),
}

/// Bytes of objects that are looked at in a step.
const BYTES: usize = 50_000;

impl Walk {
    pub fn new(loaded: Loaded, sought: Sought, site: Site) -> Self {
        let ahead = loaded.tabs.iter().flat_map(|tab| work(*tab, &loaded, site)).collect();
        Self {
            loaded,
            sought,
            site,
            ahead,
            below: Below::new(),
            found: Found::default(),
        }
    }

    /// Goes on; whether there is more to do.
    pub fn step(&mut self) -> bool {
        let Some(work) = self.ahead.pop_front() else {
            return false;
        };
        let left = self.do_some(work);
        for work in left.into_iter().rev() {
            self.ahead.push_front(work);
        }
        !self.ahead.is_empty()
    }

    /// What has been found.
    pub fn found(self) -> Found {
        self.found
    }

    /// Does a piece, and says what comes of it.
    fn do_some(&mut self, work: Work) -> Vec<Work> {
        let (site, words) = (self.site, self.site.words);
        let (loaded, sought, found) = (&self.loaded, &self.sought, &mut self.found);
        let reports = loaded.list("behaviours");
        match work {
            Work::Engines => engines(&detections::detections(&loaded.object, words), site, sought, found),
            Work::Details => {
                let panels = details(&loaded.object, site.now, words);
                return panels.into_iter().map(Work::Panel).collect();
            }
            Work::Panel(panel) => panels::panel(&panel, sought, found),
            Work::Objects(head, name, from) => {
                let objects = loaded.list(name);
                let look = |object: &Rc<Object>| objects::related(object, &head, sought, found);
                return match some(objects, from, look) {
                    Some(at) => vec![Work::Objects(head, name, at)],
                    None => Vec::new(),
                };
            }
            Work::Sandboxes => behaviour::sandboxes(reports, site, sought, found),
            Work::Techniques => behaviour::techniques(reports, words, sought, found),
            Work::Processes => behaviour::processes(reports, words, sought, found),
            Work::Below => self.below = behaviour::under_processes(reports),
            Work::Ports => behaviour::ports(reports, words, sought, found),
            Work::Entries(mut entries) => {
                if entries.step(reports, &self.below, words, sought, found) {
                    return vec![Work::Entries(entries)];
                }
            }
            Work::HostsFile => behaviour::hosts_file(reports, words, sought, found),
            Work::Comments(name, title, from) => {
                let comments = loaded.list(name);
                let places = newest_first(comments.iter().map(Rc::as_ref));
                let look = |at: &usize| match comments.get(*at) {
                    Some(comment) => objects::comment(comment, title, sought, found),
                    None => 0,
                };
                if let Some(at) = some(&places, from, look) {
                    return vec![Work::Comments(name, title, at)];
                }
            }
            Work::Attribute(name) => {
                if let Some(value) = loaded.object.attributes.get(&name) {
                    tree::attribute(&name, value, sought, found);
                }
            }
        }
        Vec::new()
    }
}

/// Looks at things from the `from`th on as long as a step lasts; where to go on, unless that was all.
fn some<T>(things: &[T], from: usize, mut look: impl FnMut(&T) -> usize) -> Option<usize> {
    let mut read = 0;
    for (at, thing) in things.iter().enumerate().skip(from) {
        if read > BYTES {
            return Some(at);
        }
        read += look(thing);
    }
    None
}

/// What is to be done for a tab. The JSON holds what stands under the attributes, and is not looked through twice.
fn work(tab: Tab, loaded: &Loaded, site: Site) -> Vec<Work> {
    let words = site.words;
    let list = |name: &'static str, place: fn(&'static str) -> Place| {
        let head = Head {
            place: place(name),
            title: Label::Ours(named(&words.relations, name).0),
        };
        Work::Objects(head, name, 0)
    };
    match tab {
        Tab::Detections => vec![Work::Engines],
        Tab::Details => vec![Work::Details],
        Tab::Relations => {
            let own = relation::all(loaded.topic).iter();
            let own = own.filter(|relation| elsewhere(relation.name).is_none());
            own.map(|relation| list(relation.name, Place::Relation)).collect()
        }
        Tab::Network => {
            let own = network(loaded.topic).iter();
            own.map(|name| list(name, Place::Network)).collect()
        }
        Tab::Behaviour => {
            let first = [
                Work::Sandboxes,
                Work::Techniques,
                Work::Processes,
                Work::Below,
                Work::Ports,
            ];
            let lists = LISTS.iter().map(|attribute| Work::Entries(Entries::new(attribute)));
            first.into_iter().chain(lists).chain([Work::HostsFile]).collect()
        }
        Tab::Community => vec![
            Work::Comments("comments", words.community.comments, 0),
            Work::Comments("related_comments", words.community.related, 0),
        ],
        Tab::Attributes => loaded.object.attributes.keys().cloned().map(Work::Attribute).collect(),
        Tab::Raw => Vec::new(),
    }
}

fn engines(detections: &Detections, site: Site, sought: &Sought, found: &mut Found) {
    let words = site.words;
    let head = Head {
        place: Place::Engines,
        title: Label::Ours(words.report.detections),
    };
    for row in &detections.rows {
        let texts = [
            (None, Some(&row.engine)),
            (Some(row.engine.raw()), row.label.as_ref()),
            (Some(row.engine.raw()), Some(&row.word)),
            (Some(row.engine.raw()), row.version.as_ref()),
            (Some(row.engine.raw()), row.updated.as_ref()),
        ];
        let texts = texts.into_iter().filter_map(|(label, text)| Some((label, text?.raw())));
        look(sought, found, &head, texts);
    }
}
