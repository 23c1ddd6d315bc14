//! Every attribute as a tree that the reader opens: a branch is drawn when it is opened, a run of lines at a time.

use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::*;
use serde_json::Value;

use crate::report::tree::{self, Kind, Row, Sort, Step};
use crate::report::{seek, units};
use crate::ui::copy::CopyButton;
use crate::ui::outside::Outside;
use crate::ui::report::long::Cut;
use crate::ui::report::window::Window;
use crate::ui::state::{follow, use_words};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

/// Matches that are shown of a filter; the reader is told when there are more.
const MATCHES: usize = 200;

/// A report that many lines look into.
type Report = StoredValue<Rc<Object>, LocalStorage>;

#[component]
pub fn AttributeTree(
    report: Report,
    /// What others want to be sought in it, whenever that is something else.
    #[prop(optional_no_strip)]
    wanted: Option<Signal<Option<String>>>,
) -> impl IntoView {
    let words = use_words();
    let total = report.with_value(|file| file.attributes.len());
    if total == 0 {
        return view! { class = "report-tree", <p class="note">{words.report.empty}</p> }.into_any();
    }
    let text = RwSignal::new(String::new());
    if let Some(wanted) = wanted {
        follow(move |_| {
            if let Some(wanted) = wanted.get() {
                text.set(wanted);
            }
        });
    }
    let sought = Memo::new(move |_| text.with(|text| text.trim().to_owned()));
    let shown = move || {
        sought.with(|sought| {
            if sought.is_empty() {
                view! { class = "report-tree", <Branch report path=Vec::new() count=total /> }.into_any()
            } else {
                view! { class = "report-tree", <Matches report text=sought.clone() /> }.into_any()
            }
        })
    };
    view! { class = "report-tree",
        <div class="head">
            <p class="note">{words.report.attributes_intro}</p>
            <input
                class="field filter"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=words.report.filter_attributes
                aria-label=words.report.filter_attributes
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
        </div>
        <div class="frame">{shown}</div>
    }
    .into_any()
}

/// The lines that fit a filter, each with the way to it.
#[component]
fn Matches(report: Report, text: String) -> impl IntoView {
    let words = use_words();
    let found = report.with_value(|file| seek::seek(&file.attributes, &text, MATCHES, words));
    let count = found.hits.len() as u64;
    let shown = units::count(count, words);
    let told = if found.more {
        (words.report.found_more)(&shown)
    } else {
        (words.report.found)(count, &shown)
    };
    let lines = found.hits.into_iter().map(|hit| {
        let mut above = hit.path;
        above.pop();
        let way: Vec<_> = above.iter().map(step_name).collect();
        view! { class = "report-tree",
            <li class="match">
                <p class="way">
                    {way
                        .into_iter()
                        .map(|name| view! { class = "report-tree", <span class="up"><Outside text=name short=60 /></span> })
                        .collect_view()}
                </p>
                <ul class="lines"><Line report above row=hit.row /></ul>
            </li>
        }
    });
    view! { class = "report-tree",
        <p class="told" role="status">{told}</p>
        <ul class="matches">{lines.collect_view()}</ul>
    }
    .into_any()
}

/// The lines under a path.
#[component]
pub fn Branch(report: Report, path: Vec<Step>, count: usize) -> impl IntoView {
    let words = use_words();
    let path = StoredValue::new(path);
    let block = move |places: Range<usize>| {
        let (from, count) = (places.start, places.len());
        let rows = path.with_value(|path| {
            report.with_value(|file| {
                if path.is_empty() {
                    tree::top(&file.attributes, from, count, words)
                } else {
                    tree::find(&file.attributes, path)
                        .map_or_else(Vec::new, |value| tree::children(value, from, count, words))
                }
            })
        });
        let lines = rows
            .into_iter()
            .map(|row| view! { class = "report-tree", <Line report above=path.get_value() row /> });
        view! { class = "report-tree", <ul class="lines">{lines.collect_view()}</ul> }.into_any()
    };
    view! { class = "report-tree", <div><Window total=count rows=block /></div> }
        // A branch holds lines that hold branches: the type has to end somewhere.
        .into_any()
}

/// One line: a name with its value, or a name that opens.
#[component]
fn Line(report: Report, above: Vec<Step>, row: Row) -> impl IntoView {
    let mut path = above;
    path.push(row.step);
    match row.kind {
        Kind::Leaf {
            preview,
            long,
            sort,
            hint,
        } => view! { class = "report-tree", <Leaf report path key=row.key preview long sort hint /> }.into_any(),
        Kind::Branch { count, list } => {
            view! { class = "report-tree", <Opener report path key=row.key count list /> }.into_any()
        }
    }
}

#[component]
fn Leaf(
    report: Report,
    path: Vec<Step>,
    key: Untrusted,
    preview: Untrusted,
    long: bool,
    sort: Sort,
    hint: Option<String>,
) -> impl IntoView {
    let path = StoredValue::new(path);
    let whole = move || path.with_value(|path| report.with_value(|file| at(file, path)));
    let name = key.elided(60).spelled();
    let value = if long {
        let length = whole().raw().chars().count();
        view! { class = "report-tree", <Cut start=preview length whole=move |()| whole() /> }.into_any()
    } else {
        let copy =
            (!preview.is_empty()).then(|| view! { class = "report-tree", <CopyButton text=preview.raw() what=name /> });
        view! { class = "report-tree", <Outside text=preview />{copy} }.into_any()
    };
    view! { class = "report-tree",
        <li class="line">
            <span class="key"><Outside text=key short=200 /></span>
            <span class="value" data-sort=slug(sort)>{value}</span>
            {hint.map(|hint| view! { class = "report-tree", <span class="hint">{hint}</span> })}
        </li>
    }
    .into_any()
}

#[component]
fn Opener(report: Report, path: Vec<Step>, key: Untrusted, count: usize, list: bool) -> impl IntoView {
    let words = use_words();
    let open = RwSignal::new(false);
    let path = StoredValue::new(path);
    let sides = if list { ("[", "]") } else { ("{", "}") };
    let holds = if count == 0 {
        words.report.empty.to_owned()
    } else {
        (words.report.entries)(count as u64, &units::count(count as u64, words))
    };
    let head = view! { class = "report-tree",
        <span class="key"><Outside text=key short=200 /></span>
        <span class="holds"><span aria-hidden="true">{sides.0}</span>{holds}<span aria-hidden="true">{sides.1}</span></span>
    };
    if count == 0 {
        return view! { class = "report-tree", <li class="line">{head}</li> }.into_any();
    }
    view! { class = "report-tree",
        <li class="branch">
            <button
                type="button"
                class="opener"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="arrow" aria-hidden="true"></span>
                {head}
            </button>
            <Show when=move || open.get()>
                <div class="below"><Branch report path=path.get_value() count /></div>
            </Show>
        </li>
    }
    .into_any()
}

fn at(file: &Object, path: &[Step]) -> Untrusted {
    tree::find(&file.attributes, path).map_or_else(Untrusted::default, |value: &Value| tree::text(value))
}

/// A step as it is read: entries of a list count from one, as their lines do.
fn step_name(step: &Step) -> Untrusted {
    match step {
        Step::Key(key) => Untrusted::new(key.as_str()),
        Step::Index(at) => Untrusted::new((at + 1).to_string()),
    }
}

fn slug(sort: Sort) -> &'static str {
    match sort {
        Sort::Text => "text",
        Sort::Number => "number",
        Sort::Truth => "truth",
        Sort::Null => "null",
    }
}
