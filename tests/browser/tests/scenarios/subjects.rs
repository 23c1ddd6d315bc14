//! Reports of URLs, domains and addresses: opened by their address, read, walked through, refused.

use std::collections::BTreeSet;

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fantoccini::key::Key;
use serde_json::json;
use stand_in::fixtures::world;
use stand_in::{Misbehaviour, Options};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    each_topic_opens_cold_by_its_address,
    a_url_is_asked_by_what_was_typed_and_known_by_what_came,
    the_tabs_of_a_domain_need_no_mouse,
    a_value_that_has_a_report_opens_it_here,
    a_place_tells_what_registries_and_servers_say_of_it,
    nothing_in_a_place_acts,
    what_nobody_has_seen_is_said_of_each_topic,
    refusals_stand_where_the_report_would,
    a_private_address_is_asked_about_only_on_request,
];

/// The address of a URL's report, by the URL as it was typed.
fn of_url(url: &str) -> String {
    format!("#/url/{}", URL_SAFE_NO_PAD.encode(url))
}

/// What was asked, without the query: the report comes with its relations.
fn paths(world: &World) -> Vec<String> {
    let questions = world.questions();
    let path = |target: &str| target.split('?').next().unwrap_or_default().to_owned();
    questions.iter().map(|seen| path(&seen.target)).collect()
}

async fn each_topic_opens_cold_by_its_address(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    for (place, path, seen) in [
        (
            of_url(world::URL),
            format!("/api/v3/urls/{}", URL_SAFE_NO_PAD.encode(world::URL)),
            [
                "15 of 90 engines call this URL malicious or suspicious.",
                "hxxps://cdn-viewer[.]example[.]com/pay/invoice?id=88213",
                "Engines name the threat: Mal/HTMLGen-A, Phish.Quillnab",
            ],
        ),
        (
            format!("#/url/{}", world::URL_ID),
            format!("/api/v3/urls/{}", world::URL_ID),
            [
                "15 of 90 engines call this URL malicious or suspicious.",
                "Leads to: hxxps://quillnab-panel[.]example[.]org/login.php",
                "The lookup itself told VirusTotal about this URL.",
            ],
        ),
        (
            format!("#/domain/{}", world::DOMAIN),
            format!("/api/v3/domains/{}", world::DOMAIN),
            [
                "engines call this domain malicious",
                "Registrar: Invented Registrar, Inc.",
                "cdn-viewer[.]example[.]com",
            ],
        ),
        (
            format!("#/ip/{}", world::ADDRESS),
            format!("/api/v3/ip_addresses/{}", world::ADDRESS),
            [
                "engines call this IP address malicious",
                "AS64500 Invented Hosting B.V.",
                "192[.]175[.]48[.]47",
            ],
        ),
        (
            "#/ip/2620:004f:8000:0::47".to_owned(),
            format!("/api/v3/ip_addresses/{}", world::ADDRESS_V6),
            ["this IP address", "2620[:]4f[:]8000[:][:]47", "1 request to VirusTotal"],
        ),
        (
            of_url(world::URL_CLEAN),
            format!("/api/v3/urls/{}", URL_SAFE_NO_PAD.encode(world::URL_CLEAN)),
            [
                "Nothing found",
                "None of 90 engines flags this URL.",
                "Ferrous Archiver",
            ],
        ),
    ] {
        world.stand_in.forget();
        // A load of the page itself, as of an address that somebody sent.
        page.goto("about:blank").await;
        page.goto(&world.at(&place)).await;
        for words in seen {
            page.sees(words).await;
        }
        assert_eq!(paths(&world), [path], "{place}");
        let questions = world.questions();
        assert!(questions[0].target.contains("?relationships="), "{questions:?}");
    }
    page.breaks_no_policy().await;
}

