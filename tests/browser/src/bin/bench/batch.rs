//! The longest stretch that the page is busy while a folder of 10,000 files is dropped, read and asked about.

use std::time::Duration;

use assay_browser::browser::Browser;
use assay_browser::folder::{BUSY, DROP};
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use serde_json::json;
use stand_in::Options;

use crate::page::in_own_browser;
use crate::rounds::median;

const FILES: usize = 10_000;
const DISTINCT: usize = 250;
/// Milliseconds.
const AT_MOST: f64 = 200.0;

/// Measures, prints and judges.
pub async fn run(browser: Browser, rounds: usize) -> Vec<String> {
    in_own_browser(browser, move |page| run_all(page, browser, rounds)).await
}

async fn run_all(page: Session, browser: Browser, rounds: usize) -> Vec<String> {
    let mut longest = Vec::new();
    for round in 0..=rounds {
        // Each has an origin without a past.
        let world = World::served_by(Options {
            made_up: true,
            ..Options::default()
        })
        .await;
        page.goto(&world.page()).await;
        page.run("localStorage.setItem('assay.key', arguments[0])", vec![json!(KEY)])
            .await;
        page.reload().await;
        page.loses("#start").await;
        tokio::time::sleep(Duration::from_secs(3)).await;
        page.run(BUSY, vec![]).await;
        page.run(DROP, vec![json!(FILES), json!(DISTINCT)]).await;
        let patience = Duration::from_mins(4);
        page.sees_within(patience, "10,000 of 10,000 read in 100 folders").await;
        page.wait_patiently(
            patience,
            "every answer",
            "return !plain(document.body.innerText).includes('to ask')",
            vec![],
        )
        .await;
        let busy = page.run("return window.busy", vec![]).await;
        // The first fills the caches of code.
        if round > 0 {
            longest.push(busy.as_f64().unwrap_or_else(|| panic!("no time: {busy}")));
        }
    }
    let middle = median(longest.iter().copied());
    let all: Vec<String> = longest.iter().map(|time| format!("{time:.0}")).collect();
    println!(
        "\nThe longest task while {FILES} files are dropped, read and asked about in {}: {middle:.0} ms, at most {AT_MOST:.0} wanted   ({})",
        browser.name(),
        all.join(" ")
    );
    // None may be longer, and so the median is no judge.
    let most = longest.into_iter().fold(0.0, f64::max);
    let slow = most > AT_MOST && browser == Browser::Chromium;
    slow.then(|| format!("the page is busy for {most:.0} ms at a stretch"))
        .into_iter()
        .collect()
}
