//! The answer as it came, laid out, a run of lines at a time.

use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::*;

use crate::report::json::Pretty;
use crate::report::units;
use crate::ui::report::take::{CopyText, SaveText};
use crate::ui::report::window::Window;
use crate::ui::state::use_words;
use crate::vt::object::Object;

/// The JSON with its two buttons. What is copied and saved is the answer's own text, not our layout of it.
#[component]
pub fn RawJson(report: StoredValue<Rc<Object>, LocalStorage>) -> impl IntoView {
    let words = use_words();
    let (name, pretty) = report.with_value(|file| (format!("{}.json", file.id), Pretty::new(&file.raw)));
    let lines = pretty.lines() as u64;
    let total = pretty.steps();
    let pretty = StoredValue::new(pretty);
    let raw = move |()| report.with_value(|file| file.raw.to_string());
    let run = move |steps: Range<usize>| {
        let text = pretty.with_value(|pretty| pretty.run(steps).to_owned());
        view! { class = "report-raw", <pre class="run">{text}</pre> }.into_any()
    };
    view! { class = "report-raw",
        <div class="head">
            <p class="note">
                {words.report.raw_intro}" "
                <span class="lines">{(words.report.lines)(lines, &units::count(lines, words))}</span>
            </p>
            <CopyText label=words.report.copy_json text=raw />
            <SaveText label=words.report.save name media_type="application/json" text=raw />
        </div>
        <div class="text">
            <Window total rows=run />
        </div>
    }
    .into_any()
}
