//! What is nobody's outside: private, local, made up or secret. It is never asked about without a question first.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::host::{Host, ToAscii};
use super::url::Url;
use crate::subject::{Subject, Topic};

/// Why to ask the reader first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reserved {
    /// RFC 1918, `fc00::/7`, `fec0::/10`.
    Private,
    /// `127.0.0.0/8`, `::1`, `localhost`.
    Loopback,
    /// `169.254.0.0/16`, `fe80::/10`.
    LinkLocal,
    /// `100.64.0.0/10`, between a provider and its customers.
    Shared,
    /// Kept for books: `192.0.2.0/24`, `2001:db8::/32`. The names of books, `example.com`, are those of real servers.
    Documentation,
    Multicast,
    /// Other blocks that nobody holds: `0.0.0.0/8`, `198.18.0.0/15`, `240.0.0.0/4`.
    Unassigned,
    /// A host name without a dot.
    SingleLabel,
    /// A name of somebody's own network: `.local`, `.internal`, `.lan`.
    LocalName,
    /// `.example`, `.test`, `.invalid`, `.arpa` and others that are no addresses of anybody.
    SpecialName,
    /// `.onion`: who knows the address knows the service.
    Onion,
    /// A URL with a name or a password before its host.
    Credentials,
}

/// Why the reader is asked before VirusTotal is; `None` where that needs no question.
pub fn reserved(subject: &Subject, to_ascii: ToAscii) -> Option<Reserved> {
    match subject.topic() {
        Topic::File => None,
        Topic::Domain => name(subject.id()),
        Topic::Address => address(subject.id().parse().ok()?),
        Topic::Url => {
            let text = subject.name();
            let url = Url::read(&text, to_ascii)?;
            let host = match &url.host {
                Host::Name(text) => name(text),
                Host::Address(ip) => address(*ip),
            };
            host.or_else(|| url.user.map(|_| Reserved::Credentials))
        }
    }
}

/// Endings of names that no public server answers for.
const LOCAL: [&str; 10] = [
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "corp",
    "home",
    "private",
    "workgroup",
    "home.arpa",
];
const SPECIAL: [&str; 6] = ["example", "test", "invalid", "arpa", "alt", "i2p"];

