//! The bytes of one file as a stream: in pieces of one size, in buffers that are used again.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{ArrayBuffer, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, ReadableStream, ReadableStreamByobReader, ReadableStreamDefaultReader};

/// A piece is worth a message from here on; browsers alone would bring as few as 4 KiB.
pub const PIECE: u32 = 1 << 20;

/// An open file. A clone is the same one.
#[derive(Clone)]
pub struct Source {
    way: Way,
    read: Rc<Cell<u64>>,
}

#[derive(Clone)]
enum Way {
    /// Into buffers of ours. Otherwise each piece is a new buffer that the browser's collector lets lie about: a
    /// large file takes half a gigabyte of them.
    Ours(ReadableStreamByobReader),
    Browsers(ReadableStreamDefaultReader),
}

impl Source {
    pub fn open(file: &File) -> Self {
        let stream = file.stream();
        let way = match reader_of_our_buffers(&stream) {
            Ok(reader) => Way::Ours(reader),
            Err(_) => Way::Browsers(stream.get_reader().unchecked_into()),
        };
        Self {
            way,
            read: Rc::default(),
        }
    }

    /// How many bytes came so far.
    pub fn read(&self) -> u64 {
        self.read.get()
    }

    /// Stops; a piece that is waited for then is the end.
    pub fn cancel(&self) {
        let _ = match &self.way {
            Way::Ours(reader) => reader.cancel(),
            Way::Browsers(reader) => reader.cancel(),
        };
    }

    /// The next piece, or nothing at the end. `buffer` is one of [`PIECE`] bytes.
    pub async fn next(&self, buffer: impl FnOnce() -> ArrayBuffer) -> Result<Option<Uint8Array>, JsValue> {
        let reader = match &self.way {
            Way::Ours(reader) => reader,
            Way::Browsers(reader) => return Ok(self.bytes_of(&JsFuture::from(reader.read()).await?)),
        };
        let mut room = Uint8Array::new(&buffer());
        let mut filled = 0;
        while room.length() > 0 {
            let read = JsFuture::from(reader.read_with_array_buffer_view(&room)).await?;
            let Some(bytes) = self.bytes_of(&read) else {
                return Ok(None);
            };
            filled += bytes.length();
            room = Uint8Array::new_with_byte_offset(&bytes.buffer(), filled);
            if bytes.length() == 0 {
                break;
            }
        }
        let piece = Uint8Array::new_with_byte_offset_and_length(&room.buffer(), 0, filled);
        Ok((filled > 0).then_some(piece))
    }

    fn bytes_of(&self, read: &JsValue) -> Option<Uint8Array> {
        let bytes: Uint8Array = Reflect::get(read, &"value".into()).ok()?.dyn_into().ok()?;
        self.read.set(self.read() + u64::from(bytes.length()));
        Some(bytes)
    }
}

/// web-sys has the call, but traps where a browser refuses it.
fn reader_of_our_buffers(stream: &ReadableStream) -> Result<ReadableStreamByobReader, JsValue> {
    let options = Object::new();
    Reflect::set(&options, &"mode".into(), &"byob".into())?;
    let get: Function = Reflect::get(stream, &"getReader".into())?.dyn_into()?;
    Ok(get.call1(stream, &options)?.unchecked_into())
}

/// A file's size; numbers of JavaScript hold it exactly up to 2^53.
pub fn size_of(file: &Blob) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number that is never negative"
    )]
    {
        file.size() as u64
    }
}
