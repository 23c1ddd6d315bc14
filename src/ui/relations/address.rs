//! The address that a file can be fetched from for an hour: asked for at a wish, shown as text, never opened.

use leptos::prelude::*;

use crate::indicator::defang;
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::copy::CopyButton;
use crate::ui::outside::Outside;
use crate::ui::relations::standing::Standing;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::vt::relation::Relation;
use crate::vt::request;
use crate::words::relations;

#[component]
pub fn GivenAddress(subject: Subject, relation: Relation) -> impl IntoView {
    let words = use_words().relations;
    let state = expect_context::<State>();
    let question = StoredValue::new(request::page(&subject.related(relation.name), None));
    let document = state.document(&question.with_value(|question| question.path.clone()));
    let phase = Memo::new(move |_| document.with(|document| document.phase.clone()));
    let (title, about) = relations::named(&words, relation.name);
    // An address is good for an hour, so it is asked for when it is wanted, and anew when it is wanted again.
    let ask = move || state.load_document(question.get_value(), true);
    let one = (words.requests)(1);
    let offer = move || {
        let label = match phase.get() {
            Phase::Idle => words.ask_address,
            Phase::Done => words.ask_again,
            Phase::Queued | Phase::Asking { .. } | Phase::Held(..) | Phase::Failed(_) => return None,
        };
        Some(view! { class = "relations",
            <p><button type="button" class="button" on:click=move |_| ask()>{label(&one)}</button></p>
        })
    };
    let given = move || {
        (phase.get() == Phase::Done).then(|| {
            let read = document.with_untracked(|document| document.read.clone());
            match read.as_ref().and_then(|read| read.value.get("data")?.as_str()) {
                Some(address) => view! { class = "relations",
                    <p class="address">
                        <code><Outside text=Untrusted::new(defang(address)) /></code>
                        <CopyButton text=address what=title />
                    </p>
                }
                .into_any(),
                None => view! { class = "relations", <p role="alert">{words.no_address}</p> }.into_any(),
            }
        })
    };
    view! { class = "relations",
        <div class="list-head"><h2 class="list-title">{title}</h2></div>
        <p class="quiet small">{about}</p>
        <p class="notice">{words.address_gives}</p>
        {given}
        {offer}
        <Standing phase=phase.into() what=title retry=move |()| ask() />
    }
    .into_any()
}
