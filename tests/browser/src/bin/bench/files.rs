//! The files that are hashed: made once, kept below `target/`.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use assay_browser::browser::workspace;
use assay_browser::samples::{Sample, noise};

const LARGE: u64 = 1 << 30;
const SMALL: u64 = 2000;
const SPARSE: usize = 10;

pub struct Files {
    /// One of 1 GiB, without a pattern.
    pub large: Vec<PathBuf>,
    /// 2,000 of 4 to 64 KiB.
    pub small: Vec<PathBuf>,
    /// Ten of 1 GiB that take no room on the disk: for what hashing holds in memory, not for its speed.
    pub sparse: Vec<PathBuf>,
}

impl Files {
    /// Makes the files that are not there yet.
    pub fn made() -> Self {
        let folder = workspace().join("target/bench-files");
        fs::create_dir_all(&folder).expect("the folder of the files can be made");
        let large = folder.join("large");
        write_large(&large);
        let small = (1..=SMALL)
            .map(|seed| {
                let path = folder.join(format!("small-{seed:04}"));
                let length = length_of(seed);
                if !is_made(&path, length) {
                    let content = noise(seed, usize::try_from(length).expect("at most 64 KiB"));
                    fs::write(&path, content).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                }
                path
            })
            .collect();
        let sparse = (0..SPARSE)
            .map(|at| Sample::sparse(&folder, &format!("sparse-{at}"), LARGE))
            .collect();
        Self {
            large: vec![large],
            small,
            sparse,
        }
    }
}

/// From 4 to 64 KiB, scattered.
fn length_of(seed: u64) -> u64 {
    const LEAST: u64 = 4 << 10;
    const MOST: u64 = 64 << 10;
    let scattered = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    LEAST + scattered % (MOST - LEAST + 1)
}

fn is_made(path: &Path, length: u64) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() == length)
}

/// The same noise over and over: no digest takes longer for what it has seen before.
fn write_large(path: &Path) {
    const PIECE: u64 = 16 << 20;
    if is_made(path, LARGE) {
        return;
    }
    let piece = noise(0, usize::try_from(PIECE).expect("16 MiB"));
    let written = File::create(path).and_then(|mut file| (0..LARGE / PIECE).try_for_each(|_| file.write_all(&piece)));
    written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}
