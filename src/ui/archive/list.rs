//! The files of an archive, a row each, and what can be done with those that are chosen.

use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::*;

use crate::archive::{Archive, Closed, Member};
use crate::fold;
use crate::report::units;
use crate::route::Route;
use crate::subject::Subject;
use crate::ui::archive::why;
use crate::ui::archive::work::{Stage, Work};
use crate::ui::found::standing::Standing;
use crate::ui::outside::Outside;
use crate::ui::report::window::Window;
use crate::ui::state::{State, use_words};
use crate::words::Words;

/// Longer names are cut in the middle.
const NAME_AT_MOST: usize = 90;
/// Fewer files need no finding.
const FIND_FROM: usize = 12;

#[component]
pub(super) fn MemberList(archive: Rc<Archive>, work: Work) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let all: Vec<usize> = places(&archive, "");
    let sought = RwSignal::new(String::new());
    let known = StoredValue::new_local(archive);
    let shown = Memo::new(move |_| {
        let text = fold::fold(sought.with(|text| text.trim().to_owned()).as_str());
        known.with_value(|archive| places(archive, &text))
    });
    let open = Memo::new(move |_| {
        let is_open = |at: &usize| {
            known.with_value(|archive| {
                let member = archive.members.get(*at);
                member.is_some_and(|member| archive.is_open(member).is_ok())
            })
        };
        shown.with(|shown| shown.iter().copied().filter(is_open).collect::<Vec<_>>())
    });
    let are_chosen = move || {
        open.with(|open| {
            work.chosen
                .with(|chosen| !open.is_empty() && open.iter().all(|at| chosen.contains(at)))
        })
    };
    let choose_all = move |_| {
        let wanted = !untrack(are_chosen);
        work.chosen.update(|chosen| {
            open.with_untracked(|open| {
                for at in open {
                    if wanted {
                        chosen.insert(*at);
                    } else {
                        chosen.remove(at);
                    }
                }
            });
        });
    };
    let cost = Memo::new(move |_| work.wanted().len() as u64);
    let find = (all.len() >= FIND_FROM).then(|| {
        view! { class = "archive",
            <input
                type="search"
                class="field find"
                placeholder=words.archive.find
                aria-label=words.archive.find
                prop:value=move || sought.get()
                on:input=move |event| sought.set(event_target_value(&event))
            />
        }
    });
    let list = move || {
        let shown = shown.get();
        if shown.is_empty() {
            return view! { class = "archive", <p class="quiet" role="status">{words.archive.none_found}</p> }
                .into_any();
        }
        let total = shown.len();
        let rows = move |piece: Range<usize>| {
            let rows = shown.get(piece).unwrap_or_default().iter().copied();
            let rows = rows.map(|at| known.with_value(|archive| row(at, archive, work)));
            view! { class = "archive", <ul class="rows">{rows.collect_view()}</ul> }.into_any()
        };
        view! { class = "archive", <Window total rows=Callback::new(rows) /> }.into_any()
    };
    view! { class = "archive",
        <div class="deeds">
            <label class="all">
                <input
                    type="checkbox"
                    class="choice"
                    disabled=move || open.with(Vec::is_empty)
                    prop:checked=are_chosen
                    on:change=choose_all
                />
                {words.archive.choose_all}
            </label>
            {find}
            <button
                type="button"
                class="button button-main"
                disabled=move || cost.get() == 0
                on:click=move |_| work.begin(state, known.get_value())
            >
                {move || match cost.get() {
                    0 => words.archive.choose_first.to_owned(),
                    count => (words.archive.look_up)(count, &units::count(count, words)),
                }}
            </button>
        </div>
        <p class="quiet small">{words.archive.stays}</p>
        <div class="list">{list}</div>
    }
    .into_any()
}

