//! The settings: the key, the proxy, the language, the colours, and storages of every kind of damage.

use assay_browser::browser::{Beginning, Browser};
use assay_browser::host::{Host, Serving};
use assay_browser::proxy::{Flags, Proxy};
use assay_browser::session::Session;
use assay_browser::surroundings::Scheme;
use assay_browser::world::{KEY, World, dist};
use serde_json::{Value, json};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    a_key_is_masked_tested_and_forgotten,
    a_key_of_this_tab_is_stored_nowhere,
    each_step_of_the_test_has_its_own_sentence,
    the_language_follows_the_browser_and_then_the_reader,
    the_colours_follow_the_system_and_then_the_reader,
    what_is_risky_is_warned_of,
];

pub async fn open_settings(page: &Session) {
    acts::go(page, "#/settings").await;
    page.sees("VirusTotal API key").await;
}

async fn stored(page: &Session, name: &str) -> Value {
    page.run("return localStorage.getItem(arguments[0])", vec![json!(name)])
        .await
}

async fn a_key_is_masked_tested_and_forgotten(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    open_settings(&page).await;
    for (typed, sentence) in [
        ("two words", "A key is made of letters and digits."),
        ("ключ", "A key is made of letters and digits."),
    ] {
        page.fill("API key", typed).await;
        page.press("Save").await;
        page.sees(sentence).await;
        assert_eq!(stored(&page, "assay.key").await, Value::Null);
    }
    page.fill("API key", &format!("  {KEY} ")).await;
    let kind = page.run("return called(FILLED, 'API key').type", vec![]).await;
    assert_eq!(kind, "password", "the key can be read over a shoulder");
    page.press("Save").await;
    page.sees(&format!("A key is set: ••••••••{}", &KEY[60..])).await;
    assert_eq!(stored(&page, "assay.key").await, KEY);
    let traces = page.traces().await;
    assert_eq!(
        traces.holding(&KEY[..12], "assay.key"),
        Vec::<String>::new(),
        "the key stands elsewhere"
    );

    page.press("Test proxy and key").await;
    for sentence in [
        "The proxy can be reached.",
        "It lets this page ask.",
        "It speaks for VirusTotal.",
        "The key is accepted.",
    ] {
        page.sees(sentence).await;
    }
    assert_eq!(world.questions().len(), 1, "{:?}", world.questions());

    page.press("Forget the key").await;
    page.sees("The key is forgotten.").await;
    assert_eq!(stored(&page, "assay.key").await, Value::Null);
    let traces = page.traces().await;
    assert!(
        traces.holding(&KEY[..12], "").is_empty(),
        "{:?}",
        traces.holding(&KEY[..12], "")
    );
    page.breaks_no_policy().await;
}

async fn a_key_of_this_tab_is_stored_nowhere(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    open_settings(&page).await;
    page.press("Only in this tab").await;
    page.fill("API key", KEY).await;
    page.press("Save").await;
    page.sees("A key is set:").await;
    let traces = page.traces().await;
    assert!(
        traces.holding(&KEY[..12], "").is_empty(),
        "{:?}",
        traces.holding(&KEY[..12], "")
    );
    let sample = acts::file_of(world.disk(), "malicious-pe", "tab.exe");
    page.drop_files(&[&sample.path]).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
    acts::kept(&page, "reports", "", 1).await;
    page.reload().await;
    acts::started(&page).await;
    // The report itself is kept; another one would have to be asked for.
    page.sees("kept in this browser").await;
    acts::go(&page, &format!("#/file/{}", "0".repeat(64))).await;
    page.sees("There is no API key yet.").await;
}

async fn each_step_of_the_test_has_its_own_sentence(browser: Browser) {
    let page = shared(browser).await;
    let world = World::apart("/").await;
    acts::open_with_key(&page, &world).await;
    let elsewhere = Proxy::start(&Flags {
        upstream: world.stand_in.url(),
        ..Flags::default()
    });
    let works = world.proxy.origin().to_owned();
    for (address, sentence) in [
        ("http://127.0.0.1:1", "The proxy cannot be reached."),
        (elsewhere.origin(), "It does not let this page ask."),
        ("./", "What it answers is not VirusTotal's."),
        (works.as_str(), "The key is accepted."),
    ] {
        open_settings(&page).await;
        page.fill("Address of the proxy", address).await;
        page.press("Save and test").await;
        page.sees(sentence).await;
        page.breaks_no_policy().await;
    }
    for (address, sentence) in [
        (
            "ftp://proxy.example",
            "The address must begin with https:// or http://.",
        ),
        (
            "https://user:pass@proxy.example",
            "The address must have no name and password",
        ),
        ("https://corsproxy.io", "This is a public relay."),
    ] {
        page.fill("Address of the proxy", address).await;
        page.press("Save and test").await;
        page.sees(sentence).await;
    }
    // The address that works is still the one in use.
    page.run("localStorage.setItem('assay.key', 'wrong'.padEnd(64, '0'))", vec![])
        .await;
    page.reload().await;
    acts::started(&page).await;
    open_settings(&page).await;
    page.press("Test proxy and key").await;
    page.sees("The key is not accepted.").await;
}

