//! Reading a report: sorting, filtering, taking values along, and an address that keeps the place.

use assay_browser::browser::{Beginning, Browser};
use assay_browser::session::Session;
use assay_browser::world::World;
use fantoccini::key::Key;
use serde_json::json;
use stand_in::Misbehaviour;
use stand_in::fixtures::{Identity, file};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    the_table_sorts_and_filters_and_begins_with_what_was_flagged,
    a_value_can_be_copied_and_the_answer_be_saved,
    the_address_keeps_the_place_and_nothing_is_asked_twice,
    the_four_verdicts_say_what_they_mean,
];

/// The texts of a column of the engines' table, as far as it is drawn.
async fn column(page: &Session, at: usize) -> Vec<String> {
    let script = "return [...document.querySelectorAll('main table tbody tr')].filter(shown).map((row) => plain(row.cells[arguments[0]].innerText))";
    let found = page.run(script, vec![json!(at)]).await;
    found
        .as_array()
        .map(|all| all.iter().filter_map(|cell| cell.as_str().map(str::to_owned)).collect())
        .unwrap_or_default()
}

async fn rows(page: &Session, count: usize) {
    // Rows that are not drawn yet leave a gap.
    let script =
        "return [...document.querySelectorAll('main table tbody:not(.gap) tr')].filter(shown).length === arguments[0]";
    page.wait(&format!("{count} rows"), script, vec![json!(count)]).await;
}

async fn the_table_sorts_and_filters_and_begins_with_what_was_flagged(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let report = acts::report("malicious-pe");
    acts::go(&page, &format!("#/file/{}", Identity::of(&file("malicious-pe")).sha256)).await;
    page.sees(&acts::malicious_headline(&report)).await;
    let results = report["data"]["attributes"]["last_analysis_results"]
        .as_object()
        .expect("there are engines");
    rows(&page, results.len()).await;

    let flagged = results.values().filter(|row| row["category"] == "malicious").count();
    let verdicts = column(&page, 1).await;
    assert!(
        verdicts.iter().take(flagged).all(|word| word == "Malicious"),
        "{verdicts:?}"
    );
    assert!(
        verdicts.iter().skip(flagged).all(|word| word != "Malicious"),
        "{verdicts:?}"
    );

    let engine = results.keys().next().expect("there is one").clone();
    page.fill("Filter by engine or label", &engine).await;
    page.wait(
        "fewer rows",
        "return [...document.querySelectorAll('main table tbody tr')].filter(shown).length < arguments[0]",
        vec![json!(results.len())],
    )
    .await;
    assert!(column(&page, 0).await.contains(&engine));
    page.fill("Filter by engine or label", "no engine has this name").await;
    page.sees("No engine fits this filter.").await;
    page.press("Clear the filter").await;
    rows(&page, results.len()).await;

    let undetected = results
        .values()
        .filter(|row| row["category"] == "undetected" || row["category"] == "harmless")
        .count();
    let choice = page.field("Verdict").await;
    let value = page
        .run("return [...called('select', 'Verdict').options].find((option) => option.text.startsWith('Nothing found')).value", vec![])
        .await;
    choice
        .select_by_value(value.as_str().unwrap_or_default())
        .await
        .expect("it can be chosen");
    rows(&page, undetected).await;
    choice.select_by_index(0).await.expect("it can be chosen");
    rows(&page, results.len()).await;

    let mut sorted = column(&page, 0).await;
    sorted.sort_by_key(|name| name.to_lowercase());
    for _ in ["up", "down"] {
        page.press("Engine").await;
        page.wait(
            "the table to turn over",
            "return plain([...document.querySelectorAll('main table tbody tr')].find(shown).cells[0].innerText) === arguments[0]",
            vec![json!(sorted[0])],
        )
        .await;
        rows(&page, results.len()).await;
        assert_eq!(column(&page, 0).await, sorted);
        sorted.reverse();
    }
    page.breaks_no_policy().await;
}

