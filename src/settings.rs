//! What the reader has chosen: the key, the proxy, the language, the theme. Forms for storage; no storage here.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::words::Language;

/// Everything that is remembered between two visits.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Settings {
    pub key: Option<ApiKey>,
    /// False: the key is held by this tab alone and forgotten with it.
    pub remember_key: KeyPlace,
    /// What the reader entered; without it `config.json` may name one.
    pub proxy: Option<ProxyUrl>,
    pub language: Option<Language>,
    pub theme: Theme,
}

/// Where the key is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum KeyPlace {
    #[default]
    ThisDevice,
    ThisTab,
}

/// Which colours are used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// A VirusTotal API key. It hides itself: no `Display`, a `Debug` that says nothing, no way into JSON.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

/// Why a text is no API key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotAKey {
    Empty,
    /// A key is made of letters and digits; something else was in it.
    OddSign,
    /// A header of this length is refused on its way.
    TooLong,
}

impl ApiKey {
    /// Takes what was pasted. VirusTotal's keys are 64 hexadecimal digits; others are taken too, since that is not
    /// promised anywhere, as long as they can stand in a header.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NotAKey::Empty);
        }
        if text.len() > 512 {
            return Err(NotAKey::TooLong);
        }
        if !text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        {
            return Err(NotAKey::OddSign);
        }
        Ok(Self(text.to_owned()))
    }

    /// The key itself. Two places may ask for it: the header of a request and the storage of the key.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether the key looks like those that VirusTotal gives out; said to the reader, never a reason to refuse.
    pub fn looks_usual(&self) -> bool {
        self.0.len() == 64 && self.0.bytes().all(|byte| byte.is_ascii_hexdigit())
    }

    /// The last four signs behind dots, so that two keys can be told apart.
    pub fn masked(&self) -> String {
        let tail = if self.0.len() >= 16 {
            &self.0[self.0.len() - 4..]
        } else {
            ""
        };
        format!("••••••••{tail}")
    }

    /// Blots the key out of a text: servers have echoed it.
    pub fn blot(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for form in [self.0.clone(), self.0.to_ascii_lowercase(), self.0.to_ascii_uppercase()] {
            out = out.replace(&form, "••••");
        }
        out
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

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

/// What `config.json` beside the page may preset for a whole team.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Config {
    pub proxy: Option<ProxyUrl>,
}

impl Config {
    /// Reads `{"proxy": "https://…"}`; whatever cannot be read counts as not set, and is said in the second value.
    pub fn parse(json: &str) -> (Self, Option<String>) {
        #[derive(Deserialize)]
        struct Stored {
            #[serde(default)]
            proxy: Option<String>,
        }
        match serde_json::from_str::<Stored>(json) {
            Err(error) => (Self::default(), Some(error.to_string())),
            Ok(Stored { proxy: None }) => (Self::default(), None),
            Ok(Stored { proxy: Some(text) }) if text.trim().is_empty() => (Self::default(), None),
            Ok(Stored { proxy: Some(text) }) => match ProxyUrl::parse(&text) {
                Ok(proxy) => (Self { proxy: Some(proxy) }, None),
                Err(error) => (Self::default(), Some(format!("proxy: {error:?}"))),
            },
        }
    }
}

/// The form in storage of everything but the key, which has an entry of its own.
#[derive(Serialize, Deserialize, Default)]
struct StoredSettings {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    proxy: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default)]
    theme: Theme,
    #[serde(default)]
    key_in_this_tab: bool,
}

impl Settings {
    /// The JSON for storage, without the key.
    pub fn to_json(&self) -> String {
        let stored = StoredSettings {
            proxy: self.proxy.as_ref().map(|proxy| proxy.as_str().to_owned()),
            language: self.language.map(|language| language.tag().to_owned()),
            theme: self.theme,
            key_in_this_tab: self.remember_key == KeyPlace::ThisTab,
        };
        serde_json::to_string(&stored).unwrap_or_default()
    }

