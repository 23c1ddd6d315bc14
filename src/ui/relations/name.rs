//! The name of an object in a row: the way to it, and the button that copies it.

use leptos::prelude::*;

use crate::indicator::defang;
use crate::report::relation::name::Name;
use crate::ui::copy::CopyButton;
use crate::ui::outside::Outside;
use crate::untrusted::Untrusted;

/// Longer names are cut in the middle.
const NAME_AT_MOST: usize = 90;
/// Signs of a digest below a name.
const DIGEST_AT_MOST: usize = 25;

/// Draws what could be visited defanged, and leads nowhere but to this page's own places.
#[component]
pub fn NameView(name: Name, #[prop(into)] what: String) -> impl IntoView {
    let digest = name.digest().cloned();
    let short = if name.is_digest() { DIGEST_AT_MOST } else { NAME_AT_MOST };
    let shown = if name.is_network() {
        Untrusted::new(defang(name.text.raw()))
    } else {
        name.text
    };
    let text = view! { class = "relations", <Outside text=shown short /> };
    let text = match name.to {
        Some(to) => view! { class = "relations", <a class="name" href=to.to_string()>{text}</a> }.into_any(),
        None => view! { class = "relations", <span class="name">{text}</span> }.into_any(),
    };
    view! { class = "relations",
        <span class="named">
            {text}
            <CopyButton text=name.taken.raw() what />
        </span>
        {digest.map(|digest| view! { class = "relations", <span class="digest"><Outside text=digest short=DIGEST_AT_MOST /></span> })}
    }
    .into_any()
}
