//! Hosts and URLs as sandboxes and lists write them, in one spelling each, so that they can be compared.

use std::net::IpAddr;

use crate::indicator::{Host, Reserved, Url, reserved};

/// Reads a host as it stands in a list: a name, or an address without brackets.
pub fn read(text: &str) -> Option<Host> {
    match text.trim().parse::<IpAddr>() {
        Ok(address) => Some(Host::Address(address)),
        Err(_) => Host::read(text.trim(), |_| None),
    }
}

/// The one spelling that everything about a host is found under.
pub fn key(host: &Host) -> String {
    match host {
        Host::Name(name) => name.clone(),
        Host::Address(address) => address.to_canonical().to_string(),
    }
}

/// The host of a URL. A sandbox may have no scheme to tell: `host:443/path`.
pub fn of_url(url: &str) -> Option<Host> {
    let url = url.trim();
    let with_scheme = format!("http://{url}");
    Url::read(if url.contains("://") { url } else { &with_scheme }, |_| None).map(|url| url.host)
}

/// What the spellings of one URL have in common: case of scheme and host, default port, fragment and who logs in do
/// not count.
pub fn url_key(url: &str) -> String {
    let Some(parts) = Url::read(url.trim(), |_| None) else {
        return url.to_owned();
    };
    let scheme = parts.scheme.to_ascii_lowercase();
    let port = match (scheme.as_str(), parts.port) {
        ("http", "80") | ("https", "443") | ("ftp", "21") | (_, "") => String::new(),
        (_, port) => format!(":{port}"),
    };
    let rest = parts.rest.split('#').next().unwrap_or_default();
    let slash = if rest.starts_with('/') { "" } else { "/" };
    format!("{scheme}://{}{port}{slash}{rest}", key(&parts.host))
}

/// Why a host is nobody's outside, where it is.
pub fn standing(host: &Host) -> Option<Reserved> {
    reserved(&host.subject()?, |_| None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_urls() {
        for (url, host) in [
            ("http://www.example.com/x", Some("www.example.com")),
            ("HTTPS://WWW.Example.Com.:8443/x?y#z", Some("www.example.com")),
            ("http://user:pass@www.example.com/", Some("www.example.com")),
            ("http://www.example.com@evil.example/", Some("evil.example")),
            ("http://evil.example\\@www.example.com/", Some("evil.example")),
            ("http://192.0.2.1:8080/", Some("192.0.2.1")),
            ("http://0xc0000201/", Some("192.0.2.1")),
            ("http://[2001:DB8:0::1]:8080/x", Some("2001:db8::1")),
            ("http://[::ffff:192.0.2.1]/", Some("192.0.2.1")),
            ("http://xn--80ak6aa92e.com", Some("xn--80ak6aa92e.com")),
            ("www.example.com:443/path", Some("www.example.com")),
            ("192.0.2.1", Some("192.0.2.1")),
            ("http://", None),
            ("http://[nonsense]/", None),
            ("", None),
            ("javascript:alert(1)", None),
        ] {
            assert_eq!(of_url(url).as_ref().map(key).as_deref(), host, "{url}");
        }
        for (text, host) in [
            ("2001:DB8::1", Some("2001:db8::1")),
            (" WWW.Example.com. ", Some("www.example.com")),
            ("::ffff:192.0.2.1", Some("192.0.2.1")),
            ("a b", None),
        ] {
            assert_eq!(read(text).as_ref().map(key).as_deref(), host, "{text}");
        }
    }

    #[test]
    fn spellings_of_one_url_have_one_key() {
        for (url, key) in [
            ("http://www.example.com", "http://www.example.com/"),
            ("HTTP://WWW.EXAMPLE.COM:80/#top", "http://www.example.com/"),
            ("https://u:p@www.example.com:443/x?y", "https://www.example.com/x?y"),
            ("https://www.example.com:8443?q=1", "https://www.example.com:8443/?q=1"),
            ("http://www.example.com/Case", "http://www.example.com/Case"),
            ("http://[2001:DB8::1]:80/", "http://2001:db8::1/"),
            ("nonsense", "nonsense"),
        ] {
            assert_eq!(url_key(url), key, "{url}");
        }
        assert_ne!(url_key("http://www.example.com/"), url_key("https://www.example.com/"));
    }
}
