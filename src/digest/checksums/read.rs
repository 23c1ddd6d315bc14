//! Reads lists of digests: GNU and BSD tools, OpenSSL, certutil, Get-FileHash, signed ones, and digests alone.

use super::{Algorithm, Entry, Expected, List, Strange, Why};
use crate::untrusted::Untrusted;

/// Names of algorithms as tools write them, in upper case without `-` and `_`; all others that are compared by length.
const LABELS: [&str; 9] = [
    "MD5", "SHA1", "SHA256", "SHA2256", "SHA224", "SHA384", "SHA512", "SHA2384", "SHA2512",
];
/// Between the algorithm and the name in what certutil says, as far as its languages are known.
const HASH_OF: [&str; 6] = [
    "hash of file ",
    "hash of ",
    "хэш файла ",
    "хэша файла ",
    "хэш ",
    "hash von ",
];
/// Between two lines that are no list but belong to one that was signed.
const SIGNED: &str = "-----BEGIN PGP SIGNED MESSAGE-----";
const SIGNATURE: &str = "-----BEGIN PGP SIGNATURE-----";
const SIGNATURE_END: &str = "-----END PGP SIGNATURE-----";

/// What the list says, line by line.
pub fn read(text: &str) -> List {
    let mut reader = Reader::default();
    for (at, line) in text.lines().enumerate() {
        // A lone carriage return ends no line; `lines` takes one before a line feed.
        reader.line(at + 1, line.trim_end_matches(['\r', '\0']));
    }
    reader.list
}

#[derive(Default)]
struct Reader {
    list: List,
    /// Of a signed list: its head, or its signature.
    aside: Option<Aside>,
    /// The name that certutil gave for the digest of the next line, and the line it gave it in.
    announced: Option<(Untrusted, usize)>,
    /// `Path` of a listing by Get-FileHash may go on in the next line, where the window was narrow.
    in_path: bool,
    /// `Hash` of such a listing came, and its path may follow.
    in_listing: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Aside {
    Head,
    Signature,
}

/// What a line says.
enum Said {
    Digest(String, Option<Untrusted>),
    Nothing,
    Strange,
}

impl Reader {
    fn line(&mut self, at: usize, line: &str) {
        let bare = line.trim();
        if self.is_aside(bare) {
            return;
        }
        if self.in_path {
            if let (true, Some(entry)) = (line.starts_with("      "), self.list.entries.last_mut()) {
                let before = entry.name.take().unwrap_or_default();
                entry.name = Some(Untrusted::new(format!("{}{bare}", before.raw())));
                return;
            }
            self.in_path = false;
        }
        if bare.is_empty() || bare.starts_with(['#', ';']) {
            return;
        }
        if let Some(name) = announced(bare) {
            self.forget_announced();
            self.announced = Some((name, at));
            return;
        }
        if let Some((key, value)) = field(bare) {
            match (key, value) {
                ("Algorithm", _) => return,
                ("Hash", digest) if is_hexadecimal(digest) => {
                    self.in_listing = true;
                    return self.digest(at, line, digest, None);
                }
                ("Path", path) if self.in_listing => {
                    self.in_listing = false;
                    if let Some(entry) = self.list.entries.last_mut() {
                        entry.name = (!path.is_empty()).then(|| Untrusted::new(path));
                        self.in_path = true;
                    }
                    return;
                }
                _ => {}
            }
        }
        match said(line) {
            Said::Digest(digest, name) => {
                let name = name.or(self.announced.take().map(|(name, _)| name));
                self.digest(at, line, &digest, name);
            }
            Said::Nothing => {}
            Said::Strange => self.strange(at, line, Why::NoDigest),
        }
    }

    /// Whether the line belongs to the signing and not to the list.
    fn is_aside(&mut self, bare: &str) -> bool {
        match (self.aside, bare) {
            (None, SIGNED) => self.aside = Some(Aside::Head),
            (_, SIGNATURE) => self.aside = Some(Aside::Signature),
            (Some(Aside::Head), "") | (Some(Aside::Signature), SIGNATURE_END) => self.aside = None,
            (Some(_), _) => {}
            (None, _) => return false,
        }
        true
    }

    fn digest(&mut self, line: usize, text: &str, digest: &str, name: Option<Untrusted>) {
        let algorithm = match digest.len() {
            64 => Algorithm::Sha256,
            40 => Algorithm::Sha1,
            32 => Algorithm::Md5,
            other => {
                self.in_listing = false;
                return self.strange(line, text, Why::OtherAlgorithm(other * 4));
            }
        };
        self.list.entries.push(Entry {
            expected: Expected {
                algorithm,
                digest: digest.to_ascii_lowercase(),
                line,
            },
            name,
        });
    }

    /// certutil announced a file and gave no digest.
    fn forget_announced(&mut self) {
        if let Some((name, at)) = self.announced.take() {
            self.list.strange.push(Strange {
                line: at,
                text: name,
                why: Why::NoDigest,
            });
        }
    }

