//! Lists of many thousands, of which only what is near is in the page: nothing a reader does there is lost.

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use fantoccini::key::Key;
use serde_json::{Value, json};
use stand_in::fixtures::world::ANDROID;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    the_bar_tells_the_truth_and_rows_of_any_height_stand_where_they_were,
    focus_and_what_was_opened_stay_while_the_reader_is_elsewhere,
    paper_has_a_sensible_part_and_says_so,
];

const ROWS: usize = 20_000;

/// A behaviour of 20,000 rows; every seventh is long enough to wrap, and each opens to what it has besides.
async fn open(browser: Browser) -> (Session, World) {
    let page = shared(browser).await;
    let world = World::served().await;
    let set: Vec<Value> = (0..ROWS)
        .map(|at| {
            let long = if at % 7 == 3 {
                "very-long-part\\".repeat(15)
            } else {
                String::new()
            };
            json!({"key": format!("HKLM\\Many\\{long}{at}"), "value": at, "besides": format!("besides {at}")})
        })
        .collect();
    let report = json!({
        "type": "file_behaviour",
        "id": format!("{ANDROID}_Box"),
        "attributes": {"sandbox_name": "Box", "registry_keys_set": set},
    });
    world
        .stand_in
        .set_relation("files", ANDROID, "behaviours", vec![report]);
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{ANDROID}/behaviour")).await;
    page.finds("[aria-rowindex='2']").await;
    (page, world)
}

/// The number of the row in the middle of the window.
const IN_THE_MIDDLE: &str = "
    const middle = innerHeight / 2;
    const row = [...document.querySelectorAll('main [aria-rowindex]')]
      .find((row) => row.getBoundingClientRect().top <= middle && row.getBoundingClientRect().bottom > middle);
    return row ? Number(row.getAttribute('aria-rowindex')) : null;";

async fn middle(page: &Session) -> u64 {
    let row = page
        .wait("a row in the middle of the window", IN_THE_MIDDLE, vec![])
        .await;
    row.as_u64().expect("a number")
}

async fn scroll(page: &Session, windows: f64) {
    page.run(
        "scrollBy({ top: innerHeight * arguments[0], behavior: 'instant' })",
        vec![json!(windows)],
    )
    .await;
}

async fn the_bar_tells_the_truth_and_rows_of_any_height_stand_where_they_were(browser: Browser) {
    let (page, _world) = open(browser).await;
    let share = "const root = document.documentElement; scrollTo({ top: root.scrollHeight * arguments[0], behavior: 'instant' })";
    for (at, least, most) in [(0.5, 9_000, 11_000), (0.9, 17_000, 19_000), (0.25, 4_000, 6_000)] {
        page.run(share, vec![json!(at)]).await;
        let row = middle(&page).await;
        assert!((least..most).contains(&row), "at {at} of the bar stands row {row}");
    }
    // Upwards, where nobody has seen the heights yet: no row is left out, and none comes twice.
    let mut before = middle(&page).await;
    for _ in 0..30 {
        scroll(&page, -0.5).await;
        let now = middle(&page).await;
        assert!(now < before && before - now < 25, "from row {before} to row {now}");
        before = now;
    }
    page.breaks_no_policy().await;
}

async fn focus_and_what_was_opened_stay_while_the_reader_is_elsewhere(browser: Browser) {
    let (page, _world) = open(browser).await;
    let opener = "document.querySelector(\"[aria-rowindex='12'] .besides\")";
    page.run(&format!("{opener}.click()"), vec![]).await;
    page.sees("besides 10").await;
    page.run(
        "document.querySelector(\"[aria-rowindex='210'] .besides\")?.focus()",
        vec![],
    )
    .await;
    page.wait(
        "row 210 to be reached with the focus",
        "const row = document.querySelector(\"[aria-rowindex='210'] .besides\");
         if (row) { row.focus(); return document.activeElement === row; }
         scrollBy(0, innerHeight / 2);
         return false;",
        vec![],
    )
    .await;
    for _ in 0..20 {
        scroll(&page, 20.0).await;
        middle(&page).await;
    }
    let kept = "return [document.activeElement?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex'), \
        !!document.querySelector(\"[aria-rowindex='12'] [aria-expanded=true]\"), \
        document.querySelectorAll('[aria-rowindex]').length < 1000]";
    assert_eq!(page.run(kept, vec![]).await, json!(["210", true, true]));
    // The keyboard goes on where it was, over rows that come as it goes.
    for _ in 0..120 {
        page.keys(&[Key::Tab]).await;
    }
    let row = page
        .run(
            "return Number(document.activeElement?.closest('[aria-rowindex]')?.getAttribute('aria-rowindex'))",
            vec![],
        )
        .await;
    assert!(row.as_u64().is_some_and(|row| (240..=330).contains(&row)), "{row}");
    page.sees("besides 10").await;
}

async fn paper_has_a_sensible_part_and_says_so(browser: Browser) {
    let (page, _world) = open(browser).await;
    page.run("dispatchEvent(new Event('beforeprint'))", vec![]).await;
    let rows = "return document.querySelectorAll('#panel-behaviour [aria-rowindex]').length";
    assert_eq!(page.run(rows, vec![]).await, json!(1_000));
    let cut = page
        .run(
            "return plain([...document.querySelectorAll('.cut')].map((cut) => cut.textContent).join(' '))",
            vec![],
        )
        .await;
    assert_eq!(cut, json!("Only the first 1,000 of 20,000 rows are printed."));
    page.run("dispatchEvent(new Event('afterprint'))", vec![]).await;
    page.wait(
        "the rows to go",
        "return document.querySelectorAll('#panel-behaviour [aria-rowindex]').length < 300",
        vec![],
    )
    .await;
}
