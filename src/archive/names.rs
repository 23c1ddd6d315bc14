//! The names of members: UTF-8 where the archive says so or where they can be nothing else, the first PC's otherwise.

use super::check::Crc;
use super::{long, short};

/// The upper half of code page 437.
const UPPER: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', 'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û',
    'ù', 'ÿ', 'Ö', 'Ü', '¢', '£', '¥', '₧', 'ƒ', 'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '⌐', '¬', '½', '¼', '¡',
    '«', '»', '░', '▒', '▓', '│', '┤', '╡', '╢', '╖', '╕', '╣', '║', '╗', '╝', '╜', '╛', '┐', '└', '┴', '┬', '├', '─',
    '┼', '╞', '╟', '╚', '╔', '╩', '╦', '╠', '═', '╬', '╧', '╨', '╤', '╥', '╙', '╘', '╒', '╓', '╫', '╪', '┘', '┌', '█',
    '▄', '▌', '▐', '▀', 'α', 'ß', 'Γ', 'π', 'Σ', 'σ', 'µ', 'τ', 'Φ', 'Θ', 'Ω', 'δ', '∞', 'φ', 'ε', '∩', '≡', '±', '≥',
    '≤', '⌠', '⌡', '÷', '≈', '°', '∙', '·', '√', 'ⁿ', '²', '■', '\u{A0}',
];

/// The field in which Info-ZIP has the name in UTF-8, with the check sum of the other one.
const UNICODE_NAME: u16 = 0x7075;

/// Endings of archives, in small letters.
const ARCHIVES: [&str; 27] = [
    "zip", "jar", "apk", "aar", "war", "ear", "ipa", "xpi", "crx", "whl", "nupkg", "vsix", "msix", "appx", "7z", "rar",
    "tar", "gz", "tgz", "bz2", "xz", "zst", "cab", "iso", "img", "vhd", "arj",
];

/// The name in `bytes`; `says_utf8` is flag 11.
pub(super) fn name(bytes: &[u8], says_utf8: bool, extra: &[u8]) -> String {
    if let Some(name) = unicode(bytes, extra) {
        return name;
    }
    match str::from_utf8(bytes) {
        Ok(name) => name.to_owned(),
        Err(_) if says_utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Err(_) => bytes.iter().map(|byte| first_pc(*byte)).collect(),
    }
}

fn first_pc(byte: u8) -> char {
    match byte.checked_sub(128).and_then(|at| UPPER.get(usize::from(at))) {
        Some(sign) => *sign,
        None => char::from(byte),
    }
}

fn unicode(bytes: &[u8], extra: &[u8]) -> Option<String> {
    let field = field(extra, UNICODE_NAME)?;
    let (1, Some(crc)) = (*field.first()?, long(field, 1)) else {
        return None;
    };
    let mut sum = Crc::default();
    sum.update(bytes);
    let name = str::from_utf8(field.get(5..)?).ok()?;
    (sum.finish() == crc).then(|| name.to_owned())
}

/// The first field of this kind among those of a member.
pub(super) fn field(mut extra: &[u8], kind: u16) -> Option<&[u8]> {
    while let (Some(own), Some(length)) = (short(extra, 0), short(extra, 2)) {
        let end = 4 + usize::from(length);
        if own == kind {
            return extra.get(4..end);
        }
        extra = extra.get(end..)?;
    }
    None
}

/// Whether a name is one of an archive.
pub(super) fn is_archive(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(_, ending)| ARCHIVES.iter().any(|own| own.eq_ignore_ascii_case(ending)))
}
