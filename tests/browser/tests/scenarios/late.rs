//! The part of the page that is fetched when it is first needed: when that is, once, and what stands where it did not come.

use std::fs;
use std::time::Duration;

use assay_browser::browser::Browser;
use assay_browser::host::Serving;
use assay_browser::session::Session;
use assay_browser::world::{World, dist};
use serde_json::Value;

use crate::acts;
use crate::settings::open_settings;
use crate::stage::{scenarios, shared};

scenarios![
    a_report_needs_no_late_part,
    a_start_at_a_late_view_draws_it,
    a_late_part_that_is_not_the_published_one_is_refused,
    a_late_part_that_is_gone_is_told_from_a_damaged_one,
    without_a_network_the_open_page_stays,
];

/// The late part's name, from the tag that boot.js reads.
fn name() -> String {
    let index = fs::read_to_string(dist().join("index.html")).expect("the page is built");
    let (_, after) = index.split_once("data-late=\"").expect("the page was split");
    after.chars().take_while(|sign| *sign != '"').collect()
}

fn times_asked(world: &World) -> usize {
    let host = world.host.as_ref().expect("a host of its own");
    let path = format!("/{}", name());
    host.asked().into_iter().filter(|asked| *asked == path).count()
}

async fn sees_the_report(page: &Session, fragment: &str) {
    acts::go(page, fragment).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
}

/// The address of the report that the stand-in has.
fn report() -> String {
    let report = acts::report("malicious-pe");
    format!("#/file/{}", report["data"]["id"].as_str().unwrap_or_default())
}

async fn a_report_needs_no_late_part(browser: Browser) {
    let page = shared(browser).await;
    let world = World::apart("/").await;
    acts::open_with_key(&page, &world).await;
    acts::ready_to_hash(&page).await;
    sees_the_report(&page, &report()).await;
    assert_eq!(times_asked(&world), 0, "nobody has asked for anything late");

    page.press("Details").await;
    page.sees("Authentihash").await;
    page.press("All attributes").await;
    page.sees("last_analysis_stats").await;
    open_settings(&page).await;
    acts::go(&page, "#/sample").await;
    page.sees("A sample report, made up by this project.").await;
    assert_eq!(times_asked(&world), 1, "it is fetched once");
    page.breaks_no_policy().await;
}

async fn a_start_at_a_late_view_draws_it(browser: Browser) {
    let page = shared(browser).await;
    let world = World::apart("/deep/er/").await;
    page.goto(&world.at("#/settings")).await;
    page.sees("VirusTotal API key").await;
    page.reload().await;
    page.sees("VirusTotal API key").await;
    page.breaks_no_policy().await;
}

async fn a_late_part_that_is_not_the_published_one_is_refused(browser: Browser) {
    let page = shared(browser).await;
    let mut serving = Serving::plain(&dist(), "/");
    // Still valid WebAssembly, with a section that says nothing: only its digest tells.
    let whole = fs::read(dist().join(name())).expect("the page is built");
    let changed = [whole, vec![0, 5, 4, b't', b'e', b's', b't']].concat();
    serving.instead.insert(name(), changed);
    let world = World::apart_with(serving, true).await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, "#/settings").await;
    page.sees("This part of the page is not what was published.").await;
    let before = times_asked(&world);
    page.press("Try again").await;
    while times_asked(&world) == before {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    page.sees("This part of the page is not what was published.").await;
    // The first part works on.
    sees_the_report(&page, &report()).await;
}

async fn a_late_part_that_is_gone_is_told_from_a_damaged_one(browser: Browser) {
    let page = shared(browser).await;
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(dist()).expect("the page is built").flatten() {
        if entry.file_name().to_string_lossy() != name() {
            fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("a file can be copied");
        }
    }
    let world = World::apart_with(Serving::plain(folder.path(), "/"), true).await;
    acts::open_with_key(&page, &world).await;
    sees_the_report(&page, &report()).await;
    page.press("All attributes").await;
    page.sees("This part of the page is no longer on the server.").await;
    page.press("Detections").await;
    page.sees("Engine").await;
    // A new version is published: what the reader presses then fetches it.
    fs::copy(dist().join(name()), folder.path().join(name())).expect("a file can be copied");
    page.press("All attributes").await;
    page.press("Try again").await;
    page.sees("last_analysis_stats").await;
}

async fn without_a_network_the_open_page_stays(browser: Browser) {
    let page = shared(browser).await;
    let mut serving = Serving::plain(&dist(), "/");
    // An open connection to its own machine is what Firefox uses even when it is offline.
    serving.headers.push(("connection", "close".to_owned()));
    let world = World::apart_with(serving, true).await;
    acts::open_with_key(&page, &world).await;
    acts::ready_to_hash(&page).await;
    page.offline(true).await;
    page.press("Settings").await;
    page.sees("This part of the page could not be fetched.").await;
    page.offline(false).await;
    page.press("Try again").await;
    page.sees("VirusTotal API key").await;
    let focused = page.run("return document.activeElement?.tagName", vec![]).await;
    assert_ne!(focused, Value::from("BODY"), "the focus has gone");
}
