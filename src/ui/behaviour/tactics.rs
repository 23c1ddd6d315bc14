//! The techniques by tactic and with their names: an answer of its own, asked for when the reader wants it.

use std::rc::Rc;

use leptos::prelude::*;
use serde_json::Value;

use crate::report::behaviour::tactics;
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::behaviour::section::SectionTable;
use crate::ui::behaviour::whole::Told;
use crate::ui::relations::standing::Standing;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::vt::request;

#[component]
pub fn Tactics(subject: Subject, told: Told) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let question = StoredValue::new(request::mitre_trees(&subject));
    let document = state.document(&question.with_value(|question| question.path.clone()));
    let phase = Memo::new(move |_| {
        document.with(|document| match &document.phase {
            Phase::Failed(error) if error.is_never_seen() => Phase::Done,
            phase => phase.clone(),
        })
    });
    let ask = move || state.load_document(question.get_value(), false);
    let label = (words.behaviour.ask_tactics)(&(words.relations.requests)(1));
    let offer = move || {
        (phase.get() == Phase::Idle).then(|| {
            view! { class = "behaviour",
                <p class="offer">
                    <button type="button" class="button" on:click=move |_| ask()>{label.clone()}</button>
                    <span class="quiet small">{words.behaviour.tactics_about}</span>
                </p>
            }
        })
    };
    let body = move || {
        (phase.get() == Phase::Done).then(|| {
            let read = document.with_untracked(|document| document.read.clone());
            let trees = read
                .as_ref()
                .and_then(|read| read.value.get("data"))
                .unwrap_or(&Value::Null);
            let told = whose(told, trees);
            let section = told.names.with_value(|names| tactics(trees, names, words));
            if section.is_empty() {
                return view! { class = "behaviour", <p class="quiet">{words.behaviour.no_tactics}</p> }.into_any();
            }
            let whose = told.is_several();
            view! { class = "behaviour", <SectionTable section=Rc::new(section) told named=true whose /> }.into_any()
        })
    };
    view! { class = "behaviour",
        {offer}
        <Standing phase=phase.into() what=words.behaviour.tactics retry=move |()| ask() />
        {body}
    }
    .into_any()
}

/// The sandboxes whose trees are wanted: the one that is shown, or all of the answer.
fn whose(told: Told, trees: &Value) -> Told {
    let mut names = told.names.get_value();
    if told.summary || names.len() > 1 {
        if told.summary {
            names.clear();
        }
        let others = trees.as_object().into_iter().flat_map(|trees| trees.keys());
        for name in others.map(|name| Untrusted::new(name.as_str())) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    Told::new(Vec::new(), names, told.summary)
}
