//! Which small files are read together: a read costs a trip, whatever it brings.

/// Larger files are read alone, as a stream.
pub const SMALL: u64 = 1 << 20;

/// As much as is read at once.
const AT_ONCE: u64 = 4 << 20;

/// As many files as are read at once, so that a folder of empty ones is not one long wait.
const FILES_AT_ONCE: usize = 512;

/// How many of the files at the head of the queue to read together; fewer than two is none.
pub fn together(sizes: impl IntoIterator<Item = u64>) -> usize {
    let mut sum = 0_u64;
    sizes
        .into_iter()
        .take(FILES_AT_ONCE)
        .take_while(|size| {
            sum = sum.saturating_add(*size);
            *size <= SMALL && sum <= AT_ONCE
        })
        .count()
}

/// Where the files lie in what is read together.
pub fn places(sizes: &[u64]) -> Option<Vec<(u32, u32)>> {
    let mut at = 0_u32;
    sizes
        .iter()
        .map(|size| {
            let end = at.checked_add(u32::try_from(*size).ok()?)?;
            Some((std::mem::replace(&mut at, end), end))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_files_are_joined_up_to_the_limit() {
        for (sizes, count) in [
            (vec![], 0),
            (vec![SMALL + 1, 1], 0),
            (vec![1, SMALL + 1, 1], 1),
            (vec![0, 0, SMALL, 5], 4),
            (vec![SMALL; 9], 4),
            (vec![1; 1000], FILES_AT_ONCE),
            (vec![u64::MAX, u64::MAX], 0),
        ] {
            assert_eq!(together(sizes.clone()), count, "{sizes:?}");
        }
    }

    #[test]
    fn places_lie_one_behind_the_other() {
        assert_eq!(places(&[3, 0, 5]), Some(vec![(0, 3), (3, 3), (3, 8)]));
        assert_eq!(places(&[]), Some(vec![]));
        assert_eq!(places(&[u64::from(u32::MAX), 1]), None);
        assert_eq!(places(&[1 << 40]), None);
    }
}
