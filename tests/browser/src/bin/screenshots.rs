//! Pictures of every view, wide and narrow, light and dark, into `target/screenshots`: to be looked at by people.
//!
//! `cargo run -p assay-browser --bin screenshots [PART OF A NAME]`; the page must be built (`cargo xtask dist`).

#[path = "../../../archive/build.rs"]
#[allow(dead_code, reason = "the native tests need more of it")]
mod build;

use std::path::Path;

use assay_browser::browser::{Beginning, Browser, workspace};
use assay_browser::folder::DROP;
use assay_browser::samples::{Sample, noise};
use assay_browser::session::Session;
use assay_browser::surroundings::Scheme;
use assay_browser::views::{MAIN, WINDOWS};
use assay_browser::world::{KEY, World};
use build::{Whole, stored};
use serde_json::{Value, json};
use stand_in::fixtures::{self, Identity, file, world};
use stand_in::{Misbehaviour, Options};

#[tokio::main]
async fn main() {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let page = Session::open(Browser::Chromium, &Beginning::default()).await;
    // A panic must not leave a browser behind.
    let taking = tokio::spawn(take_all(page.clone(), wanted)).await;
    page.close().await;
    if let Err(error) = taking {
        eprintln!("screenshots: {error}");
        std::process::exit(1);
    }
}

async fn take_all(page: Session, wanted: String) {
    let world = World::served_by(Options {
        made_up: false,
        ..Options::default()
    })
    .await;
    for language in ["en", "ru"] {
        for scheme in [Scheme::Light, Scheme::Dark] {
            page.goto(&world.page()).await;
            page.run(
                "localStorage.clear(); localStorage.setItem('assay.settings', JSON.stringify({ language: arguments[0] }))",
                vec![json!(language)],
            )
            .await;
            page.reload().await;
            page.prefer(scheme).await;
            let take = Take {
                page: &page,
                wanted: &wanted,
                language,
                scheme,
            };
            take.view("home-first-visit", "#/", "h1").await;
            take.view("sample", "#/sample", "[role=tab], main nav").await;
            take.view("no-key", &address_of("malicious-pe"), "[role=alert]").await;
            page.run("localStorage.setItem('assay.key', arguments[0])", vec![json!(KEY)])
                .await;
            page.reload().await;
            take.view("home", "#/", "h1").await;
            take.view("settings", "#/settings", "h1").await;
            views_of_files(&take).await;
            views_of_dropped(&take, &world).await;
            views_of_batch(&take).await;
            views_of_history(&take, &world).await;
            views_of_behaviour(&take).await;
            views_of_formats(&take, &world).await;
            views_of_places(&take).await;
            views_of_lists(&take).await;
            take.view("search", "#/search/quillnab", "main table, main h2").await;
            take.view("search-domain", &format!("#/search/{}", world::DOMAIN), "main table")
                .await;
            take.view("found-cold", "#/found", "main h1").await;
            if take.is_wanted("found") {
                find_some(&page).await;
                take.view("found", "#/found", "main [data-verdict]").await;
            }
            if take.is_wanted("readme") && language == "en" {
                for (width, height) in WINDOWS {
                    page.resize(width, height).await;
                    for view in &MAIN {
                        view.open(&page).await;
                        take.picture(&format!("readme-{}", view.name), width).await;
                    }
                }
            }
            if take.is_wanted("engines") {
                judge(&take, &world).await;
            }
            if take.is_wanted("acting") {
                act(&take, &world).await;
            }
            take.view("nowhere", "#/nowhere/at/all", "h1").await;
            world
                .stand_in
                .always_misbehave(Misbehaviour::Error("WrongCredentialsError".into()));
            take.view("problem", &format!("#/file/{}", "1".repeat(64)), "[role=alert]")
                .await;
            world.stand_in.always_misbehave(Misbehaviour::RetryAfter(40));
            take.view("quota", &format!("#/file/{}", "2".repeat(64)), "[role=timer]")
                .await;
            world.stand_in.behave();
            if take.is_wanted("files") {
                page.reload().await;
                page.finds("h1").await;
                drop_some(&page, world.disk()).await;
                take.view("files", "#/", "main li").await;
            }
        }
    }
}

