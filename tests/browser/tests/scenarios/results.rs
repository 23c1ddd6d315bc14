//! A batch's results as files: saved, read back, and right.

use std::path::Path;

use assay_browser::browser::Browser;
use assay_browser::samples::Sample;
use assay_browser::world::{KEY, World};
use serde_json::{Value, json};

use crate::acts;
use crate::saving::{arrived, open_with_downloads};
use crate::stage::scenarios;

scenarios![a_batch_is_saved_as_a_table_and_as_a_list];

async fn a_batch_is_saved_as_a_table_and_as_a_list(browser: Browser) {
    let world = World::served().await;
    let (page, downloads) = open_with_downloads(browser, &world).await;
    let files = [
        acts::file_of(world.disk(), "malicious-pe", "=cmd.exe"),
        acts::file_of(world.disk(), "clean-pdf", "fine.pdf"),
        Sample::write(world.disk(), "new.txt", b"nobody has seen this"),
    ];
    let paths: Vec<&Path> = files.iter().map(|sample| sample.path.as_path()).collect();
    page.drop_files(&paths).await;
    for word in ["Malicious", "Nothing found", "Never seen"] {
        page.sees(word).await;
    }
    page.wait(
        "all digests",
        "return plain(document.body.innerText).includes(arguments[0])",
        vec![json!("3 of 3")],
    )
    .await;
    page.press("Save results, compare checksums").await;
    let asked = world.questions().len();
    let day = page
        .run("return new Date().toISOString().slice(0, 10)", vec![])
        .await
        .as_str()
        .unwrap_or_default()
        .to_owned();
    let mut saved = Vec::new();
    for (button, ending) in [
        ("Table (CSV)", "csv"),
        ("JSON", "json"),
        ("Summary (Markdown)", "md"),
        ("Checksums (sha256sum)", "sha256"),
    ] {
        page.press(button).await;
        saved.push(arrived(downloads.path(), &format!("assay-results-{day}.{ending}")).await);
    }
    assert_eq!(world.questions().len(), asked, "saving asks for nothing");
    let [csv, json, markdown, sums] = saved.as_slice() else {
        panic!("four files were saved")
    };
    assert!(saved.iter().all(|text| !text.contains(KEY)), "the key is in a file");
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 4, "{csv}");
    assert!(lines[1].starts_with("\"never-seen\",\"\",\"\",\"new.txt\""), "{csv}");
    assert!(
        lines[2].contains("\"'=cmd.exe\"") && lines[2].starts_with("\"malicious\",\""),
        "{csv}"
    );
    let read: Value = serde_json::from_str(json).expect("it is JSON");
    assert_eq!(
        read["counts"],
        json!({ "never-seen": 1, "malicious": 1, "nothing-found": 1 })
    );
    assert_eq!(read["files"][1]["name"], "=cmd.exe");
    assert_eq!(read["files"][1]["md5"], files[0].md5.as_str());
    assert!(markdown.starts_with("# Results for 3 files\n"), "{markdown}");
    let names = ["=cmd.exe", "fine.pdf", "new.txt"];
    let lines: Vec<String> = files
        .iter()
        .zip(names)
        .map(|(file, name)| format!("{}  {name}", file.sha256))
        .collect();
    assert_eq!(sums.lines().collect::<Vec<_>>(), lines);
    page.breaks_no_policy().await;
    page.close().await;
}