fn name(name: &str) -> Option<Reserved> {
    let name = name.strip_suffix('.').unwrap_or(name);
    let below = |ending: &str| {
        name.strip_suffix(ending)
            .is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    if below("localhost") {
        Some(Reserved::Loopback)
    } else if !name.contains('.') {
        Some(Reserved::SingleLabel)
    } else if LOCAL.into_iter().any(below) {
        Some(Reserved::LocalName)
    } else if below("onion") {
        Some(Reserved::Onion)
    } else {
        SPECIAL.into_iter().any(below).then_some(Reserved::SpecialName)
    }
}

/// Whether the ending stands for one of these.
pub fn is_special_ending(label: &str) -> bool {
    LOCAL.contains(&label) || SPECIAL.contains(&label) || matches!(label, "onion" | "localhost")
}

fn address(address: IpAddr) -> Option<Reserved> {
    match address {
        IpAddr::V4(address) => v4(address),
        IpAddr::V6(address) => v6(address),
    }
}

fn v4(address: Ipv4Addr) -> Option<Reserved> {
    match address.octets() {
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => Some(Reserved::Private),
        [127, ..] => Some(Reserved::Loopback),
        [169, 254, ..] => Some(Reserved::LinkLocal),
        [100, 64..=127, ..] => Some(Reserved::Shared),
        [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => Some(Reserved::Documentation),
        [224..=239, ..] => Some(Reserved::Multicast),
        [0 | 240..=255, ..] | [198, 18 | 19, ..] | [192, 0, 0, _] => Some(Reserved::Unassigned),
        _ => None,
    }
}

fn v6(address: Ipv6Addr) -> Option<Reserved> {
    let embedded = |high: u16, low: u16| v4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)));
    match address.segments() {
        [0, 0, 0, 0, 0, 0, 0, 1] => Some(Reserved::Loopback),
        // IPv4 inside: mapped, translated, 6to4.
        [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            embedded(high, low)
        }
        [0xFC00..=0xFDFF | 0xFEC0..=0xFEFF, ..] => Some(Reserved::Private),
        [0xFE80..=0xFEBF, ..] => Some(Reserved::LinkLocal),
        [0xFF00..=0xFFFF, ..] => Some(Reserved::Multicast),
        [0x2001, 0xDB8, ..] | [0x3FFF, 0..=0x0FFF, ..] => Some(Reserved::Documentation),
        [0x2000..=0x3FFF, ..] => None,
        _ => Some(Reserved::Unassigned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_nobodys_outside_needs_a_question() {
        for (topic, id, why) in [
            (Topic::Address, "8.8.8.8", None),
            (Topic::Address, "10.1.2.3", Some(Reserved::Private)),
            (Topic::Address, "172.16.0.1", Some(Reserved::Private)),
            (Topic::Address, "172.32.0.1", None),
            (Topic::Address, "192.168.1.1", Some(Reserved::Private)),
            (Topic::Address, "100.64.0.1", Some(Reserved::Shared)),
            (Topic::Address, "100.128.0.1", None),
            (Topic::Address, "127.0.0.1", Some(Reserved::Loopback)),
            (Topic::Address, "169.254.169.254", Some(Reserved::LinkLocal)),
            (Topic::Address, "203.0.113.9", Some(Reserved::Documentation)),
            (Topic::Address, "224.0.0.251", Some(Reserved::Multicast)),
            (Topic::Address, "255.255.255.255", Some(Reserved::Unassigned)),
            (Topic::Address, "0.0.0.0", Some(Reserved::Unassigned)),
            (Topic::Address, "2606:4700::1111", None),
            (Topic::Address, "::", Some(Reserved::Unassigned)),
            (Topic::Address, "::1", Some(Reserved::Loopback)),
            (Topic::Address, "::ffff:10.0.0.1", Some(Reserved::Private)),
            (Topic::Address, "::ffff:8.8.8.8", None),
            (Topic::Address, "64:ff9b::7f00:1", Some(Reserved::Loopback)),
            (Topic::Address, "2002:c0a8:101::1", Some(Reserved::Private)),
            (Topic::Address, "fd00::1", Some(Reserved::Private)),
            (Topic::Address, "fe80::1", Some(Reserved::LinkLocal)),
            (Topic::Address, "ff02::fb", Some(Reserved::Multicast)),
            (Topic::Address, "2001:db8::1", Some(Reserved::Documentation)),
            (Topic::Address, "3fff:123::1", Some(Reserved::Documentation)),
            (Topic::Address, "4000::1", Some(Reserved::Unassigned)),
            (Topic::Domain, "www.virustotal.com", None),
            (Topic::Domain, "notexample.com", None),
            (Topic::Domain, "www.example.com", None),
            (Topic::Domain, "www.a.example", Some(Reserved::SpecialName)),
            (Topic::Domain, "intranet", Some(Reserved::SingleLabel)),
            (Topic::Domain, "localhost", Some(Reserved::Loopback)),
            (Topic::Domain, "printer.local", Some(Reserved::LocalName)),
            (Topic::Domain, "dc01.corp", Some(Reserved::LocalName)),
            (Topic::Domain, "router.home.arpa", Some(Reserved::LocalName)),
            (Topic::Domain, "1.0.0.10.in-addr.arpa", Some(Reserved::SpecialName)),
            (Topic::Domain, "abcdefghij.onion", Some(Reserved::Onion)),
            (Topic::File, "d41d8cd98f00b204e9800998ecf8427e", None),
        ] {
            let subject = Subject::new(topic, id).expect("the id is one");
            assert_eq!(reserved(&subject, |_| None), why, "{id}");
        }
        for (url, why) in [
            ("http://virustotal.com/", None),
            ("http://10.0.0.1/", Some(Reserved::Private)),
            ("http://127.1/", Some(Reserved::Loopback)),
            ("http://0x7f000001:8080/a", Some(Reserved::Loopback)),
            ("http://[::1]:80/", Some(Reserved::Loopback)),
            ("https://user:secret@10.0.0.1/", Some(Reserved::Private)),
            ("https://user:secret@virustotal.com/", Some(Reserved::Credentials)),
            ("http://intranet/wiki", Some(Reserved::SingleLabel)),
            ("HTTP://Printer.LOCAL", Some(Reserved::LocalName)),
        ] {
            assert_eq!(reserved(&Subject::url(url), |_| None), why, "{url}");
        }
    }
}
