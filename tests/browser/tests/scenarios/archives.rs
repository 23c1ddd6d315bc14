//! What is in an archive: listed, hashed, looked up; and the ones that are made to harm.

#[path = "../../../archive/build.rs"]
#[allow(dead_code, reason = "the native tests need more of it")]
mod build;

use std::io::Write as _;
use std::path::Path;

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::samples::{Sample, noise};
use assay_browser::session::Session;
use assay_browser::world::World;
use build::{Part, Whole, stored};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde_json::json;
use stand_in::fixtures::{self, locked};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    members_are_listed_hashed_and_looked_up,
    what_is_made_to_harm_is_refused_with_a_sentence,
    thousands_of_members_are_found_by_name,
];

fn deflated(name: &str, content: &[u8]) -> Part {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).expect("a buffer takes all");
    Part {
        method: 8,
        packed: encoder.finish().expect("a buffer takes all"),
        ..stored(name, content)
    }
}

/// Waits for a row of a list that holds both.
async fn row(page: &Session, text: &str, beside: &str) {
    page.wait(
        &format!("{beside} beside {text}"),
        "return [...document.querySelectorAll('.archive.row')].some((row) => shown(row)
           && plain(row.innerText).includes(arguments[0]) && plain(row.innerText).includes(arguments[1]))",
        vec![json!(text), json!(beside)],
    )
    .await;
}

async fn drop_with_another(page: &Session, world: &World, name: &str, archive: &[u8]) {
    let archive = Sample::write(world.disk(), name, archive);
    let other = Sample::write(world.disk(), "other.txt", b"not an archive");
    page.drop_files(&[&archive.path, &other.path]).await;
    page.press(&format!("Look inside {name}")).await;
}

async fn members_are_listed_hashed_and_looked_up(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let (bad, good, large) = (
        fixtures::file("malicious-pe"),
        fixtures::file("clean-pdf"),
        noise(5, 9_000_000),
    );
    let mut secret = stored("secret.txt", b"x");
    secret.flags = 1;
    let mut described = deflated("docs/good\u{202E}fdp.pdf", &good);
    described.described = true;
    let archive = Whole::default().of(&[
        stored("docs/", b""),
        deflated("bin/bad.exe", &bad),
        described,
        deflated("large.bin", &large),
        stored("inner.jar", b"PK"),
        secret,
    ]);
    drop_with_another(&page, &world, "holiday.dat", &archive).await;
    page.sees("5 files").await;
    for (name, mark) in [
        ("secret.txt", "encrypted"),
        ("inner.jar", "archive"),
        ("U+202E", "2026-11-19 14:03"),
    ] {
        row(&page, name, mark).await;
    }
    page.sees("Encrypted files are listed only").await;
    let before = world.questions().len();
    page.press("Choose all that can be unpacked").await;
    page.press("Hash and look up 4 · 4 requests at most").await;
    for (name, verdict) in [
        ("bad.exe", "Malicious"),
        ("U+202E", "Nothing found"),
        ("large.bin", "Never seen"),
        ("inner.jar", "Never seen"),
    ] {
        row(&page, name, verdict).await;
    }
    let asked: Vec<String> = world
        .questions()
        .iter()
        .skip(before)
        .map(|seen| acts::asked(seen).to_owned())
        .collect();
    for content in [&bad, &good, &large] {
        let sample = Sample::write(world.disk(), "copy", content);
        assert!(asked.contains(&format!("/api/v3/files/{}", sample.sha256)), "{asked:?}");
    }
    assert!(!page.text().await.contains('\u{202E}'));
    page.breaks_no_policy().await;
    if let Some(script) = axe::script() {
        let wrong = page.axe(script).await;
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
    // Closed and opened again, what was done is still there.
    page.press("Look inside holiday.dat").await;
    page.no_longer_sees("bin/bad.exe").await;
    page.press("Look inside holiday.dat").await;
    row(&page, "bad.exe", "Malicious").await;
}

async fn what_is_made_to_harm_is_refused_with_a_sentence(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    // Says that it is small and never ends; says another check sum; is no deflate.
    let mut endless = deflated("endless.txt", &vec![0; 60_000_000]);
    endless.size = 1_000;
    let mut false_sum = stored("false.txt", b"content");
    false_sum.crc ^= 1;
    let mut rubbish = stored("rubbish.txt", &noise(3, 500));
    rubbish.method = 8;
    let mut bomb = deflated("bomb.txt", b"x");
    bomb.size = 3 << 30;
    let archive = Whole::default().of(&[endless, false_sum, rubbish, bomb, stored("fine.txt", b"fine")]);
    drop_with_another(&page, &world, "liar.zip", &archive).await;
    row(&page, "bomb.txt", "a bomb: over 250 times its packed size").await;
    page.press("Choose all that can be unpacked").await;
    page.press("Hash and look up 4 · 4 requests at most").await;
    for (name, said) in [
        ("endless.txt", "Longer than the directory says"),
        ("false.txt", "The check sum is wrong"),
        ("rubbish.txt", "Could not be unpacked"),
        ("fine.txt", "Never seen"),
    ] {
        row(&page, name, said).await;
    }
    page.press("Look inside liar.zip").await;

    let mut shared_bytes = Whole::default().of(&[stored("one", b"content"), stored("two", b"content")]);
    let second = shared_bytes
        .windows(4)
        .rposition(|four| four == b"PK\x01\x02")
        .expect("two records");
    shared_bytes[second + 42..second + 46].fill(0);
    let whole = Whole::default().of(&[stored("one", b"content")]);
    for (name, bytes, said) in [
        (
            "cut.zip",
            whole[..whole.len() - 9].to_vec(),
            "the directory at its end is missing",
        ),
        ("quilt.zip", shared_bytes, "made to become endless"),
        ("empty.zip", Whole::default().of(&[]), "There is no file in it"),
        ("locked.zip", locked::zip(), "Encrypted files are listed only"),
    ] {
        drop_with_another(&page, &world, name, &bytes).await;
        page.sees(said).await;
        page.press(&format!("Look inside {name}")).await;
    }
    page.breaks_no_policy().await;
}

async fn thousands_of_members_are_found_by_name(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let parts: Vec<Part> = (0..20_000)
        .map(|at| stored(&format!("assets/part-{at:05}.txt"), format!("{at}").as_bytes()))
        .collect();
    let archive = Sample::write(world.disk(), "app.apk", &Whole::default().of(&parts));
    let paths: [&Path; 1] = [&archive.path];
    // A single file goes on to its report: there it can be opened, too.
    page.drop_files(&paths).await;
    page.sees("VirusTotal has never seen this file").await;
    page.press("Look inside app.apk").await;
    page.sees("20,000 files").await;
    assert!(page.count(".archive.row").await < 300, "all rows are in the document");
    page.fill("Find a name", "PART-19999").await;
    row(&page, "part-19999.txt", "5 bytes").await;
    page.wait(
        "one row",
        "return [...document.querySelectorAll('.archive.row')].filter(shown).length === 1 && true",
        vec![],
    )
    .await;
    page.press("Choose assets/part-19999.txt").await;
    page.press("Hash and look up 1 · 1 request at most").await;
    row(&page, "part-19999.txt", "Never seen").await;
}
