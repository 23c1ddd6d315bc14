//! One comment: what it says, how it was received, and what can be done about it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::community::refusal::Act;
use crate::report::community::{Applause as Counts, Comment, comment, user, with_applause};
use crate::report::details::Cell;
use crate::report::details::build::Site;
use crate::route::Route;
use crate::ui::asking::Phase;
use crate::ui::community::writing::{WriteStanding, Writing};
use crate::ui::listings::ListingSignal;
use crate::ui::outside::Outside;
use crate::ui::relations::standing::Standing;
use crate::ui::report::cells::{CellView, Pivot};
use crate::ui::report::long::LongText;
use crate::ui::state::{State, announce, unix_seconds, use_now, use_words};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::read;
use crate::vt::request::{self, Applause};

/// Longer comments are folded.
const LINES: usize = 30;
/// A line up to here is drawn whole; some have 70 KB.
const SIGNS: usize = 2_000;

/// Where in a list a comment stands, by its id.
fn find(listing: ListingSignal, id: &str) -> Option<Rc<Object>> {
    listing.with(|listing| listing.objects.iter().find(|object| object.id == id).cloned())
}

#[component]
pub fn CommentRow(id: String, path: String, locked: Memo<bool>, whose: bool) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let site = Site {
        now: unix_seconds(use_now().get_untracked()),
        words,
    };
    let listing = state.listing(&path);
    let object = untrack(|| find(listing, &id))?;
    let Comment {
        date,
        lines,
        tags,
        item,
        missing,
        ..
    } = comment(&object, site);
    let id = StoredValue::new(id);
    let counts = Memo::new(move |_| {
        let object = id.with_value(|id| find(listing, id))?;
        Some(comment(&object, site).applause)
    });
    let about = item.filter(|_| whose).map(|subject| {
        let name = Untrusted::new(subject.name());
        view! { class = "community",
            <p class="about"><span class="quiet">{words.community.about}": "</span><Pivot subject text=name what=words.community.about /></p>
        }
    });
    let tags = tags.into_iter().map(|tag| {
        let to = Route::Search {
            query: format!("#{}", tag.raw()),
        };
        view! { class = "community", <li><a class="tag" href=to.to_string()>"#"<Outside text=tag short=60 /></a></li> }
    });
    let missing = missing.map(|said| {
        view! { class = "community", <p class="quiet">{words.community.gone}" "<Outside text=said short=200 /></p> }
    });
    let open = RwSignal::new(false);
    let more = move || {
        open.get()
            .then(|| view! { class = "community", <Besides id path=path.clone() locked /> })
    };
    Some(
        view! { class = "community",
            <li class="comment">
                <p class="date quiet small"><CellView cell=date.unwrap_or(Cell::Empty) what="" /></p>
                {about}
                {missing}
                <CommentText lines />
                <ul class="tags">{tags.collect_view()}</ul>
                <div class="applause">
                    <Received counts />
                    <button
                        type="button"
                        class="opener"
                        aria-expanded=move || if open.get() { "true" } else { "false" }
                        on:click=move |_| open.update(|open| *open = !*open)
                    >
                        <span class="arrow" aria-hidden="true"></span>
                        {words.community.more}
                    </button>
                </div>
                {more}
            </li>
        }
        .into_any(),
    )
}

/// The text, a line a line. Its markup is never made from VirusTotal's `html`.
#[component]
fn CommentText(lines: Vec<Untrusted>) -> impl IntoView {
    let words = use_words();
    let long = lines.len() > LINES;
    let lines = StoredValue::new(lines);
    let open = RwSignal::new(!long);
    let drawn = move || {
        let most = if open.get() { usize::MAX } else { LINES };
        let line = |text: &Untrusted| {
            let short = text.raw().len() <= SIGNS;
            let text = text.clone();
            let drawn = if short {
                view! { class = "community", <Outside text /> }.into_any()
            } else {
                view! { class = "community", <LongText text /> }.into_any()
            };
            view! { class = "community", <p class="line">{drawn}</p> }
        };
        lines.with_value(|lines| lines.iter().take(most).map(line).collect_view())
    };
    let unfold = move || {
        (!open.get()).then(|| {
            view! { class = "community",
                <button type="button" class="button button-bare" on:click=move |_| open.set(true)>{words.community.whole_comment}</button>
            }
        })
    };
    view! { class = "community", <div class="text">{drawn}</div>{unfold} }.into_any()
}

/// How it was received, in figures.
#[component]
fn Received(counts: Memo<Option<Counts>>) -> impl IntoView {
    let words = use_words().community;
    move || {
        let counts = counts.get()?;
        let said = [
            counts.positive.as_deref().map(words.helpful),
            counts.negative.as_deref().map(words.not_helpful),
            counts.abuse.as_deref().map(words.abuse),
        ];
        let said = said
            .into_iter()
            .flatten()
            .map(|text| view! { class = "community", <span class="count">{text}</span> });
        Some(said.collect_view())
    }
}

/// What can be asked and done about a comment; each costs a request and says so.
#[component]
fn Besides(id: StoredValue<String>, path: String, locked: Memo<bool>) -> impl IntoView {
    let list = StoredValue::new(path);
    let writes = move || {
        (!locked.get()).then(|| {
            view! { class = "community",
                <ApplauseButtons id list />
                <Deletion id list />
            }
        })
    };
    view! { class = "community", <div class="besides"><Author id />{writes}</div> }.into_any()
}

