//! Network locations: where a file talks to or a URL leads, grouped and judged.

use std::rc::Rc;

use leptos::prelude::*;

use crate::subject::Subject;
use crate::vt::object::Object;

#[component]
pub fn NetworkLocations(subject: Subject, object: Rc<Object>, part: Signal<Option<String>>) -> impl IntoView {
    let _ = (subject, object, part);
}
