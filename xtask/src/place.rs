//! Where things are: the workspace, its tools, the built page, a program in `PATH`.

use std::{env, path::PathBuf};

/// The folder of the workspace.
pub fn root() -> PathBuf {
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    own.parent().map(PathBuf::from).unwrap_or(own)
}

/// Where pinned tools live; not below `CARGO_TARGET_DIR`, so that they are fetched once whatever that says.
pub fn tools() -> PathBuf {
    root().join("target").join("tools")
}

/// Where the page is built to.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of cargo's products.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A program of ours in the development profile.
pub fn built(name: &str) -> PathBuf {
    target()
        .join("debug")
        .join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// The first of these programs that `PATH` has.
pub fn in_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let suffixes: &[&str] = if cfg!(windows) {
        &[".exe", ".cmd", ".bat"]
    } else {
        &[""]
    };
    names.iter().find_map(|name| {
        env::split_paths(&path)
            .flat_map(|folder| {
                suffixes
                    .iter()
                    .map(move |suffix| folder.join(format!("{name}{suffix}")))
            })
            .find(|candidate| candidate.is_file())
    })
}
