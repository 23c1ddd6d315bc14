//! The app: what is shared, the view that the address names, and what listens on the whole window.

use std::time::Duration;

use leptos::prelude::*;

use crate::browser::late::Part;
use crate::browser::storage::Note;
use crate::browser::{address, clock, storage};
use crate::indicator::defang;
use crate::route::{Route, Tab};
use crate::settings::{ApiKey, KeyPlace, ProxyUrl, Settings};
use crate::subject::{Subject, Topic};
use crate::ui::bar::{Bar, Foot};
use crate::ui::batch::{Event, Role};
use crate::ui::home::Home;
use crate::ui::late::{self, Late};
use crate::ui::state::State;
use crate::ui::subject::SubjectPage;
use crate::ui::trail;
use crate::ui::unknown::Unknown;
use crate::ui::upload::SheetPlace;
use crate::ui::veil::DropVeil;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// A view without what may change inside it: going from tab to tab is no new view.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Place {
    Home,
    Report(Subject),
    Analysis(String),
    Search(String),
    Found,
    History,
    Sample,
    Settings,
    Unknown(String),
}

/// After the first view stands: its drawing comes before what nobody has asked for yet.
const WARM_AFTER: Duration = Duration::from_millis(300);

#[component]
pub fn App() -> impl IntoView {
    let state = State::load();
    provide_context(state);
    let language = Memo::new(move |_| state.language());
    let place = Memo::new(move |_| {
        state.route.with(|route| match route {
            Route::Home => Place::Home,
            Route::Report { subject, .. } => Place::Report(subject.clone()),
            Route::Analysis { id } => Place::Analysis(id.clone()),
            Route::Search { query } => Place::Search(query.clone()),
            Route::Found => Place::Found,
            Route::History => Place::History,
            Route::Sample { .. } => Place::Sample,
            Route::Settings { .. } => Place::Settings,
            Route::Unknown(path) => Place::Unknown(path.clone()),
        })
    });
    let tab = Signal::derive(move || {
        state.route.with(|route| match route {
            Route::Report { tab, .. } | Route::Sample { tab } => *tab,
            Route::Home
            | Route::Analysis { .. }
            | Route::Search { .. }
            | Route::Found
            | Route::History
            | Route::Settings { .. }
            | Route::Unknown(_) => Tab::default(),
        })
    });
    let part = Signal::derive(move || {
        state.route.with(|route| match route {
            Route::Report { part, .. } => part.clone(),
            Route::Home
            | Route::Analysis { .. }
            | Route::Search { .. }
            | Route::Found
            | Route::History
            | Route::Sample { .. }
            | Route::Settings { .. }
            | Route::Unknown(_) => None,
        })
    });
    let test = Signal::derive(move || state.route.with(|route| *route == Route::Settings { test: true }));
    state.resume_analyses();
    follow_network(state);
    follow_address(state);
    follow_printing(state);
    trail::follow(state);
    follow_settings(state);
    keep_time(state);
    // The hashing workers load while the page's server still answers: a file can be hashed when the network is gone.
    set_timeout(
        move || {
            state.warm_hasher();
            start_queue(state);
        },
        WARM_AFTER,
    );
    Effect::new(move |_| address::dress(language.get(), state.settings.with(|settings| settings.theme)));
    let left = Memo::new(move |_| state.batch.told.get().left);
    Effect::new(move |_| {
        let title = title(state, &place.get(), Words::of(language.get()));
        // Who works in another tab sees how far it is.
        address::set_title(&match left.get() {
            0 => title,
            left => format!("({left}) {title}"),
        });
    });
    Effect::new(move |before: Option<Place>| {
        let place = place.get();
        // The first view is where the browser has put the focus itself.
        if before.is_some_and(|before| before != place) {
            request_animation_frame(address::begin_view);
        }
        place
    });

    // Another language draws everything anew: no sentence has to be a signal.
    move || {
        let words = Words::of(language.get());
        provide_context(words);
        view! { class = "app",
            <a class="app-skip" href="#main" on:click=move |event| {
                event.prevent_default();
                address::begin_view();
            }>{words.shell.skip}</a>
            <Bar />
            <main id="main" class="page">
                {move || match place.get() {
                    Place::Home => view! { class = "app", <Home /> }.into_any(),
                    Place::Report(subject) => view! { class = "app", <SubjectPage subject tab part /> }.into_any(),
                    Place::Analysis(id) => view! { class = "app", <Late view=move || late::late_gate_analysis(id.clone()) /> }.into_any(),
                    Place::Search(query) => view! { class = "app", <Late view=move || late::late_gate_search(query.clone()) /> }.into_any(),
                    Place::Found => view! { class = "app", <Late view=late::late_gate_found /> }.into_any(),
                    Place::History => view! { class = "app", <Late view=late::late_gate_history /> }.into_any(),
                    Place::Sample => view! { class = "app", <Late view=move || late::late_gate_sample(tab) /> }.into_any(),
                    Place::Settings => view! { class = "app", <Late part=Part::Soon view=move || late::soon_gate_settings(test) /> }.into_any(),
                    Place::Unknown(path) => view! { class = "app", <Unknown path /> }.into_any(),
                }}
            </main>
            <Foot />
            <DropVeil />
            <SheetPlace />
            <p class="unseen-text" id="said" role="status" aria-live="polite">{move || state.said.get()}</p>
        }
    }
}

