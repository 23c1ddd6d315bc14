//! The lock: lookup only, switched by the reader or set by whoever runs the page.

use leptos::prelude::*;

use crate::ui::actions::lock_sentence;
use crate::ui::state::{State, use_words};

#[component]
pub fn LockCard() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let own = words.upload;
    let by_host = state.start.with_value(|start| start.config.lookup_only);
    view! { class = "settings",
        <section class="card settings-lock" aria-labelledby="lock-heading">
            <h2 id="lock-heading">{own.lock_heading}</h2>
            <label class="settings-check" for="lookup-only">
                <input
                    type="checkbox"
                    id="lookup-only"
                    prop:checked=move || state.lookup_only()
                    disabled=by_host
                    on:change=move |event| {
                        let locked = event_target_checked(&event);
                        state.change(|settings| settings.lookup_only = locked);
                    }
                />
                <span>{own.lock_switch}<span class="settings-means quiet small">{own.lock_means}</span></span>
            </label>
            <p class="small settings-lock-state" id="lock-state" role="status">
                {move || lock_sentence(state, words).map(|by| format!("{} {by}", own.lookup_only))}
            </p>
        </section>
    }
}
