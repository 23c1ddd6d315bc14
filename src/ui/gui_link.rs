//! A link to VirusTotal's own page for an object, built from a checked id and nothing else.

use leptos::prelude::*;

use crate::subject::{Subject, Topic};

#[component]
pub fn GuiLink(subject: Subject, #[prop(into)] label: String, #[prop(optional)] button: bool) -> impl IntoView {
    let kind = match subject.topic() {
        Topic::File => "file",
        Topic::Url => "url",
        Topic::Domain => "domain",
        Topic::Address => "ip-address",
    };
    let href = format!("https://www.virustotal.com/gui/{kind}/{}", subject.id());
    view! { class = "gui-link", <a href=href class:button=button target="_blank" rel="noopener noreferrer">{label}</a> }
}
