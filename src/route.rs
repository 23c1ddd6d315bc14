//! The address: the fragment is the state of the page, and this is its one parser and printer.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::subject::{Subject, Topic};

mod query;

pub use query::{Query, SOUGHT};

/// Where the reader is.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Route {
    #[default]
    Home,
    /// The report of a file, a URL, a domain or an address. `part` is what is open inside the tab: a relation, a
    /// sandbox.
    Report {
        subject: Subject,
        tab: Tab,
        part: Option<String>,
    },
    /// An analysis on its way, by the id that VirusTotal gave it.
    Analysis { id: String },
    /// What VirusTotal finds for a text.
    Search { query: String },
    /// What was found in a pasted text. The text itself stays out of the address.
    Found,
    /// What this browser has asked about.
    History,
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
    Relations,
    Network,
    Behaviour,
    Community,
    Attributes,
    Raw,
}

impl Tab {
    pub const ALL: [Self; 8] = [
        Self::Detections,
        Self::Details,
        Self::Relations,
        Self::Network,
        Self::Behaviour,
        Self::Community,
        Self::Attributes,
        Self::Raw,
    ];

    /// The parts that the report of a topic has, in their order.
    pub fn of(topic: Topic) -> &'static [Self] {
        match topic {
            Topic::File => &Self::ALL,
            Topic::Url => &[
                Self::Detections,
                Self::Details,
                Self::Relations,
                Self::Network,
                Self::Community,
                Self::Attributes,
                Self::Raw,
            ],
            Topic::Domain | Topic::Address => &[
                Self::Detections,
                Self::Details,
                Self::Relations,
                Self::Community,
                Self::Attributes,
                Self::Raw,
            ],
        }
    }

    /// The parts of a report that nothing can be asked about.
    pub const OF_SAMPLE: [Self; 4] = [Self::Detections, Self::Details, Self::Attributes, Self::Raw];

    /// The word that stands for the tab in the address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Detections => "detections",
            Self::Details => "details",
            Self::Relations => "relations",
            Self::Network => "network",
            Self::Behaviour => "behaviour",
            Self::Community => "community",
            Self::Attributes => "attributes",
            Self::Raw => "raw",
        }
    }

    fn parse(slug: &str, among: &[Self]) -> Option<Self> {
        if slug.is_empty() {
            return Some(Self::default());
        }
        among.iter().copied().find(|tab| tab.slug() == slug)
    }
}

impl Route {
    /// Whose report the reader is at, and which part of it; none elsewhere.
    pub fn open_report(&self) -> Option<(&Subject, Tab)> {
        match self {
            Self::Report { subject, tab, .. } => Some((subject, *tab)),
            Self::Home
            | Self::Analysis { .. }
            | Self::Search { .. }
            | Self::Found
            | Self::History
            | Self::Sample { .. }
            | Self::Settings { .. }
            | Self::Unknown(_) => None,
        }
    }

    /// A subject's report with its first part open.
    pub fn report(subject: Subject) -> Self {
        Self::part_of(subject, Tab::default())
    }

    /// A part of a subject's report.
    pub fn part_of(subject: Subject, tab: Tab) -> Self {
        Self::Report {
            subject,
            tab,
            part: None,
        }
    }

    /// Whether both are parts of one report.
    pub fn is_same_report(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Report { subject, .. }, Self::Report { subject: other, .. }) => subject == other,
            (Self::Sample { .. }, Self::Sample { .. }) => true,
            (
                Self::Home
                | Self::Report { .. }
                | Self::Analysis { .. }
                | Self::Search { .. }
                | Self::Found
                | Self::History
                | Self::Sample { .. }
                | Self::Settings { .. }
                | Self::Unknown(_),
                _,
            ) => false,
        }
    }

    /// Reads a fragment, with or without its `#`. How a report's table is shown is not the route's: [`Query`] reads it.
    pub fn parse(fragment: &str) -> Self {
        let path = fragment.strip_prefix('#').unwrap_or(fragment).trim_matches('/');
        let place = match path.split_once('?') {
            Some((place, _)) if !path.starts_with("search/") => place.trim_end_matches('/'),
            Some(_) | None => path,
        };
        let parts: Vec<&str> = place.split('/').collect();
        let known = match parts.as_slice() {
            [""] => Some(Self::Home),
            ["found"] => Some(Self::Found),
            ["history"] => Some(Self::History),
            ["settings"] => Some(Self::Settings { test: false }),
            ["settings", "test"] => Some(Self::Settings { test: true }),
            ["sample"] => Some(Self::Sample { tab: Tab::default() }),
            ["sample", tab] => Tab::parse(tab, &Tab::OF_SAMPLE).map(|tab| Self::Sample { tab }),
            ["analysis", id] => unescaped(id).map(|id| Self::Analysis { id }),
            ["search", query] => unescaped(query).map(|query| Self::Search { query }),
            [topic, id] => report(topic, id, "", None),
            [topic, id, tab] => report(topic, id, tab, None),
            [topic, id, tab, part] => report(topic, id, tab, Some(part)),
            _ => None,
        };
        known.unwrap_or_else(|| Self::Unknown(path.to_owned()))
    }
}

