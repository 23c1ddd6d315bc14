//! The process tree as lines that fold.

use leptos::prelude::*;

use crate::report::behaviour::process::{self, Line};
use crate::ui::outside::Outside;
use crate::ui::report::growth::{FIRST, Growth, More};
use crate::ui::report::lists::PlainList;
use crate::ui::report::long::LongText;
use crate::ui::report::take::CopyText;
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;
use crate::words::Words;

/// Deeper lines stand no further to the right, or they would run out of the window.
const INDENTED: usize = 12;

#[component]
pub fn ProcessTree(lines: Vec<Line>) -> impl IntoView {
    let words = use_words();
    let lines = StoredValue::new(lines);
    let closed = RwSignal::new(Vec::<usize>::new());
    let seen = Memo::new(move |_| closed.with(|closed| lines.with_value(|lines| process::open_lines(lines, closed))));
    let growth = Growth::new(Signal::derive(move || seen.with(Vec::len)), FIRST);
    let drawn = move || {
        let end = growth.pieces().last().map_or(0, |piece| piece.end);
        seen.with(|seen| seen.get(..end).unwrap_or_default().to_vec())
    };
    let row = move |at: usize| {
        let line = lines.with_value(|lines| lines.get(at).cloned());
        line.map(|line| view! { class = "behaviour", <TreeLine line at closed /> })
    };
    let written = move |()| lines.with_value(|lines| process::written(lines));
    view! { class = "behaviour",
        <ul class="process-tree">
            <For each=drawn key=|at| *at children=row />
        </ul>
        <More growth />
        <p class="take"><CopyText label=words.behaviour.copy_tree text=written /></p>
    }
    .into_any()
}

#[component]
fn TreeLine(line: Line, at: usize, closed: RwSignal<Vec<usize>>) -> impl IntoView {
    let words = use_words();
    let below = line.has_below(at);
    let Line {
        depth,
        sandbox,
        name,
        pid,
        offset,
        more,
        ..
    } = line;
    let called = name
        .as_ref()
        .or(pid.as_ref())
        .map_or_else(String::new, |name| name.elided(40).spelled());
    let is_open = move || closed.with(|closed| !closed.contains(&at));
    let turn = move |_| {
        closed.update(|closed| match closed.iter().position(|line| *line == at) {
            Some(place) => {
                closed.swap_remove(place);
            }
            None => closed.push(at),
        });
    };
    let fold = if below {
        view! { class = "behaviour",
            <button
                type="button"
                class="fold"
                aria-label=(words.behaviour.fold_process)(&called)
                aria-expanded=move || if is_open() { "true" } else { "false" }
                on:click=turn
            >
                <span class="arrow" aria-hidden="true"></span>
            </button>
        }
        .into_any()
    } else {
        view! { class = "behaviour", <span class="fold" aria-hidden="true"></span> }.into_any()
    };
    let deep = (depth > INDENTED).then(|| (words.behaviour.level)(depth as u64 + 1));
    view! { class = "behaviour",
        <li class="process" attr:aria-level=(depth + 1).to_string() data-sandbox=sandbox.then_some("true") style:--depth=depth.min(INDENTED).to_string()>
            {fold}
            <div class="process-text">
                {deep.map(|deep| view! { class = "behaviour", <span class="aside">{deep}</span> })}
                {pid.map(|pid| view! { class = "behaviour", <span class="pid"><Outside text=pid short=20 /></span> })}
                {name.map(|name| view! { class = "behaviour", <span class="process-name"><LongText text=name /></span> })}
                {offset.map(|offset| view! { class = "behaviour", <span class="aside">{after(&offset, words)}</span> })}
                {(!more.is_empty()).then(|| view! { class = "behaviour", <div class="besides-list"><PlainList items=more /></div> })}
            </div>
        </li>
    }
    .into_any()
}

fn after(offset: &Untrusted, words: Words) -> String {
    (words.behaviour.after)(&offset.elided(20).spelled())
}
