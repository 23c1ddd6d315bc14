//! Which browsers there are, where their programs lie, and how each is asked for.

use std::env;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

/// A browser that the page must work in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Browser {
    Chromium,
    Firefox,
}

/// How a window begins. Each different beginning costs a start of the browser.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Beginning {
    /// The first of the browser's languages.
    pub language: &'static str,
    /// False: the browser has no WebAssembly at all.
    pub wasm: bool,
    /// False: the browser refuses every storage.
    pub storage: bool,
    /// Where downloads go.
    pub downloads: PathBuf,
    /// A host's name that leads to this machine.
    pub name: &'static str,
}

impl Default for Beginning {
    fn default() -> Self {
        Self {
            language: "en-US",
            wasm: true,
            storage: true,
            downloads: env::temp_dir(),
            name: "",
        }
    }
}

impl Browser {
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The program that drives it.
    pub fn driver(self) -> PathBuf {
        match self {
            Self::Chromium => {
                named("CHROMEDRIVER").unwrap_or_else(|| first(&["/usr/bin/chromedriver"], "chromedriver"))
            }
            Self::Firefox => named("GECKODRIVER")
                .or_else(|| installed("geckodriver"))
                .unwrap_or_else(|| "geckodriver".into()),
        }
    }

    /// The browser itself.
    pub fn program(self) -> PathBuf {
        match self {
            Self::Chromium => named("CHROME").unwrap_or_else(|| {
                first(
                    &[
                        "/usr/bin/chromium",
                        "/usr/bin/google-chrome",
                        "/usr/bin/chromium-browser",
                    ],
                    "chromium",
                )
            }),
            Self::Firefox => {
                named("FIREFOX").unwrap_or_else(|| first(&["/usr/bin/firefox-esr", "/usr/bin/firefox"], "firefox"))
            }
        }
    }

    /// What to ask the driver for.
    pub fn capabilities(self, beginning: &Beginning) -> Map<String, Value> {
        let mut wanted = Map::new();
        // A dialog must be found by the test, not be clicked away by the driver.
        wanted.insert("unhandledPromptBehavior".into(), json!("ignore"));
        match self {
            Self::Chromium => {
                let mut flags: Vec<String> = CHROMIUM_FLAGS.iter().map(|&flag| flag.to_owned()).collect();
                flags.push(format!("--lang={}", beginning.language));
                if !beginning.wasm {
                    flags.push("--js-flags=--jitless".to_owned());
                }
                if !beginning.name.is_empty() {
                    flags.push(format!("--host-resolver-rules=MAP {} 127.0.0.1", beginning.name));
                }
                wanted.insert("browserName".into(), json!("chrome"));
                wanted.insert("goog:loggingPrefs".into(), json!({ "browser": "ALL" }));
                wanted.insert(
                    "goog:chromeOptions".into(),
                    json!({
                        "binary": self.program(),
                        "args": flags,
                        "prefs": {
                            "intl.accept_languages": beginning.language,
                            "download.default_directory": beginning.downloads,
                            "download.prompt_for_download": false,
                            "profile.default_content_setting_values.cookies": if beginning.storage { 1 } else { 2 },
                        },
                    }),
                );
            }
            Self::Firefox => {
                wanted.insert("browserName".into(), json!("firefox"));
                wanted.insert(
                    "moz:firefoxOptions".into(),
                    json!({
                        "binary": self.program(),
                        "args": ["-headless", "--width=1280", "--height=900"],
                        "prefs": {
                            "intl.accept_languages": beginning.language,
                            "javascript.options.wasm": beginning.wasm,
                            "network.cookie.cookieBehavior": if beginning.storage { 5 } else { 2 },
                            "network.dns.localDomains": beginning.name,
                            "browser.download.folderList": 2,
                            "browser.download.dir": beginning.downloads,
                            "browser.download.useDownloadDir": true,
                            "browser.helperApps.neverAsk.saveToDisk":
                                "application/json,application/octet-stream,text/plain,text/csv,text/html,text/markdown",
                        },
                    }),
                );
            }
        }
        wanted
    }
}

const CHROMIUM_FLAGS: [&str; 11] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-color-profile=srgb",
    "--window-size=1280,900",
];

/// The root of the workspace, from which `dist`, `target` and the fixtures are found.
pub fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn first(places: &[&str], name: &str) -> PathBuf {
    places
        .iter()
        .map(PathBuf::from)
        .find(|place| place.exists())
        .unwrap_or_else(|| PathBuf::from(name))
}

/// A tool of `target/tools/<name>-<version>/bin/<name>`, where `cargo xtask` puts what it fetches.
fn installed(name: &str) -> Option<PathBuf> {
    let folders = std::fs::read_dir(workspace().join("target/tools")).ok()?;
    folders
        .flatten()
        .filter(|folder| folder.file_name().to_string_lossy().starts_with(&format!("{name}-")))
        .map(|folder| {
            folder
                .path()
                .join("bin")
                .join(format!("{name}{}", env::consts::EXE_SUFFIX))
        })
        .find(|tool| tool.exists())
}
