//! An error where the thing itself would have been: what happened, what to do, and the doing.

use leptos::prelude::*;

use crate::browser::address;
use crate::report::problem::{self, Remedy, describe, describe_wait};
use crate::report::units;
use crate::route::{Route, Tab};
use crate::subject::Subject;
use crate::ui::gui_link::GuiLink;
use crate::ui::outside::Outside;
use crate::ui::state::{State, unix_seconds, use_now, use_words};
use crate::vt::error::ApiError;

/// Longer waits are said as a time of the day, not counted down.
const COUNTED_DOWN_SECS: i64 = 3_600;

/// Draws an error with its remedies. A remedy that the caller gives no means for is left out.
#[component]
pub fn Problem(
    error: ApiError,
    /// Unix seconds at which the page asks again by itself.
    #[prop(optional_no_strip)]
    wait_until: Option<i64>,
    #[prop(optional, into)] retry: Option<Callback<()>>,
    /// What was asked about, for a link to VirusTotal's own page.
    #[prop(optional_no_strip)]
    subject: Option<Subject>,
) -> impl IntoView {
    let words = use_words();
    let held = use_context::<State>().and_then(|state| untrack(|| state.asking.held()));
    let problem = match held.filter(|hold| Some(hold.until) == wait_until) {
        Some(hold) => describe_wait(&error, &hold, words),
        None => describe(&error, wait_until, words),
    };
    view! { class = "problem", <ProblemPanel problem retry subject /> }
}

/// The same for an error that is in words already.
#[component]
pub fn ProblemPanel(
    problem: problem::Problem,
    #[prop(optional_no_strip, into)] retry: Option<Callback<()>>,
    #[prop(optional_no_strip)] subject: Option<Subject>,
    /// What stands on the button that does it again, where that is no question.
    #[prop(optional)]
    again: Option<&'static str>,
    /// Takes the panel away.
    #[prop(optional, into)]
    dismiss: Option<Callback<()>>,
) -> impl IntoView {
    let words = use_words();
    let wait_until = problem.wait_until;
    let remedies = problem
        .remedies
        .into_iter()
        .filter(|remedy| *remedy != Remedy::Wait)
        .enumerate()
        .map(|(at, remedy)| {
            let main = at == 0;
            let label = match (remedy, again) {
                (Remedy::Retry, Some(again)) => again,
                (remedy, _) => remedy.label(words),
            };
            match remedy {
                Remedy::Retry => retry
                    .map(|retry| view! { class = "problem",
                        <button type="button" class="button" class:button-main=main on:click=move |_| retry.run(())>{label}</button>
                    })
                    .into_any(),
                Remedy::OpenSettings => link(Route::Settings { test: false }, label, main).into_any(),
                Remedy::SeeSample => link(Route::Sample { tab: Tab::default() }, label, main).into_any(),
                Remedy::CheckAnother => link(Route::Home, label, main).into_any(),
                Remedy::OpenVirusTotal => subject
                    .clone()
                    .map(|subject| view! { class = "problem", <GuiLink subject label button=true /> })
                    .into_any(),
                Remedy::Reload => view! { class = "problem",
                    <button type="button" class="button" class:button-main=main on:click=move |_| address::reload()>{label}</button>
                }
                .into_any(),
                Remedy::Wait => ().into_any(),
            }
        })
        .collect_view();
    let dismiss = dismiss.map(|dismiss| {
        view! { class = "problem",
            <button type="button" class="button button-bare" on:click=move |_| dismiss.run(())>{words.upload.dismiss}</button>
        }
    });
    view! { class = "problem",
        <section class="problem-panel">
            <div role="alert" class="problem-said">
                <h2 class="problem-title">{problem.title}</h2>
                <p>{problem.advice}</p>
            </div>
            {wait_until.map(|until| view! { class = "problem", <Countdown until /> })}
            <div class="row problem-remedies">{remedies}{dismiss}</div>
            {problem.detail.map(|detail| view! { class = "problem",
                <p class="problem-detail mono small quiet"><Outside text=detail short=600 /></p>
            })}
        </section>
    }
    .into_any()
}

fn link(to: Route, label: &'static str, main: bool) -> impl IntoView {
    view! { class = "problem", <a class="button" class:button-main=main href=to.to_string()>{label}</a> }
}

/// The time until the page goes on by itself, to the second.
#[component]
pub fn Countdown(
    /// Unix seconds.
    until: i64,
) -> impl IntoView {
    let words = use_words().shell;
    let now = use_now();
    view! { class = "problem",
        <p class="problem-countdown" role="timer">
            {move || {
                let now = unix_seconds(now.get());
                let left = until - now;
                if left > COUNTED_DOWN_SECS {
                    (words.resumes_at)(&units::until(until, now))
                } else {
                    (words.resumes_in)(&units::countdown(u64::try_from(left).unwrap_or(0)))
                }
            }}
        </p>
    }
}
