//! The ways in which people and programs write a sign as something else, each by the place where it begins.

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Somebody made it harmless, and so says that it is an indicator.
    Defanged,
    /// ` dot `, which is an English word as well.
    Spelled,
    /// Letters and digits as wide as those of East Asia.
    Wide,
    /// Escapes, entities, signs that nobody sees.
    Tidied,
}

/// What begins at a place of the source and is to be read as something else.
pub struct Reading {
    /// Bytes before the place that belong to it: a space.
    pub before: usize,
    pub length: usize,
    pub as_: &'static str,
    pub mark: Mark,
}

/// What begins at a place of the source and stands for something else.
pub fn reading(text: &[u8], at: usize) -> Option<Reading> {
    match text.get(at)? {
        b'[' | b'(' | b'{' | b'<' => bracketed(text, at).or_else(|| half_bracketed(text, at)),
        b'.' => half_bracketed(text, at),
        b'\\' => escaped(text, at),
        b'&' => entity(text, at),
        b' ' => spelled(text, at),
        b'\r' | b'\n' => broken_digest(text, at),
        b'h' | b'H' | b't' | b'T' | b'm' | b'M' | b'f' | b'F' => scheme(text, at),
        0xC2 | 0xE2 | 0xEF => odd_sign(text, at),
        _ => None,
    }
}

fn defanged(length: usize, as_: &'static str) -> Reading {
    Reading {
        before: 0,
        length,
        as_,
        mark: Mark::Defanged,
    }
}

fn tidied(length: usize, as_: &'static str) -> Reading {
    Reading {
        mark: Mark::Tidied,
        ..defanged(length, as_)
    }
}

/// What may stand in brackets, the longest first. A word in brackets may have a space on both sides of them.
const IN_BRACKETS: [(&str, &str); 9] = [
    ("://", "://"),
    (":\\\\", "://"),
    ("//", "//"),
    (":", ":"),
    ("/", "/"),
    (".", "."),
    ("dot", "."),
    ("@", "@"),
    ("at", "@"),
];

/// `[.]`, `(dot)`, `{.}`, `[ . ]`, `[://]`, `[@]`; with `example [.] com` the spaces belong to it.
fn bracketed(text: &[u8], at: usize) -> Option<Reading> {
    let inside = at + 1 + spaces(text, at + 1);
    let (written, as_) = IN_BRACKETS
        .into_iter()
        .find(|(written, _)| begins(text, inside, written))?;
    let behind = inside + written.len() + spaces(text, inside + written.len());
    let closes = matches!(text.get(behind)?, b']' | b')' | b'}' | b'>');
    let open = *text.get(at)?;
    if !closes || (open == b'<' && as_ != ".") {
        return None;
    }
    let mut reading = defanged(behind + 1 - at, as_);
    let is_word = written.len() > 1 && matches!(as_, "." | "@");
    if (open == b'[' && matches!(as_, "." | "@")) || is_word {
        let apart = at >= 2 && text.get(at - 1) == Some(&b' ') && is_word_byte(text, at - 2);
        if apart && text.get(behind + 1) == Some(&b' ') && is_word_byte(text, behind + 2) {
            reading.before = 1;
            reading.length += 1;
        }
    }
    Some(reading)
}

/// `example[.com`, `example.]com`.
fn half_bracketed(text: &[u8], at: usize) -> Option<Reading> {
    let opens = begins(text, at, "[.") || begins(text, at, ".]");
    let between = at > 0 && is_word_byte(text, at - 1) && is_word_byte(text, at + 2);
    (opens && between).then(|| defanged(2, "."))
}

/// `\.`, `\/`, `\:`, and `http:\\`.
fn escaped(text: &[u8], at: usize) -> Option<Reading> {
    let count = text
        .get(at..)?
        .iter()
        .take(3)
        .take_while(|byte| **byte == b'\\')
        .count();
    let after_word = at > 0 && is_word_byte(text, at - 1);
    match (count, text.get(at + count)?) {
        (1 | 2, b'.') if after_word && is_word_byte(text, at + count + 1) => Some(defanged(count + 1, ".")),
        (1, b'/') => Some(tidied(2, "/")),
        (1, b':') if matches!(text.get(at + 2), Some(b'/' | b'\\')) => Some(defanged(2, ":")),
        // Not after one letter: `C:\\` is a drive.
        (2, _) if at >= 3 && text.get(at - 1) == Some(&b':') => {
            let scheme = [at - 2, at - 3]
                .iter()
                .all(|at| text.get(*at).is_some_and(u8::is_ascii_alphabetic));
            scheme.then(|| defanged(2, "//"))
        }
        _ => None,
    }
}

const ENTITIES: [(&str, &str); 10] = [
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&quot;", "\""),
    ("&apos;", "'"),
    ("&nbsp;", " "),
    ("&period;", "."),
    ("&colon;", ":"),
    ("&sol;", "/"),
    ("&commat;", "@"),
];

