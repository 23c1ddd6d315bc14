//! axe-core on the page: the rules of accessibility that a program can check.

use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::browser::workspace;
use crate::session::Session;

const VERSION: &str = "4.14.1";

/// The script, fetched once through npm; `None` where there is no npm.
pub fn script() -> Option<&'static str> {
    static SCRIPT: OnceLock<Option<String>> = OnceLock::new();
    SCRIPT.get_or_init(find).as_deref()
}

fn find() -> Option<String> {
    let folder = workspace().join(format!("target/tools/axe-core-{VERSION}"));
    let file: PathBuf = folder.join("node_modules/axe-core/axe.min.js");
    if !file.exists() {
        std::fs::create_dir_all(&folder).ok()?;
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let fetched = Command::new(npm)
            .args([
                "install",
                "--silent",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
            ])
            .arg(&folder)
            .arg(format!("axe-core@{VERSION}"))
            .status();
        if !fetched.is_ok_and(|status| status.success()) {
            return None;
        }
    }
    std::fs::read_to_string(file).ok()
}

impl Session {
    /// What axe finds wrong with the page as it stands, one line a fault with the places.
    pub async fn axe(&self, script: &str) -> Vec<String> {
        // The page's policy holds for the page's own scripts, not for a driver's.
        self.run(&format!("{script}\nwindow.axe = window.axe || axe;"), vec![])
            .await;
        // What just stands under the bar of the page is no fault.
        self.run("scrollTo(0, 0)", vec![]).await;
        let options = json!({ "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
        let found = self
            .run_until_done(
                "window.axe.run(document, arguments[0]).then(
                   (result) => done(result.violations.map((one) => one.id + ': ' + one.help + ' — '
                     + one.nodes.map((node) => node.target.join(' ') + ' (' + (node.any.concat(node.all, node.none)[0]?.message || '') + ')').join('; '))),
                   (error) => done(['axe failed: ' + error]))",
                vec![options],
            )
            .await;
        found
            .as_array()
            .map(|all| all.iter().filter_map(Value::as_str).map(str::to_owned).collect())
            .unwrap_or_default()
    }
}
