//! The main job: drop a file, read its verdict, and prove what went out.

use assay_browser::browser::Browser;
use assay_browser::samples::{Sample, noise};
use assay_browser::world::{KEY, World};
use stand_in::fixtures;

use crate::acts::{self, asked};
use crate::stage::{scenarios, shared};

scenarios![
    a_dropped_file_gets_its_verdict_and_nothing_of_it_goes_out,
    without_a_key_there_are_digests_and_a_way_on,
    the_sample_report_asks_nobody,
    a_chosen_and_a_pasted_file_are_files_like_dropped_ones,
];

async fn a_dropped_file_gets_its_verdict_and_nothing_of_it_goes_out(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let content = noise(3, 300_000);
    let sample = Sample::write(world.disk(), "quarterly report.exe", &content);
    let report = fixtures::about(acts::report("malicious-pe"), &content);
    world.stand_in.add(&report);

    page.goto(&world.page()).await;
    acts::started(&page).await;
    page.press("Settings").await;
    page.fill("API key", KEY).await;
    page.press("Save").await;
    page.wait(
        "the key to be kept",
        "return localStorage.getItem('assay.key') !== null",
        vec![],
    )
    .await;
    page.press("Assay").await;
    page.drop_files(&[&sample.path]).await;
    page.sees(&acts::malicious_headline(&report)).await;
    page.sees("File bytes sent: 0").await;
    let whole = acts::whole(&page).await;
    for digest in [&sample.sha256, &sample.sha1, &sample.md5] {
        assert!(whole.contains(digest.as_str()), "the report does not hold {digest}");
    }

    // One question went out, with the key in its one header and nothing else of ours.
    let questions = world.questions();
    assert_eq!(questions.len(), 1, "{questions:?}");
    assert_eq!(
        (questions[0].method.as_str(), asked(&questions[0])),
        ("GET", format!("/api/v3/files/{}", sample.sha256).as_str())
    );
    assert_eq!(questions[0].header("x-apikey"), Some(KEY));
    for (name, value) in &questions[0].headers {
        assert!(name == "x-apikey" || !value.contains(KEY), "the key stands in {name}");
        assert!(!value.contains("quarterly"), "the file's name stands in {name}");
    }
    world.holds_nothing_of(&content);

    // The proxy's log says that there was a question, and neither who asked nor what.
    let log = world.proxy.log();
    let line = log
        .lines()
        .find(|line| line.contains(" /api/v3/files/"))
        .unwrap_or_else(|| panic!("no line in {log}"));
    assert!(line.ends_with(" 0"), "bytes went in: {line}");
    for secret in [KEY, &sample.sha256, &sample.sha1, &sample.md5, "quarterly"] {
        assert!(!log.contains(secret), "{secret} stands in the log:\n{log}");
    }

    // The key is in its one place; nothing else of the browser holds a piece of it.
    let traces = page.traces().await;
    assert_eq!(traces.local_storage.get("assay.key").map(String::as_str), Some(KEY));
    for piece in [KEY, &KEY[..12], &KEY[52..]] {
        assert_eq!(
            traces.holding(piece, "assay.key"),
            Vec::<String>::new(),
            "{piece} is elsewhere"
        );
    }
    // A search that finds nothing proves something only if it would find something.
    let title = page.title().await;
    page.run("document.title = arguments[0]", vec![KEY.into()]).await;
    assert_eq!(
        page.traces().await.holding(&KEY[..12], "assay.key"),
        ["document", "title"]
    );
    page.run("document.title = arguments[0]", vec![title.into()]).await;
    // What is kept and the analyses that were seen; the texts in both were searched for the key as well.
    let databases = traces.elsewhere.get("databases").map(String::as_str);
    let databases: serde_json::Value =
        serde_json::from_str(databases.unwrap_or_default()).expect("the databases can be read");
    let names: Vec<&String> = databases
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, _)| name)
        .collect();
    assert_eq!(names, ["assay.kept", "assay.seen"]);
    let seen = databases.to_string();
    assert!(seen.contains(&sample.sha256), "what is kept cannot be read: {seen}");
    assert_eq!(traces.elsewhere.get("caches").map_or("[]", String::as_str), "[]");
    for line in page.console().await {
        assert!(!line.contains(&KEY[..12]), "the key stands in the console: {line}");
    }
    for address in page.fetched().await {
        assert!(address.starts_with(&world.page()), "asked elsewhere: {address}");
    }
    page.breaks_no_policy().await;

    // The address alone gives the report again.
    assert!(
        page.url().await.ends_with(&format!("#/file/{}", sample.sha256)),
        "{}",
        page.url().await
    );
    page.reload().await;
    page.sees(&acts::malicious_headline(&report)).await;
    page.breaks_no_policy().await;
}

async fn without_a_key_there_are_digests_and_a_way_on(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let content = noise(4, 70_000);
    let sample = Sample::write(world.disk(), "setup.exe", &content);
    page.goto(&world.page()).await;
    acts::started(&page).await;
    page.drop_files(&[&sample.path]).await;
    for digest in [&sample.sha256, &sample.sha1, &sample.md5] {
        page.wait(
            &format!("the digest {digest}"),
            "return document.body.outerHTML.includes(arguments[0])",
            vec![digest.as_str().into()],
        )
        .await;
    }
    page.sees("API key").await;
    let own_page = format!("https://www.virustotal.com/gui/file/{}", sample.sha256);
    page.finds(&format!("a[href='{own_page}']")).await;
    assert!(world.questions().is_empty(), "{:?}", world.questions());
    world.holds_nothing_of(&content);
    page.breaks_no_policy().await;
}

async fn the_sample_report_asks_nobody(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    page.goto(&world.page()).await;
    acts::started(&page).await;
    page.press("See a sample report").await;
    page.sees("A sample report, made up by this project.").await;
    for tab in ["Details", "All attributes", "JSON", "Detections"] {
        page.press(tab).await;
    }
    page.sees("Engine").await;
    assert!(world.questions().is_empty(), "{:?}", world.questions());
    assert!(!world.proxy.log().contains("/api/v3"), "{}", world.proxy.log());
    page.breaks_no_policy().await;
}

async fn a_chosen_and_a_pasted_file_are_files_like_dropped_ones(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let one = acts::file_of(world.disk(), "malicious-pe", "chosen.exe");
    page.choose_files(&[&one.path]).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
    page.press("Assay").await;
    let two = acts::file_of(world.disk(), "clean-pdf", "pasted.pdf");
    page.paste_files(&[&two.path]).await;
    page.sees("found anything in this file").await;
    assert!(page.url().await.contains(&two.sha256), "{}", page.url().await);
}
