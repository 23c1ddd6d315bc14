//! A walk through a text that finds what looks like an indicator, and decides about each once.

mod parts;

use std::net::{IpAddr, Ipv4Addr};
use std::ops::Range;

use super::context::Context;
use super::host::{Host, ToAscii};
use super::names::{Name, judge};
use super::numbers::{self, Colons};
use super::refang::Refanged;
use super::token::{next_token, trimmed};
use super::url::{SCHEMES, Url};
use super::url_end::url_end;
use super::virustotal::{self, Link};
use super::{Indicator, WhyNot};
use crate::subject::{Subject, Topic};

/// Something that the walk has decided about.
pub struct Item {
    /// Where it stands in the refanged text.
    pub range: Range<usize>,
    pub what: What,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    Found(Subject),
    /// Left out; `Some` where it can be asked about all the same.
    Left(WhyNot, Option<Subject>),
}

/// More than any server takes, and more than an address bar should hold.
const URL_AT_MOST: usize = 8_192;

/// Walks through the text.
pub fn scan(refanged: &Refanged<'_>, to_ascii: ToAscii) -> Vec<Item> {
    let mut scan = Scan {
        refanged,
        text: refanged.text(),
        to_ascii,
        items: Vec::new(),
        behind_scheme: usize::MAX,
    };
    let mut at = 0;
    while let Some(token) = next_token(scan.text, at) {
        at = scan.token(token);
    }
    scan.items
}

struct Scan<'a> {
    refanged: &'a Refanged<'a>,
    text: &'a str,
    to_ascii: ToAscii,
    items: Vec<Item>,
    /// Behind a scheme whose URLs nobody can ask about: what stands there is a host, and its path is nothing.
    behind_scheme: usize,
}

