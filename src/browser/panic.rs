//! The last words of a page that broke: built by hand, since nothing that broke can be asked to draw them.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement};

/// What stands on the panel.
pub struct LastWords {
    pub heading: String,
    pub text: String,
    pub details_label: String,
    pub details: String,
    pub reload: String,
}

/// Draws the panel over the page; the first break alone, those after it are its echo.
pub fn show(words: &LastWords) {
    let _ = draw(words);
}

fn draw(words: &LastWords) -> Option<()> {
    let document = web_sys::window()?.document()?;
    if document.get_element_by_id("broke").is_some() {
        return None;
    }
    let panel = element(&document, "div", "panic-panel", "")?;
    panel.set_id("broke");
    panel.set_attribute("role", "alertdialog").ok()?;
    panel.set_attribute("aria-label", &words.heading).ok()?;
    let card = element(&document, "div", "card panic-card", "")?;
    let button = element(&document, "a", "button button-main", &words.reload)?;
    // A link to the page without its fragment loads it anew, and no code of ours has to run for that.
    let location = web_sys::window()?.location();
    let href = format!("{}{}", location.pathname().ok()?, location.search().ok()?);
    button.set_attribute("href", &href).ok()?;
    let details = element(&document, "details", "panic-details", "")?;
    details
        .append_child(element(&document, "summary", "", &words.details_label)?.as_ref())
        .ok()?;
    details
        .append_child(element(&document, "pre", "small", &words.details)?.as_ref())
        .ok()?;
    for part in [
        element(&document, "h1", "", &words.heading)?,
        element(&document, "p", "", &words.text)?,
        button,
        details,
    ] {
        card.append_child(part.as_ref()).ok()?;
    }
    panel.append_child(card.as_ref()).ok()?;
    document.body()?.append_child(panel.as_ref()).ok()?;
    document
        .query_selector("#broke a")
        .ok()??
        .dyn_into::<HtmlElement>()
        .ok()?
        .focus()
        .ok()
}

fn element(document: &Document, tag: &str, class: &str, text: &str) -> Option<Element> {
    let element = document.create_element(tag).ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    if !text.is_empty() {
        element.set_text_content(Some(text));
    }
    Some(element)
}
