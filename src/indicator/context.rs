//! What stands around a word and says what it is: `version 1.2.3.4`, `file setup.com`, `imphash: …`.

use crate::fold::fold;

use super::names::among;

/// What is known about a word from its surroundings.
pub struct Context<'a> {
    /// The last words before it, in lower case, the nearest first.
    before: [&'a str; 2],
    pub place: Place,
}

/// Where a word stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Between spaces and punctuation.
    Open,
    /// Anywhere, but somebody has made it harmless.
    Defanged,
    /// Behind a `/` or `\` of a path.
    Path,
    /// Behind a `$` or `->`, or before a bracket as functions are.
    Program,
}

/// How far back words are sought.
const REACH: usize = 64;

/// The text before a place, in lower case, as much of it as can say something.
pub fn before(text: &str, at: usize) -> String {
    let mut from = at.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let line = text.get(from..at).unwrap_or_default();
    fold(line.rsplit('\n').next().unwrap_or_default())
}

impl<'a> Context<'a> {
    /// `before` is what [`before`] gave.
    pub fn new(before: &'a str) -> Self {
        let mut words = before
            .rsplit(|sign: char| sign.is_ascii() && !sign.is_ascii_alphanumeric() && sign != '-')
            .filter(|word| !among(FILLERS, word) && !word.is_empty());
        Self {
            before: [words.next().unwrap_or_default(), words.next().unwrap_or_default()],
            place: Place::Open,
        }
    }

    pub fn says_file(&self) -> bool {
        among(FILE, self.before[0])
    }

    pub fn says_host(&self) -> bool {
        among(HOST, self.before[0])
    }

    pub fn says_version(&self) -> bool {
        among(VERSION, self.before[0])
    }

    /// Whether a digest is said to be of something else than a file's bytes.
    pub fn says_other_digest(&self) -> bool {
        let [nearest, next] = self.before;
        among(OTHER_DIGESTS, nearest) || among(DIGESTS, nearest) && among(OTHER_DIGESTS, next)
    }
}

const FILLERS: &str = " is was are of the a an to called named = ";
const FILE: &str = " \
    file files filename script archive attachment document executable binary sample dropper loader payload \
    installer macro программа файл файла файлы файле скрипт архив вложение документ ";
const HOST: &str = " \
    domain domains host hosts hostname site website server c2 c&c cnc dns fqdn домен домена домены домене хост \
    хоста сайт сайта сайте сервер сервера ";
const VERSION: &str = " \
    version versions ver v rev revision release build firmware update fileversion productversion assemblyversion \
    версия версии версию версией сборка сборки ";
const DIGESTS: &str = " md5 sha1 sha-1 sha256 sha-256 sha ";
const OTHER_DIGESTS: &str = " \
    imphash pehash vhash authentihash richhash rich-header ja3 ja3s ja4 jarm tlsh ssdeep dhash phash thumbprint \
    fingerprint serial commit revision guid uuid clsid apikey x-apikey api-key key token secret password nonce \
    salt session cookie etag telfhash permhash отпечаток ключ пароль ";
