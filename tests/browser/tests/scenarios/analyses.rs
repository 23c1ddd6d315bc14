//! Analyses: asked for, followed across a reload to the new report, opened cold; and what is said when that fails.

use std::time::Duration;

use assay_browser::browser::Browser;
use assay_browser::clock;
use assay_browser::session::Session;
use assay_browser::world::World;
use serde_json::json;
use stand_in::fixtures::world as invented;
use stand_in::{Misbehaviour, Options, Pace};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    a_new_analysis_is_followed_across_a_reload_to_the_new_report,
    every_topic_can_be_analysed_anew,
    a_url_that_nobody_has_seen_is_submitted_after_a_question,
    an_analysis_is_opened_cold,
    passing_faults_are_waited_out_and_others_said,
    every_error_of_a_write_has_its_words,
    lookup_only_takes_every_sending_away,
];

/// Two looks, fifteen seconds apart, and the report.
const UNTIL_REPORT: Duration = Duration::from_secs(90);

async fn paced(pace: Pace) -> World {
    World::served_by(Options {
        pace,
        ..Options::default()
    })
    .await
}

fn looks(world: &World) -> usize {
    let questions = world.questions();
    questions
        .iter()
        .filter(|seen| seen.target.starts_with("/api/v3/analyses/"))
        .count()
}

async fn report_is_there(page: &Session) {
    page.sees("Reanalyse · 1 request").await;
}

async fn a_new_analysis_is_followed_across_a_reload_to_the_new_report(browser: Browser) {
    let page = shared(browser).await;
    let world = paced(Pace::Polls {
        queued: 0,
        in_progress: 1,
    })
    .await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{}", invented::FILE)).await;
    report_is_there(&page).await;
    page.does_not_see("analysed just now").await;
    page.press("Reanalyse · 1 request").await;
    page.sees("The page looks again in").await;
    page.sees("Queued").await;
    let writes = world.stand_in.writes();
    let [write] = writes.as_slice() else {
        panic!("{writes:?}")
    };
    assert_eq!(write.target, format!("/api/v3/files/{}/analyse", invented::FILE));
    assert_eq!(write.length, 0, "an analysis is asked for without sending anything");
    let disabled = page.run("return called('button', 'Reanalyse').disabled", vec![]).await;
    assert_eq!(disabled, true, "a second analysis beside the first");

    // What is followed is stored without the key, and taken up again.
    let noted = page.run("return localStorage.getItem('assay.analyses')", vec![]).await;
    let noted = noted.as_str().unwrap_or_default().to_owned();
    assert!(
        noted.contains(invented::FILE) && !noted.contains(&assay_browser::world::KEY[..12]),
        "{noted}"
    );
    page.reload().await;
    acts::started(&page).await;
    page.sees("The page looks again in").await;
    assert_eq!(looks(&world), 0, "looked within fifteen seconds");
    // In progress, with what engines have said so far.
    page.sees_within(UNTIL_REPORT, "answered so far; flagged by").await;
    page.sees_within(UNTIL_REPORT, "This is the new report.").await;
    page.sees("analysed just now").await;
    assert_eq!(looks(&world), 2, "{:?}", world.questions());
    assert_eq!(
        page.run("return localStorage.getItem('assay.analyses')", vec![]).await,
        "[]"
    );
    page.breaks_no_policy().await;
}

async fn every_topic_can_be_analysed_anew(browser: Browser) {
    let page = shared(browser).await;
    let world = paced(Pace::AtOnce).await;
    acts::open_with_key(&page, &world).await;
    for (place, path) in [
        (
            format!("#/url/{}", invented::URL_ID),
            format!("urls/{}", invented::URL_ID),
        ),
        (
            format!("#/domain/{}", invented::DOMAIN),
            format!("domains/{}", invented::DOMAIN),
        ),
        (
            format!("#/ip/{}", invented::ADDRESS),
            format!("ip_addresses/{}", invented::ADDRESS),
        ),
    ] {
        world.stand_in.forget();
        acts::go(&page, &place).await;
        page.press("Reanalyse · 1 request").await;
        page.sees("The page looks again in").await;
        let writes = world.stand_in.writes();
        assert!(
            writes
                .iter()
                .any(|seen| seen.target == format!("/api/v3/{path}/analyse")),
            "{writes:?}"
        );
    }
    // All three are listed on the first view, and end there one after the other.
    acts::go(&page, "#/").await;
    page.sees("Analyses under way").await;
    assert_eq!(page.count("main [data-step]").await, 3);
    page.sees_within(UNTIL_REPORT, "The analysis is over; the new report is there.")
        .await;
    page.wait(
        "all three to end",
        "return document.querySelectorAll('main [data-step]').length === 0",
        vec![],
    )
    .await;
    page.breaks_no_policy().await;
}

