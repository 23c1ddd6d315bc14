//! Percent-encoding, in paths, queries and forms.

use std::fmt::Write as _;

/// `%41` and, in queries and forms, `+` undone; what is no UTF-8 then is replaced.
pub(crate) fn decoded(text: &str, plus_is_space: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, more @ ..] = rest {
        rest = more;
        match (*first, more) {
            (b'%', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(nibble(*high) << 4 | nibble(*low));
                rest = after;
            }
            (b'+', _) if plus_is_space => bytes.push(b' '),
            (byte, _) => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn nibble(digit: u8) -> u8 {
    match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'f' => digit - b'a' + 10,
        _ => digit.saturating_sub(b'A') + 10,
    }
}

/// Everything but unreserved signs encoded, as in the value of a query.
pub(crate) fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// The same for a part of a path, where some more may stand as they are.
pub(crate) fn encoded_part(text: &str) -> String {
    encoded(text).replace("%3A", ":").replace("%3D", "=")
}

/// `a=1&b=2`, in order; a name without `=` has an empty value.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decoded(name, true), decoded(value, true))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_takes_what_is_there() {
        for (text, plain, form) in [
            ("a%20b+c", "a b+c", "a b c"),
            ("%D1%8F%zz%4", "я%zz%4", "я%zz%4"),
            ("%ff", "\u{FFFD}", "\u{FFFD}"),
            ("", "", ""),
        ] {
            assert_eq!((decoded(text, false), decoded(text, true)), (plain.into(), form.into()));
        }
    }

    #[test]
    fn encoding_is_undone_by_decoding() {
        let all: String = (' '..='~').chain("яé\n\u{0}".chars()).collect();
        assert_eq!(decoded(&encoded(&all), true), all);
        assert_eq!(encoded("-_=="), "-_%3D%3D");
    }

    #[test]
    fn pairs_keep_their_order() {
        let expected: Vec<(String, String)> = vec![("b".into(), "1=2".into()), ("a".into(), String::new())];
        assert_eq!(pairs("b=1=2&&a"), expected);
    }
}
