//! What people say of an object: comments and votes, read and written.

use std::rc::Rc;

use leptos::prelude::*;

use crate::subject::Subject;
use crate::vt::object::Object;

#[component]
pub fn Community(subject: Subject, object: Rc<Object>, part: Signal<Option<String>>) -> impl IntoView {
    let _ = (subject, object, part);
}