/// Where the report of a fixture's file is shown.
fn address_of(fixture: &str) -> String {
    format!("#/file/{}", Identity::of(&file(fixture)).sha256)
}

/// A folder of some hundred files, amid a queue that waits for quota: a world of its own.
async fn views_of_batch(take: &Take<'_>) {
    if !take.is_wanted("batch") {
        return;
    }
    let world = World::served_by(Options {
        made_up: true,
        per_minute: Some(40),
        per_day: Some(60),
        ..Options::default()
    })
    .await;
    let page = take.page;
    page.goto(&world.page()).await;
    page.run(
        "localStorage.setItem('assay.settings', JSON.stringify({ language: arguments[0] }));
         localStorage.setItem('assay.key', arguments[1]);
         localStorage.setItem('assay.spent', '{\"limits\":{\"minute\":40,\"day\":60}}')",
        vec![json!(take.language), json!(KEY)],
    )
    .await;
    page.reload().await;
    page.finds("main h1").await;
    page.run(DROP, vec![json!(400), json!(120)]).await;
    page.finds("[role=timer]").await;
    for (width, height) in WINDOWS {
        page.resize(width, height).await;
        take.picture("batch", width).await;
        page.run("const group = document.querySelectorAll('.files-tools select')[1]; group.value = '1'; group.dispatchEvent(new Event('change'))", vec![])
            .await;
        page.run("document.querySelector('.files-lists').scrollIntoView()", vec![])
            .await;
        take.picture("batch-grouped", width).await;
        page.run("const group = document.querySelectorAll('.files-tools select')[1]; group.value = '0'; group.dispatchEvent(new Event('change')); scrollTo(0, 0)", vec![])
            .await;
    }
}

async fn views_of_files(take: &Take<'_>) {
    let malicious = address_of("malicious-pe");
    let never = format!("#/file/{}", "0".repeat(64));
    for (name, place, until) in [
        ("report", malicious.clone(), "table"),
        (
            "report-search",
            format!("{malicious}?search=quillnab"),
            "#found-in-report .found",
        ),
        ("details", format!("{malicious}/details"), "main dl, main table"),
        ("attributes", format!("{malicious}/attributes"), "main"),
        ("raw", format!("{malicious}/raw"), "main pre, main code"),
        ("clean", address_of("clean-pdf"), "table"),
        ("suspicious", address_of("suspicious-script"), "table"),
        ("hostile", address_of("hostile"), "table"),
        ("never-seen", never, "main h1, main h2"),
    ] {
        take.view(name, &place, until).await;
    }
}

/// Dropped files: the list, and what is folded beside it.
async fn views_of_dropped(take: &Take<'_>, world: &World) {
    if !take.is_wanted("dropped") {
        return;
    }
    let page = take.page;
    page.goto(&world.at("#/")).await;
    page.reload().await;
    page.finds("main h1").await;
    let members: Vec<_> = (0..14)
        .map(|at| stored(&format!("folder/member-{at}.txt"), b"content"))
        .collect();
    let sums = format!("{}  wrong.iso\n{}  gone.iso\n", "0".repeat(64), "1".repeat(64));
    let files = [
        Sample::write(world.disk(), "archive.zip", &Whole::default().of(&members)),
        Sample::write(world.disk(), "wrong.iso", b"tampered with"),
        Sample::write(world.disk(), "SHA256SUMS", sums.as_bytes()),
    ];
    let paths: Vec<&Path> = files.iter().map(|file| file.path.as_path()).collect();
    page.drop_files(&paths).await;
    page.wait(
        "the offers",
        "const folds = document.querySelectorAll('main details.fold'); for (const fold of folds) fold.open = true; return folds.length > 1",
        vec![],
    )
    .await;
    page.finds(".checksums.deeds button").await;
    page.run("document.querySelector('.checksums.deeds button').click()", vec![])
        .await;
    page.finds(".archive.row").await;
    for (width, height) in WINDOWS {
        page.resize(width, height).await;
        for (name, place) in [
            ("dropped", "main h1"),
            ("dropped-compared", ".checksums.panel"),
            ("dropped-archive", ".archive.panel"),
        ] {
            page.run(
                "document.querySelector(arguments[0]).scrollIntoView()",
                vec![json!(place)],
            )
            .await;
            take.picture(name, width).await;
        }
    }
}

