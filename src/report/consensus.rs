//! What engines' labels say together: families, types and platforms, each with how many say so. Counts, never a score.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold::fold;
use crate::report::labels::{self, Facet, Part};
use crate::untrusted::Untrusted;

/// One word of the consensus.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    pub part: Part,
    pub engines: u64,
    /// In so many different labels: engines that share another's detection repeat its label letter by letter.
    pub wordings: u64,
}

/// What the labels of the engines that flag something amount to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Consensus {
    /// Engines that flag it and give a label.
    pub labelled: u64,
    /// The most agreed first. A family that nobody lists and that stands in one wording alone is not among them.
    pub said: Vec<Said>,
    /// Engines whose label names no family.
    pub generic: u64,
    /// Engines whose family is in no other wording.
    pub own: u64,
    lone: BTreeSet<String>,
}

/// What of the consensus a table is narrowed to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// By the facet and the slug of the name.
    Part(Facet, String),
    Generic,
    Own,
}

/// What each label says beside the label itself, of the engines that flag it.
pub fn consensus<'a>(labels: impl Iterator<Item = (&'a Untrusted, &'a BTreeSet<Part>)>) -> Consensus {
    let mut found = Consensus::default();
    let mut count: BTreeMap<(Facet, String), (Part, u64, BTreeSet<String>)> = BTreeMap::new();
    let labels: Vec<_> = labels.collect();
    for (label, parts) in &labels {
        found.labelled += 1;
        for part in *parts {
            let (_, engines, wordings) = count
                .entry((part.facet, part.slug()))
                .or_insert_with(|| (part.clone(), 0, BTreeSet::new()));
            *engines += 1;
            wordings.insert(fold(label.raw()));
        }
    }
    for ((facet, slug), (part, engines, wordings)) in count {
        let wordings = wordings.len() as u64;
        if facet == Facet::Family && wordings == 1 && !labels::is_listed(&part) {
            found.lone.insert(slug);
        } else {
            found.said.push(Said {
                part,
                engines,
                wordings,
            });
        }
    }
    // A stable sort: among equals the order of letters stays.
    found
        .said
        .sort_by_key(|said| std::cmp::Reverse((said.engines, said.wordings)));
    let fitting = |wanted: &Wanted| labels.iter().filter(|(_, parts)| found.fits(wanted, parts)).count() as u64;
    let (generic, own) = (fitting(&Wanted::Generic), fitting(&Wanted::Own));
    Consensus { generic, own, ..found }
}

impl Consensus {
    /// What is said of one facet, the most agreed first.
    pub fn of(&self, facet: Facet) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(move |said| said.part.facet == facet)
    }

    /// Whether a label with these parts is among those wanted.
    pub fn fits(&self, wanted: &Wanted, parts: &BTreeSet<Part>) -> bool {
        let mut families = parts.iter().filter(|part| part.facet == Facet::Family).peekable();
        match wanted {
            Wanted::Part(facet, slug) => parts.iter().any(|part| part.facet == *facet && part.slug() == *slug),
            Wanted::Generic => families.peek().is_none(),
            Wanted::Own => families.peek().is_some() && families.all(|family| self.lone.contains(&family.slug())),
        }
    }
}

impl Wanted {
    /// Reads `family:emotet`, `type:trojan`, `generic`, `own`.
    pub fn parse(text: &str) -> Option<Self> {
        match text.split_once(':') {
            Some((facet, slug)) => {
                let facet = Facet::ALL.into_iter().find(|known| known.slug() == facet)?;
                (!slug.is_empty()).then(|| Self::Part(facet, fold(slug)))
            }
            None if text == "generic" => Some(Self::Generic),
            None if text == "own" => Some(Self::Own),
            None => None,
        }
    }

    /// As it stands in an address.
    pub fn slug(&self) -> String {
        match self {
            Self::Part(facet, slug) => format!("{}:{slug}", facet.slug()),
            Self::Generic => "generic".to_owned(),
            Self::Own => "own".to_owned(),
        }
    }
}

impl From<&Part> for Wanted {
    fn from(part: &Part) -> Self {
        Self::Part(part.facet, part.slug())
    }
}
