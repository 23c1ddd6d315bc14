//! Hosts: names and addresses in every form that a browser takes for one.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use percent_encoding::percent_decode_str;

use crate::subject::{Subject, Topic, is_domain};

/// Writes a host name with signs outside ASCII in its A-labels, `xn--…`. In the page the browser's own URL parser
/// does it: its tables are large and it has them.
pub type ToAscii = fn(&str) -> Option<String>;

/// Whom a URL asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Host {
    /// Lower case, ASCII, without the root's dot.
    Name(String),
    Address(IpAddr),
}

impl Host {
    /// Reads what stands in a URL between `//` and the path. `127.1`, `0x7f000001` and `2130706433` are addresses
    /// there, as they are for a browser.
    pub fn read(text: &str, to_ascii: ToAscii) -> Option<Self> {
        if let Some(inside) = text.strip_prefix('[') {
            let address: Ipv6Addr = inside.strip_suffix(']')?.parse().ok()?;
            return Some(Self::Address(address.into()));
        }
        let decoded = percent_decode_str(text).decode_utf8().ok()?;
        // Nothing but a host may reach the browser, which would read `a/b` as a host and a path.
        let inside = |sign: char| !sign.is_ascii() || sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_');
        let ascii = if decoded.is_ascii() {
            decoded.into_owned()
        } else {
            to_ascii(decoded.chars().all(inside).then_some(&decoded)?)?
        };
        let name = ascii.strip_suffix('.').unwrap_or(&ascii).to_ascii_lowercase();
        let last = name.rsplit('.').next().unwrap_or_default();
        if is_number(last) {
            return numeric(&name).map(|address| Self::Address(address.into()));
        }
        is_domain(&name).then_some(Self::Name(name))
    }

    /// The domain or the address by itself.
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Self::Name(name) => Subject::new(Topic::Domain, name),
            Self::Address(address) => Subject::new(Topic::Address, &address.to_string()),
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name(name) => f.write_str(name),
            Self::Address(IpAddr::V4(address)) => write!(f, "{address}"),
            Self::Address(IpAddr::V6(address)) => write!(f, "[{address}]"),
        }
    }
}

fn is_number(label: &str) -> bool {
    let hexadecimal = label.strip_prefix("0x").or_else(|| label.strip_prefix("0X"));
    match hexadecimal {
        Some(digits) => digits.bytes().all(|byte| byte.is_ascii_hexdigit()),
        None => !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_digit()),
    }
}

/// An IPv4 address of one to four parts, each decimal, octal or hexadecimal; the last one fills what is left.
fn numeric(text: &str) -> Option<Ipv4Addr> {
    let parts: Vec<u32> = text.split('.').map(part).collect::<Option<_>>()?;
    let (last, heads) = parts.split_last()?;
    if heads.len() > 3 || heads.iter().any(|head| *head > 255) {
        return None;
    }
    let room = 32 - 8 * u32::try_from(heads.len()).ok()?;
    if u64::from(*last) >= 1 << room {
        return None;
    }
    let (mut bits, mut shift) = (*last, 32);
    for head in heads {
        shift -= 8;
        bits |= head << shift;
    }
    Some(Ipv4Addr::from(bits))
}

fn part(text: &str) -> Option<u32> {
    let (digits, radix) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (text.get(2..)?, 16),
        [b'0', _, ..] => (text.get(1..)?, 8),
        _ => (text, 10),
    };
    if digits.is_empty() {
        return (radix == 16).then_some(0);
    }
    // `from_str_radix` would take a sign.
    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| u32::from_str_radix(digits, radix).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_as_a_browser_reads_them() {
        for (text, host) in [
            ("Example.COM", Some("example.com")),
            ("example.com.", Some("example.com")),
            ("intranet", Some("intranet")),
            ("192.0.2.1", Some("192.0.2.1")),
            ("127.1", Some("127.0.0.1")),
            ("0x7f.0.0.1", Some("127.0.0.1")),
            ("0x7f000001", Some("127.0.0.1")),
            ("2130706433", Some("127.0.0.1")),
            ("0300.0250.0.1", Some("192.168.0.1")),
            ("0x", Some("0.0.0.0")),
            ("4294967296", None),
            ("256.0.0.1", None),
            ("1.2.3.4.5", None),
            ("1.2.3.08", None),
            ("a.1", None),
            ("[2001:DB8::1]", Some("[2001:db8::1]")),
            ("[fe80::1%25eth0]", None),
            ("[::1", None),
            ("ex%61mple.com", Some("example.com")),
            ("a b", None),
            ("", None),
            ("ä.example", None),
            ("ä%2fb.example", None),
        ] {
            let read = Host::read(text, |_| None);
            assert_eq!(read.map(|host| host.to_string()).as_deref(), host, "{text}");
        }
    }

    #[test]
    fn other_scripts_are_left_to_the_browser() {
        let browser: ToAscii = |name| (name == "１２７.0.0.1").then(|| "127.0.0.1".to_owned());
        assert_eq!(Host::read("ü%2f", |_| Some("evil.com".to_owned())), None);
        assert_eq!(
            Host::read("１２７.0.0.1", browser),
            Some(Host::Address(Ipv4Addr::LOCALHOST.into()))
        );
    }
}
