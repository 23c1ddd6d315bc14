//! Where a URL leads: its host, and a form of it that can be compared. Read leniently, as sandboxes write them.

use std::net::IpAddr;

/// A host by its name or by its address, both in their normal form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Host {
    Domain(String),
    Address(IpAddr),
}

impl Host {
    /// Reads a host as it stands in a list or a URL; `None` where nothing is there.
    pub fn parse(text: &str) -> Option<Self> {
        let name = text.trim().trim_end_matches('.');
        let bare = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        match bare.unwrap_or(name).parse::<IpAddr>() {
            Ok(address) => Some(Self::Address(address.to_canonical())),
            Err(_) if name.is_empty() || bare.is_some() => None,
            Err(_) => Some(Self::Domain(name.to_ascii_lowercase())),
        }
    }

    /// The one spelling that everything about the host is found under.
    pub fn key(&self) -> String {
        match self {
            Self::Domain(name) => name.clone(),
            Self::Address(address) => address.to_string(),
        }
    }
}

/// A URL cut where that matters here.
struct Parts<'a> {
    scheme: String,
    /// Without who logs in.
    host: &'a str,
    port: Option<&'a str>,
    /// Path and query.
    rest: &'a str,
}

fn parts(url: &str) -> Option<Parts<'_>> {
    // A sandbox may have no scheme to tell: `host:443/path`.
    let (scheme, rest) = url.trim().split_once("://").unwrap_or(("", url.trim()));
    let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at_checked(end)?;
    let place = authority.rsplit_once('@').map_or(authority, |(_, place)| place);
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && closed(host) => (host, Some(port)),
        Some(_) | None => (place, None),
    };
    Some(Parts {
        scheme: scheme.to_ascii_lowercase(),
        host,
        port,
        rest: rest.split('#').next().unwrap_or_default(),
    })
}

/// Whether a colon behind it begins a port: not inside of `[2001:db8::1]`.
fn closed(host: &str) -> bool {
    host.ends_with(']') || !host.contains(':')
}

/// The host of a URL.
pub fn of_url(url: &str) -> Option<Host> {
    Host::parse(parts(url)?.host)
}

/// What two spellings of the same URL have in common: case of scheme and host, default port, fragment and login do
/// not count.
pub fn url_key(url: &str) -> String {
    let Some(parts) = parts(url) else {
        return url.to_owned();
    };
    let host = Host::parse(parts.host).map_or_else(|| parts.host.to_owned(), |host| host.key());
    let default = match parts.scheme.as_str() {
        "http" => "80",
        "https" => "443",
        "ftp" => "21",
        _ => "",
    };
    let port = match parts.port {
        Some(port) if port != default && !port.is_empty() => format!(":{port}"),
        Some(_) | None => String::new(),
    };
    let rest = if parts.rest.starts_with('/') {
        parts.rest.to_owned()
    } else {
        format!("/{}", parts.rest)
    };
    format!("{}://{host}{port}{rest}", parts.scheme)
}

/// An address that no network outside can be asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Special {
    /// The machine itself.
    Own,
    /// Of a home or a company.
    Private,
    /// Of the cable.
    Link,
    /// Multicast, documentation, what is not assigned to anybody.
    Reserved,
}

/// What makes an address special, where something does.
pub fn special(address: IpAddr) -> Option<Special> {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [first, second, ..] = v4.octets();
            match (first, second) {
                _ if v4.is_loopback() => Some(Special::Own),
                _ if v4.is_private() => Some(Special::Private),
                // Carriers share these among their customers.
                (100, 64..=127) => Some(Special::Private),
                _ if v4.is_link_local() => Some(Special::Link),
                (0 | 224.., _) => Some(Special::Reserved),
                _ => v4.is_documentation().then_some(Special::Reserved),
            }
        }
        IpAddr::V6(v6) => {
            let [first, second, ..] = v6.segments();
            match (first, second) {
                _ if v6.is_loopback() => Some(Special::Own),
                (0xFC00..=0xFDFF, _) => Some(Special::Private),
                (0xFE80..=0xFEBF, _) => Some(Special::Link),
                (0xFF00.., _) | (0x2001, 0x0DB8) => Some(Special::Reserved),
                _ => v6.is_unspecified().then_some(Special::Reserved),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_of_urls() {
        for (url, host) in [
            ("http://a.example/x", Some("a.example")),
            ("HTTPS://A.Example.:8443/x?y#z", Some("a.example")),
            ("http://user:pass@a.example/", Some("a.example")),
            ("http://a.example@evil.example/", Some("evil.example")),
            ("http://evil.example\\@a.example/", Some("evil.example")),
            ("http://192.0.2.1:8080/", Some("192.0.2.1")),
            ("http://[2001:DB8:0::1]:8080/x", Some("2001:db8::1")),
            ("http://[::ffff:192.0.2.1]/", Some("192.0.2.1")),
            ("http://xn--80ak6aa92e.com", Some("xn--80ak6aa92e.com")),
            ("http://пример.example?q", Some("пример.example")),
            ("a.example:443/path", Some("a.example")),
            ("192.0.2.1", Some("192.0.2.1")),
            ("http://", None),
            ("http://[nonsense]/", None),
            ("", None),
            ("javascript:alert(1)", Some("javascript:alert(1)")),
        ] {
            assert_eq!(of_url(url).map(|host| host.key()).as_deref(), host, "{url}");
        }
    }

    #[test]
    fn spellings_of_one_url_have_one_key() {
        for (url, key) in [
            ("http://a.example", "http://a.example/"),
            ("HTTP://A.EXAMPLE:80/#top", "http://a.example/"),
            ("https://u:p@a.example:443/x?y", "https://a.example/x?y"),
            ("https://a.example:8443?q=1", "https://a.example:8443/?q=1"),
            ("http://a.example/Case", "http://a.example/Case"),
            ("http://[2001:DB8::1]:80/", "http://2001:db8::1/"),
        ] {
            assert_eq!(url_key(url), key, "{url}");
        }
        assert_ne!(url_key("http://a.example/"), url_key("https://a.example/"));
    }

    #[test]
    fn addresses_of_nobody_are_told() {
        for (address, expected) in [
            ("10.0.2.3", Some(Special::Private)),
            ("172.31.0.1", Some(Special::Private)),
            ("172.32.0.1", None),
            ("100.64.0.1", Some(Special::Private)),
            ("100.63.0.1", None),
            ("127.0.0.1", Some(Special::Own)),
            ("169.254.1.1", Some(Special::Link)),
            ("0.0.0.0", Some(Special::Reserved)),
            ("224.0.0.251", Some(Special::Reserved)),
            ("255.255.255.255", Some(Special::Reserved)),
            ("203.0.113.47", Some(Special::Reserved)),
            ("8.8.8.8", None),
            ("::1", Some(Special::Own)),
            ("::", Some(Special::Reserved)),
            ("fd12::1", Some(Special::Private)),
            ("fe80::1", Some(Special::Link)),
            ("ff02::fb", Some(Special::Reserved)),
            ("2001:db8::1", Some(Special::Reserved)),
            ("2620:4f:8000::47", None),
            ("::ffff:192.168.1.1", Some(Special::Private)),
        ] {
            assert_eq!(special(address.parse().expect("an address")), expected, "{address}");
        }
    }
}
