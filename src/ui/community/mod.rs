//! What people say of an object: comments and votes, read and written.

mod comment;
mod comments;
mod drafts;
mod form;
mod votes;
mod writing;

use std::rc::Rc;

use leptos::prelude::*;

use crate::subject::Subject;
use crate::ui::actions::Locked;
use crate::ui::community::comments::{Comments, Related};
use crate::ui::community::votes::Votes;
use crate::ui::state::State;
use crate::vt::object::{Known, Object};
use crate::vt::relation;

#[component]
pub fn Community(subject: Subject, object: Rc<Object>, part: Signal<Option<String>>) -> impl IntoView {
    // Nothing opens inside this tab by its address.
    let _ = part;
    let state = expect_context::<State>();
    let locked = Memo::new(move |_| state.lookup_only());
    let none = object.relation("comments").is_some_and(Known::is_empty);
    let related = relation::named(subject.topic(), "related_comments").map(|relation| {
        let none = object.relation(relation.name).is_some_and(Known::is_empty);
        let path = subject.related(relation.name);
        view! { class = "community", <Related path none locked /> }
    });
    view! { class = "community",
        <div class="whole">
            {move || locked.get().then(|| view! { class = "community", <Locked /> })}
            <Votes subject=subject.clone() object locked />
            <Comments subject none locked />
            {related}
        </div>
    }
    .into_any()
}
