//! A worker's life: it tests its digests, says that it is ready, learns its role and takes it up.

use std::panic;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

use super::{digester, reader, unpacker, wire};
use crate::digest::message::{Notice, Role};
use crate::digest::self_test;

/// The entry in a worker.
pub fn run() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let above = scope.clone();
    panic::set_hook(Box::new(move |panic| {
        // Whoever started it hears the trap that follows anyway; this says where.
        let (said, job) = (panic.to_string(), digester::in_hand());
        wire::tell(&above, &Notice::Panicked(said, job));
    }));
    let own = scope.clone();
    let learn = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| take_up(&own, &event));
    scope.set_onmessage(Some(learn.into_js_value().unchecked_ref()));
    wire::tell(
        &scope,
        &match self_test::run() {
            Ok(()) => Notice::Ready,
            Err(algorithm) => Notice::Unfit(algorithm),
        },
    );
}

fn take_up(scope: &DedicatedWorkerGlobalScope, event: &MessageEvent) {
    match wire::read::<Role>(event) {
        Ok((Role::Reader { code, hashers }, _)) => reader::run(scope, &code, &hashers),
        Ok((Role::Hasher { share, last }, _)) => digester::run(scope, share, last),
        Ok((Role::Unpacker, _)) => unpacker::late_gate_unpacker(scope),
        Err(problem) => panic!("{problem}"),
    }
}
