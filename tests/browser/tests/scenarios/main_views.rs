//! The main views, light and dark, wide and narrow: axe finds nothing in them, and none runs out of its window.

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::surroundings::Scheme;
use assay_browser::views::{MAIN, WINDOWS};
use assay_browser::world::World;
use serde_json::json;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![axe_finds_nothing_in_any_colour_and_width];

async fn axe_finds_nothing_in_any_colour_and_width(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    for scheme in [Scheme::Light, Scheme::Dark] {
        page.prefer(scheme).await;
        for (width, height) in WINDOWS {
            page.resize(width, height).await;
            for view in &MAIN {
                view.open(&page).await;
                // Colours go over into each other.
                let still = "return document.getAnimations().every((one) => one.playState !== 'running')";
                page.wait("the colours to stand", still, vec![]).await;
                let about = format!("{} {scheme:?} {width}", view.name);
                if let Some(script) = axe::script() {
                    let faults = page.axe(script).await;
                    assert!(faults.is_empty(), "{about}: {faults:#?}");
                }
                let out = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
                assert_eq!(page.run(out, vec![]).await, json!(0), "{about} runs out of its window");
            }
        }
    }
    page.breaks_no_policy().await;
}
