//! A word in everything that is loaded of a report: what holds it, where that stands, and how much of it each tab has.

mod behaviour;
mod details;
pub mod excerpt;
mod objects;
pub mod sought;
mod tree;
pub mod unloaded;
pub mod walk;

use std::rc::Rc;

use crate::report::behaviour::attributes::Group;
use crate::report::details::Label;
use crate::report::search::excerpt::Excerpt;
use crate::report::search::sought::Sought;
use crate::route::Tab;
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

/// What is here of a report: nothing is asked for to search it.
#[derive(Clone)]
pub struct Loaded {
    pub topic: Topic,
    /// The parts that the report has.
    pub tabs: &'static [Tab],
    pub object: Rc<Object>,
    /// What is here of its relations, by their names.
    pub lists: Vec<(&'static str, Vec<Rc<Object>>)>,
}

impl Loaded {
    fn list(&self, name: &str) -> &[Rc<Object>] {
        let own = self.lists.iter().find(|(own, _)| *own == name);
        own.map_or(&[], |(_, objects)| objects)
    }
}

/// What was found, in the order of the tabs and of what stands in them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    pub sections: Vec<Section>,
}

/// What belongs together inside a tab.
#[derive(Clone, PartialEq, Debug)]
pub struct Section {
    pub head: Head,
    /// How many lines hold the word.
    pub total: usize,
    /// The first of them.
    pub hits: Vec<Hit>,
}

/// Which part of a tab it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Head {
    pub place: Place,
    pub title: Label,
}

/// Where hits stand.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    Engines,
    /// A panel of the details, by its id.
    Panel(&'static str),
    /// A list of the relations, by its name.
    Relation(&'static str),
    /// A list that the network's tab is made of.
    Network(&'static str),
    Behaviour(Group),
    Community,
    /// What stands under an attribute of the report.
    Attribute,
}

impl Place {
    pub fn tab(&self) -> Tab {
        match self {
            Self::Engines => Tab::Detections,
            Self::Panel(_) => Tab::Details,
            Self::Relation(_) => Tab::Relations,
            Self::Network(_) => Tab::Network,
            Self::Behaviour(_) => Tab::Behaviour,
            Self::Community => Tab::Community,
            Self::Attribute => Tab::Attributes,
        }
    }
}

/// A line that holds the word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hit {
    /// What the text is: a column, a field, the way to it.
    pub label: Option<Untrusted>,
    pub excerpt: Excerpt,
    /// The text itself, cut where it is long: by it the line is found again where it is drawn.
    pub text: Untrusted,
}

/// Hits of a section that are kept; the others are counted.
const KEPT: usize = 100;
/// The tree shows no more of what it seeks.
const KEPT_OF_TREE: usize = 200;
/// Of a hit's text.
const TEXT: usize = 200;

impl Found {
    /// How many lines of a tab hold the word.
    pub fn count(&self, tab: Tab) -> usize {
        self.of(tab).map(|section| section.total).sum()
    }

    pub fn total(&self) -> usize {
        self.sections.iter().map(|section| section.total).sum()
    }

    /// The sections of a tab.
    pub fn of(&self, tab: Tab) -> impl Iterator<Item = &Section> {
        self.sections
            .iter()
            .filter(move |section| section.head.place.tab() == tab)
    }

    /// Counts a line and keeps it where there is room.
    fn add(&mut self, head: &Head, hit: impl FnOnce() -> Hit) {
        let room = match head.place {
            Place::Attribute => {
                let kept: usize = self.of(Tab::Attributes).map(|section| section.hits.len()).sum();
                kept < KEPT_OF_TREE
            }
            Place::Engines
            | Place::Panel(_)
            | Place::Relation(_)
            | Place::Network(_)
            | Place::Behaviour(_)
            | Place::Community => true,
        };
        if self.sections.last().is_none_or(|last| last.head != *head) {
            self.sections.push(Section {
                head: head.clone(),
                total: 0,
                hits: Vec::new(),
            });
        }
        let Some(section) = self.sections.last_mut() else {
            return;
        };
        section.total += 1;
        if room && section.hits.len() < KEPT {
            section.hits.push(hit());
        }
    }
}

/// Looks through the texts of one line, each with what it is, and adds the line if one holds the word. Says how much
/// was read.
fn look<'a>(
    sought: &Sought,
    found: &mut Found,
    head: &Head,
    texts: impl IntoIterator<Item = (Option<&'a str>, &'a str)>,
) -> usize {
    let mut read = 0;
    for (label, text) in texts {
        read += text.len();
        if let Some(place) = sought.find(text) {
            found.add(head, || hit(label.map(Untrusted::new), text, place));
            break;
        }
    }
    read
}

fn hit(label: Option<Untrusted>, text: &str, place: std::ops::Range<usize>) -> Hit {
    Hit {
        label,
        excerpt: Excerpt::of(text, place),
        text: Untrusted::new(text.chars().take(TEXT).collect::<String>()),
    }
}
