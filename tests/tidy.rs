//! The rules of the house, as tests: who may know whom, and what no file may hold.

#![expect(clippy::unwrap_used, reason = "a test that cannot read the house has to stop")]

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the house: its path from the root, with `/`, and its text.
struct Page {
    path: String,
    text: String,
}

impl Page {
    /// Lines that are code, counted from one.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line))
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Where a line of code holds one of these.
    fn holding(&self, forbidden: &[&str]) -> Vec<String> {
        self.code()
            .filter_map(|(at, line)| {
                let found = forbidden.iter().find(|text| line.contains(**text))?;
                Some(format!("{}:{at}: {found}", self.path))
            })
            .collect()
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn walk(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            if path
                .file_name()
                .is_none_or(|name| name != "target" && name != "node_modules")
            {
                walk(&path, extension, found);
            }
        } else if path.extension().is_some_and(|is| is == extension) {
            found.push(path);
        }
    }
}

fn pages(folders: &[&str], extension: &str) -> Vec<Page> {
    let mut found = Vec::new();
    for folder in folders {
        walk(&root().join(folder), extension, &mut found);
    }
    found.sort();
    assert!(!found.is_empty(), "no .{extension} in {folders:?}");
    found
        .into_iter()
        .map(|path| Page {
            text: fs::read_to_string(&path).unwrap(),
            path: path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"),
        })
        .collect()
}

fn none(found: Vec<String>, rule: &str) {
    assert!(found.is_empty(), "{rule}\n{}", found.join("\n"));
}

/// The folder or file below `src` that a page belongs to: `ui`, `route`.
fn part(path: &str) -> &str {
    let inside = path.strip_prefix("src/").unwrap_or(path);
    inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs")
}

const LEAVES: [&str; 10] = [
    "archive",
    "digest",
    "fold",
    "queue",
    "indicator",
    "route",
    "settings",
    "subject",
    "untrusted",
    "words",
];

/// Whom a part may know; itself goes without saying.
fn may_know(part: &str) -> Vec<&'static str> {
    let mut known = match part {
        "lib" | "main" => vec!["ui", "browser", "export", "report", "vt"],
        "ui" => vec!["browser", "export", "report", "vt"],
        "export" => vec!["report"],
        "browser" | "report" => vec!["vt"],
        "vt" => vec![],
        _ => return vec!["words", "untrusted", "subject", "fold"],
    };
    known.extend(LEAVES);
    known
}

#[test]
fn arrows_point_downward() {
    let parts: Vec<&str> = ["ui", "browser", "export", "report", "vt"]
        .into_iter()
        .chain(LEAVES)
        .collect();
    let mut found = Vec::new();
    for page in pages(&["src"], "rs") {
        let own = part(&page.path).to_owned();
        let known = may_know(&own);
        for (at, line) in page.code() {
            for other in parts.iter().filter(|other| **other != own && !known.contains(*other)) {
                for prefix in ["crate::", "assay::"] {
                    if line.contains(&format!("{prefix}{other}::")) || line.contains(&format!("{prefix}{other};")) {
                        found.push(format!("{}:{at}: {own} knows {other}", page.path));
                    }
                }
            }
        }
    }
    none(found, "arrows point downward (see the layout in src/lib.rs)");
}

#[test]
fn each_library_has_its_place() {
    let mut found = Vec::new();
    for page in pages(&["src"], "rs") {
        let own = part(&page.path);
        if !matches!(own, "browser" | "main") {
            found.extend(page.holding(&["web_sys", "js_sys", "gloo", "wasm_bindgen"]));
        }
        if !matches!(own, "ui" | "main") {
            found.extend(page.holding(&["leptos"]));
        }
    }
    none(
        found,
        "the browser is called in src/browser, and components are in src/ui",
    );
}

