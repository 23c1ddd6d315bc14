//! One value of the details: whose words it is, what can be copied, what is good or bad.

use leptos::prelude::*;

use crate::indicator::defang;
use crate::report::details::Cell;
use crate::report::units::When;
use crate::route::Route;
use crate::subject::{Subject, Topic};
use crate::ui::copy::CopyButton;
use crate::ui::outside::Outside;
use crate::ui::report::card::{tone, tone_shape};
use crate::ui::report::long::LongText;
use crate::ui::report::shapes::ShapeMark;
use crate::ui::table::opened::Place;
use crate::untrusted::Untrusted;

/// Draws a cell; `what` names it for its copy button.
#[component]
pub fn CellView(
    cell: Cell,
    #[prop(into)] what: String,
    /// Where it is remembered that it is open.
    #[prop(optional)]
    place: Option<Place>,
) -> impl IntoView {
    match cell {
        Cell::Empty => view! { class = "report-cells", <span class="empty" aria-hidden="true">"–"</span> }.into_any(),
        Cell::Ours(text) => text.into_any(),
        Cell::Outside(text) => view! { class = "report-cells", <LongText text place /> }.into_any(),
        Cell::Copy(text) => view! { class = "report-cells",
            <span class="copied">
                <code><LongText text=text.clone() place /></code>
                <CopyButton text=text.raw() what />
            </span>
        }
        .into_any(),
        Cell::Time(when) => view! { class = "report-cells", <Moment when /> }.into_any(),
        Cell::Bar { value, max, text } => view! { class = "report-cells", <Bar value max text /> }.into_any(),
        Cell::State(how, text) => view! { class = "report-cells",
            <span class="state" data-tone=tone(how)><ShapeMark shape=tone_shape(how) /><span>{text}</span></span>
        }
        .into_any(),
        Cell::OutsideState(how, text) => view! { class = "report-cells",
            <span class="state" data-tone=tone(how)><ShapeMark shape=tone_shape(how) /><span><LongText text place /></span></span>
        }
        .into_any(),
        Cell::Chips(chips) => view! { class = "report-cells",
            <ul class="chips">
                {chips
                    .into_iter()
                    .map(|text| view! { class = "report-cells", <li class="chip"><Outside text short=60 /></li> })
                    .collect_view()}
            </ul>
        }
        .into_any(),
        Cell::Subject(subject, text) => view! { class = "report-cells", <Pivot subject text what /> }.into_any(),
    }
}

/// Longer names are cut in the middle; the whole is in the title and in the copy.
const NAME_AT_MOST: usize = 100;

/// A way to the report on what a text names. The text is shown so that nobody visits it by mistake, and copied as it
/// came.
#[component]
pub fn Pivot(subject: Subject, text: Untrusted, #[prop(into)] what: String) -> impl IntoView {
    let shown = match subject.topic() {
        Topic::File => text.clone(),
        Topic::Url | Topic::Domain | Topic::Address => Untrusted::new(defang(text.raw())),
    };
    view! { class = "report-cells",
        <span class="copied">
            <a class="pivot" href=Route::report(subject).to_string()><Outside text=shown short=NAME_AT_MOST /></a>
            <CopyButton text=text.raw() what />
        </span>
    }
    .into_any()
}

/// The moment, and how long ago that is.
#[component]
fn Moment(when: When) -> impl IntoView {
    view! { class = "report-cells",
        <span>
            <span class="moment">{when.absolute}</span>
            {when.relative.map(|ago| view! { class = "report-cells", <span class="ago">{ago}</span> })}
        </span>
    }
}

/// The width of a bar's drawing.
const BAR: f64 = 64.0;

/// One place behind the point, without the standard library's writing of floats, which is 15 KB in the page.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share of a bar, never negative"
)]
fn tenths(length: f64) -> String {
    let tenths = (length * 10.0).round() as u32;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A length beside its number; the number is what counts.
#[component]
fn Bar(value: f64, max: f64, text: String) -> impl IntoView {
    let share = if max > 0.0 { (value / max).clamp(0.0, 1.0) } else { 0.0 };
    view! { class = "report-cells",
        <span class="bar">
            <svg viewBox="0 0 64 6" aria-hidden="true" preserveAspectRatio="none">
                <rect data-part="track" width="64" height="6" rx="3" />
                <rect data-part="length" width=tenths(share * BAR) height="6" rx="3" />
            </svg>
            <span class="number">{text}</span>
        </span>
    }
}
