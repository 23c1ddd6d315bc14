//! The pinned tools of the build, and how each is had: once, under `target/tools`.

use std::{
    env, fmt, fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    place,
    steps::{Done, Steps, Stop, answer_of, cargo, run},
};

pub const WASM: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
/// The same as in `Cargo.toml` and `Trunk.toml`; a test holds them together.
const WASM_BINDGEN: &str = "0.2.129";
const GECKODRIVER: &str = "0.37.1";
const BINARYEN: Package = Package {
    name: "binaryen",
    version: "132.0.0",
    integrity: "sha512-4Usg7yEvwO3FMso3Oov6qkOOHSod1IEv+boKkh77kTljM+eNBouqCTbqWswGzbG+vDNO/b/v2C4gfEh1WgB9Lg==",
};

/// A package of npm at one version, with the digest of what must arrive.
pub struct Package {
    pub name: &'static str,
    pub version: &'static str,
    pub integrity: &'static str,
}

/// What a build of the page needs.
pub struct Tools {
    pub trunk: PathBuf,
    pub wasm_bindgen: PathBuf,
}

/// Fetches what a build of the page needs and does not have yet.
pub fn for_build(steps: &mut Steps) -> Done<Tools> {
    wasm_target(steps)?;
    // Trunk's default features are its own downloads, which we never let it make.
    let trunk = cargo_tool(steps, "trunk", TRUNK, "trunk", &["--no-default-features"])?;
    let wasm_bindgen = cargo_tool(steps, "wasm-bindgen-cli", WASM_BINDGEN, "wasm-bindgen", &[])?;
    // What cargo leaves behind of them is fifty times what they are, and no one builds them twice.
    let _ = fs::remove_dir_all(build_folder());
    wasm_opt_if_it_can_be_had(steps);
    Ok(Tools { trunk, wasm_bindgen })
}

/// The driver through which the tests steer Firefox; Debian 12 has no package of it.
pub fn geckodriver(steps: &mut Steps) -> Done<PathBuf> {
    if let Some(found) = env::var_os("GECKODRIVER") {
        return Ok(PathBuf::from(found));
    }
    if let Some(found) = place::in_path(&["geckodriver"]) {
        return Ok(found);
    }
    cargo_tool(steps, "geckodriver", GECKODRIVER, "geckodriver", &[])
}

/// How to call wasm-opt, where an earlier step could fetch it.
pub fn wasm_opt() -> Option<Command> {
    let script = npm_folder(&BINARYEN).join("node_modules/binaryen/bin/wasm-opt");
    if !script.is_file() {
        return None;
    }
    let mut command = Command::new(place::in_path(&["node"])?);
    command.arg(script);
    Some(command)
}

pub fn wasm_target(steps: &mut Steps) -> Done {
    let Some(sysroot) = answer_of(
        Command::new("rustc")
            .args(["--print", "sysroot"])
            .current_dir(place::root()),
    ) else {
        return Err(Stop::new("rustc does not answer; install Rust with rustup"));
    };
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    steps.step(&format!("fetching Rust's {WASM} target"), || {
        run(
            Command::new("rustup")
                .args(["target", "add", WASM])
                .current_dir(place::root()),
            "rustup target add",
        )
    })
}

/// Rust's formatter and linter, which a minimal toolchain lacks.
pub fn components(steps: &mut Steps) -> Done {
    for (component, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if answer_of(cargo().args([probe, "--version"])).is_none() {
            steps.step(&format!("fetching Rust's {component}"), || {
                run(
                    Command::new("rustup")
                        .args(["component", "add", component])
                        .current_dir(place::root()),
                    "rustup component add",
                )
            })?;
        }
    }
    Ok(())
}

/// Where the tools are compiled: one folder, so that what they share is compiled once.
fn build_folder() -> PathBuf {
    place::tools().join("build")
}

