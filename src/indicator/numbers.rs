//! Numbers with dots or colons between them: addresses, versions, fingerprints, times.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::Range;

use crate::subject::is_digest;

/// What a number with colons is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Colons {
    Address(Ipv6Addr),
    /// Sixteen or more bytes; the digest that they are.
    Fingerprint(String),
}

/// Four decimal numbers as an address, leading zeros or not.
pub fn decimal(text: &str) -> Option<Ipv4Addr> {
    let mut octets = [0; 4];
    let mut parts = text.split('.');
    for octet in &mut octets {
        let part = parts.next()?;
        let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        *octet = plain.then(|| part.parse().ok())??;
    }
    parts.next().is_none().then(|| Ipv4Addr::from(octets))
}

/// `v1.2.3.4`.
pub fn version(text: &str) -> Option<Ipv4Addr> {
    decimal(text.strip_prefix(['v', 'V'])?)
}

/// The number with colons in a token, behind a label such as `IPv6:`, with the bytes of the token that it takes.
pub fn with_colons(token: &str) -> Option<(Range<usize>, Colons)> {
    if token.matches(':').count() < 2 {
        return None;
    }
    let mut start = 0;
    while let Some((label, rest)) = token.get(start..)?.split_once(':') {
        let is_group = label.len() <= 4 && label.bytes().all(|byte| byte.is_ascii_hexdigit());
        if is_group || rest.is_empty() {
            break;
        }
        start += label.len() + 1;
    }
    let text = token.get(start..)?.trim_end_matches(['.', '-', '_']);
    let text = if text.ends_with("::") {
        text
    } else {
        text.trim_end_matches(':')
    };
    let number = match fingerprint(text) {
        Some(digest) => Colons::Fingerprint(digest),
        None => Colons::Address(text.parse().ok().filter(|_| is_plausible(text))?),
    };
    Some((start..start + text.len(), number))
}

/// `a::b` and `dead::beef` are paths in many languages, and eight bytes are a card's number.
fn is_plausible(text: &str) -> bool {
    let groups = text.split(':').filter(|group| !group.is_empty()).count();
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    let bytes = !text.contains("::") && text.split(':').all(|group| group.len() == 2);
    groups > 0 && (has_digit || groups > 3) && !bytes
}

fn fingerprint(text: &str) -> Option<String> {
    let bytes = text.split(':').all(|group| group.len() == 2);
    let joined = bytes.then(|| text.replace(':', ""))?;
    is_digest(&joined).then(|| joined.to_ascii_lowercase())
}
