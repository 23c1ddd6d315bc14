//! The offer to compare the reader's files with a text that lists digests.

use leptos::prelude::*;

use crate::browser::address;
use crate::digest::checksums::read::read;
use crate::report::units;
use crate::route::Route;
use crate::ui::entering::Text;
use crate::ui::state::{State, use_words};

#[component]
pub fn CompareOffer() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    // Of a text that waits nothing was found yet.
    let list = state.findings.text.with_value(|text| match text {
        Text::Read(text) => Some(text).filter(|text| !read(text).entries.is_empty()).cloned(),
        Text::Waits(_) => None,
    });
    let list = StoredValue::new(list);
    let count = Memo::new(move |_| state.dropped.items.with(Vec::len));
    let compare = move |_| {
        if let Some(list) = list.get_value() {
            state.dropped.compare_with(list);
            address::go(&Route::Home.to_string());
        }
    };
    move || {
        let count = Some(count.get()).filter(|count| list.with_value(Option::is_some) && *count > 0)? as u64;
        let label = (words.checksums.compare_with)(count, &units::count(count, words));
        Some(view! { class = "found",
            <div class="deeds">
                <button type="button" class="button" on:click=compare>{label}</button>
                <span class="quiet small">{words.checksums.compared_here}</span>
            </div>
        })
    }
}
