//! All that one report, or several together, say: an index, and below it a panel for each group.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;

use crate::report::behaviour::attributes::Group;
use crate::report::behaviour::{Section, groups, process, sandbox, sections};
use crate::report::details::build::Site;
use crate::report::units;
use crate::subject::Subject;
use crate::ui::behaviour::own_page::OwnPages;
use crate::ui::behaviour::processes::ProcessTree;
use crate::ui::behaviour::section::SectionTable;
use crate::ui::behaviour::tactics::Tactics;
use crate::ui::report::tree::{AttributeTree, Branch};
use crate::ui::state::{unix_seconds, use_now, use_words};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;
use crate::words::Words;

/// The reports that are shown together, and whose they are.
#[derive(Clone, Copy)]
pub struct Told {
    pub reports: StoredValue<Vec<Rc<Object>>, LocalStorage>,
    pub names: StoredValue<Vec<Untrusted>>,
    /// Nobody's in particular: VirusTotal's own summary.
    pub summary: bool,
}

impl Told {
    pub fn new(reports: Vec<Rc<Object>>, names: Vec<Untrusted>, summary: bool) -> Self {
        Self {
            reports: StoredValue::new_local(reports),
            names: StoredValue::new(names),
            summary,
        }
    }

    /// Whether it has to be said who saw what.
    pub fn is_several(self) -> bool {
        self.names.with_value(|names| names.len() > 1)
    }
}

#[component]
pub fn Whole(subject: Subject, told: Told) -> impl IntoView {
    let words = use_words();
    let site = Site {
        now: unix_seconds(use_now().get_untracked()),
        words,
    };
    let (sections, lines) = told.names.with_value(|names| {
        told.reports
            .with_value(|reports| (sections(reports, names, site), process::lines(reports, names)))
    });
    let groups = groups(&sections, process::count(&lines));
    let nodes: Vec<NodeRef<html::H2>> = groups.iter().map(|_| NodeRef::new()).collect();
    let index = groups.iter().zip(&nodes).map(|((group, count), node)| {
        let (node, title) = (*node, group.title(words));
        let count = units::count(*count as u64, words);
        let go = move |_| {
            if let Some(heading) = node.get_untracked() {
                heading.scroll_into_view();
                let _ = heading.focus();
            }
        };
        view! { class = "behaviour",
            <li><button type="button" class="entry" on:click=go>{title}" "<span class="count">{count}</span></button></li>
        }
    });
    let index = index.collect_view();
    let mut lines = Some(lines);
    let mut sections = sections.into_iter().peekable();
    let panels = groups.iter().zip(nodes).map(|((group, count), node)| {
        let mut own = Vec::new();
        while let Some(section) = sections.next_if(|section| section.group <= *group) {
            own.push(section);
        }
        let tree = if *group == Group::ProcessTree {
            lines.take()
        } else {
            None
        };
        let under = under(*group, &subject, told);
        view! { class = "behaviour",
            <section class="panel" data-group=slug(*group)>
                <h2 class="title" tabindex="-1" node_ref=node>
                    {group.title(words)}" "
                    <span class="count">{units::count(*count as u64, words)}</span>
                </h2>
                {tables(own, *group, told, words)}
                {tree.map(|lines| view! { class = "behaviour", <ProcessTree lines /> })}
                {under}
            </section>
        }
        .into_any()
    });
    let panels = panels.collect_view();
    view! { class = "behaviour",
        <nav class="index" aria-label=words.behaviour.index><ul class="entries">{index}</ul></nav>
        {panels}
        <Leftovers told />
    }
    .into_any()
}

/// What stands in a panel below its tables.
fn under(group: Group, subject: &Subject, told: Told) -> AnyView {
    match group {
        Group::Sandboxes if !told.summary => view! { class = "behaviour", <OwnPages told /> }.into_any(),
        Group::Highlights => {
            let subject = subject.clone();
            view! { class = "behaviour", <Tactics subject told /> }.into_any()
        }
        Group::Sandboxes
        | Group::ProcessTree
        | Group::Processes
        | Group::Files
        | Group::Registry
        | Group::Network
        | Group::Services
        | Group::Modules
        | Group::Mutexes
        | Group::Texts
        | Group::Android
        | Group::Memory
        | Group::HostsFile => ().into_any(),
    }
}

/// A heading that only repeats its panel's is left out.
fn tables(sections: Vec<Section>, group: Group, told: Told, words: Words) -> impl IntoView {
    let sections = sections.into_iter().map(|section| {
        let named = section.title != group.title(words);
        // The sandboxes need no column that says whose line it is.
        let whose = told.is_several() && group != Group::Sandboxes;
        view! { class = "behaviour", <SectionTable section told named whose /> }
    });
    sections.collect_view()
}

/// What the page has no place for; of one sandbox also everything as it came.
#[component]
fn Leftovers(told: Told) -> impl IntoView {
    let words = use_words();
    let unknown = told.reports.with_value(|reports| {
        reports
            .iter()
            .map(|report| sandbox::unknown(report))
            .collect::<Vec<Object>>()
    });
    let names = told.names.get_value();
    let unknown = unknown
        .into_iter()
        .zip(names)
        .filter(|(left, _)| !left.attributes.is_empty());
    let unknown: Vec<AnyView> = unknown
        .map(|(left, name)| {
            let count = left.attributes.len();
            let report = StoredValue::new_local(Rc::new(left));
            let name = told
                .is_several()
                .then(|| view! { class = "behaviour", <h3 class="subtitle">{name.elided(60).spelled()}</h3> });
            view! { class = "behaviour", {name}<Branch report path=Vec::new() count /> }.into_any()
        })
        .collect();
    let unknown = (!unknown.is_empty()).then(|| {
        view! { class = "behaviour",
            <section class="panel">
                <h2 class="title">{words.behaviour.unknown}</h2>
                <div class="tree">{unknown}</div>
            </section>
        }
    });
    let alone = (!told.is_several())
        .then(|| told.reports.with_value(|reports| reports.first().cloned()))
        .flatten();
    let open = RwSignal::new(false);
    let everything = alone.map(|report| {
        let report = StoredValue::new_local(report);
        view! { class = "behaviour",
            <section class="panel">
                <button
                    type="button"
                    class="opener"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <span class="arrow" aria-hidden="true"></span>
                    {words.behaviour.whole_report}
                </button>
                <Show when=move || open.get()><AttributeTree report /></Show>
            </section>
        }
    });
    view! { class = "behaviour", {unknown}{everything} }.into_any()
}

fn slug(group: Group) -> &'static str {
    match group {
        Group::Sandboxes => "sandboxes",
        Group::Highlights => "highlights",
        Group::ProcessTree => "process-tree",
        Group::Processes => "processes",
        Group::Files => "files",
        Group::Registry => "registry",
        Group::Network => "network",
        Group::Services => "services",
        Group::Modules => "modules",
        Group::Mutexes => "mutexes",
        Group::Texts => "texts",
        Group::Android => "android",
        Group::Memory => "memory",
        Group::HostsFile => "hosts-file",
    }
}
