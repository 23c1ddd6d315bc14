//! What sandboxes saw: read, chosen, followed, asked for piece by piece, saved, at any size.

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::{Value, json};
use stand_in::fixtures::world::{ANDROID, FILE, FILE_CLEAN, FILE_HOSTILE};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    opening_costs_one_request_and_each_document_one_more,
    a_sandbox_is_chosen_by_its_address,
    what_was_seen_leads_to_reports_of_its_own,
    processes_fold_and_values_open,
    a_sandboxes_own_page_is_saved_and_never_drawn,
    nothing_is_asked_where_nothing_is_known_to_be,
    many_sandboxes_and_fifty_thousand_rows_are_read,
    hostile_reports_stay_text,
    a_refusal_stands_where_the_reports_would_be,
    axe_finds_nothing_and_nothing_runs_out_of_a_narrow_window,
];

async fn open(browser: Browser, digest: &str, rest: &str) -> (Session, World) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{digest}/behaviour{rest}")).await;
    (page, world)
}

/// What was asked, without its query.
fn asked(world: &World) -> Vec<String> {
    let path = |target: &str| target.split('?').next().unwrap_or_default().to_owned();
    world
        .questions()
        .iter()
        .map(|seen| format!("{} {}", seen.method, path(&seen.target)))
        .collect()
}

fn file(name: &str) -> String {
    format!("GET /api/v3/files/{FILE}{name}")
}

async fn opening_costs_one_request_and_each_document_one_more(browser: Browser) {
    let (page, world) = open(browser, FILE, "").await;
    page.sees("Reads the password stores of browsers").await;
    assert_eq!(asked(&world), [file(""), file("/behaviours")]);
    page.press("Ask for VirusTotal's own tactics · 1 request").await;
    page.does_not_see("Ask for VirusTotal's own tactics").await;
    page.sees("Keylogging").await;
    page.press("VirusTotal's summary").await;
    page.sees("as VirusTotal itself puts them together").await;
    assert_eq!(asked(&world).len(), 3, "the summary waits to be asked for");
    page.press("Ask for the summary · 1 request").await;
    page.sees("Files opened").await;
    page.does_not_see("2 of 3").await;
    let all = [
        file(""),
        file("/behaviours"),
        file("/behaviour_mitre_trees"),
        file("/behaviour_summary"),
    ];
    assert_eq!(asked(&world), all);
    // What has come stays: going to and fro costs nothing.
    page.press("Zenbox").await;
    page.sees("Everything in this report, as it came").await;
    page.press("Details").await;
    page.press("Behaviour").await;
    page.sees("Seen by").await;
    page.press("VirusTotal's summary").await;
    page.sees("Files opened").await;
    assert_eq!(asked(&world), all);
    page.breaks_no_policy().await;
}

async fn a_sandbox_is_chosen_by_its_address(browser: Browser) {
    let (page, world) = open(browser, FILE, "/VirusTotal%20Jujubox").await;
    page.sees("KERNEL32.dll").await;
    page.does_not_see("PaymentViewerSvc").await;
    page.press("All 3").await;
    page.sees("PaymentViewerSvc").await;
    page.sees("2 of 3").await;
    page.press("2 of 3").await;
    page.press("C2AE").await;
    page.does_not_see("PaymentViewerSvc").await;
    assert!(page.url().await.ends_with("/behaviour/C2AE"));
    page.run("history.back()", vec![]).await;
    page.sees("PaymentViewerSvc").await;
    acts::go(&page, &format!("#/file/{FILE}/behaviour/Nobody")).await;
    page.sees("No sandbox of this name has reported.").await;
    assert_eq!(asked(&world), [file(""), file("/behaviours")]);
}

