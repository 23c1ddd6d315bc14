//! Dialogs over the page: the browser keeps the focus inside and closes them with Escape.

use web_sys::HtmlDialogElement;

/// Opens a dialog, unless it is open.
pub fn open(dialog: &HtmlDialogElement) {
    if !dialog.open() {
        // A dialog that was taken away meanwhile cannot be opened, and need not be.
        let _ = dialog.show_modal();
    }
}

/// Whether a dialog stands over the page.
pub fn is_any_open() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("dialog[open]").ok().flatten())
        .is_some()
}
