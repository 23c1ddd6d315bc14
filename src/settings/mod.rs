//! What the reader has chosen: the key, the proxy, the language, the theme. Forms for storage; no storage here.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::words::Language;

mod config;
mod key;
mod proxy;
mod tiers;
mod user;

pub use config::Config;
pub use key::{ApiKey, NotAKey};
pub use proxy::{NotAProxy, ProxyUrl, is_shared_origin};
pub use tiers::{NotAnEngine, Tier, Tiers};
pub use user::{NotAUser, UserName};

/// Everything that is remembered between two visits.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Settings {
    pub key: Option<ApiKey>,
    /// Whether the key outlives this tab.
    pub remember_key: KeyPlace,
    /// What the reader entered; without it `config.json` may name one.
    pub proxy: Option<ProxyUrl>,
    pub language: Option<Language>,
    pub theme: Theme,
    /// Nothing is uploaded, submitted or written.
    pub lookup_only: bool,
    /// The reader's name at VirusTotal: its quotas are found under it.
    pub user: Option<UserName>,
    /// Engines that the reader trusts or ignores.
    pub tiers: Tiers,
    /// Whether analyses that were seen are not kept for comparison.
    pub forgets_seen: bool,
    pub wishes: Wishes,
}

/// What is wished for while files are read and asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Wishes {
    /// The browser tells when the last file is done.
    #[serde(default)]
    pub tells_end: bool,
    /// The screen stays on.
    #[serde(default)]
    pub stays_awake: bool,
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
    #[serde(default)]
    lookup_only: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user: Option<String>,
    #[serde(default, skip_serializing_if = "Value::is_null")]
    engines: Value,
    #[serde(default)]
    forgets_seen: bool,
    #[serde(default)]
    wishes: Wishes,
}

impl Settings {
    /// The JSON for storage, without the key.
    pub fn to_json(&self) -> String {
        let stored = StoredSettings {
            proxy: self.proxy.as_ref().map(|proxy| proxy.as_str().to_owned()),
            language: self.language.map(|language| language.tag().to_owned()),
            theme: self.theme,
            key_in_this_tab: self.remember_key == KeyPlace::ThisTab,
            lookup_only: self.lookup_only,
            user: self.user.as_ref().map(|user| user.as_str().to_owned()),
            engines: self.tiers.to_json(),
            forgets_seen: self.forgets_seen,
            wishes: self.wishes,
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
        let parsed_user = stored.user.as_deref().map(|user| UserName::parse(user, None));
        let damaged_user = matches!(parsed_user, Some(Err(_)));
        let (tiers, damaged_tiers) = Tiers::from_json(&stored.engines);
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
            lookup_only: stored.lookup_only,
            user: parsed_user.and_then(Result::ok),
            tiers,
            forgets_seen: stored.forgets_seen,
            wishes: stored.wishes,
        };
        let damaged = damaged_json || damaged_key || damaged_proxy || damaged_user || damaged_tiers;
        (settings, damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "c4n4ry0000000000000000000000000000000000000000000000000000000a9f1";

    #[test]
    fn the_key_is_in_no_other_form() {
        let settings = Settings {
            key: ApiKey::parse(KEY).ok(),
            ..Settings::default()
        };
        assert!(!format!("{settings:?}").contains("c4n4ry"));
        assert!(!settings.to_json().contains("c4n4ry"));
    }

    #[test]
    fn storage_round_trip_and_damage() {
        let settings = Settings {
            key: ApiKey::parse(KEY).ok(),
            remember_key: KeyPlace::ThisDevice,
            proxy: ProxyUrl::parse("https://proxy.example").ok(),
            language: Some(Language::Russian),
            theme: Theme::Dark,
            lookup_only: true,
            user: UserName::parse("reader", None).ok(),
            tiers: {
                let mut tiers = Tiers::default();
                tiers.set("Kaspersky", Tier::Trusted).unwrap();
                tiers
            },
            forgets_seen: true,
            wishes: Wishes {
                tells_end: true,
                stays_awake: false,
            },
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
        let (read, said) = Settings::from_stored(Some("{\"engines\":7,\"theme\":\"dark\"}"), None);
        assert!(said && read.tiers.is_empty() && read.theme == Theme::Dark);
        let text = settings.to_json();
        for at in 0..text.len() {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1;
            let _ = Settings::from_stored(Some(&String::from_utf8_lossy(&bytes)), None);
        }
    }
}
