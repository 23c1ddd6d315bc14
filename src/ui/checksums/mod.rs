//! Files against a checksum list: what is listed is pasted or taken from a file, and each dropped file is compared.

mod rows;
pub mod sought;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::archive::bytes;
use crate::browser::{files, place};
use crate::digest::checksums::compare::{Agreement, Compared, Held, compare};
use crate::digest::checksums::read::read;
use crate::digest::checksums::text::{AT_MOST, text};
use crate::digest::checksums::{List, Strange, Why};
use crate::report::units;
use crate::ui::checksums::rows::Rows;
use crate::ui::dropped::Item;
use crate::ui::outside::Outside;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::state::{State, use_words};
use crate::words::Words;

/// Endings and names of lists, in small letters.
const LISTS: [&str; 10] = [
    ".sha256",
    ".sha1",
    ".md5",
    ".sha256sum",
    ".sha1sum",
    ".md5sum",
    "sha256sums",
    "sha1sums",
    "md5sums",
    "checksums.txt",
];
/// More lists among the dropped files than this are not offered.
const OFFERED: usize = 6;
/// Lines that were not understood and are shown.
const STRANGE: usize = 20;

#[component]
pub fn Checksums() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let written = state.dropped.listed;
    if state.dropped.is_to_compare() {
        // The view begins at its heading first.
        request_animation_frame(|| {
            request_animation_frame(|| {
                let _ = place::begin(".checksums.panel");
            });
        });
    }
    let refused = RwSignal::new(None::<&'static str>);
    let list = Memo::new(move |_| written.with(|written| read(written)));
    // Of many files each would begin the comparison anew.
    let progress = Memo::new(move |_| {
        state.now_ms.track();
        let count = state.dropped.items.with(Vec::len);
        (count, state.dropped.over.get_untracked())
    });
    let compared = Memo::new(move |_| {
        progress.track();
        let files = state
            .dropped
            .items
            .with_untracked(|items| items.iter().filter(|item| !is_list(item)).map(held).collect::<Vec<_>>());
        list.with(|list| compare(list, &files))
    });
    let offers = move || {
        let lists = state.dropped.items.with(|items| {
            items
                .iter()
                .filter(|item| is_list(item))
                .take(OFFERED)
                .cloned()
                .collect::<Vec<_>>()
        });
        let offers = lists.into_iter().map(|item| {
            let label = (words.checksums.take)(&item.name.elided(40).spelled());
            let file = StoredValue::new_local(state.dropped.file(item.id));
            let press = move |_| {
                if let Some(file) = file.get_value() {
                    take(file, written, refused, words);
                }
            };
            view! { class = "checksums", <button type="button" class="button" on:click=press>{label}</button> }
        });
        offers.collect_view()
    };
    let choose = move |event| {
        if let Some(file) = files::chosen(&event).into_iter().next() {
            take(file, written, refused, words);
        }
    };
    let result = move || {
        if written.with(|written| written.trim().is_empty()) {
            return ().into_any();
        }
        if list.with(|list| list.entries.is_empty()) {
            return view! { class = "checksums",
                <p role="status">{words.checksums.nothing}</p>
                <Strangers list />
            }
            .into_any();
        }
        view! { class = "checksums", <Result compared /><Strangers list /> }.into_any()
    };
    view! { class = "checksums",
        <section class="panel" aria-labelledby="checksums-heading">
            <h3 id="checksums-heading">{words.checksums.heading}</h3>
            <label class="label" for="checksum-list">{words.checksums.list}</label>
            <textarea
                id="checksum-list"
                class="field field-mono area"
                rows="4"
                spellcheck="false"
                aria-describedby="checksum-about"
                prop:value=move || written.get()
                on:input=move |event| {
                    refused.set(None);
                    written.set(event_target_value(&event));
                }
            ></textarea>
            <p class="quiet small" id="checksum-about">{words.checksums.about}</p>
            <div class="deeds">
                {offers}
                <label class="button choose">
                    {words.checksums.choose}
                    <input type="file" class="chosen" aria-label=words.checksums.choose on:change=choose />
                </label>
                <button
                    type="button"
                    class="button button-bare"
                    disabled=move || written.with(String::is_empty)
                    on:click=move |_| written.set(String::new())
                >{words.checksums.clear}</button>
            </div>
            {move || refused.get().map(|said| view! { class = "checksums", <p class="field-error" role="alert">{said}</p> })}
            {result}
        </section>
    }
    .into_any()
}

/// Reads a list from a file.
fn take(file: files::File, written: RwSignal<String>, refused: RwSignal<Option<&'static str>>, words: Words) {
    let size = files::size(&file);
    if size > AT_MOST {
        refused.set(Some(words.checksums.too_large));
        return;
    }
    refused.set(None);
    spawn_local(async move {
        match bytes(&file, 0, size).await {
            Ok(bytes) => {
                written.try_set(text(&bytes));
            }
            Err(_) => {
                refused.try_set(Some(words.checksums.unreadable));
            }
        }
    });
}

