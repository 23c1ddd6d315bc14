//! What of the page is in sight: who is told when that changes, and what can be measured of a list.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, Element, ResizeObserver};

/// Blocks that are drawn in a frame by those that can wait: more would be felt.
const A_FRAMES_SHARE: usize = 4;

/// What has happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Occasion {
    /// The window stands elsewhere, or there is time for more.
    Look,
    /// The page is about to be printed.
    Print,
}

/// What somebody who was told has done about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Done {
    /// How many blocks it draws now.
    pub blocks: usize,
    /// It has others to draw once there is time.
    pub more: bool,
}

type Watcher = Rc<dyn Fn(Occasion) -> Done>;

#[derive(Default)]
struct Hub {
    watchers: RefCell<BTreeMap<u64, Watcher>>,
    next: Cell<u64>,
    /// Whose turn it is in the coming frame.
    turn: Cell<u64>,
    coming: Cell<bool>,
    /// Blocks that were drawn since the last frame, because they came into sight.
    spent: Cell<usize>,
    /// What is drawn for paper stays until that is done.
    printing: Cell<bool>,
    frame: RefCell<Option<Closure<dyn FnMut()>>>,
    sizes: RefCell<Option<ResizeObserver>>,
}

thread_local! {
    static HUB: Hub = Hub::default();
}

/// Tells until it is dropped.
pub struct Watch {
    id: u64,
    element: Element,
}

/// Tells `watcher` when `element` may have come into sight, gone out of it or changed its size.
pub fn watch(element: &Element, watcher: impl Fn(Occasion) -> Done + 'static) -> Watch {
    HUB.with(|hub| {
        if hub.next.get() == 0 {
            listen(hub);
        }
        let id = hub.next.get();
        hub.next.set(id + 1);
        hub.watchers.borrow_mut().insert(id, Rc::new(watcher));
        if let Some(sizes) = &*hub.sizes.borrow() {
            sizes.observe(element);
        }
        Watch {
            id,
            element: element.clone(),
        }
    })
}

impl Drop for Watch {
    fn drop(&mut self) {
        // While the page itself goes, there may be nothing left to leave.
        let _ = HUB.try_with(|hub| {
            hub.watchers.borrow_mut().remove(&self.id);
            if let Some(sizes) = &*hub.sizes.borrow() {
                sizes.unobserve(&self.element);
            }
        });
    }
}

/// Whether there is a window at all: components are drawn natively in tests.
pub fn is_there() -> bool {
    cfg!(target_arch = "wasm32")
}

/// Has everybody look in the next frame.
pub fn wake() {
    HUB.with(|hub| {
        let frame = hub.frame.borrow();
        let (Some(window), Some(frame), false) = (web_sys::window(), &*frame, hub.coming.get()) else {
            return;
        };
        let asked = window.request_animation_frame(frame.as_ref().unchecked_ref());
        hub.coming.set(asked.is_ok());
    });
}

fn listen(hub: &Hub) {
    let Some(window) = web_sys::window() else { return };
    let heard = |act: fn()| {
        Closure::<dyn FnMut()>::new(act)
            .into_js_value()
            .unchecked_into::<Function>()
    };
    let options = AddEventListenerOptions::new();
    options.set_passive(true);
    // Panes scroll for themselves, and nobody but them hears of it.
    options.set_capture(true);
    let acts: [(&str, fn()); 4] = [
        ("scroll", look),
        ("resize", look),
        ("beforeprint", print),
        ("afterprint", printed),
    ];
    for (event, act) in acts {
        let heard = heard(act);
        let _ = window.add_event_listener_with_callback_and_add_event_listener_options(event, &heard, &options);
    }
    // A frame later: what is drawn while sizes are told would change them again.
    *hub.sizes.borrow_mut() = ResizeObserver::new(&heard(wake)).ok();
    *hub.frame.borrow_mut() = Some(Closure::new(use_frame));
}

fn watchers() -> Vec<(u64, Watcher)> {
    HUB.with(|hub| {
        let watchers = hub.watchers.borrow();
        watchers.iter().map(|(id, watcher)| (*id, watcher.clone())).collect()
    })
}

fn look() {
    if HUB.with(|hub| hub.printing.get()) {
        return;
    }
    let (mut drawn, mut more) = (0, false);
    for (_, watcher) in watchers() {
        let done = watcher(Occasion::Look);
        drawn += done.blocks;
        more |= done.more;
    }
    HUB.with(|hub| hub.spent.set(hub.spent.get() + drawn));
    if more {
        wake();
    }
}

fn print() {
    HUB.with(|hub| hub.printing.set(true));
    for (_, watcher) in watchers() {
        watcher(Occasion::Print);
    }
}

fn printed() {
    HUB.with(|hub| hub.printing.set(false));
    wake();
}

/// Everybody in turn, as far as the frame's share goes.
fn use_frame() {
    HUB.with(|hub| hub.coming.set(false));
    if HUB.with(|hub| hub.printing.get()) {
        return;
    }
    let mut watchers = watchers();
    let turn = HUB.with(|hub| hub.turn.get());
    let first = watchers.partition_point(|(id, _)| *id < turn);
    watchers.rotate_left(first);
    let (mut drawn, mut more) = (HUB.with(|hub| hub.spent.take()), false);
    for (id, watcher) in watchers {
        if drawn >= A_FRAMES_SHARE {
            HUB.with(|hub| hub.turn.set(id));
            more = true;
            break;
        }
        let done = watcher(Occasion::Look);
        drawn += done.blocks;
        more |= done.more;
    }
    if more {
        wake();
    }
}

/// A list as it stands in the window.
pub struct Seen {
    /// Pixels from the list's top to the window's, negative where the list begins further down.
    pub top: f64,
    pub window: f64,
    pub width: f64,
    /// Those of its elements, in their order.
    pub heights: Vec<f64>,
    elements: Vec<Element>,
}

/// Looks at the `count` elements after `start`; none where they are not shown.
pub fn seen(start: &Element, count: usize) -> Option<Seen> {
    let window = web_sys::window()?.inner_height().ok()?.as_f64()?;
    let next = std::iter::successors(start.next_element_sibling(), Element::next_element_sibling);
    let elements: Vec<Element> = next.take(count).collect();
    let places: Vec<_> = elements.iter().map(Element::get_bounding_client_rect).collect();
    let first = places.first()?;
    (first.width() > 0.0).then(|| Seen {
        top: -first.top(),
        window,
        width: first.width(),
        heights: places.iter().map(web_sys::DomRect::height).collect(),
        elements,
    })
}

impl Seen {
    /// Whether the reader has the focus in an element, or has opened something there that would be closed by drawing
    /// it anew.
    pub fn is_held(&self, at: usize) -> bool {
        self.fits(
            at,
            ":focus-within, :has([aria-expanded='true']:not([data-remembered]), details[open])",
        )
    }

    /// Whether the reader has the focus in an element.
    pub fn has_focus(&self, at: usize) -> bool {
        self.fits(at, ":focus-within")
    }

    fn fits(&self, at: usize, selector: &str) -> bool {
        let element = self.elements.get(at);
        element.is_some_and(|element| element.matches(selector).unwrap_or(false))
    }
}
