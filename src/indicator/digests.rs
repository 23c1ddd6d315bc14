//! Digests as people and programs write them: in groups, with the name of the algorithm, inside a v2 scan id.

use crate::subject::is_digest;

/// The digest that a whole text is, in lower case.
pub fn whole(text: &str) -> Option<String> {
    let bare = without_algorithm(text);
    if is_digest(bare) {
        return Some(bare.to_ascii_lowercase());
    }
    if let Some(digest) = of_scan_id(bare) {
        return Some(digest.to_ascii_lowercase());
    }
    // One sign between groups of one length: two digests side by side are none, and a GUID is none.
    let is_gap = |sign: char| matches!(sign, ':' | '-') || sign.is_whitespace();
    let groups: Vec<&str> = bare.split(is_gap).filter(|group| !group.is_empty()).collect();
    let (last, heads) = groups.split_last()?;
    let size = heads.first()?.len();
    if size >= 32 || last.len() > size || heads.iter().any(|group| group.len() != size) {
        return None;
    }
    let joined = groups.concat();
    is_digest(&joined).then(|| joined.to_ascii_lowercase())
}

/// How many hexadecimal digits a text has that is nothing else, where they are too many for a word.
pub fn digits(text: &str) -> Option<usize> {
    let bare = without_algorithm(text);
    let joined = bare
        .chars()
        .filter(|sign| !matches!(sign, ':' | '-') && !sign.is_whitespace());
    let mut count = 0;
    for sign in joined {
        if !sign.is_ascii_hexdigit() {
            return None;
        }
        count += 1;
    }
    (count >= 16).then_some(count)
}

/// The digest of a `scan_id` of API v2, `<sha256>-<unix time>`. Files and URLs share the form; it is read as a file's,
/// because those are what logs of scanners are full of, and the URL's digest says nothing without the URL.
pub fn of_scan_id(text: &str) -> Option<&str> {
    let (digest, time) = text.split_once('-')?;
    let stamped = matches!(time.len(), 1..=12) && time.bytes().all(|byte| byte.is_ascii_digit());
    (digest.len() == 64 && is_digest(digest) && stamped).then_some(digest)
}

/// Cuts `SHA256:`, `md5 =` and the like from the front.
fn without_algorithm(text: &str) -> &str {
    for name in ["sha-256", "sha256", "sha-1", "sha1", "md5"] {
        let (Some(head), Some(rest)) = (text.get(..name.len()), text.get(name.len()..)) else {
            continue;
        };
        if head.eq_ignore_ascii_case(name) {
            let cut = rest.trim_start_matches(|sign: char| matches!(sign, ':' | '=') || sign.is_whitespace());
            if cut.len() < rest.len() {
                return cut;
            }
        }
    }
    text
}
