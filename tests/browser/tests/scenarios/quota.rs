//! The quota: counted, kept to, waited for by minute, day and month; and what the server says of the key.

use std::time::Duration;

use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::{KEY, World};
use serde_json::{Value, json};
use stand_in::fixtures::world as invented;
use stand_in::{Misbehaviour, Options};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    requests_are_counted_across_reloads_and_forgotten_with_the_key,
    the_key_says_its_quotas_and_the_page_keeps_to_them,
    a_premium_key_says_its_privileges,
    a_refusal_is_put_down_to_day_and_month,
    the_readers_click_overtakes,
    what_is_not_told_is_said,
];

/// A world in which no minute ends by itself.
async fn with(options: Options) -> World {
    World::slowed(options).await
}

/// What the bar's meter says.
async fn meter(page: &Session, text: &str) {
    page.wait(
        &format!("the meter to say {text}"),
        "const meter = document.getElementById('quota'); return !!meter && plain(meter.innerText).includes(arguments[0])",
        vec![json!(text)],
    )
    .await;
}

async fn requests_are_counted_across_reloads_and_forgotten_with_the_key(browser: Browser) {
    let page = shared(browser).await;
    let world = with(Options::default()).await;
    acts::open_forgetful(&page, &world).await;
    meter(&page, "0 this minute 0 today").await;
    acts::go(&page, &format!("#/domain/{}", invented::DOMAIN)).await;
    meter(&page, "1 this minute 1 today").await;
    page.reload().await;
    acts::started(&page).await;
    meter(&page, "2 this minute 2 today").await;
    let noted = page.run("return localStorage.getItem('assay.spent')", vec![]).await;
    let noted = noted.as_str().unwrap_or_default().to_owned();
    assert!(noted.contains("\"of_day\":2"), "{noted}");
    for piece in [&KEY[..8], &KEY[56..]] {
        assert!(!noted.contains(piece), "the key stands in {noted}");
    }
    acts::go(&page, "#/settings").await;
    page.press("Forget the key").await;
    page.loses("#quota").await;
    page.fill("API key", &KEY.replace('c', "d")).await;
    page.press("Save").await;
    meter(&page, "0 this minute 0 today").await;
}

async fn the_key_says_its_quotas_and_the_page_keeps_to_them(browser: Browser) {
    let page = shared(browser).await;
    let world = with(Options {
        per_minute: Some(4),
        per_day: Some(500),
        user: "reader-7".to_owned(),
        ..Options::default()
    })
    .await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, "#/settings").await;
    // The key is no user name: it must not stand in an address.
    page.fill("Your user name at VirusTotal", KEY).await;
    page.press("Ask · 2 requests").await;
    page.sees("This is an API key, not a user name.").await;
    assert!(world.questions().is_empty(), "{:?}", world.questions());

    page.fill("Your user name at VirusTotal", "reader-7").await;
    page.press("Ask · 2 requests").await;
    page.sees("None beyond a free key.").await;
    let table = page.text_of("main table").await.unwrap_or_default();
    for text in ["Minute", "240", "500", "no real limit"] {
        assert!(table.contains(text), "{text} is missing in {table}");
    }
    assert!(!table.contains("1,000,000,000"), "{table}");
    page.does_not_see("example.org").await;
    page.does_not_see(&KEY[..12]).await;
    assert_eq!(world.questions().len(), 2);
    meter(&page, "2 of 4 this minute 2 of 500 today").await;

    // Two more fit; the fifth waits by itself, and nothing is refused.
    for domain in [invented::DOMAIN, invented::DOMAIN_CLEAN, invented::DOMAIN_PARENT] {
        acts::go(&page, &format!("#/domain/{domain}")).await;
        page.sees(if domain == invented::DOMAIN_PARENT {
            "4 of 4 have been asked. The page goes on by itself"
        } else {
            "Reanalyse · 1 request"
        })
        .await;
    }
    meter(&page, "waits").await;
    page.sees("Resumes by itself in").await;
    // Where the reader does not want to wait, the server decides.
    world.stand_in.advance(Duration::from_mins(2));
    page.press("Ask again").await;
    page.sees("Reanalyse · 1 request").await;
    let statuses: Vec<_> = world.questions().iter().map(|seen| seen.status).collect();
    assert_eq!(statuses, [200; 5]);

    // The name is kept for the next visit, and nothing else of the account.
    let settings = page.run("return localStorage.getItem('assay.settings')", vec![]).await;
    assert!(settings.as_str().unwrap_or_default().contains("reader-7"), "{settings}");
    page.breaks_no_policy().await;
}

async fn a_premium_key_says_its_privileges(browser: Browser) {
    let page = shared(browser).await;
    let world = with(Options {
        user: "reader-8".to_owned(),
        premium: true,
        ..Options::default()
    })
    .await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, "#/settings").await;
    page.fill("Your user name at VirusTotal", "reader-8").await;
    page.press("Ask · 2 requests").await;
    page.sees("downloads-tier-2").await;
    page.sees("intelligence").await;
    // What is not granted is none.
    page.does_not_see("private-scanning").await;
}

