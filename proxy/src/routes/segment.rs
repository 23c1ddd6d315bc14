//! What may stand where a route leaves room: one segment of a path, or the value of a parameter, by charset and length.

use std::net::IpAddr;

use super::table;
use crate::percent;

/// Relations that one question may ask for beside its object.
const MOST_ENTRIES: usize = 24;

/// What a `{…}` of a template takes, after decoding.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Digest,
    Behaviour,
    Rule,
    Url,
    Domain,
    Ip,
    Resolution,
    Analysis,
    Comment,
    User,
    Relation(&'static [&'static str]),
}

impl Kind {
    /// The kind that a part of a template names; `None` for a fixed part.
    pub(super) fn named(part: &str) -> Option<Self> {
        let name = part.strip_prefix('{')?.strip_suffix('}')?;
        Some(match name {
            "digest" => Self::Digest,
            "behaviour" => Self::Behaviour,
            "rule" => Self::Rule,
            "url" => Self::Url,
            "domain" => Self::Domain,
            "ip" => Self::Ip,
            "resolution" => Self::Resolution,
            "analysis" => Self::Analysis,
            "comment" => Self::Comment,
            "user" => Self::User,
            "file_relation" => Self::Relation(table::OF_FILES),
            "behaviour_relation" => Self::Relation(table::OF_BEHAVIOURS),
            "url_relation" => Self::Relation(table::OF_URLS),
            "domain_relation" => Self::Relation(table::OF_DOMAINS),
            "ip_relation" => Self::Relation(table::OF_ADDRESSES),
            "comment_relation" => Self::Relation(table::OF_COMMENTS),
            _ => Self::Relation(&[]), // a name nobody knows takes nothing; a test looks through the table for one
        })
    }

    pub(super) fn takes(self, value: &str) -> bool {
        match self {
            Self::Digest => is_digest(value),
            Self::Behaviour => value.split_once('_').is_some_and(|(digest, sandbox)| {
                digest.len() == 64 && is_digest(digest) && made_of(sandbox, 128, b" ._-()+")
            }),
            Self::Rule => made_of(value, 128, b"_-"),
            Self::Url => made_of(value, 3072, b"_-"),
            Self::Domain => made_of(value, 253, b"._-"),
            Self::Ip => value.parse::<IpAddr>().is_ok(),
            Self::Resolution => made_of(value, 320, b"._-:"),
            Self::Analysis => made_of(value, 512, b"_-="),
            Self::Comment => made_of(value, 512, b"._-:"),
            Self::User => made_of(value, 128, b"._-@+"),
            Self::Relation(names) => names.contains(&value),
        }
    }

    #[cfg(test)]
    pub(super) fn is_known(self) -> bool {
        !matches!(self, Self::Relation([]))
    }
}

/// Letters, digits and `also`; no segment of dots alone, which would climb.
fn made_of(value: &str, most: usize, also: &[u8]) -> bool {
    !value.is_empty()
        && value.len() <= most
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || also.contains(&byte))
        && value.bytes().any(|byte| byte != b'.')
}

fn is_digest(value: &str) -> bool {
    matches!(value.len(), 32 | 40 | 64) && value.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Whether a known parameter may have this value; `kind` is that of its entries, where it is a list.
pub(super) fn is_parameter(name: &str, kind: Option<Kind>, value: &str) -> bool {
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    match (name, kind) {
        (_, Some(kind)) => {
            let entries: Vec<_> = value.split(',').collect();
            let once = |entry: &&str| entries.iter().filter(|other| *other == entry).count() == 1;
            entries.len() <= MOST_ENTRIES && entries.iter().all(|entry| kind.takes(entry) && once(entry))
        }
        ("limit", None) => made_of(value, 4, b"") && is_number,
        ("start_date" | "end_date", None) => value.len() == 8 && is_number,
        // Cursor, filter and search text are the server's language, not ours.
        (_, None) => value.len() <= 3072 && !value.chars().any(char::is_control),
    }
}

/// Whether this is the path of an address that VirusTotal gives out for an upload: segments of harmless signs and
/// escapes of such, none of dots alone, perhaps a slash at the end. It passes as it is, because it may be signed.
pub(super) fn is_given_path(path: &str) -> bool {
    let path = path.strip_suffix('/').unwrap_or(path);
    path.len() <= 2048
        && path.split('/').all(|segment| {
            is_given(segment, b"-._~=:+,@")
                && percent::decoded(segment).is_some_and(|bytes| bytes.iter().any(|byte| *byte != b'.'))
        })
}

pub(super) fn is_given_query(query: &str) -> bool {
    query.len() <= 2048 && is_given(query, b"-._~=:+,@&/")
}

/// Letters, digits, `also`, and escapes of anything but control characters, `/`, `\\` and `%`.
fn is_given(text: &str, also: &[u8]) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'%' || also.contains(&byte);
    let harmless = |byte: &u8| !byte.is_ascii_control() && !b"/\\%".contains(byte);
    text.bytes().all(plain) && percent::escaped(text).is_some_and(|bytes| bytes.iter().all(harmless))
}