impl<'a> Scan<'a> {
    fn get(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    fn rest(&self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    fn push(&mut self, range: Range<usize>, what: What) {
        self.items.push(Item { range, what });
    }

    /// Decides about a token and says where to go on.
    fn token(&mut self, token: Range<usize>) -> usize {
        if self.get(token.clone()).ends_with(':') && self.rest(token.end).starts_with("//") {
            return self.with_scheme(token);
        }
        if self.rest(token.end).starts_with('@')
            && let Some(behind) = self.email(token.clone())
        {
            return behind;
        }
        self.plain(token)
    }

    /// A token that ends with a scheme: `see:http:`, with `//` behind it.
    fn with_scheme(&mut self, token: Range<usize>) -> usize {
        let word = self.get(token.start..token.end - 1);
        let length = word.bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let mut start = token.end - 1 - length;
        // An escaped line break before a scheme: `\nhttp://`.
        let escaped =
            self.before(start) == Some('\\') && matches!(self.rest(start).as_bytes(), [b'n' | b'r' | b't', ..]);
        if escaped && is_scheme(self.get(start + 1..token.end - 1)) {
            start += 1;
        }
        if start > token.start {
            self.plain(token.start..start);
        }
        let host = token.end + 2;
        if is_scheme(self.get(start..token.end - 1)) {
            if let Some(end) = self.url(start, host) {
                return end;
            }
        } else {
            self.behind_scheme = host;
        }
        host
    }

    /// Takes a URL and says where it ends. Without a scheme `start` and `host` are the same.
    fn url(&mut self, start: usize, host: usize) -> Option<usize> {
        let mut end = url_end(self.text, start, host);
        let path = host + super::url::end_of_authority(self.get(host..end));
        let written = if self.refanged.is_defanged(&(start..path)) {
            self.get(start..end).to_owned()
        } else {
            // The path of a living URL is not defanged: what looks so belongs to it, or is behind it.
            if let Some(gap) = self.refanged.gap(&(path..end)) {
                end = url_end(self.text.get(..gap).unwrap_or_default(), start, host);
            }
            format!("{}{}", self.get(start..path), self.refanged.undisturbed(path..end))
        };
        let text = if start == host {
            format!("http://{written}")
        } else {
            written
        };
        let what = if text.len() > URL_AT_MOST {
            What::Left(WhyNot::TooLong, None)
        } else {
            Url::read(&text, self.to_ascii)?;
            about(&text)
        };
        self.push(start..end, what);
        Some(end)
    }

    /// `somebody@host`: VirusTotal knows no mailboxes, but the host can be asked about.
    fn email(&mut self, token: Range<usize>) -> Option<usize> {
        let host = next_token(self.text, token.end + 1).filter(|host| host.start == token.end + 1)?;
        let length = self.get(host.clone()).find(':').unwrap_or(host.len());
        let host = trimmed(self.text, host.start..host.start + length);
        let colon = self.get(token.clone()).rfind(':').map_or(0, |colon| colon + 1);
        let start = trimmed(self.text, token.start + colon..token.end).start;
        let name = self.get(host.clone());
        if let Ok(address) = name.parse::<Ipv4Addr>() {
            self.push(host.clone(), What::Found(of_address(address.into())?));
        } else {
            let context = Context::new("host");
            let is_name = judge(name, &context) == Name::Domain;
            let domain = is_name.then(|| Host::read(name, self.to_ascii))??.subject()?;
            self.push(start..host.end, What::Left(WhyNot::Email, Some(domain)));
        }
        Some(host.end)
    }

    /// A token without a scheme.
    fn plain(&mut self, token: Range<usize>) -> usize {
        let whole = trimmed(self.text, token.clone());
        if let Some(what) = of_analysis(self.get(whole.clone())) {
            self.push(whole, what);
            return token.end;
        }
        if let Some(behind) = self.ipv6(token.clone()) {
            return behind;
        }
        let mut start = token.start;
        for part in self.get(token.clone()).split(':') {
            let end = start + part.len();
            let behind = self.part(start..end, token.end);
            if behind > token.end {
                return behind;
            }
            start = end + 1;
        }
        token.end
    }

    fn ipv6(&mut self, token: Range<usize>) -> Option<usize> {
        let text = self.get(token.clone());
        let (inside, number) = numbers::with_colons(text)?;
        let (start, end) = (token.start + inside.start, token.start + inside.end);
        let address = match number {
            Colons::Address(address) => of_address(address.into())?,
            Colons::Fingerprint(digest) => {
                self.push(start..end, What::Left(WhyNot::OtherDigest, Subject::file(&digest)));
                return Some(token.end);
            }
        };
        let rest = self.rest(end);
        if let Some(zone) = rest.strip_prefix('%') {
            let length = zone.bytes().take_while(u8::is_ascii_alphanumeric).count();
            self.push(start..end + 1 + length, What::Left(WhyNot::ZoneId, None));
            return Some(end + 1 + length);
        }
        if let Some(length) = network(rest, 128) {
            self.push(start..end + length, What::Left(WhyNot::Network, Some(address)));
            return Some(end + length);
        }
        if self.before(start) == Some('[') && rest.starts_with(']') {
            let port = port(self.rest(end + 1));
            let behind = end + 1 + port;
            if self.rest(behind).starts_with('/')
                && start - 1 != self.behind_scheme
                && let Some(end) = self.url(start - 1, start - 1)
            {
                return Some(end);
            }
            self.push(start - 1..behind, What::Found(address));
            return Some(behind);
        }
        self.push(start..end, What::Found(address));
        Some(token.end)
    }
}

fn is_scheme(text: &str) -> bool {
    SCHEMES.iter().any(|scheme| text.eq_ignore_ascii_case(scheme))
}

/// What a URL is about: itself, unless it leads to VirusTotal.
fn about(url: &str) -> What {
    let itself = Subject::url(url);
    match virustotal::link(url) {
        Link::Elsewhere => What::Found(itself),
        Link::To(Indicator::Subject(subject)) => What::Found(subject),
        Link::To(Indicator::Analysis(id)) => {
            virustotal::analysed(&id).map_or(What::Left(WhyNot::VirusTotalLink, None), What::Found)
        }
        Link::To(Indicator::Search(_)) | Link::ToNothing => What::Left(WhyNot::VirusTotalLink, Some(itself)),
    }
}

fn of_address(address: IpAddr) -> Option<Subject> {
    Subject::new(Topic::Address, &address.to_string())
}

fn of_analysis(text: &str) -> Option<What> {
    if text.len() < 64 || !text.starts_with(['u', 'f', 'd']) {
        return None;
    }
    virustotal::analysis(text)?;
    Some(virustotal::analysed(text).map_or(What::Left(WhyNot::OtherDigest, None), What::Found))
}

/// The length of `:443`.
fn port(text: &str) -> usize {
    let Some(digits) = text.strip_prefix(':') else { return 0 };
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=5).contains(&count) { count + 1 } else { 0 }
}

/// The length of `/24` where it is a network's.
fn network(text: &str, most: u32) -> Option<usize> {
    let digits = text.strip_prefix('/')?;
    let count = digits.bytes().take_while(u8::is_ascii_digit).count();
    let (bits, behind) = (digits.get(..count)?, digits.get(count..)?);
    let ends =
        !behind.starts_with(|sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '/' | '_' | '-' | '?' | '='));
    let dotted = behind
        .strip_prefix('.')
        .is_some_and(|more| more.starts_with(|sign: char| sign.is_ascii_alphanumeric()));
    (ends && !dotted && count <= 3 && bits.parse::<u32>().ok()? <= most).then_some(count + 1)
}