async fn a_url_that_nobody_has_seen_is_submitted_after_a_question(browser: Browser) {
    let page = shared(browser).await;
    let world = paced(Pace::AtOnce).await;
    acts::open_with_key(&page, &world).await;
    // http://new.example.org/a?b=c&d
    acts::go(&page, "#/url/aHR0cDovL25ldy5leGFtcGxlLm9yZy9hP2I9YyZk").await;
    page.sees("Never seen").await;
    page.press("Submit this URL…").await;
    page.sees("VirusTotal will visit this URL").await;
    assert!(world.stand_in.writes().is_empty());
    page.press("Cancel").await;
    page.press("Submit this URL…").await;
    page.press("Submit · 1 request").await;
    page.sees("The page looks again in").await;
    let writes = world.stand_in.writes();
    let [write] = writes.as_slice() else {
        panic!("{writes:?}")
    };
    assert_eq!((write.method.as_str(), write.target.as_str()), ("POST", "/api/v3/urls"));
    assert_eq!(
        String::from_utf8_lossy(&write.body),
        "url=http%3A%2F%2Fnew.example.org%2Fa%3Fb%3Dc%26d"
    );
    page.sees_within(UNTIL_REPORT, "This is the new report.").await;
    page.breaks_no_policy().await;
}

async fn an_analysis_is_opened_cold(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    for (name, id) in [
        ("completed", invented::ANALYSIS_COMPLETED),
        ("in progress", invented::ANALYSIS_IN_PROGRESS),
        ("queued", invented::ANALYSIS_QUEUED),
    ] {
        page.goto(&world.at("#/analysis/")).await;
        acts::go(&page, &format!("#/analysis/{}", escaped(id))).await;
        page.sees(name).await;
        page.sees("Open the report").await;
    }
    acts::go(&page, &format!("#/analysis/{}", escaped(invented::ANALYSIS_COMPLETED))).await;
    page.sees("76 of 76 engines").await;
    page.press("Open the report").await;
    report_is_there(&page).await;

    acts::go(&page, "#/analysis/bm9ib2R5OjE%3D").await;
    page.sees("VirusTotal knows no analysis of this id.").await;
    page.breaks_no_policy().await;
}

fn escaped(id: &str) -> String {
    id.replace('=', "%3D")
}

async fn passing_faults_are_waited_out_and_others_said(browser: Browser) {
    let page = shared(browser).await;
    let world = paced(Pace::AtOnce).await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/domain/{}", invented::DOMAIN)).await;
    report_is_there(&page).await;
    page.press("Reanalyse · 1 request").await;
    page.sees("The page looks again in").await;
    for (misbehaviour, sentence) in [
        (
            Misbehaviour::Error("TransientError".to_owned()),
            "VirusTotal has a passing fault.",
        ),
        (
            Misbehaviour::Error("NotFoundError".to_owned()),
            "VirusTotal knows no analysis of this id.",
        ),
        (
            Misbehaviour::Error("NotAvailableYet".to_owned()),
            "VirusTotal does not have the answer ready yet.",
        ),
        (
            Misbehaviour::Html(502),
            "The server in front of the proxy could not pass the question on.",
        ),
    ] {
        world.stand_in.misbehave_on("GET", "analyses/", misbehaviour);
        page.press("Look now · 1 request").await;
        page.sees(&format!("The last look failed ({sentence}")).await;
    }
    world
        .stand_in
        .misbehave_on("GET", "analyses/", Misbehaviour::Error("ForbiddenError".to_owned()));
    page.press("Look now · 1 request").await;
    page.sees("This API key may not ask that.").await;
    let noted = page.run("return localStorage.getItem('assay.analyses')", vec![]).await;
    assert_eq!(noted, "[]", "followed although that was refused");
    // The way on works.
    page.press("Try again").await;
    page.sees_within(UNTIL_REPORT, "This is the new report.").await;
}

