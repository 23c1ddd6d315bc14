//! Which API keys are good.

/// Whom the stand-in lets in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Keys {
    /// Any key, save those that begin with `wrong` (no such key) or `inactive` (an account that is not active).
    Any,
    /// These alone.
    These(Vec<String>),
}

impl Keys {
    /// The key of a request, or the code of the refusal that it gets.
    pub(crate) fn admit<'a>(&self, key: Option<&'a str>) -> Result<&'a str, &'static str> {
        let Some(key) = key.filter(|key| !key.is_empty()) else {
            return Err("AuthenticationRequiredError");
        };
        let good = match self {
            Self::Any if key.starts_with("inactive") => return Err("UserNotActiveError"),
            Self::Any => !key.starts_with("wrong"),
            Self::These(keys) => keys.iter().any(|good| good == key),
        };
        if good { Ok(key) } else { Err("WrongCredentialsError") }
    }
}