fn is_list(item: &Item) -> bool {
    let name = crate::fold::fold(item.name.raw());
    item.size <= AT_MOST && LISTS.iter().any(|ending| name.ends_with(ending))
}

fn held(item: &Item) -> Held {
    item.reading.with_untracked(|reading| Held {
        path: item.path(),
        sha256: reading.sha256.clone(),
        sha1: reading.digests.as_ref().map(|digests| digests.sha1.clone()),
        md5: reading.digests.as_ref().map(|digests| digests.md5.clone()),
    })
}

/// The sentence, the counts, and the rows.
#[component]
fn Result(compared: Memo<Vec<Compared>>) -> impl IntoView {
    let words = use_words();
    let counts = Memo::new(move |_| compared.with(|rows| counts(rows)));
    let sentence = move || {
        let (shape, class, text) = sentence(&counts.get(), words);
        view! { class = "checksums",
            <p class=format!("sentence {class}") role="status"><ShapeMark shape />{text}</p>
        }
    };
    let told = move || {
        let counts = counts.get();
        let told = counts
            .iter()
            .map(|(agreement, count)| format!("{}: {}", word(*agreement, words), units::count(*count, words)));
        told.collect::<Vec<_>>().join(" · ")
    };
    view! { class = "checksums",
        <div class="result">
            {sentence}
            <p class="quiet small">{told}</p>
            <Rows compared />
        </div>
    }
    .into_any()
}

/// How many agree how, without those that none does.
fn counts(rows: &[Compared]) -> Vec<(Agreement, u64)> {
    let all = [
        Agreement::Mismatch,
        Agreement::Missing,
        Agreement::Unread,
        Agreement::Extra,
        Agreement::Match,
    ];
    let count = |agreement| rows.iter().filter(|row| row.agreement == agreement).count() as u64;
    let counts = all.into_iter().map(|agreement| (agreement, count(agreement)));
    counts.filter(|(_, count)| *count > 0).collect()
}

/// What it comes to. Whatever differs is said before all else.
fn sentence(counts: &[(Agreement, u64)], words: Words) -> (Shape, &'static str, String) {
    let of = |wanted| {
        counts
            .iter()
            .find(|(agreement, _)| *agreement == wanted)
            .map_or(0, |(_, count)| *count)
    };
    let number = |count| units::count(count, words);
    let (differ, same) = (of(Agreement::Mismatch), of(Agreement::Match));
    if differ > 0 {
        let text = (words.checksums.some_differ)(differ, &number(differ));
        return (Shape::Octagon, "differs", text);
    }
    if same > 0 && of(Agreement::Missing) + of(Agreement::Unread) + of(Agreement::Extra) == 0 {
        return (Shape::Tick, "agrees", (words.checksums.all_match)(same, &number(same)));
    }
    (Shape::Ring, "part", words.checksums.incomplete.to_owned())
}

/// The word for an agreement.
fn word(agreement: Agreement, words: Words) -> &'static str {
    match agreement {
        Agreement::Match => words.checksums.matches,
        Agreement::Mismatch => words.checksums.mismatch,
        Agreement::Missing => words.checksums.missing,
        Agreement::Extra => words.checksums.extra,
        Agreement::Unread => words.checksums.unread,
    }
}

/// The lines that gave nothing to compare with.
#[component]
fn Strangers(list: Memo<List>) -> impl IntoView {
    let words = use_words();
    move || {
        let (count, first) = list.with(|list| {
            let first: Vec<Strange> = list.strange.iter().take(STRANGE).cloned().collect();
            (list.strange.len(), first)
        });
        (count > 0).then(|| {
            let lines = first.into_iter().map(|strange| {
                let why = match strange.why {
                    Why::NoDigest => None,
                    Why::OtherAlgorithm(bits) => Some((words.checksums.other_algorithm)(bits)),
                };
                let at = (words.checksums.line)(&units::count(strange.line as u64, words));
                view! { class = "checksums",
                    <li class="small">
                        <span class="quiet">{at}": "</span>
                        <span class="mono"><Outside text=strange.text short=80 /></span>
                        {why.map(|why| format!(" ({why})"))}
                    </li>
                }
            });
            let more = count.saturating_sub(STRANGE) as u64;
            let more = (more > 0).then(|| (words.checksums.and_more)(&units::count(more, words)));
            view! { class = "checksums",
                <details class="strange">
                    <summary>{(words.checksums.strange)(count as u64, &units::count(count as u64, words))}</summary>
                    <ul>{lines.collect_view()}{more.map(|more| view! { class = "checksums", <li class="small quiet">{more}</li> })}</ul>
                </details>
            }
        })
    }
}
