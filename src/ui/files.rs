//! The list of dropped files: each with its own progress, digests and result.

use leptos::prelude::*;

use crate::digest::speed::Meter;
use crate::report::card::{self, Verdict};
use crate::report::problem::{Remedy, describe, describe_hash};
use crate::report::units;
use crate::route::Route;
use crate::subject::Subject;
use crate::ui::actions::OfferUpload;
use crate::ui::copy::CopyButton;
use crate::ui::doings::DoingsPlace;
use crate::ui::dropped::{Item, Reading, Stage};
use crate::ui::gui_link::GuiLink;
use crate::ui::lookups::{Lookup, Phase};
use crate::ui::outside::Outside;
use crate::ui::problem::Countdown;
use crate::ui::report::card::shape;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::vt::error::ApiError;
use crate::words::Words;

/// Rows drawn at first, and again at each wish for more.
const ROWS: usize = 200;
const NAME_SIGNS: usize = 60;

#[component]
pub fn FileList() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let shown = RwSignal::new(ROWS);
    let items = move || {
        state
            .dropped
            .items
            .with(|items| items.iter().take(shown.get()).cloned().collect::<Vec<_>>())
    };
    let done = move || {
        let (done, all) = (state.dropped.over.get(), state.dropped.items.with(Vec::len));
        (words.home.of_files)(&units::count(done as u64, words), &units::count(all as u64, words))
    };
    let left = move || state.dropped.items.with(Vec::len).saturating_sub(shown.get());
    view! { class = "files",
        <section class="files-section" aria-labelledby="files-heading">
            <div class="files-head">
                <h2 id="files-heading">{words.home.files}</h2>
                <p class="quiet small">{done}</p>
                <button type="button" class="button button-bare files-clear" on:click=move |_| state.clear_done()>
                    {words.home.clear_done}
                </button>
            </div>
            {move || state.asking.held().map(|hold| view! { class = "files",
                <div class="notice files-held">
                    <p>{words.home.lookup_held}</p>
                    <Countdown until=hold.until />
                    <button type="button" class="button" on:click=move |_| state.ask_now()>{words.home.ask_now}</button>
                </div>
            })}
            <ol class="files-list">
                <For each=items key=|item| item.id let:item>
                    <FileRow item />
                </For>
            </ol>
            {move || (left() > 0).then(|| view! { class = "files",
                <button type="button" class="button" on:click=move |_| shown.update(|shown| *shown += ROWS)>
                    {(words.home.show_more)(left().min(ROWS) as u64)}
                </button>
            })}
        </section>
    }
}

#[component]
fn FileRow(item: Item) -> impl IntoView {
    let words = use_words();
    let sha256 = Memo::new({
        let reading = item.reading.clone();
        move |_| reading.with(|reading| reading.sha256.clone())
    });
    view! { class = "files",
        <li class="files-row">
            <p class="files-name">
                <Outside text=item.name.clone() short=NAME_SIGNS />
                <span class="quiet small files-size">{units::size(item.size, words)}</span>
            </p>
            <ReadingLine item=item.clone() />
            {move || sha256.get().map(|sha256| view! { class = "files", <ResultLine sha256 item=item.clone() /> })}
        </li>
    }
    .into_any()
}

/// How far the file has been read; nothing once its digests are there.
#[component]
pub fn ReadingLine(item: Item) -> impl IntoView {
    let dropped = use_context::<State>().map(|state| state.dropped);
    let words = use_words();
    let standing = Memo::new({
        let reading = item.reading.clone();
        move |_| reading.with(|reading| (reading.stage.clone(), reading.sha256.is_some()))
    });
    move || {
        let (at, has_sha256) = standing.get();
        match at {
            Stage::Done => ().into_any(),
            Stage::Failed(error) => {
                let problem = describe_hash(&error, words);
                view! { class = "files",
                    <p class="files-failed" role="alert">
                        <strong>{problem.title}</strong>" "{problem.advice}
                        {problem.detail.map(|detail| view! { class = "files",
                            " "<span class="quiet small mono"><Outside text=detail short=200 /></span>
                        })}
                    </p>
                }
                .into_any()
            }
            Stage::Cancelled => view! { class = "files",
                <p class="quiet small">{words.home.cancelled}</p>
            }
            .into_any(),
            Stage::Waiting | Stage::Reading => {
                let (id, size) = (item.id, item.size);
                let (bar, told, label) = (item.reading.clone(), item.reading.clone(), item.name.spelled());
                view! { class = "files",
                    <div class="files-reading">
                        <progress
                            max="1000"
                            aria-label=label.clone()
                            prop:value=move || bar.with(|reading| thousandths(reading, size))
                        ></progress>
                        <p class="quiet small files-figures">
                            {has_sha256.then_some(words.home.remaining_digests)}
                            <span>{move || told.with(|reading| figures(reading, size, words))}</span>
                        </p>
                        <button
                            type="button"
                            class="button button-bare files-cancel"
                            aria-label=(words.home.cancel_what)(&label)
                            on:click=move |_| if let Some(dropped) = dropped { dropped.cancel(id) }
                        >{words.home.cancel}</button>
                    </div>
                }
                .into_any()
            }
        }
    }
}

