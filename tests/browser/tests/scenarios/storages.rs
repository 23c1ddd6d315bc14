//! Storages of every kind of damage, and none at all: the page works, and says what it set aside.

use assay_browser::browser::{Beginning, Browser};
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};

use crate::acts;
use crate::settings::open_settings;
use crate::stage::{scenarios, shared};

scenarios![
    a_damaged_storage_keeps_nobody_from_working,
    a_browser_without_storage_still_works,
];

async fn a_damaged_storage_keeps_nobody_from_working(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let long = "x".repeat(1_000_000);
    for (settings, key, damaged) in [
        ("{", KEY, true),
        ("null", KEY, true),
        ("[1,2,3]", KEY, true),
        ("{\"theme\":7,\"language\":[]}", KEY, true),
        ("{\"proxy\":\"javascript:alert(1)\"}", KEY, true),
        ("\u{0}\u{FFFF}", KEY, true),
        (long.as_str(), KEY, true),
        (
            "{\"version\":99,\"something\":{\"new\":1},\"theme\":\"dark\"}",
            KEY,
            false,
        ),
        ("{}", "a b\u{1}", true),
        ("{}", long.as_str(), true),
    ] {
        let what: String = settings.chars().take(40).collect();
        acts::open_with(&page, &world, &[("assay.settings", settings), ("assay.key", key)]).await;
        open_settings(&page).await;
        let warned = page.text().await.contains("A part of the stored settings was damaged");
        assert_eq!(warned, damaged, "{what}");
        if key == KEY {
            page.sees("A key is set:").await;
        }
        acts::go(&page, "#/").await;
        page.sees("Check a file without uploading it").await;
    }
    // A bit that fell over, at every place: the page must start each time.
    let whole = "{\"language\":\"en\",\"theme\":\"dark\",\"proxy\":\"./\"}";
    for at in (0..whole.len()).step_by(4) {
        let mut bytes = whole.as_bytes().to_vec();
        bytes[at] ^= 1;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        acts::open_with(&page, &world, &[("assay.settings", &text), ("assay.key", KEY)]).await;
        page.finds("main h1").await;
        page.does_not_see("Something in this page broke").await;
    }
    page.breaks_no_policy().await;
}

async fn a_browser_without_storage_still_works(browser: Browser) {
    let page = Session::open(
        browser,
        &Beginning {
            storage: false,
            ..Beginning::default()
        },
    )
    .await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    let refused = page
        .run(
            "try { localStorage.length; return false; } catch { return true; }",
            vec![],
        )
        .await;
    assert_eq!(refused, true, "the browser lets the page store");
    open_settings(&page).await;
    page.sees("This browser does not let the page store anything.").await;
    page.fill("API key", KEY).await;
    page.press("Save").await;
    page.sees("A key is set:").await;
    let sample = acts::file_of(world.disk(), "malicious-pe", "private.exe");
    page.drop_files(&[&sample.path]).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
    page.close().await;
}
