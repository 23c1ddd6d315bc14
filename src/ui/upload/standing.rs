//! How an upload gets on: the stage in words, the bytes, and what became of it.

use leptos::prelude::*;

use crate::digest::speed::Meter;
use crate::report::problem::Problem;
use crate::report::units;
use crate::report::upload::{Failure, describe_failure};
use crate::subject::Subject;
use crate::ui::dropped::Item;
use crate::ui::load::Load;
use crate::ui::problem::{Countdown, ProblemPanel};
use crate::ui::state::{State, use_words};
use crate::ui::upload::Stage;
use crate::words::Words;

/// Draws the upload of the file with this SHA-256; nothing where there is none.
#[component]
pub fn UploadStanding(sha256: String) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let stage = state.uploads.stage(&sha256);
    // Bytes come many times a second: they change the figures, not the frame.
    let kind = Memo::new(move |_| stage.with(Kind::of));
    let sha256 = StoredValue::new(sha256);
    let item = Memo::new(move |_| sha256.with_value(|sha256| state.dropped.find(sha256)));
    move || {
        let own = words.upload;
        let doing = match kind.get() {
            Kind::Nothing => return ().into_any(),
            Kind::Failed(failure) => return failed(state, &failure, sha256, item, words),
            Kind::Queued => own.waiting.to_owned(),
            Kind::Held(until) => return held(state, until, sha256, words),
            Kind::Checking => own.checking.to_owned(),
            Kind::Sending => {
                let name = item.get_untracked().map(|item| item.name.elided(60).spelled());
                (own.sending)(&name.unwrap_or_default())
            }
            Kind::Waits { asks, since } => {
                let doing = if asks { own.asking_address } else { own.answering };
                return view! { class = "upload-standing", <Load doing since><Stop sha256 /></Load> }.into_any();
            }
        };
        let figures = move || stage.with(|stage| metered(stage).map(|meter| figures(meter, words)));
        let label = doing.clone();
        view! { class = "upload-standing",
            <section class="panel">
                <p class="doing" role="status">{doing}</p>
                <progress
                    max="1000"
                    aria-label=label
                    prop:value=move || stage.with(|stage| metered(stage).map_or(0, thousandths)).to_string()
                ></progress>
                <p class="small quiet figures">{figures}</p>
                <Stop sha256 />
            </section>
        }
        .into_any()
    }
}

#[derive(Clone, PartialEq)]
enum Kind {
    Nothing,
    Queued,
    /// Until this unix second.
    Held(i64),
    Checking,
    Sending,
    /// For an address, or for the answer.
    Waits {
        asks: bool,
        since: f64,
    },
    Failed(Failure),
}

impl Kind {
    fn of(stage: &Stage) -> Self {
        match stage {
            // From there on the analysis speaks for itself.
            Stage::Idle | Stage::Done => Self::Nothing,
            Stage::Queued => Self::Queued,
            Stage::Held(hold) => Self::Held(hold.until),
            Stage::Checking(_) => Self::Checking,
            Stage::AskingAddress { since } => Self::Waits {
                asks: true,
                since: *since,
            },
            Stage::Sending(_) => Self::Sending,
            Stage::Answering { since } => Self::Waits {
                asks: false,
                since: *since,
            },
            Stage::Failed(failure) => Self::Failed(failure.clone()),
        }
    }
}

fn metered(stage: &Stage) -> Option<&Meter> {
    match stage {
        Stage::Checking(meter) | Stage::Sending(meter) => Some(meter),
        Stage::Idle
        | Stage::Queued
        | Stage::Held(_)
        | Stage::AskingAddress { .. }
        | Stage::Answering { .. }
        | Stage::Done
        | Stage::Failed(_) => None,
    }
}

fn thousandths(meter: &Meter) -> u64 {
    let part = u128::from(meter.done()) * 1_000 / u128::from(meter.total().max(1));
    u64::try_from(part).unwrap_or(1_000).min(1_000)
}

/// Bytes, speed, time left.
fn figures(meter: &Meter, words: Words) -> String {
    let all = units::size(meter.total(), words);
    let mut parts = vec![(words.upload.sent_so_far)(&units::size(meter.done(), words), &all)];
    if let Some(speed) = meter.bytes_per_second() {
        parts.extend(units::speed(speed, words));
        parts.extend(units::time_left(
            meter.total().saturating_sub(meter.done()),
            speed,
            words,
        ));
    }
    parts.join(" · ")
}

#[component]
fn Stop(sha256: StoredValue<String>) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().upload;
    view! { class = "upload-standing",
        <button type="button" class="button stop" on:click=move |_| sha256.with_value(|sha256| state.stop_upload(sha256))>
            {words.stop}
        </button>
    }
}

fn held(state: State, until: i64, sha256: StoredValue<String>, words: Words) -> AnyView {
    view! { class = "upload-standing",
        <section class="panel">
            <p class="doing" role="status">{words.upload.held}</p>
            <Countdown until />
            <div class="row">
                <button type="button" class="button" on:click=move |_| state.ask_now()>{words.home.ask_now}</button>
                <Stop sha256 />
            </div>
        </section>
    }
    .into_any()
}

fn failed(
    state: State,
    failure: &Failure,
    sha256: StoredValue<String>,
    item: Memo<Option<Item>>,
    words: Words,
) -> AnyView {
    let problem: Problem = describe_failure(failure, words);
    // Trying again begins at the sheet, as the first time.
    let again = Callback::new(move |()| {
        if let Some(item) = item.get_untracked() {
            state.offer_upload(&item);
        }
    });
    let dismiss = Callback::new(move |()| sha256.with_value(|sha256| state.uploads.stage(sha256).set(Stage::Idle)));
    view! { class = "upload-standing",
        <ProblemPanel
            problem
            retry=again
            subject=sha256.with_value(|sha256| Subject::file(sha256))
            again=words.upload.upload_again
            dismiss
        />
    }
    .into_any()
}
