//! The one spelling of what has many: URLs with their ids, domains, addresses.

use std::net::IpAddr;

use base64::Engine as _;
use base64::alphabet::URL_SAFE;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::fixtures::identity::sha256;

/// Padding is left out by most and sent by some.
pub(crate) const BASE64: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new()
        .with_encode_padding(false)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The canonical spelling of a URL: scheme and host in lower case, no default port, no fragment, at least the path `/`.
/// `None` where it is none. The real rule is not published; this one is enough for ids that hold together.
pub(crate) fn url(text: &str) -> Option<String> {
    let text = text.trim();
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) if scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            (scheme.to_ascii_lowercase(), rest)
        }
        _ => ("http".to_owned(), text),
    };
    if !matches!(scheme.as_str(), "http" | "https" | "ftp") {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or_default();
    let at = rest.find(['/', '?']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(at);
    let (user, host) = authority
        .rsplit_once('@')
        .map_or(("", authority), |(user, host)| (user, host));
    let host = host.to_ascii_lowercase();
    let default = if scheme == "https" { ":443" } else { ":80" };
    let host = host.strip_suffix(default).unwrap_or(&host);
    let bare = host.rsplit_once(':').map_or(host, |(name, port)| {
        if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) {
            name
        } else {
            host
        }
    });
    let plain = bare.trim_start_matches('[').trim_end_matches(']');
    if domain(plain).is_none() && address(plain).is_none() {
        return None;
    }
    let user = if user.is_empty() {
        String::new()
    } else {
        format!("{user}@")
    };
    let slash = if path.starts_with('/') { "" } else { "/" };
    Some(format!("{scheme}://{user}{host}{slash}{path}"))
}

/// The host of a canonical URL.
pub(crate) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?']).next().unwrap_or_default();
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    if let Some(inside) = host.strip_prefix('[') {
        return inside.split(']').next().unwrap_or_default();
    }
    host.split(':').next().unwrap_or_default()
}

/// The id that a URL's object has: SHA-256 of its canonical spelling.
pub(crate) fn url_id(text: &str) -> Option<String> {
    url(text).map(|url| sha256(&url))
}

/// What a client asks by: base64 of any spelling, or the id itself. The id, and the URL where it was told.
pub(crate) fn asked_url(id: &str) -> Option<(String, Option<String>)> {
    if id.len() == 64 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Some((id.to_ascii_lowercase(), None));
    }
    let text = String::from_utf8(BASE64.decode(id).ok()?).ok()?;
    let url = url(&text)?;
    Some((sha256(&url), Some(url)))
}

/// A domain in lower case without the last dot, if its labels are such.
pub(crate) fn domain(text: &str) -> Option<String> {
    let text = text.trim_end_matches('.').to_ascii_lowercase();
    let good = |label: &str| {
        !label.is_empty()
            && label.len() < 64
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let top = text.rsplit('.').next().unwrap_or_default();
    let named = top.starts_with("xn--") || top.bytes().all(|byte| byte.is_ascii_alphabetic());
    (text.contains('.') && text.len() < 254 && named && text.split('.').all(good)).then_some(text)
}

/// An address as the standard writes it: `::1`, never `0:0::1`.
pub(crate) fn address(text: &str) -> Option<String> {
    text.parse::<IpAddr>().ok().map(|address| address.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_url_is_one() {
        for (text, canonical) in [
            ("http://Example.COM", Some("http://example.com/")),
            ("example.com:80/a?B=c#d", Some("http://example.com/a?B=c")),
            ("HTTPS://u:p@example.com:443?x", Some("https://u:p@example.com/?x")),
            ("https://example.com:8443/", Some("https://example.com:8443/")),
            ("http://[2001:DB8::1]:81/", Some("http://[2001:db8::1]:81/")),
            ("http://192.0.2.1/x", Some("http://192.0.2.1/x")),
            ("javascript:alert(1)", None),
            ("javascript://example.com/", None),
            ("http://localhost/", None),
            ("no url", None),
            ("", None),
        ] {
            assert_eq!(url(text).as_deref(), canonical, "{text}");
        }
    }

    #[test]
    fn a_url_is_asked_for_by_base64_or_by_its_id() {
        let id = sha256("http://example.com/");
        for spelling in ["http://example.com/", "HTTP://EXAMPLE.com", "example.com"] {
            for encoded in [
                BASE64.encode(spelling),
                base64::engine::general_purpose::URL_SAFE.encode(spelling),
            ] {
                let (found, text) = asked_url(&encoded).expect("a URL");
                assert_eq!((found, text.as_deref()), (id.clone(), Some("http://example.com/")));
            }
        }
        assert_eq!(asked_url(&id.to_uppercase()), Some((id, None)));
        assert_eq!(asked_url("thisurlidmakesnosenseatall"), None);
    }

    #[test]
    fn hosts_of_urls() {
        for (url, expected) in [
            ("http://u@example.com:81/a@b", "example.com"),
            ("http://[2001:db8::1]:81/", "2001:db8::1"),
            ("https://example.com/", "example.com"),
        ] {
            assert_eq!(host(url), expected);
        }
    }

    #[test]
    fn domains_and_addresses() {
        for (text, is_domain) in [
            ("Example.COM.", Some("example.com")),
            ("_dmarc.xn--e1afmkfd.xn--p1ai", Some("_dmarc.xn--e1afmkfd.xn--p1ai")),
            ("localhost", None),
            ("a..com", None),
            ("192.0.2.1", None),
            ("exa mple.com", None),
        ] {
            assert_eq!(domain(text).as_deref(), is_domain, "{text}");
        }
        assert_eq!(address("2001:DB8:0:0::1").as_deref(), Some("2001:db8::1"));
        assert_eq!(address("192.0.2"), None);
    }
}
