//! A report as big as VirusTotal's biggest, and as hostile: it opens, and every row can be reached.

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::json;
use stand_in::fixtures::{Identity, content, large};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    every_row_of_a_large_report_can_be_reached,
    twenty_megabytes_of_behaviour_are_read_to_their_last_row,
];

/// What an export is called whose bytes no JSON library writes: halves of characters, a NUL, a turn of the text.
const ODD: &str = r"half \ud83d of a pair \udc00\u0000 and \u202eturned";
const ODD_AS_READ: &str = "half \u{FFFD} of a pair \u{FFFD}⟨U+0000⟩ and ⟨U+202E⟩turned";

async fn open(page: &Session, world: &World) {
    let digest = Identity::of(&content(large::NAME)).sha256;
    let text = large::fixture()
        .to_string()
        .replace("ExportedFunctionNumber_13990", ODD);
    world.stand_in.add_bytes(&[&digest], text);
    acts::open_with_key(page, world).await;
    acts::go(page, &format!("#/file/{digest}")).await;
    page.sees("engines call this file").await;
}

async fn every_row_of_a_large_report_can_be_reached(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    open(&page, &world).await;
    page.press("Details").await;
    page.wait(
        "the first export",
        "document.querySelector('#details-exports').scrollIntoView({ block: 'start', behavior: 'instant' });
         return !!document.querySelector(\"[aria-setsize='14000'][aria-posinset='1']\")",
        vec![],
    )
    .await;
    let met = page
        .run_until_done(&acts::meet_rows("aria-posinset", 0.9), vec![])
        .await;
    assert_eq!(met["rows"], json!(14_000), "{met}");
    for (tab, last) in [
        (
            "Details",
            ["ExportedFunctionNumber_13999", "Imported_39_99", ODD_AS_READ],
        ),
        (
            "All attributes",
            ["ExportedFunctionNumber_13999", "bottom", ODD_AS_READ],
        ),
    ] {
        page.press(tab).await;
        // The heart of the page must keep beating while the long lists open.
        page.run(
            "scrollTo(0, 0); window.beats = 0; const beat = () => { window.beats += 1; requestAnimationFrame(beat); }; beat();",
            vec![],
        )
        .await;
        for wanted in last {
            let met = page.run_until_done(&acts::open_and_meet(), vec![json!(wanted)]).await;
            assert_eq!(met, json!(true), "{wanted} in {tab}");
        }
        let beats = page.run("return window.beats", vec![]).await;
        assert!(beats.as_u64().unwrap_or(0) > 10, "the page drew {beats} times");
    }
    page.press("JSON").await;
    page.sees("Copy JSON").await;
    page.press("Detections").await;
    page.sees("Engine").await;
    page.breaks_no_policy().await;
}

async fn twenty_megabytes_of_behaviour_are_read_to_their_last_row(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let digest = Identity::of(&content(large::NAME)).sha256;
    // Before the report, which says how many there are.
    world
        .stand_in
        .set_relation("files", &digest, "behaviours", large::behaviours());
    open(&page, &world).await;
    page.press("Behaviour").await;
    page.sees("All 5").await;
    page.sees("Tidemark").await;
    page.wait(
        "the deepest process",
        "const tree = [...document.querySelectorAll('.process')];
         if (tree.some((line) => line.innerText.includes('stage23.exe'))) return true;
         tree.at(-1)?.scrollIntoView({ block: 'end', behavior: 'instant' });
         return false;",
        vec![],
    )
    .await;
    page.wait(
        "the last row of the last list",
        "const panel = document.querySelector('[data-group=mutexes]');
         if (panel.innerText.includes(arguments[0])) return true;
         panel.scrollIntoView({ block: 'end', behavior: 'instant' });
         return false;",
        vec![json!("Global\\4\\01249")],
    )
    .await;
    page.breaks_no_policy().await;
}