/// The files whose names hold a folded text.
fn places(archive: &Archive, text: &str) -> Vec<usize> {
    let members = archive.members.iter().enumerate();
    members
        .filter(|(_, member)| !member.is_folder)
        .filter(|(_, member)| text.is_empty() || fold::find(member.name.raw(), text).is_some())
        .map(|(at, _)| at)
        .collect()
}

fn row(at: usize, archive: &Archive, work: Work) -> AnyView {
    archive
        .members
        .get(at)
        .map(|member| {
            let closed = archive.is_open(member).err();
            view! { class = "archive", <Row at member=member.clone() closed work /> }.into_any()
        })
        .into_any()
}

#[component]
fn Row(at: usize, member: Member, closed: Option<Closed>, work: Work) -> impl IntoView {
    let words = use_words();
    let called = member.name.elided(NAME_AT_MOST).spelled();
    let stage = Memo::new(move |_| work.stages.with(|stages| stages.get(&at).cloned()));
    let change = move |_| {
        work.chosen.update(|chosen| {
            if !chosen.remove(&at) {
                chosen.insert(at);
            }
        });
    };
    let mut marks: Vec<String> = Vec::new();
    marks.extend(closed.map(|closed| closed_why(closed, words)));
    marks.extend(member.is_archive.then(|| words.archive.is_archive.to_owned()));
    marks.extend(member.is_duplicate.then(|| words.archive.is_duplicate.to_owned()));
    let marks = marks
        .into_iter()
        .map(|mark| view! { class = "archive", <span class="mark">{mark}</span> });
    let packed = (words.archive.packed)(&units::size(member.packed, words));
    let size = member.size;
    view! { class = "archive",
        <li class="row">
            <input
                type="checkbox"
                class="choice"
                aria-label=(words.archive.choose)(&called)
                disabled=closed.is_some()
                prop:checked=move || work.chosen.with(|chosen| chosen.contains(&at))
                on:change=change
            />
            <span class="named">
                <span class="name mono"><Outside text=member.name.clone() short=NAME_AT_MOST /></span>
                {marks.collect_view()}
            </span>
            <span class="aside quiet small">
                <span class="number" title=packed>{units::size(size, words)}</span>
                <span class="number">{member.modified.clone()}</span>
            </span>
            <span class="verdict">{move || stage.get().map(|stage| standing(stage, size, &called, words))}</span>
        </li>
    }
    .into_any()
}

fn standing(stage: Stage, size: u64, called: &str, words: Words) -> AnyView {
    let quiet = |text: String| view! { class = "archive", <span class="quiet">{text}</span> }.into_any();
    match stage {
        Stage::Waiting => quiet(words.archive.waiting.to_owned()),
        Stage::Unpacking(done) => {
            let percent = u128::from(done) * 100 / u128::from(size.max(1));
            quiet((words.archive.unpacking)(&percent.to_string()))
        }
        Stage::Done(sha256) => Subject::file(&sha256)
            .map(|subject| {
                let to = Route::report(subject.clone());
                view! { class = "archive",
                    <Standing subject />
                    <a href=to.to_string() aria-label=(words.home.report_of)(called)>{words.home.open_report}</a>
                }
            })
            .into_any(),
        Stage::Failed(trouble) => {
            let (said, detail) = why(trouble, words);
            view! { class = "archive",
                <span class="trouble">{said}{detail.map(|detail| view! { class = "archive", " "<Outside text=detail short=80 /> })}</span>
            }
            .into_any()
        }
    }
}

/// Why a file is only listed.
fn closed_why(closed: Closed, words: Words) -> String {
    let own = &words.archive;
    match closed {
        Closed::Method(number) => (own.method)(number),
        Closed::Folder => own.folder.to_owned(),
        Closed::Encrypted => own.encrypted.to_owned(),
        Closed::Overlapping => own.shares.to_owned(),
        Closed::TooLarge => own.too_large.to_owned(),
        Closed::Ratio => own.ratio.to_owned(),
        Closed::Contradiction => own.contradiction.to_owned(),
    }
}
