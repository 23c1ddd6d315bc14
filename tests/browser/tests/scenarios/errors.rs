//! Every error: what happened and what to do is said, and the doing works.

use assay_browser::browser::Browser;
use assay_browser::clock;
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use serde_json::json;
use stand_in::fixtures::{Identity, file};
use stand_in::{Misbehaviour, Options};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    every_code_has_its_words_and_a_remedy,
    every_misbehaviour_has_its_words_and_a_remedy,
    what_is_odd_and_harmless_is_taken,
    a_passing_fault_passes_when_asked_again,
    an_echoed_key_is_blotted_out,
    a_spent_quota_counts_down_and_goes_on_by_itself,
    a_refused_key_is_asked_with_once,
];

pub const SETTINGS: &str = "Open the settings";
pub const AGAIN: &str = "Ask again";
const ANOTHER: &str = "Check something else";
const GUI: &str = "Open on VirusTotal";

/// A digest that nobody has asked for yet.
pub fn digest(at: usize) -> String {
    format!("{:064x}", 0x00ab_cdef + at)
}

/// The error and the remedy can be seen, and the remedy can be pressed.
pub async fn said(page: &Session, what: &str, sentence: &str, remedy: &str) {
    page.sees(sentence).await;
    page.wait(
        &format!("“{remedy}” beside {what}"),
        "const remedy = called('main button, main a[href]', arguments[0]); return !!remedy && !remedy.disabled",
        vec![json!(remedy)],
    )
    .await;
}

async fn every_code_has_its_words_and_a_remedy(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let known = [
        (
            "BadRequestError",
            "VirusTotal did not understand the question.",
            ANOTHER,
        ),
        (
            "InvalidArgumentError",
            "VirusTotal does not accept what it was asked about.",
            ANOTHER,
        ),
        (
            "NotAvailableYet",
            "VirusTotal does not have the answer ready yet.",
            AGAIN,
        ),
        (
            "NotAvailableYetError",
            "VirusTotal does not have the answer ready yet.",
            AGAIN,
        ),
        (
            "UnselectiveContentQueryError",
            "VirusTotal finds this search too broad.",
            ANOTHER,
        ),
        (
            "UnsupportedContentQueryError",
            "VirusTotal does not support this kind of search.",
            ANOTHER,
        ),
        (
            "AuthenticationRequiredError",
            "VirusTotal received the question without the API key.",
            SETTINGS,
        ),
        (
            "UserNotActiveError",
            "The VirusTotal account of this key is not active.",
            AGAIN,
        ),
        (
            "WrongCredentialsError",
            "VirusTotal does not know this API key.",
            SETTINGS,
        ),
        ("ForbiddenError", "This API key may not ask that.", GUI),
        (
            "NotFoundError",
            "VirusTotal has never seen this file. That does not make it safe.",
            GUI,
        ),
        ("AlreadyExistsError", "VirusTotal already has this from you.", GUI),
        (
            "FailedDependencyError",
            "A part of VirusTotal that the answer depends on failed.",
            AGAIN,
        ),
        ("QuotaExceededError", "quota of", AGAIN),
        ("TooManyRequestsError", "Resumes by itself", AGAIN),
        ("TransientError", "VirusTotal has a passing fault.", AGAIN),
        (
            "DeadlineExceededError",
            "VirusTotal took too long for the answer.",
            AGAIN,
        ),
        ("SomethingNewError", "VirusTotal has a passing fault.", AGAIN),
    ];
    for error in stand_in::fixtures::errors::ALL {
        assert!(
            known.iter().any(|(code, _, _)| *code == error.code),
            "nobody looks at {}",
            error.code
        );
    }
    for (at, (code, sentence, remedy)) in known.into_iter().enumerate() {
        world.stand_in.always_misbehave(Misbehaviour::Error(code.to_owned()));
        acts::go(&page, &format!("#/file/{}", digest(at))).await;
        said(&page, code, sentence, remedy).await;
        // Nothing of this may look like an answer about the file.
        page.does_not_see("Nothing found").await;
        world.stand_in.behave();
        // A wait for the quota would hold the next one up.
        if code.contains("Quota") || code.contains("TooMany") {
            page.press(AGAIN).await;
            page.sees("VirusTotal has never seen this file.").await;
        }
    }
    page.breaks_no_policy().await;
}

