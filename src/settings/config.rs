//! What `config.json` beside the page presets for a whole team.

use serde_json::Value;

use super::ProxyUrl;

#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Config {
    pub proxy: Option<ProxyUrl>,
    /// Nothing is uploaded, submitted or written, and no reader can change that in the page.
    pub lookup_only: bool,
}

impl Config {
    /// Reads `{"proxy": "https://…", "lookup_only": true}`; what cannot be read is said in the second value. An
    /// unreadable proxy counts as not set. An unreadable `lookup_only` counts as set: whoever wrote it wanted less to
    /// be sent, not more.
    pub fn parse(json: &str) -> (Self, Option<String>) {
        let config = match serde_json::from_str::<Value>(json) {
            Ok(Value::Object(config)) => config,
            Ok(_) => return (Self::default(), Some("no object".to_owned())),
            Err(error) => return (Self::default(), Some(error.to_string())),
        };
        let (proxy, no_proxy) = match config.get("proxy") {
            None | Some(Value::Null) => (None, None),
            Some(Value::String(text)) if text.trim().is_empty() => (None, None),
            Some(Value::String(text)) => match ProxyUrl::parse(text) {
                Ok(proxy) => (Some(proxy), None),
                Err(why) => (None, Some(format!("proxy: {why:?}"))),
            },
            Some(_) => (None, Some("proxy: no text".to_owned())),
        };
        let (lookup_only, no_truth) = match config.get("lookup_only") {
            None | Some(Value::Null) => (false, None),
            Some(Value::Bool(truth)) => (*truth, None),
            Some(_) => (true, Some("lookup_only: neither true nor false".to_owned())),
        };
        (Self { proxy, lookup_only }, no_proxy.or(no_truth))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_preset_and_what_is_complained_of() {
        for (json, proxy, lookup_only, said) in [
            ("{}", None, false, false),
            ("{\"proxy\":null}", None, false, false),
            ("{\"proxy\":\"\"}", None, false, false),
            ("{\"proxy\":\"./\"}", Some("."), false, false),
            (
                "{\"proxy\":\"https://p.example\",\"more\":1}",
                Some("https://p.example"),
                false,
                false,
            ),
            ("{\"proxy\":\"nonsense\"}", None, false, true),
            ("{\"proxy\":7,\"lookup_only\":true}", None, true, true),
            ("{\"lookup_only\":true}", None, true, false),
            ("{\"lookup_only\":false}", None, false, false),
            ("{\"lookup_only\":\"yes\"}", None, true, true),
            ("{\"proxy\":\"./\",\"lookup_only\":1}", Some("."), true, true),
            ("[]", None, false, true),
            ("<html>", None, false, true),
        ] {
            let (config, complaint) = Config::parse(json);
            assert_eq!(config.proxy.as_ref().map(ProxyUrl::as_str), proxy, "{json}");
            assert_eq!(config.lookup_only, lookup_only, "{json}");
            assert_eq!(complaint.is_some(), said, "{json}");
        }
    }
}
