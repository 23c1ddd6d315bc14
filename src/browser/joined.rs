//! Small files read as one Blob and cut apart again: a read costs a trip, whatever it brings.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use super::source::size_of;
use crate::digest::batch::places;
use crate::digest::message::{JobId, Part};

const MARK: u32 = 16;

/// Files that are being read together.
pub struct Joined {
    files: Vec<(JobId, File)>,
    places: Vec<(u32, u32)>,
    mark: Uint8Array,
    bytes: JsFuture,
}

impl Joined {
    /// Starts to read them; gives them back where that cannot be.
    pub fn start(files: Vec<(JobId, File)>) -> Result<Self, Vec<(JobId, File)>> {
        let sizes: Vec<u64> = files.iter().map(|(_, file)| size_of(file)).collect();
        let mark = mark();
        let parts: Array = files
            .iter()
            .flat_map(|(_, file)| [JsValue::from(file), JsValue::from(&mark)])
            .collect();
        match (places(&sizes, MARK), Blob::new_with_blob_sequence(&parts)) {
            (Some(places), Ok(blob)) => Ok(Self {
                files,
                places,
                mark,
                bytes: JsFuture::from(blob.array_buffer()),
            }),
            (None, _) | (_, Err(_)) => Err(files),
        }
    }

    /// The bytes and where each file lies in them. Gives the files back where one could not be read or gave more or
    /// fewer bytes than it had: it spoils them all.
    pub async fn finish(self) -> Result<(Uint8Array, Vec<Part>), Vec<(JobId, File)>> {
        let buffer = self
            .bytes
            .await
            .ok()
            .and_then(|bytes| bytes.dyn_into::<ArrayBuffer>().ok());
        let bytes = buffer.map(|buffer| Uint8Array::new(&buffer));
        let Some(bytes) = bytes.filter(|bytes| marked(bytes, &self.places, &self.mark)) else {
            return Err(self.files);
        };
        let part = |((job, _), (from, to)): (&(JobId, File), &(u32, u32))| Part {
            job: *job,
            from: *from,
            to: *to,
            end: true,
        };
        Ok((bytes, self.files.iter().zip(&self.places).map(part).collect()))
    }
}

/// Bytes that no file holds at the very place where they are looked for.
fn mark() -> Uint8Array {
    let mark = Uint8Array::new_with_length(MARK);
    for at in 0..MARK {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 255"
        )]
        mark.set_index(at, (js_sys::Math::random() * 256.0) as u8);
    }
    mark
}

/// Whether the marks are where they must be.
fn marked(bytes: &Uint8Array, places: &[(u32, u32)], mark: &Uint8Array) -> bool {
    let mark = mark.to_vec();
    let end = places.last().map_or(0, |(_, to)| to + MARK);
    bytes.length() == end
        && places
            .iter()
            .all(|(_, to)| bytes.subarray(*to, to + MARK).to_vec() == mark)
}