#[component]
fn Author(id: StoredValue<String>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let question = StoredValue::new(id.with_value(|id| request::comment_author(id)));
    let document = state.document(&question.with_value(|question| question.path.clone()));
    let phase = Memo::new(move |_| {
        document.with(|document| match &document.phase {
            Phase::Failed(error) if error.is_never_seen() => Phase::Done,
            phase => phase.clone(),
        })
    });
    let ask = move || state.load_document(question.get_value(), false);
    let label = (words.community.show_author)(&(words.relations.requests)(1));
    let offer = move || {
        (phase.get() == Phase::Idle).then(|| {
            view! { class = "community", <button type="button" class="button" on:click=move |_| ask()>{label.clone()}</button> }
        })
    };
    let told = move || {
        (phase.get() == Phase::Done).then(|| {
            let read = document.with_untracked(|document| document.read.clone());
            match read.and_then(|read| user(read.value.get("data")?)) {
                Some((name, full)) => {
                    let full = full.map(|full| view! { class = "community", " ("<Outside text=full short=80 />")" });
                    view! { class = "community", <p>{words.community.author}": "<Outside text=name short=80 />{full}</p> }.into_any()
                }
                None => view! { class = "community", <p class="quiet">{words.community.author_unknown}</p> }.into_any(),
            }
        })
    };
    view! { class = "community",
        {offer}
        {told}
        <Standing phase=phase.into() what=words.community.author retry=move |()| ask() />
    }
    .into_any()
}

/// Helpful, not helpful, or, after a question, abuse.
#[component]
fn ApplauseButtons(id: StoredValue<String>, list: StoredValue<String>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let announce = announce();
    let one = (words.relations.requests)(1);
    let writing = Writing::new(
        Act::Applause,
        id.with_value(|id| format!("POST /api/v3/comments/{id}/vote")),
    );
    let chosen = RwSignal::new(None::<Applause>);
    let cast = move |applause: Applause| {
        chosen.set(Some(applause));
        let (own, path) = (id.get_value(), list.get_value());
        writing.send(request::vote_on_comment(&own, applause), move |answer| {
            let key = state.settings.with_untracked(|settings| settings.key.clone());
            let value = read::done(answer, key.as_ref()).unwrap_or_default();
            state.listing(&path).update(|listing| {
                let place = listing.objects.iter_mut().find(|object| object.id == own);
                if let Some((place, changed)) = place.and_then(|place| {
                    let changed = with_applause(place, &value)?;
                    Some((place, changed))
                }) {
                    *place = Rc::new(changed);
                }
            });
            announce(words.community.counted.to_owned());
        });
    };
    let abuse = RwSignal::new(false);
    let offer = move |applause: Applause, label: String| {
        view! { class = "community",
            <button type="button" class="button" prop:disabled=move || !writing.is_free() on:click=move |_| cast(applause)>{label}</button>
        }
    };
    let question = {
        let label = (words.community.report_abuse)(&one);
        move || {
            abuse.get().then(|| {
                let yes = move |_| {
                    abuse.set(false);
                    cast(Applause::Abuse);
                };
                view! { class = "community",
                    <div class="question" role="group" aria-label=words.community.abuse_offer>
                        <p>{words.community.abuse_question}</p>
                        <p class="buttons">
                            <button type="button" class="button button-main" on:click=yes>{label.clone()}</button>
                            <button type="button" class="button" on:click=move |_| abuse.set(false)>{words.community.cancel}</button>
                        </p>
                    </div>
                }
            })
        }
    };
    let counted = move || (writing.phase() == Phase::Done).then_some(words.community.counted);
    view! { class = "community",
        <p class="buttons">
            {offer(Applause::Positive, (words.community.find_helpful)(&one))}
            {offer(Applause::Negative, (words.community.find_unhelpful)(&one))}
            <button type="button" class="button" prop:disabled=move || !writing.is_free() on:click=move |_| abuse.set(true)>
                {words.community.abuse_offer}
            </button>
            <span class="quiet small" aria-hidden="true">{counted}</span>
        </p>
        {question}
        <WriteStanding
            writing
            again=move |()| {
                if let Some(applause) = chosen.get_untracked() {
                    cast(applause);
                }
            }
            list=list.get_value()
        />
    }
    .into_any()
}

/// Taking back one's own, after a question.
#[component]
fn Deletion(id: StoredValue<String>, list: StoredValue<String>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let announce = announce();
    let writing = Writing::new(Act::Delete, id.with_value(|id| format!("DELETE /api/v3/comments/{id}")));
    let asked = RwSignal::new(false);
    let delete = move || {
        asked.set(false);
        let (own, path) = (id.get_value(), list.get_value());
        writing.send(request::delete_comment(&own), move |_| {
            state.listing(&path).update(|listing| {
                listing.objects.retain(|object| object.id != own);
                listing.count = listing.count.map(|count| count.saturating_sub(1));
            });
            announce(words.community.deleted.to_owned());
        });
    };
    let label = (words.community.delete_now)(&(words.relations.requests)(1));
    let question = move || {
        if asked.get() {
            view! { class = "community",
                <div class="question" role="group" aria-label=words.community.delete>
                    <p>{words.community.delete_question}</p>
                    <p class="buttons">
                        <button type="button" class="button button-main" on:click=move |_| delete()>{label.clone()}</button>
                        <button type="button" class="button" on:click=move |_| asked.set(false)>{words.community.cancel}</button>
                    </p>
                </div>
            }
            .into_any()
        } else {
            view! { class = "community",
                <p class="buttons">
                    <button type="button" class="button" prop:disabled=move || !writing.is_free() on:click=move |_| asked.set(true)>
                        {words.community.delete}
                    </button>
                </p>
            }
            .into_any()
        }
    };
    view! { class = "community",
        {question}
        <WriteStanding writing again=move |()| delete() list=list.get_value() />
    }
    .into_any()
}
