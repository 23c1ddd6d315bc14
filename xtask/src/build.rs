//! Builds the page into a folder: Trunk with our tools, then (from Trunk, by its hook) the seal.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    place, split,
    steps::{Done, Steps, Stop, answer_of, cargo, run},
    tools,
};

/// Fetches what is missing and builds the page into `folder`.
pub fn page(steps: &mut Steps, folder: &Path) -> Done {
    let tools = tools::for_build(steps)?;
    // Trunk builds without a network, so that nothing is fetched but what the lock file and our pins name.
    steps.step("fetching the crates of Cargo.lock", || {
        run(cargo().args(["fetch", "--quiet"]), "cargo fetch")
    })?;
    steps.step("building the page", || {
        let mut trunk = Command::new(&tools.trunk);
        trunk
            .args(["build", "--dist"])
            .arg(folder)
            .current_dir(place::root())
            .env("PATH", path_with(&tools.wasm_bindgen)?)
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                path_hiding_flags().join(" "),
            )
            .env("TRUNK_SKIP_VERSION_CHECK", "true")
            // Trunk adds its own stack to every error, under which the reason would not be found.
            .env("RUST_BACKTRACE", "0")
            // Trunk takes only true and false for it, others set it to 1.
            .env_remove("NO_COLOR");
        if env::var_os("RUST_LOG").is_none() {
            trunk.env("RUST_LOG", "warn");
        }
        run(&mut trunk, "the build of the page")
    })
}

/// What cargo has linked for this page, before wasm-bindgen.
pub fn linked() -> PathBuf {
    place::target().join(tools::WASM).join("release").join("assay.wasm")
}

/// What wasm-bindgen made of it, where Trunk keeps it.
fn bound() -> PathBuf {
    place::target()
        .join("wasm-bindgen")
        .join("release")
        .join("assay_bg.wasm")
}

/// What stands in the first part of the page that was built last, or why something does.
pub fn parts(sought: Option<&str>) -> Done {
    let read = |file: PathBuf| {
        fs::read(&file).map_err(|error| {
            Stop::new(format!(
                "{} cannot be read, build the page first: {error}",
                file.display()
            ))
        })
    };
    let (linked, bound) = (read(linked())?, read(bound())?);
    match sought {
        None => split::parts::largest(&linked, &bound),
        Some(sought) => split::parts::why(&linked, &bound, sought),
    }
}

/// `PATH` with the folder of a program of ours before all others.
fn path_with(program: &Path) -> Done<std::ffi::OsString> {
    let folder = program.parent().map(PathBuf::from).unwrap_or_default();
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(std::iter::once(folder).chain(env::split_paths(&rest)))
        .map_err(|error| Stop::new(format!("PATH cannot be extended: {error}")))
}

/// The folders of this machine whose names have no business in the page: general first, since the last match wins.
pub fn folders_of_this_machine() -> Vec<(PathBuf, &'static str)> {
    let home = env::home_dir();
    let cargo_home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| home.as_ref().map(|home| home.join(".cargo")));
    let mut folders: Vec<(PathBuf, &'static str)> = Vec::new();
    folders.extend(home.map(|home| (home, "home")));
    folders.extend(answer_of(Command::new("rustc").args(["--print", "sysroot"])).map(|root| (root.into(), "rust")));
    folders.push((place::root(), "assay"));
    folders.push((place::target(), "target"));
    if let Some(cargo_home) = cargo_home {
        // Below this one, each registry has a folder with its host's name.
        let registries = fs::read_dir(cargo_home.join("registry").join("src"));
        folders.push((cargo_home, "cargo"));
        folders.extend(
            registries
                .into_iter()
                .flatten()
                .flatten()
                .map(|entry| (entry.path(), "crates")),
        );
    }
    folders
}

/// Flags that keep the names of this machine's folders, which panics would say, out of the page.
fn path_hiding_flags() -> Vec<String> {
    // The variable that carries the flags is cut at white space; .cargo/config.toml's own flags stay in force beside it.
    let (plain, spaced): (Vec<_>, Vec<_>) = folders_of_this_machine()
        .into_iter()
        .partition(|(folder, _)| !has_space(folder));
    for (folder, _) in spaced {
        println!(
            "   the page may name {}: a path with a space cannot be hidden",
            folder.display()
        );
    }
    plain
        .into_iter()
        .map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()))
        .collect()
}

/// Whether a path cannot be handed on in a list that is cut at white space.
pub fn has_space(folder: &Path) -> bool {
    folder.to_string_lossy().contains(char::is_whitespace)
}