fn report(topic: &str, id: &str, tab: &str, part: Option<&str>) -> Option<Route> {
    let topic = Topic::of_slug(topic)?;
    Some(Route::Report {
        subject: Subject::new(topic, id)?,
        tab: Tab::parse(tab, Tab::of(topic))?,
        part: match part {
            Some(part) => Some(unescaped(part)?),
            None => None,
        },
    })
}

fn unescaped(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    (!text.is_empty()).then(|| text.into_owned())
}

/// Escapes a text for one part of the address.
fn escaped(text: &str) -> impl fmt::Display {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'_')
        .remove(b'.')
        .remove(b'~')
        .remove(b'=')
        .remove(b':');
    utf8_percent_encode(text, KEPT).to_string()
}

impl fmt::Display for Route {
    /// Writes the fragment with its `#`, ready for an `href`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => write!(f, "#/"),
            Self::Report { subject, tab, part } => {
                write!(f, "#/{subject}")?;
                if *tab != Tab::default() || part.is_some() {
                    write!(f, "/{}", tab.slug())?;
                }
                match part {
                    Some(part) => write!(f, "/{}", escaped(part)),
                    None => Ok(()),
                }
            }
            Self::Analysis { id } => write!(f, "#/analysis/{}", escaped(id)),
            Self::Search { query } => write!(f, "#/search/{}", escaped(query)),
            Self::Found => write!(f, "#/found"),
            Self::History => write!(f, "#/history"),
            Self::Sample { tab: Tab::Detections } => write!(f, "#/sample"),
            Self::Sample { tab } => write!(f, "#/sample/{}", tab.slug()),
            Self::Settings { test: false } => write!(f, "#/settings"),
            Self::Settings { test: true } => write!(f, "#/settings/test"),
            Self::Unknown(path) => write!(f, "#/{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHA256: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    fn subjects() -> Vec<Subject> {
        vec![
            Subject::file(SHA256).expect("a digest"),
            Subject::url("http://a.example/?b=c#d"),
            Subject::new(Topic::Domain, "www.example.com").expect("a domain"),
            Subject::new(Topic::Address, "2001:db8::1").expect("an address"),
        ]
    }

    #[test]
    fn every_route_survives_its_own_address() {
        let mut routes = vec![
            Route::Home,
            Route::Found,
            Route::History,
            Route::Settings { test: false },
            Route::Settings { test: true },
            Route::Analysis {
                id: "ZDQxZDhj+/OjE3MDA=".into(),
            },
            Route::Search {
                query: "#a/б? 100%".into(),
            },
        ];
        routes.extend(Tab::OF_SAMPLE.map(|tab| Route::Sample { tab }));
        for subject in subjects() {
            for &tab in Tab::of(subject.topic()) {
                routes.push(Route::part_of(subject.clone(), tab));
                routes.push(Route::Report {
                    subject: subject.clone(),
                    tab,
                    part: Some("VirusTotal Jujubox/2".into()),
                });
            }
        }
        for route in routes {
            assert_eq!(Route::parse(&route.to_string()), route, "{route}");
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
            (
                "#/domain/example.com/behaviour",
                Route::Unknown("domain/example.com/behaviour".into()),
            ),
            ("#/sample/nonsense", Route::Unknown("sample/nonsense".into())),
            ("#/sample/relations", Route::Unknown("sample/relations".into())),
            ("#/sample/raw/more", Route::Unknown("sample/raw/more".into())),
            ("#/search/%FF", Route::Unknown("search/%FF".into())),
            ("#/search/a?b", Route::Search { query: "a?b".into() }),
            ("#/nonsense?a=b", Route::Unknown("nonsense?a=b".into())),
            ("#/sample?sort=label", Route::Sample { tab: Tab::default() }),
            ("#/sample/details/?sort=label", Route::Sample { tab: Tab::Details }),
        ] {
            assert_eq!(Route::parse(fragment), route, "{fragment}");
        }
        let file = subjects().remove(0);
        assert_eq!(
            Route::parse(&format!("#/file/{}/details", SHA256.to_uppercase())),
            Route::part_of(file, Tab::Details)
        );
    }
}
