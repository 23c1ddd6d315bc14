//! The directory: one record a member.

use std::collections::BTreeSet;

use super::names::{field, is_archive, name};
use super::{Archive, Encryption, Member, Method, Refusal, long, longer, short};
use crate::untrusted::Untrusted;

const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;
const HEADER: &[u8] = b"PK\x03\x04";
/// A member's header without its name and fields.
pub const HEADER_LENGTH: u64 = 30;

/// Fields of a member: sizes that have no room elsewhere, and the method behind AES.
const WIDE: u16 = 1;
const AES: u16 = 0x9901;
/// The method that stands for AES.
const AES_METHOD: u16 = 99;

/// Flags.
const ENCRYPTED: u16 = 1;
const STRONG: u16 = 1 << 6;
const UTF8: u16 = 1 << 11;
const MASKED: u16 = 1 << 13;

/// Reads the directory, which begins at `start` of the file; the archive itself begins `before` bytes from its start.
pub(super) fn read(mut bytes: &[u8], members: u64, before: u64, start: u64) -> Result<Archive, Refusal> {
    let mut archive = Archive {
        members: Vec::new(),
        before,
        overlapping: false,
    };
    let mut seen = BTreeSet::new();
    for _ in 0..members {
        let (mut member, rest) = entry(bytes, before).ok_or(Refusal::Damaged)?;
        // A member behind the directory is none.
        if member.at.checked_add(HEADER_LENGTH).is_none_or(|end| end > start) {
            return Err(Refusal::Damaged);
        }
        member.is_duplicate = !seen.insert(member.name.raw().to_owned());
        archive.members.push(member);
        bytes = rest;
    }
    archive.overlapping = overlap(&archive.members, start);
    Ok(archive)
}

pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(ENTRY)
}

/// A member, and the bytes behind its record.
fn entry(bytes: &[u8], before: u64) -> Option<(Member, &[u8])> {
    if !bytes.starts_with(ENTRY) {
        return None;
    }
    let (made_by, flags, method) = (short(bytes, 4)?, short(bytes, 8)?, short(bytes, 10)?);
    let (time, date, crc) = (short(bytes, 12)?, short(bytes, 14)?, long(bytes, 16)?);
    let name_length = short(bytes, 28)?;
    let (extra_length, comment_length) = (short(bytes, 30)?, short(bytes, 32)?);
    let attributes = long(bytes, 38)?;
    let name_end = ENTRY_LENGTH + usize::from(name_length);
    let extra_end = name_end + usize::from(extra_length);
    let extra = bytes.get(name_end..extra_end)?;
    let rest = bytes.get(extra_end + usize::from(comment_length)..)?;
    let name = name(bytes.get(ENTRY_LENGTH..name_end)?, flags & UTF8 != 0, extra);

    // Of the wide numbers only those are there that had no room, in this order.
    let mut wide = field(extra, WIDE).unwrap_or_default();
    let mut widened = |narrow: u32| -> Option<u64> {
        if narrow != u32::MAX {
            return Some(u64::from(narrow));
        }
        let Some(number) = longer(wide, 0) else {
            return Some(u64::from(narrow));
        };
        wide = wide.get(8..)?;
        Some(number)
    };
    let size = widened(long(bytes, 24)?)?;
    let packed = widened(long(bytes, 20)?)?;
    let offset = widened(long(bytes, 42)?)?;

    let encryption = encryption(flags, method);
    let behind = || field(extra, AES).and_then(|field| short(field, 5));
    let method = match method {
        AES_METHOD => behind().unwrap_or(AES_METHOD),
        other => other,
    };
    // DOS and Windows mark folders in an attribute, all others end their names so.
    let is_marked = matches!(made_by >> 8, 0 | 10 | 11 | 14) && attributes & 0x10 != 0;
    let is_folder = name.ends_with('/') || name.ends_with('\\') || is_marked;
    let member = Member {
        is_folder,
        method: match method {
            0 => Method::Stored,
            8 => Method::Deflated,
            other => Method::Other(other),
        },
        encryption,
        packed,
        size,
        crc,
        modified: modified(date, time),
        is_archive: !is_folder && is_archive(&name),
        is_duplicate: false,
        at: before.checked_add(offset)?,
        name_length,
        name: Untrusted::new(name),
    };
    Some((member, rest))
}

fn encryption(flags: u16, method: u16) -> Encryption {
    if method == AES_METHOD {
        return Encryption::Aes;
    }
    if flags & (STRONG | MASKED) != 0 {
        return Encryption::Strong;
    }
    if flags & ENCRYPTED != 0 {
        return Encryption::ZipCrypto;
    }
    Encryption::None
}

/// The date of DOS: in steps of two seconds since 1980; none where it is no date.
fn modified(date: u16, time: u16) -> Option<String> {
    let (year, month, day) = (1980 + (date >> 9), date >> 5 & 15, date & 31);
    let (hour, minute) = (time >> 11, time >> 5 & 63);
    let is_date = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60;
    // The first day there is stands for none.
    let is_told = (date, time) != (0x21, 0);
    (is_date && is_told).then(|| format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"))
}

/// Whether two members share bytes, or one reaches into the directory.
fn overlap(members: &[Member], directory: u64) -> bool {
    let mut places: Vec<(u64, u64)> = members
        .iter()
        .map(|member| {
            let data = member.at.saturating_add(HEADER_LENGTH + u64::from(member.name_length));
            (member.at, data.saturating_add(member.packed))
        })
        .collect();
    places.sort_unstable();
    let mut free = 0;
    places.into_iter().any(|(from, to)| {
        let shares = from < free || to > directory;
        free = to;
        shares
    })
}

/// Where the packed bytes of a member lie, from what its header says, which begins at `member.at`; none where that
/// contradicts the directory. `end` is that of the file.
pub fn place(member: &Member, header: &[u8], end: u64) -> Option<(u64, u64)> {
    let method = match member.method {
        Method::Stored => 0,
        Method::Deflated => 8,
        Method::Other(number) => number,
    };
    if !header.starts_with(HEADER) || short(header, 8)? != method || short(header, 6)? & ENCRYPTED != 0 {
        return None;
    }
    let named = HEADER_LENGTH + u64::from(short(header, 26)?) + u64::from(short(header, 28)?);
    let from = member.at.checked_add(named)?;
    let to = from.checked_add(member.packed)?;
    (to <= end).then_some((from, to))
}
