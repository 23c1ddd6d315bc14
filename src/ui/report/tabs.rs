//! The parts of a report as tabs that are links: the address says which one is open.

use leptos::ev::KeyboardEvent;
use leptos::html::A;
use leptos::prelude::*;

use crate::report::units;
use crate::route::{Route, Tab};
use crate::ui::report::search::seeking::{Seeking, TabHits};
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
                <Count this count=label.count />
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

/// How many things are in a tab; while a word is sought, how many hold it.
#[component]
fn Count(this: Tab, count: Option<String>) -> impl IntoView {
    let seeking = use_context::<Seeking>();
    move || match seeking.and_then(|seeking| seeking.hits(this)) {
        Some(hits) => view! { class = "report-tabs", <Hits hits /> }.into_any(),
        None => count
            .clone()
            .map(|count| view! { class = "report-tabs", <span class="count">{count}</span> })
            .into_any(),
    }
}

#[component]
fn Hits(hits: TabHits) -> impl IntoView {
    let words = use_words();
    let number = units::count(hits.found, words);
    let said = (words.report.found_in_tab)(hits.found, &number);
    let (shown, said) = match (hits.whole, hits.found) {
        (true, _) => (number, said),
        (false, 0) => ("?".to_owned(), words.report.not_searched.to_owned()),
        (false, _) => (
            format!("{number}+"),
            format!("{said}. {}", words.report.not_all_searched),
        ),
    };
    let none = (hits.found == 0).then_some("true");
    view! { class = "report-tabs", <span class="count hits" data-none=none title=said>{shown}</span> }
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

/// What a tab is called.
pub fn name(tab: Tab, words: Words) -> &'static str {
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
