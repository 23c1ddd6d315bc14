//! A page of a list: `limit` and `cursor` in, the entries with `meta` and `links` out.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use serde_json::{Value, json};

use crate::answer::Refusal;
use crate::percent;

/// Where `links` lead: always to VirusTotal itself, whoever was asked.
pub(crate) const API: &str = "https://www.virustotal.com/api/v3";

const DEFAULT: usize = 10;
const MOST: usize = 40;
/// What the vendor counts up to.
const COUNTED: usize = 200;
/// Cursors hold every sign that has to be encoded somewhere.
const MARK: [u8; 3] = [0xFB, 0xFF, 0xFE];

/// Which page was asked for.
#[derive(Clone, Default, Debug)]
pub(crate) struct Wanted {
    /// `files/…/comments`
    pub(crate) path: String,
    /// Other parts of the query that every page needs.
    pub(crate) more: Vec<(String, String)>,
    pub(crate) limit: Option<usize>,
    pub(crate) from: usize,
}

impl Wanted {
    /// Reads a query; the error is the answer.
    pub(crate) fn read(path: &str, query: &[(String, String)]) -> Result<Self, Refusal> {
        let mut wanted = Self {
            path: path.to_owned(),
            ..Self::default()
        };
        for (name, value) in query {
            match name.as_str() {
                "limit" => wanted.limit = Some(limit(value)?),
                // Some clients ask for the first page like this.
                "cursor" if value.is_empty() || value == "\"\"" => {}
                "cursor" => wanted.from = position(value).ok_or_else(|| Refusal::argument("Invalid cursor"))?,
                _ => wanted.more.push((name.clone(), value.clone())),
            }
        }
        Ok(wanted)
    }

    fn size(&self) -> usize {
        self.limit.unwrap_or(DEFAULT)
    }

    fn link(&self, cursor: Option<&str>) -> String {
        let mut query: Vec<String> = self
            .more
            .iter()
            .map(|(name, value)| format!("{name}={}", percent::encoded(value)))
            .collect();
        query.push(format!("limit={}", self.size()));
        query.extend(cursor.map(|cursor| format!("cursor={}", percent::encoded(cursor))));
        format!("{API}/{}?{}", self.path, query.join("&"))
    }

    /// The page of these entries, each of them made by `shown`.
    pub(crate) fn page<T>(&self, all: &[T], shown: impl Fn(&T) -> Value) -> Value {
        let data: Vec<Value> = all.iter().skip(self.from).take(self.size()).map(shown).collect();
        let next = self.from + data.len();
        let mut page = json!({
            "data": data,
            "links": { "self": self.link(None) },
            "meta": { "count": all.len().min(COUNTED) },
        });
        if next < all.len() && !data.is_empty() {
            let cursor = cursor(next);
            page["links"]["next"] = json!(self.link(Some(&cursor)));
            page["meta"]["cursor"] = json!(cursor);
        }
        page
    }
}

fn limit(text: &str) -> Result<usize, Refusal> {
    match text.parse() {
        Ok(limit) if (1..=MOST).contains(&limit) => Ok(limit),
        Ok(_) => Err(Refusal::argument(format!("Limit must be between 1 and {MOST}"))),
        Err(_) => Err(Refusal::argument(format!("Limit \"{text}\" is not a number"))),
    }
}

/// Opaque to clients: `-__-`, a position, and such a length that `==` ends it.
pub(crate) fn cursor(position: usize) -> String {
    let mut bytes = MARK.to_vec();
    bytes.extend(format!("{position:07}").bytes());
    URL_SAFE.encode(bytes)
}

fn position(cursor: &str) -> Option<usize> {
    let bytes = URL_SAFE.decode(cursor).ok()?;
    std::str::from_utf8(bytes.strip_prefix(&MARK)?).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_hold_every_awkward_sign() {
        for at in [0, 10, 9_999_999] {
            let cursor = cursor(at);
            assert!(
                cursor.contains('-') && cursor.contains('_') && cursor.ends_with("=="),
                "{cursor}"
            );
            assert_eq!(position(&cursor), Some(at));
        }
        for none in ["", "MTA=", "-__-", "../.."] {
            assert_eq!(position(none), None, "{none}");
        }
    }

    #[test]
    fn pages_lead_to_each_other_and_end() {
        let all: Vec<usize> = (0..25).collect();
        let mut query = vec![("limit".to_owned(), "12".to_owned())];
        let mut seen = Vec::new();
        for (length, more) in [(12, true), (12, true), (1, false)] {
            let page = Wanted::read("x", &query).expect("a query").page(&all, |at| json!(at));
            assert_eq!(page["data"].as_array().map(Vec::len), Some(length));
            assert_eq!(page["meta"]["count"], 25);
            assert_eq!(page["links"]["self"], format!("{API}/x?limit=12"));
            let next = page["links"]["next"].as_str();
            assert_eq!((next.is_some(), page["meta"]["cursor"].is_string()), (more, more));
            if let Some(next) = next {
                let (path, after) = next.split_once('?').expect("a query");
                assert_eq!(path, "https://www.virustotal.com/api/v3/x");
                query = percent::pairs(after);
            }
            seen.extend(page["data"].as_array().cloned().unwrap_or_default());
        }
        assert_eq!(Value::from(seen), json!(all));
    }

    #[test]
    fn limits_beyond_the_vendors_are_refused() {
        for refused in ["0", "41", "-1", "many", ""] {
            assert!(
                Wanted::read("x", &[("limit".into(), refused.into())]).is_err(),
                "{refused}"
            );
        }
        assert!(Wanted::read("x", &[("cursor".into(), "none".into())]).is_err());
        assert_eq!(Wanted::read("x", &[]).expect("a query").size(), 10);
    }
}
