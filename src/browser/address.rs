//! The address and the tab: fragment, title, language, theme, reload.

use wasm_bindgen::JsCast;

use crate::settings::Theme;
use crate::words::Language;

/// The fragment with its `#`; empty where there is none.
pub fn fragment() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Goes to a fragment of this page.
pub fn go(fragment: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().set_hash(fragment);
    }
}

/// Goes to a fragment so that the way back leads past this page's present one.
pub fn replace(fragment: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().replace(fragment);
    }
}

pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// Loads the page anew at another fragment.
pub fn reload_at(fragment: &str) {
    replace(fragment);
    reload();
}

/// The host of the page, without a port.
pub fn host() -> String {
    web_sys::window()
        .and_then(|window| window.location().hostname().ok())
        .unwrap_or_default()
}

/// Whether the page came from the reader's own machine.
pub fn is_this_machine() -> bool {
    let host = host();
    host == "localhost" || host.ends_with(".localhost") || host.starts_with("127.") || host == "[::1]"
}

/// `https://host:port` of the page.
pub fn origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// A relative address as the browser makes it whole.
pub fn absolute(relative: &str) -> String {
    let base = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten())
        .unwrap_or_default();
    web_sys::Url::new_with_base(relative, &base).map_or_else(|_| relative.to_owned(), |url| url.href())
}

pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Writes language and theme where styles and screen readers look for them.
pub fn dress(language: Language, theme: Theme) {
    let Some(root) = root() else { return };
    let _ = root.set_attribute("lang", language.tag());
    let _ = match theme {
        Theme::System => root.remove_attribute("data-theme"),
        Theme::Light => root.set_attribute("data-theme", "light"),
        Theme::Dark => root.set_attribute("data-theme", "dark"),
    };
}

/// The first of the browser's languages that the page speaks.
pub fn preferred_language() -> Language {
    let Some(window) = web_sys::window() else {
        return Language::default();
    };
    let tags: Vec<String> = window
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .collect();
    Language::preferred(tags.iter().map(String::as_str))
}

/// Moves the focus to the heading of a new view, so that a screen reader begins there, and the view to its top.
pub fn begin_view() {
    focus_heading();
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Goes on with a view that has just come, if `begin_view` found nothing of it yet.
pub fn keep_view() {
    let waits = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element())
        .is_some_and(|element| element.tag_name() == "MAIN");
    if waits {
        focus_heading();
    }
}

/// Gives the focus to the heading where the focused element has gone, so that nobody is sent back to the start.
pub fn keep_focus() {
    if is_focus_lost() {
        focus_heading();
    }
}

/// Whether the focused element has gone.
pub fn is_focus_lost() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| {
            document
                .active_element()
                .is_none_or(|element| element.tag_name() == "BODY")
        })
}

fn focus_heading() -> Option<()> {
    let document = web_sys::window()?.document()?;
    let heading = document.query_selector("main h1").ok()?;
    // A view whose code is still on its way has no heading yet.
    let heading = heading.or_else(|| document.query_selector("main").ok()?)?;
    heading.set_attribute("tabindex", "-1").ok()?;
    heading.dyn_ref::<web_sys::HtmlElement>()?.focus().ok()
}

fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}
