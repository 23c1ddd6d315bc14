//! What a report costs, counted where it is paid: in what the stand-in received.

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::json;
use stand_in::fixtures::world;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    a_full_report_costs_one_request_and_one_for_each_list_that_is_not_empty,
    an_empty_list_costs_nothing_unless_the_reader_insists,
    an_address_of_a_list_opens_cold_for_two,
];

/// The free lists of a file that the relations tab shows itself, with where they stand in the world.
const LISTS: [&str; 9] = [
    "contacted_domains",
    "contacted_ips",
    "contacted_urls",
    "dropped_files",
    "bundled_files",
    "execution_parents",
    "pe_resource_children",
    "collections",
    "graphs",
];

/// What was asked, each path behind `/api/v3/` once for each time.
fn paid(world: &World) -> Vec<String> {
    let api = |seen: &stand_in::Seen| acts::asked(seen).strip_prefix("/api/v3/").map(str::to_owned);
    world.questions().iter().filter_map(api).collect()
}

/// Waits until nothing is awaited any more.
async fn rests(page: &Session) {
    page.wait(
        "the tab to rest",
        "return ![...document.querySelectorAll('main .load-panel')].some(shown)",
        vec![],
    )
    .await;
}

/// Opens a part of the report and waits until its panel is there.
async fn open(page: &Session, part: &str) {
    acts::go(page, &format!("#/file/{}/{part}", world::FILE)).await;
    let tab = part.split('/').next().unwrap_or_default();
    page.finds(&format!("#panel-{tab}:not([hidden]) :is(h2, table, p, li)"))
        .await;
    rests(page).await;
}

async fn a_full_report_costs_one_request_and_one_for_each_list_that_is_not_empty(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let file = format!("files/{}", world::FILE);
    open(&page, "detections").await;
    page.sees("engines call this file").await;
    assert_eq!(paid(&world), std::slice::from_ref(&file), "a report is one request");

    let mut expected = vec![file.clone()];
    // What is in the answer already costs nothing, and neither does looking at the shelf of lists.
    for part in ["details", "attributes", "raw", "relations"] {
        open(&page, part).await;
        assert_eq!(paid(&world), expected, "{part}");
    }
    for list in LISTS {
        open(&page, &format!("relations/{list}")).await;
        page.finds("#panel-relations:not([hidden]) table").await;
        expected.push(format!("{file}/{list}"));
        assert_eq!(paid(&world), expected, "{list}");
    }
    // Known to be empty from the report's own answer.
    open(&page, "relations/pe_resource_parents").await;
    page.sees("nothing was asked for it").await;
    assert_eq!(paid(&world), expected);
    // The network's lists are the same as those of the relations.
    open(&page, "network").await;
    page.finds("#panel-network table").await;
    assert_eq!(paid(&world), expected, "its lists are here");

    open(&page, "behaviour").await;
    expected.push(format!("{file}/behaviours"));
    page.sees("Zenbox").await;
    assert_eq!(paid(&world), expected);

    open(&page, "community").await;
    expected.push(format!("{file}/comments"));
    page.finds("#panel-community:not([hidden]) li").await;
    assert_eq!(paid(&world), expected);

    // Seen once, everything is here for as long as the page is.
    for part in [
        "detections",
        "network",
        "behaviour",
        "community",
        "relations/graphs",
        "relations/contacted_ips",
    ] {
        open(&page, part).await;
    }
    acts::go(&page, "#/").await;
    page.finds("h1").await;
    open(&page, "relations/dropped_files").await;
    page.sees("stage2.bin").await;
    assert_eq!(paid(&world), expected, "second visits are free");

    // A new load of the page has the report from what is kept, and knows nothing of its lists.
    acts::kept(&page, "reports", world::FILE, 1).await;
    page.reload().await;
    page.sees("stage2.bin").await;
    expected.push(format!("{file}/dropped_files"));
    assert_eq!(paid(&world), expected);
    assert!(world.stand_in.writes().is_empty(), "nothing was written");
    page.breaks_no_policy().await;
}

async fn an_empty_list_costs_nothing_unless_the_reader_insists(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    open(&page, "relations/pe_resource_parents").await;
    page.sees("nothing was asked for it").await;
    let file = format!("files/{}", world::FILE);
    assert_eq!(paid(&world), std::slice::from_ref(&file));
    page.press("Ask anyway · 1 request").await;
    page.sees("VirusTotal has nothing here.").await;
    assert_eq!(paid(&world), [file.clone(), format!("{file}/pe_resource_parents")]);
}

async fn an_address_of_a_list_opens_cold_for_two(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    page.goto("about:blank").await;
    page.goto(&world.at(&format!("#/domain/{}/relations/subdomains", world::DOMAIN)))
        .await;
    page.finds("#panel-relations table tbody tr").await;
    let domain = format!("domains/{}", world::DOMAIN);
    assert_eq!(paid(&world), [domain.clone(), format!("{domain}/subdomains")]);
    let rows = page
        .run(
            "return document.querySelectorAll('#panel-relations tbody tr').length",
            vec![],
        )
        .await;
    assert_eq!(rows, json!(25));
}
