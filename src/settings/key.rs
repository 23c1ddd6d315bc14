//! The API key: a text that hides itself.

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

    /// Blots the key out of a text: servers have echoed it.
    pub fn blot(&self, text: &str) -> String {
        let mut out = text.to_owned();
        for form in [self.0.clone(), self.0.to_ascii_lowercase(), self.0.to_ascii_uppercase()] {
            out = out.replace(&form, "••••");
        }
        out
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
