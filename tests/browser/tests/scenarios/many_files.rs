//! Several files, odd files, huge files, and files that change under the reader's hands.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use assay_browser::browser::Browser;
use assay_browser::host::Serving;
use assay_browser::samples::{Sample, noise};
use assay_browser::session::Session;
use assay_browser::world::{World, dist};
use serde_json::json;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    every_file_of_a_list_gets_its_own_result,
    a_long_reading_can_be_cancelled,
    small_files_do_not_wait_for_a_large_one,
    a_worker_that_stops_costs_one_file_alone,
    a_file_that_changes_while_it_is_read_gets_no_digest,
    what_one_file_grows_does_not_hide_what_another_loses,
    beyond_four_gigabytes_the_digests_are_right,
];

const GIB: u64 = 1 << 30;

/// Before a worker's own code: it learns its role as the worker does, and on a word to that role it is given what no worker
/// understands, at which it stops.
const STOPPED: &str = "
    let own;
    addEventListener('message', ({ data }) => {
      if (own || !Array.isArray(data)) return;
      const role = JSON.parse(data[0]);
      own = role.Reader ? 'reader' : { Sha256: 'sha256', Sha1Md5: 'sha1-md5' }[role.Hasher?.share];
    });
    new BroadcastChannel('stop').onmessage = ({ data }) => {
      if (data === own) dispatchEvent(new MessageEvent('message', { data: 'what no worker understands' }));
    };
";

/// What somebody does to a file while it is read.
type Change = fn(&Path);

async fn every_file_of_a_list_gets_its_own_result(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let known = [
        acts::file_of(world.disk(), "malicious-pe", "invoice\u{202E}fdp.exe"),
        acts::file_of(world.disk(), "clean-pdf", "it's \"quoted\" & <b>bold.pdf"),
        acts::file_of(world.disk(), "suspicious-script", "-rf 😀.js"),
        acts::file_of(world.disk(), "empty", "empty.txt"),
        Sample::write(
            world.disk(),
            &format!("{}.bin", "long name ".repeat(20).trim()),
            &noise(9, 1_234_567),
        ),
    ];
    let paths: Vec<&Path> = known.iter().map(|sample| sample.path.as_path()).collect();
    page.drop_files(&paths).await;
    // The list shows names as they can be read without being fooled, and each file's own end.
    for (text, verdict) in [
        ("U+202E", "Malicious"),
        ("it's \"quoted\" & <b>bold.pdf", "Nothing found"),
        ("-rf 😀.js", "Suspicious"),
        ("empty.txt", "Nothing found"),
        ("long name", "Never seen"),
    ] {
        page.wait(
            &format!("{verdict} beside {text}"),
            "return [...document.querySelectorAll('main li, main tr')].some((row) => shown(row)
               && plain(row.innerText).includes(arguments[0]) && plain(row.innerText).includes(arguments[1]))",
            vec![json!(text), json!(verdict)],
        )
        .await;
    }
    let text = page.text().await;
    assert!(!text.contains('\u{202E}'), "a sign that turns the name around is drawn");
    assert_eq!(page.count("main b").await, 0, "a name became markup");
    let mut asked: Vec<_> = world
        .questions()
        .iter()
        .map(|seen| acts::asked(seen).to_owned())
        .collect();
    let mut wanted: Vec<_> = known
        .iter()
        .map(|sample| format!("/api/v3/files/{}", sample.sha256))
        .collect();
    asked.sort();
    wanted.sort();
    assert_eq!(asked, wanted);

    // From the list to one file's report, and back to the list.
    page.press("Report on long name").await;
    page.sees("VirusTotal has never seen this file. That does not make it safe.")
        .await;
    page.client().back().await.expect("there is a way back");
    page.sees("empty.txt").await;
    page.breaks_no_policy().await;
}

async fn a_long_reading_can_be_cancelled(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let path = Sample::sparse(world.disk(), "endless.iso", 40 * GIB);
    page.drop_files(&[&path]).await;
    reading(&page, "endless.iso").await;
    page.press("Cancel").await;
    page.sees("Cancelled").await;
    // The hands are free for the next file.
    let next = acts::file_of(world.disk(), "clean-pdf", "next.pdf");
    page.drop_files(&[&next.path]).await;
    page.sees("found anything in this file").await;
    assert_eq!(world.questions().len(), 1, "{:?}", world.questions());
}

