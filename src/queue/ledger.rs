//! What was asked with the key: in the last minute, today, this month. Counts alone; the key is not in it.

use serde::{Deserialize, Serialize};

use super::calendar;

/// How long a question counts against the minute. Moments are kept as whole seconds, so one more is waited.
const COUNTS_FOR: i64 = calendar::MINUTE + 1;
/// What a limit was learned from may have been another program's doing: after so long it is tried anew.
const LEARNED_FOR: i64 = 15 * calendar::MINUTE;
/// No key may ask more often in a minute; a damaged entry must not grow for ever.
const LATELY_AT_MOST: usize = 10_000;

/// How much a key may ask, as far as that is known. `None` is unknown or unlimited.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Limits {
    #[serde(default)]
    pub minute: Option<u64>,
    #[serde(default)]
    pub day: Option<u64>,
    #[serde(default)]
    pub month: Option<u64>,
}

/// What the server says of a key: its limits, and what all who use it have spent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Told {
    pub limits: Limits,
    pub today: Option<u64>,
    pub this_month: Option<u64>,
}

/// The counts, and what is known of the limits.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Ledger {
    /// When each question of the last minute was answered, in unix seconds.
    #[serde(default)]
    lately: Vec<i64>,
    #[serde(default)]
    day: i64,
    #[serde(default)]
    of_day: u64,
    #[serde(default)]
    month: i64,
    #[serde(default)]
    of_month: u64,
    /// The server's word.
    #[serde(default)]
    limits: Limits,
    /// So many questions of a minute went well before one was refused; and when that was found out.
    #[serde(default)]
    learned: Option<(u64, i64)>,
}

impl Ledger {
    /// Reads the stored form; a damaged one is an empty ledger.
    pub fn parse(json: &str) -> Self {
        let mut read: Self = serde_json::from_str(json).unwrap_or_default();
        read.lately.truncate(LATELY_AT_MOST);
        read
    }

    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Counts a question that was answered.
    pub fn count(&mut self, now: i64) {
        self.lately.retain(|asked| counts(*asked, now));
        self.lately.push(now);
        let (today, this_month) = (self.today(now), self.this_month(now));
        (self.day, self.of_day) = (calendar::day(now), today.saturating_add(1));
        (self.month, self.of_month) = (calendar::month(now), this_month.saturating_add(1));
    }

    /// Takes over what the server says; its figures hold for every program that uses the key.
    pub fn tell(&mut self, told: Told, now: i64) {
        self.limits = told.limits;
        self.learned = None;
        if let Some(used) = told.today {
            (self.day, self.of_day) = (calendar::day(now), used);
        }
        if let Some(used) = told.this_month {
            (self.month, self.of_month) = (calendar::month(now), used);
        }
    }

    /// Learns how many questions a minute may have: after so many one was refused, and a minute later it was not.
    pub fn learn(&mut self, asked: u64, now: i64) {
        if asked > 0 && self.limits.minute.is_none() {
            self.learned = Some((asked, now));
        }
    }

    pub fn in_minute(&self, now: i64) -> u64 {
        self.lately.iter().filter(|asked| counts(**asked, now)).count() as u64
    }

    pub fn today(&self, now: i64) -> u64 {
        if self.day == calendar::day(now) { self.of_day } else { 0 }
    }

    pub fn this_month(&self, now: i64) -> u64 {
        if self.month == calendar::month(now) {
            self.of_month
        } else {
            0
        }
    }

    /// What is known of the limits: the server's word, or for the minute what a refusal taught.
    pub fn limits(&self, now: i64) -> Limits {
        let learned = self
            .learned
            .filter(|(_, at)| (0..LEARNED_FOR).contains(&now.saturating_sub(*at)))
            .map(|(most, _)| most);
        Limits {
            minute: self.limits.minute.or(learned),
            ..self.limits
        }
    }

    /// When the next question fits into the minute, where it does not fit now: the second in which enough of the
    /// earlier ones count no more.
    pub fn minute_free_at(&self, now: i64) -> Option<i64> {
        let most = usize::try_from(self.limits(now).minute?.max(1)).ok()?;
        // They come nearly in order, and the standard library's sort would weigh 5 KB here.
        let mut counting: Vec<i64> = Vec::with_capacity(self.lately.len());
        for asked in self.lately.iter().copied().filter(|asked| counts(*asked, now)) {
            counting.insert(counting.partition_point(|other| *other <= asked), asked);
        }
        let leaves = counting.len().checked_sub(most)?;
        counting.get(leaves).map(|asked| asked + COUNTS_FOR)
    }
}

/// Whether a question still counts against the minute. One of the future was counted by a clock that has been set back.
fn counts(asked: i64, now: i64) -> bool {
    (0..COUNTS_FOR).contains(&now.saturating_sub(asked))
}
