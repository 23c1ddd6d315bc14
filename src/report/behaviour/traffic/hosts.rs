//! What the lists of contacted places say of a host that a sandbox saw: its verdict, and whose it is.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::report::details::Cell;
use crate::report::network::host;
use crate::report::relation::kinds::system;
use crate::report::relation::name::called;
use crate::report::relation::sheet::ratio;
use crate::subject::Topic;
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Object};
use crate::words::Words;

/// What stands beside hosts and URLs, by their one spelling.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Hosts(BTreeMap<String, Vec<Cell>>);

impl Hosts {
    /// As far as the lists are loaded.
    pub fn of<'a>(places: impl IntoIterator<Item = &'a Rc<Object>>, words: Words) -> Self {
        let entry = |object: &Rc<Object>| {
            let key = match &object.kind {
                Kind::Url => host::url_key(called(object)?.raw()),
                Kind::Domain | Kind::Address => host::key(&host::read(&object.id)?),
                _ => return None,
            };
            let place: Vec<String> = [system(object), object.text("country")]
                .into_iter()
                .flatten()
                .map(|text| text.raw().to_owned())
                .collect();
            let place = (object.kind == Kind::Address && !place.is_empty()).then(|| place.join(", "));
            let verdict = Some(ratio(&object.stats(), words)).filter(|verdict| *verdict != Cell::Empty);
            let cells = verdict
                .into_iter()
                .chain(place.map(|place| Cell::Outside(Untrusted::new(place))));
            Some((key, cells.collect()))
        };
        Self(places.into_iter().filter_map(entry).collect())
    }

    /// What is known of what a cell leads to.
    pub fn beside(&self, cell: &Cell) -> &[Cell] {
        let Cell::Subject(subject, text) = cell else { return &[] };
        let key = match subject.topic() {
            Topic::Url => Some(host::url_key(text.raw())),
            Topic::Domain | Topic::Address => host::read(text.raw()).as_ref().map(host::key),
            Topic::File => None,
        };
        key.and_then(|key| self.0.get(&key)).map_or(&[], Vec::as_slice)
    }
}
