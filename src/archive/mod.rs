//! What is in a ZIP file (and in what is one: JAR, APK, DOCX, wheels), from its directory alone.
//!
//! Nothing here reads: [`opening::Opening`] says which bytes it needs next. Names are texts and lead nowhere.

pub mod bounds;
pub mod check;
pub mod directory;
pub mod end;
pub mod message;
pub mod names;
pub mod opening;

use crate::untrusted::Untrusted;

/// The four bytes that a ZIP file begins with: of its first member, or of its end where it has none.
pub const BEGINNINGS: [[u8; 4]; 2] = [*b"PK\x03\x04", *b"PK\x05\x06"];

/// What the directory says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Archive {
    /// In the order of the directory.
    pub members: Vec<Member>,
    /// Bytes before the archive: the program of one that extracts itself.
    pub before: u64,
    /// Members share bytes: what a bomb is made of. None of them is read.
    pub overlapping: bool,
}

/// One file or folder of an archive, as the directory has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Member {
    pub name: Untrusted,
    pub is_folder: bool,
    pub method: Method,
    pub encryption: Encryption,
    /// Bytes in the archive.
    pub packed: u64,
    /// Bytes when unpacked, as the directory says.
    pub size: u64,
    pub crc: u32,
    /// By the clock of who packed it, in a zone that is not told: `2026-11-19 14:03`.
    pub modified: Option<String>,
    /// Its name says that it is an archive itself.
    pub is_archive: bool,
    /// Another member before it has the same name: programs differ in which of them they take.
    pub is_duplicate: bool,
    /// Where its header begins, from the start of the file.
    pub at: u64,
    /// As much as the header may say of itself besides.
    pub name_length: u16,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    Stored,
    Deflated,
    /// By its number.
    Other(u16),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encryption {
    None,
    /// The first one of ZIP.
    ZipCrypto,
    Aes,
    /// PKWARE's own, with the directory perhaps encrypted too.
    Strong,
}

/// Why an archive is not listed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// There is no directory at the end.
    NoDirectory,
    /// Only a part of an archive over several files.
    Several,
    /// The directory is not where the end says, or ends too soon.
    Damaged,
    /// More members than [`bounds::MEMBERS`], or a directory larger than [`bounds::DIRECTORY`].
    TooMany,
    /// The file gave fewer bytes than it had: it was changed or taken away.
    CutShort,
}

/// Why a member is not unpacked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Closed {
    Folder,
    Encrypted,
    /// Packed by a method that no browser unpacks.
    Method(u16),
    /// The archive's members share bytes.
    Overlapping,
    /// Said to be larger than [`bounds::MEMBER`].
    TooLarge,
    /// Said to be more than [`bounds::RATIO`] times as large as it is packed.
    Ratio,
    /// The sizes contradict each other.
    Contradiction,
}

impl Archive {
    /// Whether a member can be unpacked.
    pub fn is_open(&self, member: &Member) -> Result<(), Closed> {
        if member.is_folder {
            return Err(Closed::Folder);
        }
        if member.encryption != Encryption::None {
            return Err(Closed::Encrypted);
        }
        if self.overlapping {
            return Err(Closed::Overlapping);
        }
        match member.method {
            Method::Other(number) => Err(Closed::Method(number)),
            Method::Stored if member.packed != member.size => Err(Closed::Contradiction),
            Method::Stored | Method::Deflated => bounds::hold(member.packed, member.size),
        }
    }
}

/// A number of `bytes` from `at`, the lowest byte first, as ZIP has all of them.
fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn longer(bytes: &[u8], at: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(8)?)?;
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}
