//! What stands below everything: what has no place on the page, and the whole of a report as it came.

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::behaviour::sandbox;
use crate::ui::behaviour::whole::Told;
use crate::ui::report::tree::{AttributeTree, Branch};
use crate::ui::state::use_words;
use crate::vt::object::Object;

/// What the page has no place for; of one sandbox also everything as it came.
#[component]
pub fn Leftovers(told: Told) -> impl IntoView {
    let words = use_words();
    let unknown = told.reports.with_value(|reports| {
        reports
            .iter()
            .map(|report| sandbox::unknown(report))
            .collect::<Vec<Object>>()
    });
    let names = told.names.get_value();
    let unknown = unknown
        .into_iter()
        .zip(names)
        .filter(|(left, _)| !left.attributes.is_empty());
    let unknown: Vec<AnyView> = unknown
        .map(|(left, name)| {
            let count = left.attributes.len();
            let report = StoredValue::new_local(Rc::new(left));
            let name = told
                .is_several()
                .then(|| view! { class = "behaviour", <h3 class="subtitle">{name.elided(60).spelled()}</h3> });
            view! { class = "behaviour", {name}<Branch report path=Vec::new() count /> }.into_any()
        })
        .collect();
    let unknown = (!unknown.is_empty()).then(|| {
        view! { class = "behaviour",
            <section class="panel">
                <h2 class="title">{words.behaviour.unknown}</h2>
                <div class="tree">{unknown}</div>
            </section>
        }
    });
    let alone = (!told.is_several())
        .then(|| told.reports.with_value(|reports| reports.first().cloned()))
        .flatten();
    let open = RwSignal::new(false);
    let everything = alone.map(|report| {
        let report = StoredValue::new_local(report);
        view! { class = "behaviour",
            <section class="panel">
                <button
                    type="button"
                    class="opener"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <span class="arrow" aria-hidden="true"></span>
                    {words.behaviour.whole_report}
                </button>
                <Show when=move || open.get()><AttributeTree report /></Show>
            </section>
        }
    });
    view! { class = "behaviour", {unknown}{everything} }.into_any()
}
