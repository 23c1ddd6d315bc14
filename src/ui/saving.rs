//! What can be made of a report outside this page: a file to keep, a summary for a ticket, paper.

use std::rc::Rc;

use leptos::prelude::*;

use crate::browser::paper;
use crate::export::file_name;
use crate::export::html::html;
use crate::export::markdown::markdown;
use crate::report::whole::{Circumstances, List, Whole, whole};
use crate::subject::Subject;
use crate::ui::report::take::{CopyText, SaveText};
use crate::ui::state::{State, unix_seconds, use_now, use_words};
use crate::vt::object::Object;
use crate::vt::relation;

/// The buttons, each of which makes its text when it is pressed: of what is loaded then.
#[component]
pub fn Saving(
    /// None for the report that ships with the page, which has no lists.
    subject: Option<Subject>,
    object: Rc<Object>,
    /// When the report came.
    fetched: i64,
) -> impl IntoView {
    let words = use_words();
    let now = use_now();
    let state = use_context::<State>();
    let name = file_name(&object.id);
    let report = StoredValue::new_local((subject, object));
    let made = move || -> Whole {
        report.with_value(|(subject, object)| {
            let lists = state
                .zip(subject.as_ref())
                .map_or_else(Vec::new, |(state, subject)| loaded(state, subject));
            let circumstances = Circumstances {
                fetched,
                now: unix_seconds(now.get_untracked()),
                requests: state
                    .filter(|_| subject.is_some())
                    .map(|state| state.requests.get_untracked()),
            };
            whole(object, &lists, circumstances, words)
        })
    };
    let summary = move |()| markdown(&made(), words);
    view! { class = "saving",
        <section class="panel" aria-label=words.report.keep>
            <p class="quiet small">{words.saving.about}</p>
            <div class="row">
                <SaveText label=words.saving.as_html name=format!("{name}.html") media_type="text/html" text=move |()| html(&made(), words) />
                <SaveText label=words.saving.as_markdown name=format!("{name}.md") media_type="text/markdown" text=summary />
                <CopyText label=words.saving.copy_markdown text=summary />
                <button type="button" class="button" on:click=move |_| paper::print()>{words.saving.print}</button>
            </div>
            <p class="quiet small">{words.saving.print_about}</p>
        </section>
    }
    .into_any()
}

/// Every list of the subject that something has been loaded of.
fn loaded(state: State, subject: &Subject) -> Vec<List> {
    let lists = relation::all(subject.topic()).iter().map(|relation| {
        let listing = state.listing(&subject.related(relation.name));
        listing.with_untracked(|listing| List {
            relation: *relation,
            objects: listing.objects.clone(),
            more: listing.cursor.is_some(),
        })
    });
    lists.filter(|list| !list.objects.is_empty()).collect()
}
