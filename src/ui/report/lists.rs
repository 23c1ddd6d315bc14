//! Lists of somebody else's texts, possibly of many thousands: plain, and in titled groups.

use std::ops::Range;

use leptos::prelude::*;

use crate::report::details::Group;
use crate::report::units;
use crate::ui::outside::Outside;
use crate::ui::report::long::LongText;
use crate::ui::report::take::CopyText;
use crate::ui::report::window::{self, Window};
use crate::ui::state::use_words;
use crate::untrusted::Untrusted;

/// Shorter lists are copied by marking them.
const WORTH_COPYING: usize = 4;
/// Groups with no more entries than this in all are open from the start.
const FEW: usize = 40;

#[component]
pub fn PlainList(items: Vec<Untrusted>) -> impl IntoView {
    let words = use_words();
    let total = items.len();
    let items = StoredValue::new(items);
    let all = move |()| items.with_value(|items| joined(items));
    let block = move |rows: Range<usize>| {
        let texts = items.with_value(|items| items.get(rows.clone()).unwrap_or_default().to_vec());
        let lines = texts.into_iter().zip(rows).map(|(text, at)| {
            let place = window::place(at, total);
            let of = place.as_ref().map(|_| total.to_string());
            view! { class = "report-lists", <li class="item" aria-posinset=place aria-setsize=of><LongText text /></li> }
        });
        view! { class = "report-lists", <ul class="items">{lines.collect_view()}</ul> }.into_any()
    };
    view! { class = "report-lists",
        <div class="list">
            <Window total rows=block />
            {(total >= WORTH_COPYING).then(|| view! { class = "report-lists",
                <p class="take"><CopyText label=words.report.copy_list text=all /></p>
            })}
        </div>
    }
    .into_any()
}

/// Titled lists that open one by one; what is closed is not drawn.
#[component]
pub fn GroupList(groups: Vec<Group>) -> impl IntoView {
    let all: usize = groups.iter().map(|group| group.items.len()).sum();
    let total = groups.len();
    let groups = StoredValue::new(groups);
    let block = move |rows: Range<usize>| {
        let groups = groups.with_value(|groups| groups.get(rows).unwrap_or_default().to_vec());
        let groups = groups
            .into_iter()
            .map(|group| view! { class = "report-lists", <OneGroup group open=all <= FEW /> });
        view! { class = "report-lists", <div class="groups">{groups.collect_view()}</div> }.into_any()
    };
    view! { class = "report-lists", <div><Window total rows=block /></div> }.into_any()
}

#[component]
fn OneGroup(group: Group, open: bool) -> impl IntoView {
    let words = use_words();
    let Group { title, items } = group;
    if items.is_empty() {
        return view! { class = "report-lists", <p class="alone"><Outside text=title short=200 /></p> }.into_any();
    }
    let open = RwSignal::new(open);
    let count = units::count(items.len() as u64, words);
    let items = StoredValue::new(items);
    view! { class = "report-lists",
        <div class="group">
            <button
                type="button"
                class="summary"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="arrow" aria-hidden="true"></span>
                <Outside text=title short=200 />
                <span class="count">{count}</span>
            </button>
            <Show when=move || open.get()>
                <PlainList items=items.get_value() />
            </Show>
        </div>
    }
    .into_any()
}

fn joined(items: &[Untrusted]) -> String {
    let lines: Vec<&str> = items.iter().map(Untrusted::raw).collect();
    lines.join("\n")
}
