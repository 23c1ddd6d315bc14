//! A search for a text: what is found, page by page, and what is not.

use assay_browser::browser::Browser;
use assay_browser::world::World;
use serde_json::{Value, json};
use stand_in::Misbehaviour;
use stand_in::fixtures::world;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    what_is_found_stands_by_kind_and_opens_here,
    each_page_of_results_costs_one_request,
    nothing_found_is_said_whichever_way_it_comes,
];

async fn what_is_found_stands_by_kind_and_opens_here(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    page.goto("about:blank").await;
    page.goto(&world.at(&format!("#/search/{}", world::DOMAIN))).await;
    page.sees("Search: cdn-viewer.example.com").await;
    page.sees("Malicious · 15 of 90").await;
    let questions = world.questions();
    assert_eq!(questions.len(), 1, "{questions:?}");
    assert!(
        questions[0]
            .target
            .starts_with("/api/v3/search?query=cdn-viewer.example.com&"),
        "{questions:?}"
    );
    page.press("cdn-viewer[.]example[.]com").await;
    page.sees("engines call this domain malicious").await;
    page.client().back().await.expect("there is a way back");
    page.sees("Search:").await;
    assert_eq!(world.questions().len(), 2, "the way back costs nothing");
    // Comments are found by their tags.
    acts::go(&page, "#/search/%23quillnab").await;
    page.sees("Search: #quillnab").await;
    page.finds("main table").await;
    page.breaks_no_policy().await;
}

async fn each_page_of_results_costs_one_request(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let comment = |at: usize| {
        json!({
            "type": "comment", "id": format!("f-{}-{at:08x}", world::FILE),
            "attributes": {"date": 1_700_000_000 + at, "text": format!("Entry {at} #manyfold"), "html": "", "tags": ["manyfold"],
                "votes": {"abuse": 0, "negative": 0, "positive": 0}},
        })
    };
    for at in 0..85 {
        let object: Value = comment(at);
        world.stand_in.add_object(&object);
    }
    acts::open_with_key(&page, &world).await;
    acts::go(&page, "#/search/%23manyfold").await;
    page.sees("Entry 84").await;
    assert_eq!(world.questions().len(), 1);
    page.press("Load").await;
    page.sees("Entry 44").await;
    assert_eq!(world.questions().len(), 2);
    page.press("Load").await;
    page.sees("Entry 0 ").await;
    assert_eq!(world.questions().len(), 3);
    let more = page.run("return !!called('main button', 'Load')", vec![]).await;
    assert_eq!(more, false, "there is no more to load");
    page.breaks_no_policy().await;
}

async fn nothing_found_is_said_whichever_way_it_comes(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, "#/search/no%20such%20words").await;
    page.sees("VirusTotal found nothing.").await;
    world.stand_in.misbehave(Misbehaviour::Error("NotFoundError".into()));
    acts::go(&page, "#/search/nor%20these").await;
    page.sees("Search: nor these").await;
    page.sees("VirusTotal found nothing.").await;
    world.stand_in.misbehave(Misbehaviour::Error("ForbiddenError".into()));
    acts::go(&page, "#/search/premium%20words").await;
    page.sees("This API key may not ask that.").await;
    page.does_not_see("VirusTotal found nothing.").await;
    world.stand_in.misbehave(Misbehaviour::Error("TransientError".into()));
    acts::go(&page, "#/search/passing%20words").await;
    page.sees("VirusTotal has a passing fault.").await;
    page.press("Ask again").await;
    page.sees("VirusTotal found nothing.").await;
    assert_eq!(world.questions().len(), 5, "{:?}", world.questions());
    page.breaks_no_policy().await;
}
