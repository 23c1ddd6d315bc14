//! Places of the open view: where the focus is, and lines that are brought into sight by what they say.

use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// What holds a line of text.
const LINES: &str = "tr, li, dd, p, pre, h2, h3, h4, summary";
/// Marks the line that was brought into sight.
const MARK: &str = "data-found";

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Whether what is typed goes into a field.
pub fn is_typing() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|element| {
        element
            .matches("input, textarea, select, [contenteditable]")
            .unwrap_or(false)
    })
}

/// Gives the focus to the first element of a selector; whether there is one.
pub fn focus(selector: &str) -> bool {
    let element = document().and_then(|document| document.query_selector(selector).ok().flatten());
    element.is_some_and(|element| {
        element
            .dyn_ref::<HtmlElement>()
            .is_some_and(|element| element.focus().is_ok())
    })
}

/// Brings the first line inside `region` (a selector) that `says` what is wanted into sight, marks it and gives it the
/// focus; whether it is there.
pub fn reveal(region: &str, says: impl Fn(&str) -> bool) -> bool {
    shown(region)
        .and_then(|region| line(&region, says))
        .is_some_and(|line| {
            unmark();
            let _ = line.set_attribute(MARK, "true");
            bring(&line, ScrollLogicalPosition::Center);
            true
        })
}

/// Brings the start of a region into sight; whether it is there.
pub fn begin(region: &str) -> bool {
    shown(region).is_some_and(|region| {
        unmark();
        bring(&region, ScrollLogicalPosition::Start);
        true
    })
}

/// Takes the mark away from where it stands.
pub fn unmark() {
    let marked = document().and_then(|document| document.query_selector("[data-found]").ok().flatten());
    if let Some(marked) = marked {
        let _ = marked.remove_attribute(MARK);
    }
}

fn shown(region: &str) -> Option<Element> {
    let region = document()?.query_selector(region).ok()??;
    (region.get_bounding_client_rect().width() > 0.0).then_some(region)
}

/// The innermost of the first line that says it.
fn line(region: &Element, says: impl Fn(&str) -> bool) -> Option<Element> {
    let lines = region.query_selector_all(LINES).ok()?;
    let mut found: Option<Element> = None;
    for at in 0..lines.length() {
        let Some(line) = lines.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        // What follows the first one and does not stand in it is another line.
        let inside = found.as_ref().is_none_or(|found| found.contains(Some(&line)));
        if !inside {
            break;
        }
        if says(&line.text_content().unwrap_or_default()) && line.get_bounding_client_rect().width() > 0.0 {
            found = Some(line);
        }
    }
    found
}

fn bring(element: &Element, block: ScrollLogicalPosition) {
    if !element.has_attribute("tabindex") {
        let _ = element.set_attribute("tabindex", "-1");
    }
    let options = ScrollIntoViewOptions::new();
    options.set_block(block);
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
