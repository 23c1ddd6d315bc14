//! Parts that stand under a heading, lists that open, and counts as bars.

use serde_json::{Map, Value};

use crate::report::details::build::{Site, rows, words_column};
use crate::report::details::{Cell, Group, Label, Part};
use crate::untrusted::Untrusted;
use crate::vt::value::number;

/// A part under its heading, unless there is none.
pub fn titled(title: &'static str, part: Option<Part>) -> [Option<Part>; 2] {
    [part.as_ref().map(|_| Part::Heading(Label::Ours(title))), part]
}

/// A list under its heading, unless it is empty.
pub fn listed(title: &'static str, texts: Vec<Untrusted>) -> [Option<Part>; 2] {
    titled(title, (!texts.is_empty()).then_some(Part::List(texts)))
}

/// Lists that open one by one; those with nothing in them are left out.
pub fn groups(lists: impl IntoIterator<Item = (&'static str, Vec<Untrusted>)>) -> Option<Part> {
    let lists = lists.into_iter().filter(|(_, items)| !items.is_empty());
    let groups: Vec<Group> = lists
        .map(|(title, items)| Group {
            title: Untrusted::from(title),
            items,
        })
        .collect();
    (!groups.is_empty()).then_some(Part::Groups(groups))
}

/// Names with their numbers, the greatest first: `PNG 657`, with a bar on the scale of the greatest.
pub fn tally(title: &'static str, what: &'static str, counts: Option<&Map<String, Value>>, site: Site) -> Option<Part> {
    let mut counts: Vec<(&str, f64, &Value)> = counts
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.as_str(), number(value).unwrap_or(0.0), value))
        .collect();
    counts.sort_by(|one, other| other.1.total_cmp(&one.1));
    let most = counts.first().map_or(0.0, |(_, most, _)| *most);
    let lines = counts.into_iter().map(|(name, length, value)| {
        let text = site.count(Some(value)).unwrap_or(Cell::Empty);
        let amount = match text {
            Cell::Ours(text) if length <= most => Cell::Bar {
                value: length,
                max: most,
                text,
            },
            other => other,
        };
        vec![Cell::Outside(Untrusted::new(name)), amount]
    });
    let columns = [what, site.words.report.formats.amount].map(words_column);
    rows(Some(title), columns, lines.collect())
}
