//! Which rows of a loaded list are shown, and in what order.

use crate::fold::fold;
use crate::report::details::Cell;
use crate::report::details::build::Site;
use crate::report::relation::name::Name;
use crate::report::relation::sheet;
use crate::report::table::key::Key;
use crate::report::table::{Order, ordered};
use crate::vt::object::Object;

/// The places of the objects that hold `sought` in their name, id or text. They stay as they were sent.
pub fn fitting<'a>(objects: impl IntoIterator<Item = &'a Object>, sought: &str) -> Vec<usize> {
    let sought = fold(sought.trim());
    let objects = objects.into_iter().enumerate();
    let fits = objects.filter(|(_, object)| sought.is_empty() || holds(object, &sought));
    fits.map(|(at, _)| at).collect()
}

/// The places in an order: the name is the first column. What VirusTotal has lost has no cells.
pub fn in_order<'a>(
    places: Vec<usize>,
    object: impl Fn(usize) -> Option<&'a Object>,
    order: Option<Order>,
    site: Site,
) -> Vec<usize> {
    ordered(places.into_iter(), order, |at, column| {
        let object = object(at)?;
        let cell = match column.checked_sub(1) {
            None => Cell::Outside(Name::of(object).text),
            Some(_) if object.missing.is_some() => Cell::Empty,
            Some(behind) => sheet::cells(object, site).into_iter().nth(behind)?,
        };
        Key::of(&cell, true, site.words)
    })
}

/// The rows of a kind for a clipboard: the name, then the cells.
pub fn row(object: &Object, site: Site) -> Vec<Cell> {
    let name = Name::of(object);
    let first = match object.subject() {
        Some(subject) if name.is_network() => Cell::Subject(subject, name.taken),
        Some(_) | None => Cell::Outside(name.taken),
    };
    let cells = if object.missing.is_some() {
        Vec::new()
    } else {
        sheet::cells(object, site)
    };
    [first].into_iter().chain(cells).collect()
}

/// Whether its id, or any text that stands directly in it, holds what is sought.
fn holds(object: &Object, sought: &str) -> bool {
    fold(&object.id).contains(sought) || texts(object).any(|(_, text)| fold(text).contains(sought))
}

/// The texts that stand directly in an object, and its names, each with what it is.
pub fn texts(object: &Object) -> impl Iterator<Item = (&str, &str)> {
    let texts = object.attributes.iter().chain(&object.context);
    let texts = texts.map(|(name, value)| (name.as_str(), value));
    let names = object.list("names").iter().map(|name| ("names", name));
    texts
        .chain(names)
        .filter_map(|(name, value)| Some((name, value.as_str()?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vt::object::Kind;
    use crate::words::{Language, Words};

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
            object("c10.example", 0, r#"{"registrar":"Names Ltd"}"#),
            object("C9.example", 12, "{}"),
            object("b.example", 9, r#"{"registrar":"Other"}"#),
        ];
        let site = Site {
            now: 1_795_000_000,
            words: Words::of(Language::English),
        };
        for (sought, order, expected) in [
            ("", "", &[0, 1, 2][..]),
            ("", "1", &[2, 1, 0]),
            ("", "-1", &[0, 1, 2]),
            ("", "-2", &[1, 2, 0]),
            ("", "3", &[0, 2, 1]),
            ("", "-3", &[2, 0, 1]),
            (" NAMES ", "", &[0]),
            (".ex", "-2", &[1, 2, 0]),
            ("nowhere", "1", &[]),
        ] {
            let places = fitting(&objects, sought);
            let places = in_order(places, |at| objects.get(at), Order::parse(order), site);
            assert_eq!(places, expected, "{sought} {order:?}");
        }
    }

    #[test]
    fn a_row_is_copied_by_what_is_taken_along() {
        let site = Site {
            now: 1_795_000_000,
            words: Words::of(Language::English),
        };
        let domain = row(&object("a.example", 3, "{}"), site);
        assert_eq!(domain.len(), 5);
        assert!(domain[0].is_network());
        let digest = "a".repeat(64);
        let named = serde_json::json!({"meaningful_name": "setup.exe"});
        let file = Object::new(
            Kind::File,
            digest.as_str(),
            named.as_object().cloned().unwrap_or_default(),
        );
        assert_eq!(row(&file, site)[0].text(), digest);
    }
}
