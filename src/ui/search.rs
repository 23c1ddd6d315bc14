//! What VirusTotal finds for a text that is no digest, URL, domain or address.

use leptos::prelude::*;

#[component]
pub fn SearchPage(query: String) -> impl IntoView {
    let _ = query;
}
