//! The last step of a build, called by Trunk: makes the wasm small, checks what was made, and writes policy and hashes
//! into the page, so that no byte of it can change on its way unnoticed.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256, Sha384};

use crate::{
    build, headers,
    html::{attribute, tags},
    lean, place, split,
    steps::{Done, Stop, run},
    tools,
};

/// Seals the page that Trunk has put together.
pub fn seal() -> Done {
    let Some(stage) = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from) else {
        return Err(Stop::new("seal is called by Trunk; `cargo xtask dist` builds the page"));
    };
    let names = names_in(&stage)?;
    if names.iter().any(|name| name == "snippets") {
        return Err(Stop::new(
            "a crate brings JavaScript of its own (snippets/), which nothing would check when it is loaded",
        ));
    }
    let wasm_name = only(&names, &|name| ends(name, "wasm"))?;
    let js_name = only(&names, &|name| {
        ends(name, "js") && !matches!(name, "boot.js" | "worker.js")
    })?;
    let mut parts = split::split(&read(&build::linked())?, &read(&stage.join(wasm_name))?)?;
    // The script knows the first part alone.
    let js = lean::script(&lean::number_names(&text(&stage.join(js_name))?, &mut parts[0]));
    smallest(&mut parts)?;
    for (name, part) in split::PARTS.iter().zip(&mut parts) {
        *part = split::bare(part);
        println!("   the part {name:?} has {} bytes", part.len());
        check_wasm(part)?;
    }
    check_js(js_name, &js)?;
    for name in ["boot.js", "worker.js"] {
        let lean = lean::script(&text(&stage.join(name))?);
        check_js(name, &lean)?;
        write(&stage.join(name), lean.as_bytes())?;
    }

    let (page, css, later_css) = without_trunk_links(&text(&stage.join("index.html"))?, &stage)?;
    for name in names.iter().filter(|name| ends(name, "wasm") || ends(name, "css")) {
        remove(&stage.join(name))?;
    }
    remove(&stage.join(js_name))?;
    let mut wasm = Vec::new();
    for (name, part) in split::PARTS.iter().zip(&parts) {
        wasm.push((name, Part::write(&stage, &format!("assay-{name}"), "wasm", part)?));
    }
    let js = Part::write(&stage, "assay", "js", js.as_bytes())?;
    let css = Part::write(&stage, "assay-first", "css", lean::styles(&css).as_bytes())?;
    let sheet = Part::write(&stage, "assay-later", "css", lean::styles(&later_css).as_bytes())?;
    let boot = integrity(&read(&stage.join("boot.js"))?);

    let icons = names.iter().filter(|name| ends(name, "svg")).cloned();
    let parts = wasm.iter().map(|(_, part)| part).chain([&js, &css, &sheet]);
    let hashed: Vec<String> = parts.map(|part| part.name.clone()).chain(icons).collect();
    write(
        &stage.join("_headers"),
        headers::underscore_headers(&hashed)?.as_bytes(),
    )?;
    write(&stage.join("config.json"), b"{\"proxy\": null}\n")?;
    write(
        &stage.join("index.html"),
        with_start(&page, &boot, &js, &wasm, &css, &sheet)?.as_bytes(),
    )
}

/// A file whose name carries its contents, with what `integrity` says of it.
struct Part {
    name: String,
    integrity: String,
}

