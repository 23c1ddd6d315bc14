//! What is being done about a subject: its upload, the wish for an analysis, the analysis that is followed.

use leptos::prelude::*;

use crate::report::act::describe_act;
use crate::report::problem::describe_wait;
use crate::subject::{Subject, Topic};
use crate::ui::analyses::{Beside, FollowedLine};
use crate::ui::asking::Phase;
use crate::ui::late::{Late, late_gate_doings};
use crate::ui::load::Load;
use crate::ui::problem::ProblemPanel;
use crate::ui::state::{State, use_words};
use crate::ui::upload::{Stage, UploadStanding};

/// Draws them where there are any.
#[component]
pub fn DoingsPlace(subject: Subject) -> impl IntoView {
    let state = use_context::<State>()?;
    let begun = state.begun(&subject);
    let stage = (subject.topic() == Topic::File).then(|| state.uploads.stage(subject.id()));
    let own = subject.clone();
    let any = Memo::new(move |_| {
        begun.with(|begun| !matches!(begun.phase, Phase::Idle | Phase::Done))
            || stage.is_some_and(|stage| stage.with(|stage| !matches!(stage, Stage::Idle | Stage::Done)))
            || state.analyses.of(&own).is_some()
    });
    Some(move || {
        let subject = subject.clone();
        any.get()
            .then(|| view! { class = "doings", <Late view=move || late_gate_doings(subject.clone()) /> })
    })
}

/// What is being done about a subject: its upload, the wish for an analysis, the analysis that is followed.
#[component]
pub fn Doings(subject: Subject) -> impl IntoView {
    let state = use_context::<State>()?;
    let words = use_words();
    let begun = state.begun(&subject);
    let phase = Memo::new(move |_| begun.with(|begun| (begun.act, begun.phase.clone())));
    let asked = subject.clone();
    let beginning = move || {
        let (act, phase) = phase.get();
        let (again, held) = (asked.clone(), asked.clone());
        match phase {
            Phase::Idle | Phase::Done => ().into_any(),
            Phase::Queued => {
                view! { class = "doings", <p class="quiet" role="status">{words.home.lookup_queued}</p> }.into_any()
            }
            Phase::Asking { since } => {
                view! { class = "doings", <Load doing=words.analysis.beginning since /> }.into_any()
            }
            Phase::Held(hold, error) => view! { class = "doings",
                <ProblemPanel
                    problem=describe_wait(&error, &hold, words)
                    retry=Callback::new(move |()| state.ask_now())
                    subject=Some(held)
                />
            }
            .into_any(),
            Phase::Failed(error) => view! { class = "doings",
                <ProblemPanel
                    problem=describe_act(&error, act, words)
                    again=words.upload.try_again
                    retry=Callback::new(move |()| state.begin_again(&again))
                    subject=Some(asked.clone())
                />
            }
            .into_any(),
        }
    };
    let upload = (subject.topic() == Topic::File).then(|| {
        let sha256 = subject.id().to_owned();
        view! { class = "doings", <UploadStanding sha256 /> }
    });
    let followed = Memo::new(move |_| state.analyses.of(&subject));
    Some(
        view! { class = "doings",
            <div class="all">
                {upload}
                {beginning}
                {move || followed.get().map(|followed| view! { class = "doings", <FollowedLine followed beside=Beside::Report /> })}
            </div>
        }
        .into_any(),
    )
}
