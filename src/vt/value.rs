//! One value of an answer, read leniently: what does not read as what is wanted is none, never a zero or a failure.

use serde_json::Value;

use crate::untrusted::Untrusted;

/// A text with something in it; numbers and truth values count as what they read as.
pub fn text(value: &Value) -> Option<Untrusted> {
    match value {
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(Untrusted::new(text.as_str())),
        Value::Number(number) => Some(Untrusted::new(number.to_string())),
        Value::Bool(truth) => Some(Untrusted::new(truth.to_string())),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The id of an object. Old answers have numbers where new ones have texts.
pub fn id(value: &Value) -> Option<String> {
    match value {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A finite number, also where it came as a text.
pub fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => float(number.as_str()),
        Value::String(text) => float(text.trim()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Reads `-12.5e3`, to the last digit or the one before it: what is read here is drawn with two places. The standard
/// library reads exactly and brings 15 KB of tables into the page.
#[expect(clippy::cast_precision_loss, reason = "a float has no more digits to keep")]
fn float(text: &str) -> Option<f64> {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (negative, mantissa) = mantissa
        .strip_prefix('-')
        .map_or((false, mantissa), |rest| (true, rest));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let mut exponent: i32 = exponent.parse().ok()?;
    if (whole.is_empty() && fraction.is_empty()) || text.len() > 400 {
        return None;
    }
    let mut digits = 0_u64;
    for (at, digit) in whole.bytes().chain(fraction.bytes()).enumerate() {
        if !digit.is_ascii_digit() {
            return None;
        }
        let behind_the_point = at >= whole.len();
        if digits < u64::MAX / 100 {
            digits = digits * 10 + u64::from(digit - b'0');
            exponent = exponent.saturating_sub(i32::from(behind_the_point));
        } else {
            exponent = exponent.saturating_add(i32::from(!behind_the_point));
        }
    }
    let power = 10_f64.powi(exponent.saturating_abs().min(400));
    let size = if exponent < 0 {
        digits as f64 / power
    } else {
        digits as f64 * power
    };
    let number = if negative { -size } else { size };
    (digits == 0 || number.is_finite()).then_some(if digits == 0 { 0.0 } else { number })
}

/// A whole number that is not negative; anything else is unknown, never zero.
pub fn count(value: &Value) -> Option<u64> {
    let exact = match value {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.trim().parse().ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked in the line above the cast"
    )]
    exact.or_else(|| {
        number(value)
            .filter(|number| number.fract() == 0.0 && (0.0..9.0e15).contains(number))
            .map(|number| number as u64)
    })
}

/// Unix seconds; a fraction of a second is dropped.
pub fn time(value: &Value) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range is checked in the line above the cast"
    )]
    number(value)
        .filter(|number| number.abs() < 9.0e15)
        .map(|number| number as i64)
}

/// The entries of a list, none where it is no list.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::float;

    #[test]
    fn numbers_are_read_as_the_standard_library_reads_them() {
        for text in [
            "0",
            "7",
            "-1",
            "1.5",
            "7.999999",
            "2.5796501636505127",
            "-0.001",
            "22468.21",
            "1e3",
            "1.25E-7",
            "1e308",
            "18446744073709551616",
            "123456789012345678901234567890",
            "0.000000000000000000000000000001",
            ".5",
            "5.",
        ] {
            let (ours, theirs): (f64, f64) = (float(text).unwrap(), text.parse().unwrap());
            assert!((ours - theirs).abs() <= theirs.abs() * 1e-15, "{text}: {ours} {theirs}");
        }
    }

    #[test]
    fn what_is_no_finite_number_is_none() {
        for text in [
            "",
            ".",
            "-",
            "e5",
            "1e400",
            "NaN",
            "inf",
            "1 2",
            "0x10",
            "1.2.3",
            "--1",
            "1e",
            "1e99999999999",
            "٣",
        ] {
            assert_eq!(float(text), None, "{text}");
        }
    }
}
