//! The relations of a report: what else VirusTotal knows to belong to it, one list at a time.

pub mod address;
pub mod list;
pub mod name;
pub mod row;
pub mod shelf;
pub mod standing;
pub mod table;

use std::rc::Rc;

use leptos::prelude::*;

use crate::report::relation::elsewhere;
use crate::route::{Route, Tab};
use crate::subject::Subject;
use crate::ui::outside::Outside;
use crate::ui::pictures::map::{MAP, RelationMap};
use crate::ui::relations::address::GivenAddress;
use crate::ui::relations::list::RelationList;
use crate::ui::relations::shelf::RelationShelf;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::vt::relation::{self, LeadsTo};

#[component]
pub fn Relations(subject: Subject, object: Rc<Object>, part: Signal<Option<String>>) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let open = opened(state, &subject, part);
    let own = subject.clone();
    let report = StoredValue::new_local(object.clone());
    let panel = move || {
        let subject = own.clone();
        match open.get() {
            None => view! { class = "relations", <p class="hint quiet">{words.relations.choose}</p> }.into_any(),
            Some(name) if name == MAP => {
                let object = report.get_value();
                view! { class = "relations", <RelationMap subject object /> }.into_any()
            }
            Some(name) => match (relation::named(subject.topic(), &name), elsewhere(&name)) {
                (Some(_), Some(tab)) => view! { class = "relations", <Elsewhere subject tab /> }.into_any(),
                (Some(relation), None) => {
                    if relation.leads_to == LeadsTo::Address {
                        return view! { class = "relations", <GivenAddress subject relation /> }.into_any();
                    }
                    let known = report.with_value(|report| report.relation(relation.name).cloned());
                    view! { class = "relations", <RelationList subject relation known /> }.into_any()
                }
                (None, _) => {
                    let name = Untrusted::new(name).elided(60).spelled();
                    view! { class = "relations", <p class="hint" role="alert">{(words.relations.no_such)(&name)}</p> }
                        .into_any()
                }
            },
        }
    };
    let all = Route::part_of(subject.clone(), Tab::Relations).to_string();
    view! { class = "relations",
        <div class="frame" data-open=move || open.with(Option::is_some).then_some("true")>
            <RelationShelf subject object open />
            <div class="opened">
                <a class="back" href=all>"‹ "{words.relations.back}</a>
                {panel}
            </div>
        </div>
    }
    .into_any()
}

/// Which list the address names. Another tab's part, and another report's while this one goes, are none of ours.
fn opened(state: State, subject: &Subject, part: Signal<Option<String>>) -> Memo<Option<String>> {
    let own = subject.clone();
    Memo::new(move |before: Option<&Option<String>>| {
        let here = state
            .route
            .with(|route| route.open_report() == Some((&own, Tab::Relations)));
        if here { part.get() } else { before.cloned().flatten() }
    })
}

/// A relation that another part of the report shows in a better way.
#[component]
fn Elsewhere(subject: Subject, tab: Tab) -> impl IntoView {
    let words = use_words();
    let (said, name) = match tab {
        Tab::Behaviour => (words.relations.in_behaviour, words.report.behaviour),
        Tab::Detections
        | Tab::Details
        | Tab::Relations
        | Tab::Network
        | Tab::Community
        | Tab::Attributes
        | Tab::Raw => (words.relations.in_community, words.report.community),
    };
    let to = Route::part_of(subject, tab).to_string();
    view! { class = "relations",
        <p class="hint">{said}</p>
        <p><a class="button" href=to><Outside text=(words.relations.open_tab)(name) /></a></p>
    }
}