#[test]
fn no_markup_is_made_from_a_string() {
    let mut found = Vec::new();
    for page in pages(&["src"], "rs") {
        found.extend(page.holding(&[
            "inner_html",
            "outer_html",
            "insert_adjacent",
            "create_contextual_fragment",
            "srcdoc",
            "document.write",
        ]));
    }
    for page in pages(&["."], "js").iter().filter(|page| !page.path.contains('/')) {
        found.extend(page.holding(&["innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "Function("]));
    }
    none(found, "untrusted text stays text");
}

#[test]
fn every_view_begins_with_its_scope_class() {
    let mut found = Vec::new();
    for page in pages(&["src"], "rs") {
        let code: String = page.code().fold(String::new(), |mut code, (_, line)| {
            code.push_str(line);
            code.push('\n');
            code
        });
        for (count, after) in code.split("view!").skip(1).enumerate() {
            let inside = after.trim_start().strip_prefix(['{', '(', '[']).unwrap_or(after);
            if !inside.trim_start().starts_with("class = \"") {
                found.push(format!("{}: view! number {}", page.path, count + 1));
            }
        }
    }
    none(
        found,
        "without a scope class Leptos uses innerHTML, which Trusted Types forbid",
    );
}

#[test]
fn no_style_is_a_string() {
    let mut found = Vec::new();
    for page in pages(&["src"], "rs") {
        found.extend(page.holding(&[" style=", "\tstyle=", "(\"style\""]));
    }
    for page in pages(&["."], "html").iter().filter(|page| page.path == "index.html") {
        found.extend(page.holding(&[" style=", "<style"]));
    }
    none(found, "style-src 'self' drops style attributes; style:prop= works");
}

#[test]
fn colours_stand_in_the_tokens_alone() {
    const NAMED: [&str; 12] = [
        "white", "black", "red", "green", "blue", "gray", "grey", "orange", "yellow", "silver", "teal", "purple",
    ];
    let mut found = Vec::new();
    for page in pages(&["style"], "css")
        .iter()
        .filter(|page| page.path != "style/tokens.css")
    {
        for (at, line) in page.text.lines().enumerate() {
            let functions = [
                "oklch(",
                "oklab(",
                "rgb(",
                "rgba(",
                "hsl(",
                "hwb(",
                "lab(",
                "lch(",
                "light-dark(",
            ];
            let hexadecimal = line.split('#').skip(1).any(|after| {
                let digits = after.chars().take_while(char::is_ascii_hexdigit).count();
                let next = after.chars().nth(digits).unwrap_or(';');
                matches!(digits, 3 | 4 | 6 | 8) && !next.is_alphanumeric() && next != '-'
            });
            let named = line.split_once(':').is_some_and(|(_, value)| {
                value
                    .split(|sign: char| !sign.is_alphanumeric() && sign != '-')
                    .any(|word| NAMED.contains(&word))
            });
            if hexadecimal || named || functions.iter().any(|function| line.contains(function)) {
                found.push(format!("{}:{}: {}", page.path, at + 1, line.trim()));
            }
        }
    }
    none(found, "colours are named once, in style/tokens.css");
}

#[test]
fn every_style_is_linked_and_has_its_component() {
    let index = fs::read_to_string(root().join("index.html")).unwrap();
    let mut found = Vec::new();
    for page in pages(&["style"], "css") {
        if !index.contains(&format!("\"{}\"", page.path)) {
            found.push(format!("{} is not linked in index.html", page.path));
        }
        let stem = page.path.trim_start_matches("style/").trim_end_matches(".css");
        let file = stem.replace('-', "/");
        let places = [
            format!("src/ui/{file}.rs"),
            format!("src/ui/{file}/mod.rs"),
            format!("src/browser/{file}.rs"),
        ];
        if !matches!(stem, "tokens" | "base") && !places.iter().any(|place| root().join(place).is_file()) {
            found.push(format!("{} has no component", page.path));
        }
    }
    none(found, "a style has the stem of the component that it dresses");
}

#[test]
fn links_lead_to_this_page_or_to_virustotal() {
    let mut found = Vec::new();
    for page in pages(&["src/ui"], "rs") {
        for (at, line) in page.code() {
            for start in line.match_indices("http").map(|(start, _)| start) {
                let address = line.get(start..).unwrap_or_default();
                let is_address = address.starts_with("http://") || address.starts_with("https://");
                if is_address && !address.starts_with("https://www.virustotal.com/gui/") {
                    found.push(format!("{}:{at}: {}", page.path, line.trim()));
                }
            }
            if line.contains("target=\"_blank\"") && !line.contains("rel=\"noopener noreferrer\"") {
                found.push(format!("{}:{at}: a new tab without rel", page.path));
            }
        }
    }
    none(found, "no link to what a report names");
}

#[test]
fn every_file_says_its_subject() {
    let found = pages(&["src", "proxy", "xtask", "tests"], "rs")
        .iter()
        .filter(|page| !page.text.starts_with("//! "))
        .map(|page| page.path.clone())
        .collect();
    none(found, "the first line says the one subject of the file");
}

#[test]
fn nothing_is_left_for_later() {
    let mut found = Vec::new();
    for page in pages(&["src", "proxy", "xtask", "tests"], "rs") {
        if page.path != "tests/tidy.rs" {
            found.extend(page.holding(&["todo!", "dbg!", "unimplemented!", "FIXME", "TODO"]));
        }
    }
    none(found, "no stubs");
}

#[test]
fn documents_are_whole() {
    let mut pages = pages(&["docs", "deploy"], "md");
    for name in ["README.md", "ARCHITECTURE.md"] {
        pages.push(Page {
            path: name.to_owned(),
            text: fs::read_to_string(root().join(name)).unwrap(),
        });
    }
    assert!(pages.len() > 3);
    let found = pages.iter().flat_map(|page| {
        let lines = page.text.lines().enumerate();
        lines
            .filter(|(_, line)| {
                ["<<<<<<<", "=======", ">>>>>>>"]
                    .iter()
                    .any(|mark| line.starts_with(mark))
            })
            .map(|(at, line)| format!("{}:{}: {line}", page.path, at + 1))
    });
    none(found.collect(), "two versions of a text stand in one file");
}

#[test]
fn no_file_is_named_for_nothing() {
    let found = pages(&["src", "proxy/src", "xtask/src"], "rs")
        .into_iter()
        .map(|page| page.path)
        .filter(|path| {
            let stem = path.rsplit('/').next().unwrap_or_default();
            matches!(
                stem,
                "utils.rs" | "util.rs" | "helpers.rs" | "common.rs" | "manager.rs" | "misc.rs" | "types.rs"
            )
        })
        .collect();
    none(found, "names come from the trade");
}
