//! What was found of one kind, a row each.

use std::ops::Range;

use leptos::prelude::*;

use crate::indicator::Found;
use crate::report::units;
use crate::route::Route;
use crate::subject::Topic;
use crate::ui::copy::CopyButton;
use crate::ui::found::harmless;
use crate::ui::found::standing::Standing;
use crate::ui::outside::Outside;
use crate::ui::report::window::Window;
use crate::ui::state::{State, use_words};
use crate::untrusted::Untrusted;

/// Longer names are cut in the middle.
const NAME_AT_MOST: usize = 90;

#[component]
pub fn KindList(topic: Topic, found: Vec<Found>) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let chosen = state.findings.chosen;
    let (id, heading) = match topic {
        Topic::File => ("found-files", words.found.files),
        Topic::Url => ("found-urls", words.found.urls),
        Topic::Domain => ("found-domains", words.found.domains),
        Topic::Address => ("found-addresses", words.found.addresses),
    };
    let count = found.len();
    let found = StoredValue::new(found);
    let all =
        move || found.with_value(|found| chosen.with(|chosen| found.iter().all(|one| chosen.contains(&one.indicator))));
    let choose_all = move |_| {
        let wanted = !untrack(all);
        chosen.update(|chosen| {
            found.with_value(|found| {
                for one in found {
                    if wanted {
                        chosen.insert(one.indicator.clone());
                    } else {
                        chosen.remove(&one.indicator);
                    }
                }
            });
        });
    };
    let rows = move |piece: Range<usize>| {
        let rows = found.with_value(|found| found.get(piece).unwrap_or_default().to_vec());
        let rows = rows.into_iter().map(|found| view! { class = "found", <Row found /> });
        view! { class = "found", <ul class="rows">{rows.collect_view()}</ul> }.into_any()
    };
    view! { class = "found",
        <section class="kind" aria-labelledby=id>
            <div class="kind-head">
                <input
                    type="checkbox"
                    class="choice"
                    aria-label=(words.found.choose_all)(heading)
                    prop:checked=all
                    on:change=choose_all
                />
                <h2 id=id>{heading}" "<span class="count">{units::count(count as u64, words)}</span></h2>
            </div>
            <div><Window total=count rows /></div>
        </section>
    }
    .into_any()
}

#[component]
fn Row(found: Found) -> impl IntoView {
    let state = expect_context::<State>();
    let words = use_words();
    let chosen = state.findings.chosen;
    let subject = found.indicator;
    let shown = Untrusted::new(harmless(&subject));
    let called = shown.elided(NAME_AT_MOST).spelled();
    let to = Route::report(subject.clone());
    let name = subject.name();
    // A name in A-labels is not what the reader has read.
    let written = name
        .contains("xn--")
        .then_some(found.written)
        .filter(|written| !written.contains("xn--"));
    let written = written.map(|written| (words.found.written)(&Untrusted::new(written).elided(NAME_AT_MOST).spelled()));
    let times = found.times as u64;
    let (is_chosen, changed) = (subject.clone(), subject.clone());
    let change = move |_| {
        chosen.update(|chosen| {
            if !chosen.remove(&changed) {
                chosen.insert(changed.clone());
            }
        });
    };
    view! { class = "found",
        <li class="row">
            <input
                type="checkbox"
                class="choice"
                aria-label=(words.found.choose)(&called)
                prop:checked=move || chosen.with(|chosen| chosen.contains(&is_chosen))
                on:change=change
            />
            <span class="named">
                <a class="name mono" href=to.to_string()><Outside text=shown short=NAME_AT_MOST /></a>
                <CopyButton text=name what=called />
            </span>
            <span class="aside quiet small">
                {written}
                {(times > 1).then(|| (words.found.times)(times, &units::count(times, words)))}
            </span>
            <span class="verdict"><Standing subject /></span>
        </li>
    }
    .into_any()
}
