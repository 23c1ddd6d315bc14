//! Days since 1970 as dates of the Gregorian calendar, and where days and months begin in UTC.

/// Seconds.
pub const MINUTE: i64 = 60;
pub const DAY: i64 = 86_400;

/// The day since 1970 that a unix second lies in.
pub fn day(unix: i64) -> i64 {
    unix.div_euclid(DAY)
}

/// The month that a unix second lies in, counted from the year 0.
pub fn month(unix: i64) -> i64 {
    let (year, month, _) = civil(day(unix));
    year * 12 + month - 1
}

/// The second in which the next day begins.
pub fn next_day(unix: i64) -> i64 {
    (day(unix) + 1) * DAY
}

/// The second in which the next month begins.
pub fn next_month(unix: i64) -> i64 {
    let today = day(unix);
    let this = month(unix);
    let first = (1..=31).find(|ahead| month((today + ahead) * DAY) != this);
    (today + first.unwrap_or(31)) * DAY
}

/// Year, month and day (Howard Hinnant's `civil_from_days`).
pub fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days.saturating_add(719_468);
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_begin_at_midnight_utc() {
        for (unix, tomorrow, first) in [
            // 2026-11-22 23:59:00
            (1_795_391_940, 1_795_392_000, 1_796_083_200),
            // 2026-12-31 00:00:00
            (1_798_675_200, 1_798_761_600, 1_798_761_600),
            // 2024-02-01 12:00:00, a leap year
            (1_706_788_800, 1_706_832_000, 1_709_251_200),
            // 2026-01-31 00:00:01
            (1_769_817_601, 1_769_904_000, 1_769_904_000),
        ] {
            assert_eq!(next_day(unix), tomorrow, "{unix}");
            assert_eq!(next_month(unix), first, "{unix}");
            assert_eq!(month(first), month(unix) + 1, "{unix}");
        }
    }
}
