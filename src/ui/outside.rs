//! The one place that draws text of others: isolated from its neighbours, hidden signs spelled out.

use leptos::prelude::*;

use crate::untrusted::{Piece, Untrusted};

/// A title longer than this is of no use to a reader, and some of these texts have 70 KB.
const TITLE_AT_MOST: usize = 1_000;

/// Draws a text from outside. `short` cuts it to so many signs with `…` in the middle; the whole is in the title then.
#[component]
pub fn Outside(#[prop(into)] text: Untrusted, #[prop(optional)] short: Option<usize>) -> impl IntoView {
    let shown = short.map_or_else(|| text.clone(), |most| text.elided(most));
    let title = (shown != text).then(|| text.elided(TITLE_AT_MOST).spelled());
    let pieces = shown
        .pieces()
        .into_iter()
        .map(|piece| match piece {
            Piece::Plain(text) => text.into_any(),
            Piece::Hidden(code) => view! { class = "outside",
                <span class="outside-hidden">{format!("⟨{code}⟩")}</span>
            }
            .into_any(),
        })
        .collect_view();
    view! { class = "outside", <bdi title=title>{pieces}</bdi> }
}