async fn what_was_seen_leads_to_reports_of_its_own(browser: Browser) {
    let (page, world) = open(browser, FILE, "").await;
    page.sees("DNS lookups").await;
    let links = page
        .run(
            "return [...document.querySelectorAll('#panel-behaviour a')].map((link) => link.getAttribute('href'))",
            vec![],
        )
        .await;
    let links: Vec<&str> = links
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    assert!(
        links.len() > 10 && links.iter().all(|link| link.starts_with("#/")),
        "{links:?}"
    );
    page.press("cdn-viewer[.]example[.]com").await;
    page.wait(
        "the domain's report",
        "return location.hash === '#/domain/cdn-viewer.example.com'",
        vec![],
    )
    .await;
    page.sees("Registrar").await;
    let asked = asked(&world);
    assert_eq!(
        asked.last().map(String::as_str),
        Some("GET /api/v3/domains/cdn-viewer.example.com")
    );
}

async fn processes_fold_and_values_open(browser: Browser) {
    let (page, _world) = open(browser, FILE, "/Zenbox").await;
    page.sees("stage12.exe --depth 12").await;
    page.press("What PaymentViewer.exe started").await;
    page.loses("#panel-behaviour li[aria-level='12']").await;
    page.sees("svchost.exe -k netsvcs").await;
    page.press("What PaymentViewer.exe started").await;
    page.sees("stage12.exe --depth 12").await;
    // What has no column is behind a button of its line.
    page.does_not_see("PaymentViewer/3.1").await;
    page.run(acts::OPEN_EVERYTHING, vec![]).await;
    page.sees("PaymentViewer/3.1").await;
    page.sees("behash").await;
    // The index leads down, and says so to the keyboard.
    page.press("Hosts file 2").await;
    let focused = page
        .run("return plain(document.activeElement?.innerText)", vec![])
        .await;
    assert_eq!(focused, json!("Hosts file 2"));
}

async fn a_sandboxes_own_page_is_saved_and_never_drawn(browser: Browser) {
    let (page, world) = open(browser, FILE, "/Zenbox").await;
    page.sees("VirusTotal gives these out to premium keys alone").await;
    // What the page hands to the browser for saving, looked at on its way.
    let look = "const make = URL.createObjectURL; URL.createObjectURL = (blob) => { window.handed = blob; return make.call(URL, blob); }; \
        HTMLAnchorElement.prototype.click = function () { window.named = this.download; };";
    page.run(look, vec![]).await;
    page.press("Save Zenbox's own report (HTML) · 1 request").await;
    page.sees("Saved.").await;
    assert_eq!(
        asked(&world).last().cloned(),
        Some(format!("GET /api/v3/file_behaviours/{FILE}_Zenbox/html"))
    );
    let saved = "window.handed.text().then((text) => done([window.named, window.handed.type, text]))";
    let saved = page.run_until_done(saved, vec![]).await;
    assert_eq!(saved[0], json!(format!("{FILE}_Zenbox.html")));
    assert_eq!(saved[1], json!("application/octet-stream"));
    assert!(
        saved[2]
            .as_str()
            .is_some_and(|text| text.contains("Invented by the stand-in.")),
        "{saved}"
    );
    page.does_not_see("Invented by the stand-in.").await;
    let harmed = page
        .run("return document.documentElement.dataset.harmed || ''", vec![])
        .await;
    assert_eq!(harmed, json!(""));
    assert_eq!(page.count("iframe").await, 0);

    world
        .stand_in
        .misbehave(stand_in::Misbehaviour::Error("ForbiddenError".to_owned()));
    page.press("Save Zenbox's own report").await;
    page.finds("#panel-behaviour [role=alert]").await;
    page.breaks_no_policy().await;
}

async fn nothing_is_asked_where_nothing_is_known_to_be(browser: Browser) {
    let (page, world) = open(browser, FILE_CLEAN, "").await;
    page.sees("No sandbox has reported on this file.").await;
    assert_eq!(asked(&world), [format!("GET /api/v3/files/{FILE_CLEAN}")]);
    page.press("Ask anyway · 1 request").await;
    page.loses("#panel-behaviour button").await;
    page.sees("No sandbox has reported on this file.").await;
    assert_eq!(asked(&world).len(), 2);
}