async fn a_url_is_asked_by_what_was_typed_and_known_by_what_came(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &of_url(world::URL)).await;
    page.sees("15 of 90 engines call this URL").await;
    // The same object by the id that the answer gave it, or by its own spelling, is no other question.
    acts::go(&page, &format!("#/url/{}", world::URL_ID)).await;
    page.sees("15 of 90 engines call this URL").await;
    // A report is drawn before it is kept.
    acts::kept(&page, "reports", world::URL_ID, 1).await;
    page.reload().await;
    page.sees("15 of 90 engines call this URL").await;
    page.wait(
        "the title to name the URL",
        "return document.title.startsWith('hxxps://cdn-viewer[.]example[.]com/')",
        vec![],
    )
    .await;
    acts::go(&page, &of_url(world::URL)).await;
    page.sees("15 of 90 engines call this URL").await;
    assert_eq!(
        world.questions().len(),
        1,
        "the report is kept, also for the reload: {:?}",
        world.questions()
    );
    world.stand_in.forget();
    let own_page = format!("https://www.virustotal.com/gui/url/{}", world::URL_ID);
    assert!(page.links().await.contains(&own_page), "{:?}", page.links().await);
    page.press("Details").await;
    page.sees("Answer of the server").await;
    page.sees("nginx/1.24.0").await;
    page.sees("Way of redirects").await;
    assert_eq!(
        world.questions().len(),
        0,
        "details cost nothing: {:?}",
        world.questions()
    );
    page.breaks_no_policy().await;
}

async fn the_tabs_of_a_domain_need_no_mouse(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/domain/{}", world::DOMAIN)).await;
    page.sees("engines call this domain").await;
    page.run(
        "document.querySelector('[role=tab][aria-selected=true]').focus()",
        vec![],
    )
    .await;
    for (key, tab, place) in [
        (Key::Right, "Details", "details"),
        (Key::Right, "Relations", "relations"),
        (Key::Right, "Community", "community"),
        (Key::Right, "All attributes", "attributes"),
        (Key::End, "JSON", "raw"),
        (Key::Right, "Detections", ""),
        (Key::Left, "JSON", "raw"),
        (Key::Home, "Detections", ""),
    ] {
        page.keys(&[key]).await;
        page.wait(
            &format!("the tab {tab}"),
            "const at = document.activeElement;
             const end = arguments[1] ? '/' + arguments[1] : '/' + arguments[2];
             return at.getAttribute('aria-selected') === 'true' && nameOf(at).startsWith(arguments[0]) && location.hash.endsWith(end)
               && !document.getElementById(at.getAttribute('aria-controls')).hidden",
            vec![json!(tab), json!(place), json!(world::DOMAIN)],
        )
        .await;
    }
    page.breaks_no_policy().await;
}

async fn a_value_that_has_a_report_opens_it_here(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/domain/{}/details", world::DOMAIN)).await;
    page.sees("DNS records").await;
    page.press("192[.]175[.]48[.]47").await;
    page.sees("engines call this IP address malicious").await;
    assert!(page.url().await.ends_with(&format!("#/ip/{}", world::ADDRESS)));
    let asked = [
        format!("/api/v3/domains/{}", world::DOMAIN),
        format!("/api/v3/ip_addresses/{}", world::ADDRESS),
    ];
    assert_eq!(paths(&world), asked);
    page.client().back().await.expect("there is a way back");
    page.sees("DNS records").await;
    assert_eq!(paths(&world), asked, "the way back costs nothing");
    // The name is copied as it is, for programs, and defanged, for people.
    page.press("Copy Domain").await;
    assert_eq!(pasted(&page).await, world::DOMAIN);
    page.press("Copy defanged").await;
    assert_eq!(pasted(&page).await, "cdn-viewer[.]example[.]com");
    page.breaks_no_policy().await;
}

