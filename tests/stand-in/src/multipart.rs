//! `multipart/form-data`, taken apart as it arrives: of a file only its digests stay, so that it may be as large as it likes.

use md5::{Digest as _, Md5};
use memchr::memmem;
use sha1::Sha1;
use sha2::Sha256;

use crate::fixtures::Identity;

/// No head of a part is longer.
const HEAD: usize = 16 << 10;
/// As much of a field is kept.
const FIELD: usize = 64 << 10;
/// As much of a ZIP is kept: what may be sent directly.
const ZIP: usize = 32 << 20;
const ZIP_BEGINS: &[u8] = b"PK\x03\x04";

/// A part that has arrived whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Part {
    pub(crate) name: String,
    /// Only files have one.
    pub(crate) file_name: Option<String>,
    pub(crate) identity: Identity,
    pub(crate) length: u64,
    /// The beginning: of a field 64 KB, of a ZIP 32 MB, of other files four bytes.
    pub(crate) kept: Vec<u8>,
}

/// What stands between two boundaries, while it arrives.
struct Arriving {
    name: String,
    file_name: Option<String>,
    md5: Md5,
    sha1: Sha1,
    sha256: Sha256,
    length: u64,
    kept: Vec<u8>,
}

enum State {
    Content,
    AfterBoundary,
    Head,
    Over,
}

pub(crate) struct Multipart {
    boundary: Vec<u8>,
    state: State,
    buffer: Vec<u8>,
    arriving: Option<Arriving>,
    parts: Vec<Part>,
    broken: bool,
}

impl Multipart {
    /// For a body of this `Content-Type`, if it is such a form.
    pub(crate) fn of(content_type: &str) -> Option<Self> {
        let (kind, parameters) = content_type.split_once(';')?;
        if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
            return None;
        }
        let boundary = parameters.split(';').find_map(|parameter| {
            let (name, value) = parameter.trim().split_once('=')?;
            name.eq_ignore_ascii_case("boundary").then(|| value.trim_matches('"'))
        })?;
        Some(Self {
            boundary: format!("\r\n--{boundary}").into_bytes(),
            state: State::Content,
            // The first boundary has no line before it.
            buffer: b"\r\n".to_vec(),
            arriving: None,
            parts: Vec::new(),
            broken: false,
        })
    }

    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
        while self.step() {}
    }

    /// The parts, if the form came to its end.
    pub(crate) fn parts(self) -> Option<Vec<Part>> {
        (matches!(self.state, State::Over) && !self.broken).then_some(self.parts)
    }

    /// Takes what it can from the buffer; `false` where more is needed.
    fn step(&mut self) -> bool {
        match self.state {
            State::Content => {
                let found = memmem::find(&self.buffer, &self.boundary);
                let end = found.unwrap_or_else(|| (self.buffer.len() + 1).saturating_sub(self.boundary.len()));
                let rest = self.buffer.split_off(end);
                let content = std::mem::replace(&mut self.buffer, rest);
                if let Some(arriving) = &mut self.arriving {
                    arriving.take(&content);
                }
                if found.is_some() {
                    self.buffer.drain(..self.boundary.len());
                    self.parts.extend(self.arriving.take().map(Arriving::whole));
                    self.state = State::AfterBoundary;
                }
                found.is_some()
            }
            State::AfterBoundary => {
                let Some(sign) = self.buffer.get(..2).map(<[u8]>::to_vec) else {
                    return false;
                };
                self.state = match sign.as_slice() {
                    b"--" => State::Over,
                    b"\r\n" => State::Head,
                    _ => {
                        self.broken = true;
                        State::Over
                    }
                };
                // The head may be empty, and then ends with this very line.
                self.buffer
                    .drain(..if matches!(self.state, State::Head) { 0 } else { 2 });
                true
            }
            State::Head => {
                let Some(end) = memmem::find(&self.buffer, b"\r\n\r\n") else {
                    self.broken |= self.buffer.len() > HEAD;
                    return false;
                };
                let head: Vec<u8> = self.buffer.drain(..end + 4).take(end).collect();
                self.arriving = Some(Arriving::of(&String::from_utf8_lossy(&head)));
                self.state = State::Content;
                true
            }
            State::Over => {
                self.buffer.clear();
                false
            }
        }
    }
}

