//! A report taken along: saved files opened by themselves, and what stands on paper.

use assay_browser::axe;
use assay_browser::browser::{Beginning, Browser};
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use serde_json::json;
use stand_in::fixtures::world;
use stand_in::fixtures::{Identity, file};
use tempfile::TempDir;

use crate::acts;
use crate::pictures_map::load_everything;
use crate::stage::{scenarios, shared};

scenarios![
    a_saved_report_opens_by_itself_and_does_nothing,
    what_is_printed_is_whole_and_holds_no_buttons,
    paper_is_whole_at_the_first_try,
];

/// A browser of its own that saves into a folder of the test, open on the page with the key.
pub async fn open_with_downloads(browser: Browser, world: &World) -> (Session, TempDir) {
    let downloads = tempfile::tempdir().expect("a folder");
    let beginning = Beginning {
        downloads: downloads.path().to_owned(),
        ..Beginning::default()
    };
    let page = Session::open(browser, &beginning).await;
    acts::open_with_key(&page, world).await;
    (page, downloads)
}

/// Waits for a file in a folder, and reads it.
pub async fn arrived(folder: &std::path::Path, name: &str) -> String {
    let file = folder.join(name);
    for _ in 0..200 {
        if file.metadata().is_ok_and(|about| about.len() > 0) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{name} was not saved: {error}"))
}

async fn a_saved_report_opens_by_itself_and_does_nothing(browser: Browser) {
    let world = World::served().await;
    let (page, downloads) = open_with_downloads(browser, &world).await;
    let digest = Identity::of(&file("hostile")).sha256;
    load_everything(&page, &format!("#/file/{digest}/relations/map")).await;
    acts::go(&page, &format!("#/file/{digest}/details")).await;
    page.sees("onerror=").await;
    page.press("Save or print").await;
    let asked = world.questions().len();
    page.press("Save as a page (HTML)").await;
    let saved = arrived(downloads.path(), &format!("assay-{digest}.html")).await;
    page.press("Save a summary (Markdown)").await;
    let summary = arrived(downloads.path(), &format!("assay-{digest}.md")).await;
    assert_eq!(world.questions().len(), asked, "saving asks for nothing");
    for file in [&saved, &summary] {
        assert!(!file.contains(KEY), "the key is in the file");
        assert!(file.contains(&digest));
    }
    page.breaks_no_policy().await;

    // Opened from the disk, as a reader would.
    let place = downloads.path().join(format!("assay-{digest}.html"));
    page.goto(&format!("file://{}", place.display())).await;
    page.finds("header.card").await;
    let found = page
        .run(
            "const all = [...document.querySelectorAll('*')];
             return {
               acting: all.filter((thing) => thing.matches('script, a, img, svg, iframe, object, embed, form, input, button, link, base, audio, video')).length,
               handlers: all.flatMap((thing) => [...thing.attributes]).filter((one) => one.name.startsWith('on') || one.name === 'style' || one.name === 'href' || one.name === 'src').length,
               loaded: performance.getEntriesByType('resource').length,
               harmed: document.documentElement.dataset.harmed ?? String(window.__pwned),
               styled: getComputedStyle(document.querySelector('header.card')).borderTopWidth,
               turned: all.filter((thing) => getComputedStyle(thing).direction !== 'ltr' && !thing.matches('bdi')).length,
             }",
            vec![],
        )
        .await;
    let expected =
        json!({ "acting": 0, "handlers": 0, "loaded": 0, "harmed": "undefined", "styled": "4px", "turned": 0 });
    assert_eq!(found, expected);
    let text = page.text().await;
    assert!(
        text.contains("<script>") && text.contains("U+202E") && text.contains(&digest),
        "{text}"
    );
    if let Some(script) = axe::script() {
        let wrong = page.axe(script).await;
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    page.close().await;
}

async fn what_is_printed_is_whole_and_holds_no_buttons(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}", world::FILE)).await;
    page.finds("#panel-detections table").await;
    page.run("window.dispatchEvent(new Event('beforeprint'))", vec![]).await;
    page.wait(
        "the details on paper",
        "return document.querySelector('#panel-details .panels') !== null",
        vec![],
    )
    .await;
    assert_eq!(world.questions().len(), 1, "printing asks for nothing");
    page.on_paper(true).await;
    let text = page.text().await;
    for expected in ["Malicious", "engines call this file", "Authentihash", "Engine"] {
        assert!(text.contains(expected), "{expected} is not on paper: {text}");
    }
    // Heads of columns and of folded lists are titles, and what labels say together is a text, too.
    let left = "return [...document.querySelectorAll('button, input, select, [role=tab]')].filter((thing) => shown(thing) && !thing.matches('th button, .panels button[aria-expanded], .chip')).map((thing) => thing.outerHTML.slice(0, 120))";
    let left = page.run(left, vec![]).await;
    // What is cut for the screen is written out behind it.
    let digest = "return [...document.querySelectorAll('bdi[title]')].filter(shown).find((text) => text.title.includes(arguments[0]) && !['none', 'normal'].includes(getComputedStyle(text, '::after').content))?.title ?? ''";
    let whole = page.run(digest, vec![json!(world::FILE)]).await;
    let untold = "return [...document.querySelectorAll('[role=tabpanel]')].filter(shown).map((panel) => panel.id)";
    let parts = page.run(untold, vec![]).await;
    page.on_paper(false).await;
    assert_eq!(
        parts,
        json!(["panel-detections", "panel-details"]),
        "what is not loaded has no place on paper"
    );
    assert_eq!(left, json!([]), "what is pressed stands on paper");
    assert_ne!(whole, json!(""), "the digest is cut on paper");
    page.breaks_no_policy().await;
}

async fn paper_is_whole_at_the_first_try(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}", world::FILE)).await;
    page.finds("#panel-detections table").await;
    if browser == Browser::Firefox {
        // Its driver prints without the event that a person's printing begins with.
        page.run("window.dispatchEvent(new Event('beforeprint'))", vec![]).await;
    }
    let first = page.print().await;
    page.wait(
        "the details, which nobody had opened",
        "return document.querySelector('#panel-details .panels') !== null",
        vec![],
    )
    .await;
    let second = page.print().await;
    for pdf in [&first, &second] {
        assert!(pdf.starts_with(b"%PDF-"), "no PDF");
    }
    // Firefox packs what would tell its pages apart.
    if browser == Browser::Chromium {
        let pages = [sheets(&first), sheets(&second)];
        assert!(pages[0] > 2, "{pages:?}");
        assert_eq!(pages[0], pages[1], "the details came too late for the first print");
    }
    assert_eq!(world.questions().len(), 1, "printing asks for nothing");
}

/// The pages of a PDF.
fn sheets(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let objects = ["/Type /Page", "/Type/Page"].map(|kind| text.split(kind).skip(1));
    let is_page = |rest: &&str| !rest.starts_with(|sign: char| sign.is_ascii_alphabetic());
    objects.into_iter().flatten().filter(is_page).count()
}
