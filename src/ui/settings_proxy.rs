//! The proxy: its address, the team's preset, and why an address is refused.

use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::browser::address;
use crate::route::Route;
use crate::settings::{NotAProxy, ProxyUrl};
use crate::ui::state::{State, use_words};
use crate::words::settings::SettingsWords;

#[component]
pub fn ProxyCard() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().settings;
    let field = NodeRef::<Input>::new();
    let refused = RwSignal::new(None::<NotAProxy>);
    let preset = state.start.with_value(|start| start.config.proxy.clone());
    let own = Memo::new(move |_| state.settings.with(|settings| settings.proxy.clone()));
    let shown = move || {
        own.get().map(|proxy| {
            if proxy.as_str() == "." {
                "./".to_owned()
            } else {
                proxy.as_str().to_owned()
            }
        })
    };
    let preset_sentence = preset.as_ref().map_or_else(
        || words.proxy_preset_none.to_owned(),
        |proxy| {
            (words.proxy_preset)(if proxy.as_str() == "." {
                words.proxy_own_place
            } else {
                proxy.as_str()
            })
        },
    );
    let has_preset = preset.is_some();
    let use_proxy = move |proxy: Option<ProxyUrl>| {
        let before = state.proxy();
        state.change(|settings| settings.proxy = proxy);
        let test = Route::Settings { test: true }.to_string();
        if state.proxy() == before {
            address::go(&test);
        } else {
            // The page's policy admits the old proxy alone; it is made anew with the page.
            address::reload_at(&test);
        }
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(input) = field.get_untracked() else { return };
        match ProxyUrl::parse(&input.value()) {
            Ok(proxy) => use_proxy(Some(proxy)),
            Err(why) => refused.set(Some(why)),
        }
    };
    let plain = move || {
        state.settings.track();
        state
            .proxy()
            .is_some_and(|proxy| proxy.is_plain_http_elsewhere())
            .then(|| {
                view! { class = "settings", <p class="notice" id="warn-plain-http">{words.warn_plain_http}</p> }
            })
    };
    view! { class = "settings",
        <section class="card settings-proxy" aria-labelledby="proxy-heading">
            <h2 id="proxy-heading">{words.proxy_heading}</h2>
            <p>{words.proxy_why}</p>
            {plain}
            <p class="quiet" id="proxy-preset">{preset_sentence}</p>
            <form class="settings-form" novalidate on:submit=save>
                <label class="settings-label" for="proxy">{words.proxy_label}</label>
                <div class="settings-line">
                    <input
                        class="field field-mono"
                        id="proxy"
                        type="url"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        node_ref=field
                        prop:value=move || shown().unwrap_or_default()
                        aria-describedby="proxy-hint proxy-refused"
                        aria-invalid=move || if refused.get().is_some() { "true" } else { "false" }
                        on:input=move |_| refused.set(None)
                    />
                    <button type="submit" class="button button-main" id="proxy-save">{words.proxy_save}</button>
                </div>
                <p class="field-error" id="proxy-refused" role="alert">
                    {move || refused.get().map(|why| why_not(why, &words))}
                </p>
                <p class="quiet small" id="proxy-hint">{words.proxy_hint}</p>
            </form>
            {move || (has_preset && own.with(Option::is_some)).then(|| view! { class = "settings",
                <button type="button" class="button" id="proxy-reset" on:click=move |_| use_proxy(None)>{words.proxy_reset}</button>
            })}
        </section>
    }
}

fn why_not(why: NotAProxy, words: &SettingsWords) -> &'static str {
    match why {
        NotAProxy::Empty => words.proxy_empty,
        NotAProxy::Scheme => words.proxy_scheme,
        NotAProxy::Host => words.proxy_host,
        NotAProxy::Extras => words.proxy_extras,
        NotAProxy::PublicRelay => words.proxy_public_relay,
    }
}
