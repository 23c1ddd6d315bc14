//! What was found in a report, tab by tab, each line a link to its place; and what is not here to be searched.

use std::rc::Rc;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{clock, place};
use crate::report::behaviour::attributes::Group;
use crate::report::behaviour::shown::Shown;
use crate::report::details::Label;
use crate::report::details::build::Site;
use crate::report::relation::Amount;
use crate::report::search::sought::Sought;
use crate::report::search::unloaded::{State as Standing, Unloaded, all};
use crate::report::search::walk::Walk;
use crate::report::search::{Found, Hit, Loaded, Place, Section};
use crate::report::units;
use crate::route::{Query, Route, SOUGHT, Tab};
use crate::subject::{Subject, Topic};
use crate::ui::listings::Listing;
use crate::ui::outside::Outside;
use crate::ui::report::search::LIST;
use crate::ui::report::search::reach::reach;
use crate::ui::report::search::seeking::{Goal, Seeking, TabHits};
use crate::ui::report::tabs::name;
use crate::ui::state::{State, follow, unix_seconds, use_now, use_words};
use crate::vt::object::Object;

/// Milliseconds of work between two pauses: a frame has time for it.
const SLICE: f64 = 10.0;
/// Lines of a section that are listed at first, and with each wish for more.
const FIRST: usize = 5;
const MORE: usize = 25;

/// What a search is about, and what came of it.
#[derive(Clone, Copy)]
struct Search {
    about: StoredValue<(Option<Subject>, Rc<Object>), LocalStorage>,
    topic: Topic,
    tabs: &'static [Tab],
    /// With the word that it was found for.
    found: RwSignal<Option<(String, Rc<Found>)>, LocalStorage>,
}

#[component]
pub fn FoundInReport(subject: Option<Subject>, object: Rc<Object>) -> impl IntoView {
    let seeking = expect_context::<Seeking>();
    let topic = subject.as_ref().map_or(Topic::File, Subject::topic);
    let search = Search {
        tabs: subject
            .as_ref()
            .map_or(&Tab::OF_SAMPLE[..], |subject| Tab::of(subject.topic())),
        about: StoredValue::new_local((subject, object)),
        topic,
        found: RwSignal::new_local(None),
    };
    search.follow(seeking);
    on_cleanup(move || {
        let _ = seeking.hits.try_set(None);
    });
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            place::focus(".report-search[role=search] input");
            seeking.seek("");
        }
    };
    let drawn = move || {
        let (word, found) = search.found.get()?;
        Some(view! { class = "report-search", <FoundList search word found /> })
    };
    view! { class = "report-search",
        <div class="list" id=LIST hidden=move || !seeking.unfolded.get() on:keydown=escape>{drawn}</div>
    }
    .into_any()
}

impl Search {
    /// Searches anew whenever the word, or what is loaded, has become another.
    fn follow(self, seeking: Seeking) {
        let site = Site {
            now: unix_seconds(use_now().get_untracked()),
            words: use_words(),
        };
        let state = use_context::<State>();
        let turn = StoredValue::new(0_u32);
        follow(move |_| {
            let word = seeking.word.get();
            let (loaded, missing) = (self.loaded(state), self.missing(state));
            turn.update_value(|turn| *turn = turn.wrapping_add(1));
            let Some(sought) = Sought::read(&word) else { return };
            let mine = turn.get_value();
            seeking.busy.set(true);
            spawn_local(async move {
                let mut walk = Walk::new(loaded, sought, site);
                let mut more = true;
                while more {
                    let begun = clock::now_ms();
                    while more && clock::now_ms() - begun < SLICE {
                        more = walk.step();
                    }
                    // A newer word is sought, or the report has gone.
                    if turn.try_get_value() != Some(mine) {
                        return;
                    }
                    if more {
                        clock::sleep(0).await;
                    }
                }
                let found = walk.found();
                let searched = self.tabs.iter().zip(missing).filter(|(tab, _)| **tab != Tab::Raw);
                let hits = searched.map(|(tab, missing)| TabHits {
                    tab: *tab,
                    found: found.count(*tab) as u64,
                    whole: missing.is_nothing(),
                });
                seeking.hits.set(Some(hits.collect()));
                seeking.busy.set(false);
                self.found.set(Some((word, Rc::new(found))));
            });
        });
    }

    fn path(self, name: &str) -> Option<String> {
        self.about
            .with_value(|(subject, _)| subject.as_ref().map(|subject| subject.related(name)))
    }