    fn strange(&mut self, line: usize, text: &str, why: Why) {
        self.list.strange.push(Strange {
            line,
            text: Untrusted::new(text),
            why,
        });
    }
}

fn said(line: &str) -> Said {
    let bare = line.trim();
    // The headings of a table by Get-FileHash, and what certutil says in the end.
    if bare.starts_with("CertUtil:") || bare.split_whitespace().eq(["Algorithm", "Hash", "Path"]) || is_rule(bare) {
        return Said::Nothing;
    }
    let found = bsd(bare)
        .or_else(|| table(bare))
        .or_else(|| gnu(line.trim_start()))
        .or_else(|| spaced(bare))
        .or_else(|| labelled(bare));
    found.map_or(Said::Strange, |(digest, name)| Said::Digest(digest, name))
}

type Found = Option<(String, Option<Untrusted>)>;

/// `9f86…  name`, `9f86… *name`, `\9f86…  a\\b`, or the digest alone.
fn gnu(line: &str) -> Found {
    let (escaped, line) = match line.strip_prefix('\\') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let end = line.find(char::is_whitespace).unwrap_or(line.len());
    let (digest, rest) = line.split_at_checked(end)?;
    if !is_digest(digest) {
        return None;
    }
    let name = rest
        .strip_prefix("  ")
        .or_else(|| rest.strip_prefix(" *"))
        .unwrap_or_else(|| rest.trim_start());
    let name = if escaped { unescaped(name) } else { name.to_owned() };
    let is_named = !name.trim().is_empty() && name != "-";
    Some((digest.to_owned(), is_named.then(|| Untrusted::new(name))))
}

/// `SHA256 (name) = 9f86…`, and without the spaces, as OpenSSL writes it.
fn bsd(line: &str) -> Found {
    let (escaped, line) = match line.strip_prefix('\\') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let (label, rest) = line.split_once('(')?;
    let (name, digest) = rest.rsplit_once('=')?;
    let name = name.trim_end().strip_suffix(')')?;
    let digest = digest.trim();
    let name = if escaped { unescaped(name) } else { name.to_owned() };
    (is_label(label) && is_digest(digest)).then(|| (digest.to_owned(), named(&name)))
}

/// `SHA256   9F86…   C:\Users\…\name`.
fn table(line: &str) -> Found {
    let (label, rest) = line.split_once(char::is_whitespace)?;
    let rest = rest.trim_start();
    let (digest, name) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let name = name.trim();
    // The window was too narrow for the path: half a name is none.
    let cut = name.ends_with("...") || name.ends_with('…');
    (is_label(label) && is_digest(digest)).then(|| (digest.to_owned(), if cut { None } else { named(name) }))
}

/// `9f 86 d0 …`, as certutil wrote it before Windows 8.
fn spaced(line: &str) -> Found {
    let bytes = || line.split_whitespace();
    let is_spaced = bytes().count() >= 16 && bytes().all(|byte| byte.len() == 2 && is_hexadecimal(byte));
    let digest: String = bytes().collect();
    (is_spaced && is_digest(&digest)).then_some((digest, None))
}

/// `SHA-256: 9f86…`, `name: 9f86…`, `name 9f86…`: the digest is the last word.
fn labelled(line: &str) -> Found {
    let (before, digest) = line.rsplit_once(|sign: char| sign.is_whitespace() || matches!(sign, ':' | '='))?;
    if !is_digest(digest) {
        return None;
    }
    let before = before.trim().trim_end_matches([':', '=']).trim_end();
    Some((digest.to_owned(), if is_label(before) { None } else { named(before) }))
}

fn named(name: &str) -> Option<Untrusted> {
    (!name.is_empty()).then(|| Untrusted::new(name))
}

/// The name in `SHA256 hash of file name:`.
fn announced(line: &str) -> Option<Untrusted> {
    let line = line.strip_suffix(':')?;
    let (start, label) = line
        .split(|sign: char| sign.is_whitespace() || sign == '-')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        })
        .take(2)
        .find(|(_, word)| is_label(word))?;
    let rest = line.get(start + label.len() + 1..)?;
    let name = HASH_OF
        .iter()
        .find_map(|words| {
            let head = rest.get(..words.len())?;
            (crate::fold::fold(head) == *words).then(|| rest.get(words.len()..))?
        })
        .or_else(|| (start > 0).then_some(rest))?;
    named(name.trim())
}

/// `Hash      : 9F86…`.
fn field(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    Some((key.trim_end(), value.trim()))
}

/// `---------       ----          ----`.
fn is_rule(line: &str) -> bool {
    line.chars().all(|sign| sign == '-' || sign.is_whitespace())
}

fn is_label(text: &str) -> bool {
    if text.len() > 16 {
        return false;
    }
    let label: String = text
        .trim()
        .chars()
        .filter(|sign| !matches!(sign, '-' | '_' | ' '))
        .map(|sign| sign.to_ascii_uppercase())
        .collect();
    LABELS.contains(&label.trim_end_matches("SUM"))
}

/// Whether it is as long as a digest of a known algorithm.
fn is_digest(text: &str) -> bool {
    matches!(text.len(), 32 | 40 | 56 | 64 | 96 | 128) && is_hexadecimal(text)
}

fn is_hexadecimal(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// GNU's escapes: `\\`, `\n`, `\r`; another one stays as it stands.
fn unescaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    let mut signs = name.chars();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            text.push(sign);
            continue;
        }
        match signs.next() {
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('\\') | None => text.push('\\'),
            Some(other) => text.extend(['\\', other]),
        }
    }
    text
}
