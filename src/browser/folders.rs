//! Folders that are dropped: every file in them, however deep, in the order in which the browser hands them out.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry, FileSystemFileEntry,
};

use super::wire::say;

/// No folder is meant to be this deep: a link leads back to itself.
const DEPTH_AT_MOST: usize = 100;

/// What was dropped, where a folder is among it.
pub struct Tree(Vec<FileSystemEntry>);

/// A file and the folder that it lies in, `photos/2026`; empty where it lies in none.
pub struct Leaf {
    pub file: File,
    pub folder: String,
}

/// What comes to light on the way through the folders.
pub enum Step {
    Files(Vec<Leaf>),
    /// A file or a folder that the browser could not open; with its words, or none where it lies too deep.
    Unread {
        path: String,
        said: Option<String>,
    },
}

impl Tree {
    /// The dropped folders; none where only files were dropped. Has to be asked for while the drop is handled.
    pub fn of(data: &DataTransfer) -> Option<Self> {
        let items = data.items();
        let entries: Vec<FileSystemEntry> = (0..items.length())
            .filter_map(|at| items.get(at))
            .filter_map(|item| item.webkit_get_as_entry().ok().flatten())
            .collect();
        entries
            .iter()
            .any(FileSystemEntry::is_directory)
            .then_some(Self(entries))
    }

    /// Goes through all of it. A browser hands out a hundred entries at a time, and each file for the asking.
    pub async fn walk(self, mut heard: impl FnMut(Step)) {
        let mut open: Vec<(FileSystemEntry, String, usize)> = Vec::new();
        let mut files = Vec::new();
        for entry in self.0 {
            sort_out(entry, "", 0, &mut open, &mut files);
        }
        // The first folder before the second.
        open.reverse();
        bring(files, &mut heard).await;
        while let Some((entry, path, depth)) = open.pop() {
            if depth > DEPTH_AT_MOST {
                heard(Step::Unread { path, said: None });
                continue;
            }
            let folder: FileSystemDirectoryEntry = entry.unchecked_into();
            let reader = folder.create_reader();
            let mut inside = Vec::new();
            loop {
                match next(&reader).await {
                    Ok(entries) if entries.length() == 0 => break,
                    Ok(entries) => {
                        let mut files = Vec::new();
                        for entry in entries.iter() {
                            sort_out(entry.unchecked_into(), &path, depth, &mut inside, &mut files);
                        }
                        bring(files, &mut heard).await;
                    }
                    Err(error) => {
                        heard(Step::Unread {
                            path: path.clone(),
                            said: Some(say(&error)),
                        });
                        break;
                    }
                }
            }
            open.extend(inside.into_iter().rev());
        }
    }
}

/// The folder of a file that was chosen as part of one: its path without its name.
pub fn of_chosen(file: File) -> Leaf {
    let path = js_sys::Reflect::get(&file, &"webkitRelativePath".into())
        .ok()
        .and_then(|path| path.as_string())
        .unwrap_or_default();
    let folder = path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    Leaf {
        file,
        folder: folder.unwrap_or_default(),
    }
}

fn sort_out(
    entry: FileSystemEntry,
    folder: &str,
    depth: usize,
    folders: &mut Vec<(FileSystemEntry, String, usize)>,
    files: &mut Vec<(FileSystemFileEntry, String)>,
) {
    if entry.is_directory() {
        let path = below(folder, &entry.name());
        folders.push((entry, path, depth + 1));
    } else {
        files.push((entry.unchecked_into(), folder.to_owned()));
    }
}

fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// All of them are asked for before the first is waited for: each is a trip of its own.
async fn bring(files: Vec<(FileSystemFileEntry, String)>, heard: &mut impl FnMut(Step)) {
    let asked: Vec<_> = files
        .into_iter()
        .map(|(entry, folder)| {
            let coming = Promise::new(&mut |resolve, reject| {
                entry.file_with_callback_and_callback(&resolve, &reject);
            });
            (JsFuture::from(coming), below(&folder, &entry.name()), folder)
        })
        .collect();
    let mut leaves = Vec::new();
    for (coming, path, folder) in asked {
        match coming.await {
            Ok(file) => leaves.push(Leaf {
                file: file.unchecked_into(),
                folder,
            }),
            Err(error) => heard(Step::Unread {
                path,
                said: Some(say(&error)),
            }),
        }
    }
    if !leaves.is_empty() {
        heard(Step::Files(leaves));
    }
}

async fn next(reader: &FileSystemDirectoryReader) -> Result<Array, JsValue> {
    let coming = Promise::new(&mut |resolve, reject| {
        if let Err(error) = reader.read_entries_with_callback_and_callback(&resolve, &reject) {
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(coming).await.map(JsCast::unchecked_into)
}
