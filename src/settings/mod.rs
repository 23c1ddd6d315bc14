//! What the reader has chosen: the key, the proxy, the language, the theme. Forms for storage; no storage here.

use serde::{Deserialize, Serialize};

use crate::words::Language;

mod key;
mod proxy;

pub use key::{ApiKey, NotAKey};
pub use proxy::{NotAProxy, ProxyUrl, is_shared_origin};

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
}
