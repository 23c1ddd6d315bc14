//! URLs in their parts, as far as it takes to know whom a URL asks.

use super::host::{Host, ToAscii};

/// `scheme://user@host:port/rest`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Url<'a> {
    pub scheme: &'a str,
    /// What stands before the `@`: a name, perhaps with a password.
    pub user: Option<&'a str>,
    pub host: Host,
    pub port: &'a str,
    /// The path with all that follows it; may be empty.
    pub rest: &'a str,
}

/// Schemes of URLs that VirusTotal can fetch; of others only the host can be asked about.
pub const SCHEMES: [&str; 3] = ["http", "https", "ftp"];

impl<'a> Url<'a> {
    pub fn read(text: &'a str, to_ascii: ToAscii) -> Option<Self> {
        let (scheme, after) = text.split_once("://")?;
        let (authority, rest) = after.split_at(end_of_authority(after));
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, authority),
        };
        // A colon inside brackets belongs to an IPv6 address.
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (host, ""),
        };
        let is_port = port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
        Some(Self {
            scheme,
            user,
            host: is_port.then(|| Host::read(host, to_ascii))??,
            port,
            rest,
        })
    }

    /// The same for every spelling of the same URL, as far as that is certain. Never sent to anybody.
    pub fn key(&self) -> String {
        let (scheme, user) = (self.scheme.to_ascii_lowercase(), self.user.unwrap_or_default());
        let (host, port) = (&self.host, self.port.trim_start_matches('0'));
        let port = match (scheme.as_str(), port) {
            ("http", "80") | ("https", "443") | ("ftp", "21") => "",
            _ => port,
        };
        let rest = if self.rest.is_empty() { "/" } else { self.rest };
        format!("{scheme}://{user}@{host}:{port}{rest}")
    }
}

/// Where the host and its port end.
pub fn end_of_authority(text: &str) -> usize {
    text.find(['/', '?', '#', '\\']).unwrap_or(text.len())
}
