//! The engines that the reader trusts or ignores, to be seen at one place and changed.

use leptos::prelude::*;

use crate::settings::{NotAnEngine, Tier};
use crate::ui::outside::Outside;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;

#[component]
pub fn EnginesCard() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let said = words.report.engines;
    let name = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<NotAnEngine>);
    let put = move |tier: Tier| {
        let mut outcome = Ok(());
        state.change(|settings| outcome = settings.tiers.set(&name.get_untracked(), tier));
        if outcome.is_ok() {
            name.set(String::new());
        }
        refused.set(outcome.err());
    };
    let why = move || {
        refused.get().map(|why| match why {
            NotAnEngine::Empty => said.engine_empty,
            NotAnEngine::TooLong => said.engine_too_long,
            NotAnEngine::OddSign => said.engine_odd,
            NotAnEngine::TooMany => said.engine_too_many,
        })
    };
    let add = move |tier: Tier, label: &'static str| {
        view! { class = "settings",
            <button type="button" class="button" on:click=move |_| put(tier)>{label}</button>
        }
    };
    view! { class = "settings",
        <section class="card settings-engines" aria-labelledby="engines-heading">
            <h2 id="engines-heading">{said.engines_heading}</h2>
            <p class="quiet small">{said.engines_why}</p>
            <TierList tier=Tier::Trusted heading=said.trusted />
            <TierList tier=Tier::Ignored heading=said.ignored />
            <form class="settings-form" on:submit=move |event| {
                event.prevent_default();
                put(Tier::Trusted);
            }>
                <label class="settings-label" for="engine-name">{said.engines_name}</label>
                <div class="settings-line">
                    <input
                        class="field"
                        id="engine-name"
                        autocomplete="off"
                        spellcheck="false"
                        aria-describedby="engine-why"
                        aria-invalid=move || refused.get().is_some().then_some("true")
                        prop:value=move || name.get()
                        on:input=move |event| {
                            refused.set(None);
                            name.set(event_target_value(&event));
                        }
                    />
                    {add(Tier::Trusted, said.engines_trust)}
                    {add(Tier::Ignored, said.engines_ignore)}
                </div>
                <p class="field-error" id="engine-why" role="alert">{why}</p>
            </form>
        </section>
    }
    .into_any()
}

/// The engines of a tier, each with the way back to the ordinary ones.
#[component]
fn TierList(tier: Tier, heading: &'static str) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let said = words.report.engines;
    let named = Memo::new(move |_| {
        state
            .settings
            .with(|settings| settings.tiers.named(tier).map(str::to_owned).collect::<Vec<_>>())
    });
    let lines = move || {
        let named = named.get();
        if named.is_empty() {
            return view! { class = "settings", <p class="quiet small">{said.engines_none}</p> }.into_any();
        }
        let lines = named.into_iter().map(|engine| {
            let shown = Untrusted::new(engine.as_str());
            let label = (said.engines_remove)(&shown.spelled());
            let remove = move |_| {
                state.change(|settings| {
                    // The name was taken when the engine was put here, so it is taken now.
                    let _ = settings.tiers.set(&engine, Tier::Ordinary);
                });
            };
            view! { class = "settings",
                <li class="settings-engine">
                    <Outside text=shown />
                    <button type="button" class="settings-remove" title=label.clone() aria-label=label on:click=remove>"×"</button>
                </li>
            }
        });
        view! { class = "settings", <ul class="settings-engine-list">{lines.collect_view()}</ul> }.into_any()
    };
    view! { class = "settings",
        <div class="settings-tier" data-tier=tier.slug()>
            <h3>{heading}</h3>
            {lines}
        </div>
    }
}
