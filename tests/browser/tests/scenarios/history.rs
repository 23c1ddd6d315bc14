//! What was asked about: listed, marked, watched, opened again without asking, and taken along.

use std::path::Path;

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use fantoccini::key::Key;
use serde_json::{Value, json};
use stand_in::fixtures::world;

use crate::acts;
use crate::saving::{arrived, open_with_downloads};
use crate::stage::{scenarios, shared};

scenarios![
    what_was_asked_is_listed_marked_and_opened_without_asking,
    what_is_watched_is_asked_again_and_its_change_is_said,
    everything_but_the_key_is_taken_along,
    axe_finds_nothing_and_nothing_runs_out_of_a_narrow_window,
];

/// Looks up a file and a domain, and opens the history.
async fn with_two(page: &Session) {
    acts::go(page, &format!("#/file/{}", world::FILE)).await;
    page.sees("engines call this file malicious").await;
    acts::go(page, &format!("#/domain/{}", world::DOMAIN)).await;
    page.sees("engines call this domain malicious").await;
    acts::go(page, "#/history").await;
    page.sees("2 answers are kept in this browser").await;
}

/// The names in the list, in its order.
async fn names(page: &Session) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll('main li .name')].filter(shown).map((name) => plain(name.innerText))";
    serde_json::from_value(page.run(script, vec![]).await).expect("texts")
}

async fn what_was_asked_is_listed_marked_and_opened_without_asking(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, "#/history").await;
    page.sees("Nothing has been asked yet").await;
    with_two(&page).await;
    let asked = world.questions().len();
    let domain = world::DOMAIN.replace('.', "[.]");
    let mut listed = names(&page).await;
    listed.retain(|name| *name != domain);
    let [file] = listed.try_into().expect("the file beside the domain");
    page.press(&format!("Pin {file}")).await;
    page.wait(
        "the pinned one to stand first",
        "return plain(document.querySelector('main li .name').innerText) === arguments[0]",
        vec![json!(file)],
    )
    .await;
    page.wait(
        "the focus to go along",
        "return document.activeElement.getAttribute('aria-label') === arguments[0]",
        vec![json!(format!("Pin {file}"))],
    )
    .await;
    let note = format!("Note on {domain}");
    page.fill(&note, "Case 7:").await;
    // While it is written another tab gets an answer, and the list is another one.
    let here = page.client().window().await.expect("a window");
    let other = page.client().new_window(true).await.expect("a second tab").handle;
    page.client().switch_to_window(other).await.expect("the second tab");
    page.goto(&world.at(&format!("#/ip/{}", world::ADDRESS))).await;
    page.sees("engines call this IP address").await;
    acts::kept(&page, "reports", "", 3).await;
    page.client().close_window().await.expect("the second tab closes");
    page.client().switch_to_window(here).await.expect("the first tab");
    page.sees("3 answers are kept in this browser").await;
    let asked = asked + 1;
    page.type_text(" ask Olga\u{202E}").await;
    page.keys(&[Key::Tab]).await;
    acts::kept(&page, "marks", "Olga", 1).await;

    // It is kept, searched, and nothing is asked again.
    page.reload().await;
    acts::started(&page).await;
    page.sees("3 answers are kept in this browser").await;
    assert_eq!(names(&page).await.first(), Some(&file));
    let kept = page.field(&note).await.prop("value").await.expect("a field");
    assert_eq!(kept.as_deref(), Some("Case 7: ask Olga\u{202E}"));
    for (find, left) in [("olga", &domain), ("quillnab", &file), (world::FILE, &file)] {
        page.fill("Filter by name, digest, family or note", find).await;
        page.sees("1 of 3 shown").await;
        assert_eq!(names(&page).await, std::slice::from_ref(left), "{find}");
    }
    page.fill("Filter by name, digest, family or note", "no such thing")
        .await;
    page.sees("Nothing fits the filter.").await;
    page.fill("Filter by name, digest, family or note", " ").await;
    page.press(&file).await;
    page.sees("kept in this browser").await;
    page.client().back().await.expect("there is a way back");

    page.press(&format!("Remove {file} from the history")).await;
    page.sees("2 answers are kept in this browser").await;
    acts::kept(&page, "answers", world::FILE, 0).await;
    page.reload().await;
    acts::started(&page).await;
    page.sees("2 answers are kept in this browser").await;
    assert!(!names(&page).await.contains(&file));
    assert_eq!(world.questions().len(), asked);
    page.breaks_no_policy().await;
}

