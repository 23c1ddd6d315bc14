//! All that one report, or several together, say: an index, a panel for each group, and the process tree beside them.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;

use crate::report::behaviour::ascribed::By;
use crate::report::behaviour::attributes::Group;
use crate::report::behaviour::shown::Shown;
use crate::report::behaviour::sift::{Kept, Left, sift};
use crate::report::behaviour::{Seen, process};
use crate::report::details::build::Site;
use crate::report::units;
use crate::subject::Subject;
use crate::ui::behaviour::attack::Attack;
use crate::ui::behaviour::leftovers::Leftovers;
use crate::ui::behaviour::own_page::OwnPages;
use crate::ui::behaviour::processes::ProcessTree;
use crate::ui::behaviour::section::SectionTable;
use crate::ui::behaviour::sieve::Sieve;
use crate::ui::behaviour::traffic::provide_hosts;
use crate::ui::state::{unix_seconds, use_now, use_words};
use crate::ui::table::Sorting;
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

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

/// The address as far as it is this tab's: what it says, and the ways to say something else.
#[derive(Clone, Copy)]
pub struct Address {
    pub shown: Memo<Shown>,
    /// Goes there, so that the way back leads here.
    pub go: Callback<Shown>,
    /// Goes there without a trace.
    pub instead: Callback<Shown>,
}

/// What the parts of the view share: what was seen, and what is left of it.
#[derive(Clone, Copy)]
pub struct View {
    pub told: Told,
    pub seen: StoredValue<Seen, LocalStorage>,
    pub shown: Memo<Shown>,
    pub left: Memo<Left>,
    /// The groups, with how much is left of each, and of how much.
    pub groups: Memo<Vec<(Group, usize, usize)>>,
    pub go: Callback<Shown>,
    pub instead: Callback<Shown>,
}

impl View {
    fn new(told: Told, address: Address) -> Self {
        let site = Site {
            now: unix_seconds(use_now().get_untracked()),
            words: use_words(),
        };
        let Address { shown, go, instead } = address;
        let read = |names: &Vec<Untrusted>| told.reports.with_value(|reports| Seen::read(reports, names, site));
        let seen = StoredValue::new_local(told.names.with_value(read));
        let left = Memo::new(move |_| {
            let names = told.names.get_value();
            shown.with(|shown| {
                seen.with_value(|seen| {
                    let process = shown.process.as_ref();
                    let picked = process.and_then(|process| process::find(&seen.lines, process, &names));
                    told.reports.with_value(|reports| sift(seen, shown, picked, reports))
                })
            })
        });
        let groups = Memo::new(move |_| {
            let count = |seen: &Seen| {
                let groups = seen.groups().into_iter();
                left.with(|left| {
                    groups
                        .map(|(group, all)| (group, seen.count(group, left), all))
                        .collect::<Vec<_>>()
                })
            };
            seen.with_value(count)
        });
        Self {
            told,
            seen,
            shown,
            left,
            groups,
            go,
            instead,
        }
    }

    /// How much of a group is left.
    fn count(self, group: Group) -> usize {
        let own = |groups: &Vec<(Group, usize, usize)>| {
            groups.iter().find(|(own, ..)| *own == group).map(|(_, left, _)| *left)
        };
        self.groups.with(own).unwrap_or_default()
    }

    /// How much is left of how much: observations, without the sandboxes themselves.
    pub fn tally(self) -> (usize, usize) {
        self.groups.with(|groups| {
            let groups = groups.iter().filter(|(group, ..)| *group != Group::Sandboxes);
            groups.fold((0, 0), |(left, all), (_, own_left, own)| (left + own_left, all + own))
        })
    }
}

#[component]
pub fn Whole(subject: Subject, told: Told, address: Address) -> impl IntoView {
    let words = use_words();
    provide_hosts(&subject);
    let view = View::new(told, address);
    let groups: Vec<(Group, usize, NodeRef<html::H2>)> = view
        .groups
        .get_untracked()
        .into_iter()
        .map(|(group, _, all)| (group, all, NodeRef::new()))
        .collect();
    let index = groups.iter().map(|&(group, total, node)| {
        let go = move |_| {
            if let Some(heading) = node.get_untracked() {
                heading.scroll_into_view();
                let _ = heading.focus();
            }
        };
        view! { class = "behaviour",
            <li data-empty=move || (view.count(group) == 0).then_some("true")>
                <button type="button" class="entry" on:click=go>{group.title(words)}" "<Count view group total /></button>
            </li>
        }
    });
    let index = index.collect_view();
    let panel = |(group, total, node): &(Group, usize, NodeRef<html::H2>)| {
        view! { class = "behaviour", <Panel view subject=subject.clone() group=*group total=*total node=*node /> }
    };
    let at = |wanted: fn(Group) -> bool| {
        let own = groups.iter().filter(|(group, ..)| wanted(*group));
        own.map(panel).collect_view()
    };
    let has_tree = groups.iter().any(|(group, ..)| *group == Group::ProcessTree);
    view! { class = "behaviour",
        <Sieve view />
        <nav class="index" aria-label=words.behaviour.index><ul class="entries">{index}</ul></nav>
        {at(|group| group < Group::ProcessTree)}
        <div class="split" data-tree=has_tree.then_some("true")>
            {at(|group| group == Group::ProcessTree)}
            <div class="tables">{at(|group| group > Group::ProcessTree)}</div>
        </div>
        <Leftovers told />
    }
    .into_any()
}

