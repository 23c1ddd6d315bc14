//! What can be done about an object besides reading: have it looked at anew, submit it, upload it.

use std::rc::Rc;

use leptos::prelude::*;

use crate::subject::Subject;
use crate::vt::object::Object;

/// The buttons of the card's row; `object` is none where VirusTotal has never seen the subject.
#[component]
pub fn Actions(subject: Subject, #[prop(optional_no_strip)] object: Option<Rc<Object>>) -> impl IntoView {
    let _ = (subject, object);
}
