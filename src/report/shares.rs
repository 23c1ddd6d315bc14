//! What is known of a tab before it is opened: how many things are in it, or that there is nothing.

use crate::report::relation::{Amount, elsewhere};
use crate::route::Tab;
use crate::subject::Topic;
use crate::vt::object::Object;
use crate::vt::relation::{self, Tier};
use crate::vt::value::count;

/// How many things a tab that asks for more holds, as far as the report itself tells.
pub fn share(tab: Tab, object: &Object, topic: Topic) -> Amount {
    match tab {
        Tab::Relations => {
            let own = relation::all(topic)
                .iter()
                .filter(|relation| relation.tier == Tier::Free && elsewhere(relation.name).is_none());
            sum(own.map(|relation| told(object, relation.name)))
        }
        Tab::Network => sum(network(topic).iter().map(|name| told(object, name))),
        Tab::Behaviour => told(object, "behaviours"),
        Tab::Community => sum([told(object, "comments"), votes(object)].into_iter()),
        Tab::Detections | Tab::Details | Tab::Attributes | Tab::Raw => Amount::Unknown,
    }
}

fn told(object: &Object, relation: &str) -> Amount {
    Amount::told(object.relation(relation))
}

/// The relations that the network's tab is made of.
pub fn network(topic: Topic) -> &'static [&'static str] {
    match topic {
        Topic::File => &["contacted_domains", "contacted_ips", "contacted_urls"],
        Topic::Url => &["network_location", "last_serving_ip_address"],
        Topic::Domain | Topic::Address => &[],
    }
}

/// Votes are summed up in the report itself; only files have them as a relation.
fn votes(object: &Object) -> Amount {
    let Some(votes) = object.map("total_votes") else {
        return told(object, "votes");
    };
    let of = |name| votes.get(name).and_then(count).unwrap_or(0);
    Amount::Exactly(of("malicious").saturating_add(of("harmless")))
}

/// Of several lists together: what one does not tell, nobody knows.
fn sum(amounts: impl Iterator<Item = Amount>) -> Amount {
    amounts
        .reduce(|sum, amount| match (sum, amount) {
            (Amount::Unknown, _) | (_, Amount::Unknown) => Amount::Unknown,
            (Amount::Exactly(one), Amount::Exactly(other)) => Amount::Exactly(one.saturating_add(other)),
            (Amount::Exactly(one) | Amount::AtLeast(one), Amount::Exactly(other) | Amount::AtLeast(other)) => {
                Amount::AtLeast(one.saturating_add(other))
            }
        })
        .unwrap_or(Amount::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vt::object::{Descriptor, Kind, Known};

    fn known(listed: usize, more: bool) -> Known {
        let one = Descriptor {
            kind: Kind::Domain,
            id: "a.example".into(),
        };
        Known {
            first: vec![one; listed],
            count: None,
            more,
        }
    }

    fn object(relations: &[(&str, usize, bool)], votes: Option<(u64, u64)>) -> Object {
        let mut attributes = serde_json::Map::new();
        if let Some((bad, good)) = votes {
            attributes.insert(
                "total_votes".into(),
                serde_json::json!({"malicious": bad, "harmless": good}),
            );
        }
        let mut object = Object::new(Kind::Url, "x", attributes);
        for (name, listed, more) in relations {
            object.relations.insert((*name).to_owned(), known(*listed, *more));
        }
        object
    }

    #[test]
    fn a_tab_counts_what_the_report_told_and_guesses_nothing() {
        let whole = [
            ("network_location", 1, false),
            ("last_serving_ip_address", 0, false),
            ("graphs", 2, false),
            ("related_comments", 20, true),
            ("comments", 3, false),
        ];
        for (tab, relations, votes, amount) in [
            (Tab::Relations, &whole[..], None, Amount::AtLeast(23)),
            (Tab::Relations, &whole[..3], None, Amount::Unknown),
            (Tab::Network, &whole, None, Amount::Exactly(1)),
            (Tab::Network, &whole[1..], None, Amount::Unknown),
            (
                Tab::Network,
                &[("network_location", 0, false), ("last_serving_ip_address", 0, false)],
                None,
                Amount::Exactly(0),
            ),
            (Tab::Community, &whole, Some((2, 5)), Amount::Exactly(10)),
            (Tab::Community, &whole, None, Amount::Unknown),
            (Tab::Community, &[], Some((2, 5)), Amount::Unknown),
            (
                Tab::Community,
                &[("comments", 0, false)],
                Some((0, 0)),
                Amount::Exactly(0),
            ),
            (Tab::Behaviour, &[], None, Amount::Unknown),
            (Tab::Behaviour, &[("behaviours", 3, false)], None, Amount::Exactly(3)),
            (Tab::Details, &whole, None, Amount::Unknown),
        ] {
            assert_eq!(
                share(tab, &object(relations, votes), Topic::Url),
                amount,
                "{tab:?} {relations:?}"
            );
        }
    }
}
