//! What a report is about: a file, a URL, a domain or an IP address, by the name that VirusTotal knows it under.

use std::fmt;
use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The four kinds of objects that have reports, comments and votes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Topic {
    File,
    Url,
    Domain,
    Address,
}

impl Topic {
    pub const ALL: [Self; 4] = [Self::File, Self::Url, Self::Domain, Self::Address];

    /// The collection's name in paths of API v3.
    pub fn collection(self) -> &'static str {
        match self {
            Self::File => "files",
            Self::Url => "urls",
            Self::Domain => "domains",
            Self::Address => "ip_addresses",
        }
    }

    /// The object's `type` in answers of API v3.
    pub fn kind(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Url => "url",
            Self::Domain => "domain",
            Self::Address => "ip_address",
        }
    }

    /// The word that stands for the topic in the page's address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Url => "url",
            Self::Domain => "domain",
            Self::Address => "ip",
        }
    }

    pub fn of_kind(kind: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.kind() == kind)
    }

    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|topic| topic.slug() == slug)
    }
}

/// An object that VirusTotal can be asked about. The id is checked and normal: two of the same object's same id are equal.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Subject {
    topic: Topic,
    id: String,
}

impl Subject {
    /// `None` where no object of the topic can have this id.
    ///
    /// - a file: an MD5, SHA-1 or SHA-256 in hexadecimal;
    /// - a URL: 64 hexadecimal digits as answers give them, or the base64url form of the URL without `=`;
    /// - a domain: letters, digits, hyphens and underscores between dots, ASCII (IDNA's A-labels);
    /// - an address: IPv4 or IPv6 in any of its spellings.
    pub fn new(topic: Topic, id: &str) -> Option<Self> {
        let id = match topic {
            Topic::File => is_digest(id).then(|| id.to_ascii_lowercase())?,
            Topic::Url if id.len() == 64 && is_digest(id) => id.to_ascii_lowercase(),
            Topic::Url => is_base64url(id).then(|| id.to_owned())?,
            Topic::Domain => is_domain(id).then(|| id.to_ascii_lowercase())?,
            Topic::Address => id.parse::<IpAddr>().ok()?.to_string(),
        };
        Some(Self { topic, id })
    }

    /// A file by its digest; `None` where the text is none.
    pub fn file(digest: &str) -> Option<Self> {
        Self::new(Topic::File, digest)
    }

    /// A URL as it was typed. Never a SHA-256 of ours: how VirusTotal canonicalises is not published, so it has to do
    /// that itself, and the id that its answer carries is used from then on.
    pub fn url(url: &str) -> Self {
        Self {
            topic: Topic::Url,
            id: URL_SAFE_NO_PAD.encode(url),
        }
    }

    pub fn topic(&self) -> Topic {
        self.topic
    }

    pub fn id(&self) -> &str {
        &self.id
    }

    /// What the reader would call it: the URL itself where the id holds it, otherwise the id.
    pub fn name(&self) -> String {
        match self.topic {
            Topic::Url if !is_digest(&self.id) => URL_SAFE_NO_PAD
                .decode(&self.id)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .unwrap_or_else(|| self.id.clone()),
            Topic::File | Topic::Url | Topic::Domain | Topic::Address => self.id.clone(),
        }
    }

    /// The path of the object in API v3, `/api/v3/files/…`. The ids need no escaping: `:` may stand in a path.
    pub fn path(&self) -> String {
        format!("/api/v3/{}/{}", self.topic.collection(), self.id)
    }

    /// The path of a relation of the object; `name` is one of `vt::relation`'s.
    pub fn related(&self, name: &str) -> String {
        format!("{}/{name}", self.path())
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.topic.slug(), self.id)
    }
}

/// Whether the text is the hexadecimal of an MD5, SHA-1 or SHA-256.
pub fn is_digest(text: &str) -> bool {
    matches!(text.len(), 32 | 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether the text could be a host name: what VirusTotal would refuse is refused by VirusTotal.
pub fn is_domain(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    text.len() <= 253 && text.parse::<IpAddr>().is_err() && text.split('.').all(label)
}

fn is_base64url(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        && URL_SAFE_NO_PAD
            .decode(text)
            .is_ok_and(|bytes| std::str::from_utf8(&bytes).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_checked_and_made_normal() {
        let sha256 = "9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08";
        for (topic, id, normal) in [
            (Topic::File, sha256, Some(sha256.to_lowercase())),
            (Topic::File, "9f86", None),
            (Topic::Url, sha256, Some(sha256.to_lowercase())),
            (
                Topic::Url,
                "aHR0cDovL2EuZXhhbXBsZS8",
                Some("aHR0cDovL2EuZXhhbXBsZS8".into()),
            ),
            (Topic::Url, "aHR0cDovL2EuZXhhbXBsZS8=", None),
            (Topic::Url, "http://a.example/", None),
            (Topic::Url, "", None),
            (Topic::Domain, "WWW.Example.COM", Some("www.example.com".into())),
            (Topic::Domain, "_dmarc.example.com", Some("_dmarc.example.com".into())),
            (Topic::Domain, "xn--80ak6aa92e.com", Some("xn--80ak6aa92e.com".into())),
            (Topic::Domain, "a..b", None),
            (Topic::Domain, "a/b", None),
            (Topic::Domain, "192.0.2.1", None),
            (Topic::Address, "192.0.2.1", Some("192.0.2.1".into())),
            (Topic::Address, "2001:DB8:0:0::1", Some("2001:db8::1".into())),
            (Topic::Address, "192.0.2.256", None),
            (Topic::Address, "example.com", None),
        ] {
            assert_eq!(Subject::new(topic, id).map(|subject| subject.id), normal, "{id}");
        }
    }

    #[test]
    fn a_url_names_itself_by_base64() {
        let url = Subject::url("http://www.example.com/a?b=ü");
        assert_eq!(url.id(), "aHR0cDovL3d3dy5leGFtcGxlLmNvbS9hP2I9w7w");
        assert_eq!(url.name(), "http://www.example.com/a?b=ü");
        assert_eq!(Subject::new(Topic::Url, url.id()), Some(url));
    }
}
