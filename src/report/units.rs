//! Sizes, counts and times as a reader writes them. `now` is an argument.

use crate::words::Words;

/// A moment, ready to be drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct When {
    pub unix: i64,
    /// `2026-11-19 14:03 UTC`.
    pub absolute: String,
    /// `3 days ago`; none where the clock and the moment do not fit together.
    pub relative: Option<String>,
}

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

/// `1.2 MB`.
pub fn size(bytes: u64, words: Words) -> String {
    let _ = words;
    bytes.to_string()
}

/// `1.2 MB (1,234,567 bytes)`.
pub fn size_exact(bytes: u64, words: Words) -> String {
    size(bytes, words)
}

/// `85.3 MB/s`.
pub fn speed(bytes_per_second: f64, words: Words) -> String {
    let _ = (bytes_per_second, words);
    String::new()
}

/// `2 min 5 s left`; none where it cannot be known.
pub fn time_left(bytes_left: u64, bytes_per_second: f64, words: Words) -> Option<String> {
    let _ = (bytes_left, bytes_per_second, words);
    None
}

/// A moment in words; none for what cannot be one (before 1970, milliseconds for seconds, the far future).
pub fn when(unix: i64, now: i64, words: Words) -> Option<When> {
    let _ = (unix, now, words);
    None
}

/// The time of the day for a wait: `14:03 UTC`, with the date where it is not today.
pub fn until(unix: i64, now: i64) -> String {
    let _ = (unix, now);
    String::new()
}

/// Seconds as a countdown reads: `0:59`, `12:03:05`.
pub fn countdown(seconds: u64) -> String {
    seconds.to_string()
}
