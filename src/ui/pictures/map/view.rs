//! How large the map is and which part of it is seen. Its frame scrolls, so that fingers, wheels and keys pan it as they
//! pan everything else; a mouse pulls it along.

use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;

use crate::report::map::layout::Point;

/// Sizes to choose from, in percent.
const ZOOMS: [i32; 8] = [20, 30, 45, 65, 85, 100, 140, 200];
/// Smaller, names can no longer be read: rather a part than that.
const READABLE: i32 = 80;
const WHOLE: i32 = 100;
/// A hand that moves less has only pressed.
const DRAGGED: i32 = 4;

/// Which node is in hand, and how large everything is.
#[derive(Clone, Copy)]
pub struct View {
    pub chosen: RwSignal<usize>,
    /// Under the mouse.
    pub looked: RwSignal<Option<usize>>,
    pub zoom: RwSignal<i32>,
    pub frame: NodeRef<Div>,
    /// Where the mouse took hold, and how far the frame was scrolled then.
    held: StoredValue<Option<(Point, Point)>>,
    dragged: StoredValue<bool>,
}

impl View {
    pub fn new() -> Self {
        Self {
            chosen: RwSignal::new(0),
            looked: RwSignal::new(None),
            zoom: RwSignal::new(WHOLE),
            frame: NodeRef::new(),
            held: StoredValue::new(None),
            dragged: StoredValue::new(false),
        }
    }

    /// The node under the mouse, or else the chosen one. Reactive.
    pub fn in_hand(self) -> usize {
        self.looked.get().unwrap_or_else(|| self.chosen.get())
    }

    /// Changes the size; what is in the middle of the frame stays there.
    pub fn zoom_to(self, zoom: i32) {
        let before = self.zoom.get_untracked();
        let Some(frame) = self.frame.get_untracked().filter(|_| zoom != before) else {
            return;
        };
        let (width, height) = (frame.client_width(), frame.client_height());
        let kept = |scrolled: i32, length: i32| (scrolled + length / 2) * zoom / before - length / 2;
        let (left, top) = (kept(frame.scroll_left(), width), kept(frame.scroll_top(), height));
        self.zoom.set(zoom);
        request_animation_frame(move || {
            frame.set_scroll_left(left);
            frame.set_scroll_top(top);
        });
    }

    pub fn step(self, larger: bool) {
        let now = self.zoom.get_untracked();
        let to = if larger {
            ZOOMS.into_iter().find(|zoom| *zoom > now)
        } else {
            ZOOMS.into_iter().rev().find(|zoom| *zoom < now)
        };
        if let Some(to) = to {
            self.zoom_to(to);
        }
    }

    /// Makes everything as small as it must be to be seen at once.
    pub fn show_all(self, (width, height): (i32, i32)) {
        let Some(frame) = self.frame.get_untracked() else {
            return;
        };
        let (room, tall) = (frame.client_width(), frame.client_height());
        if room > 0 && tall > 0 {
            self.zoom_to((room * 100 / width).min(tall * 100 / height).clamp(10, WHOLE));
        }
    }

    /// The first sight: as wide as the frame, unless that were too small to be read; the object in the middle.
    pub fn begin(self, (width, height): (i32, i32), centre: Point) {
        // Where lists come quickly, the next drawing has taken this one's place before its first frame.
        let frame = self.frame.try_get_untracked().flatten();
        let Some(frame) = frame.filter(|frame| frame.client_width() > 0) else {
            return;
        };
        let zoom = (frame.client_width() * 100 / width.max(1)).clamp(READABLE, WHOLE);
        self.zoom.set(zoom);
        request_animation_frame(move || {
            let wide = width * zoom / 100 > frame.client_width();
            if wide {
                frame.set_scroll_left(centre.x * zoom / 100 - frame.client_width() / 2);
            }
            if height * zoom / 100 > frame.client_height() {
                frame.set_scroll_top(centre.y * zoom / 100 - frame.client_height() / 2);
            }
        });
    }

    pub fn hold(self, event: &PointerEvent) {
        self.dragged.set_value(false);
        // Fingers scroll by themselves.
        if event.pointer_type() != "mouse" || event.button() != 0 {
            return;
        }
        let Some(frame) = self.frame.get_untracked() else {
            return;
        };
        let at = Point {
            x: event.client_x(),
            y: event.client_y(),
        };
        let scrolled = Point {
            x: frame.scroll_left(),
            y: frame.scroll_top(),
        };
        self.held.set_value(Some((at, scrolled)));
    }

    pub fn release(self) {
        self.held.set_value(None);
    }

    /// Whether what ends now was a pull and no press.
    pub fn was_dragged(self) -> bool {
        self.dragged.get_value()
    }

    pub fn drag(self, event: &PointerEvent) {
        let (Some((from, scrolled)), Some(frame)) = (self.held.get_value(), self.frame.get_untracked()) else {
            return;
        };
        let (x, y) = (event.client_x() - from.x, event.client_y() - from.y);
        if !self.dragged.get_value() && x.abs().max(y.abs()) <= DRAGGED {
            return;
        }
        self.dragged.set_value(true);
        frame.set_scroll_left(scrolled.x - x);
        frame.set_scroll_top(scrolled.y - y);
    }
}
