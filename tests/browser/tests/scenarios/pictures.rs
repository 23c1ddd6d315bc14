//! Pictures: dates in their order, bars, and what neither hostile texts nor narrow windows may do to them.

use std::collections::BTreeSet;

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::json;
use stand_in::fixtures::world;
use stand_in::fixtures::{Identity, file};

use crate::pictures_map::load_everything;
use crate::stage::{scenarios, shared};
use crate::{acts, hostile};

scenarios![
    dates_stand_in_their_order_and_absurd_ones_apart,
    bars_say_in_words_how_long_they_are,
    nothing_hostile_acts_in_pictures,
    axe_finds_nothing_in_pictures_and_nothing_runs_out_of_a_narrow_window,
];

async fn dates_stand_in_their_order_and_absurd_ones_apart(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(
        &page,
        &format!("#/file/{}/details", Identity::of(&file("clean-signed-pe")).sha256),
    )
    .await;
    page.sees("Signer's certificate is valid").await;
    let script = "
        const dots = [...document.querySelectorAll('#panel-details svg.track')].map((track) => {
          const box = track.getBoundingClientRect();
          const mark = track.querySelector('[data-part=dot], [data-part=span]').getBoundingClientRect();
          return [mark.left - box.left, mark.right <= box.right + 1 && mark.left >= box.left - 1];
        });
        return dots";
    let dots = page.run(script, vec![]).await;
    let places: Vec<f64> = dots
        .as_array()
        .expect("a list")
        .iter()
        .inspect(|dot| assert_eq!(dot[1], json!(true), "a mark lies beside its scale: {dot}"))
        .filter_map(|dot| dot[0].as_f64())
        .collect();
    assert!(places.len() > 3, "{places:?}");
    // A mark's own width apart, later is further to the right.
    assert!(places.windows(2).all(|pair| pair[0] <= pair[1] + 10.0), "{places:?}");
    acts::go(
        &page,
        &format!("#/file/{}/details", Identity::of(&file("hostile")).sha256),
    )
    .await;
    page.sees("Dates that cannot be true").await;
    page.breaks_no_policy().await;
}

async fn bars_say_in_words_how_long_they_are(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let network = format!("#/file/{}/network", world::FILE);
    load_everything(&page, &format!("#/file/{}/relations/map", world::FILE)).await;
    acts::go(&page, &network).await;
    page.finds("section[aria-labelledby='bars-country'] svg").await;
    // Each row: how many places it says there are, and how long its bar is.
    let rows = page
        .run(
            "return [...document.querySelectorAll('section[aria-labelledby^=bars-] li:has(svg)')].map((row) => [
               row.closest('section').getAttribute('aria-labelledby'),
               plain(row.innerText),
               Number(/([0-9]+) places?/.exec(row.innerText)?.[1] ?? 0),
               row.querySelector('[data-part=places]').getBoundingClientRect().width,
             ])",
            vec![],
        )
        .await;
    let rows = rows.as_array().expect("a list");
    for picture in ["bars-country", "bars-as"] {
        let own: Vec<(f64, f64)> = rows
            .iter()
            .filter(|row| row[0] == picture)
            .filter_map(|row| Some((row[2].as_f64()?, row[3].as_f64()?)))
            .collect();
        assert!(own.len() > 1 && own.iter().all(|(places, _)| *places > 0.0), "{rows:?}");
        for pair in own.windows(2) {
            let ([more, longer], [fewer, shorter]) = ([pair[0].0, pair[0].1], [pair[1].0, pair[1].1]);
            assert!(more >= fewer && longer >= shorter, "{rows:?}");
            assert_eq!(more > fewer, longer > shorter, "{rows:?}");
        }
    }
    page.breaks_no_policy().await;
}

async fn nothing_hostile_acts_in_pictures(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let views = ["relations/map", "network", "details"];
    let mut usual = BTreeSet::new();
    let mut asked = 0;
    for (digest, of_ill_will) in [(world::FILE, false), (world::FILE_HOSTILE, true)] {
        let file = format!("#/file/{digest}");
        load_everything(&page, &format!("{file}/relations/map")).await;
        if of_ill_will {
            asked = world.questions().len();
        }
        for view in views {
            acts::go(&page, &format!("{file}/{view}")).await;
            page.finds("[role=tabpanel]:not([hidden]) svg").await;
            for _ in 0..3 {
                page.run(acts::OPEN_EVERYTHING, vec![]).await;
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            }
            let seen = hostile::elements(&page).await;
            if !of_ill_will {
                usual.extend(seen);
                continue;
            }
            let strange: Vec<_> = seen.difference(&usual).collect();
            assert!(
                strange.is_empty(),
                "{view}: elements that no other report has: {strange:?}"
            );
            hostile::quiet(&page, &world, view).await;
            for link in own_links(&page).await {
                assert!(link.starts_with("#/"), "{view}: a picture leads to {link}");
            }
        }
    }
    assert!(page.client().get_alert_text().await.is_err(), "a dialog is open");
    assert_eq!(world.questions().len(), asked, "drawing asks for nothing");
    page.breaks_no_policy().await;
}

/// Where the links inside of pictures lead.
async fn own_links(page: &Session) -> Vec<String> {
    let found = page
        .run(
            "return [...document.querySelectorAll('svg a[href]')].map((link) => link.getAttribute('href'))",
            vec![],
        )
        .await;
    let links = found.as_array().into_iter().flatten();
    links.filter_map(|link| link.as_str().map(str::to_owned)).collect()
}

async fn axe_finds_nothing_in_pictures_and_nothing_runs_out_of_a_narrow_window(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let file = format!("#/file/{}", world::FILE);
    for (place, until) in [
        (format!("{file}/relations/map"), "a.node"),
        (format!("{file}/details"), "svg.track"),
        (format!("{file}/network"), "#panel-network table"),
    ] {
        for width in [1280, 390] {
            page.resize(width, 900).await;
            acts::go(&page, &place).await;
            page.finds(until).await;
            let out = page
                .run(
                    "return document.documentElement.scrollWidth > window.innerWidth",
                    vec![],
                )
                .await;
            assert_eq!(out, json!(false), "{place} at {width}: the page runs out of its window");
            if let Some(script) = axe::script() {
                let found = page.axe(script).await;
                assert!(found.is_empty(), "{place} at {width}: {found:#?}");
            }
        }
    }
}
