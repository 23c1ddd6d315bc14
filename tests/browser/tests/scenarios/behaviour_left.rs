//! What is left of a behaviour: by process, by a sought text, without known noise; in the address, by hand and by keys.

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use fantoccini::key::Key;
use serde_json::json;
use stand_in::fixtures::world::FILE;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    a_process_says_what_is_left_of_every_table,
    a_process_is_in_the_address,
    known_noise_says_why_and_can_be_hidden,
    a_text_is_sought_in_all_that_was_seen,
    keys_alone_pick_a_process_and_let_it_go,
    axe_finds_nothing_in_what_is_left,
];

async fn open(browser: Browser, rest: &str) -> (Session, World) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{FILE}/behaviour{rest}")).await;
    page.sees("Process tree").await;
    (page, world)
}

/// Waits for the end of the address.
async fn stands_at(page: &Session, end: &str) {
    let at = "return decodeURIComponent(location.hash).endsWith(arguments[0])";
    page.wait(&format!("the address to end in {end}"), at, vec![json!(end)])
        .await;
}

async fn a_process_says_what_is_left_of_every_table(browser: Browser) {
    let (page, world) = open(browser, "/Zenbox").await;
    page.sees("viewer_update.exe").await;
    page.press("PaymentViewer.exe").await;
    page.sees("Only what is told of").await;
    page.no_longer_sees("viewer_update.exe").await;
    for own in [
        "stage2.bin",
        "2816.dmp",
        "Files written 1 of 3",
        "not told by process",
        "told by the program's name alone",
    ] {
        page.sees(own).await;
    }
    // Another process is away; the one above is grey and still there; the ones below are as they were.
    page.does_not_see("svchost.exe -k netsvcs").await;
    let grey = "return [...document.querySelectorAll('#panel-behaviour li[data-above] .pick')].map((one) => plain(one.innerText))";
    assert_eq!(page.run(grey, vec![]).await, json!(["explorer.exe"]));
    page.sees("stage12.exe").await;
    page.no_longer_sees("PaymentViewerSvc").await;
    page.press("All processes").await;
    page.sees("PaymentViewerSvc").await;
    page.sees("svchost.exe -k netsvcs").await;
    let asked = world.questions();
    assert_eq!(asked.len(), 2, "nothing of this is asked for: {asked:?}");
    page.breaks_no_policy().await;
}

async fn a_process_is_in_the_address(browser: Browser) {
    let (page, _world) = open(browser, "").await;
    page.press("schtasks.exe").await;
    stands_at(&page, "/behaviour?of=Zenbox&process=2968").await;
    page.sees("Only what is told of").await;
    page.run("history.back()", vec![]).await;
    page.no_longer_sees("Only what is told of").await;
    page.sees("svchost.exe -k netsvcs").await;
    // Opened cold, it is the same process; addresses once had this form.
    acts::go(&page, &format!("#/file/{FILE}/behaviour/~process=2816~of=Zenbox")).await;
    page.reload().await;
    page.sees("Only what is told of").await;
    page.sees("stage2.bin").await;
    page.does_not_see("viewer_update.exe").await;
    page.keys(&[Key::Escape]).await;
    page.no_longer_sees("Only what is told of").await;
    page.sees("viewer_update.exe").await;
    stands_at(&page, "/behaviour").await;
    acts::go(&page, &format!("#/file/{FILE}/behaviour/Zenbox~process=1")).await;
    page.sees("The address names a process that is not among those seen.")
        .await;
    page.sees("viewer_update.exe").await;
}

async fn known_noise_says_why_and_can_be_hidden(browser: Browser) {
    let (page, _world) = open(browser, "").await;
    page.sees("ZonesCacheCounterMutex").await;
    page.sees("noise: libraries of Windows").await;
    page.press("Hide known noise (2)").await;
    page.sees("2 hidden as known noise · show").await;
    page.no_longer_sees("ZonesCacheCounterMutex").await;
    page.sees("QuillnabOnce").await;
    stands_at(&page, "/behaviour?noise=hidden").await;
    page.reload().await;
    page.sees("2 hidden as known noise · show").await;
    page.no_longer_sees("ZonesCacheCounterMutex").await;
    page.press("2 hidden as known noise").await;
    page.sees("ZonesCacheCounterMutex").await;
}

async fn a_text_is_sought_in_all_that_was_seen(browser: Browser) {
    let (page, _world) = open(browser, "").await;
    page.fill("Search in what was seen", "QUILLNAB").await;
    page.sees("Shown:").await;
    page.sees("Registry 2 of 5").await;
    page.no_longer_sees("KERNEL32.dll").await;
    page.sees("quillnab-panel").await;
    stands_at(&page, "/behaviour?find=QUILLNAB").await;
    page.fill("Search in what was seen", "nowhere to be found").await;
    page.sees("Nothing of what was seen fits.").await;
    page.press("Show everything").await;
    page.sees("KERNEL32.dll").await;
    stands_at(&page, "/behaviour").await;
    acts::go(&page, &format!("#/file/{FILE}/behaviour?find=stage3")).await;
    page.no_longer_sees("KERNEL32.dll").await;
    let written = page
        .run("return document.querySelector('#panel-behaviour input').value", vec![])
        .await;
    assert_eq!(written, json!("stage3"));
}

async fn keys_alone_pick_a_process_and_let_it_go(browser: Browser) {
    let (page, _world) = open(browser, "/Zenbox").await;
    page.run(
        "document.querySelectorAll('#panel-behaviour .fold[aria-expanded]')[1].focus()",
        vec![],
    )
    .await;
    page.keys(&[Key::Tab, Key::Enter]).await;
    page.sees("Only what is told of").await;
    let focused = "const at = document.activeElement; return [plain(at.innerText), at.getAttribute('aria-pressed')]";
    assert_eq!(page.run(focused, vec![]).await, json!(["PaymentViewer.exe", "true"]));
    page.keys(&[Key::Escape]).await;
    page.no_longer_sees("Only what is told of").await;
    assert_eq!(page.run(focused, vec![]).await, json!(["PaymentViewer.exe", "false"]));
}

async fn axe_finds_nothing_in_what_is_left(browser: Browser) {
    for rest in [
        "/~process=2816~of=Zenbox",
        "/~find=stage",
        "/~noise=hidden",
        "/~find=nowhere%20at%20all",
    ] {
        let (page, _world) = open(browser, rest).await;
        if let Some(script) = axe::script() {
            assert_eq!(page.axe(script).await, Vec::<String>::new(), "{rest}");
        }
        page.resize(390, 844).await;
        let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(page.run(over, vec![]).await, json!(0), "{rest}");
    }
}
