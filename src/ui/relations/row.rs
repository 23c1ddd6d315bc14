//! A row of a list: its cells, and everything else that is known of the object where the reader opens it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::indicator::defang;
use crate::report::details::build::Site;
use crate::report::details::{Field, Label};
use crate::report::relation::name::Name;
use crate::report::relation::sheet;
use crate::ui::outside::Outside;
use crate::ui::relations::name::NameView;
use crate::ui::report::cells::CellView;
use crate::ui::report::take::CopyText;
use crate::ui::report::tree::Branch;
use crate::ui::state::{unix_seconds, use_now, use_words};
use crate::ui::table::opened::Place;
use crate::vt::object::Object;

/// Draws an object under the titles of its kind; `first` is the title of the name's column.
#[component]
pub fn ObjectRow(
    object: Rc<Object>,
    first: &'static str,
    titles: Vec<&'static str>,
    /// Where it is remembered that it is open.
    place: Place,
) -> impl IntoView {
    let words = use_words();
    let site = Site {
        now: unix_seconds(use_now().get_untracked()),
        words,
    };
    let name = Name::of(&object);
    let what = name.text.elided(40).spelled();
    let open = place.signal();
    let cells = if object.missing.is_some() {
        let said = words.relations.gone;
        view! { class = "relations", <td role="cell" class="gone" colspan=titles.len()>{said}</td> }.into_any()
    } else {
        let cells = sheet::cells(&object, site).into_iter().zip(&titles);
        cells
            .map(|(cell, title)| {
                let title = *title;
                view! { class = "relations", <td role="cell" data-label=title><div><CellView cell what=title /></div></td> }
            })
            .collect_view()
            .into_any()
    };
    let context = sheet::context(&object, site);
    let width = titles.len() + 1;
    let label = (words.relations.more_about)(&what);
    let opened = StoredValue::new_local(object);
    view! { class = "relations",
        <tr role="row">
            <td role="cell" class="first" data-label=first>
                <div class="first-line">
                <button
                    type="button"
                    class="opener"
                    aria-label=label.clone()
                    title=label
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <span class="arrow" aria-hidden="true"></span>
                </button>
                <div class="first-text">
                    <NameView name what />
                    {(!context.is_empty()).then(|| view! { class = "relations", <ContextLine context /> })}
                </div>
                </div>
            </td>
            {cells}
        </tr>
        {move || open.get().then(|| view! { class = "relations",
            <tr role="row" class="whole">
                <td role="cell" colspan=width><Whole object=opened.get_value() /></td>
            </tr>
        })}
    }
    .into_any()
}

/// What the list says of its entry.
#[component]
pub fn ContextLine(context: Vec<Field>) -> impl IntoView {
    let fields = context.into_iter().map(|field| {
        let (label, what) = match field.label {
            Label::Ours(text) => (text.into_any(), text.to_owned()),
            Label::Outside(text) => {
                let what = text.spelled();
                (
                    view! { class = "relations", <Outside text short=60 /> }.into_any(),
                    what,
                )
            }
        };
        let cells = field
            .cells
            .into_iter()
            .map(move |cell| view! { class = "relations", <CellView cell what=what.clone() /> });
        view! { class = "relations", <span class="told">{label}": "{cells.collect_view()}</span> }
    });
    view! { class = "relations", <p class="context">{fields.collect_view()}</p> }
}

/// Everything that the list holds of an object; nothing is asked for it.
#[component]
fn Whole(object: Rc<Object>) -> impl IntoView {
    let words = use_words();
    let name = Name::of(&object);
    let missing = object.missing.clone().map(|said| {
        view! { class = "relations", <p><Outside text=said short=600 /></p> }
    });
    let whole = sheet::whole(&object);
    let count = whole.attributes.len();
    let report = StoredValue::new_local(Rc::new(whole));
    let id = object.id.clone();
    let taken = name.taken.raw().to_owned();
    let defanged = name.is_network().then(|| {
        let taken = taken.clone();
        view! { class = "relations", <CopyText label=words.relations.copy_defanged text=move |()| defang(&taken) /> }
    });
    let tree = if count > 0 {
        view! { class = "relations", <Branch report path=Vec::new() count /> }.into_any()
    } else {
        view! { class = "relations", <p class="quiet">{words.relations.nothing_else}</p> }.into_any()
    };
    view! { class = "relations",
        <div class="inside">
            <p class="take">
                <CopyText label=words.relations.copy text=move |()| taken.clone() />
                {defanged}
                <span class="id">{words.relations.id}": "<Outside text=id short=80 /></span>
            </p>
            {missing}
            <div class="tree">{tree}</div>
        </div>
    }
    .into_any()
}
