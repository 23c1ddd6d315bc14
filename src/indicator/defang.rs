//! Indicators made harmless: text that nobody and nothing follows by mistake.

use std::net::Ipv6Addr;

use super::url;

/// `hxxps://a[.]example/b.c`, `192[.]0[.]2[.]1`, `2001[:]db8[:][:]1`, `a[@]b[.]example`; a digest stays as it is.
///
/// Only what can be followed is marked, the scheme and the host: a path is read more often than it is harmful.
pub fn defang(text: &str) -> String {
    if let Some((scheme, rest)) = text.split_once("://") {
        let (authority, path) = rest.split_at(url::end_of_authority(rest));
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => "hxxp://".to_owned(),
            "https" => "hxxps://".to_owned(),
            "ftp" => "fxp://".to_owned(),
            _ => format!("{scheme}[://]"),
        };
        let (user, host) = authority.split_at(authority.rfind('@').map_or(0, |at| at + 1));
        // The port's colon is outside the brackets of an address.
        let (address, port) = host.split_at(host.rfind(']').map_or(0, |close| close + 1));
        let host = match address.strip_prefix('[') {
            Some(address) => format!("[{}{port}", marked(address, &['.', ':'])),
            None => marked(host, &['.']),
        };
        return format!("{scheme}{}{host}{path}", marked(user, &['.']));
    }
    if text.parse::<Ipv6Addr>().is_ok() {
        return marked(text, &['.', ':']);
    }
    let (host, path) = text.split_at(url::end_of_authority(text));
    format!("{}{path}", marked(host, &['.', '@']))
}

fn marked(text: &str, signs: &[char]) -> String {
    let mut made = String::with_capacity(text.len() * 2);
    for sign in text.chars() {
        if signs.contains(&sign) {
            made.push('[');
            made.push(sign);
            made.push(']');
        } else {
            made.push(sign);
        }
    }
    made
}