/// As if all that is kept had been answered so many seconds earlier.
const MADE_OLDER: &str = "
    const open = indexedDB.open('assay.kept');
    open.onerror = () => done('it does not open');
    open.onsuccess = () => {
      const shelf = open.result.transaction('answers', 'readwrite').objectStore('answers');
      const cursor = shelf.openCursor();
      let count = 0;
      cursor.onsuccess = () => {
        const at = cursor.result;
        if (!at) { open.result.close(); done(count); return; }
        const text = at.value.replace(/\"asked\":(\\d+)/, (_, asked) => { count += 1; return `\"asked\":${asked - arguments[0]}`; });
        at.update(text);
        at.continue();
      };
    };";

async fn what_is_watched_is_asked_again_and_its_change_is_said(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let mut report = acts::report("malicious-pe");
    acts::open_with_key(&page, &world).await;
    with_two(&page).await;
    let domain = world::DOMAIN.replace('.', "[.]");
    let named = names(&page)
        .await
        .into_iter()
        .find(|name| *name != domain)
        .expect("the file");
    page.press(&format!("Watch {named}")).await;
    acts::kept(&page, "marks", "watched", 1).await;
    let asked = world.questions().len();

    // A visit within the day asks nothing.
    page.reload().await;
    acts::started(&page).await;
    page.sees("2 answers are kept in this browser").await;
    assert_eq!(world.questions().len(), asked);

    // Two days later three more engines flag it.
    let results = &mut report["data"]["attributes"]["last_analysis_results"];
    for engine in ["Newcomer", "Latecomer", "Straggler"] {
        results[engine] = json!({ "engine_name": engine, "category": "malicious", "result": "Trojan.Quillnab" });
    }
    let stats = &mut report["data"]["attributes"]["last_analysis_stats"];
    stats["malicious"] = json!(stats["malicious"].as_u64().unwrap_or(0) + 3);
    world.stand_in.add(&report);
    let older = page.run_until_done(MADE_OLDER, vec![json!(2 * 86_400)]).await;
    assert!(older.as_u64().unwrap_or(0) >= 2, "{older}");
    page.reload().await;
    acts::started(&page).await;
    page.sees("61 of 69 → 64 of 72").await;
    assert_eq!(
        world.questions().len(),
        asked + 1,
        "what is watched alone: {:?}",
        world.questions()
    );
    let badge = "return plain(document.querySelector('.bar-badge')?.innerText ?? '')";
    page.wait("the badge", &format!("{badge} === '1'"), vec![]).await;

    // It is said until somebody has seen it, in every tab and after every visit.
    acts::kept(&page, "marks", "flagged", 1).await;
    acts::kept(&page, "reports", "Straggler", 1).await;
    page.reload().await;
    acts::started(&page).await;
    page.sees("61 of 69 → 64 of 72").await;
    assert_eq!(
        names(&page).await.first(),
        Some(&named),
        "what has changed stands first"
    );
    page.press("Seen").await;
    page.loses(".bar-badge").await;
    acts::kept(&page, "marks", "flagged", 0).await;
    page.reload().await;
    acts::started(&page).await;
    page.sees("2 answers are kept in this browser").await;
    page.does_not_see("64 of 72 →").await;
    assert_eq!(page.count(".bar-badge").await, 0);
    assert_eq!(world.questions().len(), asked + 1);
    page.breaks_no_policy().await;
}

/// Gives a file to the input of this name.
async fn take_in(page: &Session, path: &Path) {
    let input = page.finds("input[aria-label=\"Take in such a file\"]").await;
    input
        .send_keys(&path.to_string_lossy())
        .await
        .expect("the input takes a path");
}

async fn everything_but_the_key_is_taken_along(browser: Browser) {
    let world = World::served().await;
    let (page, downloads) = open_with_downloads(browser, &world).await;
    with_two(&page).await;
    let names_before = names(&page).await;
    let shown = world::DOMAIN.replace('.', "[.]");
    page.fill(&format!("Note on {shown}"), "Case 7").await;
    page.keys(&[Key::Tab]).await;
    acts::kept(&page, "marks", "Case 7", 1).await;
    acts::kept(&page, "reports", "", 2).await;
    acts::go(&page, "#/settings").await;
    page.press("Save it all as a file").await;
    let saved = arrived(downloads.path(), "assay-kept.jsonl").await;
    assert!(!saved.contains(KEY) && !saved.contains(&KEY[..16]), "the key is in it");
    let first: Value = serde_json::from_str(saved.lines().next().unwrap_or_default()).expect("a line of JSON");
    assert_eq!(first["assay"], "kept");
    for held in [world::FILE, world::DOMAIN, "Case 7"] {
        assert!(saved.contains(held), "{held} is missing");
    }

    page.press("Forget it all").await;
    page.sees("Forgotten.").await;
    page.reload().await;
    acts::started(&page).await;
    acts::go(&page, "#/history").await;
    page.sees("Nothing has been asked yet").await;

    acts::go(&page, "#/settings").await;
    let other = downloads.path().join("other.jsonl");
    std::fs::write(&other, "{\"name\": \"something else\"}").expect("a file");
    take_in(&page, &other).await;
    page.sees("This is no file that Assay has saved.").await;
    let damaged = downloads.path().join("damaged.jsonl");
    std::fs::write(&damaged, format!("{saved}[\"answers\",\"file/7\",\"{{\"]\nrubbish\n")).expect("a file");
    take_in(&page, &damaged).await;
    page.sees("2 could not be read and were left out.").await;
    let asked = world.questions().len();
    acts::go(&page, "#/history").await;
    page.sees("2 answers are kept in this browser").await;
    assert_eq!(names(&page).await, names_before);
    let note = page.field(&format!("Note on {shown}")).await;
    assert_eq!(note.prop("value").await.expect("a field").as_deref(), Some("Case 7"));
    page.reload().await;
    acts::started(&page).await;
    page.sees("2 answers are kept in this browser").await;
    page.press(&shown).await;
    page.sees("kept in this browser").await;
    page.sees("engines call this domain malicious").await;
    assert_eq!(world.questions().len(), asked, "the reports came along");
    page.breaks_no_policy().await;
    page.close().await;
}

async fn axe_finds_nothing_and_nothing_runs_out_of_a_narrow_window(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    with_two(&page).await;
    if let Some(script) = axe::script() {
        assert_eq!(page.axe(script).await, Vec::<String>::new());
    }
    page.resize(390, 844).await;
    let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(page.run(over, vec![]).await, json!(0));
}
