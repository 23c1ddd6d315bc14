//! The drop target that is the whole window: a veil while something is dragged over it, and pastes anywhere.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::files::{self, Brought};
use crate::browser::folders::{self, Step};
use crate::ui::home::warm;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;

#[component]
pub fn DropVeil() -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words().home;
    // A drag enters a child before it leaves its parent, so the entered ones are counted.
    let depth = RwSignal::new(0_u32);
    let listeners = [
        window_event_listener(ev::dragenter, move |event| {
            if files::is_droppable(&event) {
                event.prevent_default();
                depth.update(|depth| *depth += 1);
                warm(state);
            }
        }),
        window_event_listener(ev::dragover, move |event| {
            if files::is_droppable(&event) {
                event.prevent_default();
            }
        }),
        window_event_listener(ev::dragleave, move |event| {
            if files::is_droppable(&event) {
                depth.update(|depth| *depth = depth.saturating_sub(1));
            }
        }),
        window_event_listener(ev::dragend, move |_| depth.set(0)),
        window_event_listener(ev::drop, move |event| {
            depth.set(0);
            // Without this a browser would leave the page for the file.
            event.prevent_default();
            bring(state, files::dropped(&event));
        }),
        window_event_listener(ev::paste, move |event| {
            let brought = files::pasted(&event);
            if matches!(brought, Brought::Text(_)) && files::is_in_field(&event) {
                return;
            }
            if !matches!(brought, Brought::Nothing) {
                event.prevent_default();
                bring(state, brought);
            }
        }),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    view! { class = "veil",
        <div class="veil-cover" data-shown=move || (depth.get() > 0).then_some("true") aria-hidden="true">
            <p class="veil-text">{words.drop_veil}</p>
        </div>
    }
}

fn bring(state: State, brought: Brought) {
    match brought {
        Brought::Files(files) => state.take(files.into_iter().map(folders::of_chosen).collect()),
        Brought::Folders(tree) => spawn_local(async move {
            state.dropped.unread.set(Vec::new());
            tree.walk(|step| match step {
                Step::Files(leaves) => state.take(leaves),
                Step::Unread { path, said } => state.dropped.unread.update(|unread| {
                    unread.push((Untrusted::new(path), said.map(Untrusted::new)));
                }),
            })
            .await;
        }),
        Brought::Text(text) => state.enter(&text),
        Brought::Nothing => {}
    }
}
