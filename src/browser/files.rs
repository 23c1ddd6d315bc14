//! Files and texts that the reader chooses, drops or pastes.

use wasm_bindgen::JsCast;
pub use web_sys::File;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, FileList, HtmlElement, HtmlInputElement};

use super::folders::Tree;

/// What a drop or a paste brought.
pub enum Brought {
    Files(Vec<File>),
    /// Folders, and the files beside them.
    Folders(Tree),
    Text(String),
    Nothing,
}

/// Whether what is dragged over the page can be dropped on it: files or a text.
pub fn is_droppable(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| {
        data.types()
            .iter()
            .filter_map(|kind| kind.as_string())
            .any(|kind| kind == "Files" || kind == "text/plain")
    })
}

pub fn dropped(event: &DragEvent) -> Brought {
    event.data_transfer().map_or(Brought::Nothing, |data| brought(&data))
}

pub fn pasted(event: &ClipboardEvent) -> Brought {
    event.clipboard_data().map_or(Brought::Nothing, |data| brought(&data))
}

/// The files of a file button; it is emptied, so that the same file can be chosen again.
pub fn chosen(event: &Event) -> Vec<File> {
    let Some(input) = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    else {
        return Vec::new();
    };
    let files = input.files().as_ref().map(all).unwrap_or_default();
    input.set_value("");
    files
}

/// Whether the event happened where texts are written: a paste there is not for the page.
pub fn is_in_field(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .is_some_and(|element| {
            matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || element.is_content_editable()
        })
}

/// The size in bytes.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a browser's sizes are whole numbers below 2^53"
)]
pub fn size(file: &File) -> u64 {
    file.size() as u64
}

/// When it was changed last, in milliseconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a browser's times are whole numbers below 2^53"
)]
pub fn modified(file: &File) -> i64 {
    file.last_modified() as i64
}

fn brought(data: &DataTransfer) -> Brought {
    if let Some(tree) = Tree::of(data) {
        return Brought::Folders(tree);
    }
    let files = data.files().as_ref().map(all).unwrap_or_default();
    if !files.is_empty() {
        return Brought::Files(files);
    }
    match data.get_data("text/plain") {
        Ok(text) if !text.trim().is_empty() => Brought::Text(text),
        Ok(_) | Err(_) => Brought::Nothing,
    }
}

fn all(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}
