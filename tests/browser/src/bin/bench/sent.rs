//! From the drop of a file of 1 MB to the moment when the question about its digest leaves the page.

use assay_browser::browser::Browser;
use assay_browser::samples::{Sample, noise};
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use serde_json::json;

use crate::page::in_own_browser;
use crate::rounds::median;

const LENGTH: usize = 1_000_000;

/// Measures and prints.
pub async fn run(browser: Browser, rounds: usize) -> Vec<String> {
    in_own_browser(browser, move |page| run_all(page, browser, rounds)).await
}

async fn run_all(page: Session, browser: Browser, rounds: usize) -> Vec<String> {
    let mut times = Vec::new();
    for round in 0..=rounds {
        // Each has quota, an origin without a past, and a file that was never seen.
        let world = World::served().await;
        page.goto(&world.page()).await;
        page.run("localStorage.setItem('assay.key', arguments[0])", vec![json!(KEY)])
            .await;
        page.reload().await;
        page.loses("#start").await;
        // As long as a person takes at least to find a file.
        tokio::time::sleep(std::time::Duration::from_secs(3)).await;
        let sample = Sample::write(world.disk(), "dropped.bin", &noise(round as u64 + 77, LENGTH));
        page.run(
            "addEventListener('drop', () => { window.droppedAt ??= performance.now(); }, { capture: true });",
            vec![],
        )
        .await;
        page.drop_files(&[&sample.path]).await;
        let taken = page
            .wait(
                "the question to be sent",
                "const asked = performance.getEntriesByType('resource').find((entry) => entry.name.includes(arguments[0]));
                 return asked ? asked.requestStart - droppedAt : null",
                vec![json!(format!("files/{}", sample.sha256))],
            )
            .await;
        // The first fills the caches of code.
        if round > 0 {
            times.push(taken.as_f64().unwrap_or_else(|| panic!("no time: {taken}")));
        }
    }
    let all: Vec<String> = times.iter().map(|time| format!("{time:.0}")).collect();
    println!(
        "\nFrom the drop of a file of 1 MB to the question sent in {}: {:.0} ms   ({})",
        browser.name(),
        median(times.iter().copied()),
        all.join(" ")
    );
    Vec::new()
}
