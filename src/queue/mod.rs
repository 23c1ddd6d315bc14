//! When to ask next: what a refusal for quota means, as plain functions of the clock.

/// Seconds of a minute's quota.
const MINUTE: i64 = 60;
const DAY: i64 = 86_400;
/// This many minutes' waits in a row were in vain: it is not the minute's quota that is used up.
const MINUTES_IN_VAIN: u32 = 3;

/// Which allowance is taken to be used up; API v3 does not say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spent {
    Minute,
    /// The day's or the month's.
    Day,
}

/// A wait for quota.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hold {
    /// Unix seconds at which asking makes sense again.
    pub until: i64,
    pub spent: Spent,
}

/// What a 429 means: `refusals` counts those in a row, this one included; `retry_after` is in seconds.
///
/// No recorded answer of VirusTotal says which quota was spent, so a minute is waited for first, and after
/// three minutes in vain the next midnight UTC, when the day's quota begins anew.
pub fn hold(now: i64, refusals: u32, retry_after: Option<u64>) -> Hold {
    if let Some(seconds) = retry_after
        .and_then(|seconds| i64::try_from(seconds).ok())
        .filter(|s| (1..=DAY).contains(s))
    {
        let spent = if seconds <= 2 * MINUTE {
            Spent::Minute
        } else {
            Spent::Day
        };
        return Hold {
            until: now + seconds,
            spent,
        };
    }
    if refusals <= MINUTES_IN_VAIN {
        return Hold {
            until: now + MINUTE,
            spent: Spent::Minute,
        };
    }
    Hold {
        until: (now.div_euclid(DAY) + 1) * DAY,
        spent: Spent::Day,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_first_then_midnight() {
        let now = 1_700_000_000;
        let midnight = 1_700_006_400;
        for (refusals, retry_after, until, spent) in [
            (1, None, now + 60, Spent::Minute),
            (3, None, now + 60, Spent::Minute),
            (4, None, midnight, Spent::Day),
            (1, Some(7), now + 7, Spent::Minute),
            (1, Some(3600), now + 3600, Spent::Day),
            (1, Some(0), now + 60, Spent::Minute),
            (1, Some(u64::MAX), now + 60, Spent::Minute),
        ] {
            assert_eq!(hold(now, refusals, retry_after), Hold { until, spent });
        }
    }
}
