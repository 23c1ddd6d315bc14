//! The API key: a text that hides itself.

use std::borrow::Cow;
use std::fmt;

/// A VirusTotal API key. It hides itself: no `Display`, a `Debug` that says nothing, no way into JSON.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey(String);

/// Why a text is no API key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotAKey {
    Empty,
    /// A key is made of letters and digits; something else was in it.
    OddSign,
    /// A header of this length is refused on its way.
    TooLong,
}

impl ApiKey {
    /// Takes what was pasted. VirusTotal's keys are 64 hexadecimal digits; others are taken too, since that is not
    /// promised anywhere, as long as they can stand in a header.
    pub fn parse(text: &str) -> Result<Self, NotAKey> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NotAKey::Empty);
        }
        if text.len() > 512 {
            return Err(NotAKey::TooLong);
        }
        if !text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        {
            return Err(NotAKey::OddSign);
        }
        Ok(Self(text.to_owned()))
    }

    /// The key itself. Two places may ask for it: the header of a request and the storage of the key.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether the key looks like those that VirusTotal gives out; said to the reader, never a reason to refuse.
    pub fn looks_usual(&self) -> bool {
        self.0.len() == 64 && self.0.bytes().all(|byte| byte.is_ascii_hexdigit())
    }

    /// The last four signs behind dots, so that two keys can be told apart.
    pub fn masked(&self) -> String {
        let tail = if self.0.len() >= 16 {
            &self.0[self.0.len() - 4..]
        } else {
            ""
        };
        format!("••••••••{tail}")
    }

    /// Blots the key out of a text, in whatever case it stands there: servers have echoed it.
    pub fn blot<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let steps = self.steps();
        let mut out = String::new();
        let (mut at, mut kept) = (0, 0);
        while let Some(place) = text.as_bytes().get(at..at + self.0.len()) {
            if place.eq_ignore_ascii_case(self.0.as_bytes()) {
                out.push_str(&text[kept..at]);
                out.push_str("••••");
                at += self.0.len();
                kept = at;
            } else {
                let last = place.last().copied().unwrap_or_default();
                at += steps[usize::from(last.to_ascii_lowercase())];
            }
        }
        if kept == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[kept..]);
        Cow::Owned(out)
    }

    /// How far a search may go on from a place whose last sign this is (Horspool): answers have 20 MB, and most of it
    /// need not be looked at.
    fn steps(&self) -> [usize; 256] {
        let mut steps = [self.0.len(); 256];
        let signs = self.0.bytes().zip((1..self.0.len()).rev());
        for (sign, left) in signs {
            steps[usize::from(sign.to_ascii_lowercase())] = left;
        }
        steps
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "c4n4ry0000000000000000000000000000000000000000000000000000000a9f1";

    #[test]
    fn the_key_hides_itself() {
        let key = ApiKey::parse(&format!(" {KEY}\n")).unwrap();
        assert_eq!(format!("{key:?}"), "ApiKey(…)");
        assert_eq!(key.masked(), "••••••••a9f1");
        assert_eq!(key.blot(&format!("Wrong API key: {KEY}")), "Wrong API key: ••••");
        assert_eq!(
            key.blot(&format!("Wrong API key: {}", KEY.to_uppercase())),
            "Wrong API key: ••••"
        );
    }

    #[test]
    fn the_key_is_found_wherever_it_stands() {
        for (key, text, blotted) in [
            ("ab", "", ""),
            ("ab", "a", "a"),
            ("ab", "ab", "••••"),
            ("ab", "aab", "a••••"),
            ("ab", "abab ba AB aB", "•••••••• ba •••• ••••"),
            ("aab", "aaaab", "aa••••"),
            ("abcab", "abcabcab", "••••cab"),
            ("a-b_c", "жa-b_cжA-B_C", "ж••••ж••••"),
        ] {
            assert_eq!(ApiKey::parse(key).unwrap().blot(text), blotted, "{key} in {text}");
        }
        let key = ApiKey::parse(KEY).unwrap();
        for before in 0..130 {
            let text = format!("{}{KEY}{}", "0a".repeat(before), "9f".repeat(70));
            assert!(!key.blot(&text).contains(KEY), "{before}");
        }
        assert!(matches!(key.blot("nothing of it"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_no_key_is_said_to_be_none() {
        for (text, why) in [
            ("", NotAKey::Empty),
            ("with space", NotAKey::OddSign),
            ("line\nbreak", NotAKey::OddSign),
            ("ключ", NotAKey::OddSign),
        ] {
            assert_eq!(ApiKey::parse(text), Err(why));
        }
        assert_eq!(ApiKey::parse(&"a".repeat(513)), Err(NotAKey::TooLong));
    }
}
