//! What was compared, a row each: the word, the name, and of a mismatch both digests.

use std::ops::Range;

use leptos::prelude::*;

use crate::digest::checksums::compare::{Agreement, Compared};
use crate::ui::checksums::word;
use crate::ui::outside::Outside;
use crate::ui::report::shapes::{Shape, ShapeMark};
use crate::ui::report::window::Window;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;

/// Longer names are cut in the middle.
const NAME_AT_MOST: usize = 90;

#[component]
pub(super) fn Rows(compared: Memo<Vec<Compared>>) -> impl IntoView {
    let words = use_words();
    let list = move || {
        let compared = compared.get();
        let total = compared.len();
        let rows = move |piece: Range<usize>| {
            let rows = compared.get(piece).unwrap_or_default().to_vec();
            let rows = rows.into_iter().map(|row| view! { class = "checksums", <Row row /> });
            view! { class = "checksums", <ul class="rows">{rows.collect_view()}</ul> }.into_any()
        };
        view! { class = "checksums", <Window total rows=Callback::new(rows) /> }.into_any()
    };
    view! { class = "checksums", <section aria-label=words.checksums.compared>{list}</section> }.into_any()
}

#[component]
fn Row(row: Compared) -> impl IntoView {
    let words = use_words();
    let (shape, slug) = match row.agreement {
        Agreement::Mismatch => (Shape::Octagon, "mismatch"),
        Agreement::Missing => (Shape::DashedRing, "missing"),
        Agreement::Extra => (Shape::Dash, "extra"),
        Agreement::Unread => (Shape::Ring, "unread"),
        Agreement::Match => (Shape::Tick, "match"),
    };
    let by = row.expected.iter().map(|expected| expected.algorithm.to_string());
    let by = by.collect::<Vec<_>>().join(", ");
    let alone = row.name.is_empty();
    let name = match row.expected.first() {
        Some(expected) if alone => Untrusted::new(expected.digest.as_str()),
        Some(_) | None => row.name,
    };
    let wrong = row.wrong.map(|wrong| {
        view! { class = "checksums",
            <dl class="wrong small">
                <dt>{words.checksums.expected}</dt><dd class="mono">{wrong.expected.digest}</dd>
                <dt>{words.checksums.got}</dt><dd class="mono">{wrong.got}</dd>
            </dl>
        }
    });
    view! { class = "checksums",
        <li class="row" data-agreement=slug>
            <span class="word"><ShapeMark shape />{word(row.agreement, words)}</span>
            <span class="name mono"><Outside text=name short=NAME_AT_MOST /></span>
            <span class="aside quiet small">{by}{alone.then(|| format!(" · {}", words.checksums.alone))}</span>
            {wrong}
        </li>
    }
    .into_any()
}
