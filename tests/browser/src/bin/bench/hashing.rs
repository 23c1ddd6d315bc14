//! Hashing: its speed against others, the way from a drop to the question, and what it holds in memory.

use assay_browser::browser::Browser;

use crate::files::Files;
use crate::page::{Page, built};
use crate::{memory, rounds, sent};

/// Measures all of it; returns what fell short. Only Chromium is judged.
pub async fn run(browser: Browser, rounds: usize) -> Vec<String> {
    let mut failures = sent::run(browser, rounds).await;
    let folder = built();
    // A page of its own: what the races leave behind would count as rest.
    let page = Page::open(browser, &folder).await;
    let measuring = tokio::spawn({
        let page = page.clone();
        async move { memory::run(&page, &Files::made(), browser).await }
    });
    let heavy = measuring.await;
    page.close().await;
    let page = Page::open(browser, &folder).await;
    let racing = tokio::spawn({
        let page = page.clone();
        async move { rounds::run(&page, &Files::made(), browser, rounds).await }
    });
    let slow = racing.await;
    page.close().await;
    for outcome in [heavy, slow] {
        match (outcome, browser) {
            (Ok(fell_short), Browser::Chromium) => failures.extend(fell_short),
            (Ok(_), Browser::Firefox) => {}
            // It panicked; the browsers are closed already.
            (Err(error), _) => failures.push(error.to_string()),
        }
    }
    failures
}
