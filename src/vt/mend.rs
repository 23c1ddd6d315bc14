//! Mends JSON that browsers take and `serde_json` refuses: halves of surrogate pairs, written as escapes.

use std::borrow::Cow;

/// Turns every unpaired `\uD800`…`\uDFFF` into `\uFFFD`. Borrows where there is none.
///
/// One name with half a character in it would otherwise cost the whole report.
pub fn mend(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|&byte| byte == b'\\'))
    {
        at += found;
        match unit(bytes, at) {
            Some(0xD800..=0xDBFF) if matches!(unit(bytes, at + 6), Some(0xDC00..=0xDFFF)) => at += 12,
            Some(0xD800..=0xDFFF) => {
                out.push_str(&text[kept..at]);
                out.push_str("\\uFFFD");
                at += 6;
                kept = at;
            }
            // The escaped sign goes with its backslash, so that `\\ud800` is left alone.
            Some(_) | None => at += 2,
        }
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[kept..]);
    Cow::Owned(out)
}

/// The code unit that is escaped at `at`, if one is.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, &digit| {
        let value = char::from(digit).to_digit(16)?;
        u16::try_from(value).ok().map(|value| unit << 4 | value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_become_the_replacement_sign_and_pairs_stay() {
        for (text, mended) in [
            ("", ""),
            (r#""plain""#, r#""plain""#),
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""\uD83D\uDE00""#, r#""\uD83D\uDE00""#),
            (r#""\ud800""#, r#""\uFFFD""#),
            (r#""\udc00""#, r#""\uFFFD""#),
            (r#""\ud800\ud800""#, r#""\uFFFD\uFFFD""#),
            (r#""\ud800\ud83d\ude00""#, r#""\uFFFD\ud83d\ude00""#),
            (r#""\ud800\n""#, r#""\uFFFD\n""#),
            (r#""\ud800x\udc00""#, r#""\uFFFDx\uFFFD""#),
            (r#""\\ud800""#, r#""\\ud800""#),
            (r#""\\\ud800""#, r#""\\\uFFFD""#),
            (r#""é\ud800é""#, r#""é\uFFFDé""#),
            (r#""\ud8"#, r#""\ud8"#),
            (r"\", r"\"),
            (r#""\u00e9\"\ud800""#, r#""\u00e9\"\uFFFD""#),
        ] {
            assert_eq!(mend(text), mended, "{text}");
        }
        assert!(matches!(mend(r#"{"a":"\ud83d\ude00"}"#), Cow::Borrowed(_)));
    }

    #[test]
    fn cut_anywhere_it_holds() {
        let text = r#"{"é":"\ud800\\\udc00\ud83d\ude00"}"#;
        for at in (0..text.len()).filter(|&at| text.is_char_boundary(at)) {
            let _ = mend(&text[..at]);
        }
    }
}
