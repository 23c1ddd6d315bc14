//! The scale that dates stand on: from the first second to the last, in thousandths, with marks on it.

use crate::queue::calendar::{DAY, civil};
use crate::report::details::iso;
use crate::report::units;

/// A mark on the scale.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tick {
    pub place: u32,
    pub label: String,
}

/// Where the scale begins and ends, in thousandths: a mark at its very end would be cut.
const EDGE: u32 = 15;
const SCALE: u32 = 1_000;
/// From the first second to the last.
pub struct Scale {
    pub first: i64,
    pub last: i64,
}

impl Scale {
    pub fn place(&self, unix: i64) -> u32 {
        let length = self.last - self.first;
        if length <= 0 {
            return SCALE / 2;
        }
        let inside = i64::from(SCALE - 2 * EDGE);
        let along = (unix.clamp(self.first, self.last) - self.first).saturating_mul(inside) / length;
        EDGE + u32::try_from(along).unwrap_or(0)
    }

    /// Years, months or days, as many as can be read beside each other.
    pub fn ticks(&self) -> Vec<Tick> {
        const MOST: i64 = 5;
        let days = (self.last - self.first) / DAY;
        let (step, unit) = match days {
            ..2 => return Vec::new(),
            2..90 => (step(days, &[1, 2, 5, 10, 15, 30], MOST - 1), Unit::Day),
            90..1_100 => (step(days / 30, &[1, 2, 3, 6, 12], MOST), Unit::Month),
            _ => (
                step(days / 365, &[1, 2, 5, 10, 20, 50, 100, 1_000, 10_000], MOST),
                Unit::Year,
            ),
        };
        let (year, month, _) = civil(self.first.div_euclid(DAY));
        let count = |at: i64| match unit {
            Unit::Day => (self.first.div_euclid(DAY) + 1 + at * step) * DAY,
            Unit::Month => month_start(((year * 12 + month - 1) / step + 1 + at) * step),
            Unit::Year => month_start((year / step + 1 + at) * step * 12),
        };
        let label = |unix: i64| {
            let date = units::date(unix);
            let signs = match unit {
                Unit::Day => 10,
                Unit::Month => 7,
                Unit::Year => 4,
            };
            date.get(..signs).unwrap_or(&date).to_owned()
        };
        (0..=MOST + 1)
            .map(count)
            .take_while(|unix| *unix <= self.last)
            .map(|unix| Tick {
                place: self.place(unix),
                label: label(unix),
            })
            // A label hangs on both sides of its mark.
            .filter(|tick| (60..=SCALE - 60).contains(&tick.place))
            .collect()
    }
}

#[derive(Clone, Copy)]
enum Unit {
    Day,
    Month,
    Year,
}

/// The first step of which no more than `most` lie in `length`.
fn step(length: i64, steps: &[i64], most: i64) -> i64 {
    let fits = steps.iter().copied().find(|step| length / step <= most);
    fits.or(steps.last().copied()).unwrap_or(1)
}

/// The first second of a month, counted from the year 0.
fn month_start(month: i64) -> i64 {
    iso::days_since_1970(month.div_euclid(12), month.rem_euclid(12) + 1, 1) * DAY
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-20.
    const NOW: i64 = 1_795_132_800;

    #[test]
    fn marks_stand_apart_whatever_the_length() {
        for days in [0, 1, 2, 3, 10, 40, 89, 90, 300, 1_099, 1_100, 4_000, 15_000, 42_000] {
            let scale = Scale {
                first: NOW,
                last: NOW + days * DAY,
            };
            let ticks = scale.ticks();
            assert!(ticks.len() <= 6, "{days}: {ticks:?}");
            assert!(days < 5 || !ticks.is_empty(), "{days}");
            for pair in ticks.windows(2) {
                assert!(pair[1].place >= pair[0].place + 100, "{days}: {ticks:?}");
            }
            assert!(ticks.iter().all(|tick| tick.place >= 60 && tick.place <= 940), "{days}");
        }
    }
}