/// What was asked about, with a note, a pin and a change.
async fn views_of_history(take: &Take<'_>, world: &World) {
    if !take.is_wanted("history") {
        return;
    }
    let page = take.page;
    for place in [
        format!("#/file/{}", world::FILE),
        format!("#/domain/{}", world::DOMAIN),
        format!("#/ip/{}", world::ADDRESS),
        format!("#/url/{}", world::URL_ID),
    ] {
        page.goto(&world.at(&place)).await;
        page.finds("#panel-detections").await;
    }
    page.run("location.hash = '#/history'", vec![]).await;
    page.finds("main li .name").await;
    page.run(
        "const [first, second] = document.querySelectorAll('main li.row'); second.querySelector('.mark input').click(); first.querySelectorAll('.mark input')[1].click();",
        vec![],
    )
    .await;
    for (width, height) in WINDOWS {
        page.resize(width, height).await;
        take.picture("history", width).await;
    }
}

async fn views_of_behaviour(take: &Take<'_>) {
    let file = format!("#/file/{}/behaviour", world::FILE);
    for (name, place) in [
        ("behaviour", file.clone()),
        ("behaviour-process", format!("{file}/Zenbox?process=2816")),
        ("behaviour-found", format!("{file}?find=temp&noise=hidden")),
        ("behaviour-android", format!("#/file/{}/behaviour", world::ANDROID)),
    ] {
        take.view(name, &place, "#panel-behaviour table").await;
    }
}

/// What a report tells of the inside of each format, from the invented reports of the tests of these panels.
async fn views_of_formats(take: &Take<'_>, world: &World) {
    let formats: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(include_str!("../../../details/formats.json")).expect("JSON");
    for (at, (name, mut attributes)) in formats.into_iter().enumerate() {
        let id = format!("{:064x}", at + 1);
        attributes["sha256"] = json!(id);
        let answer = Misbehaviour::Body {
            status: 200,
            content_type: "application/json".to_owned(),
            body: json!({"data": {"type": "file", "id": id, "attributes": attributes}}).to_string(),
        };
        world.stand_in.misbehave_on("GET", &format!("files/{id}"), answer);
        take.view(
            &format!("format-{name}"),
            &format!("#/file/{id}/details"),
            "#panel-details dl",
        )
        .await;
    }
}

async fn views_of_places(take: &Take<'_>) {
    for (name, place) in [
        ("url", format!("#/url/{}", world::URL_ID)),
        ("domain", format!("#/domain/{}", world::DOMAIN)),
        ("address", format!("#/ip/{}", world::ADDRESS)),
    ] {
        take.view(&format!("place-{name}"), &place, "table").await;
        take.view(&format!("place-{name}-details"), &format!("{place}/details"), "main dl")
            .await;
    }
    if take.is_wanted("votes") {
        let place = format!("#/file/{}/community", world::FILE);
        take.page.run("location.hash = arguments[0]", vec![json!(place)]).await;
        take.page
            .finds("#panel-community section.panel > p > .button-bare")
            .await;
        take.page
            .run(
                "document.querySelector('#panel-community section.panel > p > .button-bare').click()",
                vec![],
            )
            .await;
        take.view("votes", &place, "#panel-community table").await;
    }
    let never = format!("#/domain/{}", world::DOMAIN_NEVER);
    take.view("place-never", &never, "main h2").await;
    let private = format!("#/ip/{}", world::ADDRESS_PRIVATE);
    take.view("place-private", &private, "[role=alert]").await;
}

