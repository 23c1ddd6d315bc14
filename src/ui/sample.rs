//! The report that ships with the page: made up by the project, read like any other, asked of nobody.

use leptos::prelude::*;

use crate::route::Tab;
use crate::ui::problem::Problem;
use crate::ui::report::ReportView;
use crate::vt::error::Answer;
use crate::vt::read;

const SAMPLE: &str = include_str!("../../assets/sample-report.json");

#[component]
pub fn SamplePage(tab: Signal<Tab>) -> impl IntoView {
    let answer = Answer {
        status: 200,
        content_type: "application/json".to_owned(),
        retry_after: None,
        body: SAMPLE.as_bytes().to_vec(),
    };
    match read::file(&answer, None, None) {
        Ok(file) => view! { class = "sample",
            <ReportView object=std::rc::Rc::new(file) tab />
        }
        .into_any(),
        Err(error) => view! { class = "sample", <Problem error /> }.into_any(),
    }
}
