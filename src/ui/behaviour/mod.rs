//! The behaviour of a file: what sandboxes saw it do, one of them or all together.

mod attack;
mod leftovers;
mod own_page;
mod processes;
mod section;
mod sieve;
mod summary;
mod traffic;
mod whole;

use std::rc::Rc;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser::{address, dialog};
use crate::report::behaviour::sandbox;
use crate::report::behaviour::shown::Shown;
use crate::report::units;
use crate::route::{Query, Route, Tab};
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::behaviour::summary::Summary;
use crate::ui::behaviour::whole::{Address, Told, Whole};
use crate::ui::outside::Outside;
use crate::ui::relations::list::More;
use crate::ui::relations::standing::Standing;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::vt::object::{Known, Object};

/// What stands in the address for VirusTotal's own summary; no sandbox is called so.
const SUMMARY: &str = "@summary";

/// Whose report is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Chosen {
    All,
    /// A sandbox, by its place among those that are loaded.
    One(usize),
    /// A sandbox that is not among them.
    Nobody,
    Summary,
}

#[component]
pub fn Behaviours(subject: Subject, object: Rc<Object>, part: Signal<Option<String>>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let path = subject.related("behaviours");
    let listing = state.listing(&path);
    let known_empty = object.relation("behaviours").is_some_and(Known::is_empty);
    if !known_empty && listing.with_untracked(|listing| listing.phase == Phase::Idle) {
        state.load_list(&path);
    }
    let shown = Memo::new(move |before: Option<&Shown>| own_part(state, part, before));
    let address = own_address(&subject, shown, state);
    // Where there is a window to listen to.
    let heard = cfg!(target_arch = "wasm32")
        .then(|| window_event_listener(leptos::ev::keydown, move |event| let_go(&event, state.route, address)));
    on_cleanup(move || heard.into_iter().for_each(WindowListenerHandle::remove));
    let names = Memo::new(move |_| {
        listing.with(|listing| {
            let reports = listing.objects.iter();
            reports
                .map(|report| sandbox::name(report, words))
                .collect::<Vec<Untrusted>>()
        })
    });
    let chosen = Memo::new(move |_| {
        shown.with(|shown| match shown.whose.as_deref() {
            None => Chosen::All,
            Some(SUMMARY) => Chosen::Summary,
            Some(name) => names.with(|names| {
                let at = names.iter().position(|known| known.raw() == name);
                at.map_or(Chosen::Nobody, Chosen::One)
            }),
        })
    });
    // No sandbox is known to have reported: an error that says so is an answer.
    let phase = Memo::new(move |_| {
        listing.with(|listing| match &listing.phase {
            Phase::Failed(error) if error.is_never_seen() => Phase::Done,
            phase => phase.clone(),
        })
    });
    let ask = StoredValue::new(path.clone());
    let none = move || {
        let nothing =
            names.with(Vec::is_empty) && (phase.get() == Phase::Done || (phase.get() == Phase::Idle && known_empty));
        nothing.then(|| {
            let anyway = (phase.get() == Phase::Idle).then(|| {
                let label = (words.relations.ask_anyway)(&(words.relations.requests)(1));
                view! { class = "behaviour",
                    <p class="quiet small">{words.relations.known_empty}</p>
                    <p><button type="button" class="button" on:click=move |_| ask.with_value(|path| state.load_list(path))>{label}</button></p>
                }
            });
            view! { class = "behaviour",
                <div class="none">
                    <p>{words.behaviour.none}</p>
                    <p class="quiet">{words.behaviour.none_hint}</p>
                    {anyway}
                </div>
            }
        })
    };
    let unreadable = Memo::new(move |_| listing.with(|listing| listing.unreadable) as u64);
    let asked = StoredValue::new(subject);
    let body = move || {
        let chosen = chosen.get();
        let subject = asked.get_value();
        if chosen == Chosen::Summary {
            return view! { class = "behaviour", <Summary subject address /> }.into_any();
        }
        let names = names.get();
        let reports = listing.with_untracked(|listing| listing.objects.clone());
        let (reports, names) = match chosen {
            Chosen::One(at) => (
                reports.get(at).cloned().into_iter().collect(),
                names.get(at).cloned().into_iter().collect(),
            ),
            Chosen::All | Chosen::Nobody | Chosen::Summary => (reports, names),
        };
        if reports.is_empty() {
            return ().into_any();
        }
        let nobody = (chosen == Chosen::Nobody).then(|| {
            view! { class = "behaviour", <p class="notice">{words.behaviour.no_such}</p> }
        });
        view! { class = "behaviour", {nobody}<Whole subject told=Told::new(reports, names, false) address /> }
            .into_any()
    };
    let chips = move || {
        let names = names.get();
        (!names.is_empty())
            .then(|| view! { class = "behaviour", <Sandboxes subject=asked.get_value() names chosen shown /> })
    };
    view! { class = "behaviour",
        <div class="whole">
            {chips}
            {none}
            {move || (unreadable.get() > 0).then(|| view! { class = "behaviour", <p class="notice">{(words.relations.unreadable)(unreadable.get())}</p> })}
            {move || listing.with(|listing| listing.cursor.is_some()).then(|| view! { class = "behaviour", <More listing path=path.clone() /> })}
            <Standing phase=phase.into() what=words.behaviour.reports retry=move |()| ask.with_value(|path| state.load_list(path)) />
            {body}
        </div>
    }
    .into_any()
}