async fn a_refusal_is_put_down_to_day_and_month(browser: Browser) {
    let page = shared(browser).await;
    let day = 24 * 60 * 60;
    for (options, spent, sentence, reason) in [
        (
            Options {
                per_day: Some(3),
                ..Options::default()
            },
            Duration::from_secs(day),
            "The quota of this API key is used up for today.",
            "3 of 3 have been asked. It begins anew at 00:00 UTC.",
        ),
        (
            Options {
                per_month: Some(3),
                ..Options::default()
            },
            Duration::from_secs(32 * day),
            "The quota of this API key is used up for this month.",
            "3 of 3 have been asked. It begins anew at 00:00 UTC on the first of the month.",
        ),
    ] {
        let world = with(options).await;
        acts::open_with_key(&page, &world).await;
        acts::go(&page, "#/settings").await;
        page.fill("Your user name at VirusTotal", "reader").await;
        page.press("Ask · 2 requests").await;
        page.sees("None beyond a free key.").await;
        acts::go(&page, &format!("#/domain/{}", invented::DOMAIN)).await;
        page.sees("Reanalyse · 1 request").await;
        acts::go(&page, &format!("#/domain/{}", invented::DOMAIN_CLEAN)).await;
        page.sees(sentence).await;
        page.sees(reason).await;
        page.sees("Resumes by itself at").await;
        assert_eq!(world.questions().len(), 3, "what was known to be refused was asked");
        world.stand_in.advance(spent);
        page.press("Ask again").await;
        page.sees("Reanalyse · 1 request").await;
    }

    // Without figures: three minutes in vain are taken for the day, a day in vain for the month.
    let world = with(Options::default()).await;
    acts::open_with_key(&page, &world).await;
    world
        .stand_in
        .always_misbehave(Misbehaviour::Error("QuotaExceededError".to_owned()));
    acts::go(&page, &format!("#/domain/{}", invented::DOMAIN)).await;
    page.sees("a minute is the shortest wait that can help").await;
    for asked in 2..=3 {
        page.press("Ask again").await;
        asks(&page, &world, asked).await;
    }
    page.press("Ask again").await;
    page.sees("Several waits of a minute did not help, so it is taken for the day's.")
        .await;
    world.stand_in.behave();
    page.press("Ask again").await;
    page.sees("Reanalyse · 1 request").await;
}

/// Waits until so many questions have come.
async fn asks(page: &Session, world: &World, count: usize) {
    for _ in 0..600 {
        if world.questions().len() >= count {
            page.sees("a minute is the shortest wait that can help").await;
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{count} questions never came: {:?}", world.questions());
}

async fn the_readers_click_overtakes(browser: Browser) {
    let page = shared(browser).await;
    let world = with(Options {
        made_up: true,
        ..Options::default()
    })
    .await;
    acts::open_with_key(&page, &world).await;
    let files: Vec<_> = (0..12)
        .map(|at| {
            let content = assay_browser::samples::noise(900 + 2 * at, 2_000);
            assay_browser::samples::Sample::write(world.disk(), &format!("file-{at}.bin"), &content).path
        })
        .collect();
    world.stand_in.always_misbehave(Misbehaviour::Latency(5_000));
    page.drop_files(&files.iter().map(std::path::PathBuf::as_path).collect::<Vec<_>>())
        .await;
    page.sees("Waits to be looked up").await;
    acts::go(&page, &format!("#/domain/{}", invented::DOMAIN)).await;
    page.sees("Reanalyse · 1 request").await;
    world.stand_in.behave();
    let questions = world.questions();
    let at = questions.iter().position(|seen| seen.target.contains("/domains/"));
    assert!(
        at.is_some_and(|at| at < 9),
        "the reader waited behind {at:?} of {} questions",
        questions.len()
    );
    acts::go(&page, "#/").await;
    page.sees("12 of 12 read").await;
    page.wait(
        "all files to be looked up",
        "return !document.body.innerText.includes('Waits to be looked up') && !document.body.innerText.includes('Asking VirusTotal')",
        vec![],
    )
    .await;
    let statuses: Vec<u16> = world.questions().iter().map(|seen| seen.status).collect();
    assert_eq!(statuses.len(), 13, "{statuses:?}");
}

async fn what_is_not_told_is_said(browser: Browser) {
    let page = shared(browser).await;
    let world = with(Options {
        user: "somebody-else".to_owned(),
        ..Options::default()
    })
    .await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, "#/settings").await;
    page.press("Ask · 2 requests").await;
    page.sees("Enter your user name first.").await;
    page.fill("Your user name at VirusTotal", "two words").await;
    page.press("Ask · 2 requests").await;
    page.sees("A user name has letters, digits and - _ . in it.").await;
    page.fill("Your user name at VirusTotal", "reader").await;
    page.press("Ask · 2 requests").await;
    page.sees("VirusTotal does not show this user's quotas to your key.")
        .await;
    assert_eq!(world.questions().len(), 1, "a second request after a refusal");
    let targets: Vec<_> = world.questions().into_iter().map(|seen| seen.target).collect();
    assert_eq!(targets, ["/api/v3/users/reader/overall_quotas"]);
    let nothing: Value = page.run("return document.querySelector('main table')", vec![]).await;
    assert_eq!(nothing, Value::Null);
}
