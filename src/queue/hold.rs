//! Waits for quota: which allowance is taken to be used up, why, and when it begins anew.

use super::calendar;
use super::ledger::Ledger;

/// This many minutes' waits in a row were in vain: it is not the minute's quota that is used up.
const MINUTES_IN_VAIN: u32 = 3;
/// A longer wait than this is not the minute's.
const OF_A_MINUTE: i64 = 2 * calendar::MINUTE;
/// A server that asks for a longer wait than this means something else.
const LONGEST: i64 = 31 * calendar::DAY;

/// Which allowance is taken to be used up; API v3 does not say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spent {
    Minute,
    Day,
    Month,
}

/// What that is taken from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Why {
    /// So many were asked of so many that are allowed.
    Counted { asked: u64, allowed: u64 },
    /// The answer said how long to wait.
    ServerSaid,
    /// Nothing is known; a minute is the shortest wait that may help.
    Unknown,
    /// Waits of a minute did not help.
    MinutesInVain,
    /// Nor did waiting for the next day.
    DayInVain,
}

/// A wait for quota.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hold {
    /// Unix seconds at which asking makes sense again.
    pub until: i64,
    pub spent: Spent,
    pub why: Why,
}

/// What a 429 means. `refusals` counts those in a row, this one included; `before` is the wait that the last of them
/// led to; `retry_after` is in seconds.
///
/// No recorded answer of VirusTotal says which quota was spent, nor for how long to wait. So it is the one whose known
/// limit the counts have reached; where none has, a minute is waited for first, after three minutes in vain the next
/// midnight UTC, and after a midnight in vain the first of the next month.
pub fn refused(now: i64, ledger: &Ledger, refusals: u32, before: Option<Hold>, retry_after: Option<u64>) -> Hold {
    let told = retry_after
        .and_then(|seconds| i64::try_from(seconds).ok())
        .filter(|seconds| (1..=LONGEST).contains(seconds));
    if let Some(seconds) = told {
        let spent = if seconds <= OF_A_MINUTE {
            Spent::Minute
        } else if seconds <= calendar::DAY {
            Spent::Day
        } else {
            Spent::Month
        };
        return Hold {
            until: now + seconds,
            spent,
            why: Why::ServerSaid,
        };
    }
    if let Some(hold) = long_spent(now, ledger) {
        return hold;
    }
    let waited_for_a_day = before.is_some_and(|hold| match hold.spent {
        Spent::Day => hold.until <= now,
        Spent::Month => true,
        Spent::Minute => false,
    });
    if waited_for_a_day {
        return month(now, Why::DayInVain);
    }
    if refusals > MINUTES_IN_VAIN {
        return day(now, Why::MinutesInVain);
    }
    Hold {
        until: now + calendar::MINUTE,
        spent: Spent::Minute,
        why: match ledger.limits(now).minute {
            Some(allowed) if ledger.in_minute(now) >= allowed => Why::Counted {
                asked: ledger.in_minute(now),
                allowed,
            },
            Some(_) | None => Why::Unknown,
        },
    }
}

/// The wait before the next question, where the counts have reached a known limit: asking would only be refused.
pub fn paced(now: i64, ledger: &Ledger) -> Option<Hold> {
    long_spent(now, ledger).or_else(|| {
        let allowed = ledger.limits(now).minute?;
        ledger.minute_free_at(now).map(|until| Hold {
            until,
            spent: Spent::Minute,
            why: Why::Counted {
                asked: ledger.in_minute(now),
                allowed,
            },
        })
    })
}

/// The month's or the day's quota by the counts.
fn long_spent(now: i64, ledger: &Ledger) -> Option<Hold> {
    let limits = ledger.limits(now);
    let reached = |asked: u64, limit: Option<u64>| {
        limit
            .filter(|allowed| asked >= *allowed)
            .map(|allowed| Why::Counted { asked, allowed })
    };
    reached(ledger.this_month(now), limits.month)
        .map(|why| month(now, why))
        .or_else(|| reached(ledger.today(now), limits.day).map(|why| day(now, why)))
}

fn day(now: i64, why: Why) -> Hold {
    Hold {
        until: calendar::next_day(now),
        spent: Spent::Day,
        why,
    }
}

fn month(now: i64, why: Why) -> Hold {
    Hold {
        until: calendar::next_month(now),
        spent: Spent::Month,
        why,
    }
}
