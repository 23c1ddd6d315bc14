//! What every request of this page has in common: how it is built, how it is ended, how long it is waited for.

use std::cell::Cell;
use std::rc::Rc;

use gloo_net::http::RequestBuilder;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{AbortController, AbortSignal, ReferrerPolicy, RequestCache, RequestCredentials};

/// Ends a question before its answer is there; its clones end the same one.
#[derive(Clone)]
pub struct Cancel {
    abort: Option<AbortController>,
    cancelled: Rc<Cell<bool>>,
}

impl Cancel {
    pub fn new() -> Self {
        Self {
            abort: AbortController::new().ok(),
            cancelled: Rc::default(),
        }
    }

    pub fn cancel(&self) {
        self.cancelled.set(true);
        self.stop();
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }

    /// Calls back when it is ended, for as long as what is returned lives.
    pub fn on_cancel(&self, ended: impl Fn() + 'static) -> OnCancel {
        let on_cancel = OnCancel {
            signal: self.signal(),
            ended: Closure::new(ended),
        };
        if let Some(signal) = &on_cancel.signal {
            let _ = signal.add_event_listener_with_callback("abort", on_cancel.ended.as_ref().unchecked_ref());
        }
        on_cancel
    }

    fn signal(&self) -> Option<AbortSignal> {
        self.abort.as_ref().map(AbortController::signal)
    }

    /// Ends the fetch for a cause of our own, which is not the reader's.
    pub(super) fn stop(&self) {
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}

/// See [`Cancel::on_cancel`].
pub struct OnCancel {
    signal: Option<AbortSignal>,
    ended: Closure<dyn Fn()>,
}

impl Drop for OnCancel {
    fn drop(&mut self) {
        if let Some(signal) = &self.signal {
            let _ = signal.remove_event_listener_with_callback("abort", self.ended.as_ref().unchecked_ref());
        }
    }
}

impl Default for Cancel {
    fn default() -> Self {
        Self::new()
    }
}

/// What every request of this page has in common.
pub(super) fn builder(url: &str, cancel: &Cancel) -> RequestBuilder {
    RequestBuilder::new(url)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .cache(RequestCache::NoStore)
        .abort_signal(cancel.signal().as_ref())
}

/// Stops a question that is not answered in time.
pub(super) struct Patience {
    timer: Cell<Option<i32>>,
    over: Rc<Cell<bool>>,
    stop: Closure<dyn FnMut()>,
}

impl Patience {
    pub(super) fn new(cancel: &Cancel) -> Self {
        let over = Rc::new(Cell::new(false));
        let (now_over, cancel) = (over.clone(), cancel.clone());
        let stop = Closure::new(move || {
            now_over.set(true);
            cancel.stop();
        });
        Self {
            timer: Cell::new(None),
            over,
            stop,
        }
    }

    /// Gives it so many milliseconds from now on.
    pub(super) fn wait(&self, ms: i32) {
        self.clear();
        if let Some(window) = web_sys::window() {
            let timer =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(self.stop.as_ref().unchecked_ref(), ms);
            self.timer.set(timer.ok());
        }
    }

    pub(super) fn is_over(&self) -> bool {
        self.over.get()
    }

    fn clear(&self) {
        if let (Some(timer), Some(window)) = (self.timer.take(), web_sys::window()) {
            window.clear_timeout_with_handle(timer);
        }
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        self.clear();
    }
}