async fn the_language_follows_the_browser_and_then_the_reader(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    open_settings(&page).await;
    choose(&page, "Language", "Русский").await;
    page.sees("Ключ API").await;
    assert_eq!(page.run("return document.documentElement.lang", vec![]).await, "ru");
    page.reload().await;
    page.sees("Ключ API").await;
    page.press("Assay, на главную").await;
    let sample = acts::file_of(world.disk(), "malicious-pe", "отчёт.exe");
    page.drop_files(&[&sample.path]).await;
    page.wait(
        "the digest",
        "return document.body.outerHTML.includes(arguments[0])",
        vec![json!(sample.sha256)],
    )
    .await;
    open_settings_in_russian(&page).await;
    choose(&page, "Язык", "English").await;
    page.sees("VirusTotal API key").await;
    page.breaks_no_policy().await;

    let own = Session::open(
        browser,
        &Beginning {
            language: "ru-RU",
            ..Beginning::default()
        },
    )
    .await;
    own.goto(&world.page()).await;
    own.sees("Файлы читаются здесь, в вашем браузере.").await;
    own.close().await;
}

async fn open_settings_in_russian(page: &Session) {
    acts::go(page, "#/settings").await;
    page.sees("Настройки").await;
}

/// Chooses in a list or among radio buttons, whichever the page has.
async fn choose(page: &Session, field: &str, option: &str) {
    let list = page.field(field).await;
    list.select_by_label(option).await.expect("the list has it");
}

async fn the_colours_follow_the_system_and_then_the_reader(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    let brightness = "const shade = getComputedStyle(document.body).backgroundColor; const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 1; const pen = canvas.getContext('2d');
        pen.fillStyle = getComputedStyle(document.documentElement).backgroundColor; pen.fillRect(0, 0, 1, 1);
        pen.fillStyle = shade; pen.fillRect(0, 0, 1, 1); const [r, g, b] = pen.getImageData(0, 0, 1, 1).data; return r + g + b > 384 ? 'light' : 'dark'";
    for (scheme, wanted) in [(Scheme::Dark, "dark"), (Scheme::Light, "light")] {
        page.prefer(scheme).await;
        assert_eq!(page.run(brightness, vec![]).await, wanted);
    }
    open_settings(&page).await;
    for (option, wanted) in [("Dark", "dark"), ("Light", "light")] {
        page.prefer(if wanted == "dark" { Scheme::Light } else { Scheme::Dark })
            .await;
        choose(&page, "Colours", option).await;
        let script = format!("return (() => {{ {brightness} }})() === arguments[0]");
        page.wait(option, &script, vec![json!(wanted)]).await;
        page.reload().await;
        acts::started(&page).await;
        assert_eq!(page.run(brightness, vec![]).await, wanted, "{option} after a reload");
    }
    choose(&page, "Colours", "As the system").await;
    page.prefer(Scheme::Dark).await;
    page.wait(
        "the system's colours",
        &format!("return (() => {{ {brightness} }})() === 'dark'"),
        vec![],
    )
    .await;
}

async fn what_is_risky_is_warned_of(browser: Browser) {
    let beginning = Beginning {
        name: "someone.gitlab.io",
        ..Beginning::default()
    };
    let page = Session::open(browser, &beginning).await;
    let host = Host::start(Serving::plain(&dist(), "/")).await;
    let port = host.origin().rsplit(':').next().unwrap_or_default().to_owned();
    page.goto(&format!("http://someone.gitlab.io:{port}/#/settings")).await;
    page.sees("Other people's pages have the same origin as this one (someone.gitlab.io).")
        .await;
    page.close().await;

    let page = shared(browser).await;
    let world = World::apart("/").await;
    acts::open_with(
        &page,
        &world,
        &[("assay.settings", "{\"proxy\":\"http://proxy.example\"}")],
    )
    .await;
    open_settings(&page).await;
    page.sees("This proxy is on another machine and is reached by plain http")
        .await;
    page.does_not_see("have the same origin as this one").await;
}
