//! The trail of a walk: it grows with each step, is cut back, agrees with the browser's own way back, and is never
//! there where nobody walked.

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::json;
use stand_in::fixtures::world;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![a_walk_leaves_a_trail_that_leads_back, a_trail_fits_a_narrow_window];

/// The steps of the trail as they are read; none where there is none.
async fn trail(page: &Session) -> Vec<String> {
    let found = page
        .run(
            "return [...document.querySelectorAll('nav.trail li')].filter(shown).map((step) => plain(step.innerText))",
            vec![],
        )
        .await;
    let steps = found.as_array().expect("a list").iter();
    steps.filter_map(|step| step.as_str().map(str::to_owned)).collect()
}

async fn walked(page: &Session, steps: &[&str]) {
    let script = "
        const steps = [...document.querySelectorAll('nav.trail li')].filter(shown).map((step) => plain(step.innerText));
        return steps.length === arguments[0].length && steps.every((step, at) => step.includes(arguments[0][at]))";
    page.wait(&format!("the trail {steps:?}"), script, vec![json!(steps)])
        .await;
}

const FILE: &str = "PaymentViewer.exe";
const DOMAIN: &str = "cdn-viewer[.]example[.]com";
const ADDRESS: &str = "192[.]175[.]48[.]47";

async fn a_walk_leaves_a_trail_that_leads_back(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}", world::FILE)).await;
    page.sees("engines call this file").await;
    assert!(trail(&page).await.is_empty(), "one step is no trail");
    acts::go(&page, &format!("#/file/{}/relations/contacted_domains", world::FILE)).await;
    page.press(DOMAIN).await;
    page.sees("engines call this domain").await;
    walked(&page, &[FILE, DOMAIN]).await;
    acts::go(&page, &format!("#/domain/{}/relations/resolutions", world::DOMAIN)).await;
    page.press(ADDRESS).await;
    page.sees("engines call this IP address").await;
    walked(&page, &[FILE, DOMAIN, ADDRESS]).await;
    let current = page.text_of("nav.trail [aria-current=page]").await.unwrap_or_default();
    assert!(current.contains(ADDRESS), "{current}");

    // The browser's way back and forth agrees, and so does a reload.
    page.run("history.go(-2)", vec![]).await;
    page.sees("engines call this domain").await;
    walked(&page, &[FILE, DOMAIN]).await;
    page.run("history.go(2)", vec![]).await;
    walked(&page, &[FILE, DOMAIN, ADDRESS]).await;
    page.reload().await;
    page.sees("engines call this IP address").await;
    let again = trail(&page).await;
    assert_eq!(again.len(), 3, "{again:?}");

    // A step of the trail cuts it back.
    page.run("[...document.querySelectorAll('nav.trail a')].at(1).click()", vec![])
        .await;
    page.sees("engines call this domain").await;
    walked(&page, &["", DOMAIN]).await;

    // What is entered begins anew, and so does what is opened from home.
    acts::go(&page, "#/").await;
    page.finds("h1").await;
    acts::go(&page, &format!("#/ip/{}", world::ADDRESS)).await;
    page.sees("engines call this IP address").await;
    assert!(trail(&page).await.is_empty());

    acts::go(&page, &format!("#/domain/{}", world::DOMAIN)).await;
    walked(&page, &[ADDRESS, DOMAIN]).await;
    page.fill("Hash, URL, domain or IP", world::URL).await;
    page.press("Look up").await;
    page.sees("engines call this URL").await;
    assert!(trail(&page).await.is_empty(), "what the box opens begins a walk");
    page.run("history.back()", vec![]).await;
    walked(&page, &[ADDRESS, DOMAIN]).await;

    // An address of somebody else's has no trail.
    page.goto("about:blank").await;
    page.goto(&world.at(&format!("#/domain/{}", world::DOMAIN))).await;
    page.sees("engines call this domain").await;
    assert!(trail(&page).await.is_empty());
    page.breaks_no_policy().await;
}

async fn a_trail_fits_a_narrow_window(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    page.resize(390, 844).await;
    for place in [
        format!("#/file/{}", world::FILE),
        format!("#/domain/{}", world::DOMAIN),
        format!("#/ip/{}", world::ADDRESS),
        format!("#/url/{}", world::URL_ID),
    ] {
        acts::go(&page, &place).await;
        page.sees("engines call this").await;
        page.wait("the place", "return location.hash === arguments[0]", vec![json!(place)])
            .await;
    }
    page.finds("nav.trail li:nth-child(4)").await;
    let measured = page
        .run("const box = document.querySelector('nav.trail').getBoundingClientRect(); return [box.height, document.documentElement.scrollWidth - innerWidth]", vec![])
        .await;
    assert!(
        measured[0].as_f64().is_some_and(|height| height < 70.0),
        "one line: {measured}"
    );
    assert!(
        measured[1].as_f64().is_some_and(|over| over <= 0.0),
        "the page does not scroll sideways: {measured}"
    );
}
