//! The unpacking worker: takes one member of an archive after another, has the browser inflate it, checks it against the
//! directory and hashes it while it comes.

use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent, ReadableStream, ReadableStreamDefaultReader};

use super::wire;
use crate::archive::check::Check;
use crate::archive::message::{Unpack, Unpacked};
use crate::digest::{Digests, Running, Share};

#[wasm_bindgen]
extern "C" {
    type DecompressionStream;

    // A browser that has none, or not this format, throws.
    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;

    #[wasm_bindgen(method, getter)]
    fn readable(this: &DecompressionStream) -> ReadableStream;

    #[wasm_bindgen(method, getter)]
    fn writable(this: &DecompressionStream) -> Sink;

    type Sink;

    #[wasm_bindgen(method, js_name = getWriter)]
    fn writer(this: &Sink) -> Writer;

    type Writer;

    #[wasm_bindgen(method)]
    fn write(this: &Writer, bytes: &Uint8Array) -> Promise;

    #[wasm_bindgen(method)]
    fn close(this: &Writer) -> Promise;

    #[wasm_bindgen(method)]
    fn abort(this: &Writer, why: &JsValue) -> Promise;
}

/// Packed bytes are read in such pieces,
const READ: f64 = 1_048_576.0;
/// and handed on in such ones: each can become a thousand times as much before anybody can look at it.
const FED: u32 = 16 << 10;
/// Copied into the module's memory and hashed while the processor's cache still holds it.
const PIECE: u32 = 128 << 10;
/// Progress is told after so many bytes.
const TOLD_EVERY: u64 = 8 << 20;

/// Takes up the role. Only workers that have the late part are given it.
#[inline(never)]
pub fn late_gate_unpacker(page: &DedicatedWorkerGlobalScope) {
    let own = page.clone();
    let take = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let page = own.clone();
        spawn_local(async move {
            let unpacked = match wire::read::<Unpack>(&event) {
                Ok((what, beside)) => unpack(&page, what, beside.get(0).unchecked_into()).await,
                Err(problem) => Unpacked::Failed(problem),
            };
            let _ = wire::post(&page, &unpacked, &[], &[]);
        });
    });
    page.set_onmessage(Some(take.into_js_value().unchecked_ref()));
}

async fn unpack(page: &DedicatedWorkerGlobalScope, what: Unpack, packed: Blob) -> Unpacked {
    match hash(page, what, packed).await {
        Ok(unpacked) => unpacked,
        Err(error) => Unpacked::Failed(wire::say(&error)),
    }
}

async fn hash(page: &DedicatedWorkerGlobalScope, what: Unpack, packed: Blob) -> Result<Unpacked, JsValue> {
    let stream = if what.deflated {
        let inflating = DecompressionStream::new("deflate-raw")?;
        let writer = inflating.writable().writer();
        spawn_local(async move {
            if let Err(error) = feed(&packed, &writer).await {
                // Whoever reads hears it.
                let _ = JsFuture::from(writer.abort(&error)).await;
            }
        });
        inflating.readable()
    } else {
        packed.stream()
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut shares = [Running::new(Share::Sha256), Running::new(Share::Sha1Md5)];
    let mut check = Check::new(what.size, what.crc);
    let mut room = vec![0; PIECE as usize];
    let (mut done, mut told) = (0_u64, 0_u64);
    while let Ok(bytes) = Reflect::get(&JsFuture::from(reader.read()).await?, &"value".into())?.dyn_into::<Uint8Array>()
    {
        for from in (0..bytes.length()).step_by(PIECE as usize) {
            let piece = bytes.subarray(from, bytes.length().min(from + PIECE));
            let Some(room) = room.get_mut(..piece.length() as usize) else {
                continue;
            };
            piece.copy_to(room);
            if let Err(flaw) = check.take(room) {
                let _ = reader.cancel();
                return Ok(Unpacked::Flawed(flaw));
            }
            for share in &mut shares {
                share.update(room);
            }
        }
        done += u64::from(bytes.length());
        if done - told >= TOLD_EVERY {
            told = done;
            let _ = wire::post(page, &Unpacked::Progress(done), &[], &[]);
        }
    }
    if let Err(flaw) = check.finish() {
        return Ok(Unpacked::Flawed(flaw));
    }
    let mut digests = Digests::default();
    for share in shares {
        digests.put(share.finish());
    }
    Ok(Unpacked::Done([digests.sha256, digests.sha1, digests.md5]))
}

/// Hands all packed bytes to the inflating stream, as fast as it takes them.
async fn feed(packed: &Blob, writer: &Writer) -> Result<(), JsValue> {
    let size = packed.size();
    let mut from = 0.0;
    while from < size {
        let to = size.min(from + READ);
        let read = packed.slice_with_f64_and_f64(from, to)?.array_buffer();
        let bytes = Uint8Array::new(&JsFuture::from(read).await?);
        for at in (0..bytes.length()).step_by(FED as usize) {
            JsFuture::from(writer.write(&bytes.subarray(at, bytes.length().min(at + FED)))).await?;
        }
        from = to;
    }
    JsFuture::from(writer.close()).await.map(|_| ())
}
