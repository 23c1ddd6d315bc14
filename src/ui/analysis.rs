//! An analysis on its way: queued, in progress, completed, and then the new report.

use leptos::prelude::*;

#[component]
pub fn AnalysisPage(id: String) -> impl IntoView {
    let _ = id;
}
