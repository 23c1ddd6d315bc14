//! By which names this proxy may be called: a page that rebinds its own name to our address is turned away.

use std::net::SocketAddr;

/// The names, as they stand in Host headers.
pub(crate) struct Hosts {
    /// With our own port, so the page that calls us so was loaded over plain http.
    direct: Vec<String>,
    /// Given by `--host`; a web server with TLS stands before us.
    behind: Vec<String>,
}

impl Hosts {
    pub(crate) fn new(listening: SocketAddr, named: &[String]) -> Self {
        let port = listening.port();
        let mut direct: Vec<String> = ["127.0.0.1", "localhost", "[::1]"]
            .map(|name| format!("{name}:{port}"))
            .into();
        direct.push(listening.to_string());
        let mut behind = Vec::new();
        for name in named {
            if has_port(name) {
                behind.push(name.clone());
            } else {
                direct.push(format!("{name}:{port}"));
                behind.extend([name.clone(), format!("{name}:443")]);
            }
        }
        if port == 80 {
            let bare = direct
                .iter()
                .filter_map(|name| name.strip_suffix(":80"))
                .map(str::to_owned);
            direct.extend(bare.collect::<Vec<_>>());
        }
        Self { direct, behind }
    }

    pub(crate) fn know(&self, host: &str) -> bool {
        self.direct
            .iter()
            .chain(&self.behind)
            .any(|name| name.eq_ignore_ascii_case(host))
    }

    /// Whether a web server with TLS stands before us when we are called so.
    pub(crate) fn are_behind(&self, host: &str) -> bool {
        self.behind.iter().any(|name| name.eq_ignore_ascii_case(host))
    }

    /// Whether a page of this origin was loaded from the very name that it now calls us by.
    pub(crate) fn same(&self, origin: &str, host: &str) -> bool {
        let among = |names: &[String], called: &str| {
            called.eq_ignore_ascii_case(host) && names.iter().any(|name| name.eq_ignore_ascii_case(called))
        };
        origin
            .strip_prefix("http://")
            .is_some_and(|called| among(&self.direct, called))
            || origin
                .strip_prefix("https://")
                .is_some_and(|called| among(&self.behind, called))
    }
}

fn has_port(name: &str) -> bool {
    name.rsplit_once(':').is_some_and(|(_, port)| !port.ends_with(']'))
}

/// A name given with `--host`.
pub(crate) fn checked(text: &str) -> Result<String, String> {
    let authority: Result<hyper::http::uri::Authority, _> = text.parse();
    match authority {
        Ok(name) if !text.contains(['@', '*']) && !name.host().is_empty() => Ok(text.to_ascii_lowercase()),
        Ok(_) | Err(_) => Err(format!(
            "--host {text}: expected a name, such as assay.example or assay.example:8443"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts() -> Hosts {
        Hosts::new(
            "127.0.0.1:8744".parse().expect("an address"),
            &["assay.example".to_owned()],
        )
    }

    #[test]
    fn a_name_is_known_whole_or_not_at_all() {
        for (host, known) in [
            ("127.0.0.1:8744", true),
            ("localhost:8744", true),
            ("LocalHost:8744", true),
            ("[::1]:8744", true),
            ("assay.example", true),
            ("assay.example:443", true),
            ("assay.example:8744", true),
            ("127.0.0.1", false),
            ("127.0.0.1:8745", false),
            ("127.0.0.1.:8744", false),
            ("127.0.0.1:8744.evil.example", false),
            ("localhost.evil.example:8744", false),
            ("evil.example:8744", false),
            ("assay.example.", false),
            ("", false),
        ] {
            assert_eq!(hosts().know(host), known, "{host}");
        }
    }

    #[test]
    fn same_origin_means_the_name_of_this_request_with_its_scheme() {
        for (origin, host, same) in [
            ("http://127.0.0.1:8744", "127.0.0.1:8744", true),
            ("http://localhost:8744", "127.0.0.1:8744", false),
            ("https://127.0.0.1:8744", "127.0.0.1:8744", false),
            ("https://assay.example", "assay.example", true),
            ("http://assay.example", "assay.example", false),
            ("http://evil.example", "evil.example", false),
            ("null", "127.0.0.1:8744", false),
        ] {
            assert_eq!(hosts().same(origin, host), same, "{origin} {host}");
        }
    }
}
