//! A ZIP with one file in it, opened with its password: what the service analyses is the file inside.

use std::io::Read as _;

use flate2::Crc;
use flate2::read::DeflateDecoder;

/// Why it cannot be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Closed {
    NotAZip,
    NotOneFile,
    WrongPassword,
}

/// A file from inside.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct Inside {
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
}

const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const FILE: &[u8] = b"PK\x03\x04";
const ENCRYPTED: u16 = 1;
const DESCRIBED_LATER: u16 = 8;

/// Opens the one file in it. Only the old encryption is known, not AES.
pub(crate) fn open(zip: &[u8], password: &[u8]) -> Result<Inside, Closed> {
    let end = zip
        .windows(4)
        .rposition(|window| window == END)
        .ok_or(Closed::NotAZip)?;
    let short = |at: usize| number(zip, at, 2);
    let long = |at: usize| number(zip, at, 4);
    if short(end + 10)? != 1 {
        return Err(Closed::NotOneFile);
    }
    let entry = long(end + 16)?;
    if zip.get(entry..entry + 4) != Some(ENTRY) {
        return Err(Closed::NotAZip);
    }
    let flags = u16::try_from(short(entry + 8)?).unwrap_or_default();
    let (method, time, crc) = (short(entry + 10)?, short(entry + 12)?, long(entry + 16)?);
    let (length, name_length, file) = (long(entry + 20)?, short(entry + 28)?, long(entry + 42)?);
    let name = zip.get(entry + 46..entry + 46 + name_length).ok_or(Closed::NotAZip)?;
    if zip.get(file..file + 4) != Some(FILE) {
        return Err(Closed::NotAZip);
    }
    let data = file + 30 + short(file + 26)? + short(file + 28)?;
    let mut packed = zip.get(data..data + length).ok_or(Closed::NotAZip)?.to_vec();
    if flags & ENCRYPTED != 0 {
        packed = Keys::of(password).decrypted(&packed);
        let check = if flags & DESCRIBED_LATER == 0 {
            crc >> 24
        } else {
            time >> 8
        };
        if packed.get(11).copied().map(usize::from) != Some(check & 0xFF) {
            return Err(Closed::WrongPassword);
        }
        packed.drain(..12);
    }
    let mut content = Vec::new();
    match method {
        0 => content = packed,
        // Bytes that were decrypted with another password seldom unpack.
        8 => drop(
            DeflateDecoder::new(packed.as_slice())
                .read_to_end(&mut content)
                .map_err(|_| Closed::WrongPassword)?,
        ),
        _ => return Err(Closed::NotAZip),
    }
    let mut sum = Crc::new();
    sum.update(&content);
    if sum.sum() as usize != crc {
        return Err(Closed::WrongPassword);
    }
    Ok(Inside {
        name: String::from_utf8_lossy(name).into_owned(),
        content,
    })
}

fn number(zip: &[u8], at: usize, length: usize) -> Result<usize, Closed> {
    let bytes = zip.get(at..at + length).ok_or(Closed::NotAZip)?;
    Ok(bytes
        .iter()
        .rev()
        .fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

/// The three keys of the encryption that ZIP had first.
struct Keys(u32, u32, u32);

impl Keys {
    fn of(password: &[u8]) -> Self {
        let mut keys = Self(0x1234_5678, 0x2345_6789, 0x3456_7890);
        for byte in password {
            keys.update(*byte);
        }
        keys
    }

    fn update(&mut self, byte: u8) {
        self.0 = crc(self.0, byte);
        self.1 = self
            .1
            .wrapping_add(self.0 & 0xFF)
            .wrapping_mul(134_775_813)
            .wrapping_add(1);
        self.2 = crc(self.2, self.1.to_be_bytes()[0]);
    }

    fn decrypted(&mut self, bytes: &[u8]) -> Vec<u8> {
        bytes
            .iter()
            .map(|byte| {
                let key = self.2 | 2;
                let plain = byte ^ (key.wrapping_mul(key ^ 1) >> 8).to_le_bytes()[0];
                self.update(plain);
                plain
            })
            .collect()
    }
}

fn crc(sum: u32, byte: u8) -> u32 {
    (0..8).fold(sum ^ u32::from(byte), |sum, _| {
        if sum & 1 == 0 { sum >> 1 } else { sum >> 1 ^ 0xEDB8_8320 }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::locked;

    #[test]
    fn it_opens_with_its_password_alone() {
        let inside = open(&locked::zip(), locked::PASSWORD.as_bytes()).expect("the right password");
        assert_eq!(inside.name, locked::INSIDE);
        assert_eq!(inside.content, locked::content());
        for wrong in ["", "infecte", "Infected", "malware"] {
            assert_eq!(
                open(&locked::zip(), wrong.as_bytes()),
                Err(Closed::WrongPassword),
                "{wrong}"
            );
        }
    }

    #[test]
    fn what_is_no_zip_stays_closed() {
        let zip = locked::zip();
        for cut in [0, 4, 40, zip.len() - 4] {
            assert_eq!(open(&zip[..cut], b"infected"), Err(Closed::NotAZip), "{cut}");
        }
        let mut two = zip.clone();
        let end = two.len() - 22;
        two[end + 10] = 2;
        assert_eq!(open(&two, b"infected"), Err(Closed::NotOneFile));
    }
}
