//! Dropped files against a checksum list: pasted, dropped, chosen, in the encodings that tools write.

use std::path::Path;

use assay_browser::axe;
use assay_browser::browser::{Beginning, Browser};
use assay_browser::samples::Sample;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::json;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    each_file_says_whether_it_is_what_the_list_says,
    a_digest_that_is_entered_is_sought_among_the_files,
];

async fn row(page: &Session, text: &str, word: &str) {
    page.wait(
        &format!("{word} beside {text}"),
        "return [...document.querySelectorAll('.checksums.row')].some((row) => shown(row)
           && plain(row.innerText).includes(arguments[0]) && plain(row.innerText).includes(arguments[1]))",
        vec![json!(text), json!(word)],
    )
    .await;
}

/// Comparing asks for nothing: there are no questions but those that were there without it, some of them still to come.
fn asked_once_at_most(world: &World, digests: &[&str]) {
    let questions = world.questions();
    let mut asked: Vec<&str> = questions.iter().map(acts::asked).collect();
    asked.sort_unstable();
    assert!(asked.windows(2).all(|two| two[0] != two[1]), "twice: {asked:?}");
    let is_known = |path: &&str| digests.iter().any(|digest| path.ends_with(digest));
    assert!(asked.iter().all(is_known), "of the list: {asked:?}");
}

