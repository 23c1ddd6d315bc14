//! The reader's name at VirusTotal. It stands in the path of a request, so it must not be the key.

use super::ApiKey;

/// A user name. The API would take the key in its place, and the key must never stand in an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UserName(String);

/// Why a text is no user name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotAUser {
    Empty,
    /// Something that no user name has in it, or too much of it.
    OddSign,
    /// It is the key, or looks like one.
    Key,
}

impl UserName {
    /// `key` is the one in use.
    pub fn parse(text: &str, key: Option<&ApiKey>) -> Result<Self, NotAUser> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NotAUser::Empty);
        }
        let own = key.is_some_and(|key| key.blot(text) != text);
        if own || ApiKey::parse(text).is_ok_and(|key| key.looks_usual()) {
            return Err(NotAUser::Key);
        }
        let fits = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.' | '@' | '+');
        if text.chars().count() > 60 || !text.chars().all(fits) {
            return Err(NotAUser::OddSign);
        }
        Ok(Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_no_user_name() {
        let key = ApiKey::parse("0123456789short").unwrap();
        for (text, outcome) in [
            (" reader-7 ", Ok("reader-7")),
            ("читатель", Err(NotAUser::OddSign)),
            ("", Err(NotAUser::Empty)),
            ("a/b", Err(NotAUser::OddSign)),
            ("a b", Err(NotAUser::OddSign)),
            ("0123456789SHORT", Err(NotAUser::Key)),
            ("x0123456789short", Err(NotAUser::Key)),
            (&"aB".repeat(32), Err(NotAUser::Key)),
            (&"x".repeat(61), Err(NotAUser::OddSign)),
        ] {
            let parsed = UserName::parse(text, Some(&key));
            assert_eq!(
                parsed.as_ref().map(UserName::as_str),
                outcome.as_ref().copied(),
                "{text}"
            );
        }
    }
}
