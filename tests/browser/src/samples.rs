//! Files to check: made on the disk, with the digests that other code than the page's own computes.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// A file on the disk.
#[derive(Clone, Debug)]
pub struct Sample {
    pub path: PathBuf,
    pub sha256: String,
    pub sha1: String,
    pub md5: String,
}

impl Sample {
    /// Writes the file and computes its digests.
    pub fn write(folder: &Path, name: &str, content: &[u8]) -> Self {
        let path = folder.join(name);
        std::fs::write(&path, content).unwrap_or_else(|error| panic!("{name:?} cannot be written: {error}"));
        Self::of(path)
    }

    /// A file that is full of holes: large for a reader, small on the disk.
    pub fn sparse(folder: &Path, name: &str, length: u64) -> PathBuf {
        let path = folder.join(name);
        let file = File::create(&path).expect("the file can be made");
        file.set_len(length).expect("the file can be that long");
        path
    }

    fn of(path: PathBuf) -> Self {
        let (mut sha256, mut sha1, mut md5) = (Sha256::new(), Sha1::new(), Md5::new());
        let mut file = File::open(&path).expect("the file opens");
        let mut piece = vec![0; 1 << 20];
        loop {
            let length = file.read(&mut piece).expect("the file can be read");
            if length == 0 {
                break;
            }
            sha256.update(&piece[..length]);
            sha1.update(&piece[..length]);
            md5.update(&piece[..length]);
        }
        Self {
            path,
            sha256: hex(&sha256.finalize()),
            sha1: hex(&sha1.finalize()),
            md5: hex(&md5.finalize()),
        }
    }
}

/// Bytes that follow no pattern a compressor or a search would find twice, the same for the same seed.
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed | 1;
    (0..length)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        })
        .collect()
}

/// Whether any run of `length` bytes of the file stands in the text.
pub fn leaks(file: &[u8], text: &[u8], length: usize) -> bool {
    let windows: std::collections::HashSet<&[u8]> = file.windows(length).collect();
    text.windows(length).any(|window| windows.contains(window))
}

/// Two digits a byte.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leak_is_found_and_nothing_is_no_leak() {
        let file = noise(7, 5_000);
        assert!(leaks(&file, &[b"before", &file[1_000..1_016], b"after"].concat(), 16));
        assert!(!leaks(&file, &[b"before", &file[1_000..1_015], b"after"].concat(), 16));
        assert!(!leaks(&file, b"", 16));
    }
}
