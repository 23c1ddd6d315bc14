//! The relations of a report: what else VirusTotal knows to belong to it, one list at a time.

use std::rc::Rc;

use leptos::prelude::*;

use crate::subject::Subject;
use crate::vt::object::Object;

#[component]
pub fn Relations(subject: Subject, object: Rc<Object>, part: Signal<Option<String>>) -> impl IntoView {
    let _ = (subject, object, part);
}
