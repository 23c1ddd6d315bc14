//! When a number of questions will have been asked, at the pace that the key's quotas allow.

use super::Spent;
use super::calendar::{self, MINUTE};
use super::ledger::Ledger;

/// What a free key may ask (vendor page "Public vs Premium API"), where nothing else is known of the key.
pub const FREE_MINUTE: u64 = 4;
pub const FREE_DAY: u64 = 500;
/// Beyond this many days nobody plans.
const DAYS_AT_MOST: u32 = 1_000;
/// A question counts against the minute for a second more.
const WINDOW: i64 = MINUTE + 1;

/// The end of a queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Forecast {
    /// Unix seconds; none where it lies too far ahead to be told.
    pub done_at: Option<i64>,
    /// Questions a minute; none where there is no limit.
    pub pace: Option<u64>,
    /// The first wait for more than a minute.
    pub pause: Option<Pause>,
    /// The limits are those of a free key, because this key's are not known.
    pub assumed: bool,
}

/// A wait for the day's or the month's quota.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pause {
    pub spent: Spent,
    pub allowed: u64,
    /// Unix seconds.
    pub until: i64,
}

/// Foretells the end of `count` questions. Only this page's own are known: another program that uses the key makes it
/// later.
pub fn forecast(now: i64, ledger: &Ledger, count: u64) -> Forecast {
    let limits = ledger.limits(now);
    let assumed = limits.minute.is_none() && limits.day.is_none();
    let minute = limits
        .minute
        .or(assumed.then_some(FREE_MINUTE))
        .filter(|most| *most > 0);
    let day = limits.day.or(assumed.then_some(FREE_DAY)).filter(|most| *most > 0);
    let month = limits.month.filter(|most| *most > 0);
    let mut forecast = Forecast {
        done_at: None,
        pace: minute,
        pause: None,
        assumed,
    };
    let (mut at, mut left) = (now, count);
    let mut in_minute = ledger.in_minute(now);
    let (mut today, mut this_month) = (ledger.today(now), ledger.this_month(now));
    for _ in 0..DAYS_AT_MOST {
        let room = |most: Option<u64>, used: u64| most.map_or(u64::MAX, |most| most.saturating_sub(used));
        let (of_day, of_month) = (room(day, today), room(month, this_month));
        let fits = left.min(of_day).min(of_month);
        // The day may end before its quota does.
        let midnight = calendar::next_day(at);
        let (asked, end) = ask(at, fits, in_minute, minute, midnight);
        left -= asked;
        if left == 0 {
            forecast.done_at = Some(end);
            return forecast;
        }
        this_month += asked;
        let (until, spent, allowed) = if of_month <= asked {
            (calendar::next_month(at), Spent::Month, month)
        } else {
            (midnight, Spent::Day, day)
        };
        let used_up = asked == fits;
        if let (true, None, Some(allowed)) = (used_up, forecast.pause, allowed) {
            forecast.pause = Some(Pause { spent, allowed, until });
        }
        if calendar::month(until) != calendar::month(at) {
            this_month = 0;
        }
        (at, today, in_minute) = (until, 0, 0);
    }
    forecast
}

/// How many of `wanted` are asked before `midnight`, and when the last of them is.
fn ask(from: i64, wanted: u64, in_minute: u64, pace: Option<u64>, midnight: i64) -> (u64, i64) {
    let Some(pace) = pace else {
        return (wanted, from);
    };
    let at_once = pace.saturating_sub(in_minute);
    if wanted <= at_once {
        return (wanted, from);
    }
    let windows = (wanted - at_once).div_ceil(pace);
    let open = u64::try_from((midnight - from) / WINDOW).unwrap_or(0);
    if windows <= open {
        let end = from.saturating_add(i64::try_from(windows).unwrap_or(0).saturating_mul(WINDOW));
        return (wanted, end);
    }
    (at_once.saturating_add(open.saturating_mul(pace)).min(wanted), midnight)
}
