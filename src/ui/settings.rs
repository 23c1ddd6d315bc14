//! The settings: key, proxy, the test of both, the lock, the quotas, engines, what was seen, language and colours.

use leptos::prelude::*;

use crate::browser::storage::Trouble;
use crate::settings::Theme;
use crate::ui::settings_engines::EnginesCard;
use crate::ui::settings_key::KeyCard;
use crate::ui::settings_lock::LockCard;
use crate::ui::settings_proxy::ProxyCard;
use crate::ui::settings_quota::QuotaCard;
use crate::ui::settings_seen::SeenCard;
use crate::ui::settings_test::TestCard;
use crate::ui::state::{State, use_words};
use crate::words::Language;

#[component]
pub fn SettingsPage(
    /// The address asks for a test of proxy and key.
    asked: Signal<bool>,
) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().settings;
    let trouble = move || {
        state.storage_trouble.get().map(|trouble| {
            let text = match trouble {
                Trouble::Blocked => words.warn_storage_blocked,
                Trouble::Full => words.warn_storage_full,
                Trouble::Damaged => words.warn_storage_damaged,
            };
            view! { class = "settings", <p class="notice" role="alert">{text}</p> }
        })
    };
    let damaged = state.start.with_value(|start| start.config_damaged).then(|| {
        view! { class = "settings", <p class="notice" role="alert">{words.config_damaged}</p> }
    });
    view! { class = "settings",
        <div class="settings-view stack">
            <h1>{words.heading}</h1>
            {trouble}
            {damaged}
            <KeyCard />
            <ProxyCard />
            <TestCard asked />
            <LockCard />
            <QuotaCard />
            <EnginesCard />
            <SeenCard />
            <LookCard />
        </div>
    }
}

#[component]
fn LookCard() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().settings;
    let language = move || {
        state
            .settings
            .with(|settings| settings.language.map_or("", Language::tag))
    };
    let theme = move || state.settings.with(|settings| slug(settings.theme));
    view! { class = "settings",
        <section class="card settings-look" aria-labelledby="look-heading">
            <h2 id="look-heading">{words.look_heading}</h2>
            <div class="settings-pair">
                <label>
                    <span>{words.language}</span>
                    <select
                        class="field"
                        id="language"
                        on:change=move |event| {
                            let language = Language::from_tag(&event_target_value(&event));
                            state.change(|settings| settings.language = language);
                        }
                    >
                        <option value="" selected=move || language().is_empty()>{words.language_browser}</option>
                        {Language::ALL
                            .into_iter()
                            .map(|choice| view! { class = "settings",
                                <option value=choice.tag() lang=choice.tag() selected=move || language() == choice.tag()>
                                    {choice.name()}
                                </option>
                            })
                            .collect_view()}
                    </select>
                </label>
                <label>
                    <span>{words.theme}</span>
                    <select
                        class="field"
                        id="theme"
                        on:change=move |event| {
                            let theme = theme_of(&event_target_value(&event));
                            state.change(|settings| settings.theme = theme);
                        }
                    >
                        {[Theme::System, Theme::Light, Theme::Dark]
                            .into_iter()
                            .map(|choice| {
                                let name = match choice {
                                    Theme::System => words.theme_system,
                                    Theme::Light => words.theme_light,
                                    Theme::Dark => words.theme_dark,
                                };
                                view! { class = "settings",
                                    <option value=slug(choice) selected=move || theme() == slug(choice)>{name}</option>
                                }
                            })
                            .collect_view()}
                    </select>
                </label>
            </div>
        </section>
    }
}

fn slug(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

fn theme_of(slug: &str) -> Theme {
    match slug {
        "light" => Theme::Light,
        "dark" => Theme::Dark,
        _ => Theme::System,
    }
}
