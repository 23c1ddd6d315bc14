//! The question that stands in a report's place where its object is nobody's outside.

use leptos::prelude::*;

use crate::indicator::Reserved;
use crate::route::Route;
use crate::subject::Subject;
use crate::ui::found::question::reason;
use crate::ui::state::{State, use_words};

#[component]
pub fn OneQuestion(subject: Subject, why: Reserved) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let ask = move |_| state.look_up(&subject);
    view! { class = "problem",
        <section class="problem-panel">
            <div role="alert" class="problem-said">
                <h2 class="problem-title">{reason(why, &words.found)}". "{words.found.ask_this}</h2>
                <p>{words.found.ask_this_why}</p>
            </div>
            <div class="row problem-remedies">
                <button type="button" class="button" on:click=ask>{words.found.ask_this_cost}</button>
                <a class="button" href=Route::Home.to_string()>{words.problem.check_another}</a>
            </div>
        </section>
    }
    .into_any()
}
