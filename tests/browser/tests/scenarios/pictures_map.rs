//! The map of relations: walked by keys and mouse, loaded list by list, zoomed, dragged, with five hundred nodes.

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use fantoccini::key::Key;
use serde_json::{Value, json};
use stand_in::fixtures::world;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    the_map_is_walked_by_keys_and_opens_what_is_chosen,
    lists_are_loaded_onto_the_map_one_by_one,
    names_are_joined_to_the_addresses_that_they_resolve_to,
    the_map_is_zoomed_and_dragged,
    five_hundred_nodes_are_walked_like_ten,
    a_map_that_was_drawn_anew_before_its_first_frame_breaks_nothing,
];

fn map() -> String {
    format!("#/file/{}/relations/map", world::FILE)
}

async fn open_map(page: &Session) {
    acts::go(page, &map()).await;
    page.finds("a.node[tabindex='0']").await;
}

/// What the focused node says to those who listen.
async fn spoken(page: &Session) -> String {
    let said = page
        .run(
            "return document.activeElement?.getAttribute('aria-label') ?? ''",
            vec![],
        )
        .await;
    said.as_str().unwrap_or_default().to_owned()
}

async fn number(page: &Session, script: &str) -> i64 {
    page.run(script, vec![]).await.as_f64().map_or(0, |number| {
        #[expect(clippy::cast_possible_truncation, reason = "pixels")]
        let whole = number as i64;
        whole
    })
}

/// Loads every list that a map offers.
pub async fn load_everything(page: &Session, map: &str) {
    acts::go(page, map).await;
    page.finds("svg.drawing").await;
    for _ in 0..60 {
        if page.count(".offers button").await == 0 {
            return;
        }
        page.run("document.querySelector('.offers button')?.click()", vec![])
            .await;
        page.wait(
            "the list",
            "return !document.querySelector('#panel-relations .load-panel')",
            vec![],
        )
        .await;
    }
    panic!("the map offers lists without an end");
}

async fn the_map_is_walked_by_keys_and_opens_what_is_chosen(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    open_map(&page).await;
    let asked = world.questions().len();
    assert_eq!(asked, 1, "drawing the map costs nothing: {:?}", world.questions());
    page.run("document.querySelector('a.node[tabindex=\"0\"]').focus()", vec![])
        .await;
    let first = spoken(&page).await;
    assert!(first.contains("Malicious"), "the file itself: {first}");
    page.keys(&[Key::Right]).await;
    let second = spoken(&page).await;
    assert!(second != first && !second.is_empty(), "{second}");
    assert_eq!(page.count("a.node[tabindex='0']").await, 1);
    page.keys(&[Key::Down]).await;
    let third = spoken(&page).await;
    assert_ne!(third, second);
    // The line below says the same for the eye.
    let below = page.text_of("p.chosen").await.unwrap_or_default();
    let name = third.split(',').next().unwrap_or_default();
    assert!(below.contains(name), "{below} is not {third}");
    page.keys(&[Key::Home]).await;
    assert_eq!(spoken(&page).await, first);
    page.keys(&[Key::End]).await;
    let to = page
        .run("return document.activeElement.getAttribute('href')", vec![])
        .await;
    page.keys(&[Key::Enter]).await;
    page.wait("the chosen report", "return location.hash === arguments[0]", vec![to])
        .await;
    page.breaks_no_policy().await;
}

async fn lists_are_loaded_onto_the_map_one_by_one(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    open_map(&page).await;
    let script = "return [...document.querySelectorAll('.offers button')].map((button) => plain(button.innerText))";
    let offers = page.run(script, vec![]).await;
    let offer = offers
        .as_array()
        .and_then(|offers| {
            offers
                .iter()
                .filter_map(Value::as_str)
                .find(|offer| offer.starts_with("Contacted domains"))
        })
        .expect("contacted domains are offered")
        .to_owned();
    assert!(offer.ends_with("· 1 request"), "{offer}");
    let before = page.count("a.node").await;
    page.press(&offer).await;
    page.sees("Contacted domains").await;
    page.wait(
        "the domains on the map",
        "return [...document.querySelectorAll('a.node')].some((node) => /cdn-viewer\\[\\.\\]example/.test(node.getAttribute('aria-label')) && node.dataset.verdict !== 'unknown')",
        vec![],
    )
    .await;
    assert!(page.count("a.node").await >= before);
    assert_eq!(world.questions().len(), 2, "one list, one request");
    // The same as a list.
    page.press("As a list").await;
    page.finds(".as-list a[href^='#/domain/']").await;
    // Pressing a node opens its report. Firefox's driver cannot press a link in a picture, but what is in it.
    let node = page.finds("a.node[href^='#/domain/'] [data-part='shape']").await;
    page.click(&node).await;
    page.wait("the domain", "return location.hash.startsWith('#/domain/')", vec![])
        .await;
    page.breaks_no_policy().await;
}

/// The width of the drawing as it stands.
const WIDTH: &str = "return document.querySelector('svg.drawing').getBoundingClientRect().width";

