//! A report whose every text wants to act: nothing does.

use std::collections::BTreeSet;

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::json;
use stand_in::fixtures::{Identity, file};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![nothing_in_an_answer_acts];

const TABS: [&str; 4] = ["Detections", "Details", "All attributes", "JSON"];

async fn nothing_in_an_answer_acts(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;

    // What the page draws for a report of no ill will is the measure, with the trail of a walk above it.
    acts::go(&page, &format!("#/file/{}", Identity::of(&file("clean-pdf")).sha256)).await;
    page.sees("found anything in this file").await;
    acts::go(&page, &format!("#/file/{}", Identity::of(&file("malicious-pe")).sha256)).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
    let mut usual = BTreeSet::new();
    for tab in TABS {
        open_all(&page, tab).await;
        usual.extend(elements(&page).await);
    }

    let digest = Identity::of(&file("hostile")).sha256;
    acts::go(&page, &format!("#/file/{digest}")).await;
    page.wait(
        "the hostile report",
        "return document.body.outerHTML.includes(arguments[0])",
        vec![json!(digest)],
    )
    .await;
    page.sees("onerror=").await;
    for tab in TABS {
        open_all(&page, tab).await;
        let seen = elements(&page).await;
        let strange: Vec<_> = seen.difference(&usual).collect();
        assert!(
            strange.is_empty(),
            "{tab}: elements that no other report has: {strange:?}"
        );
        page.run(
            "for (const thing of document.querySelectorAll('main *')) {
               thing.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
             }",
            vec![],
        )
        .await;
        quiet(&page, &world, tab).await;
        let text = page.run("return document.body.innerText", vec![]).await;
        assert!(
            text.as_str().is_some_and(|text| text.contains("U+202E")),
            "{tab}: no sign is spelled out"
        );
    }
    assert!(page.client().get_alert_text().await.is_err(), "a dialog is open");
    assert_eq!(world.questions().len(), 3, "{:?}", world.questions());
    page.breaks_no_policy().await;
}

/// Goes to a tab and opens whatever can be opened in it.
async fn open_all(page: &Session, tab: &str) {
    page.press(tab).await;
    for _ in 0..3 {
        page.run(acts::OPEN_EVERYTHING, vec![]).await;
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
}

/// The kinds of elements in the report, with the names of their attributes.
pub async fn elements(page: &Session) -> BTreeSet<String> {
    let found = page
        .run(
            "const kinds = new Set();
             for (const thing of document.querySelectorAll('main, main *')) {
               kinds.add(thing.localName);
               for (const one of thing.attributes) kinds.add(one.name.startsWith('on') ? thing.localName + ' ' + one.name : thing.localName);
             }
             return [...kinds]",
            vec![],
        )
        .await;
    found
        .as_array()
        .map(|all| all.iter().filter_map(|kind| kind.as_str().map(str::to_owned)).collect())
        .unwrap_or_default()
}

/// Nothing ran, nothing leads away, no text stands elsewhere than its own box.
pub async fn quiet(page: &Session, world: &World, tab: &str) {
    let harmed = page
        .run(
            "return [document.documentElement.dataset.harmed || '', String(window.__pwned), document.title]",
            vec![],
        )
        .await;
    assert_eq!(
        (&harmed[0], &harmed[1]),
        (&json!(""), &json!("undefined")),
        "{tab}: something ran"
    );
    let title = harmed[2].as_str().unwrap_or_default();
    assert!(!title.chars().any(turns), "{tab}: the title turns around: {title:?}");
    for link in page.links().await {
        let own = link.starts_with(&format!("{}#", world.page()));
        assert!(
            own || link.starts_with("https://www.virustotal.com/gui/"),
            "{tab}: a link to {link}"
        );
    }
    // Signs that turn text around are spelled out, so neighbours stand where they stood.
    let text = page.run("return document.body.innerText", vec![]).await;
    let text = text.as_str().unwrap_or_default();
    assert!(
        !text.chars().any(turns),
        "{tab}: a sign that turns text around is drawn"
    );
    let askew = page
        .run(
            "const rows = [...document.querySelectorAll('main table')].flatMap((table) => {
               const head = table.tHead?.rows[0];
               if (!head || !shown(head)) return [];
               const lefts = [...head.cells].map((cell) => Math.round(cell.getBoundingClientRect().left));
               return [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length === lefts.length
                 && [...row.cells].some((cell, at) => Math.abs(Math.round(cell.getBoundingClientRect().left) - lefts[at]) > 1));
             });
             return rows.length + [...document.querySelectorAll('main *')].filter((thing) => getComputedStyle(thing).direction !== 'ltr' && !thing.matches('bdi, nav.trail')).length",
            vec![],
        )
        .await;
    assert_eq!(askew, 0, "{tab}: rows or directions are out of place");
}

fn turns(sign: char) -> bool {
    matches!(u32::from(sign), 0x202A..=0x202E | 0x2066..=0x2069 | 0x200E | 0x200F | 0x061C)
}
