//! A page whose clock all but stands still until a test sets it forward: no minute ends by itself on a slow machine.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::session::Session;

/// Runs before the page does, in every tab and after every load. It goes on a little, as no two moments are the same.
const CLOCK: &str = "
    const own = Date.now.bind(Date);
    const begun = Number(localStorage.getItem('trial.begun')) || own();
    localStorage.setItem('trial.begun', begun);
    Date.now = () => Math.floor(begun + (own() - begun) / 1000) + Number(localStorage.getItem('trial.ahead'));";

/// A copy of the built page with that clock, in a folder of the test.
pub fn slowed(page: &Path, folder: &Path) -> PathBuf {
    let copy = folder.join("page");
    fs::create_dir(&copy).expect("a folder");
    for file in fs::read_dir(page).expect("the page").flatten() {
        fs::copy(file.path(), copy.join(file.file_name())).expect("a copy");
    }
    fs::write(copy.join("clock.js"), CLOCK).expect("the clock");
    let start = copy.join("index.html");
    let text = fs::read_to_string(&start).expect("the start page");
    let (before, after) = text.split_once("<script id=\"boot\"").expect("the page's own script");
    let with_clock = format!("{before}<script src=\"clock.js\"></script><script id=\"boot\"{after}");
    fs::write(start, with_clock).expect("the start page");
    copy
}

/// Sets that clock forward, in every tab.
pub async fn later(page: &Session, seconds: u64) {
    let ahead =
        "localStorage.setItem('trial.ahead', Number(localStorage.getItem('trial.ahead')) + arguments[0] * 1000)";
    page.run(ahead, vec![json!(seconds)]).await;
}
