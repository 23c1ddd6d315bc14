//! The end of an archive: where its directory is. Two records, the second for what the first has no room for.

use super::{Refusal, bounds, long, longer, short};

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const LOCATOR: &[u8] = b"PK\x06\x07";
const LOCATOR_LENGTH: usize = 20;
const WIDE: &[u8] = b"PK\x06\x06";
/// The part of the wide record that is read.
pub(super) const WIDE_LENGTH: u64 = 56;

/// The end may be followed by a comment of 65,535 bytes, and preceded by the locator of the wide record.
pub const TAIL: u64 = 65_535 + 22 + 20;

/// Where the directory is said to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct End {
    pub(super) members: u64,
    pub(super) length: u64,
    /// From the start of the archive, which need not be that of the file.
    pub(super) offset: u64,
    /// Where the record itself begins, from the start of the file: the directory lies before it.
    pub(super) at: u64,
}

/// What the tail of a file says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tail {
    Here(End),
    /// The wide record is at `offset` from the start of the archive; where bytes stand before that, right before `at`.
    Wide {
        offset: u64,
        at: u64,
    },
}

/// Reads the tail of a file; `start` is where it begins.
pub(super) fn tail(bytes: &[u8], start: u64) -> Result<Tail, Refusal> {
    let at = find(bytes).ok_or(Refusal::NoDirectory)?;
    let record = bytes.get(at..).ok_or(Refusal::Damaged)?;
    let number = |place| short(record, place).ok_or(Refusal::Damaged);
    let (disk, first, here, all) = (number(4)?, number(6)?, number(8)?, number(10)?);
    let length = long(record, 12).ok_or(Refusal::Damaged)?;
    let offset = long(record, 16).ok_or(Refusal::Damaged)?;
    let locator = at
        .checked_sub(LOCATOR_LENGTH)
        .and_then(|from| bytes.get(from..at))
        .filter(|locator| locator.starts_with(LOCATOR));
    let place = start + at as u64;
    let is_full = [disk, first, here, all].contains(&u16::MAX) || [length, offset].contains(&u32::MAX);
    if let (true, Some(locator)) = (is_full, locator) {
        if long(locator, 16).ok_or(Refusal::Damaged)? > 1 {
            return Err(Refusal::Several);
        }
        return Ok(Tail::Wide {
            offset: longer(locator, 8).ok_or(Refusal::Damaged)?,
            at: place.saturating_sub(LOCATOR_LENGTH as u64),
        });
    }
    if disk != 0 || first != 0 || here != all {
        return Err(Refusal::Several);
    }
    Ok(Tail::Here(End {
        members: u64::from(all),
        length: u64::from(length),
        offset: u64::from(offset),
        at: place,
    }))
}

/// The last place where an end can begin: one whose comment ends with the file before one that more bytes follow.
fn find(bytes: &[u8]) -> Option<usize> {
    let mut followed = None;
    for at in (0..=bytes.len().checked_sub(END_LENGTH)?).rev() {
        let Some(record) = bytes.get(at..).filter(|record| record.starts_with(END)) else {
            continue;
        };
        let end = END_LENGTH + usize::from(short(record, 20)?);
        if end == record.len() {
            return Some(at);
        }
        if end < record.len() && followed.is_none() {
            followed = Some(at);
        }
    }
    followed
}

/// Reads the wide record, which begins at `at`; none where something else stands there.
pub(super) fn wide(record: &[u8], at: u64) -> Option<Result<End, Refusal>> {
    if !record.starts_with(WIDE) {
        return None;
    }
    let end = End {
        members: longer(record, 32)?,
        length: longer(record, 40)?,
        offset: longer(record, 48)?,
        at,
    };
    let alone = long(record, 16)? == 0 && long(record, 20)? == 0 && longer(record, 24)? == end.members;
    Some(if alone { Ok(end) } else { Err(Refusal::Several) })
}

impl End {
    /// Whether a directory can be so.
    pub(super) fn check(self) -> Result<Self, Refusal> {
        if self.members > bounds::MEMBERS || self.length > bounds::DIRECTORY {
            return Err(Refusal::TooMany);
        }
        // Each member takes 46 bytes and a name.
        if self.length > self.at || self.members.saturating_mul(46) > self.length {
            return Err(Refusal::Damaged);
        }
        Ok(self)
    }
}
