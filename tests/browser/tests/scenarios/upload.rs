//! Uploads: never without the sheet, byte for byte, stopped at any moment, and what is said when they fail.

use std::time::Duration;

use assay_browser::browser::Browser;
use assay_browser::samples::{Sample, noise};
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use fantoccini::key::Key;
use serde_json::json;
use stand_in::{Misbehaviour, Options, Pace};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    a_file_goes_out_from_the_sheet_alone_and_comes_back_as_a_report,
    a_large_file_goes_to_the_address_that_is_given_out,
    an_upload_can_be_stopped_at_any_moment,
    a_file_that_has_changed_is_not_sent,
    what_is_too_large_is_refused_before_a_byte_is_sent,
    a_zip_goes_with_its_password_and_without_its_name,
    every_error_of_an_upload_has_its_words,
    an_address_elsewhere_is_refused,
    a_digest_without_a_file_cannot_be_uploaded,
];

/// From the first look at an analysis, fifteen seconds after the upload, to the report.
const UNTIL_REPORT: Duration = Duration::from_secs(90);

async fn world() -> World {
    World::served_by(Options {
        pace: Pace::AtOnce,
        ..Options::default()
    })
    .await
}

/// Drops a file that nobody has seen, and waits until the page says so.
async fn dropped(page: &Session, sample: &Sample) {
    page.drop_files(&[&sample.path]).await;
    page.sees("VirusTotal has never seen this file.").await;
}

/// Opens the sheet for a file.
async fn sheet(page: &Session, name: &str) {
    page.press(&format!("Upload {name}…")).await;
    page.sees("Upload this file to VirusTotal?").await;
}

/// Opens the sheet and confirms it.
async fn confirm(page: &Session, name: &str) {
    sheet(page, name).await;
    page.press(&format!("Upload {name} to VirusTotal")).await;
}

/// Where a run of bytes stands in a body.
fn holds(body: &[u8], wanted: &[u8]) -> bool {
    body.windows(wanted.len()).any(|window| window == wanted)
}

async fn a_file_goes_out_from_the_sheet_alone_and_comes_back_as_a_report(browser: Browser) {
    let page = shared(browser).await;
    let world = world().await;
    acts::open_with_key(&page, &world).await;
    let content = noise(31, 70_000);
    let sample = Sample::write(world.disk(), "invoice.exe", &content);
    dropped(&page, &sample).await;

    // The sheet says what it is about; Escape sends nothing.
    sheet(&page, "invoice.exe").await;
    for sentence in [
        &sample.sha256,
        "70.0 KB (70,000 bytes)",
        "becomes available to VirusTotal's customers",
        "cannot be taken back",
        "personal data or of your company",
        "It is 70.0 KB; VirusTotal takes up to 650.0 MB.",
    ] {
        page.sees(sentence).await;
    }
    let focused = page.run("return plain(document.activeElement.innerText)", vec![]).await;
    assert_eq!(focused, "Cancel", "what is pressed without looking must send nothing");
    page.keys(&[Key::Escape]).await;
    page.loses("dialog").await;
    assert!(world.stand_in.writes().is_empty(), "{:?}", world.stand_in.writes());
    world.holds_nothing_of(&content);

    confirm(&page, "invoice.exe").await;
    page.sees("The page looks again in").await;
    page.sees("File bytes sent: 70,000").await;
    let writes = world.stand_in.writes();
    let [upload] = writes.as_slice() else {
        panic!("{writes:?}")
    };
    assert_eq!(
        (upload.method.as_str(), upload.target.as_str()),
        ("POST", "/api/v3/files")
    );
    assert_eq!(upload.header("x-apikey"), Some(KEY));
    assert!(holds(&upload.body, &content), "other bytes than the file's arrived");
    let disposition = b"Content-Disposition: form-data; name=\"file\"; filename=\"invoice.exe\"";
    assert!(
        holds(&upload.body, disposition),
        "{:?}",
        String::from_utf8_lossy(&upload.body[..300])
    );
    assert!(!holds(&upload.body, b"name=\"password\""));
    assert!(upload.length < 70_000 + 1_000, "{} bytes arrived", upload.length);
    assert!(!holds(&upload.body, KEY.as_bytes()), "the key stands in the body");

    page.sees_within(UNTIL_REPORT, "This is the new report.").await;
    page.does_not_see("VirusTotal has never seen this file.").await;
    page.finds("table").await;
    page.press("Dismiss").await;
    page.loses("[data-step]").await;
    page.breaks_no_policy().await;
}

