//! A report as big as VirusTotal's biggest: it opens, and every row can be reached.

use assay_browser::browser::Browser;
use assay_browser::world::World;
use serde_json::json;
use stand_in::fixtures::{Identity, content, large};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![every_row_of_a_large_report_can_be_reached];

async fn every_row_of_a_large_report_can_be_reached(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let digest = Identity::of(&content(large::NAME)).sha256;
    acts::go(&page, &format!("#/file/{digest}")).await;
    page.sees("engines call this file").await;
    for (tab, last) in [
        ("Details", ["ExportedFunctionNumber_13999", "Imported_39_99"]),
        ("All attributes", ["ExportedFunctionNumber_13999", "bottom"]),
    ] {
        page.press(tab).await;
        // The heart of the page must keep beating while the long lists open.
        page.run(
            "window.beats = 0; const beat = () => { window.beats += 1; requestAnimationFrame(beat); }; beat();",
            vec![],
        )
        .await;
        for wanted in last {
            page.wait(
                &format!("{wanted} in {tab}"),
                &format!(
                    "if (document.querySelector('main').innerText.includes(arguments[0])) return true;
                     {}
                     window.scrollBy(0, 4 * innerHeight);
                     return false;",
                    acts::OPEN_EVERYTHING
                ),
                vec![json!(wanted)],
            )
            .await;
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
