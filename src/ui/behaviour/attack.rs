//! The ATT&CK matrix: what sandboxes saw of techniques by tactic, and the signatures behind each of them.

use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use serde_json::Value;

use crate::report::attack::findings::{self, Finding, findings, named};
use crate::report::attack::layer::layer;
use crate::report::attack::matrix::{Cell, Column, Matrix, matrices, written};
use crate::report::attack::table::{RELEASE, Table};
use crate::report::behaviour::attributes::Group;
use crate::report::behaviour::sift::{Kept, Left};
use crate::report::behaviour::{self, signs};
use crate::report::units;
use crate::subject::Subject;
use crate::ui::asking::Phase;
use crate::ui::behaviour::section::SectionTable;
use crate::ui::behaviour::whole::{Told, View};
use crate::ui::copy::CopyButton;
use crate::ui::outside::Outside;
use crate::ui::relations::standing::Standing;
use crate::ui::report::card::{tone, tone_shape};
use crate::ui::report::long::LongText;
use crate::ui::report::shapes::ShapeMark;
use crate::ui::report::take::{CopyText, SaveText};
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;
use crate::vt::request;
use crate::words::Words;

/// Longer names of techniques are nobody's but an attacker's.
const NAME_AT_MOST: usize = 60;
const ID_AT_MOST: usize = 20;
const DETAIL: &str = "attack-technique";

#[component]
pub fn Attack(subject: Subject, view: View) -> impl IntoView {
    let words = use_words();
    let told = view.told;
    let state = expect_context::<State>();
    let question = StoredValue::new(request::mitre_trees(&subject));
    let document = state.document(&question.with_value(|question| question.path.clone()));
    let phase = Memo::new(move |_| {
        document.with(|document| match &document.phase {
            Phase::Failed(error) if error.is_never_seen() => Phase::Done,
            phase => phase.clone(),
        })
    });
    let ask = move || state.load_document(question.get_value(), false);
    let label = (words.attack.ask)(&(words.relations.requests)(1));
    let offer = move || {
        (phase.get() == Phase::Idle).then(|| {
            view! { class = "behaviour-attack",
                <p class="offer">
                    <button type="button" class="button" on:click=move |_| ask()>{label.clone()}</button>
                    <span class="quiet small">{words.attack.ask_about}</span>
                </p>
            }
        })
    };
    let here = Memo::new(move |_| phase.get() == Phase::Done);
    let sections = |seen: &behaviour::Seen| seen.sections.iter().position(|section| section.group == Group::Attack);
    let place = view.seen.with_value(sections);
    let kept = Memo::new(move |_| {
        let kept = |left: &Left| left.sections.get(place?).cloned();
        view.left.with(kept).unwrap_or_default()
    });
    let subject = StoredValue::new(subject);
    let body = move || {
        let kept = kept.get();
        if kept == Kept::Untold {
            return view! { class = "behaviour-attack", <p class="quiet">{words.behaviour.untold}</p> }.into_any();
        }
        let read = here
            .get()
            .then(|| document.with_untracked(|document| document.read.clone()));
        let read = read.flatten();
        let trees = read
            .as_ref()
            .and_then(|read| read.value.get("data"))
            .unwrap_or(&Value::Null);
        let seen = Seen::of(told, trees, &kept);
        if seen.matrices.is_empty() {
            return view! { class = "behaviour-attack", <p class="quiet">{words.attack.none}</p> }.into_any();
        }
        view! { class = "behaviour-attack", <Matrices subject=subject.get_value() seen /> }.into_any()
    };
    view! { class = "behaviour-attack",
        <div class="attack">
            {body}
            {offer}
            <Standing phase=phase.into() what=words.attack.trees retry=move |()| ask() />
        </div>
    }
    .into_any()
}

/// What is drawn.
#[derive(Clone)]
struct Seen {
    findings: Rc<[Finding]>,
    matrices: Vec<Matrix>,
    /// Those whom signs are seen by.
    told: Told,
}

impl Seen {
    /// `kept` is what is left of the techniques that the reports name by themselves.
    fn of(told: Told, trees: &Value, kept: &Kept) -> Self {
        let names = sandboxes(told, trees);
        let findings = told.reports.with_value(|reports| {
            let mut findings = findings(findings::Told {
                reports,
                trees,
                sandboxes: &names,
                summary: told.summary,
            });
            if let Kept::Rows(rows) = kept {
                let named = named(reports);
                let left: Vec<&Untrusted> = rows.iter().filter_map(|at| Some(&named.get(*at)?.id)).collect();
                findings.retain(|finding| left.contains(&&finding.id));
            }
            findings
        });
        Self {
            matrices: matrices(&findings, &Table::read()),
            findings: findings.into(),
            told: Told::new(Vec::new(), names, told.summary),
        }
    }
}

