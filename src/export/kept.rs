//! Everything that a browser keeps, as a file to take along: a line for each entry, so that one that is damaged costs
//! nothing else. The key is not among it.

use std::collections::BTreeSet;

/// The first line: what this is, and in which form.
const HEAD: &str = "{\"assay\":\"kept\",\"version\":1}";

/// What a file of this kind holds.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Read {
    /// Shelf, name and text of each.
    pub entries: Vec<(String, String, String)>,
    /// Lines that are none of this kind's.
    pub damaged: usize,
}

/// Why a file cannot be taken in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotKept {
    /// It is no such file.
    Other,
    /// It was written by a page that is newer than this one.
    Newer,
}

/// The file's text. An entry is its shelf, its name and its text.
pub fn written<'a>(entries: impl Iterator<Item = (&'a str, &'a str, &'a str)>) -> String {
    let mut text = format!("{HEAD}\n");
    for entry in entries {
        if let Ok(line) = serde_json::to_string(&entry) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

/// Reads such a file; of `shelves` alone, and of two entries under one name the last one.
pub fn read(text: &str, shelves: &[&str]) -> Result<Read, NotKept> {
    let mut lines = text.lines();
    let head: serde_json::Value = serde_json::from_str(lines.next().unwrap_or_default().trim_start_matches('\u{FEFF}'))
        .map_err(|_| NotKept::Other)?;
    if head.get("assay").and_then(serde_json::Value::as_str) != Some("kept") {
        return Err(NotKept::Other);
    }
    if head.get("version").and_then(serde_json::Value::as_u64) != Some(1) {
        return Err(NotKept::Newer);
    }
    let mut read = Read::default();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str::<(String, String, String)>(line) {
            Ok(entry) if shelves.contains(&entry.0.as_str()) => read.entries.push(entry),
            Ok(_) | Err(_) => read.damaged += 1,
        }
    }
    let mut seen = BTreeSet::new();
    read.entries.reverse();
    read.entries
        .retain(|(shelf, name, _)| seen.insert((shelf.clone(), name.clone())));
    read.entries.reverse();
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHELVES: [&str; 2] = ["answers", "marks"];

    #[test]
    fn what_is_taken_along_comes_back() {
        let entries = [
            ("answers", "file/7", "{\"a\":\"\u{202E}\n\0\"}"),
            ("marks", "domain/a.example", ""),
            ("answers", "file/8", "x"),
            ("answers", "file/7", "newer"),
        ];
        let text = written(entries.into_iter());
        let read = read(&text, &SHELVES).expect("a file of ours");
        let names: Vec<&str> = read.entries.iter().map(|(_, name, _)| name.as_str()).collect();
        assert_eq!(names, ["domain/a.example", "file/8", "file/7"]);
        assert_eq!(read.entries[2].2, "newer");
        assert_eq!(read.damaged, 0);
    }

    #[test]
    fn other_files_are_refused_and_damaged_lines_are_counted() {
        for (text, why) in [
            ("", NotKept::Other),
            ("hello", NotKept::Other),
            ("{\"assay\":\"settings\",\"version\":1}", NotKept::Other),
            ("[1]", NotKept::Other),
            ("{\"assay\":\"kept\",\"version\":2}", NotKept::Newer),
            ("{\"assay\":\"kept\"}", NotKept::Newer),
        ] {
            assert_eq!(read(text, &SHELVES), Err(why), "{text}");
        }
        let text = format!(
            "\u{FEFF}{HEAD}\r\n[\"answers\",\"a\",\"b\"]\r\n\r\nrubbish\n[\"keys\",\"a\",\"b\"]\n[\"answers\",\"a\"]\n[\"answers\",7,\"b\"]"
        );
        let read = read(&text, &SHELVES).expect("a file of ours");
        assert_eq!((read.entries.len(), read.damaged), (1, 4));
    }
}
