//! What was found in a pasted text, and what was left out.

use leptos::prelude::*;

#[component]
pub fn FoundPage() -> impl IntoView {}
