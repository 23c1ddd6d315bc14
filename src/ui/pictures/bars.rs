//! Countries and networks as bars: a list of names and numbers, with a length beside each.

use leptos::prelude::*;

use crate::report::bars::{Bar, Bars, bars};
use crate::report::network::Location;
use crate::report::network::groups::{By, Title};
use crate::ui::outside::Outside;
use crate::ui::pictures::percent;
use crate::ui::state::use_words;

/// Signs of a name beside a bar.
const NAME_AT_MOST: usize = 40;

/// Both pictures, each where something is known.
#[component]
pub fn NetworkBars(locations: Vec<Location>) -> impl IntoView {
    let words = use_words().pictures;
    let both = [(By::Country, words.countries), (By::System, words.networks)];
    let figures = both.into_iter().filter_map(|(by, title)| {
        let bars = bars(&locations, by)?;
        Some(view! { class = "pictures-bars", <Figure bars by title /> })
    });
    let figures = figures.collect::<Vec<_>>();
    (!figures.is_empty()).then(|| view! { class = "pictures-bars", <div class="figures">{figures}</div> })
}

#[component]
fn Figure(bars: Bars, by: By, title: &'static str) -> impl IntoView {
    let words = use_words();
    let heading = format!("bars-{}", by.slug());
    let rows = bars
        .bars
        .into_iter()
        .map(|bar| view! { class = "pictures-bars", <Row bar by /> })
        .collect_view();
    let left = (bars.left > 0).then(|| {
        view! { class = "pictures-bars", <li class="left">{(words.pictures.more_groups)(bars.left)}</li> }
    });
    view! { class = "pictures-bars",
        <section class="figure" aria-labelledby=heading.clone()>
            <h2 class="title" id=heading.clone()>{title}</h2>
            <ul class="rows">{rows}{left}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Row(bar: Bar, by: By) -> impl IntoView {
    let words = use_words();
    let said = bar.said(words);
    let name = match (bar.title.ours(by, words), bar.title) {
        (Some(ours), _) => ours.into_any(),
        (None, Title::Domain(text) | Title::Outside(text)) => {
            view! { class = "pictures-bars", <Outside text short=NAME_AT_MOST /> }.into_any()
        }
        (None, Title::Special | Title::Unknown) => ().into_any(),
    };
    let flagged = (bar.flagged > 0).then(|| {
        let width = percent(bar.flagged_length);
        view! { class = "pictures-bars", <rect data-part="flagged" width=width height="100%" /> }
    });
    view! { class = "pictures-bars",
        <li class="row">
            <span class="name">{name}</span>
            <svg class="bar" aria-hidden="true">
                <rect data-part="places" width=percent(bar.length) height="100%" />
                {flagged}
            </svg>
            <span class="said">{said}</span>
        </li>
    }
    .into_any()
}
