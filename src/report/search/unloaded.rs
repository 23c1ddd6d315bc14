//! What of a report is not here and so cannot be searched, and what it would cost to ask for it.

use crate::report::relation::{Amount, elsewhere};
use crate::report::shares::network;
use crate::route::Tab;
use crate::subject::Topic;
use crate::vt::relation::{self, LeadsTo, Tier};

/// How far a list is here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Nobody has asked for it; the report told how much is in it.
    Unasked(Amount),
    /// So many of its entries are here, and there are more.
    Begun(u64),
    Here,
}

/// What of a tab is not here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Unloaded {
    /// Lists that nobody has asked for: a request each.
    pub unasked: u64,
    /// Lists that go on: a request a page.
    pub begun: u64,
}

impl Unloaded {
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    /// Of a tab by the state of each of its lists.
    pub fn of(tab: Tab, topic: Topic, state: impl Fn(&str) -> State) -> Self {
        let mut unloaded = Self::default();
        for name in lists(tab, topic) {
            match state(name) {
                State::Unasked(amount) if amount.is_none() => {}
                State::Unasked(_) => unloaded.unasked += 1,
                State::Begun(_) => unloaded.begun += 1,
                State::Here => {}
            }
        }
        unloaded
    }
}

/// The lists that a tab is made of, by their relations' names. What only premium keys may read is no part of it.
pub fn lists(tab: Tab, topic: Topic) -> Vec<&'static str> {
    match tab {
        Tab::Relations => {
            let own = relation::all(topic).iter();
            let free = own.filter(|relation| relation.tier == Tier::Free && relation.leads_to != LeadsTo::Address);
            free.map(|relation| relation.name)
                .filter(|name| elsewhere(name).is_none())
                .collect()
        }
        Tab::Network => network(topic).to_vec(),
        Tab::Behaviour => vec!["behaviours"],
        Tab::Community => vec!["comments"],
        Tab::Detections | Tab::Details | Tab::Attributes | Tab::Raw => Vec::new(),
    }
}

/// Every list that may be searched once it is here.
pub fn all(topic: Topic) -> Vec<&'static str> {
    let all = relation::all(topic).iter();
    let lists = all.filter(|relation| relation.leads_to != LeadsTo::Address);
    lists.map(|relation| relation.name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_here_is_counted_by_tab() {
        let state = |name: &str| match name {
            "behaviours" => State::Unasked(Amount::Unknown),
            "contacted_domains" => State::Unasked(Amount::Exactly(0)),
            "contacted_ips" => State::Begun(40),
            "contacted_urls" => State::Unasked(Amount::AtLeast(10)),
            _ => State::Here,
        };
        for (tab, unasked, begun) in [
            (Tab::Detections, 0, 0),
            (Tab::Details, 0, 0),
            (Tab::Relations, 1, 1),
            (Tab::Network, 1, 1),
            (Tab::Behaviour, 1, 0),
            (Tab::Community, 0, 0),
        ] {
            let unloaded = Unloaded::of(tab, Topic::File, state);
            assert_eq!(unloaded, Unloaded { unasked, begun }, "{tab:?}");
        }
        assert!(lists(Tab::Network, Topic::Domain).is_empty());
        assert!(!lists(Tab::Relations, Topic::File).contains(&"similar_files"));
    }
}
