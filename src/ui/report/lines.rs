//! Somebody's text of several lines: paragraphs, or a program's code; its start at once and the whole on demand.

use leptos::prelude::*;

use crate::report::lines::{Start, start, whole};
use crate::report::units;
use crate::ui::outside::Outside;
use crate::ui::report::take::CopyText;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;

/// How the lines stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Manner {
    Prose,
    Code,
}

/// Draws a text line by line. Of a long one the start, with a button that opens a box holding all of it.
#[component]
pub fn Lines(text: Untrusted, manner: Manner) -> impl IntoView {
    let words = use_words();
    let Start { lines, total, cut } = start(&text);
    let open = RwSignal::new(false);
    let text = StoredValue::new(text);
    let manner = match manner {
        Manner::Prose => "prose",
        Manner::Code => "code",
    };
    let shown = move || {
        if open.get() {
            // One run of text, hidden signs spelled: a piece of its own for each line would be tens of thousands.
            return view! { class = "report-lines", <bdi class="text whole" data-manner=manner tabindex="0">{text.with_value(whole)}</bdi> }
                .into_any();
        }
        let lines = lines
            .clone()
            .into_iter()
            .map(|text| view! { class = "report-lines", <span class="line"><Outside text /></span> });
        view! { class = "report-lines", <div class="text" data-manner=manner>{lines.collect_view()}</div> }.into_any()
    };
    let label = (words.report.formats.whole_text)(total, &units::count(total, words));
    let toggle = cut.then(|| {
        view! { class = "report-lines",
            <button
                type="button"
                class="button"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || if open.get() { words.report.show_less.to_owned() } else { label.clone() }}
            </button>
        }
    });
    view! { class = "report-lines",
        <div class="lines">
            {shown}
            <p class="take">
                {toggle}
                <CopyText label=words.report.copy text=move |()| text.with_value(|text| text.raw().to_owned()) />
            </p>
        </div>
    }
    .into_any()
}
