//! Places of the network in groups: by domain, by whom their addresses belong to, by country.

use crate::fold::fold;
use crate::indicator::Host;
use crate::report::network::Location;
use crate::untrusted::Untrusted;
use crate::vt::object::Kind;
use crate::words::Words;

/// What brings places together.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum By {
    #[default]
    Domain,
    /// Autonomous system.
    System,
    Country,
}

impl By {
    pub const ALL: [Self; 3] = [Self::Domain, Self::System, Self::Country];

    /// The word that stands for it in a choice.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Domain => "domain",
            Self::System => "as",
            Self::Country => "country",
        }
    }

    pub fn of_slug(slug: &str) -> Self {
        Self::ALL.into_iter().find(|by| by.slug() == slug).unwrap_or_default()
    }
}

/// Places that belong together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    pub title: Title,
    /// Their places in the list of locations.
    pub members: Vec<usize>,
    /// How many of them are flagged.
    pub flagged: usize,
}

/// What a group is called.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Title {
    /// A domain: drawn defanged.
    Domain(Untrusted),
    /// Somebody else's word: a network's owner, a country's code.
    Outside(Untrusted),
    /// Addresses that no network outside knows.
    Special,
    /// What is not known of these.
    Unknown,
}

impl Title {
    /// Words of ours for a group that nobody else has named.
    pub fn ours(&self, by: By, words: Words) -> Option<&'static str> {
        let words = words.network;
        match self {
            Self::Domain(_) | Self::Outside(_) => None,
            Self::Special => Some(words.special),
            Self::Unknown => Some(match by {
                By::Domain => words.no_name,
                By::System => words.no_system,
                By::Country => words.no_country,
            }),
        }
    }
}

/// The places in groups: the most flagged first, what is not known last. A place that leads to several stands in each.
pub fn grouped(locations: &[Location], by: By) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, location) in locations.iter().enumerate() {
        for title in titles(location, by) {
            let place = groups.iter().position(|group| group.title == title).unwrap_or_else(|| {
                groups.push(Group {
                    title,
                    members: Vec::new(),
                    flagged: 0,
                });
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(place) {
                group.members.push(at);
                group.flagged += usize::from(location.flagged);
            }
        }
    }
    groups.sort_by_cached_key(|group| {
        let (last, name) = match &group.title {
            Title::Domain(name) | Title::Outside(name) => (0, fold(name.raw())),
            Title::Special => (1, String::new()),
            Title::Unknown => (2, String::new()),
        };
        (last, usize::MAX - group.flagged, name)
    });
    groups
}

fn titles(location: &Location, by: By) -> Vec<Title> {
    let outside = |texts: &[Untrusted]| texts.iter().cloned().map(Title::Outside).collect::<Vec<_>>();
    let mut titles = match by {
        By::Domain => match &location.host {
            Some(Host::Name(name)) => vec![Title::Domain(Untrusted::new(name.as_str()))],
            Some(Host::Address(_)) => {
                let names = location.names.iter().map(|name| Untrusted::new(name.as_str()));
                names.map(Title::Domain).collect()
            }
            None => Vec::new(),
        },
        By::System => outside(&location.systems),
        By::Country => outside(&location.countries),
    };
    if titles.is_empty() {
        titles.push(if location.reserved.is_some() {
            Title::Special
        } else {
            Title::Unknown
        });
    }
    titles
}

/// How many domains, addresses and URLs are in a group.
pub fn counts(group: &Group, locations: &[Location]) -> [u64; 3] {
    let mut counts = [0; 3];
    for location in group.members.iter().filter_map(|at| locations.get(*at)) {
        let place = match location.object.kind {
            Kind::Domain => 0,
            Kind::Address => 1,
            _ => 2,
        };
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    counts
}
