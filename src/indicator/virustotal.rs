//! VirusTotal's own names for things: links of its pages, old and new, paths of its API, ids of analyses.

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::percent_decode_str;

use super::{Indicator, digests};
use crate::subject::{Subject, Topic, is_digest, is_domain};

/// Where a text leads.
pub enum Link {
    To(Indicator),
    /// Into VirusTotal, but to nothing that can be asked about.
    ToNothing,
    Elsewhere,
}

/// Reads a link of VirusTotal, a path of its API, or a fragment of this page.
pub fn link(text: &str) -> Link {
    let at_host = text.split_once("://").map_or(text, |(_, rest)| rest);
    let (host, rest) = at_host.split_at(super::url::end_of_authority(at_host));
    let host = host.to_ascii_lowercase();
    // Other hosts of theirs hold documents, not objects.
    let is_theirs = matches!(host.as_str(), "virustotal.com" | "www.virustotal.com");
    let is_path = host.is_empty()
        && ["/api/v3/", "/gui/", "/ui/", "#/"]
            .iter()
            .any(|start| text.starts_with(start));
    if is_path || (is_theirs && !rest.is_empty()) {
        named(rest).map_or(Link::ToNothing, Link::To)
    } else {
        Link::Elsewhere
    }
}

/// What a path names: the word for a kind, then an id.
fn named(path: &str) -> Option<Indicator> {
    let parts: Vec<&str> = path.split(['/', '#', '?', '&']).collect();
    let about_urls = parts.iter().any(|part| matches!(*part, "url" | "urls" | "url-scan"));
    for (at, part) in parts.iter().enumerate() {
        let next = parts.get(at + 1).map(|next| decoded(next)).unwrap_or_default();
        let found = match *part {
            "file" | "files" | "latest-scan" => file(&next),
            "url" | "urls" => url(&next),
            "domain" | "domains" if next.contains('.') => subject(Topic::Domain, &next),
            "ip-address" | "ip_addresses" | "ip" => subject(Topic::Address, &next),
            "analyses" | "analysis" | "file-analysis" | "url-analysis" => analysis(&next),
            "search" if !next.is_empty() && !next.contains('=') => anything(&next),
            _ => match part.split_once('=') {
                Some(("resource" | "id", value)) if about_urls => {
                    let value = decoded(value);
                    url(&value).or_else(|| value.contains("://").then(|| Indicator::Subject(Subject::url(&value))))
                }
                // A URL that was not escaped has been cut.
                Some(("resource" | "id" | "query" | "domain" | "ip", value)) => anything(&decoded(value)),
                _ => None,
            },
        };
        if found.is_some() {
            return found;
        }
    }
    parts.iter().find_map(|part| file(part)).filter(|_| !about_urls)
}

/// The id of an analysis: `u-<sha256>-<unix time>`, the same with `f` or `d`, or base64 of `<md5>:<unix time>`.
pub fn analysis(id: &str) -> Option<Indicator> {
    let is_id = parted(id).is_some() || md5_of(id).is_some();
    is_id.then(|| Indicator::Analysis(id.to_owned()))
}

/// What an analysis was of, as far as its id says.
pub fn analysed(id: &str) -> Option<Subject> {
    match parted(id) {
        Some(("f", digest)) => Subject::file(digest),
        Some(("u", digest)) => Subject::new(Topic::Url, digest),
        Some(_) => None,
        None => Subject::file(&md5_of(id)?),
    }
}

fn parted(id: &str) -> Option<(&str, &str)> {
    let (kind, rest) = id.split_once('-')?;
    let digest = digests::of_scan_id(rest)?;
    // The last part of a comment's id is shorter.
    let stamped = rest.len() >= 64 + 1 + 9;
    (matches!(kind, "u" | "f" | "d") && stamped).then_some((kind, digest))
}

fn md5_of(id: &str) -> Option<String> {
    if !(56..=64).contains(&id.len()) {
        return None;
    }
    let id = id.trim_end_matches('=');
    let bytes = STANDARD_NO_PAD
        .decode(id)
        .or_else(|_| URL_SAFE_NO_PAD.decode(id))
        .ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (digest, time) = text.split_once(':')?;
    let stamped = !time.is_empty() && time.bytes().all(|byte| byte.is_ascii_digit());
    (digest.len() == 32 && is_digest(digest) && stamped).then(|| digest.to_owned())
}

fn subject(topic: Topic, id: &str) -> Option<Indicator> {
    Subject::new(topic, id).map(Indicator::Subject)
}

fn file(text: &str) -> Option<Indicator> {
    let digest = if is_digest(text) {
        text
    } else {
        digests::of_scan_id(text)?
    };
    subject(Topic::File, digest)
}

/// A URL by the id that VirusTotal gave it. Of digests only a SHA-256 is one.
fn url(text: &str) -> Option<Indicator> {
    let id = digests::of_scan_id(text).unwrap_or(text);
    let is_words = matches!(id, "report" | "scan" | "analysis" | "information");
    let is_id = if is_digest(id) { id.len() == 64 } else { !is_words };
    is_id.then(|| subject(Topic::Url, id.trim_end_matches('=')))?
}

/// What stands where a text is sought.
fn anything(text: &str) -> Option<Indicator> {
    let text = text.trim();
    if text.is_empty() {
        None
    } else if let Some(found) = file(text) {
        Some(found)
    } else if text.contains("://") {
        Some(Indicator::Subject(Subject::url(text)))
    } else if text.parse::<IpAddr>().is_ok() {
        subject(Topic::Address, text)
    } else if text.contains('.') && is_domain(text) {
        subject(Topic::Domain, text)
    } else {
        Some(Indicator::Search(text.to_owned()))
    }
}

/// Without the escapes of an address. VirusTotal's search page escapes twice.
fn decoded(text: &str) -> String {
    let once = percent_decode_str(text).decode_utf8_lossy();
    let again = ["%3a%2f%2f", "%23"]
        .iter()
        .any(|escape| once.to_ascii_lowercase().contains(escape))
        && !once.contains("://");
    if again {
        percent_decode_str(&once).decode_utf8_lossy().into_owned()
    } else {
        once.into_owned()
    }
}