    /// Reads both entries of the storage. A damaged entry is set aside alone; the second value says whether one was.
    pub fn from_stored(json: Option<&str>, key: Option<&str>) -> (Self, bool) {
        let read = json.map(serde_json::from_str::<StoredSettings>);
        let damaged_json = matches!(read, Some(Err(_)));
        let stored = read.and_then(Result::ok).unwrap_or_default();
        let parsed_key = key.map(ApiKey::parse);
        let damaged_key = matches!(parsed_key, Some(Err(_)));
        let parsed_proxy = stored.proxy.as_deref().map(ProxyUrl::parse);
        let damaged_proxy = matches!(parsed_proxy, Some(Err(_)));
        let settings = Self {
            key: parsed_key.and_then(Result::ok),
            remember_key: if stored.key_in_this_tab {
                KeyPlace::ThisTab
            } else {
                KeyPlace::ThisDevice
            },
            proxy: parsed_proxy.and_then(Result::ok),
            language: stored.language.as_deref().and_then(Language::from_tag),
            theme: stored.theme,
        };
        (settings, damaged_json || damaged_key || damaged_proxy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "c4n4ry0000000000000000000000000000000000000000000000000000000a9f1";

    #[test]
    fn the_key_hides_itself() {
        let key = ApiKey::parse(&format!(" {KEY}\n")).unwrap();
        assert_eq!(format!("{key:?}"), "ApiKey(…)");
        let settings = Settings {
            key: Some(key.clone()),
            ..Settings::default()
        };
        assert!(!format!("{settings:?}").contains("c4n4ry"));
        assert!(!settings.to_json().contains("c4n4ry"));
        assert_eq!(key.masked(), "••••••••a9f1");
        assert_eq!(key.blot(&format!("Wrong API key: {KEY}")), "Wrong API key: ••••");
        assert_eq!(
            key.blot(&format!("Wrong API key: {}", KEY.to_uppercase())),
            "Wrong API key: ••••"
        );
    }

    #[test]
    fn what_is_no_key_is_said_to_be_none() {
        for (text, why) in [
            ("", NotAKey::Empty),
            ("with space", NotAKey::OddSign),
            ("line\nbreak", NotAKey::OddSign),
            ("ключ", NotAKey::OddSign),
        ] {
            assert_eq!(ApiKey::parse(text), Err(why));
        }
        assert_eq!(ApiKey::parse(&"a".repeat(513)), Err(NotAKey::TooLong));
    }

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
    fn storage_round_trip_and_damage() {
        let settings = Settings {
            key: ApiKey::parse(KEY).ok(),
            remember_key: KeyPlace::ThisDevice,
            proxy: ProxyUrl::parse("https://proxy.example").ok(),
            language: Some(Language::Russian),
            theme: Theme::Dark,
        };
        assert_eq!(
            Settings::from_stored(Some(&settings.to_json()), Some(KEY)),
            (settings.clone(), false)
        );
        for damaged in ["", "{", "{\"theme\":7}", "null", "\u{0}"] {
            let (read, said) = Settings::from_stored(Some(damaged), Some(KEY));
            assert!(said, "{damaged}");
            assert_eq!(read.key, settings.key);
        }
        let (read, said) =
            Settings::from_stored(Some("{\"proxy\":\"javascript:x\",\"theme\":\"dark\"}"), Some("b\u{1}"));
        assert!(said && read.key.is_none() && read.proxy.is_none() && read.theme == Theme::Dark);
        let text = settings.to_json();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let _ = Settings::from_stored(Some(&String::from_utf8_lossy(&bytes)), None);
        }
    }

    #[test]
    fn config_presets_the_proxy() {
        for (json, proxy, said) in [
            ("{}", None, false),
            ("{\"proxy\":null}", None, false),
            ("{\"proxy\":\"\"}", None, false),
            ("{\"proxy\":\"./\"}", Some("."), false),
            (
                "{\"proxy\":\"https://p.example\",\"more\":1}",
                Some("https://p.example"),
                false,
            ),
            ("{\"proxy\":\"nonsense\"}", None, true),
            ("<html>", None, true),
        ] {
            let (config, complaint) = Config::parse(json);
            assert_eq!(config.proxy.as_ref().map(ProxyUrl::as_str), proxy, "{json}");
            assert_eq!(complaint.is_some(), said, "{json}");
        }
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