async fn a_large_file_goes_to_the_address_that_is_given_out(browser: Browser) {
    let page = shared(browser).await;
    let content = noise(32, 33_000_000);
    // VirusTotal's own places, today's and the earlier one.
    for (big_files, place) in [(true, "/upload?token="), (false, "/_ah/upload/")] {
        let world = World::served_by(Options {
            pace: Pace::AtOnce,
            keep: 1 << 20,
            big_files,
            ..Options::default()
        })
        .await;
        acts::open_with_key(&page, &world).await;
        let sample = Sample::write(world.disk(), "setup.iso", &content);
        dropped(&page, &sample).await;
        sheet(&page, "setup.iso").await;
        page.sees("The upload is 2 requests of the key's quota").await;
        page.press("Upload setup.iso to VirusTotal").await;
        page.sees("The page looks again in").await;
        page.sees("File bytes sent: 33,000,000").await;
        let asked: Vec<_> = world
            .questions()
            .iter()
            .map(|seen| format!("{} {}", seen.method, seen.target))
            .collect();
        assert!(
            asked.iter().any(|line| line == "GET /api/v3/files/upload_url"),
            "{asked:?}"
        );
        let writes = world.stand_in.writes();
        let [upload] = writes.as_slice() else {
            panic!("{writes:?}")
        };
        assert!(upload.target.starts_with(place), "{}", upload.target);
        assert!((33_000_000..33_001_000).contains(&upload.length), "{}", upload.length);
        assert!(holds(&upload.body, &content[..100_000]));
        // The address is a secret that is good for one upload.
        assert!(!world.proxy.log().contains("AMmf-"), "{}", world.proxy.log());
        for address in page.fetched().await {
            assert!(address.starts_with(&world.page()), "asked elsewhere: {address}");
        }
        page.breaks_no_policy().await;
    }
}

async fn an_upload_can_be_stopped_at_any_moment(browser: Browser) {
    let page = shared(browser).await;
    let world = world().await;
    acts::open_with_key(&page, &world).await;
    let sample = Sample::write(world.disk(), "slow.bin", &noise(33, 20_000_000));
    dropped(&page, &sample).await;

    // While it goes out.
    let sip = || Misbehaviour::Sip {
        bytes: 100_000,
        every_ms: 100,
    };
    world.stand_in.misbehave_on("POST", "files", sip());
    confirm(&page, "slow.bin").await;
    page.sees("Uploading slow.bin").await;
    page.sees(" of 20.0 MB").await;
    page.press("Stop the upload").await;
    page.sees("You stopped the upload.").await;
    let said = page.text().await;
    assert!(
        said.contains("VirusTotal has not got the whole file") || said.contains("Nothing of the file was sent."),
        "{said}"
    );

    // While the answer is awaited.
    world.stand_in.misbehave_on("POST", "files", Misbehaviour::Hang);
    page.press("Upload again…").await;
    page.press("Upload slow.bin to VirusTotal").await;
    page.sees("The whole file is sent; VirusTotal's answer is awaited")
        .await;
    page.press("Stop the upload").await;
    page.sees("The whole file had gone out, so it may have arrived.").await;

    // While the quota is waited for.
    world
        .stand_in
        .misbehave_on("POST", "files", Misbehaviour::RetryAfter(100));
    page.press("Upload again…").await;
    page.press("Upload slow.bin to VirusTotal").await;
    page.sees("The upload waits for the quota").await;
    page.press("Stop the upload").await;
    page.sees("Nothing of the file was sent.").await;
    page.press("Dismiss").await;
    page.loses("main .problem-panel").await;
    page.breaks_no_policy().await;
}