async fn small_files_do_not_wait_for_a_large_one(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    let endless = Sample::sparse(world.disk(), "endless.iso", 40 * GIB);
    let short = Sample::write(world.disk(), "short.bin", &noise(3, 3_000_000));
    let small = Sample::write(world.disk(), "small.bin", &noise(4, 30_000));
    page.drop_files(&[&endless, &short.path, &small.path]).await;
    for sample in [&short, &small] {
        page.wait(
            "the digests of a file behind an endless one",
            "return document.body.outerHTML.includes(arguments[0])",
            vec![json!(sample.sha256)],
        )
        .await;
    }
    reading(&page, "endless.iso").await;
    page.press("Cancel").await;
    page.sees("Cancelled").await;
}

async fn a_worker_that_stops_costs_one_file_alone(browser: Browser) {
    const SMALL: u64 = 24;
    let page = shared(browser).await;
    let mut serving = Serving::plain(&dist(), "/");
    let own = std::fs::read_to_string(dist().join("worker.js")).expect("the page is built");
    serving
        .instead
        .insert("worker.js".to_owned(), [STOPPED, &own].concat().into_bytes());
    let world = World::apart_with(serving, true).await;
    acts::open_with_key(&page, &world).await;
    for (place, name) in ["reader", "sha256", "sha1-md5"].into_iter().enumerate() {
        // A file without an end says that all three have begun, and keeps them from coming to one.
        let endless = format!("{name}-endless");
        let path = Sample::sparse(world.disk(), &endless, 40 * GIB);
        page.drop_files(&[&path]).await;
        reading(&page, &endless).await;
        let small: Vec<Sample> = (0..SMALL)
            .map(|at| {
                let seed = at + 100 * place as u64 + 1;
                Sample::write(world.disk(), &format!("{name}-{at}"), &noise(seed, 500_000))
            })
            .collect();
        let paths: Vec<&Path> = small.iter().map(|sample| sample.path.as_path()).collect();
        page.drop_files(&paths).await;
        page.run(
            "const stop = new BroadcastChannel('stop'); stop.postMessage(arguments[0]); stop.close();",
            vec![json!(name)],
        )
        .await;
        let digests: Vec<&str> = small.iter().map(|sample| sample.sha256.as_str()).collect();
        let lost = page
            .wait(
                &format!("one file lost with the {name} worker, and the digests of all others"),
                "const rows = [...document.querySelectorAll('main li')].filter((row) => shown(row)).map((row) => row.outerHTML);
                 const lost = rows.filter((row) => row.includes('Hashing stopped unexpectedly')).length;
                 const known = arguments[0].filter((digest) => rows.some((row) => row.includes(digest))).length;
                 const alive = rows.some((row) => row.includes('-endless') && row.includes('<progress'));
                 return lost === 1 && known >= arguments[0].length - Number(alive) ? { lost, known, alive } : null",
                vec![json!(digests)],
            )
            .await;
        println!("{}: {name}: {lost}", browser.name());
        if lost["alive"] == true {
            page.press("Cancel").await;
            page.sees("Cancelled").await;
        }
        page.no_longer_sees("Under way").await;
        page.press("Clear what is done").await;
    }
}

/// Waits until bytes of the file have been read.
async fn reading(page: &Session, name: &str) {
    page.wait(
        &format!("progress of {name}"),
        "return [...document.querySelectorAll('main li')].some((row) => shown(row) && plain(row.innerText).includes(arguments[0])
           && /\\d\\s*(KB|kB|MB|GB|KiB|MiB|GiB)\\/s/.test(plain(row.innerText)))",
        vec![json!(name)],
    )
    .await;
}

