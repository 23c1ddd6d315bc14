//! What can be wished of the whole list: to ask about all of it again, to be told when it is done, a screen that stays on.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::notice;
use crate::queue::Rank;
use crate::report::batch::Row;
use crate::subject::Subject;
use crate::ui::state::{State, use_words};

/// A list of one is asked about again where its report is.
const WORTH_WISHING: usize = 2;

#[component]
pub fn Wishes(rows: Memo<Vec<Row>>) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let refused = RwSignal::new(false);
    let answered = Memo::new(move |_| {
        rows.with(|rows| {
            let files: BTreeSet<&String> = rows.iter().filter_map(|row| row.sha256.as_ref()).collect();
            let files = files.into_iter().filter_map(|sha256| Subject::file(sha256));
            files
                .filter(|file| state.batch.answer(file).is_some())
                .collect::<Vec<_>>()
        })
    });
    let again = move || {
        let count = answered.with(Vec::len) as u64;
        let label = (words.files.again)(&(words.relations.requests)(count));
        let ask = move |_| answered.with_untracked(|files| state.wish_for_all(files, Rank::Refresh));
        (count > 0).then(|| view! { class = "files", <button type="button" class="button button-bare" on:click=ask>{label}</button> })
    };
    let tell = move |event| {
        let wanted = event_target_checked(&event);
        refused.set(false);
        spawn_local(async move {
            let may = wanted && notice::may_tell().await;
            refused.try_set(wanted && !may);
            state.change(|settings| settings.wishes.tells_end = may);
        });
    };
    let stay = move |event| {
        let wanted = event_target_checked(&event);
        state.change(|settings| settings.wishes.stays_awake = wanted);
    };
    let many = Memo::new(move |_| rows.with(|rows| rows.len() >= WORTH_WISHING));
    move || {
        many.get().then(|| {
            view! { class = "files",
                <div class="files-wishes small">
                    <label class="files-wish">
                        <input
                            type="checkbox"
                            prop:checked=move || state.settings.with(|settings| settings.wishes.tells_end)
                            on:change=tell
                        />
                        {words.files.tell_end}
                    </label>
                    <label class="files-wish">
                        <input
                            type="checkbox"
                            prop:checked=move || state.settings.with(|settings| settings.wishes.stays_awake)
                            on:change=stay
                        />
                        {words.files.stay_awake}
                    </label>
                    {again}
                    <p class="quiet" role="status">{move || refused.get().then_some(words.files.tell_refused)}</p>
                </div>
            }
            .into_any()
        })
    }
}