impl Part {
    fn write(stage: &Path, stem: &str, ending: &str, bytes: &[u8]) -> Done<Self> {
        let name = format!("{stem}-{:.16}.{ending}", sha256(bytes));
        write(&stage.join(&name), bytes)?;
        Ok(Self {
            name,
            integrity: integrity(bytes),
        })
    }
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Measured on this page: a function moved to its only caller saves bytes where it is small and costs some where it is
/// large, because the compression finds less that repeats.
const SMALLEST: [&str; 2] = ["-Oz", "--one-caller-inline-max-function-size=40"];

/// Runs wasm-opt over all parts where it is there. What it made is kept, since most builds end in the same bytes as the
/// one before.
fn smallest(parts: &mut [Vec<u8>]) -> Done {
    if tools::wasm_opt().is_none() {
        println!("   no wasm-opt: the page stays larger");
        return Ok(());
    }
    let folder = place::target().join("wasm-opt");
    fs::create_dir_all(&folder).map_err(|error| unwritable(&folder, &error))?;
    let mut kept = Vec::new();
    for part in parts {
        let name = sha256(&[part.as_slice(), SMALLEST.concat().as_bytes()].concat());
        *part = small(std::mem::take(part), &folder.join(&name))?;
        kept.push(name);
    }
    for earlier in names_in(&folder)?.iter().filter(|name| !kept.contains(name)) {
        let _ = fs::remove_file(folder.join(earlier));
    }
    Ok(())
}

fn small(wasm: Vec<u8>, kept: &Path) -> Done<Vec<u8>> {
    if let Ok(kept) = fs::read(kept) {
        return Ok(kept);
    }
    let Some(mut wasm_opt) = tools::wasm_opt() else {
        return Ok(wasm);
    };
    let (before, after) = (kept.with_extension("before"), kept.with_extension("after"));
    write(&before, &wasm)?;
    run(wasm_opt.args(SMALLEST).arg(&before).arg("-o").arg(&after), "wasm-opt")?;
    let made = read(&after)?;
    fs::rename(&after, kept).map_err(|error| unwritable(kept, &error))?;
    Ok(made)
}

/// The page must not say on whose machine it was built.
fn check_wasm(wasm: &[u8]) -> Done {
    for (folder, _) in build::folders_of_this_machine() {
        let name = folder.to_string_lossy().into_owned();
        // A home of "/" or the like would be found everywhere.
        if build::has_space(&folder) || name.matches(['/', '\\']).count() < 2 && name.len() < 6 {
            continue;
        }
        if let Some(at) = wasm.windows(name.len()).position(|window| window == name.as_bytes()) {
            let around = String::from_utf8_lossy(&wasm[at..(at + 120).min(wasm.len())]).into_owned();
            return Err(Stop::new(format!(
                "the wasm names a folder of this machine; build it with `cargo xtask dist`: {around:?}"
            )));
        }
    }
    Ok(())
}

/// The policy forbids what makes code out of text; the page would stop at it, so it is found here.
fn check_js(name: &str, text: &str) -> Done {
    for forbidden in ["eval(", "Function("] {
        let called = text.match_indices(forbidden).any(|(at, _)| {
            let before = text[..at].chars().next_back().unwrap_or(' ');
            // A longer name is another function; a quote begins a text (wasm-bindgen has one for its messages).
            !(before.is_alphanumeric() || matches!(before, '_' | '$' | '`' | '"' | '\''))
        });
        if called {
            return Err(Stop::new(format!(
                "{name} calls {forbidden}…), which the policy forbids"
            )));
        }
    }
    Ok(())
}

/// Stands in index.html before the style sheets of the later parts.
const LATER_SHEETS: &str = "<!-- The sheets from here on come with the later parts of the page. -->";

/// Takes out the links that Trunk left or wrote, and gives the style sheets they named as two, each in its order: those
/// of the start and those of the later parts.
fn without_trunk_links(page: &str, stage: &Path) -> Done<(String, String, String)> {
    let Some(border) = page.find(LATER_SHEETS) else {
        return Err(Stop::new(format!("index.html has no line {LATER_SHEETS:?}")));
    };
    let (mut kept, mut css, mut later_css, mut at) = (String::new(), String::new(), String::new(), 0);
    for range in tags(page, "link") {
        let tag = &page[range.clone()];
        let sheet = attribute(tag, "rel") == Some("stylesheet");
        if !sheet && !tag.contains("data-trunk") {
            continue;
        }
        kept += page[at..range.start].trim_end();
        at = range.end;
        if sheet {
            let name = attribute(tag, "href").unwrap_or_default().trim_start_matches("./");
            let part = if range.start < border { &mut css } else { &mut later_css };
            *part += &text(&stage.join(name))?;
        }
    }
    let kept = (kept + &page[at..]).replace(LATER_SHEETS, "");
    Ok((kept, css, later_css))
}

/// Puts the policy, then boot.js with the hashes of all it loads, then the styles before everything else in the head.
fn with_start(page: &str, boot: &str, js: &Part, wasm: &[(&&str, Part)], css: &Part, sheet: &Part) -> Done<String> {
    const CHARSET: &str = "\n<meta charset=\"utf-8\">";
    let head = tags(page, "head").first().map(|range| range.end);
    let (Some(head), true) = (head, page.contains(CHARSET)) else {
        return Err(Stop::new(format!("index.html has no <head> or no line {CHARSET:?}")));
    };
    let (before, after) = page.split_at(head);
    let after = after.replacen(CHARSET, "", 1);
    let policy = headers::meta_policy()?;
    let wasm = wasm.iter().fold(String::new(), |mut text, (name, part)| {
        let _ = write!(
            text,
            " data-{name}=\"{}\" data-{name}-integrity=\"{}\"",
            part.name, part.integrity
        );
        text
    });
    Ok(format!(
        "{before}\
         \n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\
         \n<meta name=\"referrer\" content=\"no-referrer\">\
         {CHARSET}\
         \n<link rel=\"modulepreload\" href=\"{js}\" integrity=\"{js_integrity}\">\
         \n<script id=\"boot\" src=\"boot.js\" integrity=\"{boot}\" data-js=\"{js}\" data-js-integrity=\"{js_integrity}\" data-sheet=\"{sheet}\" data-sheet-integrity=\"{sheet_integrity}\"{wasm}></script>\
         \n<link rel=\"stylesheet\" href=\"{css}\" integrity=\"{css_integrity}\">\
         {after}",
        js = js.name,
        js_integrity = js.integrity,
        sheet = sheet.name,
        sheet_integrity = sheet.integrity,
        css = css.name,
        css_integrity = css.integrity,
    ))
}

fn names_in(folder: &Path) -> Done<Vec<String>> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .map_err(|error| Stop::new(format!("{} cannot be read: {error}", folder.display())))?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

fn ends(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == ending)
}

fn only<'a>(names: &'a [String], wanted: &dyn Fn(&str) -> bool) -> Done<&'a str> {
    let mut found = names.iter().map(String::as_str).filter(|name| wanted(name));
    match (found.next(), found.next()) {
        (Some(name), None) => Ok(name),
        _ => Err(Stop::new(format!(
            "one wasm and one script of it were expected among {names:?}"
        ))),
    }
}

fn read(file: &Path) -> Done<Vec<u8>> {
    fs::read(file).map_err(|error| Stop::new(format!("{} cannot be read: {error}", file.display())))
}

fn text(file: &Path) -> Done<String> {
    String::from_utf8(read(file)?).map_err(|_| Stop::new(format!("{} is not UTF-8", file.display())))
}

fn write(file: &Path, bytes: &[u8]) -> Done {
    fs::write(file, bytes).map_err(|error| unwritable(file, &error))
}

fn remove(file: &Path) -> Done {
    fs::remove_file(file).map_err(|error| unwritable(file, &error))
}

fn unwritable(file: &Path, error: &std::io::Error) -> Stop {
    Stop::new(format!("{} cannot be written: {error}", file.display()))
}
