//! The view of an address that leads nowhere.

use leptos::prelude::*;

use crate::route::Route;
use crate::ui::outside::Outside;
use crate::ui::state::use_words;

#[component]
pub fn Unknown(path: String) -> impl IntoView {
    let shell = use_words().shell;
    view! { class = "unknown",
        <div class="stack">
            <h1>{shell.unknown_heading}</h1>
            <p>{shell.unknown_text}" "<span class="mono"><Outside text=path short=120 /></span></p>
            <p><a class="button button-main" href=Route::Home.to_string()>{shell.to_home}</a></p>
        </div>
    }
}
