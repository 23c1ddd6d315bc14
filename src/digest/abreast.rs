//! Whole small files digested four at a time, which takes half as long as one after another.

use super::{Finished, Running, Share, hexadecimal};

/// As many bytes are digested together at most: more would only leave the processor's cache.
pub const AT_ONCE: u32 = 1 << 20;

/// How many of the first files to digest together, which lie one behind the other from `start` up to but without these
/// places; fewer than two is none.
pub fn together(start: u32, ends: impl IntoIterator<Item = u32>) -> usize {
    ends.into_iter()
        .take_while(|end| end.checked_sub(start).is_some_and(|length| length <= AT_ONCE))
        .count()
}

/// A share of the digests of each file. One that is longer than a third of all is digested by itself: the others would be
/// through long before it, and four take twice as long as one.
pub fn finish(share: Share, files: &[&[u8]]) -> Vec<Finished> {
    let most = files.iter().map(|file| file.len()).sum::<usize>() / 3;
    let beside: Vec<&[u8]> = files.iter().copied().filter(|file| file.len() <= most).collect();
    let mut beside = four_at_a_time(share, &beside).into_iter();
    let alone = |file: &[u8]| {
        let mut running = Running::new(share);
        running.update(file);
        running.finish()
    };
    let each = files.iter().map(|file| {
        if file.len() <= most {
            beside.next()
        } else {
            Some(alone(file))
        }
    });
    each.flatten().collect()
}

fn four_at_a_time(share: Share, files: &[&[u8]]) -> Vec<Finished> {
    match share {
        Share::Sha256 => fourfold::sha256(files)
            .iter()
            .map(|sha256| Finished::Sha256(hexadecimal(sha256)))
            .collect(),
        Share::Sha1Md5 => fourfold::sha1(files)
            .iter()
            .zip(fourfold::md5(files))
            .map(|(sha1, md5)| Finished::Sha1Md5 {
                sha1: hexadecimal(sha1),
                md5: hexadecimal(&md5),
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::self_test::digests;

    #[test]
    fn as_many_as_fit() {
        for (start, ends, count) in [
            (0, vec![], 0),
            (0, vec![0, 0, AT_ONCE, AT_ONCE], 4),
            (0, vec![1, AT_ONCE + 1, AT_ONCE + 2], 1),
            (7, vec![8, AT_ONCE + 7, AT_ONCE + 8], 2),
            (0, vec![AT_ONCE + 1], 0),
            // What contradicts itself is nothing.
            (9, vec![8, 10], 0),
            (u32::MAX, vec![u32::MAX], 1),
        ] {
            assert_eq!(together(start, ends.clone()), count, "{start} {ends:?}");
        }
    }

    #[test]
    fn each_file_gets_its_own_digests() {
        let bytes: Vec<u8> = (0..40_000_u32).map(|at| (at / 7).to_le_bytes()[0]).collect();
        for lengths in [
            vec![],
            vec![9],
            vec![0, 0, 0, 0, 0],
            vec![40_000, 3, 900, 64, 55, 56, 0, 7_000, 63],
            vec![3, 900, 40_000, 64, 39_999],
            (0..130).collect(),
        ] {
            let files: Vec<&[u8]> = lengths.iter().map(|length| &bytes[40_000 - length..]).collect();
            for share in [Share::Sha256, Share::Sha1Md5] {
                let expected: Vec<Finished> = files
                    .iter()
                    .map(|file| {
                        let digests = digests(&[file]);
                        match share {
                            Share::Sha256 => Finished::Sha256(digests.sha256),
                            Share::Sha1Md5 => Finished::Sha1Md5 {
                                sha1: digests.sha1,
                                md5: digests.md5,
                            },
                        }
                    })
                    .collect();
                assert_eq!(finish(share, &files), expected, "{lengths:?}");
            }
        }
    }
}
