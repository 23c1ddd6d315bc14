//! Network locations: three lists as one table in groups, and the way of a URL, paid for one by one.

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::json;
use stand_in::fixtures::world;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    what_a_file_contacted_is_grouped_and_paid_for_as_the_reader_likes,
    the_way_of_a_url_is_told_stop_by_stop,
    a_file_that_contacted_nothing_costs_nothing,
];

/// The titles of the groups, as they stand.
async fn groups(page: &Session) -> Vec<String> {
    let found = page
        .run("return [...document.querySelectorAll('#panel-network .group-title')].filter(shown).map((title) => plain(title.innerText))", vec![])
        .await;
    let titles = found.as_array().expect("a list").iter();
    titles.filter_map(|title| title.as_str().map(str::to_owned)).collect()
}

async fn has_group(page: &Session, title: &str) {
    let script = "return [...document.querySelectorAll('#panel-network .group-title')].some((one) => plain(one.innerText) === arguments[0])";
    page.wait(&format!("the group {title}"), script, vec![json!(title)])
        .await;
}

/// What was asked behind `/api/v3/`.
fn asked(world: &World) -> Vec<String> {
    let path = |seen: &stand_in::Seen| acts::asked(seen).strip_prefix("/api/v3/").map(str::to_owned);
    world.questions().iter().filter_map(path).collect()
}

async fn what_a_file_contacted_is_grouped_and_paid_for_as_the_reader_likes(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}/network", world::FILE)).await;
    has_group(&page, "cdn-viewer[.]example[.]com").await;
    let file = format!("files/{}", world::FILE);
    let mut paid = vec![file.clone(), format!("{file}/contacted_domains")];
    assert_eq!(asked(&world), paid, "opening the tab is one request");
    page.sees("not loaded (8)").await;
    page.press("Load the other 2 lists · 2 requests").await;
    has_group(&page, "Private and reserved").await;
    page.loses("#panel-network .load-panel").await;
    paid.extend([format!("{file}/contacted_ips"), format!("{file}/contacted_urls")]);
    assert_eq!(asked(&world), paid);
    assert_eq!(
        page.count("#panel-network .seen li").await,
        0,
        "no sandbox has told yet"
    );
    page.press("Load behaviour · 1 request").await;
    page.finds("#panel-network .seen li").await;
    let seen = page.text_of("#panel-network .seen").await.unwrap_or_default();
    assert!(seen.contains("Zenbox"), "{seen}");
    paid.push(format!("{file}/behaviours"));
    assert_eq!(asked(&world), paid);
    let offers = "#panel-network :is(.offers, .sandboxes) button";
    assert_eq!(page.count(offers).await, 0, "nothing is left to be paid for");

    page.press("network (AS)").await;
    has_group(&page, "AS64500 Invented Hosting B.V.").await;
    page.press("country").await;
    has_group(&page, "NL").await;
    let titles = groups(&page).await;
    assert_eq!(
        titles.last().map(String::as_str),
        Some("Country not known"),
        "{titles:?}"
    );
    assert_eq!(asked(&world), paid, "grouping is free");

    // The lists are those of the relations tab, and the other way round.
    acts::go(&page, &format!("#/file/{}/relations/contacted_ips", world::FILE)).await;
    page.finds("#panel-relations:not([hidden]) table").await;
    assert_eq!(asked(&world), paid);
    acts::go(&page, &format!("#/file/{}/network", world::FILE)).await;
    page.press("203[.]0[.]113[.]48").await;
    page.wait(
        "the question or the report",
        "return location.hash.startsWith('#/ip/203.0.113.48')",
        vec![],
    )
    .await;
    page.breaks_no_policy().await;
}

async fn the_way_of_a_url_is_told_stop_by_stop(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/url/{}/network", world::URL_ID)).await;
    page.sees("Invented Registrar, Inc.").await;
    let url = format!("urls/{}", world::URL_ID);
    assert_eq!(asked(&world), [url.clone(), format!("{url}/network_location")]);
    for stop in [
        "This URL",
        "redirects to",
        "is on the host",
        "was last served by",
        "hxxps://quillnab-panel[.]example[.]org/login.php",
        // The report told which address that is, for nothing.
        "192[.]175[.]48[.]47",
    ] {
        page.sees(stop).await;
    }
    page.press("Load: Serving address · 1 request").await;
    page.sees("AS64500 Invented Hosting B.V.").await;
    assert_eq!(asked(&world).len(), 3);
    page.press("Leads to").await;
    page.sees("This API key may not ask that.").await;
    page.breaks_no_policy().await;
}

async fn a_file_that_contacted_nothing_costs_nothing(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}/network", world::FILE_CLEAN)).await;
    page.sees("no domain, address or URL that this file contacted").await;
    assert_eq!(asked(&world), [format!("files/{}", world::FILE_CLEAN)]);
}
