//! What can be done about an object besides reading: have it looked at anew, submit it, upload it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::route::Route;
use crate::subject::{Subject, Topic, is_digest};
use crate::ui::dropped::Item;
use crate::ui::state::{State, use_words};
use crate::ui::upload::Stage;
use crate::vt::object::Object;
use crate::words::Words;

/// The longest name that stands on a button.
const NAME_AT_MOST: usize = 40;

/// The buttons of the card's row; `object` is none where VirusTotal has never seen the subject.
#[component]
pub fn Actions(subject: Subject, #[prop(optional_no_strip)] object: Option<Rc<Object>>) -> impl IntoView {
    let words = use_words();
    let state = use_context::<State>()?;
    let known = object.is_some();
    let subject = StoredValue::new(subject);
    let locked = Memo::new(move |_| state.lookup_only());
    let drawn = move || {
        if locked.get() {
            return view! { class = "actions", <Locked /> }.into_any();
        }
        let subject = subject.get_value();
        match (subject.topic(), known) {
            (Topic::File, true) => view! { class = "actions",
                <AnalyseButton subject=subject.clone() label=words.upload.reanalyse />
                <UploadButton subject known />
            }
            .into_any(),
            (Topic::File, false) => view! { class = "actions", <UploadButton subject known /> }.into_any(),
            (Topic::Url | Topic::Domain | Topic::Address, true) => view! { class = "actions",
                <AnalyseButton subject label=words.upload.reanalyse />
            }
            .into_any(),
            (Topic::Url, false) => view! { class = "actions", <SubmitButton subject /> }.into_any(),
            (Topic::Domain | Topic::Address, false) => view! { class = "actions",
                <AnalyseButton subject label=words.upload.analyse />
            }
            .into_any(),
        }
    };
    Some(view! { class = "actions", <div class="buttons">{drawn}</div> }.into_any())
}

/// What stands where something could have been sent.
#[component]
pub fn Locked() -> impl IntoView {
    let words = use_words().upload;
    view! { class = "actions",
        <p class="locked small quiet">
            {words.lookup_only_here}" "
            <a href=Route::Settings { test: false }.to_string()>{words.to_settings}</a>
        </p>
    }
}

#[component]
fn AnalyseButton(subject: Subject, label: &'static str) -> impl IntoView {
    let state = expect_context::<State>();
    let busy = busy(state, &subject);
    view! { class = "actions",
        <button type="button" class="button" prop:disabled=busy on:click=move |_| state.reanalyse(&subject)>{label}</button>
    }
}

/// Whether an analysis of the subject is on its way, or about to be.
fn busy(state: State, subject: &Subject) -> impl Fn() -> bool + Copy + 'static + use<> {
    let begun = state.begun(subject);
    let subject = StoredValue::new(subject.clone());
    move || {
        begun.with(|begun| begun.phase.is_under_way())
            || subject.with_value(|subject| state.analyses.is_under_way(subject))
    }
}

/// Submitting tells others: what it means is said before.
#[component]
fn SubmitButton(subject: Subject) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().upload;
    // Of a URL that came by its digest the page does not know the text.
    if is_digest(subject.id()) {
        return ().into_any();
    }
    let asked = RwSignal::new(false);
    let busy = busy(state, &subject);
    let subject = StoredValue::new(subject);
    let submit = move |_| {
        asked.set(false);
        subject.with_value(|subject| state.submit(subject));
    };
    (move || {
        if asked.get() {
            view! { class = "actions",
                <div class="question notice" role="group">
                    <p>{words.submit_means}</p>
                    <div class="row">
                        <button type="button" class="button" on:click=move |_| asked.set(false)>{words.cancel}</button>
                        <button type="button" class="button button-main" on:click=submit>{words.submit_now}</button>
                    </div>
                </div>
            }
            .into_any()
        } else {
            view! { class = "actions",
                <button type="button" class="button button-main" prop:disabled=busy on:click=move |_| asked.set(true)>{words.submit}</button>
            }
            .into_any()
        }
    })
    .into_any()
}

/// Offers the sheet for a file that was dropped here; a digest alone cannot be uploaded.
#[component]
pub fn UploadButton(subject: Subject, known: bool) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().upload;
    let own = subject.clone();
    let item = Memo::new(move |_| state.dropped.find(own.id()));
    move || match (item.get(), known) {
        (Some(item), _) => view! { class = "actions", <OfferUpload item main={!known} /> }.into_any(),
        (None, true) => ().into_any(),
        (None, false) => view! { class = "actions", <p class="small quiet">{words.drop_to_upload}</p> }.into_any(),
    }
}

/// The button that opens the sheet.
#[component]
pub fn OfferUpload(
    item: Item,
    /// It is what this view is for.
    #[prop(optional)]
    main: bool,
    /// There is little room.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().upload;
    let name = item.name.elided(NAME_AT_MOST).spelled();
    let sha256 = {
        let reading = item.reading.clone();
        Memo::new(move |_| reading.with(|reading| reading.sha256.clone()))
    };
    let busy = move || {
        sha256
            .get()
            .is_none_or(|sha256| state.uploads.stage(&sha256).with(Stage::is_under_way))
    };
    let label = if bare {
        words.offer.to_owned()
    } else {
        (words.offer_named)(&name)
    };
    view! { class = "actions",
        <button
            type="button"
            class="button"
            class:button-main=main
            class:button-bare=bare
            aria-label=(words.offer_named)(&name)
            prop:disabled=busy
            on:click=move |_| state.offer_upload(&item)
        >{label}</button>
    }
}

/// Who wants nothing to be sent, in a sentence; none where that is not so.
pub fn lock_sentence(state: State, words: Words) -> Option<&'static str> {
    let host = state.start.with_value(|start| start.config.lookup_only);
    let reader = state.settings.with(|settings| settings.lookup_only);
    match (host, reader) {
        (true, _) => Some(words.upload.by_host),
        (false, true) => Some(words.upload.by_reader),
        (false, false) => None,
    }
}
