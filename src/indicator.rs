//! What was typed, pasted or dropped: a digest alone, inside a VirusTotal link, or in an older form of it.

use std::fmt;

use crate::subject::is_digest;

/// Something that VirusTotal can be asked about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Indicator {
    /// Lower-case hexadecimal of an MD5, SHA-1 or SHA-256.
    Digest(String),
}

/// Why a text is no indicator that this page can ask about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NotAnIndicator {
    Empty,
    /// Hexadecimal of a length that no digest has; holds the number of digits.
    WrongLength(usize),
    /// A VirusTotal link without a digest in it.
    LinkWithoutDigest,
    /// None of the forms that are known.
    Unrecognised,
}

/// Reads one line.
///
/// Taken: an MD5, SHA-1 or SHA-256 in any case, with spaces, colons or dashes between its bytes, with a name of the
/// algorithm before it; a VirusTotal link with a digest in it (`/gui/file/…`, `/file/…/analysis/`,
/// `/en/file/…`, `#/file/…`, `/api/v3/files/…`); a `scan_id` of API v2 (`<sha256>-<unix time>`).
pub fn parse(text: &str) -> Result<Indicator, NotAnIndicator> {
    let text = text
        .trim()
        .trim_matches(|sign| matches!(sign, '"' | '\'' | '<' | '>' | '`' | '(' | ')'));
    if text.is_empty() {
        return Err(NotAnIndicator::Empty);
    }
    if is_digest(text) {
        return Ok(digest(text));
    }
    if let Some(sha256) = scan_id(text) {
        return Ok(digest(sha256));
    }
    if text.to_ascii_lowercase().contains("virustotal.com") {
        return in_link(text).map(digest).ok_or(NotAnIndicator::LinkWithoutDigest);
    }
    let bare = without_algorithm(text);
    let joined: String = bare
        .chars()
        .filter(|sign| !matches!(sign, ':' | '-') && !sign.is_whitespace())
        .collect();
    if is_digest(&joined) {
        return Ok(digest(&joined));
    }
    if joined.len() >= 16 && joined.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(NotAnIndicator::WrongLength(joined.len()));
    }
    Err(NotAnIndicator::Unrecognised)
}

fn digest(text: &str) -> Indicator {
    Indicator::Digest(text.to_ascii_lowercase())
}

/// The digest of a v2 `scan_id`.
fn scan_id(text: &str) -> Option<&str> {
    let (sha256, time) = text.split_once('-')?;
    let stamped = matches!(time.len(), 1..=12) && time.bytes().all(|byte| byte.is_ascii_digit());
    (sha256.len() == 64 && is_digest(sha256) && stamped).then_some(sha256)
}

/// The first digest among the parts of a link.
fn in_link(text: &str) -> Option<&str> {
    text.split(|sign: char| matches!(sign, '/' | '#' | '?' | '=' | '&') || sign.is_whitespace())
        .find_map(|part| if is_digest(part) { Some(part) } else { scan_id(part) })
}

/// Cuts `SHA256:`, `md5 =` and the like from the front.
fn without_algorithm(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    for name in ["sha-256", "sha256", "sha-1", "sha1", "md5"] {
        if lower.starts_with(name) {
            let rest = &text[name.len()..];
            let cut = rest.trim_start_matches(|sign: char| matches!(sign, ':' | '=') || sign.is_whitespace());
            if cut.len() < rest.len() {
                return cut;
            }
        }
    }
    text
}

impl fmt::Display for Indicator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Digest(digest) => f.write_str(digest),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MD5: &str = "d41d8cd98f00b204e9800998ecf8427e";
    const SHA1: &str = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
    const SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn digests_in_every_form() {
        let spaced = SHA1
            .as_bytes()
            .chunks(4)
            .map(|c| std::str::from_utf8(c).unwrap())
            .collect::<Vec<_>>()
            .join(" ");
        let colons = MD5
            .as_bytes()
            .chunks(2)
            .map(|c| std::str::from_utf8(c).unwrap())
            .collect::<Vec<_>>()
            .join(":");
        for (text, digest) in [
            (MD5.to_owned(), MD5),
            (SHA1.to_uppercase(), SHA1),
            (format!("  {SHA256}\r\n"), SHA256),
            (spaced, SHA1),
            (colons.to_uppercase(), MD5),
            (format!("\"{SHA256}\""), SHA256),
            (format!("SHA256: {SHA256}"), SHA256),
            (format!("md5={MD5}"), MD5),
            (format!("{SHA256}-1700000000"), SHA256),
            (format!("https://www.virustotal.com/gui/file/{SHA256}"), SHA256),
            (
                format!("https://www.virustotal.com/gui/file/{SHA256}/detection"),
                SHA256,
            ),
            (
                format!("https://www.virustotal.com/gui/file/{SHA256}?nocache=1"),
                SHA256,
            ),
            (format!("https://www.virustotal.com/#/file/{SHA256}/detection"), SHA256),
            (format!("https://www.virustotal.com/en/file/{SHA256}/analysis/"), SHA256),
            (
                format!("https://www.virustotal.com/file/{SHA256}/analysis/1300000000/"),
                SHA256,
            ),
            (
                format!("https://www.virustotal.com/file-scan/report.html?id={SHA256}-1300000000"),
                SHA256,
            ),
            (format!("virustotal.com/latest-scan/{MD5}"), MD5),
            (format!("https://www.virustotal.com/api/v3/files/{SHA1}"), SHA1),
            (format!("https://www.virustotal.com/gui/search/{SHA1}"), SHA1),
        ] {
            assert_eq!(parse(&text), Ok(Indicator::Digest(digest.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_is_no_digest_is_said_to_be_none() {
        for (text, why) in [
            ("", NotAnIndicator::Empty),
            ("  \n", NotAnIndicator::Empty),
            ("invoice.exe", NotAnIndicator::Unrecognised),
            (
                "https://www.virustotal.com/gui/home/upload",
                NotAnIndicator::LinkWithoutDigest,
            ),
            ("0123456789abcdef0123456789abcde", NotAnIndicator::WrongLength(31)),
            ("dead beef", NotAnIndicator::Unrecognised),
            ("g41d8cd98f00b204e9800998ecf8427e", NotAnIndicator::Unrecognised),
            ("sha256", NotAnIndicator::Unrecognised),
            ("ſha256: x", NotAnIndicator::Unrecognised),
        ] {
            assert_eq!(parse(text), Err(why), "{text}");
        }
    }
}