async fn a_value_can_be_copied_and_the_answer_be_saved(browser: Browser) {
    let world = World::served().await;
    let downloads = tempfile::tempdir().expect("a folder");
    let page = Session::open(
        browser,
        &Beginning {
            downloads: downloads.path().to_owned(),
            ..Beginning::default()
        },
    )
    .await;
    acts::open_with_key(&page, &world).await;
    let identity = Identity::of(&file("malicious-pe"));
    let (_, sent) = stand_in::fixtures::reports()
        .into_iter()
        .find(|(name, _)| *name == "malicious-pe")
        .expect("it is there");
    // To the byte, without the relations that are put in on the way.
    world.stand_in.misbehave(Misbehaviour::Body {
        status: 200,
        content_type: "application/json".to_owned(),
        body: sent.clone(),
    });
    acts::go(&page, &format!("#/file/{}", identity.sha256)).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;

    page.press("Copy SHA-256").await;
    let field = page.field("Hash, URL, domain or IP").await;
    page.click(&field).await;
    page.chord(Key::Control, 'v').await;
    page.wait(
        "the digest in the box",
        "return called(FILLED, 'Hash, URL, domain or IP').value === arguments[0]",
        vec![json!(identity.sha256)],
    )
    .await;

    page.press("JSON").await;
    page.press("Save as a file").await;
    let saved = downloads.path().join(format!("{}.json", identity.sha256));
    for _ in 0..200 {
        if saved.metadata().is_ok_and(|about| about.len() > 0) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let text = std::fs::read_to_string(&saved).unwrap_or_else(|error| panic!("nothing was saved: {error}"));
    assert_eq!(text, sent, "what is saved is not what came");
    page.breaks_no_policy().await;
    page.close().await;
}

async fn the_address_keeps_the_place_and_nothing_is_asked_twice(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let identity = Identity::of(&file("malicious-pe"));
    page.goto(&world.at(&format!("#/file/{}/details", identity.sha256)))
        .await;
    page.wait(
        "the details to be the chosen tab",
        "const tab = called('[role=tab]', 'Details'); return !!tab && tab.getAttribute('aria-selected') === 'true'",
        vec![],
    )
    .await;
    page.press("All attributes").await;
    page.press("Settings").await;
    page.sees("VirusTotal API key").await;
    page.client().back().await.expect("there is a way back");
    page.wait(
        "the attributes to be the chosen tab again",
        "const tab = called('[role=tab]', 'All attributes'); return !!tab && tab.getAttribute('aria-selected') === 'true'",
        vec![],
    )
    .await;
    // The same file by its other digests, and from the list of dropped ones.
    for other in [&identity.md5, &identity.sha1] {
        acts::go(&page, &format!("#/file/{other}")).await;
        page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
            .await;
    }
    let sample = acts::file_of(world.disk(), "malicious-pe", "known.exe");
    page.drop_files(&[&sample.path]).await;
    page.sees("known.exe").await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
    assert_eq!(world.questions().len(), 1, "{:?}", world.questions());
    // What the page says of itself is true.
    page.sees("1 request to VirusTotal").await;
    page.press("Ask again").await;
    page.sees("2 requests to VirusTotal").await;
    assert_eq!(world.questions().len(), 2, "{:?}", world.questions());
    page.breaks_no_policy().await;
}

async fn the_four_verdicts_say_what_they_mean(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    for (digest, word, sentence) in [
        (
            Identity::of(&file("malicious-pe")).sha256,
            "Malicious",
            "engines call this file",
        ),
        (Identity::of(&file("suspicious-script")).sha256, "Suspicious", "engines"),
        (
            Identity::of(&file("clean-pdf")).sha256,
            "Nothing found",
            "found anything in this file",
        ),
        (
            "0".repeat(64),
            "Never seen",
            "VirusTotal has never seen this file. That does not make it safe.",
        ),
    ] {
        acts::go(&page, &format!("#/file/{digest}")).await;
        page.wait(
            &format!("the word {word}"),
            "return document.body.outerHTML.includes(arguments[0]) && plain(document.querySelector('main').innerText).includes(arguments[1])",
            vec![json!(digest), json!(word)],
        )
        .await;
        page.sees(sentence).await;
    }
    // Never seen must not read as clean, by word or by colour.
    for word in ["clean", "Nothing found", "harmless", "No threats", "0 of"] {
        let main = page.text_of("main").await.unwrap_or_default();
        assert!(
            !main.to_lowercase().contains(&word.to_lowercase()),
            "“{word}” stands beside “Never seen”: {main}"
        );
    }
    page.breaks_no_policy().await;
}
