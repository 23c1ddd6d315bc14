//! What takes rows away and brings them back: the search in what was seen, the switch of known noise, the picked process.

use std::time::Duration;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::report::behaviour::shown::Shown;
use crate::report::units;
use crate::ui::behaviour::whole::View;
use crate::ui::outside::Outside;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;

/// A pause in typing after which the rows are searched.
const PAUSE: Duration = Duration::from_millis(200);

#[component]
pub fn Sieve(view: View) -> impl IntoView {
    let words = use_words();
    let noise = view.seen.with_value(|seen| seen.noise);
    let quiet = move || view.shown.with(|shown| shown.quiet);
    let switch = (noise > 0).then(|| {
        let label = move || {
            if quiet() {
                let hidden = view.left.with(|left| left.hidden);
                (words.behaviour.noise_hidden)(&units::count(hidden as u64, words))
            } else {
                (words.behaviour.hide_noise)(&units::count(noise as u64, words))
            }
        };
        let turn = move |_| {
            let mut shown = view.shown.get_untracked();
            shown.quiet = !shown.quiet;
            view.go.run(shown);
        };
        view! { class = "behaviour",
            <button type="button" class="button switch" data-on=move || quiet().then_some("true") title=words.behaviour.noise_about on:click=turn>
                {label}
            </button>
        }
    });
    let tally = move || {
        let (left, all) = view.tally();
        (left != all && !nothing(view)).then(|| {
            let count = |count: usize| units::count(count as u64, words);
            (words.behaviour.left)(&count(left), &count(all))
        })
    };
    view! { class = "behaviour",
        <div class="sieve">
            <Seek view />
            {switch}
            <p class="tally" role="status">{tally}</p>
            <PickedProcess view />
        </div>
        {move || nothing(view).then(|| view! { class = "behaviour", <NothingLeft view /> })}
    }
    .into_any()
}

fn nothing(view: View) -> bool {
    let sought = view.shown.with(|shown| !shown.sought.trim().is_empty());
    sought && view.tally().0 == 0
}

#[component]
fn Seek(view: View) -> impl IntoView {
    let words = use_words().behaviour;
    // What is typed, until the address has it; and a count, so that a search waits for the last of it.
    let typed = RwSignal::new(None::<String>);
    let turn = StoredValue::new(0_u32);
    let written = move || {
        typed
            .get()
            .unwrap_or_else(|| view.shown.with(|shown| shown.sought.clone()))
    };
    let seek = move |text: String| {
        typed.set(Some(text));
        turn.update_value(|turn| *turn = turn.wrapping_add(1));
        let mine = turn.get_value();
        let go = move || {
            // The view may have gone meanwhile.
            if turn.try_get_value() != Some(mine) {
                return;
            }
            let mut shown = view.shown.get_untracked();
            shown.sought = typed.get_untracked().unwrap_or_default();
            view.instead.run(shown);
            typed.set(None);
        };
        set_timeout(go, PAUSE);
    };
    let escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !untrack(written).is_empty() {
            event.prevent_default();
            event.stop_propagation();
            seek(String::new());
        }
    };
    view! { class = "behaviour",
        <input
            class="field seek"
            type="search"
            autocomplete="off"
            spellcheck="false"
            placeholder=words.seek
            aria-label=words.seek
            prop:value=written
            on:input=move |event| seek(event_target_value(&event))
            on:keydown=escape
        />
    }
}

/// Which process all the rows are told of, and the way back to all of them.
#[component]
fn PickedProcess(view: View) -> impl IntoView {
    let words = use_words().behaviour;
    let picked = Memo::new(move |_| view.left.with(|left| left.picked));
    let gone = move || picked.get().is_none() && view.shown.with(|shown| shown.process.is_some());
    let all = move |_| view.go.run(view.shown.with_untracked(|shown| shown.with(None)));
    move || {
        if gone() {
            return view! { class = "behaviour", <p class="notice picked">{words.gone_process}</p> }.into_any();
        }
        let line = picked
            .get()
            .and_then(|at| view.seen.with_value(|seen| seen.lines.get(at).cloned()));
        let Some(line) = line else { return ().into_any() };
        let name = line
            .image()
            .or(line.pid.clone())
            .unwrap_or_else(|| Untrusted::new(words.unnamed));
        let sandbox = view
            .told
            .names
            .with_value(|names| names.get(line.report).filter(|_| names.len() > 1).cloned());
        view! { class = "behaviour",
            <p class="picked">
                <span class="quiet">{words.picked}</span>
                <strong><Outside text=name short=60 /></strong>
                {line.pid.map(|pid| view! { class = "behaviour", <span class="pid"><Outside text=pid short=20 /></span> })}
                {sandbox.map(|name| view! { class = "behaviour", <span class="chip"><Outside text=name short=24 /></span> })}
                <button type="button" class="button" on:click=all>{words.all_processes}</button>
            </p>
        }
        .into_any()
    }
}

#[component]
fn NothingLeft(view: View) -> impl IntoView {
    let words = use_words().behaviour;
    let everything = move |_| view.go.run(view.shown.with_untracked(Shown::all));
    view! { class = "behaviour",
        <div class="none">
            <p role="status">{words.nothing_left}</p>
            <p><button type="button" class="button" on:click=everything>{words.show_everything}</button></p>
        </div>
    }
}