/// Those whose trees are wanted: the one that is shown, or all of the answer. The summary is nobody's.
fn sandboxes(told: Told, trees: &Value) -> Vec<Untrusted> {
    let mut names = told.names.get_value();
    if told.summary {
        names.clear();
    } else if !told.is_several() {
        return names;
    }
    let others = trees.as_object().into_iter().flat_map(|trees| trees.keys());
    for name in others.map(|name| Untrusted::new(name.as_str())) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// What is open below the matrix: a finding, and the cell that opened it.
type Open = RwSignal<Option<(usize, NodeRef<html::Button>)>>;

#[component]
fn Matrices(subject: Subject, seen: Seen) -> impl IntoView {
    let words = use_words();
    let open: Open = RwSignal::new(None);
    let several = seen.matrices.len() > 1;
    let stored = StoredValue::new_local(seen.clone());
    let copied = move |()| stored.with_value(|seen| written(&seen.matrices, words));
    let whose = subject.id().to_owned();
    let saves = seen.matrices.iter().enumerate().map(|(at, matrix)| {
        let domain = matrix.domain;
        let label = if several {
            (words.attack.save_of)(domain.name())
        } else {
            words.attack.save.to_owned()
        };
        let begins: String = whose.chars().take(16).collect();
        let name = format!("{begins}-{}.json", domain.slug());
        let whose = whose.clone();
        let text = move |()| {
            stored.with_value(|seen| {
                let layer = seen.matrices.get(at).map(|matrix| {
                    let names = seen.told.names.get_value();
                    layer(matrix, &seen.findings, &names, &whose, words)
                });
                layer.map_or_else(String::new, |layer| layer.to_string())
            })
        };
        view! { class = "behaviour-attack", <SaveText label name media_type="application/json" text /> }
    });
    let saves = saves.collect_view();
    let drawn = seen
        .matrices
        .iter()
        .map(|matrix| view! { class = "behaviour-attack", <OneMatrix matrix=matrix.clone() several open /> });
    let drawn = drawn.collect_view();
    let detail = move || {
        open.get().map(|(at, from)| {
            let finding = stored.with_value(|seen| seen.findings.get(at).cloned());
            let told = stored.with_value(|seen| seen.told);
            finding.map(|finding| view! { class = "behaviour-attack", <Detail finding told from open /> })
        })
    };
    view! { class = "behaviour-attack",
        <p class="take"><CopyText label=words.attack.copy text=copied />{saves}</p>
        {drawn}
        <div id=DETAIL>{detail}</div>
        <p class="quiet small notice-of-mitre">{(words.attack.notice)(RELEASE)}</p>
    }
    .into_any()
}

#[component]
fn OneMatrix(matrix: Matrix, several: bool, open: Open) -> impl IntoView {
    let words = use_words();
    let domain = matrix.domain;
    let unseen: Vec<&str> = matrix.unseen.iter().map(|tactic| tactic.name(words)).collect();
    let unseen = (!unseen.is_empty()).then(|| (words.attack.unseen)(&unseen.join(", ")));
    let columns = matrix.columns.into_iter().map(|Column { place, cells }| {
        let (title, id) = place.title(domain, words);
        let count = cells.iter().map(techniques).sum::<usize>();
        let cells = cells.into_iter().map(|cell| technique(cell, open, words)).collect_view();
        view! { class = "behaviour-attack",
            <li class="column">
                <h3 class="tactic">
                    <Outside text=title short=NAME_AT_MOST />" "
                    <span class="count">{units::count(count as u64, words)}</span>
                </h3>
                {id.map(|id| view! { class = "behaviour-attack", <p class="id"><Outside text=id short=ID_AT_MOST /></p> })}
                <ul class="techniques">{cells}</ul>
            </li>
        }
        .into_any()
    });
    view! { class = "behaviour-attack",
        {several.then(|| view! { class = "behaviour-attack", <p class="domain">{domain.name()}</p> })}
        <ol class="columns">{columns.collect_view()}</ol>
        {unseen.map(|unseen| view! { class = "behaviour-attack", <p class="quiet small">{unseen}</p> })}
    }
    .into_any()
}

/// How many techniques a cell and those below it name.
fn techniques(cell: &Cell) -> usize {
    usize::from(cell.finding.is_some()) + cell.below.len()
}

/// A technique with its sub-techniques. A parent that nothing was seen of itself only stands above them.
fn technique(cell: Cell, open: Open, words: Words) -> AnyView {
    let below = (!cell.below.is_empty()).then(|| {
        let below = cell.below.iter().cloned().map(|cell| technique(cell, open, words));
        view! { class = "behaviour-attack", <ul class="below">{below.collect_view()}</ul> }
    });
    let called = match (cell.name, cell.id.is_empty()) {
        (Some(name), _) => name,
        (None, false) => cell.id.clone(),
        (None, true) => Untrusted::new(words.attack.no_id),
    };
    let id = (!cell.id.is_empty() && called != cell.id).then(|| cell.id.clone());
    let id =
        id.map(|id| view! { class = "behaviour-attack", <span class="id"><Outside text=id short=ID_AT_MOST /></span> });
    let withdrawn = cell.technique.is_some_and(|technique| technique.withdrawn);
    let withdrawn =
        withdrawn.then(|| view! { class = "behaviour-attack", <span class="gone">{words.attack.withdrawn}</span> });
    let name =
        view! { class = "behaviour-attack", <span class="name"><Outside text=called short=NAME_AT_MOST /></span> };
    let own = match cell.finding {
        Some(at) => {
            let node = NodeRef::<html::Button>::new();
            let is_open = move || open.with(|open| open.as_ref().is_some_and(|(open, _)| *open == at));
            let turn = move |_| open.set(if is_open() { None } else { Some((at, node)) });
            let how = cell.severity.tone();
            let severity = cell.severity.word(words).map(|word| {
                view! { class = "behaviour-attack",
                    <span class="severity"><ShapeMark shape=tone_shape(how) /><Outside text=word short=ID_AT_MOST /></span>
                }
            });
            view! { class = "behaviour-attack",
                <button
                    type="button"
                    class="cell"
                    node_ref=node
                    data-tone=tone(how)
                    aria-controls=DETAIL
                    aria-expanded=move || if is_open() { "true" } else { "false" }
                    on:click=turn
                >
                    {name}
                    {id}
                    {withdrawn}
                    <span class="facts">{severity}<span class="signs">{(words.attack.signs)(cell.signs as u64)}</span></span>
                </button>
            }
            .into_any()
        }
        None => view! { class = "behaviour-attack", <div class="cell">{name}{id}{withdrawn}</div> }.into_any(),
    };
    view! { class = "behaviour-attack", <li>{own}{below}</li> }.into_any()
}

/// One technique: what MITRE says of it, and the signatures that gave it away.
#[component]
fn Detail(finding: Finding, told: Told, from: NodeRef<html::Button>, open: Open) -> impl IntoView {
    let words = use_words();
    let table = Table::read();
    let known = table.find(finding.id.raw()).copied();
    let heading = NodeRef::<html::H3>::new();
    request_animation_frame(move || {
        // The reader may have closed it, or gone elsewhere, before the frame.
        if let Some(heading) = heading.try_get_untracked().flatten() {
            let _ = heading.focus();
        }
    });
    let close = move |_| {
        open.set(None);
        if let Some(cell) = from.get_untracked() {
            let _ = cell.focus();
        }
    };
    let name = known
        .map(|known| Untrusted::new(known.name))
        .or_else(|| finding.name.clone());
    let name = name.map(|name| view! { class = "behaviour-attack", <Outside text=name short=NAME_AT_MOST />" " });
    let nameless = (finding.id.is_empty() && name.is_none()).then_some(words.attack.no_id);
    let id = (!finding.id.is_empty()).then(|| {
        let raw = finding.id.raw().to_owned();
        view! { class = "behaviour-attack",
            <span class="id"><Outside text=finding.id.clone() short=ID_AT_MOST /></span>
            <CopyButton text=raw what=words.attack.technique />
        }
    });
    let withdrawn = known.filter(|known| known.withdrawn).map(|known| {
        let said = known.became.map_or_else(
            || words.attack.withdrawn.to_owned(),
            |became| (words.attack.became)(became),
        );
        view! { class = "behaviour-attack", <p class="quiet">{said}</p> }
    });
    let description = finding.description.clone().map(|text| {
        view! { class = "behaviour-attack", <p class="description"><LongText text /></p> }
    });
    let section = Rc::new(signs(&finding, words));
    let signs = if section.is_empty() {
        view! { class = "behaviour-attack", <p class="quiet">{words.attack.no_signs}</p> }.into_any()
    } else {
        let whose = told.is_several();
        view! { class = "behaviour-attack", <SectionTable section told named=false whose /> }.into_any()
    };
    view! { class = "behaviour-attack",
        <section class="detail">
            <div class="detail-head">
                <h3 class="subtitle" tabindex="-1" node_ref=heading>{name}{nameless}{id}</h3>
                <button type="button" class="button" on:click=close>{words.attack.close}</button>
            </div>
            {withdrawn}
            {description}
            {signs}
        </section>
    }
    .into_any()
}
