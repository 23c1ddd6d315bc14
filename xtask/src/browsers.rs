//! The browsers of the tests with their drivers: from the environment, from `PATH`, from Debian, or a sentence.

use std::{
    env,
    fmt::{self, Write as _},
    path::PathBuf,
    process::Command,
};

use crate::{
    debian, place,
    steps::{Done, Steps, Stop},
    tools,
};

/// The programs that the browser tests start, each under the name of the variable that carries its path.
pub struct Browsers(Vec<(&'static str, PathBuf)>);

struct Wanted {
    variable: &'static str,
    names: &'static [&'static str],
    /// Where systems keep it that do not put programs into `PATH`.
    places: &'static [&'static str],
    debian: &'static str,
}

const WANTED: [Wanted; 3] = [
    Wanted {
        variable: "CHROME",
        names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
        places: &[
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        ],
        debian: "chromium",
    },
    Wanted {
        variable: "CHROMEDRIVER",
        names: &["chromedriver"],
        places: &[
            "/usr/lib/chromium/chromedriver",
            "/usr/lib/chromium-browser/chromedriver",
        ],
        debian: "chromium-driver",
    },
    Wanted {
        variable: "FIREFOX",
        names: &["firefox-esr", "firefox"],
        places: &[
            "/Applications/Firefox.app/Contents/MacOS/firefox",
            r"C:\Program Files\Mozilla Firefox\firefox.exe",
        ],
        debian: "firefox-esr",
    },
];

impl Wanted {
    fn find(&self) -> Option<PathBuf> {
        if let Some(path) = env::var_os(self.variable) {
            return Some(PathBuf::from(path));
        }
        place::in_path(self.names).or_else(|| self.places.iter().map(PathBuf::from).find(|path| path.is_file()))
    }
}

/// Finds the browsers, or installs them where that is ours to do: as root on Debian.
pub fn for_tests(steps: &mut Steps) -> Done<Browsers> {
    let missing: Vec<&str> = WANTED
        .iter()
        .filter(|wanted| wanted.find().is_none())
        .map(|wanted| wanted.debian)
        .collect();
    if !missing.is_empty() {
        if !debian::is_ours() {
            return Err(Stop::new(lacking()));
        }
        debian::install(steps, &missing)?;
    }
    let mut found = Vec::new();
    for wanted in &WANTED {
        found.push((wanted.variable, wanted.find().ok_or_else(|| Stop::new(lacking()))?));
    }
    found.push(("GECKODRIVER", tools::geckodriver(steps)?));
    Ok(Browsers(found))
}

/// What somebody has to install by hand, and how to point at what is installed already.
fn lacking() -> String {
    let mut text = String::from("the browser tests need these, which are not here:\n");
    for wanted in WANTED.iter().filter(|wanted| wanted.find().is_none()) {
        let _ = writeln!(
            text,
            "  {} (in PATH as {}, or its path in the variable {})",
            wanted.debian,
            wanted.names.join(" or "),
            wanted.variable
        );
    }
    text + "Install Chromium or Chrome, the chromedriver of the same version, and Firefox (Debian: apt-get install \
            chromium chromium-driver firefox-esr). `cargo xtask test fmt clippy native` runs what needs no browser."
}

impl Browsers {
    /// Tells a test program where they are.
    pub fn name_to(&self, command: &mut Command) {
        command.envs(self.0.iter().map(|(variable, path)| (*variable, path)));
    }
}

impl fmt::Display for Browsers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|(variable, path)| writeln!(f, "{variable:<13} {}", path.display()))
    }
}
