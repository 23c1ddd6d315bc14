//! Percent-encoding, both ways and strictly.

/// Bytes that the escapes stand for; `None` where an escape is broken.
pub(crate) fn decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => hex(bytes.next()?)? << 4 | hex(bytes.next()?)?,
            other => other,
        });
    }
    Some(out)
}

/// As `decoded`, for text that must be UTF-8.
pub(crate) fn decoded_text(text: &str) -> Option<String> {
    String::from_utf8(decoded(text)?).ok()
}

/// The bytes that stand in `text` as escapes, without the others.
pub(crate) fn escaped(text: &str) -> Option<Vec<u8>> {
    let behind = text.split('%').skip(1);
    behind
        .map(|digits| {
            let mut digits = digits.bytes();
            Some(hex(digits.next()?)? << 4 | hex(digits.next()?)?)
        })
        .collect()
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// Appends `text`, escaping all but the unreserved characters and those in `also`.
pub(crate) fn encode_into(out: &mut String, text: &str, also: &[u8]) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || also.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(DIGITS[usize::from(byte >> 4)]));
            out.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_decodes_to_itself() {
        for text in ["", "plain", "a b/c\\d%e?f#g&h=i+j", "\0\n\u{7f}", "наука", "👾"] {
            let mut out = String::new();
            encode_into(&mut out, text, b"");
            assert!(
                out.is_ascii() && !out.contains(['/', '\\', '?', '#', '&', ' ']),
                "{out}"
            );
            assert_eq!(decoded_text(&out).as_deref(), Some(text));
        }
    }

    #[test]
    fn broken_escapes_are_none() {
        for text in ["%", "%2", "%zz", "%+1", "a%"] {
            assert_eq!(decoded(text), None, "{text}");
            assert_eq!(escaped(text), None, "{text}");
        }
        assert_eq!(decoded_text("%ff"), None);
        assert_eq!(escaped("a%2Fb%20%"), None);
        assert_eq!(escaped("a%2Fb%20"), Some(b"/ ".to_vec()));
    }
}