/// What a page says that another page has put into a frame. It reads nothing that is stored.
#[component]
pub fn Framed(words: Words) -> impl IntoView {
    view! { class = "app", <main class="page"><h1>{words.shell.framed}</h1></main> }
}

fn title(state: State, place: &Place, words: Words) -> String {
    let shell = words.shell;
    match place {
        Place::Home => "Assay".to_owned(),
        Place::Report(subject) => (shell.title)(&report_title(state, subject).spelled()),
        Place::Analysis(_) => (shell.title)(shell.title_analysis),
        Place::Search(query) => (shell.title)(&Untrusted::new(query.as_str()).elided(60).spelled()),
        Place::Found => (shell.title)(shell.title_found),
        Place::History => (shell.title)(shell.history_link),
        Place::Sample => (shell.title)(shell.title_sample),
        Place::Settings => (shell.title)(shell.title_settings),
        Place::Unknown(_) => (shell.title)(shell.title_unknown),
    }
}

/// A dropped file's own name, or what the subject is known by: of a URL by VirusTotal's id, the URL, once it is known.
fn report_title(state: State, subject: &Subject) -> Untrusted {
    if let Some(item) = state.dropped.find(subject.id()) {
        return item.name.elided(60);
    }
    let found = state.lookups.of(subject);
    match subject.topic() {
        Topic::File => Untrusted::new(subject.name()).elided(13),
        Topic::Url => {
            let url = found.with(|lookup| lookup.found.as_ref().and_then(|object| object.text("url")));
            let url = url.map_or_else(|| subject.name(), |url| url.raw().to_owned());
            Untrusted::new(defang(&url)).elided(60)
        }
        Topic::Domain | Topic::Address => Untrusted::new(defang(&subject.name())).elided(60),
    }
}

fn follow_address(state: State) {
    // The app lives as long as its page: the listeners are never taken away.
    let _ = window_event_listener(leptos::ev::hashchange, move |_| {
        state.refused.set(None);
        state.arrive(&address::fragment());
    });
}

/// Takes up the queue where there is one, here or in another tab; a first visit need not fetch what shows it.
fn start_queue(state: State) {
    let start = move || {
        if storage::note(Note::Queue).is_some_and(|note| !note.is_empty()) {
            state.tell_queue(Event::Start);
        }
    };
    start();
    storage::watch_note(Note::Queue, start);
}

/// What has waited for the network goes on when it is back.
fn follow_network(state: State) {
    let _ = window_event_listener_untyped("online", move |_| {
        if state.batch.role.get_untracked() != Role::Starting {
            state.tell_queue(Event::Revived);
        }
    });
}

fn follow_printing(state: State) {
    for (event, printing) in [("beforeprint", true), ("afterprint", false)] {
        let _ = window_event_listener_untyped(event, move |_| state.printing.set(printing));
    }
}

/// Takes over what another tab has changed, and takes up lookups when a key or a proxy has come.
fn follow_settings(state: State) {
    storage::watch(move || {
        let (mut settings, trouble) = storage::load();
        // A key that this tab alone holds is in no storage.
        if settings.key.is_none() {
            let own = state.settings.with_untracked(own_key);
            if own.is_some() {
                settings.key = own;
                settings.remember_key = KeyPlace::ThisTab;
            }
        }
        state.storage_trouble.set(trouble);
        state.settings.set(settings);
    });
    Effect::new(move |before: Option<(Option<ApiKey>, Option<ProxyUrl>)>| {
        let now = state
            .settings
            .with(|settings| (settings.key.clone(), settings.proxy.clone()));
        if let Some(before) = before.filter(|before| *before != now) {
            if before.0 != now.0 {
                state.forget_ledger();
            }
            state.forget_refusals();
            state.forbidden.set(None);
            state.revive_all();
        }
        now
    });
    storage::watch_note(Note::Spent, move || state.load_ledger());
}

fn own_key(settings: &Settings) -> Option<ApiKey> {
    match settings.remember_key {
        KeyPlace::ThisTab => settings.key.clone(),
        KeyPlace::ThisDevice => None,
    }
}

fn keep_time(state: State) {
    set_interval(move || state.now_ms.set(clock::now_ms()), Duration::from_secs(1));
}
