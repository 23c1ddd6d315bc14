//! Lower case for seeking and sorting, without the 20 KB of tables that the whole of Unicode takes.

/// The text in lower case as far as Latin, Greek and Cyrillic letters go; other signs stay as they are.
pub fn fold(text: &str) -> String {
    text.chars().map(lower).collect()
}

fn lower(sign: char) -> char {
    let code = u32::from(sign);
    let folded = match code {
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => code + 0x20,
        0x400..=0x40F => code + 0x50,
        // Latin Extended-A and the rest of Cyrillic come in pairs, the capital first.
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F => code | 1,
        0x139..=0x148 | 0x179..=0x17E | 0x4C1..=0x4CE => code + (code & 1),
        _ => code,
    };
    char::from_u32(folded).unwrap_or(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fold_as_unicode_has_it() {
        // Signs whose small form is longer, lies in another block or is not a letter of these scripts.
        let own_ways = [0x130, 0x178, 0x4C0];
        let scripts = (0..0x250).chain(0x391..0x3CF).chain(0x400..0x530);
        for code in scripts.filter(|code| !own_ways.contains(code) && !(0x180..0x250).contains(code)) {
            let Some(sign) = char::from_u32(code) else { continue };
            assert_eq!(fold(&sign.to_string()), sign.to_lowercase().to_string(), "U+{code:04X}");
        }
    }

    #[test]
    fn other_signs_stay() {
        for text in ["", "文件", "😀", "ﬁ", "\u{202E}"] {
            assert_eq!(fold(text), text);
        }
    }
}
