//! What a file contacted: three lists as one, loaded as far as the reader wants to pay for.

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::network::groups::By;
use crate::report::network::{Loaded, locations};
use crate::report::relation::Amount;
use crate::route::Tab;
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::listings::Listing;
use crate::ui::network::places::Places;
use crate::ui::network::{Source, load_first};
use crate::ui::pictures::bars::NetworkBars;
use crate::ui::relations::standing::Standing;
use crate::ui::state::{State, use_words};
use crate::ui::table::TableState;
use crate::ui::table_address::{Step, TableAddress};
use crate::vt::object::Object;

/// What brings places together, in the address.
const BY: &str = "by";

#[component]
pub fn Contacts(subject: Subject, object: Rc<Object>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let source = |name: &str, title| Source::of(state, &subject, &object, name, title);
    let sources = [
        source("contacted_domains", words.network.domains),
        source("contacted_ips", words.network.addresses),
        source("contacted_urls", words.network.urls),
    ];
    let behaviours = source("behaviours", words.report.behaviour);
    if sources.iter().all(|source| source.told.is_none()) {
        return view! { class = "network", <p class="nothing">{words.network.nothing_contacted}</p> }.into_any();
    }
    load_first(state, &sources);
    let address = TableAddress::of_tab(&subject, Tab::Network);
    let by = Memo::new(move |_| address.with(|query| query.get(BY).map_or_else(By::default, By::of_slug)));
    let table = TableState::new(String::new(), address);
    let lists = [&sources[0], &sources[1], &sources[2], &behaviours].map(|source| source.listing);
    // The places are drawn anew when objects have come, not when a list changes its phase.
    let stamp = Memo::new(move |_| {
        let address = |object: &Rc<Object>| Rc::as_ptr(object).addr();
        let of_list = |listing: &Listing| listing.objects.iter().map(address).collect::<Vec<_>>();
        lists.map(|listing| listing.with(of_list))
    });
    let places = move || {
        // Read, not only tracked: a memo that nobody has read does not follow its lists.
        stamp.with(|_| ());
        let [domains, addresses, urls, behaviours] =
            lists.map(|listing| listing.with_untracked(|listing| listing.objects.clone()));
        let found = locations(Loaded {
            domains: &domains,
            addresses: &addresses,
            urls: &urls,
            behaviours: &behaviours,
        });
        (!found.is_empty()).then(|| {
            view! { class = "network",
                <NetworkBars locations=found.clone() />
                <GroupBy by address />
                <Places locations=found by table />
            }
        })
    };
    let marks = sources
        .iter()
        .cloned()
        .map(|source| view! { class = "network", <Mark source /> })
        .collect_view();
    let waits = sources
        .iter()
        .chain([&behaviours])
        .cloned()
        .map(
            |Source {
                 listing, path, title, ..
             }| {
                let phase = Memo::new(move |_| listing.with(|listing| listing.phase.clone()));
                let retry = move |()| state.load_list(&path);
                view! { class = "network", <Standing phase=phase.into() what=title retry /> }
            },
        )
        .collect_view();
    view! { class = "network",
        <section class="contacts">
            <ul class="marks">{marks}</ul>
            <Offers sources=sources.to_vec() />
            <Sandboxes behaviours />
            {waits}
            {places}
        </section>
    }
    .into_any()
}

/// One of the lists: how much of it there is, and whether it is here.
#[component]
fn Mark(source: Source) -> impl IntoView {
    let words = use_words();
    let Source {
        title, listing, told, ..
    } = source;
    let standing = move || {
        listing.with(|listing| {
            let listed = listing.objects.len() as u64;
            let amount = Amount::counted(listed, listing.cursor.is_some(), listing.count);
            match listing.phase {
                _ if listed > 0 && listing.cursor.is_some() => {
                    (words.relations.shown_of)(&listed.to_string(), &amount.text(words))
                }
                Phase::Done => amount.text(words),
                _ if told.is_none() => told.text(words),
                _ if listed > 0 => amount.text(words),
                _ => (words.network.not_loaded)(&told.text(words)),
            }
        })
    };
    view! { class = "network", <li class="mark"><span class="mark-title">{title}</span>" "<span class="quiet">{standing}</span></li> }
}

/// The buttons that load what is not here, each with its price.
#[component]
fn Offers(sources: Vec<Source>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let sources = StoredValue::new_local(sources);
    let others = move || {
        let unasked: Vec<String> = sources.with_value(|sources| {
            sources
                .iter()
                .filter(|source| source.is_unasked())
                .map(|source| source.path.clone())
                .collect()
        });
        let count = unasked.len() as u64;
        (count > 0).then(|| {
            let label = (words.network.load_others)(count, &(words.relations.requests)(count));
            let load = move |_| unasked.iter().for_each(|path| state.load_list(path));
            view! { class = "network", <button type="button" class="button" on:click=load>{label}</button> }
        })
    };
    let more = move || {
        let unfinished: Vec<Source> = sources.with_value(|sources| {
            let goes_on = |source: &&Source| {
                source
                    .listing
                    .with(|listing| listing.cursor.is_some() && listing.phase == Phase::Done)
            };
            sources.iter().filter(goes_on).cloned().collect()
        });
        unfinished
            .into_iter()
            .map(|Source { title, path, .. }| {
                let label = (words.network.load_more_of)(title, &(words.relations.requests)(1));
                let load = move |_| state.load_more(&path);
                view! { class = "network", <button type="button" class="button" on:click=load>{label}</button> }
            })
            .collect_view()
    };
    view! { class = "network", <p class="offers">{others}{more}</p> }.into_any()
}

/// What the behaviour would tell, where it is not here.
#[component]
fn Sandboxes(behaviours: Source) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let behaviours = StoredValue::new_local(behaviours);
    move || {
        behaviours.with_value(Source::is_unasked).then(|| {
            let label = (words.network.load_behaviour)(&(words.relations.requests)(1));
            view! { class = "network",
                <p class="sandboxes">
                    <span class="quiet small">{words.network.sandboxes_unknown}</span>
                    <button
                        type="button"
                        class="button button-bare"
                        on:click=move |_| behaviours.with_value(|source| state.load_list(&source.path))
                    >
                        {label}
                    </button>
                </p>
            }
        })
    }
}

/// The choice as it stands in the address, where the first needs no word.
fn word(by: By) -> &'static str {
    if by == By::default() { "" } else { by.slug() }
}

#[component]
fn GroupBy(by: Memo<By>, address: TableAddress) -> impl IntoView {
    let words = use_words().network;
    let choices = By::ALL.map(|choice| {
        let label = match choice {
            By::Domain => words.by_domain,
            By::System => words.by_system,
            By::Country => words.by_country,
        };
        view! { class = "network",
            <button
                type="button"
                class="choice"
                aria-pressed=move || if by.get() == choice { "true" } else { "false" }
                on:click=move |_| address.set(&[(BY, word(choice))], Step::Back)
            >
                {label}
            </button>
        }
    });
    view! { class = "network",
        <div class="group-by" role="group" aria-label=words.group_by>
            <span class="quiet small" aria-hidden="true">{words.group_by}</span>
            {choices.collect_view()}
        </div>
    }
    .into_any()
}