async fn every_error_of_a_write_has_its_words(browser: Browser) {
    let page = shared(browser).await;
    let world = World::slowed(Options::default()).await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/ip/{}", invented::ADDRESS)).await;
    report_is_there(&page).await;
    let error = |code: &str| Misbehaviour::Error(code.to_owned());
    for (misbehaviour, sentence) in [
        (error("BadRequestError"), "VirusTotal did not understand the question."),
        (error("InvalidArgumentError"), "VirusTotal does not accept"),
        (
            error("NotAvailableYet"),
            "VirusTotal does not have the answer ready yet.",
        ),
        (
            error("UnselectiveContentQueryError"),
            "VirusTotal finds this search too broad.",
        ),
        (
            error("UnsupportedContentQueryError"),
            "VirusTotal does not support this kind of search.",
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
        (error("ForbiddenError"), "This API key may not do that."),
        (
            error("NotFoundError"),
            "VirusTotal does not know this, so it cannot analyse it anew.",
        ),
        (error("AlreadyExistsError"), "VirusTotal has this from you already."),
        (error("FailedDependencyError"), "It may have arrived all the same"),
        (error("TransientError"), "It may have arrived all the same"),
        (error("DeadlineExceededError"), "It may have arrived all the same"),
        (Misbehaviour::Html(502), "It may have arrived all the same"),
        (Misbehaviour::WrongShape, "It may have arrived all the same"),
        (Misbehaviour::CloseMidBody, "It may have arrived all the same"),
    ] {
        world.stand_in.forget();
        world
            .stand_in
            .misbehave_on("POST", "ip_addresses", misbehaviour.clone());
        page.press("Reanalyse · 1 request").await;
        page.wait(
            &format!("“{sentence}” for {misbehaviour:?}"),
            "const panel = document.querySelector('main .problem-panel'); return !!panel && plain(panel.innerText).includes(arguments[0])",
            vec![json!(sentence)],
        )
        .await;
        assert_eq!(
            world.stand_in.writes().len(),
            1,
            "{misbehaviour:?} was repeated by itself"
        );
    }
    // Quota is waited for, and the wish is carried out then, once.
    world.stand_in.forget();
    world
        .stand_in
        .misbehave_on("POST", "ip_addresses", Misbehaviour::RetryAfter(3));
    page.press("Reanalyse · 1 request").await;
    page.sees("VirusTotal or the proxy said how long to wait.").await;
    clock::later(&page, 3).await;
    page.sees("The page looks again in").await;
    let statuses: Vec<_> = world.stand_in.writes().iter().map(|seen| seen.status).collect();
    assert_eq!(statuses, [429, 200]);
    page.breaks_no_policy().await;
}

async fn lookup_only_takes_every_sending_away(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    // By the reader.
    acts::go(&page, "#/settings").await;
    page.press("Never send anything but questions").await;
    page.sees("You have set it so.").await;
    page.sees("Lookup only: this page uploads, submits and posts nothing.")
        .await;
    page.reload().await;
    acts::started(&page).await;
    let sample = acts::file_of(world.disk(), "malicious-pe", "locked.exe");
    page.drop_files(&[&sample.path]).await;
    nothing_to_send(&page).await;
    acts::go(&page, "#/url/aHR0cDovL25ldy5leGFtcGxlLm9yZy9hP2I9YyZk").await;
    nothing_to_send(&page).await;
    acts::go(&page, "#/settings").await;
    page.press("Never send anything but questions").await;
    page.sees("None leaves it unless you confirm its upload.").await;
    acts::go(&page, &format!("#/file/{}", sample.sha256)).await;
    page.sees("Upload locked.exe…").await;
    assert!(world.stand_in.writes().is_empty());

    // By whoever runs the page.
    let mut serving = assay_browser::host::Serving::plain(&assay_browser::world::dist(), "/");
    serving
        .instead
        .insert("config.json".to_owned(), b"{\"lookup_only\": true}".to_vec());
    let world = World::apart_with(serving, true).await;
    let settings = json!({"proxy": world.proxy.origin(), "lookup_only": false}).to_string();
    acts::open_with(
        &page,
        &world,
        &[("assay.key", assay_browser::world::KEY), ("assay.settings", &settings)],
    )
    .await;
    acts::go(&page, "#/settings").await;
    page.sees("Whoever runs this page has set it so; it cannot be switched off here.")
        .await;
    let state = page
        .run(
            "const lock = document.getElementById('lookup-only'); return [lock.checked, lock.disabled]",
            vec![],
        )
        .await;
    assert_eq!(state, json!([true, true]));
    acts::go(&page, &format!("#/domain/{}", invented::DOMAIN)).await;
    nothing_to_send(&page).await;
    page.breaks_no_policy().await;
}

/// The place of the buttons says why there are none.
async fn nothing_to_send(page: &Session) {
    page.sees("Lookup only is on, so nothing can be sent from here.").await;
    let offered = page
        .run(
            "return [...document.querySelectorAll('main button')].map(nameOf).filter((name) => /^(Upload|Submit|Reanalyse|Have it)/.test(name))",
            vec![],
        )
        .await;
    assert_eq!(offered, json!([]));
}
