//! Small files read as one Blob and cut apart again: a read costs a trip, whatever it brings.

use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use super::source::size_of;
use crate::digest::batch::places;
use crate::digest::message::{JobId, Part};

/// Files that are being read together.
pub struct Joined {
    files: Vec<(JobId, File)>,
    places: Vec<(u32, u32)>,
    bytes: JsFuture,
}

impl Joined {
    /// Starts to read them; gives them back where that cannot be.
    pub fn start(files: Vec<(JobId, File)>) -> Result<Self, Vec<(JobId, File)>> {
        let sizes: Vec<u64> = files.iter().map(|(_, file)| size_of(file)).collect();
        let parts: Option<Array> = files.iter().map(|(_, file)| part(file)).collect();
        match (places(&sizes), Blob::new_with_blob_sequence(&parts.unwrap_or_default())) {
            (Some(places), Ok(blob)) => Ok(Self {
                files,
                places,
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
        let whole = self.places.last().map_or(0, |(_, end)| *end);
        let Some(bytes) = bytes.filter(|bytes| bytes.length() == whole) else {
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

/// The file as a part that never brings more than the file had when it was chosen. Then all of them together have their
/// full length only if each has, and nobody's growth hides another's loss. A slice is such a part everywhere; Chromium
/// takes as long for one as for the reading, and keeps to the size of a whole file as well. (Firefox does not: a whole
/// file there brings whatever it has grown to.)
fn part(file: &File) -> Option<JsValue> {
    if KEEPS_TO_SIZES.with(|keeps| *keeps) {
        return Some(file.into());
    }
    Some(file.slice_with_f64_and_f64(0.0, file.size()).ok()?.into())
}

thread_local! {
    static KEEPS_TO_SIZES: bool = is_chromium().unwrap_or_default();
}

/// Chromium alone tells what it is made of.
fn is_chromium() -> Option<bool> {
    let of = |whole: &JsValue, name: &str| Reflect::get(whole, &name.into()).ok();
    let navigator = of(&js_sys::global(), "navigator")?;
    let brands: Array = of(&of(&navigator, "userAgentData")?, "brands")?.dyn_into().ok()?;
    let mut names = brands.iter().filter_map(|brand| of(&brand, "brand")?.as_string());
    Some(names.any(|name| name == "Chromium"))
}