async fn many_sandboxes_and_fifty_thousand_rows_are_read(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let keys: Vec<String> = (0..50_000).map(|at| format!("HKLM\\Software\\Many\\{at}")).collect();
    let reports: Vec<Value> = (0..45)
        .map(|at| {
            let attributes = if at == 0 {
                json!({"sandbox_name": "Box 0", "registry_keys_opened": keys})
            } else {
                json!({"sandbox_name": format!("Box {at}"), "mutexes_created": [format!("mutex-{at}")]})
            };
            json!({"type": "file_behaviour", "id": format!("{ANDROID}_Box {at}"), "attributes": attributes})
        })
        .collect();
    for report in &reports {
        world.stand_in.add_object(report);
    }
    let entries = reports
        .iter()
        .map(|report| json!({"type": report["type"], "id": report["id"]}))
        .collect();
    world.stand_in.set_relation("files", ANDROID, "behaviours", entries);
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{ANDROID}/behaviour")).await;
    page.sees("All 40").await;
    page.wait(
        "the list's first rows",
        "const panel = document.querySelector('[data-group=registry]');
         panel.scrollIntoView({ block: 'start', behavior: 'instant' });
         return panel.innerText.includes('Many\\\\19')",
        vec![],
    )
    .await;
    page.does_not_see("HKLM\\Software\\Many\\49999").await;
    page.run("scrollTo(0, 0)", vec![]).await;
    // Every row is met on the way down, and none of them stays behind.
    let met = page
        .run_until_done(&acts::meet_rows("aria-rowindex", 1.5), vec![])
        .await;
    assert_eq!(met["rows"], json!(50_000), "{met}");
    assert!(met["most"].as_u64().is_some_and(|most| most < 1_000), "{met}");
    page.run("scrollTo(0, 0)", vec![]).await;
    page.does_not_see("mutex-44").await;
    page.press("Load 5 more · 1 request").await;
    page.sees("All 45").await;
    page.press("Box 44").await;
    page.sees("mutex-44").await;
    page.does_not_see("mutex-43").await;
    let lists: Vec<String> = asked(&world)
        .into_iter()
        .filter(|asked| asked.ends_with("/behaviours"))
        .collect();
    assert_eq!(lists.len(), 2);
}

async fn hostile_reports_stay_text(browser: Browser) {
    let (page, _world) = open(browser, FILE_HOSTILE, "").await;
    page.sees("Process tree").await;
    page.run(acts::OPEN_EVERYTHING, vec![]).await;
    page.sees("<script>document.documentElement.dataset.harmed='sandbox'</script>")
        .await;
    let harmed = page
        .run("return document.documentElement.dataset.harmed || ''", vec![])
        .await;
    assert_eq!(harmed, json!(""));
    let foreign = "return [...document.querySelectorAll('#panel-behaviour a')].filter((link) => !link.getAttribute('href').startsWith('#/')).length";
    assert_eq!(page.run(foreign, vec![]).await, json!(0));
    page.breaks_no_policy().await;
}

async fn a_refusal_stands_where_the_reports_would_be(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let path = format!("/api/v3/files/{FILE}/behaviours");
    world
        .stand_in
        .misbehave_on("GET", &path, stand_in::Misbehaviour::Error("TransientError".to_owned()));
    acts::go(&page, &format!("#/file/{FILE}/behaviour")).await;
    page.sees("VirusTotal has a passing fault.").await;
    let before = asked(&world).len();
    let again = page.finds("#panel-behaviour .problem-remedies button").await;
    page.click(&again).await;
    page.sees("Process tree").await;
    assert_eq!(asked(&world).len(), before + 1);
}

async fn axe_finds_nothing_and_nothing_runs_out_of_a_narrow_window(browser: Browser) {
    let (page, _world) = open(browser, FILE, "").await;
    page.sees("Process tree").await;
    page.run(acts::OPEN_EVERYTHING, vec![]).await;
    if let Some(script) = axe::script() {
        assert_eq!(page.axe(script).await, Vec::<String>::new());
    }
    page.resize(390, 844).await;
    let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(page.run(over, vec![]).await, json!(0));
}
