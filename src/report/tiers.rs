//! What the engines say that the reader trusts or ignores: beside the ratio of all, never instead of it.

use crate::report::detections::Row;
use crate::settings::{Tier, Tiers};
use crate::words::Words;

/// The engines of one tier that are in the report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    pub flagged: u64,
    /// Of those with an opinion.
    pub counted: u64,
    pub silent: u64,
}

impl Tally {
    pub fn of(rows: &[Row], tiers: &Tiers, tier: Tier) -> Self {
        let mut tally = Self::default();
        for row in rows.iter().filter(|row| tiers.of(row.engine.raw()) == tier) {
            if row.group.is_opinion() {
                tally.counted += 1;
            } else {
                tally.silent += 1;
            }
            tally.flagged += u64::from(row.group.is_flag());
        }
        tally
    }
}

/// One sentence a tier that the reader has filled.
pub fn sentences(rows: &[Row], tiers: &Tiers, words: Words) -> Vec<(Tier, String)> {
    let said = words.report.engines;
    let named = |tier| tiers.named(tier).next().is_some();
    [Tier::Trusted, Tier::Ignored]
        .into_iter()
        .filter(|tier| named(*tier))
        .map(|tier| {
            let tally = Tally::of(rows, tiers, tier);
            let sentence = match tier {
                Tier::Trusted if tally.counted == 0 => said.trusted_silent.to_owned(),
                Tier::Trusted => (said.trusted_say)(tally.flagged, tally.counted),
                Tier::Ordinary | Tier::Ignored if tally.counted + tally.silent == 0 => said.ignored_absent.to_owned(),
                Tier::Ordinary | Tier::Ignored => (said.ignored_say)(tally.flagged, tally.counted + tally.silent),
            };
            (tier, sentence)
        })
        .collect()
}