impl Arriving {
    fn of(head: &str) -> Self {
        let disposition = head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find(|(name, _)| name.eq_ignore_ascii_case("content-disposition"))
            .map_or("", |(_, value)| value);
        Self {
            name: parameter(disposition, "name").unwrap_or_default(),
            file_name: parameter(disposition, "filename"),
            md5: Md5::new(),
            sha1: Sha1::new(),
            sha256: Sha256::new(),
            length: 0,
            kept: Vec::new(),
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.md5.update(bytes);
        self.sha1.update(bytes);
        self.sha256.update(bytes);
        self.length += bytes.len() as u64;
        crate::keep(&mut self.kept, bytes, ZIP);
        let most = match &self.file_name {
            None => FIELD,
            Some(_) if self.kept.starts_with(ZIP_BEGINS) || ZIP_BEGINS.starts_with(&self.kept) => ZIP,
            Some(_) => ZIP_BEGINS.len(),
        };
        self.kept.truncate(most);
    }

    fn whole(self) -> Part {
        Part {
            name: self.name,
            file_name: self.file_name,
            identity: Identity {
                md5: crate::fixtures::hex(&self.md5.finalize()),
                sha1: crate::fixtures::hex(&self.sha1.finalize()),
                sha256: crate::fixtures::hex(&self.sha256.finalize()),
            },
            length: self.length,
            kept: self.kept,
        }
    }
}

/// `name="…"` of a header's value, with `%22` and `\"` as browsers and others write quotes.
fn parameter(value: &str, name: &str) -> Option<String> {
    let mut rest = value;
    while let Some((_, after)) = rest.split_once(';') {
        let after = after.trim_start();
        let (own, text) = after.split_once('=')?;
        if let Some(quoted) = text.strip_prefix('"') {
            let end = quoted
                .char_indices()
                .find(|(at, sign)| *sign == '"' && !quoted.get(..*at).is_some_and(|before| before.ends_with('\\')))?
                .0;
            if own.trim() == name {
                let text = quoted.get(..end)?;
                return Some(text.replace("\\\"", "\"").replace("%22", "\""));
            }
            rest = quoted.get(end + 1..)?;
        } else {
            let end = text.find(';').unwrap_or(text.len());
            if own.trim() == name {
                return text.get(..end).map(|text| text.trim().to_owned());
            }
            rest = text.get(end..)?;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &[u8] = b"--XX\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\ninfected\r\n--XX\r\n\
        content-disposition: form-data; name=\"file\"; filename=\"a \\\"b\\\"; c%22.bin\"\r\nContent-Type: x/y\r\n\r\n\r\n--X\r\n--XY\x00\r\n--XX--\r\nafter";

    fn parts(form: &[u8], piece: usize) -> Option<Vec<Part>> {
        let mut multipart = Multipart::of("multipart/form-data; charset=utf-8; boundary=\"XX\"").expect("a form");
        for piece in form.chunks(piece) {
            multipart.feed(piece);
        }
        multipart.parts()
    }

    #[test]
    fn however_it_is_cut_it_is_the_same() {
        let whole = parts(FORM, FORM.len()).expect("parts");
        for piece in 1..40 {
            assert_eq!(parts(FORM, piece).as_ref(), Some(&whole), "{piece}");
        }
        let [password, file] = whole.as_slice() else {
            panic!("{whole:?}")
        };
        assert_eq!(
            (password.name.as_str(), password.kept.as_slice()),
            ("password", &b"infected"[..])
        );
        assert_eq!(password.file_name, None);
        let content = b"\r\n--X\r\n--XY\x00";
        assert_eq!(file.identity, Identity::of(content));
        assert_eq!((file.length, file.kept.len()), (content.len() as u64, 4));
        assert_eq!(file.file_name.as_deref(), Some("a \"b\"; c\".bin"));
    }

    #[test]
    fn what_does_not_end_is_no_form() {
        for cut in [0, 10, 60, FORM.len() - 12] {
            assert_eq!(parts(&FORM[..cut], 7), None, "{cut}");
        }
        assert_eq!(parts(b"--XXother", 3), None);
    }

    #[test]
    fn other_types_are_no_forms() {
        for other in [
            "application/json",
            "multipart/form-data",
            "multipart/mixed; boundary=x",
            "",
        ] {
            assert!(Multipart::of(other).is_none(), "{other}");
        }
    }

    #[test]
    fn zips_are_kept_and_other_files_are_not() {
        for (content, kept) in [
            (&b"PK\x03\x04rest"[..], 8),
            (b"PK", 2),
            (b"MZ\x90\x00restPK\x03\x04rest", 4),
        ] {
            let form = [
                b"--XX\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n",
                content,
                b"\r\n--XX--",
            ]
            .concat();
            assert_eq!(parts(&form, 3).expect("parts")[0].kept.len(), kept);
        }
    }
}
