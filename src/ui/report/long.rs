//! A text from outside of any length: short at first, whole on demand.

use leptos::prelude::*;

use crate::report::units;
use crate::ui::outside::Outside;
use crate::ui::report::take::CopyText;
use crate::ui::state::use_words;
use crate::ui::table::opened::Place;
use crate::untrusted::Untrusted;

/// Longer texts are cut until the reader asks.
const SHORT: usize = 300;

/// Draws a text; one of more than 300 signs is cut, with a button that opens a box holding all of it.
#[component]
pub fn LongText(
    #[prop(into)] text: Untrusted,
    /// Where it is remembered that it is open.
    #[prop(optional_no_strip)]
    place: Option<Place>,
) -> impl IntoView {
    let length = text.raw().chars().count();
    if length <= SHORT {
        return view! { class = "report-long", <Outside text /> }.into_any();
    }
    let start: String = text.raw().chars().take(SHORT).collect();
    let whole = StoredValue::new(text);
    view! { class = "report-long", <Cut start=Untrusted::new(start) length place whole=Callback::new(move |()| whole.get_value()) /> }
        .into_any()
}

/// The start of a text of `length` signs; `whole` is asked for the rest when the reader does.
#[component]
pub fn Cut(
    start: Untrusted,
    length: usize,
    #[prop(into)] whole: Callback<(), Untrusted>,
    #[prop(optional_no_strip)] place: Option<Place>,
) -> impl IntoView {
    let words = use_words();
    let open = Place::signal_of(place);
    let label = (words.report.show_all_signs)(&units::count(length as u64, words));
    let raw = move |()| whole.run(()).raw().to_owned();
    let shown = move || {
        if open.get() {
            view! { class = "report-long",
                // One run of text, hidden signs spelled: a piece of its own for each would be tens of thousands.
                <bdi class="whole" tabindex="0">{whole.run(()).spelled()}</bdi>
                <CopyText label=words.report.copy text=raw />
            }
            .into_any()
        } else {
            view! { class = "report-long", <Outside text=start.clone() /><span aria-hidden="true">"…"</span> }
                .into_any()
        }
    };
    view! { class = "report-long",
        {shown}
        <button
            type="button"
            class="toggle"
            aria-expanded=move || if open.get() { "true" } else { "false" }
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {move || if open.get() { words.report.show_less.to_owned() } else { label.clone() }}
        </button>
    }
    .into_any()
}
