//! VirusTotal's own summary of all sandboxes, asked for when the reader wants it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::behaviour::whole::{Address, Told, Whole};
use crate::ui::relations::standing::Standing;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::vt::object::{Kind, Object};
use crate::vt::request;

#[component]
pub fn Summary(subject: Subject, address: Address) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let question = StoredValue::new(request::behaviour_summary(&subject));
    let document = state.document(&question.with_value(|question| question.path.clone()));
    let phase = Memo::new(move |_| {
        document.with(|document| match &document.phase {
            Phase::Failed(error) if error.is_never_seen() => Phase::Done,
            phase => phase.clone(),
        })
    });
    let ask = move || state.load_document(question.get_value(), false);
    let label = (words.behaviour.ask_summary)(&(words.relations.requests)(1));
    let offer = move || {
        (phase.get() == Phase::Idle).then(|| {
            view! { class = "behaviour",
                <p><button type="button" class="button" on:click=move |_| ask()>{label.clone()}</button></p>
            }
        })
    };
    let body = move || {
        (phase.get() == Phase::Done).then(|| {
            let read = document.with_untracked(|document| document.read.clone());
            let attributes = read.as_ref().and_then(|read| read.value.get("data")?.as_object());
            match attributes.filter(|attributes| !attributes.is_empty()) {
                Some(attributes) => {
                    let report = Rc::new(Object::new(Kind::Behaviour, String::new(), attributes.clone()));
                    let told = Told::new(vec![report], vec![Untrusted::new(words.behaviour.summary)], true);
                    view! { class = "behaviour", <Whole subject=subject.clone() told address /> }.into_any()
                }
                None => view! { class = "behaviour", <p class="none">{words.behaviour.nothing_seen}</p> }.into_any(),
            }
        })
    };
    view! { class = "behaviour",
        <p class="quiet small about">{words.behaviour.summary_about}</p>
        {offer}
        <Standing phase=phase.into() what=words.behaviour.summary retry=move |()| ask() />
        {body}
    }
    .into_any()
}
