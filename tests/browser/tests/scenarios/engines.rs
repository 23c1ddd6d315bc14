//! The engines' table as an analyst uses it: what the labels say together, the reader's own tiers, analyses from before.

use assay_browser::axe;
use assay_browser::browser::{Beginning, Browser};
use assay_browser::session::Session;
use assay_browser::surroundings::Scheme;
use assay_browser::world::{KEY, World};
use fantoccini::key::Key;
use serde_json::{Value, json};
use stand_in::fixtures::{Identity, file};

use crate::acts;
use crate::settings::open_settings;
use crate::stage::{scenarios, shared};

scenarios![
    a_family_narrows_the_table_and_the_address_tells_it,
    own_engines_stand_beside_the_ratio,
    damaged_tiers_are_set_aside_and_said,
    two_analyses_are_compared_and_forgotten,
    what_is_copied_is_what_is_shown,
    a_damaged_store_is_said_and_thrown_away,
    without_a_store_the_report_stands_and_says_so,
    the_engines_part_needs_no_mouse_and_axe_finds_nothing,
];

/// The drawn lines of the engines' table, each as its texts.
const LINES: &str = "[...document.querySelectorAll('main table[aria-label=Detections] tbody tr')].filter(shown)";

async fn open(page: &Session, world: &World, behind: &str) -> Value {
    acts::open_with_key(page, world).await;
    let report = acts::report("malicious-pe");
    let digest = Identity::of(&file("malicious-pe")).sha256;
    acts::go(page, &format!("#/file/{digest}{behind}")).await;
    page.sees(&acts::malicious_headline(&report)).await;
    report
}

async fn lines(page: &Session, what: &str, test: &str) {
    page.wait(what, &format!("const lines = {LINES}; return {test}"), vec![])
        .await;
}

async fn address_holds(page: &Session, what: &str) {
    let script = "return location.hash.includes(arguments[0])";
    page.wait(&format!("the address to hold {what}"), script, vec![json!(what)])
        .await;
}

/// How many engines of the fixture have the word in their label.
fn saying(report: &Value, word: &str) -> usize {
    let results = report["data"]["attributes"]["last_analysis_results"].as_object();
    let labels = results
        .into_iter()
        .flatten()
        .filter_map(|(_, row)| row["result"].as_str());
    labels.filter(|label| label.to_lowercase().contains(word)).count()
}

async fn a_family_narrows_the_table_and_the_address_tells_it(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let report = open(&page, &world, "").await;
    page.sees("What the labels say").await;
    let count = saying(&report, "quillnab");
    let all = report["data"]["attributes"]["last_analysis_results"]
        .as_object()
        .map_or(0, serde_json::Map::len);
    assert!(count > 20 && count < all, "{count} of {all}");

    page.press(&format!("Quillnab {count}")).await;
    let narrowed = format!("lines.length === {count} && lines.every((line) => /quillnab/i.test(line.innerText))");
    lines(&page, "the engines that name the family", &narrowed).await;
    address_holds(&page, "?word=family:quillnab").await;
    page.press("Engine").await;
    address_holds(&page, "sort=engine").await;
    page.press("Engine").await;
    address_holds(&page, "sort=-engine").await;
    let turned = "lines[0].innerText > lines[lines.length - 1].innerText";
    lines(&page, "the order to turn over", turned).await;

    // Opened cold, as by whom the address was sent to.
    acts::kept(&page, "reports", "quillnab", 1).await;
    page.reload().await;
    acts::started(&page).await;
    lines(&page, "the same lines", &narrowed).await;
    lines(&page, "the same order", turned).await;
    let pressed = "const chip = [...document.querySelectorAll('main button[aria-pressed=true]')].filter(shown); return chip.length === 1 && /Quillnab/.test(chip[0].innerText)";
    page.wait("the chosen word to be marked", pressed, vec![]).await;

    // What is typed comes into the address once it is done, and "back" passes it by.
    page.fill("Filter by engine or label", "trojan-spy").await;
    page.keys(&[Key::Tab]).await;
    address_holds(&page, "find=trojan-spy").await;
    page.client().back().await.expect("there is a way back");
    lines(
        &page,
        "the order of before",
        "lines[0].innerText < lines[lines.length - 1].innerText",
    )
    .await;
    lines(&page, "the whole family", &narrowed).await;

    // Another part and back by its tab: the table is as it was left.
    page.press("Details").await;
    page.wait("the details", "return location.hash.endsWith('/details')", vec![])
        .await;
    let tab = page.finds("#tab-detections").await;
    page.click(&tab).await;
    address_holds(&page, "word=family:quillnab").await;
    lines(&page, "the same lines again", &narrowed).await;
    page.press(&format!("Quillnab {count}")).await;
    lines(&page, "every engine", &format!("lines.length === {all}")).await;

    page.press("How this is counted").await;
    page.sees("These are counts, not a score.").await;
    // The reload took what is kept.
    assert_eq!(world.questions().len(), 1, "{:?}", world.questions());
    page.breaks_no_policy().await;
}