async fn views_of_lists(take: &Take<'_>) {
    let file = address_of("malicious-pe");
    let url = format!("#/url/{}", world::URL_ID);
    let domain = format!("#/domain/{}", world::DOMAIN);
    let address = format!("#/ip/{}", world::ADDRESS);
    for (name, of, part) in [
        ("list-shelf", &file, "relations"),
        ("list-files", &file, "relations/dropped_files"),
        ("list-domains", &file, "relations/contacted_domains"),
        ("list-network-one", &file, "network"),
        ("list-addresses", &file, "relations/contacted_ips"),
        ("list-urls", &file, "relations/contacted_urls"),
        ("list-network", &file, "network"),
        ("list-graphs", &file, "relations/graphs"),
        ("list-refused", &file, "relations/similar_files"),
        ("list-resolutions", &address, "relations/resolutions"),
        ("list-whois", &domain, "relations/historical_whois"),
        ("list-certificates", &domain, "relations/historical_ssl_certificates"),
        ("list-way", &url, "network"),
    ] {
        let until = "[role=tabpanel]:not([hidden]) :is(table, .problem, nav, ol)";
        take.view(name, &format!("{of}/{part}"), until).await;
    }
    take.view("pictures-map", &format!("{file}/relations/map"), "a.node")
        .await;
    if take.is_wanted("pictures") {
        load_all(take.page, &format!("{file}/relations/map")).await;
        take.view("pictures-map-loaded", &format!("{file}/relations/map"), "a.node")
            .await;
        take.view("pictures-bars", &format!("{file}/network"), "#panel-network table")
            .await;
        take.page.on_paper(true).await;
        take.view("pictures-paper", &file, "table").await;
        take.page.on_paper(false).await;
        take.page.prefer(take.scheme).await;
        saved(take).await;
    }
    if take.is_wanted("list-unfolded") {
        let whois = format!("{domain}/relations/historical_whois");
        take.page.run("location.hash = arguments[0]", vec![json!(whois)]).await;
        take.page
            .click(&take.page.finds("#panel-relations .opener").await)
            .await;
        take.view("list-unfolded", &whois, "#panel-relations .whole").await;
    }
}

/// A report with engines that the reader trusts or ignores, narrowed to a family, beside an earlier analysis.
async fn judge(take: &Take<'_>, world: &World) {
    let (_, text) = fixtures::reports()
        .into_iter()
        .find(|(name, _)| *name == "malicious-pe")
        .expect("the fixture exists");
    let before: Value = serde_json::from_str(&text).expect("the fixture is JSON");
    let mut after = before.clone();
    let attributes = &mut after["data"]["attributes"];
    attributes["last_analysis_date"] = json!(1_794_500_000);
    let results = &mut attributes["last_analysis_results"];
    results["Zoner"] = json!({ "engine_name": "Zoner", "category": "malicious", "result": "Trojan.Win32.Quillnab" });
    results["Avast"] = json!({ "engine_name": "Avast", "category": "undetected", "result": null });
    results["Microsoft"]["result"] = json!("TrojanSpy:Win32/Quillnab.RPB!MTB");
    let settings = json!({
        "language": take.language,
        "engines": { "trusted": ["Kaspersky", "Microsoft", "ESET-NOD32", "Zoner"], "ignored": ["Bkav", "APEX"] },
    });
    take.page
        .run(
            "localStorage.setItem('assay.settings', arguments[0])",
            vec![json!(settings.to_string())],
        )
        .await;
    let place = address_of("malicious-pe");
    for report in [&before, &after] {
        world.stand_in.add(report);
        take.page.goto(&world.at(&place)).await;
        take.page.reload().await;
        let kept = "const said = document.querySelector('[aria-labelledby=seen-heading]')?.innerText ?? '';
            return said && !/Reading|Читаю/.test(said)";
        take.page.wait("the analysis to be kept", kept, vec![]).await;
        // The report itself is kept as well, and would be shown in place of the next one.
        let gone = "const gone = indexedDB.deleteDatabase('assay.kept'); gone.onsuccess = () => done(''); gone.onerror = () => done('');";
        take.page.run_until_done(gone, vec![]).await;
    }
    let narrowed = format!("{place}?word=family:quillnab&sort=tier");
    take.view("engines", &narrowed, "#seen-heading").await;
    take.view("engines-settings", "#/settings", "#engines-heading").await;
    world.stand_in.add(&before);
}

