//! For `cargo xtask bench` alone: hashes files as the page does, and says when it is through.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::File;

use super::hasher::{HashEvent, Hasher, JobId, Wanted};

/// Sets `benchHash.sha256(files)` and `benchHash.all(files)`: promises of `[{sha256, sha1, md5}]` in the order of
/// the files. Their workers are running before any clock is.
pub fn offer() {
    let ways = Object::new();
    for (name, sha1_md5) in [("sha256", false), ("all", true)] {
        let runner = Runner::new(sha1_md5);
        let run = Closure::<dyn Fn(Array) -> Promise>::new(move |files: Array| runner.run(&files));
        let _ = Reflect::set(&ways, &name.into(), &run.into_js_value());
    }
    let _ = Reflect::set(&js_sys::global(), &"benchHash".into(), &ways);
}

struct Runner {
    hasher: Hasher,
    batch: Rc<RefCell<Option<Batch>>>,
}

/// Files under way.
struct Batch {
    places: HashMap<JobId, u32>,
    digests: Array,
    left: usize,
    resolve: Function,
    reject: Function,
}

impl Runner {
    fn new(sha1_md5: bool) -> Self {
        let batch: Rc<RefCell<Option<Batch>>> = Rc::default();
        let seen = Rc::clone(&batch);
        let hasher = Hasher::with(Wanted { sha1_md5 }, move |job, event| {
            if let Some(batch) = &mut *seen.borrow_mut() {
                batch.hear(job, &event, sha1_md5);
            }
        });
        hasher.warm();
        Self { hasher, batch }
    }

    fn run(&self, files: &Array) -> Promise {
        Promise::new(&mut |resolve, reject| {
            let ids = self
                .hasher
                .add(files.iter().map(JsCast::unchecked_into::<File>).collect());
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
    fn hear(&mut self, job: JobId, event: &HashEvent, sha1_md5: bool) {
        let digests = Object::new();
        let set = |name: &str, value: &str| Reflect::set(&digests, &name.into(), &value.into()).is_ok();
        let complete = match event {
            HashEvent::Started | HashEvent::Progress { .. } => false,
            HashEvent::Sha256(sha256) => set("sha256", sha256) && !sha1_md5,
            HashEvent::Done(known) => {
                set("sha256", &known.sha256) && set("sha1", &known.sha1) && set("md5", &known.md5)
            }
            HashEvent::Failed(_) | HashEvent::Cancelled => {
                let _ = self.reject.call1(&JsValue::UNDEFINED, &format!("{event:?}").into());
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
