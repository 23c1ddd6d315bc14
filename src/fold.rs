//! Lower case for seeking and sorting, without the 20 KB of tables that the whole of Unicode takes.

use std::ops::Range;

/// The text in lower case as far as Latin, Greek and Cyrillic letters go; other signs stay as they are.
pub fn fold(text: &str) -> String {
    text.chars().map(lower).collect()
}

/// Where a text holds another one that is folded already. Folding keeps the length of every sign, so that the place is
/// one of the text as it came.
pub fn find(text: &str, folded: &str) -> Option<Range<usize>> {
    let first = folded.chars().next()?;
    let holds = |at: usize| {
        let mut signs = text.get(at..).unwrap_or_default().chars();
        folded.chars().all(|wanted| signs.next().map(lower) == Some(wanted))
    };
    let mut starts = text.char_indices().filter(|(_, sign)| lower(*sign) == first);
    let (start, _) = starts.find(|(at, _)| holds(*at))?;
    Some(start..start + folded.len())
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
    fn what_is_found_is_a_place_of_the_text_as_it_came() {
        for (text, sought, found) in [
            ("C:\\Users\\ÄÖ\\Temp", "äö", Some("ÄÖ")),
            ("Загрузка.EXE", "загрузка.exe", Some("Загрузка.EXE")),
            ("😀 Ωmega", "ωme", Some("Ωme")),
            ("aab", "ab", Some("ab")),
            ("aaa", "ab", None),
            ("a", "ab", None),
            ("", "a", None),
            ("a", "", None),
        ] {
            let place = find(text, sought);
            assert_eq!(place.and_then(|place| text.get(place)), found, "{sought} in {text}");
        }
        for sign in (0..=0x10_FFFF).filter_map(char::from_u32) {
            assert_eq!(lower(sign).len_utf8(), sign.len_utf8(), "{sign:?}");
        }
    }

    #[test]
    fn other_signs_stay() {
        for text in ["", "文件", "😀", "ﬁ", "\u{202E}"] {
            assert_eq!(fold(text), text);
        }
    }
}
