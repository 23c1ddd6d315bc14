//! Nothing comes back: a proxy that is down, closed, moved or silent, and a device that is offline.

use assay_browser::browser::Browser;
use assay_browser::host::{Api, Host, Serving};
use assay_browser::proxy::{Flags, Proxy};
use assay_browser::world::{KEY, World, dist};
use serde_json::json;

use crate::acts;
use crate::errors::{AGAIN, SETTINGS, digest, said};
use crate::stage::{scenarios, shared};

scenarios![
    a_proxy_that_is_down_is_named_and_found_again,
    a_proxy_that_does_not_know_the_page_is_named,
    a_redirect_is_not_followed_and_the_key_stays,
    silence_ends_with_a_sentence,
    an_offline_device_is_told_from_a_dead_proxy,
];

async fn a_proxy_that_is_down_is_named_and_found_again(browser: Browser) {
    let page = shared(browser).await;
    let World {
        stand_in,
        proxy,
        folder,
        ..
    } = World::served().await;
    let flags = Flags {
        listen: proxy.origin().trim_start_matches("http://").to_owned(),
        upstream: stand_in.url(),
        serve: Some(dist()),
        allow: Vec::new(),
    };
    let page_at = format!("{}/", proxy.origin());
    page.goto(&page_at).await;
    page.run("localStorage.setItem('assay.key', arguments[0])", vec![json!(KEY)])
        .await;
    page.reload().await;
    acts::started(&page).await;
    acts::ready_to_hash(&page).await;
    drop(proxy);
    let sample = acts::file_of(folder.path(), "malicious-pe", "down.exe");
    page.drop_files(&[&sample.path]).await;
    said(&page, "a dead proxy", "The proxy cannot be reached.", SETTINGS).await;
    let _again = Proxy::start(&flags);
    page.press(AGAIN).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
}

async fn a_proxy_that_does_not_know_the_page_is_named(browser: Browser) {
    let page = shared(browser).await;
    let world = World::apart_with(Serving::plain(&dist(), "/"), false).await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}", digest(1))).await;
    said(&page, "a proxy of others", "does not allow this page to", SETTINGS).await;
    assert!(world.questions().is_empty(), "{:?}", world.questions());
    page.breaks_no_policy().await;
}

async fn a_redirect_is_not_followed_and_the_key_stays(browser: Browser) {
    let page = shared(browser).await;
    // A host that would take the key gladly, were it sent there.
    let mut thief = Serving {
        under: "/".to_owned(),
        ..Serving::default()
    };
    for (name, value) in [
        ("access-control-allow-origin", "*"),
        ("access-control-allow-headers", "x-apikey, accept, content-type"),
        ("access-control-allow-methods", "GET"),
    ] {
        thief.headers.push((name, value.to_owned()));
    }
    thief.instead.insert("stolen".to_owned(), b"{}".to_vec());
    let thief = Host::start(thief).await;
    for to in [format!("{}/stolen", thief.origin()), "./api/elsewhere".to_owned()] {
        let mut serving = Serving::plain(&dist(), "/");
        serving
            .instead
            .insert("config.json".to_owned(), b"{\"proxy\": \"./\"}".to_vec());
        serving.api = Api::Redirect(to);
        let host = Host::start(serving).await;
        page.goto(&host.page()).await;
        page.run("localStorage.setItem('assay.key', arguments[0])", vec![json!(KEY)])
            .await;
        page.reload().await;
        acts::started(&page).await;
        acts::go(&page, &format!("#/file/{}", digest(1))).await;
        said(
            &page,
            "a redirect",
            "The proxy sends this page to another address",
            SETTINGS,
        )
        .await;
        assert!(host.heard().contains(KEY), "the first question never came");
        assert!(
            !host.asked().iter().any(|path| path.contains("elsewhere")),
            "{:?}",
            host.asked()
        );
    }
    assert_eq!(thief.heard(), "", "somebody followed");
}

async fn silence_ends_with_a_sentence(browser: Browser) {
    let page = shared(browser).await;
    let mut serving = Serving::plain(&dist(), "/");
    serving
        .instead
        .insert("config.json".to_owned(), b"{\"proxy\": \"./\"}".to_vec());
    serving.api = Api::Hang;
    let host = Host::start(serving).await;
    page.goto(&host.page()).await;
    page.run("localStorage.setItem('assay.key', arguments[0])", vec![json!(KEY)])
        .await;
    page.reload().await;
    acts::started(&page).await;
    acts::go(&page, &format!("#/file/{}", digest(1))).await;
    // While it waits, the page says for how long already.
    page.sees("s so far").await;
    said(&page, "silence", "No answer came in time.", AGAIN).await;
}

async fn an_offline_device_is_told_from_a_dead_proxy(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let sample = acts::file_of(world.disk(), "malicious-pe", "plane.exe");
    acts::ready_to_hash(&page).await;
    page.offline(true).await;
    page.drop_files(&[&sample.path]).await;
    page.sees("This device is offline.").await;
    page.offline(false).await;
    page.press(AGAIN).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
}
