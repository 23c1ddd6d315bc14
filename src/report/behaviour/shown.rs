//! What the address says of the view: whose report, which process, what is sought, whether known noise is hidden, and
//! how its tables are ordered.

use std::collections::BTreeMap;

use crate::report::table::{FIND, Order, SORT, named};
use crate::route::Query;

/// What is shown. It stands in the address as `Zenbox?find=temp&noise=hidden&process=2816`; once it was
/// `Zenbox~process=2816~find=temp~noise=hidden`, which is still read. A tilde of a name's own is doubled.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Shown {
    /// A sandbox's name; none for all together.
    pub whose: Option<String>,
    pub process: Option<Picked>,
    /// What the reader seeks, as it was typed.
    pub sought: String,
    /// Known noise is hidden.
    pub quiet: bool,
    /// Of the tables that stand in another order than the report's, by their names.
    pub orders: BTreeMap<String, Order>,
}

/// A process as the address names it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picked {
    /// Its id, or `#7` for the seventh line of its sandbox's tree.
    pub key: String,
    /// The sandbox that saw it, where several are shown.
    pub sandbox: Option<String>,
}

const PROCESS: &str = "process";
const OF: &str = "of";
const NOISE: &str = "noise";
const HIDDEN: &str = "hidden";

impl Shown {
    /// Reads what the address says of the tab. What it does not know is passed over.
    pub fn parse(part: Option<&str>, query: &Query) -> Self {
        let pieces = pieces(part.unwrap_or_default());
        let mut pieces = pieces.iter().map(String::as_str);
        let whose = pieces.next().filter(|whose| !whose.is_empty()).map(str::to_owned);
        let mut old = BTreeMap::new();
        for (name, value) in pieces.filter_map(|piece| piece.split_once('=')) {
            old.insert(name, value);
        }
        let said = |name: &str| query.get(name).or(old.get(name).copied());
        Self {
            whose,
            process: said(PROCESS).map(|key| Picked {
                key: key.to_owned(),
                sandbox: said(OF).map(str::to_owned),
            }),
            sought: said(FIND).unwrap_or_default().to_owned(),
            quiet: said(NOISE) == Some(HIDDEN),
            orders: orders(query),
        }
    }

    /// The part of the address that says whose report it is; none where it is everybody's.
    pub fn part(&self) -> Option<String> {
        self.whose.as_ref().map(|whose| whose.replace('~', "~~"))
    }

    /// What stands behind it.
    pub fn query(&self) -> Query {
        let mut query = Query::default()
            .with(FIND, &self.sought)
            .with(NOISE, if self.quiet { HIDDEN } else { "" });
        if let Some(Picked { key, sandbox }) = &self.process {
            query = query
                .with(PROCESS, key)
                .with(OF, sandbox.as_deref().unwrap_or_default());
        }
        for (table, order) in &self.orders {
            query = query.with(&named(table, SORT), &order.slug());
        }
        query
    }

    /// The same with a table in another order.
    #[must_use]
    pub fn ordered(&self, table: &str, order: Option<Order>) -> Self {
        let mut shown = self.clone();
        match order {
            Some(order) => shown.orders.insert(table.to_owned(), order),
            None => shown.orders.remove(table),
        };
        shown
    }

    /// The same for another sandbox, whose processes are others.
    #[must_use]
    pub fn of(&self, whose: Option<String>) -> Self {
        Self {
            whose,
            process: None,
            ..self.clone()
        }
    }

    /// All that the same sandbox saw.
    #[must_use]
    pub fn all(&self) -> Self {
        Self {
            whose: self.whose.clone(),
            orders: self.orders.clone(),
            ..Self::default()
        }
    }

    /// The same for another process, or for all of them.
    #[must_use]
    pub fn with(&self, process: Option<Picked>) -> Self {
        Self {
            process,
            ..self.clone()
        }
    }
}

fn orders(query: &Query) -> BTreeMap<String, Order> {
    let orders = query.iter().filter_map(|(name, value)| {
        let table = name.strip_suffix(SORT)?.strip_suffix('.')?;
        Some((table.to_owned(), Order::parse(value)?))
    });
    orders.collect()
}

