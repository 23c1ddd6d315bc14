//! Writing a comment: the text, what will become of it, and the sending, once.

use std::rc::Rc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::report::community::refusal::Act;
use crate::report::community::tags;
use crate::report::units;
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::community::drafts::{draft, keep_draft};
use crate::ui::community::writing::{WriteStanding, Writing};
use crate::ui::state::{State, announce, use_words};
use crate::vt::error::Answer;
use crate::vt::object::Kind;
use crate::vt::{read, request};

#[component]
pub fn CommentForm(subject: Subject) -> impl IntoView {
    let words = use_words();
    let path = subject.related("comments");
    let open = RwSignal::new(!draft(&path).is_empty());
    let subject = StoredValue::new(subject);
    move || {
        if open.get() {
            view! { class = "community", <OpenForm subject=subject.get_value() /> }.into_any()
        } else {
            view! { class = "community",
                <p><button type="button" class="button" on:click=move |_| open.set(true)>{words.community.write}</button></p>
            }
            .into_any()
        }
    }
}

#[component]
fn OpenForm(subject: Subject) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let announce = announce();
    let path = subject.related("comments");
    let writing = Writing::new(Act::Comment, format!("POST {path}"));
    let text = RwSignal::new(draft(&path));
    let unseen = RwSignal::new(false);
    let subject = StoredValue::new(subject);
    let path = StoredValue::new(path);
    let blank = Memo::new(move |_| text.with(|text| text.trim().is_empty()));
    let send = move || {
        let written = text.get_untracked();
        if written.trim().is_empty() {
            return;
        }
        let question = subject.with_value(|subject| request::comment(subject, &written));
        let list = path.get_value();
        writing.send(question, move |answer| {
            let shown = add_own(&state, &list, answer);
            // What was changed meanwhile is another text.
            if draft(&list) == written {
                keep_draft(&list, "");
                text.try_set(String::new());
            }
            unseen.try_set(!shown);
            announce(words.community.published.to_owned());
        });
    };
    // A view that was drawn anew while its text was on the way has a signal of its own.
    Effect::new(move |_| {
        if writing.phase() == Phase::Done && path.with_value(|path| draft(path)).is_empty() {
            text.set(String::new());
        }
    });
    let keys = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && untrack(|| writing.is_free()) {
            event.prevent_default();
            send();
        }
    };
    let length = move || {
        let length = text.with(|text| text.chars().count()) as u64;
        (words.community.signs)(length, &units::count(length, words))
    };
    let preview = move || {
        let tags = text.with(|text| tags(text));
        (!tags.is_empty()).then(|| {
            let tags = tags.into_iter().map(|tag| view! { class = "community", <li class="tag">"#"{tag}</li> });
            view! { class = "community",
                <div class="preview"><span class="quiet small">{words.community.tags}</span><ul class="tags">{tags.collect_view()}</ul></div>
            }
        })
    };
    let said = move || {
        (writing.phase() == Phase::Done && blank.get()).then(|| {
            let unseen = unseen
                .get()
                .then(|| view! { class = "community", " "{words.community.unseen} });
            view! { class = "community", <p class="done" role="status">{words.community.published}{unseen}</p> }
        })
    };
    let label = (words.community.publish)(&(words.relations.requests)(1));
    view! { class = "community",
        <form
            class="form"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <label class="form-label" for="comment-text">{words.community.your_comment}</label>
            <textarea
                id="comment-text"
                class="field area"
                rows="4"
                aria-describedby="comment-public"
                prop:value=move || text.get()
                on:input=move |event| {
                    let written = event_target_value(&event);
                    path.with_value(|path| keep_draft(path, &written));
                    text.set(written);
                }
                on:keydown=keys
            ></textarea>
            {preview}
            <p class="quiet small" id="comment-public">{words.community.public}</p>
            <p class="buttons">
                <button type="submit" class="button button-main" prop:disabled=move || blank.get() || !writing.is_free()>{label}</button>
                <kbd class="quiet small">"Ctrl+Enter"</kbd>
                <span class="length quiet small">{length}</span>
            </p>
        </form>
        {said}
        <WriteStanding writing again=move |()| send() list=path.get_value() />
    }
    .into_any()
}

/// The list shows the comment without being asked for again; `false` where the answer does not hold it.
fn add_own(state: &State, path: &str, answer: &Answer) -> bool {
    let key = state.settings.with_untracked(|settings| settings.key.clone());
    let page = read::page(answer, key.as_ref()).unwrap_or_default();
    let Some(own) = page.objects.into_iter().find(|object| object.kind == Kind::Comment) else {
        return false;
    };
    state.listing(path).update(|listing| {
        listing.objects.insert(0, Rc::new(own));
        listing.count = listing.count.map(|count| count.saturating_add(1));
    });
    true
}
