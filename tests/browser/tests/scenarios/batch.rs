//! Thousands of files and one key: folders, the queue that outlives the page, two tabs, quotas, and no network.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use assay_browser::axe;
use assay_browser::browser::{Beginning, Browser};
use assay_browser::clock;
use assay_browser::folder::{BUSY, DROP};
use assay_browser::samples::hex;
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use serde_json::json;
use sha2::{Digest, Sha256};
use stand_in::{Options, Seen};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    ten_thousand_files_are_asked_about_once_whatever_happens,
    a_dropped_folder_goes_on_where_it_was,
    a_folder_is_chosen_with_all_that_is_in_it,
    the_list_is_filtered_grouped_and_hurried,
    the_end_is_told_and_all_is_asked_again_only_when_wished,
];

const FILES: usize = 10_000;
const DISTINCT: usize = 250;
const MINUTE: usize = 60;
const DAY: usize = 180;
const PATIENCE: Duration = Duration::from_mins(4);

/// What `made_up` answers of the stand-in make of a digest, by its first digit.
const COMES_TO: [(&str, &str); 4] = [
    ("0123", "Never seen"),
    ("4567", "Malicious"),
    ("89ab", "Suspicious"),
    ("cdef", "Nothing found"),
];

fn digests() -> Vec<String> {
    (0..DISTINCT).map(digest).collect()
}

/// The digest of a file's content.
fn digest(at: usize) -> String {
    hex(&Sha256::digest(format!("content {at}").as_bytes()))
}

async fn with_quota(page: &Session, world: &World, minute: usize, day: usize) {
    let spent = format!("{{\"limits\":{{\"minute\":{minute},\"day\":{day}}}}}");
    acts::open_with(page, world, &[("assay.key", KEY), ("assay.spent", &spent)]).await;
}

/// Sets the clocks of the server and of the page forward. Nothing may be under way meanwhile: between the two it would
/// count for another minute here than there.
async fn later(page: &Session, world: &World, seconds: u64) {
    world.stand_in.advance(Duration::from_secs(seconds));
    clock::later(page, seconds).await;
}

/// Two days' quotas would be asked where one is looked for.
async fn outside_of_midnight() {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    let left = 86_400 - since.as_secs() % 86_400;
    if left < PATIENCE.as_secs() * 2 {
        tokio::time::sleep(Duration::from_secs(left)).await;
    }
}

