//! The quota: so many lookups in any 60 seconds and so many between two midnights UTC, on a clock that can be moved.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const MINUTE: Duration = Duration::from_mins(1);
const DAY: u64 = 24 * 60 * 60;

pub(crate) struct Quota {
    per_minute: Option<usize>,
    per_day: Option<usize>,
    ahead: Duration,
    /// By key, the times of what was let through today or in the last minute.
    spent: HashMap<String, VecDeque<Duration>>,
}

impl Quota {
    pub(crate) fn new(per_minute: Option<usize>, per_day: Option<usize>) -> Self {
        Self {
            per_minute,
            per_day,
            ahead: Duration::ZERO,
            spent: HashMap::new(),
        }
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead += by;
    }

    /// Takes one lookup from a key's quota; `false` where nothing is left. What is refused is not counted.
    pub(crate) fn take(&mut self, key: &str) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default() + self.ahead;
        self.take_at(key, now)
    }

    fn take_at(&mut self, key: &str, now: Duration) -> bool {
        let midnight = Duration::from_secs(now.as_secs() / DAY * DAY);
        let minute_ago = now.saturating_sub(MINUTE);
        let spent = self.spent.entry(key.to_owned()).or_default();
        while spent
            .front()
            .is_some_and(|time| *time < midnight && *time <= minute_ago)
        {
            spent.pop_front();
        }
        let today = spent.iter().filter(|time| **time >= midnight).count();
        let lately = spent.iter().filter(|time| **time > minute_ago).count();
        let left = self.per_minute.is_none_or(|most| lately < most) && self.per_day.is_none_or(|most| today < most);
        if left {
            spent.push_back(now);
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-22, 23:59:00 UTC.
    const LATE: u64 = 1_795_391_940;

    #[test]
    fn a_minute_is_any_sixty_seconds() {
        let mut quota = Quota::new(Some(4), None);
        let mut at = |second| quota.take_at("key", Duration::from_secs(LATE + second));
        assert_eq!([0, 1, 2, 3, 4, 59].map(&mut at), [true, true, true, true, false, false]);
        // The first is sixty seconds old, the second is not.
        assert_eq!([60, 60, 61].map(&mut at), [true, false, true]);
    }

    #[test]
    fn a_day_ends_at_midnight_utc() {
        let mut quota = Quota::new(None, Some(3));
        let mut at = |second| quota.take_at("key", Duration::from_secs(LATE + second));
        assert_eq!([0, 10, 20, 30, 59].map(&mut at), [true, true, true, false, false]);
        assert_eq!([60, 61, 62, 63].map(&mut at), [true, true, true, false]);
    }

    #[test]
    fn each_key_has_its_own() {
        let mut quota = Quota::new(Some(1), Some(1));
        assert_eq!(
            ["a", "a", "b"].map(|key| quota.take_at(key, Duration::from_secs(LATE))),
            [true, false, true]
        );
    }
}