/// The report saved as a page, opened from the disk.
async fn saved(take: &Take<'_>) {
    let page = take.page;
    let back = page.url().await;
    let file = std::env::temp_dir().join(format!("assay-{}.html", world::FILE));
    let _ = std::fs::remove_file(&file);
    let steps = [".actions button[aria-expanded]", "section.saving button"];
    for step in steps {
        page.finds(step).await;
        page.run("document.querySelector(arguments[0]).click()", vec![json!(step)])
            .await;
    }
    while !file.metadata().is_ok_and(|about| about.len() > 0) {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    page.goto(&format!("file://{}", file.display())).await;
    for width in [1280, 390] {
        page.resize(width, 900).await;
        take.picture("pictures-saved", width).await;
    }
    page.goto(&back).await;
    page.finds("h1").await;
}

/// Loads every list that the map offers.
async fn load_all(page: &Session, map: &str) {
    page.run("location.hash = arguments[0]", vec![json!(map)]).await;
    page.finds("a.node").await;
    while page.count(".offers button").await > 0 {
        page.run("document.querySelector('.offers button')?.click()", vec![])
            .await;
        page.loses("#panel-relations .load-panel").await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    }
}

/// Pastes a report on an incident and looks up what is in it.
async fn find_some(page: &Session) {
    let text = format!(
        "The mail of bob@cdn-viewer.example.com brought archive.zip; invoice.pdf.exe ({file}) in it is version 1.2.3.4,\n\
         calls {url} and {domain} ({address}), see https://www.virustotal.com/gui/file/{clean}/detection and {file}.\n\
         Also пример.рф, a very long one: http://download.example.com/{long}?id=1,\n\
         the proxy 10.0.2.3, printer.local and https://ada:secret@download.example.com/. Imphash {imphash}.\n\
         main.rs, README.md, ASP.NET, the end.In short: 192.0.2.0/24 is blocked.",
        file = world::FILE,
        clean = world::FILE_CLEAN,
        url = world::URL.replace("https", "hxxps").replace('.', "[.]"),
        domain = world::DOMAIN.replace('.', "[.]"),
        address = world::ADDRESS.replace('.', "[.]"),
        long = "some-path/".repeat(20),
        imphash = "0cc175b9c0f1b6a831c399e269772661",
    );
    page.run("document.activeElement?.blur()", vec![]).await;
    page.paste_text(&text).await;
    page.finds("main .button-main").await;
    page.run("document.querySelector('main .button-main').click()", vec![])
        .await;
    page.finds("main [data-verdict]").await;
}

async fn drop_some(page: &Session, folder: &Path) {
    let known = |fixture: &str, name: &str| Sample::write(folder, name, &file(fixture)).path;
    let paths = [
        known("malicious-pe", "invoice\u{202E}fdp.exe"),
        known("clean-pdf", "annual report.pdf"),
        known("suspicious-script", "install.js"),
        Sample::write(
            folder,
            &format!("{}.bin", "a long name of a file ".repeat(11).trim()),
            &noise(1, 2_000_000),
        )
        .path,
        Sample::sparse(folder, "disk.iso", 30 << 30),
    ];
    page.drop_files(&paths.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>())
        .await;
    page.sees_within(std::time::Duration::from_secs(20), " · ").await;
}

/// What can be done: the sheet, an upload on its way and one that failed, analyses, quotas, the lock.
async fn act(take: &Take<'_>, world: &World) {
    let page = take.page;
    let russian = take.language == "ru";
    let sample = Sample::write(world.disk(), "Q3 invoice (final).exe", &noise(71, 28_000_000));
    let here = format!("#/file/{}", sample.sha256);
    page.drop_files(&[&sample.path]).await;
    page.finds("main .acting button").await;
    let offer = "document.querySelector('main .acting button').click()";
    let confirm = "document.querySelector('dialog [type=submit]').click()";
    for width in [1280, 390] {
        page.resize(width, 900).await;
        page.run(offer, vec![]).await;
        page.finds("dialog[open]").await;
        take.picture("acting-sheet", width).await;
        page.run("document.querySelector('dialog button').click()", vec![])
            .await;
    }
    world.stand_in.misbehave_on(
        "POST",
        "files",
        Misbehaviour::Sip {
            bytes: 50_000,
            every_ms: 100,
        },
    );
    page.run(offer, vec![]).await;
    page.finds("dialog[open]").await;
    page.run(confirm, vec![]).await;
    page.sees_within(
        std::time::Duration::from_secs(40),
        if russian { "МБ/с" } else { "MB/s" },
    )
    .await;
    take.view("acting-sending", &here, "main progress").await;
    page.run("document.querySelector('main .stop').click()", vec![]).await;
    take.view("acting-stopped", &here, "main .problem-panel").await;
    take.view(
        "acting-analysis",
        &format!("#/analysis/{}", world::ANALYSIS_IN_PROGRESS.replace('=', "%3D")),
        "main table",
    )
    .await;
    take.view(
        "acting-followed",
        &format!("#/file/{}", world::FILE),
        "main [data-step]",
    )
    .await;
    take.view("acting-home", "#/", "main [data-step]").await;
    page.run("location.hash = '#/settings'", vec![]).await;
    page.finds("#user").await;
    page.run(
        "document.getElementById('user').value = 'reader'; document.getElementById('ask-quota').click()",
        vec![],
    )
    .await;
    page.finds("main table").await;
    for width in [1280, 390] {
        page.resize(width, 900).await;
        page.run(
            "document.getElementById('lock-heading').scrollIntoView(); scrollBy(0, -90)",
            vec![],
        )
        .await;
        take.picture("acting-quota", width).await;
    }
    page.run("document.getElementById('lookup-only').click()", vec![]).await;
    take.view("acting-locked", &format!("#/domain/{}", world::DOMAIN), "main .locked")
        .await;
    page.run("location.hash = '#/settings'", vec![]).await;
    page.finds("#lookup-only").await;
    page.run("document.getElementById('lookup-only').click()", vec![]).await;
}

struct Take<'a> {
    page: &'a Session,
    wanted: &'a str,
    language: &'a str,
    scheme: Scheme,
}

