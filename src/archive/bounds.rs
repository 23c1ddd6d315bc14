//! How much an archive may ask of a browser.

use super::Closed;

/// Members that are listed at most: programs for phones have 50,000.
pub const MEMBERS: u64 = 200_000;

/// Bytes of a directory at most.
pub const DIRECTORY: u64 = 64 << 20;

/// Bytes of an unpacked member at most.
pub const MEMBER: u64 = 4 << 30;

/// How many times as large as it is packed a member may be. Deflate gets to 1,032 with nothing but zeros; logs and
/// tables get to 20, empty images of disks to 1,000, and they are no files to look up.
pub const RATIO: u64 = 250;

/// Smaller ones may be as dense as they are: they cost nothing.
pub const ALWAYS: u64 = 32 << 20;

/// Whether sizes are within the bounds.
pub fn hold(packed: u64, size: u64) -> Result<(), Closed> {
    if size > MEMBER {
        return Err(Closed::TooLarge);
    }
    if size > ALWAYS && size / RATIO > packed {
        return Err(Closed::Ratio);
    }
    Ok(())
}
