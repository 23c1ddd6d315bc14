//! A table of cells as the reader wants it: narrowed by a text, ordered by a column, copied plain or defanged.

pub mod key;

use std::cmp::Ordering;

use crate::fold::fold;
use crate::report::details::{Cell, Column};
use crate::report::sheet;
use crate::report::table::key::Key;
use crate::route::Query;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// How a table is shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    /// None: as the report has it.
    pub order: Option<Order>,
    /// Sought in every cell, in any case.
    pub text: String,
}

/// The order of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Order {
    /// The column's place, from zero.
    pub by: usize,
    pub descending: bool,
}

/// How a table is copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Copied {
    Plain,
    /// With what could be visited made harmless.
    Defanged,
}

/// What of a table stands in the address, each under the table's own name where a part has several: `dns.sort=-2`.
pub const SORT: &str = "sort";
pub const FIND: &str = "find";

/// The name of a value in the address.
pub fn named(table: &str, value: &str) -> String {
    if table.is_empty() {
        return value.to_owned();
    }
    format!("{table}.{value}")
}

impl Shown {
    /// Reads the address; an order that makes no sense is as if it were not there.
    pub fn of(query: &Query, table: &str) -> Self {
        Self {
            order: query.get(&named(table, SORT)).and_then(Order::parse),
            text: query.get(&named(table, FIND)).unwrap_or_default().to_owned(),
        }
    }
}

impl Order {
    /// `2` for the second column, or `-2` for the other way round: places are the same in every language.
    pub fn parse(text: &str) -> Option<Self> {
        let (descending, place) = text.strip_prefix('-').map_or((false, text), |place| (true, place));
        let by = place.parse::<usize>().ok()?.checked_sub(1)?;
        Some(Self { by, descending })
    }

    /// As it stands in an address.
    pub fn slug(self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.by.saturating_add(1))
    }

    /// What pressing a column's heading leads to: up, then down, then as at first.
    pub fn turned(order: Option<Self>, by: usize) -> Option<Self> {
        match order {
            Some(order) if order.by == by => (!order.descending).then_some(Self { by, descending: true }),
            Some(_) | None => Some(Self { by, descending: false }),
        }
    }
}

/// The places of the rows that are shown, in their order. Equals stay as the report has them, empty cells come last.
pub fn places(columns: &[Column], rows: &[Vec<Cell>], shown: &Shown, words: Words) -> Vec<usize> {
    let sought = fold(shown.text.trim());
    let fits = |row: &[Cell]| sought.is_empty() || row.iter().any(|cell| fold(&cell.text()).contains(&sought));
    let fitting = rows.iter().enumerate().filter(|(_, row)| fits(row)).map(|(at, _)| at);
    ordered(fitting, shown.order, |at, column| {
        let numeric = columns.get(column)?.numeric;
        Key::of(rows.get(at)?.get(column)?, numeric, words)
    })
}

/// Places in an order, each by the key of its cell in the order's column.
pub fn ordered(
    places: impl Iterator<Item = usize>,
    order: Option<Order>,
    key: impl Fn(usize, usize) -> Option<Key>,
) -> Vec<usize> {
    let Some(Order { by, descending }) = order else {
        return places.collect();
    };
    let mut keyed: Vec<(Option<Key>, usize)> = places.map(|at| (key(at, by), at)).collect();
    keyed.sort_by(|(one, _), (other, _)| match (one, other) {
        (Some(one), Some(other)) if descending => other.cmp(one),
        (Some(one), Some(other)) => one.cmp(other),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    keyed.into_iter().map(|(_, at)| at).collect()
}

/// Rows for a spreadsheet.
pub fn copy<'a>(columns: &[Column], rows: impl Iterator<Item = &'a Vec<Cell>>, how: Copied) -> String {
    let titles: Vec<&str> = columns.iter().map(|column| column.title).collect();
    sheet::tsv(
        &titles,
        rows.map(|row| row.iter().map(|cell| Untrusted::new(cell.copied(how))).collect()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::details::build::{number_column, words_column};
    use crate::subject::{Subject, Topic};
    use crate::words::Language;

    fn outside(text: &str) -> Cell {
        Cell::Outside(Untrusted::new(text))
    }

    fn rows() -> Vec<Vec<Cell>> {
        [("beta", "1,234"), ("Alpha", "56"), ("gamma", ""), ("alpha", "7")]
            .map(|(name, count)| {
                let count = if count.is_empty() {
                    Cell::Empty
                } else {
                    Cell::Ours(count.to_owned())
                };
                vec![outside(name), count]
            })
            .to_vec()
    }

    #[test]
    fn rows_are_narrowed_and_ordered() {
        let columns = [words_column("Name"), number_column("Count")];
        for (sort, find, expected) in [
            ("", "", &[0, 1, 2, 3][..]),
            ("1", "", &[1, 3, 0, 2]),
            ("-1", "", &[2, 0, 1, 3]),
            ("2", "", &[3, 1, 0, 2]),
            ("-2", "", &[0, 1, 3, 2]),
            ("2", " ALPHA ", &[3, 1]),
            ("", "1,2", &[0]),
            ("9", "", &[0, 1, 2, 3]),
            ("", "nowhere", &[]),
        ] {
            let query = Query::default().with("t.sort", sort).with("t.find", find);
            let shown = Shown::of(&query, "t");
            let places = |shown| places(&columns, &rows(), shown, Words::of(Language::English));
            assert_eq!(places(&shown), expected, "{query}");
            assert_eq!(places(&Shown::of(&query, "other")).len(), 4, "another table's");
        }
    }

    #[test]
    fn an_order_survives_its_address_and_nonsense_is_none() {
        for (text, order) in [
            ("1", Some((0, false))),
            ("-12", Some((11, true))),
            ("0", None),
            ("", None),
            ("--1", None),
            ("name", None),
            ("99999999999999999999999", None),
        ] {
            let order = order.map(|(by, descending)| Order { by, descending });
            assert_eq!(Order::parse(text), order, "{text}");
            assert!(order.is_none_or(|order| order.slug() == text));
        }
        let mut order = None;
        let turns = [(); 3].map(|()| {
            order = Order::turned(order, 1);
            order.map(Order::slug)
        });
        assert_eq!(turns, [Some("2".to_owned()), Some("-2".to_owned()), None]);
        let other = Some(Order {
            by: 0,
            descending: true,
        });
        assert_eq!(Order::turned(other, 1).map(Order::slug).as_deref(), Some("2"));
    }

    #[test]
    fn what_is_copied_is_whole_and_what_could_be_visited_is_defanged_at_a_wish() {
        let domain = Subject::new(Topic::Domain, "a.example").expect("a domain");
        let rows = [
            vec![
                Cell::Subject(domain, Untrusted::new("a.example")),
                outside("http://b.example/x"),
            ],
            vec![outside("=1+1"), outside("1.2.3 of b.example")],
        ];
        let columns = [words_column("Place"), words_column("More")];
        for (how, expected) in [
            (
                Copied::Plain,
                "Place\tMore\na.example\thttp://b.example/x\n'=1+1\t1.2.3 of b.example\n",
            ),
            (
                Copied::Defanged,
                "Place\tMore\na[.]example\thxxp://b[.]example/x\n'=1+1\t1.2.3 of b.example\n",
            ),
        ] {
            assert_eq!(copy(&columns, rows.iter(), how), expected);
        }
        assert!(rows[0].iter().all(Cell::is_network));
        assert!(!rows[1].iter().any(Cell::is_network));
    }
}
