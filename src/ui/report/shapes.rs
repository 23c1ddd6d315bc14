//! Shapes that say with a form what the hue says with a colour.

use leptos::prelude::*;

/// A form that is told from the others in black and white.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Octagon,
    Triangle,
    Tick,
    Ring,
    DashedRing,
    Dash,
}

impl Shape {
    /// The outline, on a square of 24 units; the tick is a hole in its circle.
    pub fn outline(self) -> &'static str {
        match self {
            Self::Octagon => "M7.9 2h8.2L22 7.9v8.2L16.1 22H7.9L2 16.1V7.9z",
            Self::Triangle => "M12 2.6 23 21.4H1z",
            Self::Tick => "M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20zM6.7 12.4l1.5-1.5 2.6 2.6 5.1-5.3 1.5 1.5-6.6 6.8z",
            Self::Ring | Self::DashedRing => "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 1 0 0-17z",
            Self::Dash => "M6 12h12",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Octagon => "octagon",
            Self::Triangle => "triangle",
            Self::Tick => "tick",
            Self::Ring => "ring",
            Self::DashedRing => "dashed-ring",
            Self::Dash => "dash",
        }
    }
}

/// The shape in the colour of the text around it. It is never alone: a word stands beside it.
#[component]
pub fn ShapeMark(shape: Shape) -> impl IntoView {
    view! { class = "report-shapes",
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" data-shape=shape.name()>
            <path fill-rule="evenodd" d=shape.outline() />
        </svg>
    }
}
