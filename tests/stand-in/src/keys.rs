//! Which API keys are good.

use crate::answer::Answer;

/// Whom the stand-in lets in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Keys {
    /// Any key, save those that begin with `wrong` (no such key) or `inactive` (an account that is not active).
    Any,
    /// These alone.
    These(Vec<String>),
}

impl Keys {
    /// The key of a request, or the refusal that it gets.
    pub(crate) fn admit<'a>(&self, key: Option<&'a str>) -> Result<&'a str, Answer> {
        let Some(key) = key.filter(|key| !key.is_empty()) else {
            return Err(Answer::error("AuthenticationRequiredError"));
        };
        let good = match self {
            Self::Any if key.starts_with("inactive") => return Err(Answer::error("UserNotActiveError")),
            Self::Any => !key.starts_with("wrong"),
            Self::These(keys) => keys.iter().any(|good| good == key),
        };
        if good {
            Ok(key)
        } else {
            Err(Answer::error("WrongCredentialsError"))
        }
    }
}
