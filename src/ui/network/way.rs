//! Where a URL leads, in words: itself, its redirects, its host, the address that answered last.

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::details::build::Site;
use crate::report::network::journey::{Single, Stop, stops};
use crate::route::{Route, Tab};
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::found::question::reason;
use crate::ui::network::{Source, load_first};
use crate::ui::relations::name::NameView;
use crate::ui::relations::standing::Standing;
use crate::ui::report::cells::CellView;
use crate::ui::state::{State, unix_seconds, use_now, use_words};
use crate::vt::object::{Known, Object};
use crate::words::relations;

/// Lists of a URL's neighbours on the way, for keys that may read them.
const NEIGHBOURS: [&str; 2] = ["redirects_to", "redirecting_urls"];

#[component]
pub fn Way(subject: Subject, object: Rc<Object>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let site = Site {
        now: unix_seconds(use_now().get_untracked()),
        words,
    };
    let singles = [
        ("network_location", words.network.host),
        ("last_serving_ip_address", words.network.serving),
    ]
    .map(|(name, title)| {
        let source = Source::of(state, &subject, &object, name, title);
        (source, object.relation(name).cloned())
    });
    let sources = singles.clone().map(|(source, _)| source);
    load_first(state, &sources);
    let report = StoredValue::new_local((object, singles));
    let drawn = move || {
        report.with_value(|(object, [host, serving])| {
            let stops = stops(
                object,
                &single(&host.0, host.1.as_ref()),
                &single(&serving.0, serving.1.as_ref()),
                site,
            );
            let views = stops
                .into_iter()
                .map(|stop| view! { class = "network", <StopView stop /> });
            views.collect_view()
        })
    };
    let offers = sources
        .clone()
        .map(|source| view! { class = "network", <Offer source /> });
    let waits = sources.map(
        |Source {
             listing, path, title, ..
         }| {
            let phase = Memo::new(move |_| listing.with(|listing| listing.phase.clone()));
            let retry = move |()| state.load_list(&path);
            view! { class = "network", <Standing phase=phase.into() what=title retry /> }
        },
    );
    let neighbours = NEIGHBOURS.map(|name| {
        let (title, about) = relations::named(&words.relations, name);
        let to = Route::Report {
            subject: subject.clone(),
            tab: Tab::Relations,
            part: Some(name.to_owned()),
        };
        view! { class = "network", <li><a href=to.to_string() title=about>{title}</a></li> }
    });
    view! { class = "network",
        <section class="way">
            <h2 class="way-title">{words.network.way}</h2>
            <ol class="stops">{drawn}</ol>
            <p class="offers">{offers.collect_view()}</p>
            {waits.collect_view()}
            <p class="quiet small">{words.network.more_lists}</p>
            <ul class="neighbours">{neighbours.collect_view()}</ul>
        </section>
    }
    .into_any()
}

/// What is known of a relation to one object. Reactive.
fn single(source: &Source, known: Option<&Known>) -> Single {
    source.listing.with(|listing| match listing.objects.first() {
        Some(object) => Single::Loaded(Some(object.clone())),
        None if listing.phase == Phase::Done || source.told.is_none() => Single::Loaded(None),
        None => Single::NotAsked(known.cloned()),
    })
}

/// The button that loads one stop, with its price.
#[component]
fn Offer(source: Source) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let (title, _) = relations::named(&words.relations, source.path.rsplit('/').next().unwrap_or_default());
    let label = (words.network.load_this)(title, &(words.relations.requests)(1));
    let source = StoredValue::new_local(source);
    move || {
        source.with_value(Source::is_unasked).then(|| {
            view! { class = "network",
                <button type="button" class="button" on:click=move |_| source.with_value(|source| state.load_list(&source.path))>
                    {label.clone()}
                </button>
            }
        })
    }
}

#[component]
fn StopView(stop: Stop) -> impl IntoView {
    let words = use_words();
    let named = match stop.name {
        Some(name) => {
            let what = name.text.elided(40).spelled();
            view! { class = "network", <div class="stop-name"><NameView name what /></div> }.into_any()
        }
        None => view! { class = "network", <p class="quiet">{words.network.none_known}</p> }.into_any(),
    };
    let facts = stop.facts.into_iter().map(|cell| {
        view! { class = "network", <li><CellView cell what=words.network.context /></li> }
    });
    let reserved = stop.reserved.map(|why| {
        view! { class = "network", <li>{reason(why, &words.found)}</li> }
    });
    view! { class = "network",
        <li class="stop">
            <p class="role">{stop.role}</p>
            <div class="stop-what">
                {named}
                <ul class="lines">{reserved}{facts.collect_view()}</ul>
            </div>
            <div class="stop-verdict"><CellView cell=stop.verdict what=words.network.verdict /></div>
        </li>
    }
    .into_any()
}
