//! What this page knows of a file by itself: name, size, digests, and how many bytes of files were sent.

use leptos::prelude::*;

use crate::report::units;
use crate::ui::copy::CopyButton;
use crate::ui::dropped::Item;
use crate::ui::offers::ArchiveOffer;
use crate::ui::outside::Outside;
use crate::ui::reading::ReadingLine;
use crate::ui::state::{State, use_file_bytes, use_words};
use crate::untrusted::Untrusted;

/// The facts of a dropped file, or of a digest alone where no file was dropped.
#[component]
pub fn LocalFacts(digest: String, #[prop(optional_no_strip)] item: Option<Item>) -> impl IntoView {
    let words = use_words();
    let home = words.home;
    let bytes = use_file_bytes();
    let requests = use_context::<State>().map(|state| state.requests);
    let about = item.clone().map(|item| {
        view! { class = "local",
            <div class="local-fact"><dt>{home.name}</dt><dd><Outside text=item.name.clone() short=120 /></dd></div>
            <div class="local-fact"><dt>{home.size}</dt><dd>{units::size_exact(item.size, words)}</dd></div>
        }
    });
    let empty = item.as_ref().filter(|item| item.size == 0).map(|_| {
        view! { class = "local", <p class="quiet small">{home.zero_bytes}</p> }
    });
    let digests = match item.clone() {
        Some(item) => (move || {
            let (sha256, digests) = item
                .reading
                .with(|reading| (reading.sha256.clone(), reading.digests.clone()));
            let digests = digests.map(|digests| (digests.sha1, digests.md5)).unzip();
            view! { class = "local",
                <Digest name="SHA-256" value=sha256 />
                <Digest name="SHA-1" value=digests.0 />
                <Digest name="MD5" value=digests.1 />
            }
        })
        .into_any(),
        None => view! { class = "local", <Digest name=algorithm(&digest) value=Some(digest.clone()) /> }.into_any(),
    };
    view! { class = "local",
        <section class="local-panel" aria-label=home.this_file>
            <dl class="local-facts">
                {about}
                {digests}
                <div class="local-fact"><dt>{home.bytes_sent}</dt><dd>{move || units::count(bytes.get(), words)}</dd></div>
                {requests.map(|requests| view! { class = "local",
                    <div class="local-fact"><dt>{home.requests}</dt><dd>{move || units::count(requests.get(), words)}</dd></div>
                })}
            </dl>
            {empty}
            {item.map(|item| view! { class = "local", <ReadingLine item=item.clone() /><ArchiveOffer item /> }.into_any())}
        </section>
    }
    .into_any()
}

/// The same above a report, as one line that opens: the verdict comes first.
#[component]
pub fn LocalFold(item: Item) -> impl IntoView {
    let words = use_words();
    let bytes = use_file_bytes();
    let digest = item
        .reading
        .with_untracked(|reading| reading.sha256.clone())
        .unwrap_or_default();
    view! { class = "local",
        <details class="local-fold">
            <summary>
                {words.home.this_file}": "<Outside text=item.name.clone() short=48 />" · "{units::size(item.size, words)}
                " · "{words.home.bytes_sent}": "{move || units::count(bytes.get(), words)}
            </summary>
            <LocalFacts digest item=Some(item) />
        </details>
    }
    .into_any()
}

/// One digest with its copy button; nothing while it is not known.
#[component]
fn Digest(name: &'static str, value: Option<String>) -> impl IntoView {
    value.map(|value| {
        view! { class = "local",
            <div class="local-fact">
                <dt>{name}</dt>
                <dd class="local-digest"><code><Outside text=Untrusted::new(value.as_str()) /></code><CopyButton text=value what=name /></dd>
            </div>
        }
    })
}

/// The algorithm that gives digests of this length.
fn algorithm(digest: &str) -> &'static str {
    match digest.len() {
        32 => "MD5",
        40 => "SHA-1",
        _ => "SHA-256",
    }
}