/// Compiles a tool with settings that make a first run short: it works for seconds, so its own speed matters little.
fn cargo_tool(steps: &mut Steps, package: &str, version: &str, program: &str, features: &[&str]) -> Done<PathBuf> {
    let folder = place::tools().join(format!("{program}-{version}"));
    let built = folder.join("bin").join(format!("{program}{}", env::consts::EXE_SUFFIX));
    if built.is_file() {
        return Ok(built);
    }
    steps.step(&format!("compiling {program} {version} (once)"), || {
        run(
            cargo()
                .args(["install", "--quiet", "--locked", package, "--version", version])
                .args(features)
                .arg("--root")
                .arg(&folder)
                .env("CARGO_TARGET_DIR", build_folder())
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
                .env("CARGO_PROFILE_RELEASE_DEBUG", "false")
                .env("CARGO_PROFILE_RELEASE_PANIC", "unwind"),
            &format!("the installation of {program} {version}"),
        )
    })?;
    Ok(built)
}

/// wasm-opt makes the page smaller, not better: without it the build goes on and says so.
fn wasm_opt_if_it_can_be_had(steps: &mut Steps) {
    if wasm_opt().is_some() {
        return;
    }
    let why = if place::in_path(&["node"]).is_none() || place::in_path(&["npm"]).is_none() {
        Some("Node and npm are not here".to_owned())
    } else {
        npm(steps, &BINARYEN).err().map(|stop| stop.sentence)
    };
    if let Some(why) = why {
        println!("== no wasm-opt ({why}): the build goes on without it, the page is a little larger");
    }
}

/// Fetches a package of npm into a folder of its own; what arrives must have the pinned digest.
pub fn npm(steps: &mut Steps, package: &Package) -> Done<PathBuf> {
    let Package {
        name,
        version,
        integrity,
    } = package;
    let folder = npm_folder(package);
    let inside = folder.join("node_modules").join(name);
    if inside.is_dir() {
        return Ok(inside);
    }
    let Some(npm) = place::in_path(&["npm"]) else {
        return Err(Stop::new(format!("{name} {version} needs npm, which is not here")));
    };
    steps.step(&format!("fetching {name} {version} from npm (once)"), || {
        let wish = format!("{{\"private\":true,\"dependencies\":{{\"{name}\":\"{version}\"}}}}\n");
        let lock = format!(
            "{{\"lockfileVersion\":3,\"requires\":true,\"packages\":{{\"\":{{\"dependencies\":{{\"{name}\":\"{version}\"}}}},\
             \"node_modules/{name}\":{{\"version\":\"{version}\",\"integrity\":\"{integrity}\"}}}}}}\n"
        );
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(folder.join("package.json"), wish))
            .and_then(|()| fs::write(folder.join("package-lock.json"), lock))
            .map_err(|error| Stop::new(format!("{} cannot be written: {error}", folder.display())))?;
        run(
            Command::new(npm)
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
                .current_dir(&folder),
            &format!("npm ci for {name}"),
        )
    })?;
    Ok(inside)
}

fn npm_folder(package: &Package) -> PathBuf {
    place::tools().join(format!("{}-{}", package.name, package.version))
}

impl fmt::Display for Tools {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "trunk         {}", self.trunk.display())?;
        writeln!(f, "wasm-bindgen  {}", self.wasm_bindgen.display())?;
        let found = if wasm_opt().is_some() {
            "binaryen from npm"
        } else {
            "none"
        };
        writeln!(f, "wasm-opt      {found}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_version_of_wasm_bindgen_everywhere() {
        for (file, wanted) in [
            ("Cargo.toml", format!("wasm-bindgen = \"={WASM_BINDGEN}\"")),
            ("Trunk.toml", format!("wasm_bindgen = \"{WASM_BINDGEN}\"")),
            ("Trunk.toml", format!("trunk-version = \">={TRUNK},")),
        ] {
            let text = fs::read_to_string(place::root().join(file)).unwrap();
            assert!(text.contains(&wanted), "{file} lacks {wanted}");
        }
    }
}
