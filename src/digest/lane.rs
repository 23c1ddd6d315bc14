//! Which files wait behind which: a file waits only for files of its own kind, so that none waits for a far larger one.

use super::batch::SMALL;

/// A queue of the reading worker. All of them bring bytes at the same time, each as much as it has room for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lane {
    /// Small files, read together.
    Together,
    /// Files that a stream has read after a second or so.
    Short,
    /// Files that take minutes.
    Long,
}

/// As many bytes of a lane may be on their way to the last hasher. More would only fill memory, and keep the other lanes
/// waiting.
pub const ROOM: u32 = 8 << 20;

/// Larger files are long.
const SHORT: u64 = 256 << 20;

impl Lane {
    pub const ALL: [Self; 3] = [Self::Together, Self::Short, Self::Long];

    /// The lane of a file of so many bytes.
    pub fn of(size: u64) -> Self {
        if size <= SMALL {
            Self::Together
        } else if size <= SHORT {
            Self::Short
        } else {
            Self::Long
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_waits_for_a_far_larger_one() {
        for (size, lane) in [
            (0, Lane::Together),
            (SMALL, Lane::Together),
            (SMALL + 1, Lane::Short),
            (SHORT, Lane::Short),
            (SHORT + 1, Lane::Long),
            (u64::MAX, Lane::Long),
        ] {
            assert_eq!(Lane::of(size), lane, "{size}");
        }
    }
}