async fn a_place_tells_what_registries_and_servers_say_of_it(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    for (place, told) in [
        (
            format!("#/domain/{}/details", world::DOMAIN),
            [
                ("a record", "DNS records"),
                ("the certificate", "HTTPS certificate"),
                ("WHOIS", "2138418_DOMAIN-INVENTED"),
                ("RDAP", "client transfer prohibited"),
                ("a rank", "506,742"),
                ("the registrar", "Invented Registrar, Inc."),
            ]
            .as_slice(),
        ),
        (
            format!("#/ip/{}/details", world::ADDRESS),
            [
                ("the certificate", "HTTPS certificate"),
                ("WHOIS", "ORG-INV1-EXAMPLE"),
                ("RDAP", "INVENTED-NET"),
                ("the network", "AS"),
            ]
            .as_slice(),
        ),
    ] {
        acts::go(&page, &place).await;
        page.finds("#panel-details:not([hidden]) dl").await;
        page.run(acts::OPEN_EVERYTHING, vec![]).await;
        for (what, text) in told {
            page.wait(
                &format!("{what} in {place}"),
                "return plain(document.querySelector('#panel-details').innerText).includes(arguments[0])",
                vec![json!(text)],
            )
            .await;
        }
    }
    assert_eq!(world.questions().len(), 2);
    page.breaks_no_policy().await;
}

/// What is on the clipboard, by pasting it into the box.
async fn pasted(page: &Session) -> String {
    let field = page.finds("#box").await;
    field.clear().await.expect("the box can be emptied");
    page.click(&field).await;
    page.chord(Key::Control, 'v').await;
    let found = page
        .wait(
            "something in the box",
            "return document.getElementById('box').value",
            vec![],
        )
        .await;
    found.as_str().unwrap_or_default().to_owned()
}

/// The kinds of elements in the view.
async fn elements(page: &Session) -> BTreeSet<String> {
    let script = "return [...new Set([...document.querySelectorAll('main, main *')].map((thing) => thing.localName))]";
    let found = page.run(script, vec![]).await;
    let found = found.as_array().cloned().unwrap_or_default();
    found
        .iter()
        .filter_map(|kind| kind.as_str().map(str::to_owned))
        .collect()
}

const TABS: [&str; 4] = ["Detections", "Details", "All attributes", "JSON"];

async fn open_all(page: &Session, tab: &str) {
    page.press(tab).await;
    for _ in 0..3 {
        page.run(acts::OPEN_EVERYTHING, vec![]).await;
        tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    }
}

async fn nothing_in_a_place_acts(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let mut usual = BTreeSet::new();
    for place in [
        of_url(world::URL),
        format!("#/domain/{}", world::DOMAIN),
        format!("#/ip/{}", world::ADDRESS),
    ] {
        acts::go(&page, &place).await;
        page.finds("main table").await;
        for tab in TABS {
            open_all(&page, tab).await;
            usual.extend(elements(&page).await);
        }
    }
    for (place, name) in [
        (of_url(world::URL_HOSTILE), "javascript:document"),
        (format!("#/domain/{}", world::DOMAIN_HOSTILE), "hostile[.]example[.]net"),
        (format!("#/ip/{}", world::ADDRESS_HOSTILE), "192[.]175[.]48[.]66"),
    ] {
        acts::go(&page, &place).await;
        page.sees(name).await;
        for tab in TABS {
            open_all(&page, tab).await;
            let seen = elements(&page).await;
            let strange: Vec<_> = seen.difference(&usual).collect();
            assert!(
                strange.is_empty(),
                "{place} {tab}: elements that no other report has: {strange:?}"
            );
            let harmed = page
                .run("return document.documentElement.dataset.harmed || ''", vec![])
                .await;
            assert_eq!(harmed, "", "{place} {tab}");
            for link in page.links().await {
                let own = link.starts_with(&format!("{}#", world.page()));
                assert!(
                    own || link.starts_with("https://www.virustotal.com/gui/"),
                    "{place} {tab}: a link to {link}"
                );
            }
            let text = page.text().await;
            let turns =
                |sign: char| matches!(u32::from(sign), 0x202A..=0x202E | 0x2066..=0x2069 | 0x200E | 0x200F | 0x061C);
            assert!(
                !text.chars().any(turns),
                "{place} {tab}: a sign that turns text around is drawn"
            );
            let wider = page
                .run("return document.documentElement.scrollWidth > innerWidth", vec![])
                .await;
            assert_eq!(wider, false, "{place} {tab}: the page scrolls sideways");
        }
    }
    assert_eq!(world.questions().len(), 6, "{:?}", world.questions());
    page.breaks_no_policy().await;
}

