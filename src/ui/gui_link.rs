//! A link to VirusTotal's own page for a file, built from a checked digest and nothing else.

use leptos::prelude::*;

use crate::route::is_digest;

/// Draws nothing where the digest is none.
#[component]
pub fn GuiLink(
    #[prop(into)] digest: String,
    #[prop(into)] label: String,
    #[prop(optional)] button: bool,
) -> impl IntoView {
    is_digest(&digest).then(|| {
        let href = format!("https://www.virustotal.com/gui/file/{}", digest.to_ascii_lowercase());
        view! { class = "gui-link", <a href=href class:button=button target="_blank" rel="noopener noreferrer">{label}</a> }
    })
}
