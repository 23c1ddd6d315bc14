//! Storages of every kind of damage, and none at all: the page works, and says what it set aside.

use std::time::Duration;

use assay_browser::browser::{Beginning, Browser};
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use serde_json::json;
use stand_in::fixtures::{Identity, file};
use stand_in::{Misbehaviour, Options};

use crate::acts::{self, asked};
use crate::errors::AGAIN;
use crate::settings::open_settings;
use crate::stage::{scenarios, shared};

scenarios![
    a_damaged_storage_keeps_nobody_from_working,
    a_browser_without_storage_still_works,
    a_damaged_database_keeps_nobody_from_working,
    what_fails_while_the_queue_is_read_is_not_asked_again_at_once,
];

async fn a_damaged_storage_keeps_nobody_from_working(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let long = "x".repeat(1_000_000);
    for (settings, key, damaged) in [
        ("{", KEY, true),
        ("null", KEY, true),
        ("[1,2,3]", KEY, true),
        ("{\"theme\":7,\"language\":[]}", KEY, true),
        ("{\"proxy\":\"javascript:alert(1)\"}", KEY, true),
        ("\u{0}\u{FFFF}", KEY, true),
        (long.as_str(), KEY, true),
        (
            "{\"version\":99,\"something\":{\"new\":1},\"theme\":\"dark\"}",
            KEY,
            false,
        ),
        ("{}", "a b\u{1}", true),
        ("{}", long.as_str(), true),
    ] {
        let what: String = settings.chars().take(40).collect();
        acts::open_with(&page, &world, &[("assay.settings", settings), ("assay.key", key)]).await;
        open_settings(&page).await;
        let warned = page.text().await.contains("A part of the stored settings was damaged");
        assert_eq!(warned, damaged, "{what}");
        if key == KEY {
            page.sees("A key is set:").await;
        }
        acts::go(&page, "#/").await;
        page.sees("Check a file without uploading it").await;
    }
    // A bit that fell over, at every place: the page must start each time.
    let whole = "{\"language\":\"en\",\"theme\":\"dark\",\"proxy\":\"./\"}";
    for at in (0..whole.len()).step_by(4) {
        let mut bytes = whole.as_bytes().to_vec();
        bytes[at] ^= 1;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        acts::open_with(&page, &world, &[("assay.settings", &text), ("assay.key", KEY)]).await;
        page.finds("main h1").await;
        page.does_not_see("Something in this page broke").await;
    }
    page.breaks_no_policy().await;
}

async fn a_browser_without_storage_still_works(browser: Browser) {
    let page = Session::open(
        browser,
        &Beginning {
            storage: false,
            ..Beginning::default()
        },
    )
    .await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    let refused = page
        .run(
            "try { localStorage.length; return false; } catch { return true; }",
            vec![],
        )
        .await;
    assert_eq!(refused, true, "the browser lets the page store");
    open_settings(&page).await;
    page.sees("This browser does not let the page store anything.").await;
    page.fill("API key", KEY).await;
    page.press("Save").await;
    page.sees("A key is set:").await;
    let sample = acts::file_of(world.disk(), "malicious-pe", "private.exe");
    page.drop_files(&[&sample.path]).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
    page.close().await;
}

/// What is done to the database before the page is opened, and whether the page has to say something about it.
const DAMAGES: [(&str, &str, bool); 10] = [
    ("no store in it", "make(1, () => {})", true),
    ("made by a newer page, without stores", "make(99, () => {})", true),
    (
        "stores of another shape",
        "make(1, (db) => { for (const name of NAMES) db.createObjectStore(name, { keyPath: 'id' }); })",
        true,
    ),
    (
        "one store is missing",
        "make(1, (db) => { for (const name of NAMES.slice(1)) db.createObjectStore(name); })",
        true,
    ),
    (
        "files that are none",
        "fill('files', [['x', 'y'], ['00000000000000000001-0000000001', '{']])",
        true,
    ),
    (
        "files with digests that are none",
        "fill('files', [['00000000000000000001-0000000001', '{\"name\":\"a\",\"size\":1,\"state\":{\"read\":{\"sha256\":\"<b>\",\"sha1\":\"\",\"md5\":\"\"}}}']])",
        true,
    ),
    (
        "things instead of texts",
        "fill('files', [[7, { a: [1] }], [[1, 2], new Date(0)]])",
        true,
    ),
    (
        "questions that are none",
        "fill('questions', [['file/zz', '{}'], ['', ''], ['person/1', 'null']])",
        true,
    ),
    (
        "answers that are none",
        "fill('answers', [['file/' + '0'.repeat(64), '{\"asked\":\"never\"}'], ['x'.repeat(1e6), '\\u0000\\ud800']])",
        true,
    ),
    (
        "a report that is none, under a sound answer",
        "fill('answers', [['file/' + DIGEST, JSON.stringify({ asked: 1, report: 'file/' + DIGEST, verdict: 'malicious', known: true, flagged: 1, counted: 2 })]]).then(() => fill('reports', [['file/' + DIGEST, '{\"data\":']]))",
        false,
    ),
];