/// What stands between single tildes; a double one is a tilde. Every piece but the first begins with a letter, so that
/// three in a row are a tilde's end of one and the start of the next.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let doubled = sign == '~' && signs.next_if_eq(&'~').is_some();
        if sign == '~' && !doubled {
            pieces.push(String::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.push(sign);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(key: &str, sandbox: Option<&str>) -> Picked {
        Picked {
            key: key.to_owned(),
            sandbox: sandbox.map(str::to_owned),
        }
    }

    #[test]
    fn what_is_shown_survives_its_own_address() {
        for (shown, part, query) in [
            (Shown::default(), None, ""),
            (Shown::default().of(Some("@summary".into())), Some("@summary"), ""),
            (
                Shown {
                    whose: Some("Zenbox".into()),
                    process: Some(picked("2816", None)),
                    sought: "%TEMP%".into(),
                    quiet: true,
                    ..Shown::default()
                },
                Some("Zenbox"),
                "?find=%25TEMP%25&noise=hidden&process=2816",
            ),
            (
                Shown::default()
                    .with(Some(picked("#7", Some("A ~box~"))))
                    .ordered("files_opened", Order::parse("-1")),
                None,
                "?files_opened.sort=-1&of=A%20~box~&process=%237",
            ),
            (Shown::default().of(Some("ends~".into())), Some("ends~~"), ""),
        ] {
            assert_eq!(shown.part().as_deref(), part);
            assert_eq!(shown.query().to_string(), query);
            assert_eq!(Shown::parse(part, &Query::of(query)), shown, "{part:?} {query}");
        }
    }

    #[test]
    fn addresses_of_before_are_read() {
        for (part, shown) in [
            (
                "Zenbox~process=2816~find=%TEMP%~noise=hidden",
                Shown {
                    whose: Some("Zenbox".into()),
                    process: Some(picked("2816", None)),
                    sought: "%TEMP%".into(),
                    quiet: true,
                    ..Shown::default()
                },
            ),
            (
                "~process=#7~of=A ~~box~~",
                Shown::default().with(Some(picked("#7", Some("A ~box~")))),
            ),
            (
                "ends~~~find=~~DF418.tmp = a/b",
                Shown {
                    whose: Some("ends~".into()),
                    sought: "~DF418.tmp = a/b".into(),
                    ..Shown::default()
                },
            ),
        ] {
            assert_eq!(Shown::parse(Some(part), &Query::default()), shown, "{part}");
        }
        let both = Shown::parse(Some("~find=old~noise=hidden"), &Query::of("?find=new"));
        assert_eq!((both.sought.as_str(), both.quiet), ("new", true));
    }

    #[test]
    fn what_nobody_knows_is_passed_over() {
        let nothing = Shown::default();
        for (part, query) in [
            ("", ""),
            ("~", ""),
            ("~~", ""),
            ("~of=Zenbox", "?of=Zenbox"),
            ("~noise=loud", "?noise=loud"),
            ("~tomorrow=1~x", "?tomorrow=1&files.sort=x&sort=1"),
        ] {
            let expected = if part == "~~" {
                nothing.of(Some("~".into()))
            } else {
                nothing.clone()
            };
            assert_eq!(Shown::parse(Some(part), &Query::of(query)), expected, "{part}");
        }
    }

    #[test]
    fn a_table_goes_back_to_the_order_of_the_report() {
        let shown = Shown::default()
            .ordered("a", Order::parse("1"))
            .ordered("b", Order::parse("-2"));
        assert_eq!(shown.ordered("a", None).query().to_string(), "?b.sort=-2");
        assert_eq!(shown.all(), shown);
    }

    #[test]
    fn another_sandbox_has_other_processes() {
        let shown = Shown {
            process: Some(picked("1", None)),
            sought: "x".into(),
            quiet: true,
            ..Shown::default()
        };
        let other = shown.of(Some("C2AE".into()));
        assert_eq!((other.process, other.sought.as_str(), other.quiet), (None, "x", true));
        assert_eq!(shown.with(None).process, None);
    }
}
