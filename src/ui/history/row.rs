//! A line of the history: what it is, what came of it and when, and what the reader has put to it.

use leptos::html;
use leptos::prelude::*;

use crate::browser::address;
use crate::indicator::defang;
use crate::report::card;
use crate::report::mark::{Change, Mark, NOTE_AT_MOST};
use crate::report::remembered::Remembered;
use crate::report::units;
use crate::route::Route;
use crate::subject::{Subject, Topic};
use crate::ui::outside::Outside;
use crate::ui::report::card::shape;
use crate::ui::report::shapes::ShapeMark;
use crate::ui::state::{State, unix_seconds, use_now, use_words};
use crate::untrusted::Untrusted;
use crate::words::Words;

const NAME_AT_MOST: usize = 70;

#[component]
pub fn HistoryRow(subject: Subject) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let said = words.history;
    let entry = {
        let subject = subject.clone();
        Memo::new(move |_| state.batch.entry(&subject))
    };
    let mark =
        Memo::new(move |_| entry.with(|entry| entry.as_ref().map(|entry| entry.mark.clone()).unwrap_or_default()));
    let named = entry.with_untracked(|entry| entry.as_ref().and_then(|entry| entry.answer.name.clone()));
    let id = match subject.topic() {
        Topic::File => subject.id().to_owned(),
        Topic::Url | Topic::Domain | Topic::Address => defang(&subject.name()),
    };
    let name = match (subject.topic(), named) {
        (Topic::File, Some(name)) => name,
        (Topic::Url, Some(url)) => Untrusted::new(defang(url.raw())),
        (Topic::File | Topic::Url | Topic::Domain | Topic::Address, _) => Untrusted::new(id.clone()),
    };
    let called = name.elided(NAME_AT_MOST).spelled();
    let is_other = subject.topic() == Topic::File && name.raw() != id;
    let below = is_other.then(|| view! { class = "history", <span class="quiet small mono"><Outside text=Untrusted::new(id) short=25 /></span> });
    let subject = StoredValue::new(subject);
    let put = move |change: &dyn Fn(&mut Mark)| {
        let mut mark = mark.get_untracked();
        change(&mut mark);
        subject.with_value(|subject| state.set_mark(subject, mark));
    };
    let note = move |event| {
        let text: String = event_target_value(&event).chars().take(NOTE_AT_MOST).collect();
        put(&|mark| text.trim().clone_into(&mut mark.note));
    };
    let pin_box = NodeRef::<html::Input>::new();
    let moves = StoredValue::new(false);
    let pin = move |event| {
        moves.set_value(true);
        put(&|mark| mark.pinned = event_target_checked(&event));
    };
    // The row moves to its new place, and what is moved loses the focus.
    Effect::new(move |_| {
        state.batch.follow();
        if moves.get_value() {
            moves.set_value(false);
            request_animation_frame(move || {
                if let Some(pin_box) = pin_box
                    .try_get_untracked()
                    .flatten()
                    .filter(|_| address::is_focus_lost())
                {
                    let _ = pin_box.focus();
                }
            });
        }
    });
    let watch = move |event| put(&|mark| mark.watched = event_target_checked(&event));
    let change = move || {
        let told = mark.with(|mark| mark.change.as_ref().map(|change| told(change, words)));
        told.map(|text| view! { class = "history",
            <p class="change"><strong>{text}</strong>" "<button type="button" class="button button-bare" on:click=move |_| put(&|mark| mark.change = None)>{said.seen}</button></p>
        })
    };
    view! { class = "history",
        <li class="row">
            <div class="named">
                <a class="name" href=Route::report(subject.get_value()).to_string()><Outside text=name short=NAME_AT_MOST /></a>
                {below}
            </div>
            <div class="verdict">{move || entry.with(|entry| Some(verdict(&entry.as_ref()?.answer, words)))}</div>
            {change}
            <div class="marks">
                <input
                    class="field note"
                    type="text"
                    maxlength=NOTE_AT_MOST.to_string()
                    placeholder=said.note
                    aria-label=(said.note_of)(&called)
                    prop:value=move || mark.with(|mark| mark.note.clone())
                    on:change=note
                />
                <label class="mark" title=(said.pin)(&called)>
                    <input node_ref=pin_box type="checkbox" aria-label=(said.pin)(&called) prop:checked=move || mark.with(|mark| mark.pinned) on:change=pin />
                    {said.pin_short}
                </label>
                <label class="mark" title=said.watch_why>
                    <input type="checkbox" aria-label=(said.watch)(&called) prop:checked=move || mark.with(|mark| mark.watched) on:change=watch />
                    {said.watch_short}
                </label>
                <button
                    type="button"
                    class="button button-bare"
                    aria-label=(said.remove)(&called)
                    on:click=move |_| subject.with_value(|subject| state.forget_answer(subject))
                >"×"</button>
            </div>
        </li>
    }
    .into_any()
}

/// What came of it, and when.
fn verdict(answer: &Remembered, words: Words) -> impl IntoView + use<> {
    let now = unix_seconds(use_now().get_untracked());
    let asked = units::when(answer.asked, now, words).map(|when| {
        let ago = when.relative.unwrap_or_else(|| when.absolute.clone());
        view! { class = "history", <span class="quiet small" title=when.absolute>{(words.history.asked)(&ago)}</span> }
    });
    let word = card::word_of(answer.verdict, answer.known, words);
    let ratio = (answer.counted > 0).then(|| (words.home.ratio)(answer.flagged, answer.counted));
    view! { class = "history",
        <span class="word" data-verdict=answer.verdict.slug()><ShapeMark shape=shape(answer.verdict) />{word}</span>
        {ratio.map(|ratio| view! { class = "history", <span class="number">{ratio}</span> })}
        {asked}
    }
    .into_any()
}

/// What has changed, in words.
fn told(change: &Change, words: Words) -> String {
    let since = units::date(change.since);
    let ((was, now), (of, all)) = (change.flagged, change.counted);
    if change.was_known {
        (words.history.changed)(was, of, now, all, &since)
    } else {
        (words.history.appeared)(now, all, &since)
    }
}
