//! A text cut into words that could be indicators: letters, digits and the signs inside names and addresses.

use std::ops::Range;

/// The next word at or behind a place.
pub fn next_token(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let start = at + rest.find(is_inside)?;
    let mut last: Option<char> = None;
    for (offset, sign) in text.get(start..)?.char_indices() {
        // Scripts without spaces stand directly beside a name.
        let breaks = last.is_some_and(|last| {
            is_dense(last) && sign.is_ascii_alphanumeric() || last.is_ascii_alphanumeric() && is_dense(sign)
        });
        if !is_inside(sign) || breaks {
            return Some(start..start + offset);
        }
        last = Some(sign);
    }
    Some(start..text.len())
}

/// A range without the punctuation at its ends.
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let token = text.get(range.clone()).unwrap_or_default();
    let cut = token.trim_end_matches(['.', '-', '_', ':']);
    // A name may begin with `_`, and so may emphasis that ends with it.
    let emphasised = token.get(cut.len()..).is_some_and(|end| end.contains('_'));
    let kept = if emphasised {
        cut.trim_start_matches(['.', '-', ':', '_'])
    } else {
        cut.trim_start_matches(['.', '-', ':'])
    };
    let start = range.start + cut.len() - kept.len();
    start..start + kept.len()
}

fn is_inside(sign: char) -> bool {
    if sign.is_ascii() {
        sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | '_' | ':')
    } else {
        is_letter(u32::from(sign))
    }
}

/// Whether a sign outside ASCII can stand in a name: all but spaces, punctuation, arrows, boxes and private signs.
pub fn is_letter(code: u32) -> bool {
    !matches!(code,
        0x80..=0xB6 | 0xB8..=0xBF | 0xD7 | 0xF7 | 0x2B9..=0x2FF | 0x37E | 0x387 | 0x589 | 0x5BE | 0x5F3 | 0x5F4 |
        0x60C | 0x61B | 0x61F | 0x66A..=0x66D | 0x6D4 | 0x964 | 0x965 | 0x1680 | 0x2000..=0x200B |
        0x200E..=0x206F | 0x20A0..=0x20CF | 0x2190..=0x2BFF | 0x3000..=0x3004 | 0x3007..=0x3020 | 0x3030 |
        0xE000..=0xF8FF | 0xFE00..=0xFE0F | 0xFE30..=0xFE6F | 0xFF01..=0xFF0F | 0xFF1A..=0xFF20 | 0xFF3B..=0xFF40
        | 0xFF5B..=0xFF65 | 0xFFE0..=0xFFFF | 0x1F000..=0x1FAFF | 0xE0000..=0x0010_FFFF)
}

/// Han, kana, hangul: written without spaces, or with endings that belong to the sentence.
fn is_dense(sign: char) -> bool {
    matches!(u32::from(sign),
        0x2E80..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF
        | 0xF900..=0xFAFF | 0xFF66..=0xFFDC | 0x20000..=0x3FFFF)
}
