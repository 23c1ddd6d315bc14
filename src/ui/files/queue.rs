//! The line of the queue: how much is left to ask, until when, and how to hold it or hurry it.

use leptos::prelude::*;

use crate::queue::{self, Forecast, Pause, Spent};
use crate::report::problem::{Remedy, describe};
use crate::report::units;
use crate::route::Route;
use crate::ui::batch::Role;
use crate::ui::problem::Countdown;
use crate::ui::state::{State, unix_seconds, use_words};
use crate::vt::error::ApiError;
use crate::words::Words;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// What the line says, without what changes by the second.
#[derive(Clone, PartialEq, Debug)]
struct Told {
    left: usize,
    failed: usize,
    paused: bool,
    watches: bool,
    stopped: Option<ApiError>,
    next_try: Option<i64>,
}

#[component]
pub fn QueueLine() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let told = Memo::new(move |_| {
        let watches = state.batch.role.get() == Role::Watches;
        let stopped = state.batch.stopped.get();
        state.batch.with(|backlog| Told {
            left: backlog.waiting_count(),
            failed: backlog.failed_count(),
            paused: backlog.is_paused(),
            watches,
            stopped,
            next_try: backlog.stall().and_then(|stall| stall.until),
        })
    });
    let ledger = state.asking.ledger();
    // By the minute: a forecast is no countdown.
    let minute = Memo::new(move |_| unix_seconds(state.now_ms.get()) / MINUTE);
    let ahead = Memo::new(move |_| {
        let now = minute.get() * MINUTE;
        let left = told.with(|told| told.left as u64);
        (left > 1).then(|| ledger.with(|ledger| forecast(&queue::forecast(now, ledger, left), now, words)))
    });
    move || {
        let told = told.get();
        if told.left == 0 && told.failed == 0 {
            return ().into_any();
        }
        let number = |count: usize| units::count(count as u64, words);
        let left = (told.left > 0).then(|| (words.files.to_ask)(told.left as u64, &number(told.left)));
        let pause = (told.left > 1 || told.paused).then(|| {
            let label = if told.paused {
                words.files.resume
            } else {
                words.files.pause
            };
            let paused = told.paused;
            view! { class = "files",
                <button type="button" class="button" on:click=move |_| state.pause_batch(!paused)>{label}</button>
            }
        });
        let failed = (told.failed > 0).then(|| {
            view! { class = "files",
                <p class="small">{(words.files.failed)(told.failed as u64, &number(told.failed))}</p>
                <button type="button" class="button" on:click=move |_| state.retry_failed()>{words.files.retry_failed}</button>
            }
        });
        let ahead = (told.left > 1 && !told.paused && told.stopped.is_none()).then(|| {
            view! { class = "files", <span>{move || ahead.get().map(|ahead| format!(", {ahead}"))}</span> }
        });
        view! { class = "files",
            <div class="notice files-queue">
                <div class="files-said">
                    {left.map(|left| view! { class = "files", <p><strong class="number">{left}</strong>{ahead}</p> })}
                    {told.paused.then(|| view! { class = "files", <p>{words.files.paused}</p> })}
                    {told.watches.then(|| view! { class = "files", <p class="quiet small">{words.files.watches}</p> })}
                    {told.stopped.map(|error| view! { class = "files", <Stopped error next_try=told.next_try /> })}
                    {move || state.asking.held().map(|hold| view! { class = "files",
                        <p class="files-held"><Countdown until=hold.until /></p>
                    })}
                </div>
                {move || state.asking.held().map(|_| view! { class = "files",
                    <button type="button" class="button" on:click=move |_| state.ask_now()>{words.home.ask_now}</button>
                })}
                {pause}
                {failed}
            </div>
        }
        .into_any()
    }
}

/// Why nothing is asked, and what can be done.
#[component]
fn Stopped(error: ApiError, next_try: Option<i64>) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let problem = describe(&error, None, words);
    let now = unix_seconds(state.now_ms.get_untracked());
    let next = next_try.map(|at| (words.files.tries_at)(&units::until(at, now)));
    let remedies = problem.remedies.into_iter().filter_map(|remedy| match remedy {
        Remedy::OpenSettings => Some(
            view! { class = "files", <a href=Route::Settings { test: false }.to_string()>{remedy.label(words)}</a> }.into_any(),
        ),
        Remedy::Retry => Some(
            view! { class = "files",
                <button type="button" class="button button-bare" on:click=move |_| state.revive_batch()>{words.files.try_now}</button>
            }
            .into_any(),
        ),
        Remedy::OpenVirusTotal | Remedy::Wait | Remedy::SeeSample | Remedy::CheckAnother | Remedy::Reload => None,
    });
    view! { class = "files",
        <p>{words.files.stopped}" "<strong>{problem.title}</strong>" "{next}" "{remedies.collect_view()}</p>
    }
}

/// `1 h 43 min at 4 a minute, pauses at the day's 500 until 00:00 UTC, resumes by itself`.
fn forecast(ahead: &Forecast, now: i64, words: Words) -> String {
    let time = ahead
        .done_at
        .map_or_else(|| words.files.long.to_owned(), |at| duration(at - now, words));
    let mut said = match ahead.pace {
        Some(pace) => (words.files.at_pace)(&time, pace),
        None => time,
    };
    if let Some(Pause { spent, allowed, until }) = ahead.pause {
        let pauses = match spent {
            Spent::Minute | Spent::Day => words.files.pauses_day,
            Spent::Month => words.files.pauses_month,
        };
        said = format!("{said}, {}", pauses(allowed, &units::until(until, now)));
    }
    if ahead.assumed {
        said = format!("{said}. {}", words.files.assumed);
    }
    said
}

/// Two units, rounded up to the minute.
fn duration(seconds: i64, words: Words) -> String {
    let seconds = (seconds.max(0) + MINUTE - 1) / MINUTE * MINUTE;
    let files = &words.files;
    match seconds {
        ..HOUR => (files.minutes)((seconds / MINUTE).max(1)),
        HOUR..DAY => (files.hours)(seconds / HOUR, seconds % HOUR / MINUTE),
        _ => (files.days)(seconds / DAY, seconds % DAY / HOUR),
    }
}
