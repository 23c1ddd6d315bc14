//! How fast bytes go, and how long the rest will take.

use std::collections::VecDeque;

/// Looks back so far, so that a stall shows soon and one slow read does not.
const WINDOW_MS: f64 = 4000.0;

/// Says nothing before it has seen so much time: the first figures would jump.
const SETTLE_MS: f64 = 400.0;

/// Meters one file, or several as if they were one.
#[derive(Clone, PartialEq, Debug)]
pub struct Meter {
    total: u64,
    samples: VecDeque<(f64, u64)>,
}

impl Meter {
    /// `now` is in milliseconds of any clock that does not run backwards.
    pub fn new(total: u64, now: f64) -> Self {
        Self {
            total,
            samples: VecDeque::from([(now, 0)]),
        }
    }

    /// `done` of the total bytes are done by `now`.
    pub fn record(&mut self, done: u64, now: f64) {
        self.samples.push_back((now, done));
        // The last sample before the window stays, so that the window is always full.
        while self.samples.get(1).is_some_and(|(time, _)| *time <= now - WINDOW_MS) {
            self.samples.pop_front();
        }
    }

    /// More bytes came to be done.
    pub fn extend(&mut self, by: u64) {
        self.total = self.total.saturating_add(by);
    }

    pub fn total(&self) -> u64 {
        self.total
    }

    pub fn done(&self) -> u64 {
        self.samples.back().map_or(0, |(_, done)| *done)
    }

    pub fn bytes_per_second(&self) -> Option<f64> {
        let ((start, before), (end, after)) = (self.samples.front()?, self.samples.back()?);
        let time = end - start;
        (time >= SETTLE_MS).then(|| as_float(after.saturating_sub(*before)) * 1000.0 / time)
    }

    /// Rounded up; nothing while it stands still.
    pub fn seconds_left(&self) -> Option<u64> {
        let speed = self.bytes_per_second().filter(|speed| *speed >= 1.0)?;
        let seconds = as_float(self.total.saturating_sub(self.done())) / speed;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "never negative, and a cast from a float stops at the largest integer"
        )]
        Some(seconds.ceil() as u64)
    }
}

#[expect(clippy::cast_precision_loss, reason = "a figure for reading, not for counting")]
fn as_float(bytes: u64) -> f64 {
    bytes as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: u64 = 1_000_000;

    #[test]
    fn a_steady_flow_gives_its_speed_and_the_time_left() {
        let mut meter = Meter::new(1000 * MB, 0.0);
        for tenth in 1..=100_u32 {
            meter.record(u64::from(tenth) * 5 * MB, f64::from(tenth) * 100.0);
        }
        assert_eq!(meter.bytes_per_second(), Some(50e6));
        assert_eq!(meter.seconds_left(), Some(10));
        assert_eq!((meter.done(), meter.total()), (500 * MB, 1000 * MB));
    }

    #[test]
    fn it_is_silent_at_first_and_while_it_stands_still() {
        let mut meter = Meter::new(10 * MB, 1e6);
        assert_eq!(meter.bytes_per_second(), None);
        meter.record(MB, 1e6 + 50.0);
        assert_eq!(meter.seconds_left(), None);
        for second in 1..=10_u32 {
            meter.record(MB, 1e6 + f64::from(second) * 1000.0);
        }
        assert_eq!(meter.bytes_per_second(), Some(0.0));
        assert_eq!(meter.seconds_left(), None);
    }

    #[test]
    fn a_change_of_speed_shows_after_the_window() {
        let mut meter = Meter::new(u64::MAX, 0.0);
        meter.record(400 * MB, 4000.0);
        for second in 5..=8_u32 {
            meter.record(400 * MB + u64::from(second - 4) * MB, f64::from(second) * 1000.0);
        }
        assert_eq!(meter.bytes_per_second(), Some(1e6));
        assert!(meter.seconds_left().is_some_and(|seconds| seconds > 1_000_000));
    }

    #[test]
    fn more_to_do_takes_longer() {
        let mut meter = Meter::new(10 * MB, 0.0);
        meter.record(5 * MB, 1000.0);
        assert_eq!(meter.seconds_left(), Some(1));
        meter.extend(5 * MB);
        assert_eq!(meter.seconds_left(), Some(2));
    }
}
