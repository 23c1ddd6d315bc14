//! What the scenarios do over and over, and the sentences that they look for.

use std::path::Path;

use assay_browser::samples::Sample;
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use fantoccini::key::Key;
use serde_json::{Value, json};
use stand_in::{Seen, fixtures};

/// Opens the page with the key in its place, as on a second visit.
pub async fn open_with_key(page: &Session, world: &World) {
    open_with(page, world, &[("assay.key", KEY)]).await;
}

/// The same for a reader who wants nothing to be kept: what is opened again is asked for again.
pub async fn open_forgetful(page: &Session, world: &World) {
    let forgets = "{\"forgets_seen\":true}";
    open_with(page, world, &[("assay.key", KEY), ("assay.settings", forgets)]).await;
}

/// Opens the page with the given entries in its storage.
pub async fn open_with(page: &Session, world: &World, entries: &[(&str, &str)]) {
    page.goto(&world.page()).await;
    for (name, value) in entries {
        page.run(
            "localStorage.setItem(arguments[0], arguments[1])",
            vec![json!(name), json!(value)],
        )
        .await;
    }
    page.reload().await;
    started(page).await;
}

/// Waits until the app stands where the loading text stood.
pub async fn started(page: &Session) {
    page.wait(
        "the app to start",
        "return !document.getElementById('start') && !!document.querySelector('main')",
        vec![],
    )
    .await;
}

/// Waits until so many texts that hold this lie on a shelf of what the browser keeps.
pub async fn kept(page: &Session, shelf: &str, holding: &str, count: u64) {
    let mut seen = None;
    for _ in 0..300 {
        seen = on_shelf(page, shelf, holding).await;
        if seen == Some(count) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("of “{holding}” {seen:?} lie among the {shelf}, not {count}");
}

/// How many texts that hold this lie on a shelf of what the browser keeps, if there is one.
pub async fn on_shelf(page: &Session, shelf: &str, holding: &str) -> Option<u64> {
    const COUNT: &str = "
        indexedDB.databases().then((databases) => {
          // Opening what is not there would make it.
          if (!databases.some((database) => database.name === 'assay.kept')) return done(null);
          const open = indexedDB.open('assay.kept');
          open.onerror = () => done(null);
          open.onsuccess = () => {
            const held = open.result.transaction(arguments[0]).objectStore(arguments[0]).getAll();
            held.onsuccess = () => {
              open.result.close();
              done(held.result.filter((text) => text.includes(arguments[1])).length);
            };
          };
        });";
    let given = vec![json!(shelf), json!(holding)];
    page.run_until_done(COUNT, given).await.as_u64()
}

/// Waits until the page can hash without its server.
pub async fn ready_to_hash(page: &Session) {
    let loaded = "return performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('/worker.js'))";
    page.wait("the workers to load", loaded, vec![]).await;
    // What a worker loads itself is in nobody's sight.
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
}

/// The file that a fixture is about, on the disk.
pub fn file_of(folder: &Path, fixture: &str, name: &str) -> Sample {
    Sample::write(folder, name, &fixtures::file(fixture))
}

/// The first sentence of a report that engines call malicious.
pub fn malicious_headline(report: &Value) -> String {
    let stats = &report["data"]["attributes"]["last_analysis_stats"];
    let count = |name: &str| stats[name].as_u64().unwrap_or(0);
    let of = count("malicious") + count("suspicious") + count("undetected") + count("harmless");
    let (flagged, suspected) = (count("malicious"), count("suspicious"));
    let called = if suspected > 0 {
        "malicious or suspicious"
    } else {
        "malicious"
    };
    format!("{} of {of} engines call this file {called}.", flagged + suspected)
}

/// The committed report of this name.
pub fn report(name: &str) -> Value {
    let (_, text) = fixtures::reports()
        .into_iter()
        .find(|(own, _)| *own == name)
        .expect("the fixture exists");
    serde_json::from_str(&text).expect("the fixture is JSON")
}

/// Goes to another place in the page, as a click on a link does.
pub async fn go(page: &Session, fragment: &str) {
    page.run("location.hash = arguments[0]", vec![json!(fragment)]).await;
}

/// The whole text of the document's elements, shown or not, with titles: where a shortened digest stands whole.
pub async fn whole(page: &Session) -> String {
    page.run("return document.body.outerHTML", vec![])
        .await
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

/// What pressing `button` leaves on the clipboard, to the sign: pasted into a field that the page does not know.
pub async fn copied(page: &Session, button: &str) -> String {
    const BEFORE: &str = "nothing was copied";
    let made = "const field = document.createElement('textarea'); field.id = 'pasted'; document.body.append(field);
        field.value = arguments[0]; field.select();";
    page.run(made, vec![json!(BEFORE)]).await;
    let field = page.finds("#pasted").await;
    page.chord(Key::Control, 'c').await;
    page.press(button).await;
    let mut text = BEFORE.to_owned();
    for _ in 0..50 {
        page.run("document.getElementById('pasted').value = ''", vec![]).await;
        page.click(&field).await;
        page.chord(Key::Control, 'v').await;
        let script = "return document.getElementById('pasted').value";
        let pasted = page.wait("something pasted", script, vec![]).await;
        pasted.as_str().unwrap_or_default().clone_into(&mut text);
        if text != BEFORE {
            break;
        }
    }
    page.run("document.getElementById('pasted').remove()", vec![]).await;
    text
}

/// A script that opens whatever is closed or cut in the report.
pub const OPEN_EVERYTHING: &str = "
    for (const button of document.querySelectorAll('main button')) {
      const offers = button.getAttribute('aria-expanded') === 'false' || /^(Open all|Show all)/.test(plain(button.innerText));
      if (offers && shown(button)) button.click();
    }
    for (const details of document.querySelectorAll('main details:not([open])')) details.querySelector('summary')?.click();
";

/// The path of a question, without what is asked for beside it.
pub fn asked(seen: &Seen) -> &str {
    seen.target.split('?').next().unwrap_or_default()
}

/// A script that goes through the page twice at most, opens whatever is closed, and tells whether it met a text.
pub fn open_and_meet() -> String {
    format!(
        "const wanted = arguments[0];
         (async () => {{
           const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
           const root = document.documentElement;
           for (let times = 0; times < 2; times += 1) {{
             scrollTo({{ top: 0, behavior: 'instant' }});
             for (let last = -1; root.scrollTop !== last; ) {{
               await frame();
               if (document.querySelector('main').innerText.includes(wanted)) return true;
               {OPEN_EVERYTHING}
               last = root.scrollTop;
               scrollBy({{ top: innerHeight, behavior: 'instant' }});
             }}
           }}
           return false;
         }})().then(done, (error) => done(String(error)));"
    )
}

/// A script that scrolls to the page's end, so many windows at a time, and tells how many different `rows` it met, by
/// the attribute that numbers them, and the `most` of them that were there at once.
pub fn meet_rows(attribute: &str, windows: f64) -> String {
    format!(
        "(async () => {{
           const met = new Set();
           let most = 0;
           const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
           for (let root = document.documentElement, last = -1; ; ) {{
             await frame();
             const rows = [...document.querySelectorAll('main [{attribute}]')].filter(shown);
             most = Math.max(most, rows.length);
             for (const row of rows) met.add(row.getAttribute('{attribute}'));
             if (root.scrollTop === last) break;
             last = root.scrollTop;
             scrollBy({{ top: innerHeight * {windows}, behavior: 'instant' }});
           }}
           return {{ rows: met.size, most }};
         }})().then(done, (error) => done(String(error)));"
    )
}
