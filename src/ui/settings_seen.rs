//! What this browser keeps of reports, files and analyses: whether it does, how much there is, and a button that forgets it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::kept;
use crate::browser::seen::{self, Amount};
use crate::browser::storage::{self, Note, Trouble};
use crate::report::units;
use crate::ui::settings_taking::Taking;
use crate::ui::state::{State, follow, use_words};

#[component]
pub fn SeenCard() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let said = words.report.engines;
    let amount = RwSignal::new(None::<Result<Amount, Trouble>>);
    let forgotten = RwSignal::new(false);
    let used = RwSignal::new(None::<u64>);
    let count = move || {
        spawn_local(async move {
            let counted = seen::amount().await;
            amount.try_set(Some(kept::check().await.and(counted)));
            used.try_set(kept::used().await);
        });
    };
    follow(move |_| count());
    let forget = move |_| {
        spawn_local(async move {
            let outcome = seen::forget().await.and(kept::forget().await);
            storage::set_note(Note::Queue, "");
            if let Err(trouble) = outcome {
                amount.try_set(Some(Err(trouble)));
                return;
            }
            forgotten.try_set(true);
            amount.try_set(Some(Ok(Amount::default())));
        });
    };
    let holds = move || {
        let text = match amount.get()? {
            Err(Trouble::Blocked | Trouble::Full) => said.store_blocked.to_owned(),
            Err(Trouble::Damaged) => said.store_damaged.to_owned(),
            Ok(_) if forgotten.get() => said.store_forgotten.to_owned(),
            Ok(Amount { analyses: 0, .. }) => said.store_empty.to_owned(),
            Ok(Amount { analyses, bytes }) => {
                (said.store_holds)(analyses, &units::count(analyses, words), &units::size(bytes, words))
            }
        };
        Some(text)
    };
    let some = move || {
        // Whatever there is in all: files and reports are not counted.
        !forgotten.get() && matches!(amount.get(), Some(Ok(_) | Err(Trouble::Damaged)))
    };
    view! { class = "settings",
        <section class="card settings-seen" aria-labelledby="seen-heading">
            <h2 id="seen-heading">{said.store_heading}</h2>
            <p class="quiet small">{said.store_why}</p>
            <label class="settings-check" for="keep-seen">
                <input
                    type="checkbox"
                    id="keep-seen"
                    prop:checked=move || state.settings.with(|settings| !settings.forgets_seen)
                    on:change=move |event| {
                        let keeps = event_target_checked(&event);
                        state.change(|settings| settings.forgets_seen = !keeps);
                    }
                />
                <span>{said.store_keep}</span>
            </label>
            <div class="row">
                <p class="small" role="status">
                    {holds}" "
                    {move || used.get().filter(|_| !forgotten.get()).map(|bytes| (said.store_used)(&units::size(bytes, words)))}
                </p>
                <button type="button" class="button" disabled=move || !some() on:click=forget>{said.store_forget}</button>
            </div>
            <Taking />
        </section>
    }
    .into_any()
}
