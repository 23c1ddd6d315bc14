//! Which rows of a loaded list are shown, and in what order.

use crate::fold::fold;
use crate::report::relation::name::Name;
use crate::vt::object::Object;

/// How the loaded entries stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// As VirusTotal sent them.
    #[default]
    Sent,
    /// What most engines flag comes first.
    Flagged,
    /// By name.
    Name,
}

impl Order {
    pub const ALL: [Self; 3] = [Self::Sent, Self::Flagged, Self::Name];

    /// The word that stands for it in a choice.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Flagged => "flagged",
            Self::Name => "name",
        }
    }

    pub fn of_slug(slug: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|order| order.slug() == slug)
            .unwrap_or_default()
    }
}

/// The places of the objects that hold `sought` in their name, id or text, in this order. Equals stay as they were sent.
pub fn places<'a>(objects: impl IntoIterator<Item = &'a Object>, sought: &str, order: Order) -> Vec<usize> {
    let sought = fold(sought.trim());
    let mut keys: Vec<(u64, String, usize)> = Vec::new();
    for (at, object) in objects.into_iter().enumerate() {
        if !sought.is_empty() && !holds(object, &sought) {
            continue;
        }
        keys.push(match order {
            Order::Sent => (0, String::new(), at),
            Order::Flagged => (u64::MAX - object.stats().flagged(), String::new(), at),
            Order::Name => (0, fold(Name::of(object).text.raw()), at),
        });
    }
    keys.sort_unstable();
    keys.into_iter().map(|(_, _, at)| at).collect()
}

/// Whether its id, or any text that stands directly in it, holds what is sought.
fn holds(object: &Object, sought: &str) -> bool {
    let texts = object.attributes.values().chain(object.context.values());
    fold(&object.id).contains(sought)
        || texts
            .filter_map(serde_json::Value::as_str)
            .chain(object.list("names").iter().filter_map(serde_json::Value::as_str))
            .any(|text| fold(text).contains(sought))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vt::object::Kind;

    fn object(id: &str, flagged: u64, attributes: &str) -> Object {
        let mut attributes: serde_json::Map<_, _> = serde_json::from_str(attributes).expect("a map");
        attributes.insert(
            "last_analysis_stats".into(),
            serde_json::json!({"malicious": flagged, "undetected": 60}),
        );
        Object::new(Kind::Domain, id, attributes)
    }

    #[test]
    fn rows_are_found_and_stand_as_the_reader_wants_them() {
        let objects = [
            object("c.example", 0, r#"{"registrar":"Names Ltd"}"#),
            object("A.example", 9, "{}"),
            object("b.example", 9, r#"{"registrar":"Other"}"#),
        ];
        for (sought, order, expected) in [
            ("", Order::Sent, &[0, 1, 2][..]),
            ("", Order::Flagged, &[1, 2, 0]),
            ("", Order::Name, &[1, 2, 0]),
            (" NAMES ", Order::Sent, &[0]),
            ("b.ex", Order::Flagged, &[2]),
            ("nowhere", Order::Name, &[]),
        ] {
            assert_eq!(places(&objects, sought, order), expected, "{sought} {order:?}");
        }
        for order in Order::ALL {
            assert_eq!(Order::of_slug(order.slug()), order);
        }
    }
}
