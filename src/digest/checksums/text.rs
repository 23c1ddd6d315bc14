//! The text of a list, whatever wrote it: UTF-8 with a mark or without, or UTF-16, which the `>` of Windows makes.

/// A longer file is no list that somebody made to be checked.
pub const AT_MOST: u64 = 32 << 20;

/// Of so many bytes at the start it is decided whether they are UTF-16 without a mark.
const LOOKED_AT: usize = 256;

/// The text; bytes that are none become U+FFFD.
pub fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ if zeros(bytes, 1) => wide(bytes, u16::from_le_bytes),
        _ if zeros(bytes, 0) => wide(bytes, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn wide(bytes: &[u8], read: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [one, other] => read([*one, *other]),
        _ => 0,
    });
    char::decode_utf16(units)
        .map(|sign| sign.unwrap_or('\u{FFFD}'))
        .collect()
}

/// Whether most of every second byte is zero and few others are: so looks Latin text in UTF-16.
fn zeros(bytes: &[u8], from: usize) -> bool {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let count = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    start.len() >= 4 && count(from) * 4 > start.len() && count(1 - from) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_gives_the_same_text() {
        let line = "9f86d081  отчёт a.txt\r\n";
        let units: Vec<u16> = line.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [
            line.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", line.as_bytes()].concat(),
            [b"\xFF\xFE", little.as_slice()].concat(),
            [b"\xFE\xFF", big.as_slice()].concat(),
            little,
            big,
        ] {
            assert_eq!(text(&bytes), line, "{bytes:02x?}");
        }
    }

    #[test]
    fn what_is_no_text_is_no_trouble() {
        for (bytes, read) in [
            (&b""[..], ""),
            (b"\xFF", "\u{FFFD}"),
            (b"\xFF\xFE", ""),
            (b"\xFF\xFEa", ""),
            (b"\xFF\xFE\x00\xD8", "\u{FFFD}"),
            (b"a\0b\0\0\0", "a\0b\0\0\0"),
        ] {
            assert_eq!(text(bytes), read, "{bytes:02x?}");
        }
    }
}
