//! What was left out of a text, why, and the way to ask about it all the same.

use std::ops::Range;

use leptos::prelude::*;

use crate::browser::host;
use crate::indicator::{LeftOut, WhyNot, reserved};
use crate::report::units;
use crate::route::Route;
use crate::ui::found::question::reason;
use crate::ui::outside::Outside;
use crate::ui::report::window::Window;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;
use crate::words::found::FoundWords;

/// Longer texts are cut in the middle.
const WRITTEN_AT_MOST: usize = 90;
/// A list of no more than these is open from the start.
const FEW: usize = 12;

#[component]
pub fn LeftOutList(left: Vec<LeftOut>) -> impl IntoView {
    let words = use_words();
    let count = left.len();
    let open = RwSignal::new(count <= FEW);
    let left = StoredValue::new(left);
    let rows = move |piece: Range<usize>| {
        let rows = left.with_value(|left| left.get(piece).unwrap_or_default().to_vec());
        let rows = rows.into_iter().map(|left| view! { class = "found", <Row left /> });
        view! { class = "found", <ul class="rows">{rows.collect_view()}</ul> }.into_any()
    };
    view! { class = "found",
        <section class="kind">
            <h2 class="fold-head">
                <button
                    type="button"
                    class="fold"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <span class="arrow" aria-hidden="true"></span>
                    {words.found.left_out}" "<span class="count">{units::count(count as u64, words)}</span>
                </button>
            </h2>
            <Show when=move || open.get()>
                <div><Window total=count rows /></div>
            </Show>
        </section>
    }
    .into_any()
}

#[component]
fn Row(left: LeftOut) -> impl IntoView {
    let words = use_words();
    let written = Untrusted::new(left.written);
    let called = written.elided(WRITTEN_AT_MOST).spelled();
    let why = sentence(left.why, &words.found);
    let private = left
        .could_be
        .as_ref()
        .and_then(|subject| reserved(subject, host::to_ascii));
    let private = private.map(|why| format!(" · {}", reason(why, &words.found)));
    let anyway = left.could_be.map(|subject| {
        let to = Route::report(subject);
        view! { class = "found",
            <a href=to.to_string() aria-label=format!("{}: {called}", words.found.ask_anyway)>{words.found.ask_anyway}</a>
        }
    });
    let times = left.times as u64;
    view! { class = "found",
        <li class="row left">
            <span class="named"><span class="name mono"><Outside text=written short=WRITTEN_AT_MOST /></span></span>
            <span class="aside quiet small">
                {why}{private}
                {(times > 1).then(|| format!(" · {}", (words.found.times)(times, &units::count(times, words))))}
            </span>
            <span class="verdict small">{anyway}</span>
        </li>
    }
    .into_any()
}

fn sentence(why: WhyNot, words: &FoundWords) -> &'static str {
    match why {
        WhyNot::FileName => words.file_name,
        WhyNot::Version => words.version,
        WhyNot::NotAnAddress => words.not_an_address,
        WhyNot::Network => words.network,
        WhyNot::ZoneId => words.zone_id,
        WhyNot::Email => words.email,
        WhyNot::UnknownEnding => words.unknown_ending,
        WhyNot::Code => words.code,
        WhyNot::Sentence => words.sentence,
        WhyNot::SpelledOut => words.spelled_out,
        WhyNot::OtherDigest => words.other_digest,
        WhyNot::VirusTotalLink => words.virus_total_link,
        WhyNot::TooLong => words.too_long,
    }
}
