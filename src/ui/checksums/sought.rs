//! A digest that was entered while files are on the list: whether one of them has it.

use leptos::prelude::*;

use super::held;
use crate::digest::checksums::sought::{Sought, seek};
use crate::report::units;
use crate::subject::Subject;
use crate::ui::dropped::Item;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;

/// A name in a sentence.
const NAME_AT_MOST: usize = 60;

#[component]
pub fn SoughtLine(subject: Subject) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let said = Memo::new(move |_| {
        state.dropped.over.track();
        state.dropped.track_digests();
        state.dropped.items.with(|items| {
            let files: Vec<_> = items.iter().map(held).collect();
            let called = |path: &Untrusted| path.elided(NAME_AT_MOST).spelled();
            let sought = seek(subject.id(), &files)?;
            // What lies on the list from another day is hardly what this digest is meant for.
            let is_meant = |item: &Item| state.dropped.is_recent(item.id);
            if !matches!(sought, Sought::Had(_)) && !items.iter().any(is_meant) {
                return None;
            }
            let text = match (sought, files.as_slice()) {
                (Sought::Had(at), _) => (words.checksums.has)(&called(&files.get(at)?.path)),
                (Sought::Lacking, [only]) => (words.checksums.has_not)(&called(&only.path)),
                (Sought::Open(_), [only]) => (words.checksums.may_have)(&called(&only.path)),
                (Sought::Lacking, all) => (words.checksums.none_has)(&units::count(all.len() as u64, words)),
                (Sought::Open(open), _) => {
                    (words.checksums.none_has_yet)(open as u64, &units::count(open as u64, words))
                }
            };
            Some(text)
        })
    });
    // No shape and no colour: nobody shall take it for a verdict.
    move || {
        said.get()
            .map(|text| view! { class = "checksums", <p class="sought" role="status">{text}</p> })
    }
}