async fn hold(page: &Session, engine: &str, tier: &str) {
    let choice = page.field(&format!("How you hold {engine}")).await;
    choice.select_by_value(tier).await.expect("it can be chosen");
}

async fn own_engines_stand_beside_the_ratio(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let report = open(&page, &world, "").await;
    page.does_not_see("you trust").await;
    hold(&page, "Kaspersky", "trusted").await;
    page.sees("The engine you trust flags it.").await;
    hold(&page, "Zoner", "trusted").await;
    page.sees("1 of the 2 engines you trust flags it.").await;
    hold(&page, "Bkav", "ignored").await;
    page.sees("You ignore 1 engine here, 1 of which flags it. The ratio counts them all the same.")
        .await;
    // The ratio of all is as it was, and no line has gone.
    page.sees(&acts::malicious_headline(&report)).await;
    let all = report["data"]["attributes"]["last_analysis_results"]
        .as_object()
        .map_or(0, serde_json::Map::len);
    lines(
        &page,
        "every line",
        &format!("lines.length === {all} && lines.filter((line) => line.dataset.tier === 'ignored').length === 1"),
    )
    .await;
    let choice = page.field("Your engines").await;
    choice.select_by_value("trusted").await.expect("it can be chosen");
    lines(&page, "the trusted ones", "lines.length === 2").await;
    address_holds(&page, "?tier=trusted").await;

    page.reload().await;
    acts::started(&page).await;
    page.sees("1 of the 2 engines you trust flags it.").await;
    lines(&page, "the trusted ones", "lines.length === 2").await;

    open_settings(&page).await;
    page.press("Make Zoner ordinary again").await;
    page.fill("Name of an engine", "  ").await;
    page.press("Trust").await;
    page.sees("Enter the name that the engine has in reports.").await;
    page.fill("Name of an engine", "Microsoft").await;
    page.press("Trust").await;
    let kept = "return JSON.parse(localStorage.getItem('assay.settings')).engines";
    let kept = page.run(kept, vec![]).await;
    assert_eq!(
        kept,
        json!({ "trusted": ["Kaspersky", "Microsoft"], "ignored": ["Bkav"] })
    );
    page.client().back().await.expect("there is a way back");
    page.sees("2 of the 2 engines you trust flag it.").await;
    page.breaks_no_policy().await;
}

async fn damaged_tiers_are_set_aside_and_said(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let damaged = json!({ "theme": "dark", "engines": { "trusted": ["Kaspersky", 7, "\u{0}"], "ignored": "all" } });
    let entries = [("assay.settings", damaged.to_string()), ("assay.key", KEY.to_owned())];
    let entries: Vec<(&str, &str)> = entries.iter().map(|(name, value)| (*name, value.as_str())).collect();
    acts::open_with(&page, &world, &entries).await;
    open_settings(&page).await;
    page.sees("A part of the stored settings was damaged").await;
    page.finds("button[aria-label=\"Make Kaspersky ordinary again\"]").await;
    assert_eq!(page.count(".settings-engine").await, 1);
    page.breaks_no_policy().await;
}

/// The rows of what has changed between two analyses.
async fn changes(page: &Session) -> Vec<String> {
    let rows =
        "return [...document.querySelectorAll('main [role=status] table tbody tr')].map((row) => plain(row.innerText))";
    let rows = page.run(rows, vec![]).await;
    serde_json::from_value(rows).expect("rows of texts")
}

