//! The host of a URL, as something that VirusTotal has a report on.

use crate::subject::{Subject, Topic};

/// `None` where the text has no host that can be asked about: no scheme, or letters that need IDNA first.
pub fn of_url(url: &str) -> Option<Subject> {
    let (_, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let (host, topic) = match host.strip_prefix('[') {
        Some(bracketed) => (bracketed.split(']').next()?, Topic::Address),
        None => (host.split(':').next()?, Topic::Domain),
    };
    Subject::new(Topic::Address, host).or_else(|| Subject::new(topic, host.trim_end_matches('.')))
}

#[cfg(test)]
mod tests {
    use super::of_url;

    #[test]
    fn hosts_of_urls() {
        for (url, host) in [
            ("http://a.example", Some("domain/a.example")),
            ("https://User:pass@A.example.:8443/b?c=d@e#f", Some("domain/a.example")),
            ("http://192.0.2.7:80/x", Some("ip/192.0.2.7")),
            ("http://[2001:DB8::1]:8080/", Some("ip/2001:db8::1")),
            ("http://[nonsense]/", None),
            ("http://xn--80ak6aa92e.com?x", Some("domain/xn--80ak6aa92e.com")),
            ("http://пример.рф/", None),
            ("http:///path", None),
            ("a.example/b", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(of_url(url).map(|subject| subject.to_string()).as_deref(), host, "{url}");
        }
    }
}