async fn what_nobody_has_seen_is_said_of_each_topic(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    for (place, sentence, name) in [
        (
            of_url(world::URL_NEVER),
            "VirusTotal has never seen this URL.",
            "hxxps://never-seen[.]example[.]org/",
        ),
        (
            format!("#/domain/{}", world::DOMAIN_NEVER),
            "VirusTotal has never seen this domain.",
            "never-seen[.]example[.]org",
        ),
        (
            format!("#/ip/{}", world::ADDRESS_NEVER),
            "VirusTotal has never seen this IP address.",
            "192[.]31[.]196[.]9",
        ),
    ] {
        acts::go(&page, &place).await;
        page.sees(sentence).await;
        page.sees(name).await;
        page.sees("That does not make it safe.").await;
        for word in ["clean", "Nothing found", "harmless", "No threats", "0 of"] {
            let main = page.text_of("main").await.unwrap_or_default();
            assert!(
                !main.to_lowercase().contains(&word.to_lowercase()),
                "“{word}” stands beside “Never seen”: {main}"
            );
        }
    }
    // The page may be unknown and its host well known.
    acts::go(&page, &of_url(&format!("https://{}/nowhere", world::DOMAIN))).await;
    page.sees("VirusTotal has never seen this URL.").await;
    page.press("Look up the host").await;
    page.sees("engines call this domain malicious").await;
    page.breaks_no_policy().await;
}

async fn refusals_stand_where_the_report_would(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served_by(Options {
        made_up: true,
        ..Options::default()
    })
    .await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, "#/domain/no.top-level.123").await;
    page.sees("VirusTotal does not accept what it was asked about.").await;
    page.sees("is not a valid domain pattern").await;
    for (at, code, sentence) in [
        (1, "ForbiddenError", "This API key may not ask that."),
        (2, "WrongCredentialsError", "VirusTotal does not know this API key."),
        (3, "TransientError", "VirusTotal has a passing fault."),
    ] {
        world.stand_in.always_misbehave(Misbehaviour::Error(code.to_owned()));
        acts::go(&page, &format!("#/domain/refused-{at}.malicious.example.com")).await;
        page.sees(sentence).await;
    }
    world.stand_in.behave();
    page.press("Ask again").await;
    page.sees("engines call this domain malicious").await;
    page.breaks_no_policy().await;
}

async fn a_private_address_is_asked_about_only_on_request(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    for (place, why) in [
        (format!("#/ip/{}", world::ADDRESS_PRIVATE), "A private address"),
        (
            format!("#/ip/{}", world::ADDRESS_DOCUMENTATION),
            "Kept for examples in books",
        ),
        ("#/ip/fe80::1".to_owned(), "An address inside one network segment"),
        ("#/domain/intranet".to_owned(), "A name without a dot"),
        (of_url("http://printer.local/status"), "A name of an internal network"),
        (of_url("http://10.0.0.1:8080/"), "A private address"),
        (
            of_url("https://me:secret@intranet.ferrous-tools.dev/"),
            "The URL holds a user name or a password",
        ),
    ] {
        page.goto("about:blank").await;
        page.goto(&world.at(&place)).await;
        page.sees(why).await;
        page.sees("Nothing has been sent yet.").await;
    }
    assert_eq!(world.questions().len(), 0, "{:?}", world.questions());
    acts::go(&page, &format!("#/ip/{}", world::ADDRESS_PRIVATE)).await;
    page.sees("A private address").await;
    page.press("Ask · 1 request").await;
    page.sees("IP address").await;
    page.sees("1 request to VirusTotal").await;
    assert_eq!(
        paths(&world),
        [format!("/api/v3/ip_addresses/{}", world::ADDRESS_PRIVATE)]
    );
    page.breaks_no_policy().await;
}
