//! How far a file of the reader's has been read: a bar, figures, a way to stop it, or why it could not be read.

use leptos::prelude::*;

use crate::digest::speed::Meter;
use crate::report::problem::describe_hash;
use crate::report::units;
use crate::ui::dropped::{Item, Reading, Stage};
use crate::ui::outside::Outside;
use crate::ui::state::{State, use_words};
use crate::words::Words;

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
            Stage::Elsewhere => view! { class = "files",
                <p class="quiet small">{words.home.elsewhere}</p>
            }
            .into_any(),
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
