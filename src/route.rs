//! The address: the fragment is the state of the page, and this is its one parser and printer.

use std::fmt;

/// Where the reader is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Route {
    #[default]
    Home,
    /// A file's report; `digest` is lower-case hexadecimal of an MD5, SHA-1 or SHA-256.
    File { digest: String, tab: Tab },
    /// The report that ships with the page.
    Sample { tab: Tab },
    /// `test` asks the page to test the proxy and the key once it is open: a changed proxy needs a new policy, and
    /// so a new load of the page, before it can be tested.
    Settings { test: bool },
    /// Anything else; holds what was asked for.
    Unknown(String),
}

/// The parts of a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tab {
    #[default]
    Detections,
    Details,
    Attributes,
    Raw,
}

impl Tab {
    pub const ALL: [Self; 4] = [Self::Detections, Self::Details, Self::Attributes, Self::Raw];

    /// The word that stands for the tab in the address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Detections => "detections",
            Self::Details => "details",
            Self::Attributes => "attributes",
            Self::Raw => "raw",
        }
    }

    fn parse(slug: &str) -> Option<Self> {
        if slug.is_empty() {
            return Some(Self::default());
        }
        Self::ALL.into_iter().find(|tab| tab.slug() == slug)
    }
}

impl Route {
    /// Reads a fragment, with or without its `#`.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.strip_prefix('#').unwrap_or(fragment).trim_matches('/');
        let mut parts = path.splitn(3, '/');
        let (head, second, third) = (parts.next().unwrap_or(""), parts.next(), parts.next());
        let known = match (head, second, third) {
            ("", None, None) => Some(Self::Home),
            ("settings", None, None) => Some(Self::Settings { test: false }),
            ("settings", Some("test"), None) => Some(Self::Settings { test: true }),
            ("sample", tab, None) => Tab::parse(tab.unwrap_or("")).map(|tab| Self::Sample { tab }),
            ("file", Some(digest), tab) if is_digest(digest) => Tab::parse(tab.unwrap_or("")).map(|tab| Self::File {
                digest: digest.to_ascii_lowercase(),
                tab,
            }),
            _ => None,
        };
        known.unwrap_or_else(|| Self::Unknown(path.to_owned()))
    }
}

impl fmt::Display for Route {
    /// Writes the fragment with its `#`, ready for an `href`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => write!(f, "#/"),
            Self::File {
                digest,
                tab: Tab::Detections,
            } => write!(f, "#/file/{digest}"),
            Self::File { digest, tab } => write!(f, "#/file/{digest}/{}", tab.slug()),
            Self::Sample { tab: Tab::Detections } => write!(f, "#/sample"),
            Self::Sample { tab } => write!(f, "#/sample/{}", tab.slug()),
            Self::Settings { test: false } => write!(f, "#/settings"),
            Self::Settings { test: true } => write!(f, "#/settings/test"),
            Self::Unknown(path) => write!(f, "#/{path}"),
        }
    }
}

/// Whether the text is the hexadecimal of an MD5, SHA-1 or SHA-256.
pub fn is_digest(text: &str) -> bool {
    matches!(text.len(), 32 | 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    #[test]
    fn every_route_survives_its_own_address() {
        let mut routes = vec![
            Route::Home,
            Route::Settings { test: false },
            Route::Settings { test: true },
        ];
        for tab in Tab::ALL {
            routes.push(Route::Sample { tab });
            routes.push(Route::File {
                digest: SHA256.to_owned(),
                tab,
            });
        }
        for route in routes {
            assert_eq!(Route::parse(&route.to_string()), route);
        }
    }

    #[test]
    fn addresses_are_read_leniently_and_never_guessed() {
        for (fragment, route) in [
            ("", Route::Home),
            ("#", Route::Home),
            ("#/", Route::Home),
            ("#settings", Route::Settings { test: false }),
            ("#/settings/", Route::Settings { test: false }),
            ("#/file/short", Route::Unknown("file/short".into())),
            ("#/file", Route::Unknown("file".into())),
            ("#/sample/nonsense", Route::Unknown("sample/nonsense".into())),
            ("#/sample/raw/more", Route::Unknown("sample/raw/more".into())),
        ] {
            assert_eq!(Route::parse(fragment), route, "{fragment}");
        }
        let upper = format!("#/file/{}/details", SHA256.to_uppercase());
        assert_eq!(
            Route::parse(&upper),
            Route::File {
                digest: SHA256.into(),
                tab: Tab::Details
            }
        );
    }
}
