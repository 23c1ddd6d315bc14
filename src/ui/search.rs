//! What VirusTotal finds for a text that is no digest, URL, domain or address.

use leptos::prelude::*;

use crate::ui::asking::Phase;
use crate::ui::outside::Outside;
use crate::ui::relations::list::More;
use crate::ui::relations::standing::Standing;
use crate::ui::relations::table::ObjectTables;
use crate::ui::state::{State, use_words};
use crate::ui::table_address::TableAddress;
use crate::untrusted::Untrusted;
use crate::vt::request;

/// Longer questions are cut in the heading.
const QUERY_AT_MOST: usize = 80;

#[component]
pub fn SearchPage(query: String) -> impl IntoView {
    let words = use_words().search;
    let state = expect_context::<State>();
    let path = request::search_path(&query);
    let listing = state.listing(&path);
    state.load_list(&path);
    let filled = Memo::new(move |_| listing.with(|listing| !listing.objects.is_empty()));
    // Nothing found may come as an error of its own.
    let phase = Memo::new(move |_| {
        listing.with(|listing| match &listing.phase {
            Phase::Failed(error) if error.is_never_seen() => Phase::Done,
            phase => phase.clone(),
        })
    });
    let ask = StoredValue::new(path.clone());
    let in_vain = Memo::new(move |_| !filled.get() && phase.get() == Phase::Done);
    let nothing = move || {
        in_vain.get().then(|| {
            view! { class = "search",
                <div class="nothing" role="status">
                    <h2>{words.nothing}</h2>
                    <p>{words.nothing_advice}</p>
                </div>
            }
        })
    };
    view! { class = "search",
        <div class="whole stack">
            <h1 class="heading">{words.heading}": "<Outside text=Untrusted::new(query) short=QUERY_AT_MOST /></h1>
            <p class="told quiet small">{words.told}</p>
            {move || filled.get().then(|| view! { class = "search", <ObjectTables listing address=TableAddress::alone() /> })}
            {nothing}
            <More listing path />
            <Standing phase=phase.into() what=words.results retry=move |()| ask.with_value(|path| state.load_list(path)) />
        </div>
    }
    .into_any()
}
