//! The files that are hashed: made once, without a pattern, kept below `target/`.

use std::fs;
use std::path::{Path, PathBuf};

use assay_browser::browser::workspace;
use assay_browser::samples::noise;

const LARGE: usize = 256 << 20;
const SMALL: u64 = 2000;

pub struct Files {
    pub large: Vec<PathBuf>,
    pub small: Vec<PathBuf>,
}

impl Files {
    /// Makes the files that are not there yet.
    pub fn made() -> Self {
        let folder = workspace().join("target/bench-files");
        fs::create_dir_all(&folder).expect("the folder of the files can be made");
        let large = folder.join("large");
        write_once(&large, 0, LARGE);
        let small = (1..=SMALL)
            .map(|seed| {
                let path = folder.join(format!("small-{seed:04}"));
                write_once(&path, seed, length_of(seed));
                path
            })
            .collect();
        Self {
            large: vec![large],
            small,
        }
    }
}

/// From 4 to 64 KiB, scattered.
fn length_of(seed: u64) -> usize {
    const LEAST: u64 = 4 << 10;
    const MOST: u64 = 64 << 10;
    let scattered = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    usize::try_from(LEAST + scattered % (MOST - LEAST + 1)).expect("at most 64 KiB")
}

fn write_once(path: &Path, seed: u64, length: usize) {
    let there = fs::metadata(path).is_ok_and(|file| file.len() == length as u64);
    if !there {
        fs::write(path, noise(seed, length)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
}
