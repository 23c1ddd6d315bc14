//! A body while it arrives: what routes need of it, and no more, however large it is.

use sha2::{Digest as _, Sha256};

use crate::multipart::{Multipart, Part};

/// As much of a body that is no form is kept for the routes.
const SMALL: usize = 1 << 20;

/// A body that has arrived.
#[derive(Default)]
pub(crate) struct Body {
    pub(crate) length: u64,
    /// Its beginning.
    pub(crate) bytes: Vec<u8>,
    /// Of a multipart form that came to its end.
    pub(crate) parts: Option<Vec<Part>>,
    pub(crate) sha256: String,
}

pub(crate) struct Intake {
    length: u64,
    bytes: Vec<u8>,
    form: Option<Multipart>,
    digest: Sha256,
}

impl Intake {
    pub(crate) fn of(content_type: &str) -> Self {
        Self {
            length: 0,
            bytes: Vec::new(),
            form: Multipart::of(content_type),
            digest: Sha256::new(),
        }
    }

    pub(crate) fn feed(&mut self, data: &[u8]) {
        self.length += data.len() as u64;
        self.digest.update(data);
        match &mut self.form {
            Some(form) => form.feed(data),
            None => crate::keep(&mut self.bytes, data, SMALL),
        }
    }

    pub(crate) fn length(&self) -> u64 {
        self.length
    }

    pub(crate) fn end(self) -> Body {
        Body {
            length: self.length,
            bytes: self.bytes,
            parts: self.form.and_then(Multipart::parts),
            sha256: crate::fixtures::hex(&self.digest.finalize()),
        }
    }
}
