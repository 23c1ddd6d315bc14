//! How the table of an open part is shown, behind the `?` of the address: `?show=malicious&sort=-label`.

use std::fmt;

use super::{escaped, unescaped};

/// Names and values; which ones there are is the table's own affair, and what it does not know stays untouched. Few, and in
/// the order of their names: a map of them would weigh more in the part that every visit loads.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Query(Vec<(String, String)>);

/// An address is for people: what is longer was not made by the page.
const PAIRS_AT_MOST: usize = 20;
const SIGNS_AT_MOST: usize = 300;

/// Under this name stands what is sought in the whole report: it goes along from tab to tab.
pub const SOUGHT: &str = "search";

impl Query {
    /// Reads what stands behind the first `?` of a fragment; what cannot be read is left out.
    pub fn of(fragment: &str) -> Self {
        let (_, text) = fragment.split_once('?').unwrap_or_default();
        let pairs = text.split('&').filter_map(|pair| {
            let (name, value) = pair.split_once('=')?;
            let (name, value) = (unescaped(name)?, unescaped(value)?);
            (value.chars().count() <= SIGNS_AT_MOST).then_some((name, value))
        });
        let mut query = Self::default();
        for (name, value) in pairs.take(PAIRS_AT_MOST) {
            query.put(&name, value);
        }
        query
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        let at = self.place(name).ok()?;
        self.0.get(at).map(|(_, value)| value.as_str())
    }

    /// Where a name is, or would be.
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.as_str().cmp(name))
    }

    fn put(&mut self, name: &str, value: String) {
        self.0.retain(|(own, _)| own != name);
        let (Ok(at) | Err(at)) = self.place(name);
        self.0.insert(at, (name.to_owned(), value));
    }

    /// Every name with its value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The same with another value; an empty one stands for none.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        if value.is_empty() {
            self.0.retain(|(own, _)| own != name);
        } else {
            self.put(name, value.chars().take(SIGNS_AT_MOST).collect());
        }
        self
    }
}

impl fmt::Display for Query {
    /// Writes it with its `?`, ready to be put behind a route; nothing where there is nothing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (name, value)) in self.0.iter().enumerate() {
            let mark = if at == 0 { '?' } else { '&' };
            write!(f, "{mark}{}={}", escaped(name), escaped(value))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for (fragment, written) in [
            ("#/file/x", ""),
            ("#/file/x?", ""),
            ("#/file/x?sort=-label", "?sort=-label"),
            (
                "#/file/x?sort=label&show=malicious&word=family:emotet",
                "?show=malicious&sort=label&word=family:emotet",
            ),
            ("#/file/x?find=%3F%26%3D%20%D0%B0&sort", "?find=%3F%26=%20%D0%B0"),
            ("#/file/x?find=&=a&find=%FF", ""),
            ("#/file/x?a=1?b=2", "?a=1%3Fb=2"),
        ] {
            let query = Query::of(fragment);
            assert_eq!(query.to_string(), written, "{fragment}");
            assert_eq!(Query::of(&query.to_string()), query, "{fragment}");
        }
        let endless = format!("?find={}&sort=a", "x".repeat(SIGNS_AT_MOST + 1));
        assert_eq!(Query::of(&endless).to_string(), "?sort=a");
    }

    #[test]
    fn a_value_is_set_and_taken_away() {
        let query = Query::default().with("sort", "label").with("find", "?&=#");
        assert_eq!(query.get("find"), Some("?&=#"));
        assert_eq!(Query::of(&query.to_string()), query);
        assert!(query.with("sort", "").with("find", "").is_empty());
    }
}
