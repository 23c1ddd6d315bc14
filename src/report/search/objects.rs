//! What objects of a list hold of a word: those that relations lead to, and comments.

use crate::report::details::Label;
use crate::report::relation::name::Name;
use crate::report::relation::order::texts;
use crate::report::search::sought::Sought;
use crate::report::search::{Found, Head, Place, hit, look};
use crate::untrusted::Untrusted;
use crate::vt::object::Object;

/// Looks at an object of a relation: its id and what stands directly in it, as the list's own filter does.
pub fn related(object: &Object, head: &Head, sought: &Sought, found: &mut Found) -> usize {
    let mut read = object.id.len();
    let own = texts(object).map(|(name, text)| (Some(name), text));
    for (name, text) in [(None, object.id.as_str())].into_iter().chain(own) {
        read += text.len();
        if let Some(place) = sought.find(text) {
            // A list shows an object by its name.
            let called = Name::of(object).text;
            let label = if called.raw() == text {
                name.map(Untrusted::new)
            } else {
                Some(called)
            };
            found.add(head, || hit(label, text, place));
            break;
        }
    }
    read
}

/// Looks at a comment: what it says, a line a line, and its tags.
pub fn comment(object: &Object, title: &'static str, sought: &Sought, found: &mut Found) -> usize {
    let head = Head {
        place: Place::Community,
        title: Label::Ours(title),
    };
    let said = object.text("text").unwrap_or_default();
    let tags = object.texts("tags");
    let lines = said.raw().lines().chain(tags.iter().map(Untrusted::raw));
    look(sought, found, &head, lines.map(|line| (None, line)))
}
