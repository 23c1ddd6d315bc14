//! Why a file could not be read: browsers say little, and each says it otherwise.

use wasm_bindgen::JsValue;
use web_sys::{File, FileReaderSync};

use super::source::size_of;
use super::wire::{name, say};
use crate::digest::HashError;
use crate::digest::batch::SMALL;

/// What it means that reading failed with `error` after `read` of `expected` bytes.
pub fn why(error: &JsValue, file: &File, expected: u64, read: u64) -> HashError {
    // A stream fails with a TypeError whatever happened.
    now(file, expected, read).unwrap_or_else(|| {
        if read > 0 {
            HashError::Changed { expected, read }
        } else {
            HashError::Unreadable(say(error))
        }
    })
}

/// What is wrong with a file now, after `read` of `expected` bytes; Firefox does not notice every change.
pub fn now(file: &File, expected: u64, read: u64) -> Option<HashError> {
    // A file that is gone may say that it is empty, and then has no first byte to miss.
    let part = if size_of(file) > SMALL {
        file.slice_with_i32_and_i32(0, 1)
    } else {
        Ok(file.clone().into())
    };
    // This old interface alone tells in every browser that a file is gone.
    let error = part
        .and_then(|part| FileReaderSync::new()?.read_as_array_buffer(&part))
        .err()?;
    Some(match name(&error).as_deref() {
        Some("NotFoundError" | "NS_ERROR_FILE_NOT_FOUND") => HashError::Vanished,
        // It could be read before, so it is not the permission that fails.
        Some("NotReadableError") if read > 0 => HashError::Changed { expected, read },
        // Which function of ours was told so, says nothing to the reader.
        Some(_) | None => HashError::Unreadable(
            say(&error).replace("Failed to execute 'readAsArrayBuffer' on 'FileReaderSync': ", ""),
        ),
    })
}