fn thousandths(reading: &Reading, size: u64) -> String {
    let read = reading.meter.as_ref().map_or(0, Meter::done);
    (u128::from(read) * 1_000 / u128::from(size.max(1)))
        .min(1_000)
        .to_string()
}

/// Bytes, speed, time left.
fn figures(reading: &Reading, size: u64, words: Words) -> String {
    let Some(meter) = &reading.meter else {
        return words.home.waiting.to_owned();
    };
    let mut parts = vec![(words.home.read_so_far)(
        &units::size(meter.done(), words),
        &units::size(size, words),
    )];
    if let Some(speed) = meter.bytes_per_second() {
        parts.extend(units::speed(speed, words));
        parts.extend(units::time_left(size.saturating_sub(meter.done()), speed, words));
    }
    parts.join(" · ")
}

/// The digest, and what VirusTotal says about it or where the question stands.
#[component]
fn ResultLine(sha256: String, item: Item) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let subject = Subject::file(&sha256);
    let doings = subject
        .clone()
        .map(|subject| view! { class = "files", <DoingsPlace subject /> });
    let verdict = subject.map(|file| {
        let lookup = state.lookups.of(&file);
        move || {
            let never_seen = lookup.with(|lookup| {
                lookup.found.is_none() && matches!(&lookup.phase, Phase::Failed(error) if error.is_never_seen())
            });
            let upload = (never_seen && !state.lookup_only())
                .then(|| view! { class = "files", <OfferUpload item=item.clone() bare=true /> });
            let result = lookup.with(|lookup| result(state, lookup, &file, &item.name, words));
            view! { class = "files", {result}{upload} }.into_any()
        }
    });
    view! { class = "files",
        <div class="files-result">
            <p class="files-digest mono small">
                <Outside text=Untrusted::new(sha256.as_str()) short=25 />
                <CopyButton text=sha256 what="SHA-256" />
            </p>
            <div class="files-verdict">{verdict}</div>
        </div>
        {doings}
    }
    .into_any()
}

fn result(state: State, lookup: &Lookup, file: &Subject, name: &Untrusted, words: Words) -> AnyView {
    let home = words.home;
    let again = {
        let file = file.clone();
        move |_| state.look_up_again(&file)
    };
    match (&lookup.found, &lookup.phase) {
        (Some(found), _) => {
            let card = card::brief(found, words);
            let ratio = (card.counted > 0).then(|| (home.ratio)(card.flagged, card.counted));
            verdict(card.verdict, card.word, ratio, file, name, words)
        }
        (None, Phase::Failed(error)) if error.is_never_seen() => verdict(
            Verdict::NeverSeen,
            words.report.card.never_seen,
            None,
            file,
            name,
            words,
        ),
        (None, Phase::Failed(error)) => failure(error, file, again, words),
        (None, Phase::Held(..)) => view! { class = "files", <span class="quiet">{home.held_row}</span> }.into_any(),
        (None, Phase::Idle) => view! { class = "files", <span class="quiet">{home.lookup_idle}</span> }.into_any(),
        (None, Phase::Queued) => view! { class = "files", <span class="quiet">{home.lookup_queued}</span> }.into_any(),
        (None, Phase::Asking { .. } | Phase::Done) => {
            view! { class = "files", <span class="quiet">{home.lookup_asking}"…"</span> }.into_any()
        }
    }
}

fn verdict(
    verdict: Verdict,
    word: &'static str,
    ratio: Option<String>,
    file: &Subject,
    name: &Untrusted,
    words: Words,
) -> AnyView {
    let slug = match verdict {
        Verdict::Malicious => "malicious",
        Verdict::Suspicious => "suspicious",
        Verdict::NothingFound => "nothing-found",
        Verdict::NeverSeen => "never-seen",
    };
    let to = Route::report(file.clone());
    view! { class = "files",
        <span class="files-word" data-verdict=slug><ShapeMark shape=shape(verdict) />{word}</span>
        {ratio.map(|ratio| view! { class = "files", <span class="number">{ratio}</span> })}
        <a href=to.to_string() aria-label=(words.home.report_of)(&name.spelled())>{words.home.open_report}</a>
    }
    .into_any()
}

/// An error in one line, with its first remedy that fits a row.
fn failure(
    error: &ApiError,
    file: &Subject,
    again: impl Fn(leptos::ev::MouseEvent) + Clone + Send + 'static,
    words: Words,
) -> AnyView {
    let problem = describe(error, None, words);
    let remedies = problem
        .remedies
        .into_iter()
        .map(|remedy| {
            let label = remedy.label(words);
            match remedy {
                Remedy::Retry => view! { class = "files",
                    <button type="button" class="button button-bare" on:click=again.clone()>{label}</button>
                }
                .into_any(),
                Remedy::OpenSettings => view! { class = "files",
                    <a href=Route::Settings { test: false }.to_string()>{label}</a>
                }
                .into_any(),
                Remedy::OpenVirusTotal => view! { class = "files", <GuiLink subject=file.clone() label /> }.into_any(),
                Remedy::Wait | Remedy::SeeSample | Remedy::CheckAnother | Remedy::Reload => ().into_any(),
            }
        })
        .collect_view();
    view! { class = "files",
        <span class="files-trouble"><ShapeMark shape=Shape::Dash />{problem.title}</span>
        {remedies}
    }
    .into_any()
}
