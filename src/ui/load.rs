//! What stands where something is awaited: what is happening, and for how long already.

use leptos::prelude::*;

use crate::ui::state::{unix_seconds, use_now, use_words};

/// A wait that says what it is for. The passing seconds appear after the first one, so that a quick answer does not
/// flicker.
#[component]
pub fn Load(
    /// What is being done: "Asking VirusTotal about …".
    #[prop(into)]
    doing: String,
    /// When it began, in milliseconds since 1970.
    since: f64,
    /// What else can be done meanwhile.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let words = use_words().shell;
    let now = use_now();
    let passed = move || {
        let seconds = u64::try_from(unix_seconds(now.get() - since)).unwrap_or(0);
        (seconds >= 1).then(|| (words.seconds_so_far)(seconds))
    };
    view! { class = "load",
        <div class="load-panel">
            <div class="load-line" aria-hidden="true"></div>
            <p role="status">{doing}</p>
            <p class="quiet small load-passed" aria-hidden="true">{passed}</p>
            {children.map(|children| children())}
        </div>
    }
}
