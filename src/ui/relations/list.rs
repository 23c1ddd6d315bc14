//! One relation, opened: what it costs, what stands in it, and the way to more.

use leptos::prelude::*;

use crate::report::relation::Amount;
use crate::report::units;
use crate::route::{Route, Tab};
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::listings::ListingSignal;
use crate::ui::relations::standing::Standing;
use crate::ui::relations::table::ObjectTables;
use crate::ui::state::{State, use_words};
use crate::ui::table_address::TableAddress;
use crate::vt::object::Known;
use crate::vt::relation::{Relation, Tier};
use crate::vt::request::PAGE;
use crate::words::relations;

#[component]
pub fn RelationList(
    subject: Subject,
    relation: Relation,
    /// What the report told of it, beside itself.
    known: Option<Known>,
) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let path = subject.related(relation.name);
    let listing = state.listing(&path);
    let told = Amount::told(known.as_ref());
    let premium = relation.tier == Tier::Premium;
    let refused = move || premium && state.forbidden.with(Option::is_some);
    let idle = listing.with_untracked(|listing| listing.phase == Phase::Idle);
    if idle && !told.is_none() && !untrack(refused) {
        state.load_list(&path);
    }
    let (title, about) = relations::named(&words.relations, relation.name);
    let address = TableAddress::new(is_open(state, subject, relation.name));
    let phase = Memo::new(move |_| listing.with(|listing| listing.phase.clone()));
    let filled = Memo::new(move |_| listing.with(|listing| !listing.objects.is_empty()));
    let one = (words.relations.requests)(1);
    let ask = StoredValue::new(path.clone());
    let load = move || ask.with_value(|path| state.load_list(path));
    let again = {
        let label = (words.relations.ask_again)(&one);
        move || {
            (phase.get() == Phase::Done).then(|| {
                view! { class = "relations",
                    <button type="button" class="button button-bare again" on:click=move |_| ask.with_value(|path| state.reload_list(path))>
                        {label.clone()}
                    </button>
                }
            })
        }
    };
    let empty = move || {
        if filled.get() {
            return ().into_any();
        }
        let relations = words.relations;
        let offer = |said: String, label: fn(&str) -> String| {
            view! { class = "relations",
                <p>{said}</p>
                <p><button type="button" class="button" on:click=move |_| load()>{label(&one)}</button></p>
            }
            .into_any()
        };
        match phase.get() {
            Phase::Idle if told.is_none() => offer(relations.known_empty.to_owned(), relations.ask_anyway),
            Phase::Idle if refused() => {
                let name = state.forbidden.get().unwrap_or_default();
                let (title, _) = relations::named(&relations, &name);
                offer((relations.forbidden)(title), relations.ask_anyway)
            }
            Phase::Idle => offer(String::new(), relations.load),
            Phase::Done => view! { class = "relations", <p>{relations.asked_empty}</p> }.into_any(),
            Phase::Queued | Phase::Asking { .. } | Phase::Held(..) | Phase::Failed(_) => ().into_any(),
        }
    };
    view! { class = "relations",
        <div class="list-head">
            <h2 class="list-title">{title}</h2>
            {again}
        </div>
        <p class="quiet small">{about}</p>
        {empty}
        {move || filled.get().then(|| view! { class = "relations", <ObjectTables listing address /> })}
        <Unreadable listing />
        <More listing path />
        <Standing phase=phase.into() what=title retry=move |()| load() />
    }
    .into_any()
}

/// Whether the address names the list.
fn is_open(state: State, subject: Subject, name: &'static str) -> Signal<bool> {
    let place = Route::Report {
        subject,
        tab: Tab::Relations,
        part: Some(name.to_owned()),
    };
    Memo::new(move |_| state.route.with(|route| *route == place)).into()
}

/// Entries that could not be shown are at least counted.
#[component]
fn Unreadable(listing: ListingSignal) -> impl IntoView {
    let words = use_words();
    move || {
        let count = listing.with(|listing| listing.unreadable) as u64;
        (count > 0).then(|| view! { class = "relations", <p class="notice">{(words.relations.unreadable)(count)}</p> })
    }
}

/// How much of a list is here, and the button that loads the next page.
#[component]
pub fn More(listing: ListingSignal, #[prop(into)] path: String) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let path = StoredValue::new(path);
    let standing = Memo::new(move |_| {
        listing.with(|listing| {
            let more = listing.cursor.is_some();
            (
                listing.objects.len() as u64,
                more,
                listing.count,
                listing.phase == Phase::Done,
            )
        })
    });
    move || {
        let (listed, more, count, done) = standing.get();
        let amount = Amount::counted(listed, more, count);
        let relations = words.relations;
        let number = units::count(listed, words);
        let told = if more {
            (relations.shown_of)(&number, &amount.text(words))
        } else {
            (relations.in_all)(listed, &number)
        };
        (listed > 0).then(|| {
            view! { class = "relations",
                <p class="more">
                    <span class="quiet small" role="status">{told}</span>
                    {(more && done).then(|| {
                        let next = amount.next(listed, u64::from(PAGE));
                        view! { class = "relations",
                            <button type="button" class="button" on:click=move |_| path.with_value(|path| state.load_more(path))>
                                {(relations.load_more)(next, &(relations.requests)(1))}
                            </button>
                        }
                    })}
                </p>
            }
        })
    }
}
