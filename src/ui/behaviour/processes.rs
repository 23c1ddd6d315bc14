//! The process tree as lines that fold.

use std::ops::Range;

use leptos::prelude::*;

use crate::report::behaviour::attributes::Group;
use crate::report::behaviour::process::{self, Line};
use crate::report::behaviour::{Seen, noise};
use crate::report::units;
use crate::report::window::BLOCK;
use crate::ui::behaviour::section::mark_of;
use crate::ui::behaviour::whole::View;
use crate::ui::outside::Outside;
use crate::ui::report::lists::PlainList;
use crate::ui::report::long::LongText;
use crate::ui::report::take::CopyText;
use crate::ui::report::window::Window;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// Deeper lines stand no further to the right, or they would run out of the window.
const INDENTED: usize = 12;

#[component]
pub fn ProcessTree(view: View) -> impl IntoView {
    let words = use_words();
    let closed = RwSignal::new(Vec::<usize>::new());
    let open = Memo::new(move |_| {
        closed.with(|closed| {
            view.left.with(|left| {
                view.seen
                    .with_value(|seen| process::open_lines(&seen.lines, &left.lines, closed))
            })
        })
    });
    let total = Signal::derive(move || open.with(Vec::len));
    let row = move |at: usize| {
        let line = view.seen.with_value(|seen| {
            let line = seen.lines.get(at).cloned()?;
            Some((line, seen.ascribed.did(at, &seen.sections)))
        });
        line.map(|(line, did)| view! { class = "behaviour", <TreeLine line did at closed view /> })
    };
    let written = move |()| {
        view.left
            .with_untracked(|left| view.seen.with_value(|seen| process::written(&seen.lines, &left.lines)))
    };
    // Folding moves lines to other blocks, and leaves the line that is folded where it is.
    let block = move |places: Range<usize>| {
        let start = places.start;
        let drawn = move || {
            open.with(|open| {
                let end = open.len().min(start + BLOCK);
                open.get(start..end).unwrap_or_default().to_vec()
            })
        };
        view! { class = "behaviour", <ul class="process-tree"><For each=drawn key=|at| *at children=row /></ul> }
            .into_any()
    };
    view! { class = "behaviour",
        <div><Window total rows=block /></div>
        <p class="take"><CopyText label=words.behaviour.copy_tree text=written /></p>
    }
    .into_any()
}

#[component]
fn TreeLine(
    line: Line,
    did: Vec<(Group, usize)>,
    at: usize,
    closed: RwSignal<Vec<usize>>,
    view: View,
) -> impl IntoView {
    let words = use_words();
    let below = line.has_below(at);
    let is_noise = line.name.as_ref().and_then(|name| noise::of_process(name.raw()));
    let image = line.image();
    let Line {
        depth,
        sandbox,
        name,
        pid,
        offset,
        more,
        ..
    } = line;
    let called = image
        .as_ref()
        .or(pid.as_ref())
        .map_or_else(String::new, |name| name.elided(40).spelled());
    let fold = if below {
        view! { class = "behaviour", <Fold at called closed /> }.into_any()
    } else {
        view! { class = "behaviour", <span class="fold" aria-hidden="true"></span> }.into_any()
    };
    let deep = (depth > INDENTED).then(|| (words.behaviour.level)(depth as u64 + 1));
    let is_picked = move || view.left.with(|left| left.picked == Some(at));
    let is_above = move || view.left.with(|left| left.above.binary_search(&at).is_ok());
    // The whole of it is said below, where it says more than the program's name.
    let whole = name.clone().filter(|name| image.as_ref() != Some(name));
    let head = if sandbox {
        name.map(|name| view! { class = "behaviour", <span class="process-name"><Outside text=name short=60 /></span> })
            .into_any()
    } else {
        let shown = image
            .or(name)
            .unwrap_or_else(|| Untrusted::new(words.behaviour.unnamed));
        view! { class = "behaviour", <Pick text=shown at view /> }.into_any()
    };
    let whole = whole.filter(|_| !sandbox);
    let did = did.into_iter().map(|(group, count)| {
        let count = units::count(count as u64, words);
        view! { class = "behaviour", <span class="did">{group.title(words)}" "{count}</span> }
    });
    view! { class = "behaviour",
        <li
            class="process"
            attr:aria-level=(depth + 1).to_string()
            data-sandbox=sandbox.then_some("true")
            data-picked=move || is_picked().then_some("true")
            data-above=move || is_above().then_some("true")
            style:--depth=depth.min(INDENTED).to_string()
        >
            {fold}
            <div class="process-text">
                {deep.map(|deep| view! { class = "behaviour", <span class="aside">{deep}</span> })}
                {head}
                {pid.map(|pid| view! { class = "behaviour", <span class="pid"><Outside text=pid short=20 /></span> })}
                {offset.map(|offset| view! { class = "behaviour", <span class="aside">{after(&offset, words)}</span> })}
                {did.collect_view()}
                {is_noise.map(mark_of)}
                {whole.map(|name| view! { class = "behaviour", <div class="command"><LongText text=name /></div> })}
                {(!more.is_empty()).then(|| view! { class = "behaviour", <div class="besides-list"><PlainList items=more /></div> })}
            </div>
        </li>
    }
    .into_any()
}

/// The button that folds what stands below a line.
#[component]
fn Fold(at: usize, called: String, closed: RwSignal<Vec<usize>>) -> impl IntoView {
    let words = use_words();
    let is_open = move || closed.with(|closed| !closed.contains(&at));
    let turn = move |_| {
        closed.update(|closed| match closed.iter().position(|line| *line == at) {
            Some(place) => {
                closed.swap_remove(place);
            }
            None => closed.push(at),
        });
    };
    view! { class = "behaviour",
        <button
            type="button"
            class="fold"
            data-remembered="true"
            aria-label=(words.behaviour.fold_process)(&called)
            aria-expanded=move || if is_open() { "true" } else { "false" }
            on:click=turn
        >
            <span class="arrow" aria-hidden="true"></span>
        </button>
    }
    .into_any()
}

/// The button that picks a process, or lets it go.
#[component]
fn Pick(text: Untrusted, at: usize, view: View) -> impl IntoView {
    let words = use_words();
    let is_picked = move || view.left.with(|left| left.picked == Some(at));
    let title = (words.behaviour.pick)(&text.elided(40).spelled());
    let pick = move |_| {
        let process = view.told.names.with_value(|names| {
            let lines = |seen: &Seen| process::picked(&seen.lines, at, names);
            if is_picked() { None } else { view.seen.with_value(lines) }
        });
        view.go.run(view.shown.with_untracked(|shown| shown.with(process)));
    };
    view! { class = "behaviour",
        <button
            type="button"
            class="pick"
            title=title
            aria-pressed=move || if is_picked() { "true" } else { "false" }
            on:click=pick
        >
            <Outside text short=60 />
        </button>
    }
    .into_any()
}

fn after(offset: &Untrusted, words: Words) -> String {
    (words.behaviour.after)(&offset.elided(20).spelled())
}
