//! What sandboxes saw of the network: which of them saw a place, and what a name resolved to.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::indicator::Host;
use crate::report::network::host;
use crate::vt::object::Object;
use crate::vt::value::text;

/// Texts by the key of a place.
type Index = BTreeMap<String, Vec<String>>;

/// Everything that the loaded reports of sandboxes tell.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sightings {
    seen: Index,
    resolved: Index,
}

impl Sightings {
    pub fn of<'a>(behaviours: impl IntoIterator<Item = &'a Object>) -> Self {
        let mut sightings = Self::default();
        for behaviour in behaviours {
            let sandbox = behaviour
                .text("sandbox_name")
                .map_or_else(|| behaviour.id.clone(), |name| name.raw().to_owned());
            sightings.take(behaviour, &sandbox);
        }
        sightings
    }

    /// The sandboxes that saw a place, by its key: a host's or a URL's.
    pub fn by(&self, key: &str) -> &[String] {
        self.seen.get(key).map_or(&[], Vec::as_slice)
    }

    /// The addresses that a name resolved to.
    pub fn resolved(&self, name: &str) -> &[String] {
        self.resolved.get(name).map_or(&[], Vec::as_slice)
    }

    fn take(&mut self, behaviour: &Object, sandbox: &str) {
        for lookup in behaviour.list("dns_lookups") {
            let Some(name) = at(lookup, "hostname").and_then(|name| host::read(&name)) else {
                continue;
            };
            self.saw_host(&name, sandbox);
            let addresses = lookup.get("resolved_ips").and_then(Value::as_array);
            for address in addresses.into_iter().flatten().filter_map(text) {
                if let Some(address @ Host::Address(_)) = host::read(address.raw()) {
                    self.saw_host(&address, sandbox);
                    add(&mut self.resolved, host::key(&name), &host::key(&address));
                }
            }
        }
        for talk in behaviour.list("ip_traffic") {
            self.saw(at(talk, "destination_ip"), sandbox);
        }
        for session in behaviour.list("tls") {
            self.saw(at(session, "sni"), sandbox);
        }
        for talk in behaviour.list("http_conversations") {
            self.saw_url(at(talk, "url"), sandbox);
        }
        for alert in behaviour.list("ids_alerts").iter().chain(behaviour.list("ids_results")) {
            let Some(context) = alert.get("alert_context") else {
                continue;
            };
            self.saw(at(context, "dest_ip"), sandbox);
            self.saw(at(context, "hostname"), sandbox);
            self.saw_url(at(context, "url"), sandbox);
        }
    }

    fn saw(&mut self, host: Option<String>, sandbox: &str) {
        if let Some(host) = host.and_then(|host| host::read(&host)) {
            self.saw_host(&host, sandbox);
        }
    }

    fn saw_host(&mut self, host: &Host, sandbox: &str) {
        add(&mut self.seen, host::key(host), sandbox);
    }

    fn saw_url(&mut self, url: Option<String>, sandbox: &str) {
        let Some(url) = url else { return };
        add(&mut self.seen, host::url_key(&url), sandbox);
        if let Some(host) = host::of_url(&url) {
            self.saw_host(&host, sandbox);
        }
    }
}

fn add(index: &mut Index, key: String, text: &str) {
    let texts = index.entry(key).or_default();
    if !texts.iter().any(|known| known == text) {
        texts.push(text.to_owned());
    }
}

fn at(value: &Value, name: &str) -> Option<String> {
    value.get(name).and_then(text).map(|text| text.raw().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vt::object::Kind;

    fn behaviour(sandbox: &str, attributes: &str) -> Object {
        let mut attributes: serde_json::Map<_, _> = serde_json::from_str(attributes).expect("a map");
        attributes.insert("sandbox_name".into(), sandbox.into());
        Object::new(Kind::Behaviour, format!("x_{sandbox}"), attributes)
    }

    #[test]
    fn every_kind_of_traffic_is_a_sighting() {
        let sightings = Sightings::of(&[
            behaviour(
                "Zenbox",
                r#"{"dns_lookups":[{"hostname":"A.Example.","resolved_ips":["192.0.2.1","2001:DB8::1","nonsense"]},
                                   {"hostname":"gone.example"},{"hostname":7},"nonsense",{"resolved_ips":[1]}],
                    "http_conversations":[{"url":"http://b.example:80/x#y"},{"url":"c.example:443"}],
                    "tls":[{"sni":"d.example"},{}],"ip_traffic":[{"destination_ip":"192.0.2.9"}]}"#,
            ),
            behaviour(
                "CAPE",
                r#"{"dns_lookups":[{"hostname":"a.example","resolved_ips":["192.0.2.1"]}],"ip_traffic":"nonsense",
                    "ids_alerts":[{"alert_context":{"dest_ip":"192.0.2.9","url":"http://b.example/x"}},{}]}"#,
            ),
        ]);
        for (key, by) in [
            ("a.example", &["Zenbox", "CAPE"][..]),
            ("192.0.2.1", &["Zenbox", "CAPE"]),
            ("2001:db8::1", &["Zenbox"]),
            ("gone.example", &["Zenbox"]),
            ("http://b.example/x", &["Zenbox", "CAPE"]),
            ("b.example", &["Zenbox", "CAPE"]),
            ("c.example", &["Zenbox"]),
            ("d.example", &["Zenbox"]),
            ("192.0.2.9", &["Zenbox", "CAPE"]),
            ("nowhere.example", &[]),
        ] {
            assert_eq!(sightings.by(key), by, "{key}");
        }
        assert_eq!(sightings.resolved("a.example"), ["192.0.2.1", "2001:db8::1"]);
        assert!(sightings.resolved("gone.example").is_empty());
    }
}
