//! The behaviour of a file: what sandboxes saw it do.

use std::rc::Rc;

use leptos::prelude::*;

use crate::subject::Subject;
use crate::vt::object::Object;

#[component]
pub fn Behaviours(subject: Subject, object: Rc<Object>, part: Signal<Option<String>>) -> impl IntoView {
    let _ = (subject, object, part);
}