async fn a_file_that_has_changed_is_not_sent(browser: Browser) {
    let page = shared(browser).await;
    let world = world().await;
    acts::open_with_key(&page, &world).await;
    // Firefox may keep the bytes that it has read: then they are sent as they were hashed.
    let sample = Sample::write(world.disk(), "growing.log", &noise(34, 9_000_000));
    dropped(&page, &sample).await;
    sheet(&page, "growing.log").await;
    let other = noise(135, 9_000_000);
    std::fs::write(&sample.path, &other).expect("the file can be written");
    page.press("Upload growing.log to VirusTotal").await;
    page.wait(
        "a refusal to send another file, or the file of the sheet sent",
        "return /The file has changed since it was hashed\\.|The browser cannot read the file\\.|The page looks again in/.test(document.body.innerText)",
        vec![],
    )
    .await;
    for received in world.stand_in.received() {
        for at in [0, 4_000_000, 8_999_900] {
            assert!(
                !holds(&received, &other[at..at + 64]),
                "bytes went out that nobody confirmed"
            );
        }
    }
    if browser == Browser::Chromium {
        assert!(world.stand_in.writes().is_empty(), "{:?}", world.stand_in.writes());
    }
}

async fn what_is_too_large_is_refused_before_a_byte_is_sent(browser: Browser) {
    let page = shared(browser).await;
    let world = world().await;
    acts::open_with_key(&page, &world).await;
    let path = Sample::sparse(world.disk(), "disk.img", 650_000_001);
    page.drop_files(&[&path]).await;
    page.sees("VirusTotal has never seen this file.").await;
    sheet(&page, "disk.img").await;
    page.sees("VirusTotal takes no more than 650.0 MB. It cannot be uploaded; nothing was sent.")
        .await;
    let confirm = page
        .run("return !!called('button', 'Upload disk.img to VirusTotal')", vec![])
        .await;
    assert_eq!(confirm, false);
    page.press("Close").await;
    page.loses("dialog").await;
    assert!(world.stand_in.writes().is_empty(), "{:?}", world.stand_in.writes());
    assert!(!world.questions().iter().any(|seen| seen.target.contains("upload_url")));
}

async fn a_zip_goes_with_its_password_and_without_its_name(browser: Browser) {
    let page = shared(browser).await;
    let world = world().await;
    acts::open_with_key(&page, &world).await;
    let sample = Sample::write(world.disk(), "secret salaries.zip", &noise(36, 9_000));
    dropped(&page, &sample).await;
    sheet(&page, "secret salaries.zip").await;
    page.press("Send the file's name too").await;
    page.fill("Password of the ZIP", "infected").await;
    page.press("Upload secret salaries.zip to VirusTotal").await;
    // These bytes are no ZIP, and the stand-in looks.
    page.sees("VirusTotal did not take the file.").await;
    page.sees("The file is not a ZIP that can be opened").await;
    let writes = world.stand_in.writes();
    let [upload] = writes.as_slice() else {
        panic!("{writes:?}")
    };
    assert!(holds(&upload.body, b"name=\"password\"\r\n\r\ninfected\r\n"));
    assert!(!holds(&upload.body, b"salaries"), "the name went out");
    assert!(holds(
        &upload.body,
        format!("filename=\"{}\"", sample.sha256).as_bytes()
    ));
    // A password is kept nowhere.
    let traces = page.traces().await;
    assert_eq!(traces.holding("infected", ""), Vec::<String>::new());
}