/// What the address says of this tab; what it says while another tab is open is not meant for this one.
fn own_part(state: State, part: Signal<Option<String>>, before: Option<&Shown>) -> Shown {
    if state.route.with(is_open) {
        part.with(|part| state.query.with(|query| Shown::parse(part.as_deref(), query)))
    } else {
        before.cloned().unwrap_or_default()
    }
}

fn is_open(route: &Route) -> bool {
    matches!(
        route,
        Route::Report {
            tab: Tab::Behaviour,
            ..
        }
    )
}

fn place(subject: &Subject, shown: &Shown) -> String {
    let route = Route::Report {
        subject: subject.clone(),
        tab: Tab::Behaviour,
        part: shown.part(),
    };
    format!("{route}{}", shown.query())
}

fn own_address(subject: &Subject, shown: Memo<Shown>, state: State) -> Address {
    let (asked, own) = (subject.clone(), subject.clone());
    Address {
        shown,
        go: Callback::new(move |shown: Shown| address::go(&place(&asked, &shown))),
        instead: Callback::new(move |shown: Shown| {
            let place = place(&own, &shown);
            address::replace(&place);
            // The browser tells of it later, and what is typed meanwhile must not be lost.
            state.query.set(Query::of(&place));
            state.route.set(Route::parse(&place));
        }),
    }
}

/// Escape lets the picked process go, wherever the focus is, unless something else stands over the page.
fn let_go(event: &KeyboardEvent, route: RwSignal<Route>, address: Address) {
    let picked = address.shown.with_untracked(|shown| shown.process.is_some());
    if picked
        && event.key() == "Escape"
        && !event.default_prevented()
        && route.with_untracked(is_open)
        && !dialog::is_any_open()
    {
        address.go.run(address.shown.with_untracked(|shown| shown.with(None)));
    }
}

/// All sandboxes as links that choose one.
#[component]
fn Sandboxes(subject: Subject, names: Vec<Untrusted>, chosen: Memo<Chosen>, shown: Memo<Shown>) -> impl IntoView {
    let words = use_words().behaviour;
    let count = units::count(names.len() as u64, use_words());
    let link = move |part: Option<String>, this: Chosen, label: AnyView| {
        let subject = subject.clone();
        let to = move || shown.with(|shown| place(&subject, &shown.of(part.clone())));
        let all = this == Chosen::All;
        let current = move || {
            let chosen = chosen.get();
            (chosen == this || (all && chosen == Chosen::Nobody)).then_some("true")
        };
        view! { class = "behaviour", <li><a class="choice" href=to aria-current=current>{label}</a></li> }
    };
    let each = names.into_iter().enumerate().map(|(at, name)| {
        let part = Some(name.raw().to_owned()).filter(|name| !name.is_empty());
        let label = view! { class = "behaviour", <Outside text=name short=32 /> }.into_any();
        link(part, Chosen::One(at), label)
    });
    let each = each.collect_view();
    view! { class = "behaviour",
        <nav aria-label=words.whose>
            <ul class="choices">
                {link(None, Chosen::All, (words.all_of)(&count).into_any())}
                {each}
                {link(Some(SUMMARY.to_owned()), Chosen::Summary, words.summary.into_any())}
            </ul>
        </nav>
    }
    .into_any()
}
