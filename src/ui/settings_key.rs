//! The key: what it is for, how to get one, saving, forgetting. Once saved it is in no element of the page.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::route::Route;
use crate::settings::{ApiKey, KeyPlace, NotAKey, is_shared_origin};
use crate::ui::state::{State, use_words};

#[component]
pub fn KeyCard() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().settings;
    let masked = Memo::new(move |_| {
        state
            .settings
            .with(|settings| settings.key.as_ref().map(ApiKey::masked))
    });
    let unusual = move || {
        let unusual = state
            .settings
            .with(|settings| settings.key.as_ref().is_some_and(|key| !key.looks_usual()));
        unusual.then(|| view! { class = "settings", <p class="notice">{words.key_unusual}</p> })
    };
    let forget = move |_| {
        state.change(|settings| settings.key = None);
        state.say(words.key_forgotten.to_owned());
    };
    let host = state.start.with_value(|start| start.host.clone());
    let shared = is_shared_origin(&host);
    let warned = move || {
        let on_device = state
            .settings
            .with(|settings| settings.remember_key == KeyPlace::ThisDevice);
        (shared && on_device).then(|| {
            view! { class = "settings",
                <p class="notice" id="warn-shared">{(words.warn_shared)(&host)}</p>
            }
        })
    };
    view! { class = "settings",
        <section class="card settings-key" aria-labelledby="key-heading">
            <h2 id="key-heading">{words.key_heading}</h2>
            <p>{words.key_why}</p>
            {warned}
            {move || masked.get().map(|masked| view! { class = "settings",
                <div class="row settings-kept">
                    <p id="key-kept">{(words.key_kept)(&masked)}</p>
                    <a class="button" href=Route::Settings { test: true }.to_string()>{words.key_test}</a>
                    <button type="button" class="button" id="key-forget" on:click=forget>{words.key_forget}</button>
                </div>
            })}
            {unusual}
            <KeyForm has_key=Signal::derive(move || masked.with(Option::is_some)) />
            <KeyPlaces />
            <details open=move || masked.with(Option::is_none)>
                <summary>{words.key_how}</summary>
                <ol class="settings-steps">
                    <li>{words.key_step_join}" "<Outbound href="https://www.virustotal.com/gui/join-us" label=words.key_join_link /></li>
                    <li>{words.key_step_copy}" "<Outbound href="https://www.virustotal.com/gui/my-apikey" label=words.key_page_link /></li>
                    <li>{words.key_step_paste}</li>
                </ol>
            </details>
        </section>
    }
}

/// The field. What is typed leaves it with the saving.
#[component]
fn KeyForm(has_key: Signal<bool>) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().settings;
    let field = NodeRef::<Input>::new();
    let shown = RwSignal::new(false);
    let refused = RwSignal::new(None::<NotAKey>);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = field.get_untracked() else { return };
        match ApiKey::parse(&input.value()) {
            Ok(key) => {
                input.set_value("");
                shown.set(false);
                refused.set(None);
                state.change(|settings| settings.key = Some(key));
                state.say(words.key_saved.to_owned());
            }
            Err(why) => refused.set(Some(why)),
        }
    };
    view! { class = "settings",
        <form class="settings-form" novalidate on:submit=save>
            <label class="settings-label" for="key">
                {move || if has_key.get() { words.key_replace } else { words.key_label }}
            </label>
            <div class="settings-line">
                <input
                    class="field field-mono"
                    id="key"
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    node_ref=field
                    aria-describedby="key-refused"
                    aria-invalid=move || if refused.get().is_some() { "true" } else { "false" }
                    on:input=move |_| refused.set(None)
                />
                <button type="submit" class="button button-main" id="key-save">{words.save}</button>
            </div>
            <p class="field-error" id="key-refused" role="alert">
                {move || refused.get().map(|why| match why {
                    NotAKey::Empty => words.key_empty,
                    NotAKey::OddSign => words.key_odd_sign,
                    NotAKey::TooLong => words.key_too_long,
                })}
            </p>
            <label class="settings-check">
                <input type="checkbox" prop:checked=move || shown.get() on:change=move |event| shown.set(event_target_checked(&event)) />
                <span>{words.key_show}</span>
            </label>
        </form>
    }
}

#[component]
fn KeyPlaces() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().settings;
    let choice = move |place: KeyPlace, id: &'static str, label: &'static str, means: &'static str| {
        view! { class = "settings",
            <label class="settings-check" for=id>
                <input
                    type="radio"
                    name="key-place"
                    id=id
                    prop:checked=move || state.settings.with(|settings| settings.remember_key == place)
                    on:change=move |_| state.change(|settings| settings.remember_key = place)
                />
                <span>{label}<span class="settings-means quiet small">{means}</span></span>
            </label>
        }
    };
    view! { class = "settings",
        <fieldset class="settings-places">
            <legend>{words.key_place}</legend>
            {choice(KeyPlace::ThisDevice, "key-this-device", words.key_this_device, words.key_this_device_means)}
            {choice(KeyPlace::ThisTab, "key-this-tab", words.key_this_tab, words.key_this_tab_means)}
        </fieldset>
    }
}

#[component]
fn Outbound(href: &'static str, label: &'static str) -> impl IntoView {
    view! { class = "settings", <a href=href target="_blank" rel="noopener noreferrer">{label}</a> }
}
