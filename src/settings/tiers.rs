//! Which engines the reader trusts, and which not: three tiers, ordinary unless the reader says otherwise.

use serde_json::{Value, json};

use crate::fold::fold;

/// How the reader holds an engine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Tier {
    Trusted,
    #[default]
    Ordinary,
    Ignored,
}

/// The engines that are not ordinary, in the order of their folded names.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tiers(Vec<Held>);

#[derive(Clone, PartialEq, Eq, Debug)]
struct Held {
    folded: String,
    engine: String,
    tier: Tier,
}

/// Why a text names no engine.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotAnEngine {
    Empty,
    TooLong,
    OddSign,
    /// So many are named already that no more are kept.
    TooMany,
}

const SIGNS_AT_MOST: usize = 60;
/// Four times of what VirusTotal has.
const ENGINES_AT_MOST: usize = 400;

impl Tier {
    pub const ALL: [Self; 3] = [Self::Trusted, Self::Ordinary, Self::Ignored];

    /// The word for it in storage and in an address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Trusted => "trusted",
            Self::Ordinary => "ordinary",
            Self::Ignored => "ignored",
        }
    }

    pub fn of_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tier| tier.slug() == slug)
    }
}

impl Tiers {
    pub fn of(&self, engine: &str) -> Tier {
        let held = self.place(&fold(engine.trim())).ok().and_then(|at| self.0.get(at));
        held.map_or(Tier::Ordinary, |held| held.tier)
    }

    /// Where an engine is, or would be.
    fn place(&self, folded: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|held| held.folded.as_str().cmp(folded))
    }

    pub fn set(&mut self, engine: &str, tier: Tier) -> Result<(), NotAnEngine> {
        let engine = engine.trim();
        if engine.is_empty() {
            return Err(NotAnEngine::Empty);
        }
        if engine.chars().count() > SIGNS_AT_MOST {
            return Err(NotAnEngine::TooLong);
        }
        if engine.chars().any(char::is_control) {
            return Err(NotAnEngine::OddSign);
        }
        let folded = fold(engine);
        let place = self.place(&folded);
        let engine = engine.to_owned();
        match (tier, place) {
            (Tier::Ordinary, Ok(at)) => {
                self.0.remove(at);
            }
            (Tier::Ordinary, Err(_)) => {}
            (Tier::Trusted | Tier::Ignored, Ok(at)) => {
                if let Some(held) = self.0.get_mut(at) {
                    (held.engine, held.tier) = (engine, tier);
                }
            }
            (Tier::Trusted | Tier::Ignored, Err(at)) => {
                if self.0.len() >= ENGINES_AT_MOST {
                    return Err(NotAnEngine::TooMany);
                }
                self.0.insert(at, Held { folded, engine, tier });
            }
        }
        Ok(())
    }

    /// The engines of a tier, in the order of letters. The ordinary ones are not listed.
    pub fn named(&self, tier: Tier) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .filter(move |held| held.tier == tier)
            .map(|held| held.engine.as_str())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// `{"trusted": […], "ignored": […]}`; null where there are none.
    pub(super) fn to_json(&self) -> Value {
        if self.is_empty() {
            return Value::Null;
        }
        let of = |tier| self.named(tier).collect::<Vec<_>>();
        json!({ "trusted": of(Tier::Trusted), "ignored": of(Tier::Ignored) })
    }

    /// Reads the stored form. What is damaged is left out, and the second value says so.
    pub(super) fn from_json(stored: &Value) -> (Self, bool) {
        let mut read = Self::default();
        let Value::Object(lists) = stored else {
            return (read, !stored.is_null());
        };
        let mut damaged = false;
        for tier in [Tier::Trusted, Tier::Ignored] {
            match lists.get(tier.slug()) {
                None => {}
                Some(Value::Array(engines)) => {
                    for engine in engines {
                        let kept = engine.as_str().is_some_and(|engine| {
                            // Named twice, it stays what it was first.
                            read.of(engine) == Tier::Ordinary && read.set(engine, tier).is_ok()
                        });
                        damaged |= !kept;
                    }
                }
                Some(_) => damaged = true,
            }
        }
        (read, damaged)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn engines_are_held_by_their_names_in_any_case() {
        let mut tiers = Tiers::default();
        assert_eq!(tiers.set(" Kaspersky ", Tier::Trusted), Ok(()));
        assert_eq!(tiers.set("Bkav", Tier::Ignored), Ok(()));
        assert_eq!(tiers.set("APEX", Tier::Ignored), Ok(()));
        for (engine, tier) in [
            ("KASPERSKY", Tier::Trusted),
            ("bkav", Tier::Ignored),
            ("Kasper", Tier::Ordinary),
            ("", Tier::Ordinary),
        ] {
            assert_eq!(tiers.of(engine), tier, "{engine}");
        }
        assert_eq!(tiers.named(Tier::Ignored).collect::<Vec<_>>(), ["APEX", "Bkav"]);
        assert_eq!(tiers.set("kaspersky", Tier::Ordinary), Ok(()));
        assert_eq!(tiers.named(Tier::Trusted).count(), 0);
    }

    #[test]
    fn what_names_no_engine_is_refused() {
        let mut tiers = Tiers::default();
        for (engine, why) in [
            ("  ", NotAnEngine::Empty),
            ("a\u{0}b", NotAnEngine::OddSign),
            (&"x".repeat(61), NotAnEngine::TooLong),
        ] {
            assert_eq!(tiers.set(engine, Tier::Trusted), Err(why));
        }
        for at in 0..ENGINES_AT_MOST {
            assert_eq!(tiers.set(&format!("engine {at}"), Tier::Trusted), Ok(()));
        }
        assert_eq!(tiers.set("one more", Tier::Trusted), Err(NotAnEngine::TooMany));
        assert_eq!(tiers.set("engine 7", Tier::Ignored), Ok(()));
    }

    #[test]
    fn storage_round_trip_and_damage() {
        let mut tiers = Tiers::default();
        assert!(tiers.to_json().is_null());
        tiers.set("Kaspersky", Tier::Trusted).unwrap();
        tiers.set("Bkav", Tier::Ignored).unwrap();
        assert_eq!(Tiers::from_json(&tiers.to_json()), (tiers.clone(), false));
        for (stored, trusted, damaged) in [
            (json!(null), 0, false),
            (json!({}), 0, false),
            (json!([]), 0, true),
            (json!("Kaspersky"), 0, true),
            (json!({ "trusted": "Kaspersky" }), 0, true),
            (json!({ "trusted": ["Kaspersky", 7, ""] }), 1, true),
            (json!({ "trusted": ["Kaspersky"], "ignored": ["KASPERSKY"] }), 1, true),
            (json!({ "trusted": ["Kaspersky"], "later": true }), 1, false),
        ] {
            let (read, said) = Tiers::from_json(&stored);
            assert_eq!(
                (read.named(Tier::Trusted).count(), said),
                (trusted, damaged),
                "{stored}"
            );
        }
    }
}
