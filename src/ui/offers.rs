//! What is folded beside dropped files and opens later parts of the page: results, checksums, what is in an archive.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::archive::BEGINNINGS;
use crate::browser::archive::bytes;
use crate::ui::dropped::Item;
use crate::ui::late::{Late, late_gate_archive, late_gate_batch};
use crate::ui::state::{State, follow, use_words};

/// Of the whole list.
#[component]
pub fn BatchOffers() -> impl IntoView {
    let label = use_words().offers.batch.to_owned();
    // A list that was written stays for as long as the page does.
    let is_open =
        use_context::<State>().is_some_and(|state| state.dropped.listed.with_untracked(|list| !list.is_empty()));
    view! { class = "offers", <Fold label is_open view=late_gate_batch /> }
}

/// Of a file: only where its first bytes are those of an archive, whatever it is called.
#[component]
pub fn ArchiveOffer(item: Item) -> impl IntoView {
    let state = use_context::<State>()?;
    let label = (use_words().offers.look_inside)(&item.name.elided(60).spelled());
    let is_archive = RwSignal::new(false);
    let file = state.dropped.file(item.id);
    follow(move |_| {
        if let Some(file) = file.clone() {
            spawn_local(async move {
                let read = bytes(&file, 0, 4).await.unwrap_or_default();
                is_archive.try_set(BEGINNINGS.iter().any(|beginning| read == beginning));
            });
        }
    });
    Some(move || {
        let (label, item) = (label.clone(), item.clone());
        is_archive
            .get()
            .then(|| view! { class = "offers", <Fold label view=move || late_gate_archive(item.clone()) /> })
    })
}

/// Drawn when it is first opened; closing only hides it, so that what was done in it stays.
#[component]
fn Fold(
    label: String,
    /// Whether it is open from the start.
    #[prop(optional)]
    is_open: bool,
    #[prop(into)] view: ViewFn,
) -> impl IntoView {
    let opened = RwSignal::new(is_open);
    // Closing is a toggle, too: nothing is drawn anew then.
    let open = move |_| {
        if !opened.get_untracked() {
            opened.set(true);
        }
    };
    let drawn = move || {
        let view = view.clone();
        opened
            .get()
            .then(|| view! { class = "offers", <Late view=move || view.run() /> })
    };
    view! { class = "offers",
        <details class="fold" open=is_open on:toggle=open><summary>{label}</summary>{drawn}</details>
    }
    .into_any()
}
