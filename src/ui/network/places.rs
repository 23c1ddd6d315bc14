//! The places in their groups: context first, then who saw them, then what engines say.

use leptos::prelude::*;

use crate::indicator::defang;
use crate::report::details::Cell;
use crate::report::details::build::Site;
use crate::report::network::groups::{By, Group, Title, counts, grouped};
use crate::report::network::{Location, rows};
use crate::report::relation::sheet::context;
use crate::report::table::{Copied, copy, places};
use crate::ui::found::question::reason;
use crate::ui::outside::Outside;
use crate::ui::relations::name::NameView;
use crate::ui::relations::row::ContextLine;
use crate::ui::report::cells::CellView;
use crate::ui::state::{unix_seconds, use_now, use_words};
use crate::ui::table::controls::{NothingFits, TableControls, WORTH_CONTROLS};
use crate::ui::table::{SortButton, TableState};
use crate::untrusted::Untrusted;

#[component]
pub fn Places(locations: Vec<Location>, by: Memo<By>, table: TableState) -> impl IntoView {
    let words = use_words();
    let site = Site {
        now: unix_seconds(use_now().get_untracked()),
        words,
    };
    let total = locations.len();
    let columns = rows::columns(words);
    let titles: Vec<&'static str> = columns.iter().map(|column| column.title).collect();
    let cells: Vec<Vec<Cell>> = locations
        .iter()
        .map(|location| rows::row(location, site, Copied::Plain))
        .collect();
    let network = cells.iter().flatten().any(Cell::is_network);
    let held = StoredValue::new_local((locations, columns, cells));
    let lines =
        Memo::new(move |_| held.with_value(|(_, columns, cells)| places(columns, cells, &table.shown(), words)));
    let bodies = move || {
        let by = by.get();
        let left: Vec<Location> = lines.with(|lines| {
            held.with_value(|(locations, ..)| lines.iter().filter_map(|at| locations.get(*at).cloned()).collect())
        });
        let groups = grouped(&left, by).into_iter().map(|group| {
            let members = group.members.iter().filter_map(|at| left.get(*at).cloned()).collect();
            let counts = counts(&group, &left);
            view! { class = "network", <OneGroup group counts members by /> }
        });
        groups.collect_view()
    };
    let sorting = table.sorting();
    let headings = titles.iter().enumerate().map(|(by, title)| {
        let title = *title;
        view! { class = "network",
            <th scope="col" role="columnheader" aria-sort=move || sorting.sorted(by)><SortButton sorting by title /></th>
        }
    });
    let headings = headings.collect_view();
    let left = Signal::derive(move || lines.with(Vec::len));
    let copied = Callback::new(move |how| {
        held.with_value(|(locations, columns, _)| {
            let lines = lines.get_untracked().into_iter();
            let left = lines.filter_map(|at| locations.get(at));
            let rows: Vec<Vec<Cell>> = left.map(|location| rows::row(location, site, how)).collect();
            copy(columns, rows.iter(), how)
        })
    });
    let controls = (total >= WORTH_CONTROLS).then(|| {
        let title = words.report.network;
        view! { class = "network", <TableControls table title columns=titles total left network copied /> }
    });
    let none = move || (left.get() == 0).then(|| view! { class = "network", <NothingFits table /> });
    view! { class = "network",
        {controls}
        <div class="table-frame">
            <table class="table" role="table" aria-label=words.report.network>
                <thead role="rowgroup"><tr role="row">{headings}</tr></thead>
                {bodies}
            </table>
            {none}
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
                <th role="rowheader" scope="rowgroup" colspan=rows::COLUMNS>
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