async fn two_analyses_are_compared_and_forgotten(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let mut report = open(&page, &world, "").await;
    page.sees("This is the first analysis of it that this browser has seen.")
        .await;

    let attributes = &mut report["data"]["attributes"];
    attributes["last_analysis_date"] = json!(1_794_500_000);
    let results = &mut attributes["last_analysis_results"];
    results["Zoner"] = json!({ "engine_name": "Zoner", "category": "malicious", "result": "Trojan.Win32.Newcomer" });
    results["Abacus"] = json!({ "engine_name": "Abacus", "category": "suspicious", "result": "Zz.Last" });
    results["Avast"] = json!({ "engine_name": "Avast", "category": "undetected", "result": null });
    results["Microsoft"]["result"] = json!("Trojan:Win32/Renamed.A");
    world.stand_in.add(&report);
    page.press("Ask again").await;
    for sentence in [
        "Flag it now, not before (2)",
        "Flagged it before, no more (1)",
        "Call it something else (1)",
    ] {
        page.sees(sentence).await;
    }
    let rows = changes(&page).await;
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert!(rows[0].starts_with("Abacus") && rows[0].contains("Zz.Last"), "{rows:?}");
    assert!(rows[1].starts_with("Zoner") && rows[1].contains("Newcomer"), "{rows:?}");
    assert!(rows[2].starts_with("Avast") && rows[2].contains("Quillnab"), "{rows:?}");
    assert!(
        rows[3].starts_with("Microsoft") && rows[3].contains("Renamed"),
        "{rows:?}"
    );
    // The order stands in the address: whoever opens it finds the same.
    page.run(
        "document.querySelector('main [role=status] table .sort').click()",
        vec![],
    )
    .await;
    page.run(
        "document.querySelector('main [role=status] table .sort').click()",
        vec![],
    )
    .await;
    page.wait(
        "the order in the address",
        "return location.hash.endsWith('?new.sort=-1')",
        vec![],
    )
    .await;
    let rows = changes(&page).await;
    assert!(
        rows[0].starts_with("Zoner") && rows[1].starts_with("Abacus"),
        "{rows:?}"
    );
    // The same one on both sides.
    let earlier = page.field("Earlier").await;
    earlier.select_by_value("1").await.expect("it can be chosen");
    page.sees("No engine has changed its mind between the two.").await;

    // A later visit knows them still; what somebody has damaged is left out and said.
    let damage = "
        const open = indexedDB.open('assay.seen', 1);
        open.onsuccess = () => {
          const store = open.result.transaction('analyses', 'readwrite').objectStore('analyses');
          const all = store.getAll();
          all.onsuccess = () => { store.put({ ...all.result[0], date: 5, text: '{' }).onsuccess = () => { open.result.close(); done(all.result.length); }; };
        };
        open.onerror = () => done('it does not open');";
    assert_eq!(page.run_until_done(damage, vec![]).await, 2);
    page.reload().await;
    acts::started(&page).await;
    page.sees("1 kept analysis could not be read and is left out.").await;
    page.sees("Flag it now, not before (2)").await;
    let rows = changes(&page).await;
    assert!(rows[0].starts_with("Zoner"), "{rows:?}");

    open_settings(&page).await;
    page.sees("3 analyses are kept").await;
    page.press("Forget it all").await;
    page.sees("Forgotten.").await;
    page.press("Keep reports, files and analyses").await;
    page.reload().await;
    acts::started(&page).await;
    page.sees("No analysis is kept.").await;
    page.client().back().await.expect("there is a way back");
    page.sees("The settings say that analyses are not kept").await;
    open_settings(&page).await;
    page.sees("No analysis is kept.").await;
    page.breaks_no_policy().await;
}

async fn what_is_copied_is_what_is_shown(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let mut report = acts::report("malicious-pe");
    let results = &mut report["data"]["attributes"]["last_analysis_results"];
    // A spreadsheet would compute this one.
    results["Zoner"] = json!({ "engine_name": "Zoner", "category": "malicious", "result": "=Quillnab\t+1",
        "engine_version": "2.2", "engine_update": "20261120" });
    let results = results.as_object().cloned().unwrap_or_default();
    world.stand_in.add(&report);
    let mut expected: Vec<(String, String)> = results
        .iter()
        .filter_map(|(engine, row)| Some((engine, row, row["result"].as_str()?)))
        .filter(|(_, _, label)| label.to_lowercase().contains("quillnab"))
        .map(|(engine, row, label)| {
            let opinion = if row["category"] == "suspicious" {
                "Suspicious"
            } else {
                "Malicious"
            };
            let label = label.replace("=Quillnab\t", "'=Quillnab ");
            let version = row["engine_version"].as_str().unwrap_or_default();
            let date = row["engine_update"].as_str().unwrap_or_default();
            let date = format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]);
            (
                engine.to_lowercase(),
                format!("{engine}\t{opinion}\t{label}\t{version}\t{date}\n"),
            )
        })
        .collect();
    expected.sort_by(|one, other| other.cmp(one));
    let lines: String = expected.iter().map(|(_, line)| line.as_str()).collect();
    assert!(
        lines.contains("Zoner\tMalicious\t'=Quillnab +1\t2.2\t2026-11-20\n"),
        "{lines}"
    );

    acts::open_with_key(&page, &world).await;
    let digest = Identity::of(&file("malicious-pe")).sha256;
    acts::go(&page, &format!("#/file/{digest}?word=family:quillnab&sort=-engine")).await;
    page.sees("What the labels say").await;
    assert_eq!(
        acts::copied(&page, "Copy the table").await,
        format!("Engine\tVerdict\tLabel\tVersion\tDatabase\n{lines}")
    );
    page.breaks_no_policy().await;
}

