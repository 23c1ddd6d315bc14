//! The test of proxy and key: one request, four answers, each with its own sentence.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{address, clock, http};
use crate::route::Route;
use crate::ui::load::Load;
use crate::ui::problem::Problem;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::state::{State, use_words};
use crate::vt::error::{ApiError, Code, Network, NotSetUp};
use crate::vt::{read, request};
use crate::words::later::Later;
use crate::words::settings::SettingsWords;

/// How one of the steps went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Passed(&'static str),
    Failed(&'static str),
    /// A step before it failed, or there was nothing to try.
    NotTried(&'static str),
}

#[derive(Clone, PartialEq, Debug)]
enum Test {
    NotYet,
    Running { since: f64 },
    Over { steps: [Step; 4], error: Option<ApiError> },
}

#[component]
pub fn TestCard(asked: Signal<bool>) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().settings;
    let test = RwSignal::new(Test::NotYet);
    let run = Callback::new(move |()| {
        if matches!(test.get_untracked(), Test::Running { .. }) {
            return;
        }
        test.set(Test::Running { since: clock::now_ms() });
        spawn_local(async move {
            let outcome = ask(state).await;
            state.requests.set(http::requests_made());
            let steps = steps(&outcome, &words);
            // The reader may have left the view meanwhile.
            test.try_set(Test::Over {
                steps,
                error: outcome.err(),
            });
        });
    });
    Effect::new(move |_| {
        if asked.get() {
            // A reload of the page shall not test again, and spend the quota, without being asked to.
            address::replace(&Route::Settings { test: false }.to_string());
            run.run(());
        }
    });
    view! { class = "settings",
        <section class="card settings-test" aria-labelledby="test-heading">
            <h2 id="test-heading">{words.test_heading}</h2>
            <div class="row">
                <button
                    type="button"
                    class="button"
                    id="test"
                    prop:disabled=move || test.with(|test| matches!(test, Test::Running { .. }))
                    on:click=move |_| run.run(())
                >{words.test_button}</button>
                <span class="quiet small">{words.test_cost}</span>
            </div>
            <div aria-live="polite">
                {move || match test.get() {
                    Test::NotYet => ().into_any(),
                    Test::Running { since } => view! { class = "settings", <Load doing=words.test_running since /> }.into_any(),
                    Test::Over { steps, error } => view! { class = "settings",
                        <ol class="settings-outcome" id="test-outcome">
                            {steps.into_iter().map(|step| drawn(step, words)).collect_view()}
                        </ol>
                        {error.map(|error| view! { class = "settings", <Problem error retry=run /> })}
                    }
                    .into_any(),
                }}
            </div>
        </section>
    }
}

async fn ask(state: State) -> Result<(), ApiError> {
    let (proxy, key) = (
        state.proxy(),
        state.settings.with_untracked(|settings| settings.key.clone()),
    );
    let proxy = proxy.ok_or(ApiError::NotSetUp(NotSetUp::NoProxy))?;
    let Some(question) = request::eicar() else {
        return Ok(());
    };
    let answer = http::send(&proxy, key.as_ref(), &question, &http::Cancel::new()).await?;
    state.count_answer(&answer);
    match read::file(&answer, question.about.as_ref(), key.as_ref()) {
        // Without a key the refusal is what was to be expected: it came from the API.
        Err(ApiError::Refused {
            code: Code::AuthenticationRequired,
            ..
        }) if key.is_none() => Err(ApiError::NotSetUp(NotSetUp::NoKey)),
        Err(error) => Err(error),
        Ok(_) => Ok(()),
    }
}

/// What one outcome says about the four steps: reached, allowed, the API, the key.
pub fn steps(outcome: &Result<(), ApiError>, words: &SettingsWords) -> [Step; 4] {
    let skipped = Step::NotTried(words.test_skipped);
    let reached = Step::Passed(words.test_reached);
    let allowed = Step::Passed(words.test_cors);
    let spoke = Step::Passed(words.test_api);
    match outcome {
        Ok(()) => [reached, allowed, spoke, Step::Passed(words.test_key)],
        Err(ApiError::NotSetUp(NotSetUp::NoProxy | NotSetUp::LookupOnly)) => [skipped; 4],
        Err(ApiError::NotSetUp(NotSetUp::NoKey)) => [reached, allowed, spoke, Step::NotTried(words.test_no_key)],
        Err(ApiError::Network(cause)) => match cause {
            Network::Cors => [reached, Step::Failed(words.test_no_cors), skipped, skipped],
            Network::Redirected | Network::Broken => [reached, allowed, Step::Failed(words.test_not_api), skipped],
            Network::Unreachable
            | Network::Policy
            | Network::LocalNetworkAccess
            | Network::Timeout
            | Network::Offline
            | Network::Cancelled => [Step::Failed(words.test_not_reached), skipped, skipped, skipped],
        },
        Err(ApiError::NotTheApi { .. } | ApiError::AboutAnother { .. }) => {
            [reached, allowed, Step::Failed(words.test_not_api), skipped]
        }
        Err(ApiError::Refused { code, status, .. }) => {
            let key = match code {
                Code::AuthenticationRequired | Code::WrongCredentials | Code::UserNotActive => {
                    Step::Failed(words.test_not_key)
                }
                Code::QuotaExceeded | Code::TooManyRequests => Step::Passed(words.test_key_quota),
                Code::NotFound | Code::Forbidden => Step::Passed(words.test_key),
                Code::Unknown(_) if *status == 401 => Step::Failed(words.test_not_key),
                Code::BadRequest
                | Code::InvalidArgument
                | Code::NotAvailableYet
                | Code::UnselectiveContentQuery
                | Code::UnsupportedContentQuery
                | Code::AlreadyExists
                | Code::FailedDependency
                | Code::Transient
                | Code::DeadlineExceeded
                | Code::Unknown(_) => Step::NotTried(words.test_key_unknown),
            };
            [reached, allowed, spoke, key]
        }
    }
}

fn drawn(step: Step, words: Later<SettingsWords>) -> impl IntoView {
    let (slug, shape, said, text) = match step {
        Step::Passed(text) => ("passed", Shape::Tick, words.passed, text),
        Step::Failed(text) => ("failed", Shape::Octagon, words.failed, text),
        Step::NotTried(text) => ("not-tried", Shape::Dash, words.not_tried, text),
    };
    view! { class = "settings",
        <li class="settings-step" data-step=slug>
            <ShapeMark shape />
            <span><span class="unseen-text">{said}": "</span>{text}</span>
        </li>
    }
}
