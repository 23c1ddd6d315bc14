//! A worker's life: it tests its digests, says that it is ready, learns its role and takes it up.

use std::panic;

use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, MessagePort};

use super::{digester, reader, unpacker, wire};
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
        let (said, job) = (panic.to_string(), digester::in_hand());
        wire::tell(&page, &Notice::Panicked { said, job });
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
    let (role, beside) = match wire::read::<Role>(event) {
        Ok(message) => message,
        Err(problem) => panic!("{problem}"),
    };
    let ports = || match (beside.get(0).dyn_into(), beside.get(1).dyn_into()) {
        (Ok(first), Ok(second)) => (first, second),
        (Ok(_) | Err(_), _) => panic!("a role came without its ports"),
    };
    match role {
        Role::Reader => {
            let (first, second): (MessagePort, MessagePort) = ports();
            reader::run(scope, first, &second);
        }
        Role::Hasher { share, last } => {
            let (first, second) = ports();
            digester::run(scope, share, last, &first, second);
        }
        Role::Unpacker => unpacker::late_gate_unpacker(scope),
    }
}
