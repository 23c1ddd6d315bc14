//! Dropped files against a checksum list: pasted, dropped, chosen, in the encodings that tools write.

use std::path::Path;

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::samples::Sample;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::json;

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![each_file_says_whether_it_is_what_the_list_says];

async fn row(page: &Session, text: &str, word: &str) {
    page.wait(
        &format!("{word} beside {text}"),
        "return [...document.querySelectorAll('.checksums.row')].some((row) => shown(row)
           && plain(row.innerText).includes(arguments[0]) && plain(row.innerText).includes(arguments[1]))",
        vec![json!(text), json!(word)],
    )
    .await;
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
    let asked = |world: &World| world.questions().len();
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
    let before = asked(&world);
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
    assert_eq!(asked(&world), before, "comparing asks for nothing");
    page.fill("Checksum list, or one digest", "nothing of the kind").await;
    page.sees("There is no digest in this text.").await;
    page.breaks_no_policy().await;
}
