//! Numbers of vulnerabilities in labels: `CVE-2017-11882`, `CVE_2017_11882`, `Cve201711882`.

/// The numbers in their usual spelling, and the label without them.
pub(super) fn taken_out(label: &str) -> (Vec<String>, String) {
    let mut found = Vec::new();
    let mut left = String::new();
    let mut rest = label;
    while let Some(sign) = rest.chars().next() {
        if let Some((number, after)) = at_start(rest) {
            found.push(number);
            left.push(' ');
            rest = after;
        } else {
            left.push(sign);
            rest = rest.get(sign.len_utf8()..).unwrap_or_default();
        }
    }
    (found, left)
}

/// Whether a text is such a number in its usual spelling.
pub(super) fn is_number(text: &str) -> bool {
    at_start(text).is_some_and(|(number, rest)| number == text && rest.is_empty())
}

fn at_start(text: &str) -> Option<(String, &str)> {
    let head = text.get(..3)?;
    if !head.eq_ignore_ascii_case("cve") {
        return None;
    }
    let (year, rest) = digits(unmarked(text.get(3..)?), 4)?;
    let (number, rest) = digits(unmarked(rest), 7)?;
    let this_century = year.starts_with("20") || year.starts_with("19");
    (this_century && year.len() == 4 && number.len() >= 4).then(|| (format!("CVE-{year}-{number}"), rest))
}

fn unmarked(text: &str) -> &str {
    text.strip_prefix(['-', '_', '.']).unwrap_or(text)
}

/// Up to `most` digits, and what follows.
fn digits(text: &str, most: usize) -> Option<(&str, &str)> {
    let count = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    text.split_at_checked(count).filter(|(digits, _)| !digits.is_empty())
}
