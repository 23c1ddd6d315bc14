//! What cells are ordered by: numbers by their size, names by letters and the numbers in them, good and bad by how bad.

use std::cmp::Ordering;

use crate::fold::fold;
use crate::report::details::Cell;
use crate::report::reasons::Tone;
use crate::words::Words;

/// The place of a cell among others of its column.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Key {
    /// In thousandths.
    Number(i128),
    Text(Natural),
    /// The better before the worse.
    Grade(u8, Natural),
}

/// Letters in any case; digits by the number that they make: `a9` comes before `A10`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Natural(String);

/// A number of more digits is a name.
const DIGITS_AT_MOST: usize = 20;

impl Key {
    /// None for a cell with nothing in it. In a column that is not `numeric`, others' `1.10` is a version.
    pub fn of(cell: &Cell, numeric: bool, words: Words) -> Option<Self> {
        let grade = |tone, text: &str| Some(Self::Grade(rank(tone), Natural::new(text)));
        match cell {
            Cell::Empty => None,
            Cell::Time(when) => Some(Self::Number(i128::from(when.unix) * 1_000)),
            Cell::State(tone, text) => grade(*tone, text),
            Cell::OutsideState(tone, text) => grade(*tone, text.raw()),
            Cell::Ours(text) | Cell::Bar { text, .. } => Self::of_text(text, true, words),
            Cell::Outside(_) | Cell::Copy(_) | Cell::Chips(_) | Cell::Subject(..) => {
                Self::of_text(&cell.text(), numeric, words)
            }
        }
    }

    fn of_text(text: &str, numeric: bool, words: Words) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let number = hexadecimal(text).or_else(|| numeric.then(|| written(text, words)).flatten());
        Some(number.map_or_else(|| Self::Text(Natural::new(text)), Self::Number))
    }
}

fn rank(tone: Tone) -> u8 {
    match tone {
        Tone::Good => 0,
        Tone::Plain => 1,
        Tone::Warn => 2,
        Tone::Bad => 3,
    }
}

/// `0x1f40`.
fn hexadecimal(text: &str) -> Option<i128> {
    let digits = text.strip_prefix("0x")?;
    (digits.len() <= 16).then_some(())?;
    u64::from_str_radix(digits, 16)
        .ok()
        .map(|number| i128::from(number) * 1_000)
}

/// `-1,234.5`, `12 %`, `1.2 MB`, `1.2 MB (1,234,567 bytes)` as the language writes them.
fn written(text: &str, words: Words) -> Option<i128> {
    let units = words.report.units;
    // The exact number, where there is one.
    if let Some((rounded, exact)) = text.strip_suffix(')').and_then(|text| text.split_once(" (")) {
        return written(rounded, words).and_then(|_| written(exact, words));
    }
    let (minus, text) = text.strip_prefix(['-', '−']).map_or((false, text), |text| (true, text));
    let is_part = |sign: char| sign.is_ascii_digit() || sign == units.thousands || sign == units.decimal || sign == '.';
    // A blank that cannot break also stands before a unit.
    let end = text.find(|sign| !is_part(sign)).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let number = number.trim_end_matches(units.thousands);
    let unit = unit.trim();
    let scale = if unit.is_empty() || unit == "%" {
        0
    } else if let Some(power) = units.sizes.iter().position(|known| *known == unit) {
        power
    } else {
        is_pieces(unit, words).then_some(0)?
    };
    let (whole, fraction) = number
        .split_once(units.decimal)
        .or_else(|| number.split_once('.'))
        .unwrap_or((number, ""));
    let whole: String = whole.chars().filter(|sign| *sign != units.thousands).collect();
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > DIGITS_AT_MOST || !digits(&whole) || !digits(fraction) {
        return None;
    }
    let mut thousandths = fraction
        .bytes()
        .chain([b'0'; 3])
        .take(3)
        .map(|byte| i128::from(byte - b'0'));
    let mut next = || thousandths.next().unwrap_or(0);
    let small = next() * 100 + next() * 10 + next();
    let size = (whole.parse::<i128>().ok()? * 1_000 + small) * 1_000_i128.checked_pow(u32::try_from(scale).ok()?)?;
    Some(if minus { -size } else { size })
}

