//! Quotas in the reader's words: the meter of the bar, and the table of what the server says of the key.

use crate::queue::Ledger;
use crate::report::units;
use crate::untrusted::Untrusted;
use crate::vt::quota::{Allowance, Privilege, Quotas};
use crate::words::Words;

/// What the bar shows of the quota.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Meter {
    /// `3 of 4 this minute`.
    pub minute: String,
    /// `212 of 500 today`.
    pub day: String,
    /// The same where there is no room: `min 3/4`, `day 212/500`.
    pub short: [String; 2],
    /// How much of the allowance that is used up most is used, in hundredths; none where no limit is known.
    pub share: Option<u64>,
}

/// The counts with the limits that are known.
pub fn meter(ledger: &Ledger, now: i64, words: Words) -> Meter {
    let limits = ledger.limits(now);
    let (minute, day) = (ledger.in_minute(now), ledger.today(now));
    let long = |sentence: fn(&str, Option<&str>) -> String, asked: u64, allowed: Option<u64>| {
        let allowed = allowed.map(|allowed| units::count(allowed, words));
        sentence(&units::count(asked, words), allowed.as_deref())
    };
    let short = |asked: u64, allowed: Option<u64>| {
        let asked = units::count(asked, words);
        match allowed {
            Some(allowed) => format!("{asked}/{}", units::count(allowed, words)),
            None => asked,
        }
    };
    let share = |asked: u64, allowed: Option<u64>| Some(hundredths(asked, allowed?));
    Meter {
        minute: long(words.quota.of_minute, minute, limits.minute),
        day: long(words.quota.of_day, day, limits.day),
        short: [
            format!("{} {}", words.quota.short_minute, short(minute, limits.minute)),
            format!("{} {}", words.quota.short_day, short(day, limits.day)),
        ],
        share: share(minute, limits.minute).max(share(day, limits.day)),
    }
}

fn hundredths(asked: u64, allowed: u64) -> u64 {
    asked.saturating_mul(100).checked_div(allowed).unwrap_or(100).min(100)
}

/// One line of the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    pub per: &'static str,
    pub used: String,
    pub allowed: String,
    /// In hundredths; none where nothing is limited.
    pub share: Option<u64>,
    pub shared_with: Option<Untrusted>,
}

/// The table of quotas. What was not told has no line.
pub fn lines(quotas: &Quotas, words: Words) -> Vec<Line> {
    let own = words.quota;
    let minute = quotas.minute().map(|allowed| Line {
        per: own.minute,
        used: "–".to_owned(),
        allowed: units::count(allowed, words),
        share: None,
        shared_with: None,
    });
    let share = |allowance: &Allowance| Some(hundredths(allowance.used?, allowance.allowed?));
    let of = |per: &'static str, allowance: &Option<Allowance>| {
        allowance.as_ref().map(|allowance| Line {
            per,
            used: allowance
                .used
                .map_or_else(|| own.not_told.to_owned(), |used| units::count(used, words)),
            allowed: allowance
                .allowed
                .map_or_else(|| own.no_limit.to_owned(), |allowed| units::count(allowed, words)),
            share: share(allowance),
            shared_with: allowance.shared_with.clone(),
        })
    };
    [
        minute,
        of(own.hour, &quotas.hour),
        of(own.day, &quotas.day),
        of(own.month, &quotas.month),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What stands behind a privilege's name: until when, and through whom.
pub fn terms(privilege: &Privilege, words: Words) -> Vec<Untrusted> {
    let until = privilege.expires.map(|unix| (words.quota.until)(&units::date(unix)));
    let from = privilege
        .inherited_from
        .as_ref()
        .map(|from| (words.quota.inherited)(&from.elided(60).spelled()));
    until.into_iter().chain(from).map(Untrusted::new).collect()
}
