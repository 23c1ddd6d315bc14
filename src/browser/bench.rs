//! For `cargo xtask bench` alone: hashes files as the page does, and says when it is through.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::File;

use super::hasher::{HashEvent, Hasher, JobId, Wanted};
use super::wire::say;

/// One batch of files under way.
struct Batch {
    places: HashMap<JobId, u32>,
    digests: Array,
    left: usize,
    resolve: Function,
    reject: Function,
}

/// A hasher that the bench page holds, so that its workers are running before the clock is.
#[wasm_bindgen]
pub struct BenchHasher {
    hasher: Hasher,
    batch: Rc<RefCell<Option<Batch>>>,
}

#[wasm_bindgen]
impl BenchHasher {
    /// With `all` for three digests, without for SHA-256 alone.
    #[wasm_bindgen(constructor)]
    pub fn new(all: bool) -> Self {
        let batch: Rc<RefCell<Option<Batch>>> = Rc::default();
        let seen = Rc::clone(&batch);
        let hasher = Hasher::with(Wanted { sha1_md5: all }, move |job, event| {
            if let Some(batch) = &mut *seen.borrow_mut() {
                batch.hear(job, &event, all);
            }
        });
        hasher.warm();
        Self { hasher, batch }
    }

    /// A promise of `[{sha256, sha1, md5}]` in the order of the files; rejects with the first failure.
    pub fn run(&self, files: Vec<File>) -> Promise {
        Promise::new(&mut |resolve, reject| {
            let ids = self.hasher.add(files.clone());
            self.batch.replace(Some(Batch {
                left: ids.len(),
                places: ids.into_iter().zip(0..).collect(),
                digests: Array::new(),
                resolve,
                reject,
            }));
        })
    }
}

impl Batch {
    fn hear(&mut self, job: JobId, event: &HashEvent, all: bool) {
        let digests = Object::new();
        let set = |name: &str, value: &str| Reflect::set(&digests, &name.into(), &value.into()).is_ok();
        let complete = match event {
            HashEvent::Started | HashEvent::Progress { .. } => false,
            HashEvent::Sha256(sha256) => set("sha256", sha256) && !all,
            HashEvent::Done(known) => {
                set("sha256", &known.sha256) && set("sha1", &known.sha1) && set("md5", &known.md5)
            }
            HashEvent::Failed(error) => {
                let _ = self.reject.call1(&JsValue::UNDEFINED, &format!("{error:?}").into());
                false
            }
            HashEvent::Cancelled => {
                let _ = self.reject.call1(&JsValue::UNDEFINED, &say(&"cancelled".into()).into());
                false
            }
        };
        if let (true, Some(place)) = (complete, self.places.get(&job)) {
            self.digests.set(*place, digests.into());
            self.left -= 1;
            if self.left == 0 {
                let _ = self.resolve.call1(&JsValue::UNDEFINED, &self.digests);
            }
        }
    }
}
