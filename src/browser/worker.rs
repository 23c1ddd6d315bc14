//! Starts workers: the page's own module again, at the one address that the policy admits.

use std::cell::RefCell;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{Url, WorkerOptions, WorkerType};

use crate::digest::message::Code;

#[wasm_bindgen]
extern "C" {
    // web-sys has it take a string, which Trusted Types refuse.
    #[wasm_bindgen(js_name = Worker, extends = web_sys::Worker)]
    type Spawned;

    #[wasm_bindgen(constructor, js_class = "Worker", catch)]
    fn new(address: &JsValue, options: &WorkerOptions) -> Result<Spawned, JsValue>;
}

thread_local! {
    /// The worker's address as the policy gave it: the policy can be made only once.
    static ADDRESS: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Starts a worker and hands it the module that the page runs: its first part, which is what hashing needs. A worker may
/// start others.
pub fn spawn(code: &Code) -> Result<web_sys::Worker, JsValue> {
    start(code, None)
}

/// Starts a worker with every part that the page has. It says [`JOINED`] when they are there.
pub fn spawn_whole() -> Result<web_sys::Worker, JsValue> {
    let parts = super::boot::tag().map(|boot| Reflect::get(&boot, &"parts".into()));
    start(
        &code()?,
        Some(parts.transpose()?.unwrap_or_else(|| Array::new().into())),
    )
}

/// After the worker's own "ready".
pub const JOINED: &str = "joined";

/// Where the page's own code lies.
pub fn code() -> Result<Code, JsValue> {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or_else(|| JsValue::from_str("no document"))?;
    let base = document.base_uri()?.unwrap_or_default();
    let glue = document
        .get_element_by_id("boot")
        .and_then(|boot| boot.get_attribute("data-js"))
        .ok_or_else(|| JsValue::from_str("#boot has no data-js"))?;
    Ok(Code {
        worker: Url::new_with_base("./worker.js", &base)?.href(),
        glue: Url::new_with_base(&glue, &base)?.href(),
    })
}

fn start(code: &Code, parts: Option<JsValue>) -> Result<web_sys::Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Spawned::new(&admitted(&code.worker)?, &options)?;
    let first = Object::new();
    Reflect::set(&first, &"js".into(), &code.glue.as_str().into())?;
    Reflect::set(&first, &"module".into(), &wasm_bindgen::module())?;
    if let Some(parts) = parts {
        Reflect::set(&first, &"parts".into(), &parts)?;
    }
    worker.post_message(&first)?;
    Ok(worker.into())
}

fn admitted(address: &str) -> Result<JsValue, JsValue> {
    if let Some(address) = ADDRESS.with_borrow(Clone::clone) {
        return Ok(address);
    }
    let types = Reflect::get(&js_sys::global(), &"trustedTypes".into())?;
    let address = if types.is_undefined() {
        address.into()
    } else {
        trusted(&types, address)?
    };
    ADDRESS.set(Some(address.clone()));
    Ok(address)
}

fn trusted(types: &JsValue, address: &str) -> Result<JsValue, JsValue> {
    let only = JsValue::from_str(address);
    let rule = Closure::<dyn Fn(JsValue) -> Result<JsValue, JsValue>>::new(move |asked: JsValue| {
        if asked == only {
            Ok(asked)
        } else {
            Err(js_sys::TypeError::new("assay-worker admits the worker alone").into())
        }
    });
    let rules = Object::new();
    Reflect::set(&rules, &"createScriptURL".into(), &rule.into_js_value())?;
    let create: Function = Reflect::get(types, &"createPolicy".into())?.dyn_into()?;
    let policy = create.call2(types, &"assay-worker".into(), &rules)?;
    let admit: Function = Reflect::get(&policy, &"createScriptURL".into())?.dyn_into()?;
    admit.call1(&policy, &address.into())
}
