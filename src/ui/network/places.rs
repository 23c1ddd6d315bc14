//! The places in their groups: context first, then who saw them, then what engines say.

use leptos::prelude::*;

use crate::indicator::defang;
use crate::report::details::build::Site;
use crate::report::network::Location;
use crate::report::network::groups::{By, Group, Title, counts, grouped};
use crate::report::relation::sheet::context;
use crate::ui::found::question::reason;
use crate::ui::outside::Outside;
use crate::ui::relations::name::NameView;
use crate::ui::relations::row::ContextLine;
use crate::ui::report::cells::CellView;
use crate::ui::state::{unix_seconds, use_now, use_words};
use crate::untrusted::Untrusted;

/// Columns of the table.
const COLUMNS: usize = 4;

#[component]
pub fn Places(locations: Vec<Location>, by: By) -> impl IntoView {
    let words = use_words().network;
    let groups = grouped(&locations, by);
    let titles = [words.location, words.context, words.seen_by, words.verdict]
        .map(|title| view! { class = "network", <th scope="col" role="columnheader">{title}</th> });
    let bodies = groups.into_iter().map(|group| {
        let members: Vec<Location> = group
            .members
            .iter()
            .filter_map(|at| locations.get(*at).cloned())
            .collect();
        let counts = counts(&group, &locations);
        view! { class = "network", <OneGroup group counts members by /> }
    });
    view! { class = "network",
        <div class="table-frame">
            <table class="table" role="table">
                <thead role="rowgroup"><tr role="row">{titles.collect_view()}</tr></thead>
                {bodies.collect_view()}
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn OneGroup(group: Group, counts: [u64; 3], members: Vec<Location>, by: By) -> impl IntoView {
    let words = use_words();
    let title = match (group.title.ours(by, words), group.title) {
        (Some(ours), _) => ours.into_any(),
        (None, Title::Domain(name)) => {
            let text = Untrusted::new(defang(name.raw()));
            view! { class = "network", <Outside text short=80 /> }.into_any()
        }
        (None, Title::Outside(text)) => view! { class = "network", <Outside text short=80 /> }.into_any(),
        (None, Title::Special | Title::Unknown) => ().into_any(),
    };
    let [domains, addresses, urls] = counts;
    let held = (words.network.counts)(domains, addresses, urls);
    let flagged = (group.flagged > 0).then(|| {
        let said = (words.network.flagged)(group.flagged as u64);
        view! { class = "network", <span class="flagged">{said}</span> }
    });
    let rows = members
        .into_iter()
        .map(|location| view! { class = "network", <Row location by /> });
    view! { class = "network",
        <tbody class="group" role="rowgroup">
            <tr role="row" class="group-head">
                <th role="rowheader" scope="rowgroup" colspan=COLUMNS>
                    <span class="group-title">{title}</span>
                    <span class="held">{held}</span>
                    {flagged}
                </th>
            </tr>
            {rows.collect_view()}
        </tbody>
    }
    .into_any()
}

#[component]
fn Row(location: Location, by: By) -> impl IntoView {
    let words = use_words();
    let site = Site {
        now: unix_seconds(use_now().get_untracked()),
        words,
    };
    let titles = &words.network;
    let verdict = location.verdict(words);
    let context = context(&location.object, site);
    let around = location
        .around(by, site)
        .into_iter()
        .map(|cell| view! { class = "network", <li><CellView cell what=titles.context /></li> });
    let reserved = location.reserved.map(|why| {
        view! { class = "network", <li>{reason(why, &words.found)}</li> }
    });
    let seen = location.seen_by.iter().cloned().map(|name| {
        view! { class = "network", <li><Outside text=name short=40 /></li> }
    });
    let what = location.name.text.elided(40).spelled();
    view! { class = "network",
        <tr role="row">
            <td role="cell" class="first"><NameView name=location.name.clone() what /></td>
            <td role="cell" data-label=titles.context>
                {(!context.is_empty()).then(|| view! { class = "network", <ContextLine context /> })}
                <ul class="lines">{reserved}{around.collect_view()}</ul>
            </td>
            <td role="cell" data-label=titles.seen_by><ul class="seen">{seen.collect_view()}</ul></td>
            <td role="cell" data-label=titles.verdict><CellView cell=verdict what=titles.verdict /></td>
        </tr>
    }
    .into_any()
}