async fn a_damaged_store_is_said_and_thrown_away(browser: Browser) {
    let page = shared(browser).await;
    for damage in [
        // Nothing of ours in it.
        "const open = indexedDB.open('assay.seen', 1); open.onsuccess = () => { open.result.close(); done('made'); };",
        // Made by a page that is newer than this one.
        "const open = indexedDB.open('assay.seen', 7); open.onsuccess = () => { open.result.close(); done('made'); };",
    ] {
        let world = World::served().await;
        page.goto(&world.page()).await;
        acts::started(&page).await;
        assert_eq!(page.run_until_done(damage, vec![]).await, "made");
        open(&page, &world, "").await;
        page.sees("What this browser kept of analyses is damaged").await;
        hold(&page, "Kaspersky", "trusted").await;
        page.sees("The engine you trust flags it.").await;
        open_settings(&page).await;
        page.sees("What was kept is damaged and cannot be read.").await;
        page.press("Forget it all").await;
        page.sees("Forgotten.").await;
        page.client().back().await.expect("there is a way back");
        page.sees("This is the first analysis of it that this browser has seen.")
            .await;
        open_settings(&page).await;
        page.sees("1 analysis is kept").await;
        page.breaks_no_policy().await;
    }
}

async fn without_a_store_the_report_stands_and_says_so(browser: Browser) {
    let nothing = Beginning {
        storage: false,
        ..Beginning::default()
    };
    let page = Session::open(browser, &nothing).await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    open_settings(&page).await;
    page.sees("The browser does not let the page keep any.").await;
    page.fill("API key", KEY).await;
    page.press("Save").await;
    page.sees("A key is set:").await;
    let digest = Identity::of(&file("malicious-pe")).sha256;
    acts::go(&page, &format!("#/file/{digest}")).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
    page.sees("The browser does not let the page keep analyses, so there is nothing to compare with.")
        .await;
    hold(&page, "Kaspersky", "trusted").await;
    page.sees("The engine you trust flags it.").await;
    page.close().await;
}

async fn the_engines_part_needs_no_mouse_and_axe_finds_nothing(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let report = open(&page, &world, "").await;
    let count = saying(&report, "quillnab");
    let at_chip =
        "const at = document.activeElement; return at.localName === 'button' && /^Quillnab/.test(plain(at.innerText))";
    let mut steps = 0;
    while page.run(at_chip, vec![]).await != true {
        page.keys(&[Key::Tab]).await;
        steps += 1;
        assert!(steps < 80, "Tab never comes to the family");
    }
    page.keys(&[Key::Enter]).await;
    lines(&page, "the family alone", &format!("lines.length === {count}")).await;
    let at_tier = "return /^How you hold/.test(nameOf(document.activeElement))";
    while page.run(at_tier, vec![]).await != true {
        page.keys(&[Key::Tab]).await;
        steps += 1;
        assert!(steps < 160, "Tab never comes to a tier");
    }
    // A letter chooses in a list without opening it.
    page.type_text("t").await;
    page.sees("The engine you trust flags it.").await;
    let kept = "return /^How you hold/.test(nameOf(document.activeElement))";
    assert_eq!(page.run(kept, vec![]).await, true, "the focus is lost");

    let Some(script) = axe::script() else { return };
    for scheme in [Scheme::Light, Scheme::Dark] {
        page.prefer(scheme).await;
        for width in [1280, 390] {
            page.resize(width, 900).await;
            let faults = page.axe(script).await;
            assert!(faults.is_empty(), "{scheme:?} {width}: {faults:#?}");
            let wide = page
                .run(
                    "return document.documentElement.scrollWidth - document.documentElement.clientWidth",
                    vec![],
                )
                .await;
            assert_eq!(wide, 0, "the page is wider than its window at {width}");
        }
    }
    open_settings(&page).await;
    let faults = page.axe(script).await;
    assert!(faults.is_empty(), "settings: {faults:#?}");
}