async fn a_file_that_changes_while_it_is_read_gets_no_digest(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let length = 3 * GIB;
    let changes: [(&str, Change); 4] = [
        ("shrinking.bin", |path| set_length(path, GIB / 4)),
        ("growing.bin", |path| set_length(path, 4 * GIB)),
        ("rewritten.bin", |path| {
            let mut file = OpenOptions::new().write(true).open(path).expect("the file opens");
            file.write_all(b"other bytes").expect("it can be written");
        }),
        ("vanishing.bin", |path| {
            std::fs::remove_file(path).expect("it can be removed");
        }),
    ];
    for (name, change) in changes {
        // Firefox cannot tell that a file of the same length is another one now.
        if name == "rewritten.bin" && browser == Browser::Firefox {
            continue;
        }
        let path = Sample::sparse(world.disk(), name, length);
        page.drop_files(&[&path]).await;
        reading(&page, name).await;
        change(&path);
        let said = page
            .wait_patiently(
                Duration::from_mins(5),
                &format!("words about {name}"),
                "const row = [...document.querySelectorAll('main li')].find((row) => shown(row)
                   && plain(row.innerText).includes(arguments[0]) && /changed|shorter|longer|shrunk|shrank|grew|grown|gone|vanished|moved|removed|deleted|could not be read|cannot be read/i.test(row.innerText));
                 return row ? plain(row.innerText) : ''",
                vec![json!(name)],
            )
            .await;
        println!(
            "{} says of {name}: {}",
            browser.name(),
            said.as_str().unwrap_or_default()
        );
        page.run("location.hash = '#/'", vec![]).await;
    }
    assert!(
        world.questions().is_empty(),
        "a wrong digest was asked for: {:?}",
        world.questions()
    );
}

fn set_length(path: &Path, length: u64) {
    let file = OpenOptions::new().write(true).open(path).expect("the file opens");
    file.set_len(length).expect("its length changes");
}

async fn beyond_four_gigabytes_the_digests_are_right(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    let path = Sample::sparse(world.disk(), "zeros.bin", 4 * GIB + 1);
    page.drop_files(&[&path]).await;
    for (tool, known) in [
        ("sha256sum", "fbb82f7b"),
        ("sha1sum", "e7d747b7"),
        ("md5sum", "f18c798f"),
    ] {
        let digest = digest_by(tool, &path).unwrap_or_else(|| known.to_owned());
        assert!(digest.starts_with(known), "{tool} says {digest}");
        page.wait_patiently(
            Duration::from_mins(20),
            &format!("{digest} of {tool}"),
            "return document.body.outerHTML.includes(arguments[0])",
            vec![json!(digest)],
        )
        .await;
    }
    assert!(world.questions().is_empty());
}

/// What the system's own tool says; `None` where there is none.
fn digest_by(tool: &str, path: &Path) -> Option<String> {
    let output = Command::new(tool).stdin(File::open(path).ok()?).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.split_whitespace().next().map(str::to_owned)
}

/// Small files are read together: were their lengths alone added up, a wrong cut would give all that follows wrong digests.
async fn what_one_file_grows_does_not_hide_what_another_loses(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let samples: Vec<Sample> = ["before", "growing", "between", "shrinking", "after"]
        .iter()
        .zip(900..)
        .map(|(name, seed)| Sample::write(world.disk(), name, &noise(seed, 3_000)))
        .collect();
    let paths: Vec<&Path> = samples.iter().map(|sample| sample.path.as_path()).collect();
    page.hold_files(&paths).await;
    // Chromium looks at a file when its size is first wanted.
    page.run(
        "return [...document.getElementById('hand-of-the-test').files].map((file) => file.size)",
        vec![],
    )
    .await;
    for (at, length) in [(1, 3_100), (3, 2_900)] {
        let path = &samples[at].path;
        let modified = path.metadata().and_then(|about| about.modified()).expect("a time");
        set_length(path, length);
        // Chromium would tell by the time alone.
        let file = OpenOptions::new().write(true).open(path).expect("the file opens");
        file.set_modified(modified).expect("the time can be set");
    }
    page.let_files_go().await;
    for (at, sample) in samples.iter().enumerate() {
        let changed = at % 2 == 1;
        let name = sample.path.file_name().and_then(|name| name.to_str());
        page.wait(
            &format!("the end of {name:?}"),
            "const row = [...document.querySelectorAll('main li')].find((row) => shown(row) && plain(row.innerText).startsWith(arguments[0]));
             return row && (arguments[2] ? row.innerText.includes('changed while it was read') : row.outerHTML.includes(arguments[1]) && row.innerText.includes('Never seen'))",
            vec![json!(name), json!(sample.sha256), json!(changed)],
        )
        .await;
    }
    page.no_longer_sees("Under way").await;
    let mut asked: Vec<_> = world
        .questions()
        .iter()
        .map(|seen| acts::asked(seen).to_owned())
        .collect();
    let unchanged = samples.iter().step_by(2);
    let mut wanted: Vec<_> = unchanged
        .map(|sample| format!("/api/v3/files/{}", sample.sha256))
        .collect();
    asked.sort();
    wanted.sort();
    assert_eq!(asked, wanted);
    page.breaks_no_policy().await;
}
