//! What stands beside a host and behind an entry of the network.

use std::sync::Arc;

use leptos::prelude::*;

use crate::report::behaviour::traffic::hosts::Hosts;
use crate::report::details::{Cell, Part};
use crate::subject::Subject;
use crate::ui::report::cells::CellView;
use crate::ui::report::details::part;
use crate::ui::state::{State, use_words};

/// What is known of hosts, for every table below where it is provided.
#[derive(Clone, Copy)]
struct KnownHosts(Memo<Arc<Hosts>>);

/// Lets the tables know what the lists of contacted places say, as soon as they are loaded. Nothing is asked for.
pub fn provide_hosts(subject: &Subject) {
    let words = use_words();
    let state = expect_context::<State>();
    let lists =
        ["contacted_domains", "contacted_ips", "contacted_urls"].map(|name| state.listing(&subject.related(name)));
    let hosts = Memo::new(move |_| {
        let places: Vec<_> = lists
            .iter()
            .flat_map(|listing| listing.with(|listing| listing.objects.clone()))
            .collect();
        Arc::new(Hosts::of(&places, words))
    });
    provide_context(KnownHosts(hosts));
}

/// What is known of the host or URL of a cell.
#[component]
pub fn Beside(cell: Cell) -> impl IntoView {
    let Some(KnownHosts(hosts)) = use_context::<KnownHosts>() else {
        return ().into_any();
    };
    let known = move || {
        let cells = hosts.with(|hosts| hosts.beside(&cell).to_vec());
        let cells = cells
            .into_iter()
            .map(|cell| view! { class = "behaviour-traffic", <div class="beside"><CellView cell what="" /></div> });
        cells.collect_view()
    };
    known.into_any()
}

/// The parts of an entry.
#[component]
pub fn Opened(parts: Vec<Part>) -> impl IntoView {
    view! { class = "behaviour-traffic", <div class="opened">{parts.into_iter().map(part).collect_view()}</div> }
        .into_any()
}