    /// What is here of the report. Reactive.
    fn loaded(self, state: Option<State>) -> Loaded {
        let list = |name: &'static str| {
            let listing = state?.listing(&self.path(name)?);
            Some((name, listing.with(|listing| listing.objects.clone())))
        };
        Loaded {
            topic: self.topic,
            tabs: self.tabs,
            object: self.about.with_value(|(_, object)| object.clone()),
            lists: all(self.topic).into_iter().filter_map(list).collect(),
        }
    }

    /// What is not here of each tab. Reactive.
    fn missing(self, state: Option<State>) -> Vec<Unloaded> {
        let standing = |name: &str| {
            let listing = state.zip(self.path(name)).map(|(state, path)| state.listing(&path));
            let told = self.about.with_value(|(_, object)| Amount::told(object.relation(name)));
            listing.map_or(Standing::Here, |listing| {
                listing.with(|listing| standing(listing, told))
            })
        };
        let each = self.tabs.iter();
        each.map(|tab| Unloaded::of(*tab, self.topic, standing)).collect()
    }

    /// Where a place opens.
    fn address(self, place: &Place, word: &str) -> String {
        let sought = Sought::read(word);
        let (part, own) = match place {
            Place::Relation(name) => (Some((*name).to_owned()), Query::default()),
            // Whose reports they are is left as it is by the behaviour's own search.
            Place::Behaviour(Group::Sandboxes)
            | Place::Engines
            | Place::Panel(_)
            | Place::Network(_)
            | Place::Community
            | Place::Attribute => (None, Query::default()),
            Place::Behaviour(_) => {
                let shown = Shown {
                    sought: sought.map_or_else(String::new, |sought| sought.plain().to_owned()),
                    ..Shown::default()
                };
                (shown.part(), shown.query())
            }
        };
        let tab = place.tab();
        let route = self.about.with_value(|(subject, _)| match subject {
            Some(subject) => Route::Report {
                subject: subject.clone(),
                tab,
                part,
            },
            None => Route::Sample { tab },
        });
        format!("{route}{}", own.with(SOUGHT, word))
    }

    fn tab_address(self, tab: Tab, word: &str) -> String {
        let route = self.about.with_value(|(subject, _)| match subject {
            Some(subject) => Route::part_of(subject.clone(), tab),
            None => Route::Sample { tab },
        });
        format!("{route}{}", Query::default().with(SOUGHT, word))
    }
}

fn standing(listing: &Listing, told: Amount) -> Standing {
    if listing.cursor.is_some() {
        Standing::Begun(listing.objects.len() as u64)
    } else if listing.objects.is_empty() && listing.phase != crate::ui::asking::Phase::Done {
        Standing::Unasked(told)
    } else {
        Standing::Here
    }
}

#[component]
fn FoundList(search: Search, word: String, found: Rc<Found>) -> impl IntoView {
    let words = use_words();
    let own = words.report.search;
    let tabs = search.tabs.iter().filter(|tab| found.count(**tab) > 0);
    let tabs = tabs.map(|tab| {
        let total = units::count(found.count(*tab) as u64, words);
        let sections = found.of(*tab).cloned().map(|section| {
            view! { class = "report-search", <SectionList search word=word.clone() section /> }
        });
        let to = search.tab_address(*tab, &word);
        view! { class = "report-search",
            <section class="tab">
                <h2 class="tab-title"><a href=to>{name(*tab, words)}</a>" "<span class="count">{total}</span></h2>
                {sections.collect_view()}
            </section>
        }
    });
    let tabs = tabs.collect_view();
    let none = (found.total() == 0).then(|| view! { class = "report-search", <p class="none">{own.none}</p> });
    view! { class = "report-search",
        <div class="found" role="region" aria-label=own.heading>
            {none}
            {tabs}
            <NotLoaded search word />
            <p class="quiet small">{own.free}</p>
        </div>
    }
    .into_any()
}