/// Makes a database as the page does, or worse.
const HANDS: &str = "
  const DIGEST = arguments[0];
  const NAMES = ['files', 'questions', 'answers', 'reports', 'notes'];
  const make = (version, upgrade) => new Promise((made, failed) => {
    const gone = indexedDB.deleteDatabase('assay.kept');
    gone.onerror = failed;
    gone.onsuccess = () => {
      const open = indexedDB.open('assay.kept', version);
      open.onupgradeneeded = () => upgrade(open.result);
      open.onerror = failed;
      open.onsuccess = () => { open.result.close(); made(); };
    };
  });
  const fill = (name, entries) => new Promise((made, failed) => {
    const open = indexedDB.open('assay.kept');
    open.onupgradeneeded = () => { for (const name of NAMES) open.result.createObjectStore(name); };
    open.onerror = failed;
    open.onsuccess = () => {
      const writing = open.result.transaction([name], 'readwrite');
      for (const [key, value] of entries) writing.objectStore(name).put(value, key);
      writing.onerror = failed;
      writing.oncomplete = () => { open.result.close(); made(); };
    };
  });
  localStorage.setItem('assay.queue', 'yes');";

async fn a_damaged_database_keeps_nobody_from_working(browser: Browser) {
    let page = shared(browser).await;
    let digest = stand_in::fixtures::Identity::of(&stand_in::fixtures::file("malicious-pe")).sha256;
    let headline = acts::malicious_headline(&acts::report("malicious-pe"));
    for (what, damage, is_said) in DAMAGES {
        println!("{}: {what}", browser.name());
        let world = World::served().await;
        page.goto(&world.page()).await;
        acts::started(&page).await;
        let script = format!("{HANDS}\n({damage}).then(() => done('made'), (error) => done(String(error)));");
        assert_eq!(
            page.run_until_done(&script, vec![serde_json::json!(digest)]).await,
            "made",
            "{what}"
        );
        acts::open_with_key(&page, &world).await;
        let sample = acts::file_of(world.disk(), "clean-pdf", "clean.pdf");
        let other = acts::file_of(world.disk(), "suspicious-script", "other.js");
        page.drop_files(&[&sample.path, &other.path]).await;
        page.sees("Nothing found").await;
        page.sees("Suspicious").await;
        if is_said {
            page.wait(
                "words about what is damaged",
                "return /What this browser has kept is damaged|of what this browser has kept could not be read/.test(plain(document.body.innerText))",
                vec![],
            )
            .await;
        }
        acts::go(&page, &format!("#/file/{digest}")).await;
        page.sees(&headline).await;
        page.does_not_see("Something in this page broke").await;
        page.breaks_no_policy().await;
    }
}

/// As if thousands of answers had been kept, and two questions waited.
const MANY_KEPT: &str = "
    const open = indexedDB.open('assay.kept');
    open.onerror = () => done('it does not open');
    open.onsuccess = () => {
      const writing = open.result.transaction(['answers', 'questions'], 'readwrite');
      const answers = writing.objectStore('answers');
      answers.getAll().onsuccess = (event) => {
        for (let at = 0; at < 20000; at += 1)
          answers.put(event.target.result[0], `file/${at.toString(16).padStart(64, '0')}`);
      };
      arguments[0].forEach((digest, place) => {
        const question = { rank: 'batch', place, wished: 0, standing: 'waiting', tries: 0, not_before: 0 };
        writing.objectStore('questions').put(JSON.stringify(question), `file/${digest}`);
      });
      writing.onerror = () => done('it does not write');
      writing.oncomplete = () => { open.result.close(); done('kept'); };
    };";

async fn what_fails_while_the_queue_is_read_is_not_asked_again_at_once(browser: Browser) {
    let page = shared(browser).await;
    // The queue's own next try is half a minute away, however slow the machine is.
    let world = World::slowed(Options::default()).await;
    acts::open_with_key(&page, &world).await;
    let [known, first, second] = ["clean-pdf", "malicious-pe", "eicar"].map(|name| Identity::of(&file(name)).sha256);
    acts::go(&page, &format!("#/file/{known}")).await;
    page.sees("found anything in this file").await;
    acts::kept(&page, "reports", &known, 1).await;
    let kept = page.run_until_done(MANY_KEPT, vec![json!([first, second])]).await;
    assert_eq!(kept, "kept");
    page.goto("about:blank").await;

    let before = world.questions().len();
    world.stand_in.misbehave(Misbehaviour::Error("TransientError".into()));
    page.goto(&world.at(&format!("#/file/{first}"))).await;
    page.sees("VirusTotal has a passing fault.").await;
    let mut all: Vec<String> = Vec::new();
    for _ in 0..600 {
        let seen = world.questions();
        all = seen.iter().skip(before).map(|seen| asked(seen).to_owned()).collect();
        if all.len() > 1 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let about = |digest: &str| format!("/api/v3/files/{digest}");
    assert_eq!(all, [about(&first), about(&second)]);
    page.sees("VirusTotal has a passing fault.").await;
    page.press(AGAIN).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
}
