//! The parts of the page that are fetched when they are first needed: when that is, once each, and what stands where one
//! did not come.

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
    a_start_and_a_report_fetch_what_they_need,
    a_start_at_a_later_view_draws_it,
    a_part_that_is_not_the_published_one_is_refused,
    a_part_that_is_gone_is_told_from_a_damaged_one,
    without_a_network_the_open_page_stays,
];

/// The name of a file, from the tag that boot.js reads.
fn name(part: &str) -> String {
    let index = fs::read_to_string(dist().join("index.html")).expect("the page is built");
    let (_, after) = index
        .split_once(&format!("data-{part}=\""))
        .expect("the page was split");
    after.chars().take_while(|sign| *sign != '"').collect()
}

/// How often the soon part and the late part were asked for.
fn asked(world: &World) -> [usize; 2] {
    let asked = world.host.as_ref().expect("a host of its own").asked();
    ["soon", "late"].map(|part| {
        let path = format!("/{}", name(part));
        asked.iter().filter(|asked| **asked == path).count()
    })
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

async fn a_start_and_a_report_fetch_what_they_need(browser: Browser) {
    let page = shared(browser).await;
    let world = World::apart("/").await;
    acts::open_with_key(&page, &world).await;
    acts::ready_to_hash(&page).await;
    assert_eq!(asked(&world), [0, 0], "nobody has asked for anything yet");

    sees_the_report(&page, &report()).await;
    page.press("Details").await;
    page.sees("Authentihash").await;
    open_settings(&page).await;
    assert_eq!(asked(&world), [1, 0], "a report and the settings are one part");

    acts::go(&page, &report()).await;
    page.press("All attributes").await;
    page.sees("last_analysis_stats").await;
    acts::go(&page, "#/sample").await;
    page.sees("A sample report, made up by this project.").await;
    assert_eq!(asked(&world), [1, 1], "each is fetched once");
    page.breaks_no_policy().await;
}

async fn a_start_at_a_later_view_draws_it(browser: Browser) {
    let page = shared(browser).await;
    let world = World::apart("/deep/er/").await;
    page.goto(&world.at("#/sample")).await;
    page.sees("A sample report, made up by this project.").await;
    page.goto(&world.at("#/settings")).await;
    page.reload().await;
    page.sees("VirusTotal API key").await;
    page.breaks_no_policy().await;
}

async fn a_part_that_is_not_the_published_one_is_refused(browser: Browser) {
    let page = shared(browser).await;
    let mut serving = Serving::plain(&dist(), "/");
    // Still valid WebAssembly, with a section that says nothing: only its digest tells.
    let whole = fs::read(dist().join(name("late"))).expect("the page is built");
    let changed = [whole, vec![0, 5, 4, b't', b'e', b's', b't']].concat();
    serving.instead.insert(name("late"), changed);
    let world = World::apart_with(serving, true).await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, "#/sample").await;
    page.sees("This part of the page is not what was published.").await;
    let before = asked(&world);
    page.press("Try again").await;
    while asked(&world) == before {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    page.sees("This part of the page is not what was published.").await;
    // What is there works on.
    sees_the_report(&page, &report()).await;
}

async fn a_part_that_is_gone_is_told_from_a_damaged_one(browser: Browser) {
    let page = shared(browser).await;
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(dist()).expect("the page is built").flatten() {
        if entry.file_name().to_string_lossy() != name("late") {
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
    fs::copy(dist().join(name("late")), folder.path().join(name("late"))).expect("a file can be copied");
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
