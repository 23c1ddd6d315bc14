//! The one box for text: every kind of thing that it takes, one or many, and what it never asks about by itself.

use std::time::Duration;

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::surroundings::Scheme;
use assay_browser::world::World;
use fantoccini::key::Key;
use serde_json::json;
use stand_in::fixtures::{Identity, file, world};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    every_form_of_a_digest_is_taken,
    every_kind_is_taken,
    what_is_nothing_gets_a_sentence,
    what_is_pasted_anywhere_is_looked_up,
    several_at_once_are_listed_and_asked_about_by_one_button,
    a_page_of_prose_only_lists,
    nothing_private_is_asked_about_before_the_answer,
    the_keyboard_is_enough,
    the_list_speaks_russian,
    axe_finds_nothing_in_the_list,
];

const BOX: &str = "Hash, URL, domain or IP";
const FOUND: &str = "Found in the text";

/// Loads the page anew, so that nothing of before is on the screen, and enters a text.
async fn enter(page: &Session, world: &World, text: &str) {
    page.goto("about:blank").await;
    page.goto(&world.page()).await;
    acts::started(page).await;
    world.stand_in.forget();
    page.fill(BOX, text).await;
    page.keys(&[Key::Enter]).await;
}

/// The paths that VirusTotal was asked for, without what follows the `?`.
fn asked(world: &World) -> Vec<String> {
    let targets = world.questions().into_iter().map(|question| question.target);
    targets
        .map(|target| target.split('?').next().unwrap_or_default().to_owned())
        .collect()
}

