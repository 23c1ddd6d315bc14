//! What the page's start left for the app: the configuration's text, the loading text, and whether there is a page at all.

use wasm_bindgen::JsCast;

/// Whether this runs in a page; a worker has no window.
pub fn in_page() -> bool {
    web_sys::window().is_some()
}

/// Whether another page has put this one into a frame. A page that cannot tell counts as framed.
pub fn is_framed() -> bool {
    let Some(window) = web_sys::window() else { return true };
    match window.top() {
        Ok(Some(top)) => !js_sys::Object::is(top.as_ref(), window.as_ref()),
        Ok(None) | Err(_) => true,
    }
}

/// The text of `config.json`, where boot.js found one.
pub fn config() -> Option<String> {
    tag()?
        .get_attribute("data-config")
        .filter(|text| !text.trim().is_empty())
}

/// The tag of boot.js.
pub(super) fn tag() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.get_element_by_id("boot")
}

/// Takes away what stood on the page while it loaded.
pub fn remove_start() {
    let start = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("start"));
    if let Some(start) = start {
        start.remove();
    }
}

/// The element that the app is drawn into.
pub fn body() -> Option<web_sys::HtmlElement> {
    web_sys::window()?.document()?.body()?.dyn_into().ok()
}