async fn each_file_says_whether_it_is_what_the_list_says(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let right = Sample::write(world.disk(), "right.iso", b"as it should be");
    let wrong = Sample::write(world.disk(), "wrong.iso", b"tampered with");
    let extra = Sample::write(world.disk(), "extra.txt", b"nobody lists it");
    let expected = "00".repeat(32);
    let list = format!(
        "{} *right.iso\r\n{expected} *wrong.iso\r\n{} *gone.iso\r\nnot a line of a list\r\n",
        right.sha256, right.sha256
    );
    // As `>` of PowerShell writes it.
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(list.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let sums = Sample::write(world.disk(), "SHA256SUMS", &wide);
    let paths: Vec<&Path> = [&right, &wrong, &extra, &sums]
        .into_iter()
        .map(|sample| sample.path.as_path())
        .collect();
    page.drop_files(&paths).await;
    page.sees("extra.txt").await;
    page.press("Save results, compare checksums").await;
    page.press("Take SHA256SUMS").await;
    page.sees("1 file is not what the list says. Do not open it.").await;
    for (name, word) in [
        ("right.iso", "Match"),
        ("wrong.iso", "Mismatch"),
        ("gone.iso", "Missing"),
        ("extra.txt", "Not in the list"),
    ] {
        row(&page, name, word).await;
    }
    row(&page, "wrong.iso", &expected).await;
    row(&page, "wrong.iso", &wrong.sha256).await;
    page.sees("1 line was not understood").await;
    if let Some(script) = axe::script() {
        let found = page.axe(script).await;
        assert!(found.is_empty(), "{found:#?}");
    }
    // One digest from a page of downloads is compared with each file.
    page.fill("Checksum list, or one digest", &format!("SHA-1: {}", right.sha1))
        .await;
    row(&page, "right.iso", "Match").await;
    row(&page, "wrong.iso", "Mismatch").await;
    page.fill(
        "Checksum list, or one digest",
        &format!(
            "MD5 (right.iso) = {}\nSHA256 (extra.txt) = {}\nSHA256 (wrong.iso) = {}",
            right.md5, extra.sha256, wrong.sha256
        ),
    )
    .await;
    page.sees("All 3 files are what the list says.").await;
    asked_once_at_most(
        &world,
        &[&right, &wrong, &extra, &sums].map(|sample| sample.sha256.as_str()),
    );
    page.fill("Checksum list, or one digest", "nothing of the kind").await;
    page.sees("There is no digest in this text.").await;
    page.breaks_no_policy().await;
}

/// As if every file of the list had been dropped into a tab of two days before.
const TWO_DAYS_OLDER: &str = "
    const open = indexedDB.open('assay.kept');
    open.onerror = () => done('it does not open');
    open.onsuccess = () => {
      const writing = open.result.transaction('files', 'readwrite');
      const shelf = writing.objectStore('files');
      let count = 0;
      shelf.openCursor().onsuccess = (event) => {
        const at = event.target.result;
        if (!at) return;
        const [session, number] = at.key.split('-');
        const older = BigInt(session) - 172_800_000_000n;
        if (BigInt(session) > BigInt(Date.now() - 86_400_000) * 1000n) {
          shelf.put(at.value, String(older).padStart(20, '0') + '-' + number);
          at.delete();
          count += 1;
        }
        at.continue();
      };
      writing.oncomplete = () => { open.result.close(); done(count); };
    };";

async fn a_digest_that_is_entered_is_sought_among_the_files(browser: Browser) {
    let page = Session::open(browser, &Beginning::default()).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let setup = Sample::write(world.disk(), "setup.iso", b"as it should be");
    let second = Sample::write(world.disk(), "second.iso", b"another one");
    page.drop_files(&[setup.path.as_path()]).await;
    page.sees("Never seen").await;
    page.does_not_see("has this digest").await;
    // What a page of downloads says, pasted anywhere.
    page.paste_text(&format!("SHA256: {}\n", setup.sha256.to_uppercase()))
        .await;
    page.sees("setup.iso has this digest.").await;
    page.paste_text(&setup.sha1).await;
    page.sees("setup.iso has this digest.").await;
    page.paste_text(&second.sha256).await;
    page.sees("setup.iso has another digest. If it should have this one, do not open it.")
        .await;
    if let Some(script) = axe::script() {
        assert_eq!(page.axe(script).await, Vec::<String>::new());
    }
    page.drop_files(&[second.path.as_path()]).await;
    page.sees("second.iso has this digest.").await;
    page.paste_text(&"ab".repeat(20)).await;
    page.sees("None of the 2 files on your list has this digest.").await;

    // A list is compared where the files are, and is there as long as the page.
    let list = format!("{}  setup.iso\n{}  second.iso\n", setup.sha256, setup.md5);
    page.paste_text(&list).await;
    page.resize(390, 800).await;
    page.press("Compare with your 2 files").await;
    page.sees("1 file is not what the list says. Do not open it.").await;
    row(&page, "setup.iso", "Match").await;
    row(&page, "second.iso", "Mismatch").await;
    page.wait(
        "the comparison to be in sight below the bar and to have the focus",
        "const panel = document.querySelector('.checksums.panel'); const { top } = panel.getBoundingClientRect();
         const bar = document.querySelector('.bar-frame').getBoundingClientRect().bottom;
         return document.activeElement === panel && top >= bar && top < innerHeight",
        vec![],
    )
    .await;
    acts::go(&page, "#/history").await;
    page.press("Assay, to the start").await;
    page.sees("1 file is not what the list says. Do not open it.").await;
    let pasted = "ab".repeat(20);
    asked_once_at_most(&world, &[&setup.sha256, &setup.sha1, &second.sha256, &pasted]);

    // Two days later they are on the list still, and hardly what is meant; but what has the digest is named.
    acts::kept(&page, "files", &setup.sha256, 1).await;
    acts::kept(&page, "files", &second.sha256, 1).await;
    assert_eq!(page.run_until_done(TWO_DAYS_OLDER, vec![]).await, 2);
    page.reload().await;
    acts::started(&page).await;
    page.sees("second.iso").await;
    page.paste_text(&setup.sha256).await;
    page.sees("setup.iso has this digest.").await;
    let unknown = "cd".repeat(20);
    page.paste_text(&unknown).await;
    page.wait(
        "the report on the unknown digest",
        "return location.hash.endsWith(arguments[0]) && plain(document.querySelector('main').innerText).includes('Never seen')",
        vec![json!(unknown)],
    )
    .await;
    page.does_not_see("has this digest").await;
    page.breaks_no_policy().await;
    page.close().await;
}
