//! Addresses that VirusTotal hands out for uploads: they lie on other hosts, and are given to the page as ours.

use crate::options::Upstream;
use crate::routes::{self, BIG_FILES};

/// The most bytes that an answer with such an address may have.
pub(crate) const LONGEST: usize = 64 << 10;

/// The two places that take files for VirusTotal.
pub(crate) struct Places<'a> {
    pub(crate) upstream: &'a Upstream,
    pub(crate) bigfiles: &'a Upstream,
}

impl Places<'_> {
    /// The answer with the address in it changed to one below `here`, our own origin. `None` where the answer holds
    /// no address, or one that leads elsewhere.
    pub(crate) fn rewritten(&self, answer: &[u8], here: &str) -> Option<String> {
        let mut answer: serde_json::Value = serde_json::from_slice(answer).ok()?;
        let address = answer.get_mut("data")?;
        let ours = format!("{here}{}", self.ours(address.as_str()?)?);
        *address = ours.into();
        Some(answer.to_string())
    }

    /// Path and query of ours that are forwarded to this address.
    fn ours(&self, address: &str) -> Option<String> {
        let rest = address
            .strip_prefix("https://")
            .or_else(|| address.strip_prefix("http://"))?;
        let (authority, target) = rest.split_at(rest.find('/')?);
        let is = |name: &str| authority.eq_ignore_ascii_case(name);
        let ours = if (is(Upstream::API) || is(&self.upstream.authority)) && target.starts_with("/_ah/upload/") {
            target.to_owned()
        } else if is(Upstream::BIG_FILES) || is(&self.bigfiles.authority) {
            format!("{BIG_FILES}{}", target.strip_prefix('/')?)
        } else {
            return None;
        };
        // What is given out must be taken when it comes back.
        let (path, query) = ours
            .split_once('?')
            .map_or((&*ours, None), |(path, query)| (path, Some(query)));
        let (route, _) = routes::find(path)?;
        route.query(query)?;
        Some(ours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_ours_or_is_refused() {
        let (upstream, bigfiles): (Upstream, Upstream) = (
            "http://127.0.0.1:9000".parse().expect("an upstream"),
            "http://127.0.0.1:9001".parse().expect("an upstream"),
        );
        let places = Places {
            upstream: &upstream,
            bigfiles: &bigfiles,
        };
        for (address, ours) in [
            ("https://bigfiles.virustotal.com/a/b", Some("/bigfiles/a/b")),
            (
                "https://bigfiles.virustotal.com/a?b=c%20d&e",
                Some("/bigfiles/a?b=c%20d&e"),
            ),
            (
                "https://bigfiles.virustotal.com/_ah/upload/AMmf-_=/",
                Some("/bigfiles/_ah/upload/AMmf-_=/"),
            ),
            ("https://BigFiles.VirusTotal.com/a", Some("/bigfiles/a")),
            ("https://www.virustotal.com/_ah/upload/AMmf/", Some("/_ah/upload/AMmf/")),
            ("http://www.virustotal.com/_ah/upload/AMmf", Some("/_ah/upload/AMmf")),
            ("http://127.0.0.1:9000/_ah/upload/token", Some("/_ah/upload/token")),
            (
                "http://127.0.0.1:9001/_ah/upload/token",
                Some("/bigfiles/_ah/upload/token"),
            ),
            ("http://127.0.0.1:9001/token", Some("/bigfiles/token")),
            ("http://127.0.0.1:9000/token", None),
            ("https://www.virustotal.com/api/v3/files", None),
            ("https://www.virustotal.com/_ah/upload/", None),
            ("https://www.virustotal.com/_ah/upload/../api", None),
            ("https://www.virustotal.com/_ah/upload/%2e%2e/api", None),
            ("https://evil.example/_ah/upload/AMmf", None),
            ("https://bigfiles.virustotal.com", None),
            ("https://bigfiles.virustotal.com/", None),
            ("https://bigfiles.virustotal.com?/a", None),
            ("https://bigfiles.virustotal.com/a#b", None),
            ("https://bigfiles.virustotal.com/a b", None),
            ("https://bigfiles.virustotal.com/a\\b", None),
            ("https://bigfiles.virustotal.com\\@evil.example/a", None),
            ("https://bigfiles.virustotal.com.evil.example/a", None),
            ("https://bigfiles.virustotal.com@evil.example/a", None),
            ("https://me@bigfiles.virustotal.com/a", None),
            ("https://bigfiles.virustotal.com:8443/a", None),
            ("https://evilbigfiles.virustotal.com/a", None),
            ("https:/bigfiles.virustotal.com/a", None),
            ("//bigfiles.virustotal.com/a", None),
            ("/bigfiles/a", None),
            ("javascript:alert(1)//bigfiles.virustotal.com/a", None),
            ("", None),
        ] {
            assert_eq!(places.ours(address).as_deref(), ours, "{address}");
        }
    }

    #[test]
    fn the_rest_of_the_answer_stays() {
        let (upstream, bigfiles) = (
            "https://www.virustotal.com".parse().expect("an upstream"),
            "https://bigfiles.virustotal.com".parse().expect("an upstream"),
        );
        let places = Places {
            upstream: &upstream,
            bigfiles: &bigfiles,
        };
        let rewritten = |answer: &str| places.rewritten(answer.as_bytes(), "https://assay.example");
        assert_eq!(
            rewritten(r#"{"data": "https://bigfiles.virustotal.com/a", "meta": {"b": 1}}"#).as_deref(),
            Some(r#"{"data":"https://assay.example/bigfiles/a","meta":{"b":1}}"#)
        );
        for answer in [
            "",
            "[]",
            "{}",
            r#"{"data":{}}"#,
            r#"{"data":null}"#,
            r#"{"data":"x"}"#,
            "<html>",
        ] {
            assert_eq!(rewritten(answer), None, "{answer}");
        }
    }
}
