//! The proxy's address, and what can be said of an origin.

/// The address of a CORS proxy: an origin with a path before `/api/v3`, or the page's own place (`./`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProxyUrl(String);

/// Why a text is no proxy address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotAProxy {
    Empty,
    /// Neither `https://`, nor `http://`, nor a path of this page's own host.
    Scheme,
    /// No host, or one with signs that a host cannot have.
    Host,
    /// A name and password, a query or a fragment.
    Extras,
    /// A public relay that would see the key of everybody.
    PublicRelay,
}

/// Relays that anybody may use and anybody may run; named because they are the first ones a search finds.
const PUBLIC_RELAYS: [&str; 8] = [
    "cors-anywhere.herokuapp.com",
    "corsproxy.io",
    "allorigins.win",
    "thingproxy.freeboard.io",
    "cors.sh",
    "crossorigin.me",
    "codetabs.com",
    "cors.bridged.cc",
];

impl ProxyUrl {
    pub fn parse(text: &str) -> Result<Self, NotAProxy> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NotAProxy::Empty);
        }
        if text.contains(['?', '#', '\\', '"', '<', '>']) || text.contains(char::is_whitespace) {
            return Err(NotAProxy::Extras);
        }
        let text = text
            .trim_end_matches('/')
            .trim_end_matches("/api/v3")
            .trim_end_matches('/');
        if matches!(text, "" | ".") {
            return Ok(Self(".".to_owned()));
        }
        if (text.starts_with('/') && !text.starts_with("//")) || text.starts_with("./") {
            return Ok(Self(text.to_owned()));
        }
        let lower = text.to_ascii_lowercase();
        let scheme = ["https://", "http://"]
            .into_iter()
            .find(|scheme| lower.starts_with(scheme));
        let rest = &text[scheme.ok_or(NotAProxy::Scheme)?.len()..];
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        if authority.contains('@') {
            return Err(NotAProxy::Extras);
        }
        let host = host_of(authority).ok_or(NotAProxy::Host)?;
        if PUBLIC_RELAYS
            .iter()
            .any(|relay| host == *relay || host.ends_with(&format!(".{relay}")))
        {
            return Err(NotAProxy::PublicRelay);
        }
        let scheme = scheme.unwrap_or_default();
        Ok(Self(format!("{scheme}{}{path}", authority.to_ascii_lowercase())))
    }

    /// As it is stored and shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where a path of the API (`/api/v3/…`) is found behind this proxy.
    pub fn join(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// `https://host:port` for a policy's `connect-src`; none where the proxy is the page's own host.
    pub fn origin(&self) -> Option<&str> {
        let start = self.0.find("://")? + 3;
        let end = self.0[start..].find('/').map_or(self.0.len(), |slash| start + slash);
        Some(&self.0[..end])
    }

    /// Whether the key would cross a network in the clear.
    pub fn is_plain_http_elsewhere(&self) -> bool {
        let Some(authority) = self.origin().and_then(|origin| origin.strip_prefix("http://")) else {
            return false;
        };
        !host_of(authority).is_some_and(|host| is_this_machine(&host))
    }
}

/// The host of `host`, `host:port` or `[v6]:port`, in lower case without brackets.
fn host_of(authority: &str) -> Option<String> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (inside, after) = rest.split_once(']')?;
            inside.parse::<std::net::Ipv6Addr>().ok()?;
            (inside, after.strip_prefix(':').unwrap_or(after))
        }
        None => authority.split_once(':').unwrap_or((authority, "")),
    };
    let v6 = authority.starts_with('[');
    let named = !host.is_empty()
        && host
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'));
    let ported = port.is_empty() || port.parse::<u16>().is_ok_and(|port| port > 0);
    ((v6 || named) && ported).then(|| host.to_ascii_lowercase())
}

/// Whether a host is the reader's own machine, where nobody listens in between.
fn is_this_machine(host: &str) -> bool {
    host == "localhost"
        || host.ends_with(".localhost")
        || host
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Origins that many people's pages share: whatever any of them runs can read this page's storage.
pub fn is_shared_origin(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    ["github.io", "gitlab.io", "codeberg.page", "neocities.org"]
        .iter()
        .any(|s| host.ends_with(&format!(".{s}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxy_addresses() {
        for (text, stored) in [
            ("https://proxy.example", "https://proxy.example"),
            ("https://Proxy.Example/", "https://proxy.example"),
            ("https://proxy.example/vt/api/v3/", "https://proxy.example/vt"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:8080/", "http://[::1]:8080"),
            ("./", "."),
            (".", "."),
            ("/", "."),
            ("/vt", "/vt"),
        ] {
            assert_eq!(
                ProxyUrl::parse(text).map(|proxy| proxy.0),
                Ok(stored.to_owned()),
                "{text}"
            );
        }
        for (text, why) in [
            ("", NotAProxy::Empty),
            ("ftp://proxy.example", NotAProxy::Scheme),
            ("javascript:alert(1)", NotAProxy::Scheme),
            ("//proxy.example", NotAProxy::Scheme),
            ("proxy.example", NotAProxy::Scheme),
            ("https://", NotAProxy::Scheme),
            ("https:///path", NotAProxy::Host),
            ("https://user:pass@proxy.example", NotAProxy::Extras),
            ("https://proxy.example/?x", NotAProxy::Extras),
            ("https://proxy.example/#x", NotAProxy::Extras),
            ("https://pro xy.example", NotAProxy::Extras),
            ("https://proxy.example:99999", NotAProxy::Host),
            ("https://прокси.example", NotAProxy::Host),
            ("https://corsproxy.io", NotAProxy::PublicRelay),
            ("https://api.allorigins.win/raw", NotAProxy::PublicRelay),
        ] {
            assert_eq!(ProxyUrl::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn plain_http_is_told_from_this_machine() {
        for (text, elsewhere) in [
            ("https://proxy.example", false),
            ("http://127.0.0.1:8080", false),
            ("http://127.9.9.9", false),
            ("http://localhost:1", false),
            ("http://[::1]:8080", false),
            ("./", false),
            ("http://proxy.example", true),
            ("http://127.0.0.1.evil.example", true),
            ("http://localhost.evil.example", true),
            ("http://2130706433", true),
            ("http://192.168.1.5:8080", true),
        ] {
            assert_eq!(
                ProxyUrl::parse(text).unwrap().is_plain_http_elsewhere(),
                elsewhere,
                "{text}"
            );
        }
    }

    #[test]
    fn origins_and_paths_behind_a_proxy() {
        let proxy = ProxyUrl::parse("https://proxy.example:8443/vt").unwrap();
        assert_eq!(proxy.origin(), Some("https://proxy.example:8443"));
        assert_eq!(
            proxy.join("/api/v3/files/x"),
            "https://proxy.example:8443/vt/api/v3/files/x"
        );
        let own = ProxyUrl::parse("./").unwrap();
        assert_eq!((own.origin(), own.join("/api/v3/x").as_str()), (None, "./api/v3/x"));
    }

    #[test]
    fn shared_origins() {
        for (host, shared) in [
            ("someone.github.io", true),
            ("github.io.example", false),
            ("assay.example", false),
            ("127.0.0.1", false),
        ] {
            assert_eq!(is_shared_origin(host), shared, "{host}");
        }
    }
}
