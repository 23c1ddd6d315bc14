//! Where a list's newest page stands, below what is there already.

use leptos::prelude::*;

use crate::ui::asking::Phase;
use crate::ui::load::Load;
use crate::ui::problem::Problem;
use crate::ui::state::{State, use_words};

/// Draws a wait or a failure, and nothing where there is neither. `what` names the list.
#[component]
pub fn Standing(phase: Signal<Phase>, #[prop(into)] what: String, #[prop(into)] retry: Callback<()>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let now = Callback::new(move |()| state.ask_now());
    move || match phase.get() {
        Phase::Idle | Phase::Done => ().into_any(),
        Phase::Queued => {
            view! { class = "relations", <p class="quiet" role="status">{words.relations.queued}</p> }.into_any()
        }
        Phase::Asking { since } => {
            view! { class = "relations", <Load doing=(words.relations.asking)(&what) since /> }.into_any()
        }
        Phase::Held(hold, error) => view! { class = "relations",
            <Problem error wait_until=Some(hold.until) retry=now />
        }
        .into_any(),
        Phase::Failed(error) => view! { class = "relations", <Problem error retry /> }.into_any(),
    }
}