/// A character reference of HTML.
fn entity(text: &[u8], at: usize) -> Option<Reading> {
    if text.get(at + 1) != Some(&b'#') {
        let (written, as_) = ENTITIES.into_iter().find(|(written, _)| begins(text, at, written))?;
        return Some(tidied(written.len(), as_));
    }
    let (digits, radix) = match text.get(at + 2)? {
        b'x' | b'X' => (at + 3, 16),
        _ => (at + 2, 10),
    };
    let length = text.get(digits..)?.iter().take(6).position(|byte| *byte == b';')?;
    let number = std::str::from_utf8(text.get(digits..digits + length)?).ok()?;
    let as_ = match u32::from_str_radix(number, radix).ok()? {
        34 => "\"",
        38 => "&",
        39 => "'",
        45 => "-",
        46 => ".",
        47 => "/",
        58 => ":",
        60 => "<",
        62 => ">",
        64 => "@",
        95 => "_",
        160 => " ",
        _ => return None,
    };
    Some(tidied(digits + length + 1 - at, as_))
}

/// `example dot com`.
fn spelled(text: &[u8], at: usize) -> Option<Reading> {
    let between = at > 0 && is_word_byte(text, at - 1) && is_word_byte(text, at + 5);
    (between && begins(text, at, " dot ")).then(|| Reading {
        mark: Mark::Spelled,
        ..defanged(5, ".")
    })
}

/// A digest that a narrow column has broken in two. Parts of equal length are more likely two values of a list.
fn broken_digest(text: &[u8], at: usize) -> Option<Reading> {
    let is_gap = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    let is_hex = |byte: &&u8| byte.is_ascii_hexdigit();
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let trailing = before.iter().rev().take(9).take_while(is_gap).count();
    let gap = after.iter().take(9).take_while(is_gap).count();
    let (before, after) = (before.get(..at - trailing)?, after.get(gap..)?);
    let head = before.iter().rev().take(65).take_while(is_hex).count();
    let tail = after.iter().take(65).take_while(is_hex).count();
    let alone = !is_word_byte(before, (before.len()).wrapping_sub(head + 1)) && !is_word_byte(after, tail);
    let whole = matches!(head + tail, 32 | 40 | 64) && !matches!(head, 32 | 40) && !matches!(tail, 32 | 40);
    (alone && whole && head >= 20 && tail > 0 && head != tail).then(|| Reading {
        before: trailing,
        ..tidied(gap, "")
    })
}

/// `hxxp`, `hXXps`, `h**p`, `meow`, `ttp`, `fxp` before the signs that follow a scheme.
fn scheme(text: &[u8], at: usize) -> Option<Reading> {
    if at > 0 && is_word_byte(text, at - 1) {
        return None;
    }
    let is_hidden = |at: usize| matches!(text.get(at), Some(b't' | b'T' | b'x' | b'X' | b'*' | b'_' | b'#'));
    let crossed = begins(text, at, "h") && is_hidden(at + 1) && is_hidden(at + 2) && begins(text, at + 3, "p");
    let (name, length) = if begins(text, at, "http") {
        return None;
    } else if crossed || begins(text, at, "meow") {
        ("http", 4)
    } else if begins(text, at, "ttp") {
        ("http", 3)
    } else if begins(text, at, "fxp") || begins(text, at, "f*p") {
        ("ftp", 3)
    } else {
        return None;
    };
    let secure = begins(text, at + length, "s");
    let behind = at + length + usize::from(secure);
    let colon = [":", "[:", "(:", "{:", "\\:"]
        .iter()
        .any(|colon| begins(text, behind, colon));
    let slashes = begins(text, behind, "//");
    let as_ = match (name, secure, colon, slashes) {
        ("http", false, true, _) => "http",
        ("http", true, true, _) => "https",
        ("ftp", false, true, _) => "ftp",
        ("ftp", true, true, _) => "ftps",
        ("http", false, false, true) => "http:",
        ("http", true, false, true) => "https:",
        _ => return None,
    };
    Some(defanged(behind - at, as_))
}

/// Signs that nobody sees and that break a name in two, and full stops of other widths.
fn odd_sign(text: &[u8], at: usize) -> Option<Reading> {
    let sign = match text.get(at..)? {
        [0xC2, low, ..] => (u32::from(*low & 0x3F)) | 0x80,
        [0xE2, middle, low, ..] => 0x2000 | u32::from(middle & 0x3F) << 6 | u32::from(low & 0x3F),
        [0xEF, middle, low, ..] => 0xF000 | u32::from(middle & 0x3F) << 6 | u32::from(low & 0x3F),
        _ => return None,
    };
    match sign {
        0xAD => Some(tidied(2, "")),
        0x200B | 0x200E | 0x200F | 0x202A..=0x202E | 0x2060 | 0x2066..=0x2069 | 0xFEFF => Some(tidied(3, "")),
        0x2024 => Some(tidied(3, ".")),
        0xFF0E | 0xFF10..=0xFF19 | 0xFF21..=0xFF3A | 0xFF41..=0xFF5A => wide(sign),
        _ => None,
    }
}

/// The signs that have wide twins, in their order.
const NARROW: &str = "./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz";

fn wide(sign: u32) -> Option<Reading> {
    let at = usize::try_from(sign - 0xFF0E).ok()?;
    Some(Reading {
        mark: Mark::Wide,
        ..defanged(3, NARROW.get(at..=at)?)
    })
}

fn spaces(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.iter().take(3).take_while(|byte| **byte == b' ').count()
}

fn begins(text: &[u8], at: usize, with: &str) -> bool {
    text.get(at..at + with.len())
        .is_some_and(|here| here.eq_ignore_ascii_case(with.as_bytes()))
}

/// Whether a letter or a digit stands there; of other scripts any sign passes for one.
fn is_word_byte(text: &[u8], at: usize) -> bool {
    text.get(at)
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
}
