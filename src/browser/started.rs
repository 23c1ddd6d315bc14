//! A worker with whoever started it: what it says is heard, and it ends when this is dropped.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, Event, MessageEvent, Worker};

use super::{wire, worker};
use crate::digest::message::{Code, Notice};

/// What is heard of a worker.
pub enum Heard {
    /// With what lay beside it.
    Notice(Notice, Array),
    /// It stopped; holds what the browser said.
    Crash(String),
}

pub struct Started {
    pub worker: Worker,
    _heard: [Closure<dyn FnMut(Event)>; 2],
}

impl Started {
    pub fn new(code: &Code, hear: impl Fn(Heard) + Clone + 'static) -> Result<Self, JsValue> {
        let worker = worker::spawn(code)?;
        let hear_notice = hear.clone();
        let notice = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            hear_notice(match wire::read(event.unchecked_ref::<MessageEvent>()) {
                Ok((notice, beside)) => Heard::Notice(notice, beside),
                Err(problem) => Heard::Crash(problem),
            });
        });
        let error = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // Otherwise the browser passes it on as an error of whoever started the worker.
            event.prevent_default();
            let said = event
                .dyn_ref::<ErrorEvent>()
                .map(ErrorEvent::message)
                .unwrap_or_default();
            hear(Heard::Crash(said));
        });
        worker.set_onmessage(Some(notice.as_ref().unchecked_ref()));
        worker.set_onerror(Some(error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(error.as_ref().unchecked_ref()));
        Ok(Self {
            worker,
            _heard: [notice, error],
        })
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}