/// Waits until so many questions have arrived.
async fn asked(page: &Session, world: &World, count: usize) {
    let began = Instant::now();
    while world.questions().len() < count {
        if began.elapsed() > PATIENCE {
            let come = world.questions().len();
            panic!(
                "{come} of {count} questions have come; the page says:\n{}",
                page.text().await
            );
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Waits until every answer is kept, of a queue that began with so many questions. Before that the page may not go: what
/// was not answered has to be asked again.
async fn all_kept(page: &Session, world: &World, queue: usize) {
    let began = Instant::now();
    loop {
        let left = queue.checked_sub(world.questions().len());
        let waiting = acts::on_shelf(page, "questions", "").await;
        if waiting.is_some() && waiting == left.map(|left| left as u64) {
            return;
        }
        assert!(
            began.elapsed() < PATIENCE,
            "{waiting:?} questions are kept, {left:?} were not asked"
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Drops them all, kills a worker that has some of them in hand, and waits until they are read.
async fn read_all_though_a_worker_dies(page: &Session) {
    page.run(BUSY, vec![]).await;
    // Whoever gets an order is a worker that can be killed.
    page.run(
        "window.workers = new Set(); const post = Worker.prototype.postMessage;
         Worker.prototype.postMessage = function (...given) { window.workers.add(this); return post.apply(this, given); };",
        vec![],
    )
    .await;
    page.run(DROP, vec![json!(FILES), json!(DISTINCT)]).await;
    page.wait_patiently(
        PATIENCE,
        "some of the files to be read",
        "return /[1-9][0-9,]* of [0-9,]+ read/.test(plain(document.body.innerText))",
        vec![],
    )
    .await;
    page.run(
        "const worker = [...window.workers][0]; worker.terminate(); worker.dispatchEvent(new ErrorEvent('error', { message: 'killed', cancelable: true }));",
        vec![],
    )
    .await;
    page.sees_within(PATIENCE, "10,000 of 10,000 read in 100 folders").await;
    page.sees("2 entries could not be opened: audit/locked.bin").await;
}

async fn ten_thousand_files_are_asked_about_once_whatever_happens(browser: Browser) {
    outside_of_midnight().await;
    let page = Session::open(browser, &Beginning::default()).await;
    let world = World::slowed(Options {
        made_up: true,
        per_minute: Some(MINUTE),
        per_day: Some(DAY),
        ..Options::default()
    })
    .await;
    with_quota(&page, &world, MINUTE, DAY).await;
    acts::ready_to_hash(&page).await;
    read_all_though_a_worker_dies(&page).await;
    asked(&page, &world, MINUTE).await;
    page.sees("Resumes by itself in").await;
    let busy = page.run("return Math.round(window.busy)", vec![]).await;
    println!("{}: the longest task took {busy} ms", browser.name());

    // Amid it all the page is loaded anew.
    all_kept(&page, &world, DISTINCT).await;
    page.reload().await;
    acts::started(&page).await;
    page.sees_within(PATIENCE, "10,000 of 10,000 read").await;
    page.sees("to ask").await;
    // A second tab sees the same, and leaves the asking to the first.
    let first = page.client().window().await.expect("a window");
    let second = page.client().new_window(true).await.expect("a second tab").handle;
    page.client()
        .switch_to_window(second.clone())
        .await
        .expect("the second tab");
    page.goto(&world.page()).await;
    acts::started(&page).await;
    page.sees_within(PATIENCE, "Another tab of this page does the asking.")
        .await;
    page.sees_within(PATIENCE, "10,000 of 10,000 read").await;
    assert_eq!(world.questions().len(), MINUTE, "the minute is over for both");

    // A minute later, with the cable pulled.
    page.client().switch_to_window(first).await.expect("the first tab");
    page.offline(true).await;
    later(&page, &world, 61).await;
    page.sees_within(PATIENCE, "Nothing is asked at the moment.").await;
    assert_eq!(world.questions().len(), MINUTE, "without a network nothing comes");
    page.offline(false).await;
    asked(&page, &world, 2 * MINUTE).await;
    all_kept(&page, &world, DISTINCT).await;
    later(&page, &world, 61).await;
    asked(&page, &world, DAY).await;
    page.sees_within(PATIENCE, &format!("pauses at the day's {DAY}")).await;
    all_kept(&page, &world, DISTINCT).await;
    assert_eq!(world.questions().len(), DAY, "the day is over for both");

    // The next day the tab that asks is gone, and the other one goes on.
    page.client().close_window().await.expect("the first tab closes");
    page.client().switch_to_window(second).await.expect("the second tab");
    later(&page, &world, 24 * 3_600).await;
    asked(&page, &world, DAY + MINUTE).await;
    all_kept(&page, &world, DISTINCT).await;
    later(&page, &world, 61).await;
    asked(&page, &world, DISTINCT).await;
    page.no_longer_sees("to ask").await;
    all_kept(&page, &world, DISTINCT).await;

    // Every distinct digest was asked about exactly once.
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for question in world.questions() {
        assert!(matches!(question.status, 200 | 404), "{question:?}");
        *times.entry(digest_of(&question)).or_default() += 1;
    }
    let digests = digests();
    let again: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
    assert!(again.is_empty(), "asked about more than once: {again:?}");
    assert!(
        digests.iter().all(|digest| times.contains_key(digest)),
        "other digests were asked about"
    );

    every_result_is_kept(&page, &digests).await;
    assert_eq!(
        world.questions().len(),
        DISTINCT,
        "what was answered is not asked again"
    );
    page.close().await;
}

/// After a reload. One file was in the killed worker's hands.
async fn every_result_is_kept(page: &Session, digests: &[String]) {
    page.reload().await;
    acts::started(page).await;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (digest, files) in digests
        .iter()
        .zip((0..DISTINCT).map(|at| (at..FILES).step_by(DISTINCT).count()))
    {
        let come = COMES_TO.iter().find(|(digits, _)| digits.contains(&digest[..1]));
        *counts.entry(come.expect("a digit").1).or_default() += files;
    }
    page.wait_patiently(
        PATIENCE,
        &format!("the results {counts:?}"),
        "const tally = (name) => { const said = [...document.querySelectorAll('.files-tally')].map((tally) => plain(tally.innerText)).find((said) => said.endsWith(name));
           return said ? Number(said.split(' ')[0].replace(',', '')) : 0; };
         const off = Object.entries(arguments[0]).map(([name, count]) => count - tally(name));
         return tally('Under way') === 0 && off.every((off) => off >= 0) && off.reduce((sum, off) => sum + off, 0) === tally('Not read') && tally('Not read') <= 1",
        vec![json!(counts)],
    )
    .await;
}

async fn a_dropped_folder_goes_on_where_it_was(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served_by(Options {
        made_up: true,
        ..Options::default()
    })
    .await;
    acts::open_with_key(&page, &world).await;
    page.run(DROP, vec![json!(100), json!(20)]).await;
    page.sees("100 of 100 read in 1 folder").await;
    asked(&page, &world, 20).await;
    page.no_longer_sees("Under way").await;
    all_kept(&page, &world, 20).await;
    page.reload().await;
    acts::started(&page).await;
    page.sees("100 of 100 read").await;
    // The same files, recognised by place, size and date: nothing is read or asked again, and no row is there twice.
    page.run(DROP, vec![json!(200), json!(20)]).await;
    page.sees("200 of 200 read in 2 folders").await;
    page.no_longer_sees("Under way").await;
    assert_eq!(world.questions().len(), 20);
    // A report that was fetched is opened from what is kept.
    page.press("Report").await;
    page.sees("kept in this browser").await;
    assert_eq!(world.questions().len(), 20);
    page.breaks_no_policy().await;
}

async fn a_folder_is_chosen_with_all_that_is_in_it(browser: Browser) {
    if browser == Browser::Firefox {
        println!("firefox: not tried, its driver gives no folder to a page");
        return;
    }
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let folder = world.disk().join("audit");
    std::fs::create_dir_all(folder.join("deep/deeper")).expect("folders");
    let (known, other) = (stand_in::fixtures::file("malicious-pe"), b"something else".to_vec());
    for (place, content) in [("a.bin", &known), ("deep/deeper/b.bin", &known), ("deep/c.bin", &other)] {
        std::fs::write(folder.join(place), content).expect("a file");
    }
    let input = page.finds("input[webkitdirectory]").await;
    input
        .send_keys(&folder.to_string_lossy())
        .await
        .expect("the input takes a folder");
    page.sees("3 of 3 read in 3 folders").await;
    for place in ["audit/deep/deeper", "audit/deep"] {
        page.sees(place).await;
    }
    page.no_longer_sees("looked up").await;
    let mut asked: Vec<String> = world.questions().iter().map(digest_of).collect();
    let mut wanted = vec![hex(&Sha256::digest(&known)), hex(&Sha256::digest(&other))];
    asked.sort();
    wanted.sort();
    assert_eq!(asked, wanted, "the same content in two places is asked about once");
    page.breaks_no_policy().await;
}

async fn the_list_is_filtered_grouped_and_hurried(browser: Browser) {
    let page = shared(browser).await;
    let world = World::slowed(Options {
        made_up: true,
        per_minute: Some(4),
        per_day: Some(500),
        ..Options::default()
    })
    .await;
    with_quota(&page, &world, 4, 500).await;
    page.run(DROP, vec![json!(300), json!(60)]).await;
    page.sees("300 of 300 read in 3 folders").await;
    asked(&page, &world, 4).await;
    page.wait(
        "a forecast",
        "return /5[0-9] to ask, 1[0-9] min at 4 a minute/.test(plain(document.body.innerText))",
        vec![],
    )
    .await;
    page.fill("Filter by name, folder or digest", "box-1").await;
    page.sees("100 of 300 shown").await;
    page.fill("Filter by name, folder or digest", "file-2-7.bin").await;
    page.sees("1 of 300 shown").await;
    // The one that is left is wanted first.
    if let Some(script) = axe::script() {
        assert_eq!(page.axe(script).await, Vec::<String>::new(), "a row that waits");
    }
    page.press("Ask first: file-2-7.bin").await;
    page.no_longer_sees("before it").await;
    page.press("Pause").await;
    page.sees("Paused: nothing is asked until you resume.").await;
    let before = world.questions().len();
    later(&page, &world, 61).await;
    assert_eq!(world.questions().len(), before, "a paused queue asks nothing");
    page.press("Resume").await;
    asked(&page, &world, before + 1).await;
    let next = digest_of(&world.questions()[before]);
    assert_eq!(next, digest(207 % 60), "the reader's wish comes first");
    page.press("Remove file-2-7.bin from the list").await;
    page.sees("No file fits the filter.").await;
    page.fill("Filter by name, folder or digest", "").await;
    page.sees("299 of 299 read").await;
    page.breaks_no_policy().await;
}

/// In place of what the browser itself would show, and of the screen: what they are told is written down.
const OUTSIDE: &str = "
    window.told = []; window.screens = [];
    window.Notification = function (title, options) { window.told.push(title + ' / ' + options.body); };
    window.Notification.requestPermission = () => window.Promise.resolve(window.leave ?? 'granted');
    Object.defineProperty(window.document, 'hasFocus', { value: () => false, configurable: true });
    Object.defineProperty(window.navigator, 'wakeLock', { configurable: true, value: { request: () => {
      window.screens.push('on'); return window.Promise.resolve({ release: () => window.screens.push('off') }); } } });";

async fn the_end_is_told_and_all_is_asked_again_only_when_wished(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served_by(Options {
        made_up: true,
        ..Options::default()
    })
    .await;
    acts::open_with_key(&page, &world).await;
    page.run(OUTSIDE, vec![]).await;
    page.run(DROP, vec![json!(100), json!(12)]).await;
    page.sees("100 of 100 read").await;
    asked(&page, &world, 12).await;
    page.no_longer_sees("Under way").await;
    let told = "return window.told.join('; ')";
    let screens = "return window.screens.join(' ')";
    assert_eq!(page.run(told, vec![]).await, "", "nobody has asked to be told");
    assert_eq!(page.run(screens, vec![]).await, "");

    // Refused once, allowed later.
    page.run("window.leave = 'denied'", vec![]).await;
    page.press("Notify me when it is done").await;
    page.sees("The browser does not let this page notify you.").await;
    page.run("window.leave = 'granted'", vec![]).await;
    page.press("Notify me when it is done").await;
    page.no_longer_sees("The browser does not let this page notify you.")
        .await;
    page.press("Keep the screen on meanwhile").await;
    // An answer of this very second is as new as can be had.
    tokio::time::sleep(Duration::from_millis(1_100)).await;
    page.press("Ask again about all · 12 requests").await;
    asked(&page, &world, 24).await;
    page.wait("the end to be told", "return window.told.length > 0", vec![])
        .await;
    let said = page.run(told, vec![]).await;
    let said = said.as_str().unwrap_or_default();
    assert!(said.starts_with("Assay is done / 100 files. Malicious: "), "{said}");
    page.wait(
        "the screen to be let go",
        "return window.screens.join(' ') === 'on off'",
        vec![],
    )
    .await;

    // Both wishes are remembered; nothing is asked again by itself.
    all_kept(&page, &world, 24).await;
    page.reload().await;
    acts::started(&page).await;
    page.sees("100 of 100 read").await;
    let wished = "return [...document.querySelectorAll('.files-wish input')].filter((box) => box.checked).length === 2";
    page.wait("both wishes", wished, vec![]).await;
    assert_eq!(world.questions().len(), 24);
    page.breaks_no_policy().await;
}

/// The digest that a question was about.
fn digest_of(question: &Seen) -> String {
    let path = acts::asked(question);
    path.rsplit('/').next().unwrap_or_default().to_owned()
}
