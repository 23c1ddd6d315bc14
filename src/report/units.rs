//! Sizes, counts and times as a reader writes them. `now` is an argument.

use crate::queue::calendar::civil;
use crate::words::Words;

/// A moment, ready to be drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct When {
    pub unix: i64,
    /// `2026-11-19 14:03 UTC`.
    pub absolute: String,
    /// `3 days ago`; none where the reader's clock and the moment do not fit together.
    pub relative: Option<String>,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// The first second of the year 10000: what is later has no date that anybody can read.
pub const YEAR_10000: i64 = 253_402_300_800;
/// Clocks differ; a moment this far ahead still counts as now.
const AHEAD: i64 = 5 * MINUTE;

/// `1,234,567`.
pub fn count(n: u64, words: Words) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(words.report.units.thousands);
        }
        out.push(digit);
    }
    out
}

/// A number with `places` after the point, at most 3, in the language's own way; from 1e15 on as `1.2 × 10^15`.
///
/// The digits are taken from whole numbers: the standard library's writing of floats weighs 15 KB in the page.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rounded, positive and at most 1e18"
)]
pub fn decimal(number: f64, places: usize, words: Words) -> String {
    let mut magnitude = number.abs();
    let mut exponent = 0;
    if magnitude >= 1.0e15 {
        while magnitude >= 9.95 && exponent < 400 {
            magnitude /= 10.0;
            exponent += 1;
        }
    }
    let places = if exponent > 0 { 1 } else { places.min(3) };
    let parts = [1_u64, 10, 100, 1_000].get(places).copied().unwrap_or(1);
    let scaled = (magnitude * [1.0, 10.0, 100.0, 1_000.0].get(places).copied().unwrap_or(1.0)).round() as u64;
    let sign = if number < 0.0 && scaled > 0 { "−" } else { "" };
    let whole = count(scaled / parts, words);
    let fraction = if places > 0 {
        format!("{}{:0places$}", words.report.units.decimal, scaled % parts)
    } else {
        String::new()
    };
    let power = if exponent > 0 {
        format!(" × 10^{exponent}")
    } else {
        String::new()
    };
    format!("{sign}{whole}{fraction}{power}")
}

/// `1.2 MB`: powers of a thousand, one place below ten thousand of them.
#[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
pub fn size(bytes: u64, words: Words) -> String {
    if bytes < 1000 {
        return (words.report.units.bytes)(bytes, &count(bytes, words));
    }
    let mut scaled = bytes as f64;
    let mut unit = 0;
    // 999,950 is 1,000.0 of the lower unit once it is rounded.
    while scaled >= 999.95 && unit + 1 < words.report.units.sizes.len() {
        scaled /= 1000.0;
        unit += 1;
    }
    let name = words.report.units.sizes.get(unit).copied().unwrap_or_default();
    format!("{}\u{A0}{name}", decimal(scaled, 1, words))
}

/// `1.2 MB (1,234,567 bytes)`.
pub fn size_exact(bytes: u64, words: Words) -> String {
    let exact = (words.report.units.bytes)(bytes, &count(bytes, words));
    if bytes < 1000 {
        return exact;
    }
    format!("{} ({exact})", size(bytes, words))
}

/// `85.3 MB/s`; none where there is no speed yet.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked before the cast"
)]
pub fn speed(bytes_per_second: f64, words: Words) -> Option<String> {
    let known = bytes_per_second.is_finite() && (1.0..1.0e15).contains(&bytes_per_second);
    known.then(|| (words.report.units.per_second)(&size(bytes_per_second as u64, words)))
}

/// `2 min 5 s left`; none where it cannot be known.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "the range is checked before the cast, and seconds are enough"
)]
pub fn time_left(bytes_left: u64, bytes_per_second: f64, words: Words) -> Option<String> {
    let seconds = (bytes_left as f64 / bytes_per_second).ceil();
    if !bytes_per_second.is_finite() || !seconds.is_finite() || !(0.0..360_000.0).contains(&seconds) {
        return None;
    }
    let seconds = seconds as u64;
    let units = words.report.units;
    Some(match seconds {
        0..60 => (units.seconds_left)(seconds),
        60..3_600 => (units.minutes_left)(seconds / 60, seconds % 60),
        _ => (units.hours_left)(seconds / 3_600, seconds / 60 % 60),
    })
}

/// A moment in words; none for what cannot be one (before 1970, milliseconds for seconds, the far future).
///
/// Relative words are left out where they would be wrong: with a clock that stands before the moment.
pub fn when(unix: i64, now: i64, words: Words) -> Option<When> {
    (0..YEAR_10000).contains(&unix).then(|| When {
        unix,
        absolute: absolute(unix),
        relative: relative(unix, now, words),
    })
}

fn relative(unix: i64, now: i64, words: Words) -> Option<String> {
    let units = words.report.units;
    let ago = now.checked_sub(unix).filter(|ago| *ago >= -AHEAD)?;
    let of = |length: i64| u64::try_from(ago / length).unwrap_or(0);
    // Below 1971 stands the zero that some programs write for "no date".
    if unix < 365 * DAY {
        return None;
    }
    Some(match ago {
        ..MINUTE => units.just_now.to_owned(),
        MINUTE..HOUR => (units.minutes_ago)(of(MINUTE)),
        HOUR..DAY => (units.hours_ago)(of(HOUR)),
        DAY..=5_356_799 => (units.days_ago)(of(DAY)),
        5_356_800..=63_071_999 => (units.months_ago)(of(2_629_746)),
        _ => (units.years_ago)(of(31_556_952)),
    })
}

/// `2026-11-19 14:03 UTC`.
pub fn absolute(unix: i64) -> String {
    format!("{} {} UTC", date(unix), clock(unix))
}

/// `2026-11-19`.
pub fn date(unix: i64) -> String {
    let (year, month, day) = civil(unix.div_euclid(DAY));
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2026-11-19T14:03:00Z`, for files that programs read; none for what cannot be a moment.
pub fn date_time(unix: i64) -> Option<String> {
    let known = (0..YEAR_10000).contains(&unix);
    known.then(|| format!("{}T{}:{:02}Z", date(unix), clock(unix), unix.rem_euclid(MINUTE)))
}

fn clock(unix: i64) -> String {
    let second = unix.rem_euclid(DAY);
    format!("{:02}:{:02}", second / HOUR, second / MINUTE % 60)
}

/// When a wait ends: `14:03 UTC`, with the date where it is not today.
pub fn until(unix: i64, now: i64) -> String {
    if unix.div_euclid(DAY) == now.div_euclid(DAY) {
        return format!("{} UTC", clock(unix));
    }
    absolute(unix)
}

/// Seconds as a countdown reads: `0:59`, `12:03:05`.
pub fn countdown(seconds: u64) -> String {
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        return format!("{hours}:{minutes:02}:{rest:02}");
    }
    format!("{minutes}:{rest:02}")
}
