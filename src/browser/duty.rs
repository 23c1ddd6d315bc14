//! A worker's life: it tests its digests, says that it is ready, learns its role and takes it up.

use std::panic;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

use super::{digester, reader, wire};
use crate::digest::message::{Notice, Role};
use crate::digest::self_test;

/// The entry in a worker.
pub fn run() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else {
        return;
    };
    let page = scope.clone();
    panic::set_hook(Box::new(move |panic| {
        // The page hears the trap that follows anyway; this says where.
        let _ = wire::post(&page, &Notice::Panicked(panic.to_string()), &[], &[]);
    }));
    let page = scope.clone();
    let learn = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| take_up(&page, &event));
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
    let (role, ports) = match wire::read::<Role>(event) {
        Ok(message) => message,
        Err(problem) => panic!("{problem}"),
    };
    let (Ok(first), Ok(second)) = (
        ports.get(0).dyn_into::<MessagePort>(),
        ports.get(1).dyn_into::<MessagePort>(),
    ) else {
        panic!("a role came without its ports");
    };
    match role {
        Role::Reader => reader::run(scope, first, &second),
        Role::Hasher { share, last } => digester::run(scope, share, last, &first, second),
    }
}