async fn every_misbehaviour_has_its_words_and_a_remedy(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    // Those that twist a proper answer need a report to twist.
    let report = acts::report("clean-pdf");
    for (at, (how, sentence, remedy)) in [
        (
            Misbehaviour::Html(200),
            "A web page came instead of an answer.",
            SETTINGS,
        ),
        (Misbehaviour::Html(502), "could not pass the question on.", AGAIN),
        (Misbehaviour::Html(404), "There is no proxy at this address.", SETTINGS),
        (
            Misbehaviour::WrongType,
            "The answer is not of the type that VirusTotal sends.",
            SETTINGS,
        ),
        (Misbehaviour::Empty(200), "The answer is empty.", AGAIN),
        (Misbehaviour::Empty(204), "The answer is empty.", AGAIN),
        (Misbehaviour::Truncated, "The answer ends too early.", AGAIN),
        (
            Misbehaviour::CloseMidBody,
            "The connection broke in the middle of the answer.",
            AGAIN,
        ),
        (
            Misbehaviour::CloseBeforeAnswer,
            "The proxy works, but cannot reach VirusTotal.",
            AGAIN,
        ),
        (Misbehaviour::NotJson, "The answer is no valid JSON.", AGAIN),
        (
            Misbehaviour::WrongShape,
            "The answer is JSON, but not what VirusTotal's API v3 answers.",
            SETTINGS,
        ),
        (
            Misbehaviour::AnotherFile,
            "The answer is about something else than what was asked for.",
            GUI,
        ),
        (
            Misbehaviour::Redirect(307, "https://evil.example/".into()),
            "The proxy works, but cannot reach VirusTotal.",
            AGAIN,
        ),
        (
            Misbehaviour::Huge(256 << 20),
            "The answer is larger than this page takes.",
            SETTINGS,
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let digest = digest(1_000 + at);
        let mut report = report.clone();
        report["data"]["id"] = json!(digest);
        report["data"]["attributes"]["sha256"] = json!(digest);
        world.stand_in.add(&report);
        let what = format!("{how:?}");
        // Firefox hands out a body that broke off as if it were whole.
        let silent = browser == Browser::Firefox && how == Misbehaviour::CloseMidBody;
        let sentence = if silent { "The answer ends too early." } else { sentence };
        world.stand_in.always_misbehave(how);
        acts::go(&page, &format!("#/file/{digest}")).await;
        said(&page, &what, sentence, remedy).await;
        page.does_not_see("Nothing found").await;
        world.stand_in.behave();
    }
    let harmed = page
        .run("return document.documentElement.dataset.harmed || ''", vec![])
        .await;
    assert_eq!(harmed, "", "a page of the portal ran");
    page.breaks_no_policy().await;
}

async fn what_is_odd_and_harmless_is_taken(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let report = acts::report("clean-pdf");
    for (at, how) in [
        Misbehaviour::Gzip,
        Misbehaviour::Drip {
            piece: 4_000,
            every_ms: 5,
        },
        Misbehaviour::Latency(1_500),
    ]
    .into_iter()
    .enumerate()
    {
        let digest = digest(2_000 + at);
        let mut report = report.clone();
        report["data"]["id"] = json!(digest);
        report["data"]["attributes"]["sha256"] = json!(digest);
        world.stand_in.add(&report);
        world.stand_in.misbehave(how);
        acts::go(&page, &format!("#/file/{digest}")).await;
        page.wait(
            "the report",
            "return location.hash.includes(arguments[0]) && /found anything in this file/.test(document.body.innerText)
               && document.querySelector('main').outerHTML.includes(arguments[0])",
            vec![json!(digest)],
        )
        .await;
    }
}

async fn a_passing_fault_passes_when_asked_again(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    world.stand_in.misbehave(Misbehaviour::Error("TransientError".into()));
    let sample = acts::file_of(world.disk(), "malicious-pe", "again.exe");
    page.drop_files(&[&sample.path]).await;
    page.sees("VirusTotal has a passing fault.").await;
    page.press(AGAIN).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
}

async fn an_echoed_key_is_blotted_out(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    world.stand_in.always_misbehave(Misbehaviour::EchoKey);
    acts::go(&page, &format!("#/file/{}", digest(1))).await;
    page.sees("VirusTotal does not know this API key.").await;
    page.sees("Wrong API key: ••••").await;
    let traces = page.traces().await;
    assert_eq!(traces.holding(&KEY[..12], "assay.key"), Vec::<String>::new());
}

async fn a_spent_quota_counts_down_and_goes_on_by_itself(browser: Browser) {
    let page = shared(browser).await;
    let world = World::slowed(Options {
        per_minute: Some(1),
        ..Options::default()
    })
    .await;
    acts::open_with_key(&page, &world).await;
    let known = Identity::of(&file("malicious-pe")).sha256;
    world.stand_in.misbehave(Misbehaviour::RetryAfter(6));
    acts::go(&page, &format!("#/file/{known}")).await;
    let timer = "const timer = document.querySelector('main [role=timer]'); return timer && shown(timer) ? plain(timer.innerText) : ''";
    let first = page.wait("a countdown", timer, vec![]).await;
    assert!(
        first.as_str().unwrap_or_default().contains("Resumes by itself in"),
        "{first}"
    );
    clock::later(&page, 2).await;
    page.wait(
        "the countdown to go on",
        "const timer = document.querySelector('main [role=timer]'); return timer && plain(timer.innerText) !== arguments[0]",
        vec![first],
    )
    .await;
    // Nobody presses anything.
    clock::later(&page, 4).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
    assert_eq!(world.questions().len(), 2, "{:?}", world.questions());

    // The minute's quota is spent now; VirusTotal does not say how long to wait, so the page waits a minute.
    let next = Identity::of(&file("clean-pdf")).sha256;
    acts::go(&page, &format!("#/file/{next}")).await;
    page.sees("The quota of this API key is used up for now.").await;
    page.sees("Resumes by itself in").await;
    world.stand_in.advance(std::time::Duration::from_mins(2));
    page.press(AGAIN).await;
    page.sees("found anything in this file").await;
    let statuses: Vec<_> = world.questions().iter().map(|seen| seen.status).collect();
    assert_eq!(statuses, [429, 200, 429, 200]);
}

async fn a_refused_key_is_asked_with_once(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with(
        &page,
        &world,
        &[(
            "assay.key",
            "wrong0000000000000000000000000000000000000000000000000000000000",
        )],
    )
    .await;
    let files: Vec<_> = ["malicious-pe", "clean-pdf", "eicar"]
        .iter()
        .map(|name| acts::file_of(world.disk(), name, &format!("{name}.bin")))
        .collect();
    page.drop_files(&files.iter().map(|sample| sample.path.as_path()).collect::<Vec<_>>())
        .await;
    page.sees("VirusTotal does not know this API key.").await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    assert_eq!(
        world.questions().len(),
        1,
        "a key that is refused costs more than one question: {:?}",
        world.questions()
    );
}
