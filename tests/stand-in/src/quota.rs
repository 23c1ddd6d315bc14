//! The quota: so many requests in any 60 seconds, between two midnights UTC, and in a month, on a clock that can be moved.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const MINUTE: Duration = Duration::from_mins(1);
const HOUR: Duration = Duration::from_hours(1);
const DAY: u64 = 24 * 60 * 60;

/// The most requests for each key; `None` counts nothing.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Limits {
    pub(crate) minute: Option<usize>,
    pub(crate) day: Option<usize>,
    pub(crate) month: Option<usize>,
}

pub(crate) struct Quota {
    limits: Limits,
    ahead: Duration,
    accounts: HashMap<String, Account>,
}

/// What one key spent.
#[derive(Default)]
struct Account {
    /// The times of the last hour.
    lately: VecDeque<Duration>,
    /// By day since 1970, how often each endpoint was asked.
    days: BTreeMap<u64, BTreeMap<String, u64>>,
}

/// What a key has spent in the last hour, today and this month.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct Spent {
    pub(crate) hour: usize,
    pub(crate) day: usize,
    pub(crate) month: usize,
}

impl Quota {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            ahead: Duration::ZERO,
            accounts: HashMap::new(),
        }
    }

    pub(crate) fn advance(&mut self, by: Duration) {
        self.ahead += by;
    }

    /// Since 1970, on the moved clock.
    pub(crate) fn now(&self) -> Duration {
        SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default() + self.ahead
    }

    /// Takes one request from a key's quota; `false` where nothing is left. What is refused is not counted.
    pub(crate) fn take(&mut self, key: &str, endpoint: &str) -> bool {
        let now = self.now();
        self.take_at(key, endpoint, now)
    }

    fn take_at(&mut self, key: &str, endpoint: &str, now: Duration) -> bool {
        let limits = self.limits;
        let account = self.accounts.entry(key.to_owned()).or_default();
        let spent = account.spent(now);
        let minute = account.lately.iter().filter(|time| **time + MINUTE > now).count();
        let left = |most: Option<usize>, used: usize| most.is_none_or(|most| used < most);
        let allowed = left(limits.minute, minute) && left(limits.day, spent.day) && left(limits.month, spent.month);
        if allowed {
            account.lately.push_back(now);
            let today = account.days.entry(now.as_secs() / DAY).or_default();
            *today.entry(endpoint.to_owned()).or_default() += 1;
        }
        allowed
    }

    pub(crate) fn spent(&mut self, key: &str) -> Spent {
        let now = self.now();
        self.accounts.entry(key.to_owned()).or_default().spent(now)
    }

    /// Days since 1970.
    pub(crate) fn today(&self) -> u64 {
        self.now().as_secs() / DAY
    }

    /// How often each endpoint was asked on a day.
    pub(crate) fn on(&self, key: &str, day: u64) -> BTreeMap<String, u64> {
        let account = self.accounts.get(key);
        account
            .and_then(|account| account.days.get(&day))
            .cloned()
            .unwrap_or_default()
    }
}

impl Account {
    fn spent(&mut self, now: Duration) -> Spent {
        while self.lately.front().is_some_and(|time| *time + HOUR <= now) {
            self.lately.pop_front();
        }
        let today = now.as_secs() / DAY;
        let (year, month, _) = date(today);
        let sum = |wanted: &dyn Fn(u64) -> bool| {
            let days = self.days.iter().filter(|(day, _)| wanted(**day));
            let times: u64 = days.flat_map(|(_, endpoints)| endpoints.values()).sum();
            usize::try_from(times).unwrap_or(usize::MAX)
        };
        Spent {
            hour: self.lately.len(),
            day: sum(&|day| day == today),
            month: sum(&|day| date(day).0 == year && date(day).1 == month),
        }
    }
}

/// Year, month and day of a day since 1970, in the Gregorian calendar.
fn date(days: u64) -> (u64, u64, u64) {
    // Years begin in March here, so that the leap day is the last of one; an era has 400 of them.
    let shifted = days + 719_468;
    let (era, day) = (shifted / 146_097, shifted % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let in_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * in_year + 2) / 153;
    let in_month = in_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (era * 400 + year + next, month, in_month)
}

/// `2026-11-22`
pub(crate) fn name_of_day(days: u64) -> String {
    let (year, month, day) = date(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day of `20261122`, if there is one.
pub(crate) fn day_of(text: &str) -> Option<u64> {
    let year: u64 = text.get(..4)?.parse().ok()?;
    let wanted = format!("{}-{}-{}", text.get(..4)?, text.get(4..6)?, text.get(6..)?);
    let first = year.checked_sub(1970)? * 365;
    (first..first + 368 + (year - 1970) / 4).find(|days| name_of_day(*days) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-22, 23:59:00 UTC.
    const LATE: u64 = 1_795_391_940;

    fn quota(minute: Option<usize>, day: Option<usize>, month: Option<usize>) -> Quota {
        Quota::new(Limits { minute, day, month })
    }

    #[test]
    fn a_minute_is_any_sixty_seconds() {
        let mut quota = quota(Some(4), None, None);
        let mut at = |second| quota.take_at("key", "x", Duration::from_secs(LATE + second));
        assert_eq!([0, 1, 2, 3, 4, 59].map(&mut at), [true, true, true, true, false, false]);
        // The first is sixty seconds old, the second is not.
        assert_eq!([60, 60, 61].map(&mut at), [true, false, true]);
    }

    #[test]
    fn a_day_ends_at_midnight_utc() {
        let mut quota = quota(None, Some(3), None);
        let mut at = |second| quota.take_at("key", "x", Duration::from_secs(LATE + second));
        assert_eq!([0, 10, 20, 30, 59].map(&mut at), [true, true, true, false, false]);
        assert_eq!([60, 61, 62, 63].map(&mut at), [true, true, true, false]);
    }

    #[test]
    fn a_month_ends_with_its_last_day() {
        let mut quota = quota(None, None, Some(2));
        let mut on = |day| quota.take_at("key", "x", Duration::from_secs(LATE + day * DAY));
        // The 22nd, the 29th, the 30th of November; the 1st and the 31st of December; the 1st of January.
        assert_eq!(
            [0, 7, 8, 9, 39, 39, 40].map(&mut on),
            [true, true, false, true, true, false, true]
        );
    }

    #[test]
    fn each_key_has_its_own() {
        let mut quota = quota(Some(1), Some(1), Some(1));
        assert_eq!(
            ["a", "a", "b"].map(|key| quota.take_at(key, "x", Duration::from_secs(LATE))),
            [true, false, true]
        );
    }

    #[test]
    fn what_was_spent_is_told_by_hour_day_and_month() {
        let mut quota = quota(None, None, None);
        for before in [30 * DAY, 5 * DAY, 3_600, 3_599, 0] {
            assert!(quota.take_at("key", "x", Duration::from_secs(LATE - before)));
        }
        let account = quota.accounts.get_mut("key").expect("an account");
        let spent = account.spent(Duration::from_secs(LATE));
        assert_eq!((spent.hour, spent.day, spent.month), (2, 3, 4));
        assert_eq!(quota.on("key", LATE / DAY), BTreeMap::from([("x".to_owned(), 3)]));
    }

    #[test]
    fn days_have_their_dates() {
        for (day, name) in [
            (0, "1970-01-01"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (20_779, "2026-11-22"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(name_of_day(day), name);
            assert_eq!(day_of(&name.replace('-', "")), Some(day));
        }
        for none in ["", "2026", "20260230", "2026-1-1", "20261301", "19690101"] {
            assert_eq!(day_of(none), None, "{none}");
        }
    }
}