/// Waits for the first question and gives its path.
async fn first_asked(world: &World, text: &str) -> String {
    for _ in 0..600 {
        if let Some(first) = asked(world).into_iter().next() {
            return first;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("nothing was asked after “{text}”");
}

async fn every_form_of_a_digest_is_taken(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    let Identity { md5, sha1, sha256 } = Identity::of(&file("malicious-pe"));
    let headline = acts::malicious_headline(&acts::report("malicious-pe"));
    let spaced = pieces(&sha1.to_uppercase(), 4, " ");
    let colons = pieces(&md5.to_uppercase(), 2, ":");
    for (typed, digest) in [
        (md5.clone(), &md5),
        (sha1.to_uppercase(), &sha1),
        (format!("  {sha256} "), &sha256),
        (spaced, &sha1),
        (colons, &md5),
        (
            format!("https://www.virustotal.com/gui/file/{sha256}/detection"),
            &sha256,
        ),
        (
            format!("https://www.virustotal.com/en/file/{sha256}/analysis/"),
            &sha256,
        ),
        (format!("https://www.virustotal.com/#/file/{sha256}/details"), &sha256),
        (format!("{sha256}-1700000000"), &sha256),
    ] {
        enter(&page, &world, &typed).await;
        page.sees(&headline).await;
        assert_eq!(asked(&world), [format!("/api/v3/files/{digest}")], "{typed}");
    }
    page.breaks_no_policy().await;
}

async fn every_kind_is_taken(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    let url = |typed: &str| format!("/api/v3/urls/{}", base64url(typed));
    for (typed, path) in [
        (world::URL.to_owned(), url(world::URL)),
        (
            world::URL.replace("https://", "hxxps://").replace('.', "[.]"),
            url(world::URL),
        ),
        (
            "cdn-viewer.example.com/pay".to_owned(),
            url("http://cdn-viewer.example.com/pay"),
        ),
        (world::DOMAIN.to_owned(), format!("/api/v3/domains/{}", world::DOMAIN)),
        (
            "CDN-viewer[.]example(dot)com".to_owned(),
            format!("/api/v3/domains/{}", world::DOMAIN),
        ),
        (
            "пример.рф".to_owned(),
            "/api/v3/domains/xn--e1afmkfd.xn--p1ai".to_owned(),
        ),
        ("Bücher.de".to_owned(), "/api/v3/domains/xn--bcher-kva.de".to_owned()),
        (
            world::ADDRESS.to_owned(),
            format!("/api/v3/ip_addresses/{}", world::ADDRESS),
        ),
        (
            "192[.]175[.]48[.]47:8080".to_owned(),
            format!("/api/v3/ip_addresses/{}", world::ADDRESS),
        ),
        (
            "[2620:4F:8000:0::47]:443".to_owned(),
            format!("/api/v3/ip_addresses/{}", world::ADDRESS_V6),
        ),
        (
            format!("https://www.virustotal.com/gui/url/{}/detection", world::URL_ID),
            format!("/api/v3/urls/{}", world::URL_ID),
        ),
        (
            format!("https://www.virustotal.com/gui/domain/{}/relations", world::DOMAIN),
            format!("/api/v3/domains/{}", world::DOMAIN),
        ),
        (
            format!("https://www.virustotal.com/gui/ip-address/{}", world::ADDRESS),
            format!("/api/v3/ip_addresses/{}", world::ADDRESS),
        ),
        ("#emotet".to_owned(), "/api/v3/search".to_owned()),
        (
            world::ANALYSIS_URL.to_owned(),
            format!("/api/v3/analyses/{}", world::ANALYSIS_URL),
        ),
    ] {
        enter(&page, &world, &typed).await;
        assert_eq!(first_asked(&world, &typed).await, path, "{typed}");
    }
    page.breaks_no_policy().await;
}

async fn what_is_nothing_gets_a_sentence(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    for (typed, sentence) in [
        ("", "Enter a hash, a URL, a domain or an IP address first."),
        ("0123456789abcdef0123456789abcde", "This has 31 hexadecimal digits."),
        (
            "https://www.virustotal.com/gui/home/upload",
            "This VirusTotal link names no file, URL, domain or IP address.",
        ),
        ("fe80::1%eth0", "names a network card of one machine"),
        (
            "<img src=x onerror=alert(1)>",
            "There is no hash, URL, domain or IP address in this.",
        ),
        (
            "correct horse battery staple",
            "There is no hash, URL, domain or IP address in this.",
        ),
    ] {
        page.fill(BOX, typed).await;
        page.press("Look up").await;
        page.sees(sentence).await;
    }
    // It may be a password: nobody hears of it before the reader has said so.
    assert!(asked(&world).is_empty(), "{:?}", asked(&world));
    page.press("Search VirusTotal for this text").await;
    assert_eq!(first_asked(&world, "the search").await, "/api/v3/search");
    let question = &world.questions()[0];
    assert!(question.target.contains("query=correct"), "{question:?}");
    page.breaks_no_policy().await;
}

async fn what_is_pasted_anywhere_is_looked_up(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    let identity = Identity::of(&file("malicious-pe"));
    page.run("document.activeElement?.blur()", vec![]).await;
    page.paste_text(&format!("SHA256: {}\n", identity.sha256)).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
    page.paste_text(&format!("hxxp://{}/a", world::DOMAIN.replace('.', "[.]")))
        .await;
    page.wait(
        "the page of the URL",
        "return location.hash.startsWith('#/url/')",
        vec![],
    )
    .await;
    page.breaks_no_policy().await;
}

async fn several_at_once_are_listed_and_asked_about_by_one_button(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    world.stand_in.forget();
    // Into the box itself: a field of one line would run the lines together.
    page.run("document.getElementById('box').focus()", vec![]).await;
    let lines = [
        world::FILE.to_owned(),
        world::URL.replace("https", "hxxps"),
        world::DOMAIN.replace('.', "[.]"),
        world::ADDRESS.to_owned(),
        world::ADDRESS.replace('.', "[.]"),
    ];
    page.paste_text(&lines.join("\r\n")).await;
    page.sees(FOUND).await;
    page.sees("1 file · 1 URL · 1 domain · 1 IP address").await;
    page.sees("cdn-viewer[.]example[.]com").await;
    page.sees("2 times").await;
    page.sees("A URL, a domain or an address is itself what is sent").await;
    assert!(asked(&world).is_empty(), "{:?}", asked(&world));

    // What is not chosen costs nothing and is not asked about.
    page.sees("Look up 4 (4 requests)").await;
    page.press(&format!("Choose {}", world::FILE)).await;
    page.press("Choose all: URLs").await;
    page.press("Look up 2 (2 requests)").await;
    page.sees("The chosen ones are looked up").await;
    page.wait(
        "both verdicts",
        "return document.querySelectorAll('main [data-verdict]').length === 2",
        vec![],
    )
    .await;
    let mut paths = asked(&world);
    paths.sort();
    let wanted = [
        format!("/api/v3/domains/{}", world::DOMAIN),
        format!("/api/v3/ip_addresses/{}", world::ADDRESS),
    ];
    assert_eq!(paths, wanted);

    // A row leads to its page, and the way back to the list as it was left.
    page.press("cdn-viewer[.]example[.]com").await;
    page.wait(
        "the domain's page",
        "return location.hash.startsWith('#/domain/')",
        vec![],
    )
    .await;
    page.run("history.back()", vec![]).await;
    page.sees(FOUND).await;
    let chosen = "return document.querySelectorAll('main li input:checked').length";
    assert_eq!(page.run(chosen, vec![]).await, json!(2));
    assert_eq!(world.questions().len(), 2, "{:?}", asked(&world));
    page.breaks_no_policy().await;
}

async fn a_page_of_prose_only_lists(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    world.stand_in.forget();
    page.run("document.activeElement?.blur()", vec![]).await;
    let prose = format!(
        "The dropper invoice.pdf.exe ({}) fetches archive.zip from hxxps://{}/pay, see\n\
         https://www.virustotal.com/gui/file/{}/detection. It is version 1.2.3.4 of a tool by bob@evil.com.\n\
         <img src=x onerror=document.documentElement.dataset.harmed=1>evil\u{202E}.com",
        world::FILE,
        world::DOMAIN.replace('.', "[.]"),
        world::FILE,
    );
    page.paste_text(&prose).await;
    page.sees(FOUND).await;
    page.sees("1 file · 1 URL · 1 domain · 5 left out").await;
    for (left, why) in [
        ("invoice.pdf.exe", "looks like a file name"),
        ("archive.zip", "looks like a file name"),
        ("1.2.3.4", "looks like a version number"),
        ("bob@evil.com", "is an e-mail address"),
    ] {
        page.sees(left).await;
        page.sees(why).await;
    }
    assert!(asked(&world).is_empty(), "{:?}", asked(&world));
    page.press("Ask anyway: archive.zip").await;
    assert_eq!(first_asked(&world, "archive.zip").await, "/api/v3/domains/archive.zip");
    let harmed = page
        .run("return document.documentElement.dataset.harmed || ''", vec![])
        .await;
    assert_eq!(harmed, "");
    page.breaks_no_policy().await;
}

async fn nothing_private_is_asked_about_before_the_answer(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    for (typed, why, path) in [
        (
            "10.0.2.3",
            "A private address",
            "/api/v3/ip_addresses/10.0.2.3".to_owned(),
        ),
        ("::1", "This very machine", "/api/v3/ip_addresses/::1".to_owned()),
        (
            "printer.local",
            "A name of an internal network",
            "/api/v3/domains/printer.local".to_owned(),
        ),
        (
            "http://intranet/wiki",
            "A name without a dot",
            format!("/api/v3/urls/{}", base64url("http://intranet/wiki")),
        ),
        (
            "http://2130706433/",
            "This very machine",
            format!("/api/v3/urls/{}", base64url("http://2130706433/")),
        ),
        (
            "https://ada:secret@example.com/",
            "user name or a password",
            format!("/api/v3/urls/{}", base64url("https://ada:secret@example.com/")),
        ),
    ] {
        enter(&page, &world, typed).await;
        page.sees("Ask about these?").await;
        page.sees(why).await;
        assert!(asked(&world).is_empty(), "{typed}: {:?}", asked(&world));
        page.press("Ask about").await;
        assert_eq!(first_asked(&world, typed).await, path, "{typed}");
    }

    // In a list they stand apart: the button for all leaves them out, and a no is a no.
    enter(&page, &world, &format!("10.0.2.3 192.168.0.9 {}", world::ADDRESS)).await;
    page.sees("Look up 1 (1 request)").await;
    page.press("Don't ask about 10[.]0[.]2[.]3").await;
    page.wait(
        "the row to go",
        "return !document.querySelector('main').innerText.includes('10[.]0[.]2[.]3')",
        vec![],
    )
    .await;
    page.press("Look up 1 (1 request)").await;
    page.finds("main [data-verdict]").await;
    assert_eq!(asked(&world), [format!("/api/v3/ip_addresses/{}", world::ADDRESS)]);
    page.sees("192[.]168[.]0[.]9").await;
    page.breaks_no_policy().await;
}

async fn the_keyboard_is_enough(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    enter(&page, &world, &format!("{} {} 10.0.2.3", world::DOMAIN, world::ADDRESS)).await;
    page.sees(FOUND).await;
    // The view begins at its heading.
    page.wait(
        "the focus on the heading",
        "return document.activeElement?.localName === 'h1'",
        vec![],
    )
    .await;
    tab_to(&page, "Don't ask about 10[.]0[.]2[.]3").await;
    page.keys(&[Key::Enter]).await;
    page.does_not_see("Ask about these?").await;
    tab_to(&page, "Choose cdn-viewer[.]example[.]com").await;
    page.type_text(" ").await;
    page.sees("Look up 1 (1 request)").await;
    page.run("document.querySelector('main h1').focus()", vec![]).await;
    tab_to(&page, "Look up 1 (1 request)").await;
    page.keys(&[Key::Enter]).await;
    page.finds("main [data-verdict]").await;
    assert_eq!(asked(&world), [format!("/api/v3/ip_addresses/{}", world::ADDRESS)]);
    page.breaks_no_policy().await;
}

async fn the_list_speaks_russian(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with(&page, &world, &[("assay.settings", "{\"language\":\"ru\"}")]).await;
    page.run("document.activeElement?.blur()", vec![]).await;
    page.paste_text("evil.com пример.рф 10.0.0.1 invoice.exe\nevil[.]com")
        .await;
    page.sees("Найдено в тексте").await;
    page.sees("2 домена · 1 IP-адрес · не взято: 1").await;
    page.sees("Частный адрес").await;
    page.sees("в тексте: пример.рф").await;
    page.sees("похоже на имя файла").await;
    page.breaks_no_policy().await;
}

async fn axe_finds_nothing_in_the_list(browser: Browser) {
    let Some(axe) = axe::script() else {
        println!("axe: not checked, there is no npm here");
        return;
    };
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_forgetful(&page, &world).await;
    let text = format!("{} {} 10.0.2.3 main.rs", world::FILE, world::DOMAIN);
    page.fill(BOX, &text).await;
    page.sees("sent to VirusTotal as it is").await;
    let mut faults = page.axe(axe).await;
    page.keys(&[Key::Enter]).await;
    page.press("Look up 2 (2 requests)").await;
    page.finds("main [data-verdict]").await;
    for scheme in [Scheme::Light, Scheme::Dark] {
        page.prefer(scheme).await;
        faults.extend(page.axe(axe).await);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Presses Tab until the focus is on what is called so.
async fn tab_to(page: &Session, name: &str) {
    for _ in 0..60 {
        page.keys(&[Key::Tab]).await;
        let here = page
            .run(
                "const at = document.activeElement; return !!at && nameOf(at).startsWith(arguments[0])",
                vec![json!(name)],
            )
            .await;
        if here == true {
            return;
        }
    }
    panic!("Tab never comes to {name}");
}

fn base64url(text: &str) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text)
}

fn pieces(text: &str, size: usize, between: &str) -> String {
    text.as_bytes()
        .chunks(size)
        .map(|piece| String::from_utf8_lossy(piece).into_owned())
        .collect::<Vec<_>>()
        .join(between)
}