async fn the_map_is_zoomed_and_dragged(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    page.resize(390, 844).await;
    open_map(&page).await;
    let begin = number(&page, WIDTH).await;
    page.press("Zoom in").await;
    let larger = number(&page, WIDTH).await;
    assert!(larger > begin, "{larger} {begin}");
    page.run("document.querySelector('a.node[tabindex=\"0\"]').focus()", vec![])
        .await;
    page.type_text("+").await;
    page.wait(
        "a larger map",
        "return document.querySelector('svg.drawing').getBoundingClientRect().width > arguments[0] + 1",
        vec![json!(larger)],
    )
    .await;
    // A hand on the ground pulls it along, and opens nothing.
    let moved = page
        .run(
            "const frame = document.querySelector('div.frame.pictures-map');
             frame.scrollLeft = 40; frame.scrollTop = 40;
             const at = (type, x, y) => frame.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: 'mouse', button: 0, clientX: x, clientY: y }));
             at('pointerdown', 300, 300); at('pointermove', 280, 290); at('pointerup', 280, 290);
             return [frame.scrollLeft, frame.scrollTop]",
            vec![],
        )
        .await;
    assert_eq!(moved, json!([60, 50]));
    page.type_text("0").await;
    page.wait(
        "all of the map",
        "const frame = document.querySelector('div.frame.pictures-map'); return frame.scrollWidth <= frame.clientWidth && frame.scrollHeight <= frame.clientHeight",
        vec![],
    )
    .await;
    let address = page.url().await;
    assert!(address.ends_with("/relations/map"), "{address}");
    page.breaks_no_policy().await;
}

async fn names_are_joined_to_the_addresses_that_they_resolve_to(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    load_everything(&page, &map()).await;
    let leads = page
        .run(
            "const node = [...document.querySelectorAll('a.node[href^=\"#/domain/\"]')].find((node) => / leads to /.test(node.getAttribute('aria-label')));
             node?.focus();
             const line = document.querySelector('path[data-part=join][data-lit]');
             return [node?.getAttribute('aria-label') ?? '', (line.getAttribute('d').match(/M/g) ?? []).length]",
            vec![],
        )
        .await;
    let said = leads[0].as_str().unwrap_or_default();
    assert!(said.contains("[.]"), "no name leads to an address: {said}");
    page.wait(
        "the lines of the node in hand",
        "return document.querySelector('path[data-part=join][data-lit]').getAttribute('d').startsWith('M')",
        vec![],
    )
    .await;
    // The same in the line below, and in the list.
    let below = page.text_of("p.chosen").await.unwrap_or_default();
    assert!(below.contains("leads to"), "{below}");
    page.press("As a list").await;
    page.finds(".as-list a[href^='#/domain/']").await;
    let listed = page.text_of(".as-list").await.unwrap_or_default();
    assert!(listed.contains("leads to"), "{listed}");
    page.breaks_no_policy().await;
}

async fn five_hundred_nodes_are_walked_like_ten(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let lists = [
        "dropped_files",
        "bundled_files",
        "execution_parents",
        "pe_resource_children",
        "pe_resource_parents",
    ];
    for (at, list) in lists.iter().enumerate() {
        let one = |number: usize| {
            json!({
                "type": "file",
                "id": format!("{at:08x}{number:056x}"),
                "attributes": {
                    "meaningful_name": format!("part-{at}-{number}.bin"),
                    "last_analysis_stats": { "malicious": number % 4, "undetected": 60 },
                },
            })
        };
        let entries = (0..100).map(one).collect();
        world.stand_in.set_relation("files", world::FILE, list, entries);
    }
    acts::open_with_key(&page, &world).await;
    load_everything(&page, &map()).await;
    assert!(page.count("a.node").await > 500);
    page.run("document.querySelector('a.node[tabindex=\"0\"]').focus()", vec![])
        .await;
    let first = spoken(&page).await;
    page.keys(&[Key::Right, Key::Right, Key::Down, Key::Down]).await;
    let far = spoken(&page).await;
    assert!(far.contains(".bin, ") || far.contains("[.]"), "{far}");
    assert_ne!(far, first);
    page.keys(&[Key::Home]).await;
    assert_eq!(spoken(&page).await, first);
    page.keys(&[Key::Left]).await;
    let to = page
        .run("return document.activeElement.getAttribute('href')", vec![])
        .await;
    assert!(to.as_str().is_some_and(|to| to.starts_with("#/file/")), "{to}");
    page.keys(&[Key::Enter]).await;
    page.wait("the chosen report", "return location.hash === arguments[0]", vec![to])
        .await;
    page.breaks_no_policy().await;
}

async fn a_map_that_was_drawn_anew_before_its_first_frame_breaks_nothing(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    // No frame comes before it is let come, as on a machine that is too busy to draw.
    page.run(
        "const real = window.requestAnimationFrame.bind(window), late = [];
         window.requestAnimationFrame = (act) => late.push(act);
         window.letFramesCome = () => {
           window.requestAnimationFrame = real;
           for (const act of late) act(performance.now());
         };",
        vec![],
    )
    .await;
    load_everything(&page, &map()).await;
    acts::go(&page, &format!("#/file/{}/details", world::FILE)).await;
    page.finds("#panel-details .panels").await;
    page.run("window.letFramesCome()", vec![]).await;
    page.breaks_no_policy().await;
    // What comes now is drawn like before.
    open_map(&page).await;
    page.breaks_no_policy().await;
}