#[component]
fn SectionList(search: Search, word: String, section: Section) -> impl IntoView {
    let words = use_words();
    let Section { head, total, hits } = section;
    let count = units::count(total as u64, words);
    // A heading that only repeats its tab's is left out.
    let title = match head.title {
        Label::Ours(title) if title == name(head.place.tab(), words) => None,
        Label::Ours(title) => Some(title.into_any()),
        Label::Outside(title) => Some(view! { class = "report-search", <Outside text=title short=60 /> }.into_any()),
    };
    let title = title.map(|title| {
        view! { class = "report-search", <h3 class="title">{title}" "<span class="count">{count}</span></h3> }
    });
    let kept = hits.len();
    let shown = RwSignal::new(FIRST);
    let to = StoredValue::new(search.address(&head.place, &word));
    let (hits, place) = (StoredValue::new(hits), StoredValue::new(head.place));
    let word = StoredValue::new(word);
    let line = move |at: usize| {
        let hit = hits.with_value(|hits| hits.get(at).cloned())?;
        let (to, place, word) = (to.get_value(), place.get_value(), word.get_value());
        Some(view! { class = "report-search", <Line to place word hit /> })
    };
    let more = move || {
        let (shown_now, count) = (shown.get(), |count: usize| units::count(count as u64, words));
        let left = total.saturating_sub(shown_now);
        if left == 0 {
            return ().into_any();
        }
        let some = kept.saturating_sub(shown_now).min(MORE);
        if some == 0 {
            let left = (words.report.search.uncounted)(&count(total - kept));
            return view! { class = "report-search", <p class="quiet small uncounted">{left}</p> }.into_any();
        }
        view! { class = "report-search",
            <button type="button" class="button button-bare" on:click=move |_| shown.update(|shown| *shown += MORE)>
                {(words.report.search.more)(&count(some), &count(left))}
            </button>
        }
        .into_any()
    };
    view! { class = "report-search",
        {title}
        <ul class="lines">
            <For each=move || 0..shown.get().min(kept) key=|at| *at children=line />
        </ul>
        {more}
    }
    .into_any()
}

/// A line that holds the word: a link to it.
#[component]
fn Line(to: String, place: Place, word: String, hit: Hit) -> impl IntoView {
    let seeking = expect_context::<Seeking>();
    let goal = Goal {
        tab: place.tab(),
        region: region(&place),
        texts: vec![hit.text.spelled(), hit.excerpt.marked.spelled()],
        word: Sought::read(&word).map_or(word, |sought| sought.plain().to_owned()),
    };
    let go = move |event: MouseEvent| {
        // Who opens it elsewhere stays here.
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            reach(seeking, goal.clone());
        }
    };
    let label = hit.label.map(|label| {
        view! { class = "report-search", <span class="label"><Outside text=label short=70 /></span> }
    });
    let part = |text| view! { class = "report-search", <Outside text /> };
    view! { class = "report-search",
        <li>
            <a class="line" href=to on:click=go>
                {label}
                <span class="text">{part(hit.excerpt.before)}<mark>{part(hit.excerpt.marked)}</mark>{part(hit.excerpt.behind)}</span>
            </a>
        </li>
    }
    .into_any()
}

/// Where a place is drawn.
fn region(place: &Place) -> String {
    let tab = place.tab().slug();
    match place {
        Place::Panel(id) => format!("#panel-{tab} [aria-labelledby='details-{id}']"),
        Place::Behaviour(group) => format!("#panel-{tab} [data-group='{}']", group.slug()),
        Place::Engines | Place::Relation(_) | Place::Network(_) | Place::Community | Place::Attribute => {
            format!("#panel-{tab}")
        }
    }
}

/// The tabs that are not here, or not all of them, and what it costs to have them.
#[component]
fn NotLoaded(search: Search, word: String) -> impl IntoView {
    let words = use_words();
    let own = words.report.search;
    let state = use_context::<State>();
    let missing = Memo::new(move |_| search.missing(state));
    let word = StoredValue::new(word);
    let line = move |(tab, missing): (Tab, Unloaded)| {
        let requests = |count: u64| (words.relations.requests)(count);
        let unasked = (missing.unasked > 0).then(|| (own.unasked)(missing.unasked, &requests(missing.unasked)));
        let begun = (missing.begun > 0).then(|| (own.begun)(missing.begun, &requests(1)));
        let said: Vec<String> = unasked.into_iter().chain(begun).collect();
        let to = word.with_value(|word| search.tab_address(tab, word));
        view! { class = "report-search",
            <li><a href=to>{(own.opens)(name(tab, words))}</a>" "<span class="quiet">{said.join("; ")}</span></li>
        }
    };
    move || {
        let lines: Vec<(Tab, Unloaded)> = search
            .tabs
            .iter()
            .copied()
            .zip(missing.get())
            .filter(|(_, missing)| !missing.is_nothing())
            .collect();
        (!lines.is_empty()).then(|| {
            view! { class = "report-search",
                <section class="tab">
                    <h2 class="tab-title">{own.unloaded}</h2>
                    <ul class="unloaded">{lines.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    }
}
