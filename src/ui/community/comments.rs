//! Comments: the list, the way to more, and those on what belongs to an object.

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::community::newest_first;
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::community::comment::CommentRow;
use crate::ui::community::form::CommentForm;
use crate::ui::relations::list::More;
use crate::ui::relations::standing::Standing;
use crate::ui::state::{State, use_words};
use crate::words::Words;

/// The comments on a subject; `none` are known to be there.
#[component]
pub fn Comments(subject: Subject, none: bool, locked: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let path = subject.related("comments");
    let idle = state
        .listing(&path)
        .with_untracked(|listing| listing.phase == Phase::Idle);
    if idle && !none {
        state.load_list(&path);
    }
    let subject = StoredValue::new(subject);
    let form =
        move || (!locked.get()).then(|| view! { class = "community", <CommentForm subject=subject.get_value() /> });
    view! { class = "community",
        <section class="panel">
            <h2 class="title">{words.community.comments}</h2>
            {form}
            <CommentList path none locked whose=false />
        </section>
    }
    .into_any()
}

/// Comments on what belongs to the subject: one more request, at the reader's wish.
#[component]
pub fn Related(path: String, none: bool, locked: Memo<bool>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let listing = state.listing(&path);
    let idle = Memo::new(move |_| listing.with(|listing| listing.phase == Phase::Idle));
    let ask = StoredValue::new(path.clone());
    let offer = move || {
        let label = (words.community.show_related)(&(words.relations.requests)(1));
        (idle.get() && !none).then(|| {
            view! { class = "community",
                <p><button type="button" class="button" on:click=move |_| ask.with_value(|path| state.load_list(path))>{label}</button></p>
            }
        })
    };
    view! { class = "community",
        <section class="panel">
            <h2 class="title">{words.community.related}</h2>
            {offer}
            <CommentList path none locked whose=true />
        </section>
    }
    .into_any()
}

/// A list of comments as far as it is loaded; `whose` says what each is about.
#[component]
fn CommentList(path: String, none: bool, locked: Memo<bool>, whose: bool) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let listing = state.listing(&path);
    let phase = Memo::new(move |_| listing.with(|listing| listing.phase.clone()));
    let rows = Memo::new(move |_| {
        listing.with(|listing| {
            let places = newest_first(listing.objects.iter().map(Rc::as_ref));
            let ids = places.into_iter().filter_map(|at| listing.objects.get(at));
            ids.map(|comment| comment.id.clone()).collect::<Vec<String>>()
        })
    });
    let ask = StoredValue::new(path);
    let load = move || ask.with_value(|path| state.load_list(path));
    let row = move |id: String| {
        let path = ask.get_value();
        view! { class = "community", <CommentRow id path locked whose /> }
    };
    let nothing = move || {
        let phase = phase.get();
        let asked = phase == Phase::Done;
        let empty = rows.with(Vec::is_empty) && (asked || (none && phase == Phase::Idle));
        empty.then(|| view! { class = "community", <Nothing asked words ask /> })
    };
    let unreadable = move || {
        let count = listing.with(|listing| listing.unreadable) as u64;
        (count > 0).then(|| view! { class = "community", <p class="notice">{(words.relations.unreadable)(count)}</p> })
    };
    view! { class = "community",
        <ul class="comments">
            <For each=move || rows.get() key=String::clone children=row />
        </ul>
        {nothing}
        {unreadable}
        {move || (phase.get() != Phase::Idle).then(|| view! { class = "community", <More listing path=ask.get_value() /> })}
        <Standing phase=phase.into() what=words.community.list_of_comments retry=move |()| load() />
    }
    .into_any()
}

#[component]
fn Nothing(asked: bool, words: Words, ask: StoredValue<String>) -> impl IntoView {
    let state = expect_context::<State>();
    let anyway = (!asked).then(|| {
        let label = (words.relations.ask_anyway)(&(words.relations.requests)(1));
        view! { class = "community",
            <p class="quiet small">{words.relations.known_empty}</p>
            <p><button type="button" class="button" on:click=move |_| ask.with_value(|path| state.load_list(path))>{label}</button></p>
        }
    });
    view! { class = "community", <p>{words.community.no_comments}</p>{anyway} }
}