impl Take<'_> {
    fn is_wanted(&self, name: &str) -> bool {
        name.contains(self.wanted)
    }

    /// What the window shows just now.
    async fn picture(&self, name: &str, width: u32) {
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
        let scheme = if self.scheme == Scheme::Dark { "dark" } else { "light" };
        let file = workspace().join(format!(
            "target/screenshots/{name}-{width}-{scheme}-{}.png",
            self.language
        ));
        self.page.screenshot(&file).await;
        println!("{}", file.display());
    }

    async fn view(&self, name: &str, place: &str, until: &str) {
        if !self.is_wanted(name) {
            return;
        }
        // The Russian words need to be seen once, not in every colour.
        if self.language == "ru" && self.scheme == Scheme::Dark {
            return;
        }
        for width in [1280, 390] {
            self.page.resize(width, if width == 390 { 844 } else { 900 }).await;
            self.page
                .run("location.hash = arguments[0]; scrollTo(0, 0)", vec![json!(place)])
                .await;
            self.page.finds(until).await;
            tokio::time::sleep(std::time::Duration::from_millis(250)).await;
            let scheme = if self.scheme == Scheme::Dark { "dark" } else { "light" };
            let file = workspace().join(format!(
                "target/screenshots/{name}-{width}-{scheme}-{}.png",
                self.language
            ));
            self.page.whole_screenshot(&file, 3_000).await;
            println!("{}", file.display());
        }
    }
}