/// Bytes in each of their forms.
fn is_pieces(unit: &str, words: Words) -> bool {
    [1, 2, 5]
        .into_iter()
        .any(|count| (words.report.units.bytes)(count, "").trim() == unit)
}

impl Natural {
    pub fn new(text: &str) -> Self {
        Self(fold(text))
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut one, mut two) = (self.0.as_str(), other.0.as_str());
        loop {
            let (text, rest) = split(one, |byte| !byte.is_ascii_digit());
            let (other_text, other_rest) = split(two, |byte| !byte.is_ascii_digit());
            let (number, rest) = split(rest, |byte| byte.is_ascii_digit());
            let (other_number, other_rest) = split(other_rest, |byte| byte.is_ascii_digit());
            let bare = |number: &str| number.trim_start_matches('0').len();
            let order = text
                .cmp(other_text)
                .then_with(|| bare(number).cmp(&bare(other_number)))
                .then_with(|| number.trim_start_matches('0').cmp(other_number.trim_start_matches('0')));
            if order != Ordering::Equal {
                return order;
            }
            if rest.is_empty() && other_rest.is_empty() {
                // `a07` and `a7` are two names.
                return self.0.cmp(&other.0);
            }
            (one, two) = (rest, other_rest);
        }
    }
}

/// What begins with signs of a kind, and the rest.
fn split(text: &str, is: impl Fn(u8) -> bool) -> (&str, &str) {
    let end = text.bytes().position(|byte| !is(byte)).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::units;
    use crate::untrusted::Untrusted;
    use crate::words::Language;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for language in Language::ALL {
            let words = Words::of(language);
            for (text, thousandths) in [
                (units::count(1_234_567, words), 1_234_567_000),
                (units::count(7, words), 7_000),
                (units::decimal(-3.25, 2, words), -3_250),
                (units::decimal(0.005, 3, words), 5),
                (units::size(999, words), 999_000),
                (units::size(1, words), 1_000),
                (units::size(22, words), 22_000),
                (units::size(1_234_567, words), 1_200_000_000),
                (units::size_exact(1_234_567, words), 1_234_567_000),
                (units::size_exact(1_003, words), 1_003_000),
                ("0x1f40".to_owned(), 8_000_000),
                ("12.5 %".to_owned(), 12_500),
                ("50%".to_owned(), 50_000),
            ] {
                let key = Key::of_text(&text, true, words);
                assert_eq!(key, Some(Key::Number(thousandths)), "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_number_is_a_name() {
        let words = Words::of(Language::English);
        for text in [
            "192.0.2.1",
            "7zip",
            ".text",
            "-",
            "12 of 60",
            "1 2",
            "0xzz",
            "(7)",
            "x (7 bytes)",
            "99999999999999999999999",
            "٣",
        ] {
            let key = Key::of_text(text, true, words);
            assert!(matches!(key, Some(Key::Text(_))), "{text}: {key:?}");
        }
        assert_eq!(Key::of_text("  ", true, words), None);
        let version = |text: &str| Key::of(&Cell::Outside(Untrusted::new(text)), false, words);
        assert!(version("1.9") < version("1.10"));
        assert!(version("0x9") < version("0x10"));
    }

    #[test]
    fn names_stand_as_people_count() {
        let ordered = [
            "", "9.0.0.1", "10.0.0.1", "a", "A2", "a07", "a7", "a10", "a10b", "B", "я",
        ];
        for pair in ordered.windows(2) {
            let (one, two) = (Natural::new(pair[0]), Natural::new(pair[1]));
            assert!(one < two, "{pair:?}");
            assert!(two > one, "{pair:?}");
        }
    }

    #[test]
    fn what_is_worse_comes_last() {
        let words = Words::of(Language::English);
        let state = |tone, text: &str| Key::of(&Cell::State(tone, text.to_owned()), false, words);
        let ordered = [
            state(Tone::Good, "Nothing found · 0 of 60"),
            Key::of(&Cell::OutsideState(Tone::Plain, Untrusted::new("low")), false, words),
            state(Tone::Warn, "Suspicious · 2 of 60"),
            state(Tone::Bad, "Malicious · 9 of 60"),
            state(Tone::Bad, "Malicious · 12 of 60"),
        ];
        assert!(ordered.is_sorted());
    }
}
