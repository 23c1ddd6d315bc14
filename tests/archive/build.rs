//! Writes archives, right and wrong ones.

/// A member as it is written.
#[derive(Clone)]
pub struct Part {
    pub name: Vec<u8>,
    pub flags: u16,
    pub method: u16,
    pub packed: Vec<u8>,
    pub size: u64,
    pub crc: u32,
    pub extra: Vec<u8>,
    /// Sizes and place are written into the wide field.
    pub wide: bool,
    /// Sizes and check sum stand behind the bytes, and nothing of them before.
    pub described: bool,
}

pub fn stored(name: &str, content: &[u8]) -> Part {
    Part {
        name: name.as_bytes().to_vec(),
        flags: 0,
        method: 0,
        packed: content.to_vec(),
        size: content.len() as u64,
        crc: crc(content),
        extra: Vec::new(),
        wide: false,
        described: false,
    }
}

/// The check sum, bit by bit.
pub fn crc(content: &[u8]) -> u32 {
    !content.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 0 { sum >> 1 } else { sum >> 1 ^ 0xEDB8_8320 }
        })
    })
}

/// A whole archive and what can be told about it.
#[derive(Default)]
pub struct Whole {
    pub before: Vec<u8>,
    pub comment: Vec<u8>,
    pub wide: bool,
    /// Between the members and the directory, as signed programs have it.
    pub between: Vec<u8>,
}

fn cut(number: u64, wide: bool) -> u32 {
    if wide {
        u32::MAX
    } else {
        u32::try_from(number).unwrap_or(u32::MAX)
    }
}

fn length(bytes: &[u8]) -> [u8; 2] {
    u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_le_bytes()
}

impl Whole {
    pub fn of(&self, parts: &[Part]) -> Vec<u8> {
        let (mut out, mut directory) = (self.before.clone(), Vec::new());
        for part in parts {
            let offset = (out.len() - self.before.len()) as u64;
            let flags = part.flags | if part.described { 8 } else { 0 };
            let known = u32::from(!part.described);
            let common = |to: &mut Vec<u8>| {
                to.extend(flags.to_le_bytes());
                to.extend(part.method.to_le_bytes());
                // 2026-11-19 14:03
                to.extend(0x7060_u16.to_le_bytes());
                to.extend(0x5D73_u16.to_le_bytes());
            };
            let mut extra = part.extra.clone();
            if part.wide {
                extra.extend([1, 0, 24, 0]);
                extra.extend(part.size.to_le_bytes());
                extra.extend((part.packed.len() as u64).to_le_bytes());
                extra.extend(offset.to_le_bytes());
            }
            out.extend(b"PK\x03\x04\x14\0");
            common(&mut out);
            out.extend((part.crc * known).to_le_bytes());
            out.extend((cut(part.packed.len() as u64, part.wide) * known).to_le_bytes());
            out.extend((cut(part.size, part.wide) * known).to_le_bytes());
            out.extend(length(&part.name));
            out.extend(length(&extra));
            out.extend(&part.name);
            out.extend(&extra);
            out.extend(&part.packed);
            if part.described {
                out.extend(b"PK\x07\x08");
                out.extend(part.crc.to_le_bytes());
                out.extend(cut(part.packed.len() as u64, false).to_le_bytes());
                out.extend(cut(part.size, false).to_le_bytes());
            }
            directory.extend(b"PK\x01\x02\x14\x03\x14\0");
            common(&mut directory);
            directory.extend(part.crc.to_le_bytes());
            directory.extend(cut(part.packed.len() as u64, part.wide).to_le_bytes());
            directory.extend(cut(part.size, part.wide).to_le_bytes());
            directory.extend(length(&part.name));
            directory.extend(length(&extra));
            directory.extend([0; 10]);
            directory.extend(cut(offset, part.wide).to_le_bytes());
            directory.extend(&part.name);
            directory.extend(&extra);
        }
        out.extend(&self.between);
        let start = (out.len() - self.before.len()) as u64;
        out.extend(&directory);
        let count = parts.len() as u64;
        if self.wide {
            let at = (out.len() - self.before.len()) as u64;
            out.extend(b"PK\x06\x06");
            out.extend(44_u64.to_le_bytes());
            out.extend([45, 0, 45, 0]);
            out.extend([0; 8]);
            out.extend(count.to_le_bytes());
            out.extend(count.to_le_bytes());
            out.extend((directory.len() as u64).to_le_bytes());
            out.extend(start.to_le_bytes());
            out.extend(b"PK\x06\x07\0\0\0\0");
            out.extend(at.to_le_bytes());
            out.extend(1_u32.to_le_bytes());
        }
        let count = if self.wide {
            u16::MAX
        } else {
            u16::try_from(count).unwrap_or(u16::MAX)
        };
        out.extend(b"PK\x05\x06\0\0\0\0");
        out.extend(count.to_le_bytes());
        out.extend(count.to_le_bytes());
        out.extend(cut(directory.len() as u64, self.wide).to_le_bytes());
        out.extend(cut(start, self.wide).to_le_bytes());
        out.extend(length(&self.comment));
        out.extend(&self.comment);
        out
    }
}