/// How much of a group is left, of how much.
#[component]
fn Count(view: View, group: Group, total: usize) -> impl IntoView {
    let words = use_words();
    let said = move || {
        let left = view.count(group);
        let all = units::count(total as u64, words);
        if left == total {
            return all;
        }
        (words.behaviour.seen_of)(&units::count(left as u64, words), &all)
    };
    view! { class = "behaviour", <span class="count">{said}</span> }
}

#[component]
fn Panel(view: View, subject: Subject, group: Group, total: usize, node: NodeRef<html::H2>) -> impl IntoView {
    let words = use_words();
    let tree = (group == Group::ProcessTree).then(|| view! { class = "behaviour", <ProcessTree view /> });
    // What is sought and is not here needs no place; which of a process's doings are not told does.
    let away = move || {
        let sought = view.shown.with(|shown| !shown.sought.trim().is_empty());
        sought && group != Group::Sandboxes && view.count(group) == 0
    };
    view! { class = "behaviour",
        <section class="panel" data-group=group.slug() hidden=away>
            <h2 class="title" tabindex="-1" node_ref=node>
                {group.title(words)}" "
                <Count view group total />
            </h2>
            {tables(group, view)}
            {tree}
            {under(group, &subject, view)}
        </section>
    }
    .into_any()
}

/// What stands in a panel below its tables.
fn under(group: Group, subject: &Subject, view: View) -> AnyView {
    let told = view.told;
    match group {
        Group::Sandboxes if !told.summary => view! { class = "behaviour", <OwnPages told /> }.into_any(),
        Group::Attack => {
            let subject = subject.clone();
            view! { class = "behaviour", <Attack subject view /> }.into_any()
        }
        Group::Sandboxes
        | Group::Signatures
        | Group::Rules
        | Group::ProcessTree
        | Group::Processes
        | Group::Commands
        | Group::Files
        | Group::Registry
        | Group::Network
        | Group::Services
        | Group::Modules
        | Group::Mutexes
        | Group::Texts
        | Group::Cryptography
        | Group::Android
        | Group::Memory
        | Group::HostsFile => ().into_any(),
    }
}

/// A heading that only repeats its panel's is left out.
fn tables(group: Group, view: View) -> impl IntoView {
    let words = use_words();
    let sections = view
        .seen
        .with_value(|seen| seen.sections.clone())
        .into_iter()
        .enumerate();
    // Techniques are drawn as a matrix.
    let own = sections.filter(|(_, section)| section.group == group && group != Group::Attack);
    let tables = own.map(|(place, section)| {
        let named = section.title != group.title(words);
        // The sandboxes need no column that says whose line it is.
        let whose = view.told.is_several() && group != Group::Sandboxes;
        let kept = Memo::new(move |_| {
            view.left
                .with(|left| left.sections.get(place).cloned().unwrap_or_default())
        });
        let by = view.seen.with_value(|seen| seen.ascribed.by(place));
        let aside = Signal::derive(move || {
            let picked = view.left.with(|left| left.picked.is_some());
            match by {
                By::Nobody if picked && kept.with(|kept| *kept == Kept::Untold) => Some(words.behaviour.untold),
                By::Program if picked => Some(words.behaviour.by_program),
                By::Nobody | By::Process | By::Program => None,
            }
        });
        let sorting = sorting(view, section.name);
        view! { class = "behaviour", <SectionTable section told=view.told named whose kept aside sorting /> }
    });
    tables.collect_view()
}

/// The order of a table as it stands in the address.
fn sorting(view: View, name: &'static str) -> Sorting {
    let order = Memo::new(move |_| view.shown.with(|shown| shown.orders.get(name).copied()));
    Sorting {
        order: order.into(),
        go: Callback::new(move |order| {
            let shown = view.shown.with_untracked(|shown| shown.ordered(name, order));
            view.go.run(shown);
        }),
    }
}
