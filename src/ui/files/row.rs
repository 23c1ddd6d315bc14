//! A file of the list: its name and place, how far it has been read, its digest and what VirusTotal says of it.

use leptos::prelude::*;

use crate::browser::clock;
use crate::queue::Standing;
use crate::queue::calendar::DAY;
use crate::report::card;
use crate::report::problem::{Remedy, describe};
use crate::report::remembered::Remembered;
use crate::report::units;
use crate::route::Route;
use crate::subject::Subject;
use crate::ui::actions::OfferUpload;
use crate::ui::copy::CopyButton;
use crate::ui::doings::DoingsPlace;
use crate::ui::dropped::Item;
use crate::ui::gui_link::GuiLink;
use crate::ui::lookups::Phase;
use crate::ui::offers::ArchiveOffer;
use crate::ui::outside::Outside;
use crate::ui::reading::ReadingLine;
use crate::ui::report::card::shape;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::state::{State, unix_seconds, use_words};
use crate::untrusted::Untrusted;
use crate::vt::error::ApiError;
use crate::words::Words;

const NAME_SIGNS: usize = 60;
const FOLDER_SIGNS: usize = 80;

#[component]
pub fn FileRow(item: Item) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let sha256 = Memo::new({
        let reading = item.reading.clone();
        move |_| reading.with(|reading| reading.sha256.clone())
    });
    let id = item.id;
    let name = item.name.spelled();
    let folder = (!item.folder.is_empty()).then(|| {
        view! { class = "files", <p class="quiet small files-folder"><Outside text=item.folder.clone() short=FOLDER_SIGNS /></p> }
    });
    view! { class = "files",
        <li class="files-row">
            <div class="files-title">
                <p class="files-name"><Outside text=item.name.clone() short=NAME_SIGNS /></p>
                <span class="quiet small files-size">{units::size(item.size, words)}</span>
                <button
                    type="button"
                    class="button button-bare files-off"
                    aria-label=(words.files.take_off)(&name)
                    title=words.files.take_off_short
                    on:click=move |_| state.take_off(&[id])
                >"×"</button>
            </div>
            {folder}
            <ReadingLine item=item.clone() />
            {move || sha256.get().map(|sha256| view! { class = "files", <ResultLine sha256 item=item.clone() /> })}
        </li>
    }
    .into_any()
}

/// What stands at the right of the digest, without what changes by the second.
#[derive(Clone, PartialEq, Debug)]
enum Come {
    Answer(Remembered),
    Failed(ApiError),
    /// It failed in another tab, or at an earlier visit.
    FailedBefore(String),
    Asking,
    Held,
    /// So many are asked before it.
    Waiting(Option<usize>),
    Idle,
}

fn come(state: State, file: &Subject) -> Come {
    let lookup = state.lookups.of(file);
    let phase = lookup.with(|lookup| lookup.phase.clone());
    if let Some(answer) = state.batch.answer(file) {
        return Come::Answer(answer);
    }
    match phase {
        Phase::Failed(error) if error.is_never_seen() => {
            Come::Answer(Remembered::never_seen(unix_seconds(clock::now_ms())))
        }
        Phase::Failed(error) => Come::Failed(error),
        Phase::Asking { .. } | Phase::Done => Come::Asking,
        Phase::Held(..) => Come::Held,
        Phase::Queued => Come::Waiting(Some(0)),
        Phase::Idle => state.batch.with(|backlog| match backlog.question(file) {
            Some(question) => match &question.standing {
                Standing::Waiting => Come::Waiting(backlog.before(question)),
                Standing::Failed(said) => Come::FailedBefore(said.clone()),
            },
            None => Come::Idle,
        }),
    }
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
    let offer = view! { class = "files", <ArchiveOffer item=item.clone() /> };
    let verdict = subject.map(|file| {
        let come = {
            let file = file.clone();
            Memo::new(move |_| come(state, &file))
        };
        move || {
            let come = come.get();
            let never_seen = matches!(&come, Come::Answer(answer) if !answer.known);
            let in_hand = state.dropped.file(item.id).is_some();
            let upload = (never_seen && in_hand && !state.lookup_only())
                .then(|| view! { class = "files", <OfferUpload item=item.clone() bare=true /> });
            let result = result(state, come, &file, &item.name, words);
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
        {offer}
    }
    .into_any()
}

fn result(state: State, come: Come, file: &Subject, name: &Untrusted, words: Words) -> AnyView {
    let quiet = |text: &'static str| view! { class = "files", <span class="quiet">{text}</span> }.into_any();
    let again = {
        let file = file.clone();
        move |_| state.look_up_again(&file)
    };
    match come {
        Come::Answer(answer) => verdict(&answer, file, name, words),
        Come::Failed(error) => failure(&error, file, again, words),
        Come::FailedBefore(said) => view! { class = "files",
            <span class="files-trouble"><ShapeMark shape=Shape::Dash />{said}</span>
            <button type="button" class="button button-bare" on:click=again>{Remedy::Retry.label(words)}</button>
        }
        .into_any(),
        Come::Asking => view! { class = "files", <span class="quiet">{words.home.lookup_asking}"…"</span> }.into_any(),
        Come::Held => quiet(words.home.held_row),
        Come::Idle => quiet(words.home.lookup_idle),
        Come::Waiting(before) => {
            let before = before.filter(|before| *before > 0);
            let file = file.clone();
            let place = before.map(|before| {
                let text = (words.files.place)(before as u64, &units::count(before as u64, words));
                let label = (words.files.first_what)(&name.spelled());
                view! { class = "files",
                    <span class="quiet number">{text}</span>
                    <button
                        type="button"
                        class="button button-bare"
                        aria-label=label
                        on:click=move |_| state.ask_first(std::slice::from_ref(&file))
                    >{words.files.first}</button>
                }
            });
            view! { class = "files", <span class="quiet">{words.home.lookup_queued}</span>{place} }.into_any()
        }
    }
}

fn verdict(answer: &Remembered, file: &Subject, name: &Untrusted, words: Words) -> AnyView {
    let word = card::word_of(answer.verdict, answer.known, words);
    let ratio = (answer.counted > 0).then(|| (words.home.ratio)(answer.flagged, answer.counted));
    let now = unix_seconds(clock::now_ms());
    // What was asked today needs no date.
    let old = (now - answer.asked > DAY)
        .then(|| units::when(answer.asked, now, words)?.relative)
        .flatten()
        .map(|when| view! { class = "files", <span class="quiet small">{(words.files.asked_ago)(&when)}</span> });
    let to = Route::report(file.clone());
    view! { class = "files",
        <span class="files-word" data-verdict=answer.verdict.slug()><ShapeMark shape=shape(answer.verdict) />{word}</span>
        {ratio.map(|ratio| view! { class = "files", <span class="number">{ratio}</span> })}
        {old}
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
