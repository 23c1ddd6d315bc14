//! The parts of a report as tabs that are links: the address says which one is open.

use leptos::ev::KeyboardEvent;
use leptos::html::A;
use leptos::prelude::*;

use crate::route::{Route, Tab};
use crate::ui::state::use_words;
use crate::words::Words;

/// One tab: its part, and how many things are in it where that can be counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TabLabel {
    pub tab: Tab,
    pub count: Option<String>,
    /// Nothing is in it: dimmed, and still open to who wants to see that.
    pub empty: bool,
}

/// The row of tabs. Arrow keys, Home and End go from one to the next, as in every tab row.
#[component]
pub fn Tabs(labels: Vec<TabLabel>, tab: Signal<Tab>, address: Callback<Tab, Route>) -> impl IntoView {
    let words = use_words();
    let nodes: Vec<NodeRef<A>> = labels.iter().map(|_| NodeRef::new()).collect();
    let order: Vec<Tab> = labels.iter().map(|label| label.tab).collect();
    let links = labels.into_iter().zip(nodes.clone()).map(|(label, node)| {
        let (nodes, order) = (nodes.clone(), order.clone());
        let this = label.tab;
        let step = move |event: KeyboardEvent| {
            let at = order.iter().position(|tab| *tab == this).unwrap_or(0);
            let Some(to) = target(&event.key(), at, order.len()) else {
                return;
            };
            event.prevent_default();
            if let Some(link) = nodes.get(to).and_then(NodeRef::get_untracked) {
                let _ = link.focus();
                link.click();
            }
        };
        view! { class = "report-tabs",
            <a
                class="tab"
                role="tab"
                id=tab_id(this)
                href=move || address.run(this).to_string()
                aria-controls=panel_id(this)
                aria-selected=move || if tab.get() == this { "true" } else { "false" }
                tabindex=move || if tab.get() == this { "0" } else { "-1" }
                data-empty=label.empty.then_some("true")
                node_ref=node
                on:keydown=step
            >
                {name(this, words)}
                {label.count.map(|count| view! { class = "report-tabs", <span class="count">{count}</span> })}
            </a>
        }
    });
    view! { class = "report-tabs",
        <div class="tablist" role="tablist" aria-label=words.report.parts_of_the_report>
            {links.collect_view()}
        </div>
    }
    .into_any()
}

/// What a tab opens. It is drawn at its first visit and kept, so that going back finds it as it was left.
#[component]
pub fn TabPanel(
    this: Tab,
    tab: Signal<Tab>,
    /// Draws it unvisited: what costs nothing goes onto paper too.
    #[prop(optional, into)]
    anyway: Signal<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let words = use_words();
    let visited = Memo::new(move |before: Option<&bool>| before == Some(&true) || tab.get() == this || anyway.get());
    view! { class = "report-tabs",
        <section
            class="panel"
            role="tabpanel"
            id=panel_id(this)
            aria-labelledby=tab_id(this)
            data-title=name(this, words)
            hidden=move || tab.get() != this
        >
            {move || visited.get().then(|| children())}
        </section>
    }
    .into_any()
}

fn name(tab: Tab, words: Words) -> &'static str {
    match tab {
        Tab::Detections => words.report.detections,
        Tab::Details => words.report.details,
        Tab::Relations => words.report.relations,
        Tab::Network => words.report.network,
        Tab::Behaviour => words.report.behaviour,
        Tab::Community => words.report.community,
        Tab::Attributes => words.report.attributes,
        Tab::Raw => words.report.raw,
    }
}

fn tab_id(tab: Tab) -> String {
    format!("tab-{}", tab.slug())
}

fn panel_id(tab: Tab) -> String {
    format!("panel-{}", tab.slug())
}

/// Where a key leads from tab `at` of `count`.
fn target(key: &str, at: usize, count: usize) -> Option<usize> {
    match key {
        "ArrowRight" => Some((at + 1) % count),
        "ArrowLeft" => Some((at + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        _ => None,
    }
}