async fn every_error_of_an_upload_has_its_words(browser: Browser) {
    let page = shared(browser).await;
    let world = world().await;
    acts::open_with_key(&page, &world).await;
    let sample = Sample::write(world.disk(), "refused.bin", &noise(37, 3_000));
    dropped(&page, &sample).await;
    let error = |code: &str| Misbehaviour::Error(code.to_owned());
    for (misbehaviour, sentence) in [
        (error("BadRequestError"), "VirusTotal did not take the file."),
        (error("InvalidArgumentError"), "VirusTotal did not take the file."),
        (
            error("NotAvailableYet"),
            "VirusTotal does not have the answer ready yet.",
        ),
        (
            error("AuthenticationRequiredError"),
            "VirusTotal received the question without the API key.",
        ),
        (
            error("UserNotActiveError"),
            "The VirusTotal account of this key is not active.",
        ),
        (error("WrongCredentialsError"), "VirusTotal does not know this API key."),
        (Misbehaviour::EchoKey, "VirusTotal does not know this API key."),
        (error("ForbiddenError"), "This API key may not do that."),
        (error("AlreadyExistsError"), "VirusTotal has this from you already."),
        (
            error("FailedDependencyError"),
            "A part of VirusTotal that the answer depends on failed.",
        ),
        (error("TransientError"), "VirusTotal has a passing fault."),
        (
            error("DeadlineExceededError"),
            "VirusTotal took too long for the answer.",
        ),
        (error("SomethingNewError"), "VirusTotal has a passing fault."),
        (
            Misbehaviour::Html(413),
            "The file is too large for the way to VirusTotal.",
        ),
        (Misbehaviour::Html(200), "A web page came instead of an answer."),
        (Misbehaviour::Empty(200), "The answer is empty."),
        (Misbehaviour::Truncated, "The answer ends too early."),
        (Misbehaviour::NotJson, "The answer is no valid JSON."),
        (Misbehaviour::WrongShape, "The answer is JSON, but"),
        (
            Misbehaviour::CloseBeforeAnswer,
            "The proxy works, but cannot reach VirusTotal.",
        ),
    ] {
        world.stand_in.forget();
        world.stand_in.misbehave_on("POST", "files", misbehaviour.clone());
        confirm(&page, "refused.bin").await;
        page.wait(
            &format!("“{sentence}” for {misbehaviour:?}"),
            "const panel = document.querySelector('main .problem-panel'); return !!panel && plain(panel.innerText).includes(arguments[0])",
            vec![json!(sentence)],
        )
        .await;
        assert_eq!(
            world.stand_in.writes().len(),
            1,
            "{misbehaviour:?} was repeated or not sent"
        );
        page.does_not_see(&KEY[..12]).await;
        page.press("Dismiss").await;
        page.loses("main .problem-panel").await;
    }
    page.breaks_no_policy().await;
}

async fn an_address_elsewhere_is_refused(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served_by(Options {
        keep: 1 << 20,
        ..Options::default()
    })
    .await;
    acts::open_with_key(&page, &world).await;
    let sample = Sample::write(world.disk(), "big.bin", &noise(38, 33_000_000));
    dropped(&page, &sample).await;
    for (misbehaviour, sentence) in [
        (
            Misbehaviour::Body {
                status: 200,
                content_type: "application/json".to_owned(),
                body: json!({"data": "https://evil.example/steal"}).to_string(),
            },
            "VirusTotal gave no address for the upload.",
        ),
        (
            Misbehaviour::Error("ForbiddenError".to_owned()),
            "VirusTotal gave no address for the upload.",
        ),
    ] {
        world.stand_in.misbehave_on("GET", "files/upload_url", misbehaviour);
        confirm(&page, "big.bin").await;
        page.sees(sentence).await;
        page.sees("Nothing of the file was sent.").await;
        page.press("Dismiss").await;
    }
    assert!(world.stand_in.writes().is_empty(), "{:?}", world.stand_in.writes());
    page.breaks_no_policy().await;
}

async fn a_digest_without_a_file_cannot_be_uploaded(browser: Browser) {
    let page = shared(browser).await;
    let world = world().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}", "0".repeat(64))).await;
    page.sees("VirusTotal has never seen this file.").await;
    page.sees("To upload the file, drop it on this page: a digest alone is not enough.")
        .await;
    let offered = page
        .run(
            "return [...document.querySelectorAll('main button')].some((one) => nameOf(one).startsWith('Upload'))",
            vec![],
        )
        .await;
    assert_eq!(offered, false);
}
