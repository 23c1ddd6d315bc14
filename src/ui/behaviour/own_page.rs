//! A sandbox's own report: a page of others, saved to the reader's disk and never drawn here.

use leptos::prelude::*;

use crate::browser::save;
use crate::report::behaviour::{page, sandbox};
use crate::ui::asking::{Phase, Priority};
use crate::ui::behaviour::whole::Told;
use crate::ui::relations::standing::Standing;
use crate::ui::state::{State, announce, use_words};
use crate::untrusted::Untrusted;
use crate::vt::request;

#[component]
pub fn OwnPages(told: Told) -> impl IntoView {
    let words = use_words().behaviour;
    let all = use_words();
    let (pages, premium) = told.reports.with_value(|reports| {
        let names = told.names.get_value();
        let pages = reports.iter().zip(names);
        let pages = pages.filter_map(|(report, name)| Some((sandbox::own_page(report)?.to_owned(), name)));
        (pages.collect::<Vec<_>>(), sandbox::premium_recordings(reports, all))
    });
    let warning = (!pages.is_empty()).then(|| {
        view! { class = "behaviour", <p class="quiet small about">{words.html_warning}</p> }
    });
    let pages = pages
        .into_iter()
        .map(|(id, name)| view! { class = "behaviour", <OwnPage id name /> });
    let premium = (!premium.is_empty()).then(|| {
        view! { class = "behaviour", <p class="quiet small about">{(words.premium_recordings)(&premium.join(", "))}</p> }
    });
    view! { class = "behaviour",
        <div class="recordings">
            {pages.collect_view()}
            {warning}
            {premium}
        </div>
    }
    .into_any()
}

#[component]
fn OwnPage(id: String, name: Untrusted) -> impl IntoView {
    let words = use_words();
    let state = expect_context::<State>();
    let announce = announce();
    let phase = RwSignal::new(Phase::Idle);
    let saved = RwSignal::new(None::<&'static str>);
    let id = StoredValue::new(id);
    let save = move || {
        saved.set(None);
        let id = id.get_value();
        let told = move |now: Phase| {
            phase.try_set(now);
        };
        state.ask(request::behaviour_html(&id), Priority::Reader, told, move |outcome| {
            let key = state.settings.with_untracked(|settings| settings.key.clone());
            let outcome = outcome.and_then(|answer| page::page(&answer, key.as_ref()));
            let now = match outcome {
                Ok(text) => {
                    // Of no type that a browser would open by itself.
                    let worked = save::text(&page::file_name(&id), "application/octet-stream", &text);
                    let said = if worked {
                        words.behaviour.html_saved
                    } else {
                        words.report.could_not_save
                    };
                    announce(said.to_owned());
                    saved.try_set(Some(said));
                    Phase::Done
                }
                Err(error) => Phase::Failed(error),
            };
            phase.try_set(now);
        });
    };
    let label = (words.behaviour.save_html)(&name.elided(32).spelled(), &(words.relations.requests)(1));
    view! { class = "behaviour",
        <p class="offer">
            <button
                type="button"
                class="button"
                disabled=move || phase.with(Phase::is_under_way)
                on:click=move |_| save()
            >
                {label}
            </button>
            <span class="quiet small" aria-hidden="true">{move || saved.get()}</span>
        </p>
        <Standing phase=phase.into() what=words.behaviour.html retry=move |()| save() />
    }
    .into_any()
}
