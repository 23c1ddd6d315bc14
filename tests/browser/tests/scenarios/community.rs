//! What people say: read, paged, written, voted on, taken back; each write as the bytes that arrived, and none twice.

use assay_browser::axe;
use assay_browser::browser::Browser;
use assay_browser::session::Session;
use assay_browser::world::World;
use fantoccini::key::Key;
use serde_json::{Value, json};
use stand_in::fixtures::world::{ADDRESS, COMMENT, COMMENT_OWN, DOMAIN, FILE, FILE_CLEAN, URL_ID};
use stand_in::{Misbehaviour, Seen};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    reading_costs_one_request_and_votes_one_more,
    long_lists_come_page_by_page,
    a_comment_is_written_once_and_stands_in_the_list,
    every_topic_takes_comments_and_votes,
    a_vote_is_cast_after_a_question_and_only_once,
    a_comment_is_judged_and_its_author_named,
    ones_own_comment_is_taken_back_and_no_other,
    what_may_have_arrived_is_looked_for_before_it_is_sent_again,
    every_refusal_of_a_write_has_its_sentence_and_sends_nothing_twice,
    a_write_that_waits_for_quota_can_be_taken_back,
    a_write_that_waits_for_quota_is_sent_once_when_it_may,
    lookup_only_reads_and_writes_nothing,
    hostile_comments_stay_text,
    axe_finds_nothing_and_nothing_runs_out_of_a_narrow_window,
];

async fn open(browser: Browser, place: &str) -> (Session, World) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/{place}/community")).await;
    (page, world)
}

fn line(seen: &Seen) -> String {
    format!("{} {}", seen.method, seen.target.split('?').next().unwrap_or_default())
}

fn asked(world: &World) -> Vec<String> {
    world.questions().iter().map(line).collect()
}

/// What was written: the line of each request, and its body.
fn written(world: &World) -> Vec<(String, Value)> {
    let writes = world.questions().into_iter().filter(|seen| seen.method != "GET");
    writes
        .map(|seen| (line(&seen), serde_json::from_slice(&seen.body).unwrap_or(Value::Null)))
        .collect()
}

fn comment_body(text: &str) -> Value {
    json!({"data": {"type": "comment", "attributes": {"text": text}}})
}

fn vote_body(verdict: &str) -> Value {
    json!({"data": {"type": "vote", "attributes": {"verdict": verdict}}})
}

/// Opens the form and writes into it.
async fn write(page: &Session, text: &str) {
    page.press("Write a comment").await;
    page.fill("Your comment", text).await;
}

/// Opens what can be done about the comment that says this.
async fn open_more(page: &Session, text: &str) {
    let script = "const row = [...document.querySelectorAll('#panel-community li')].find((row) => shown(row) && row.innerText.includes(arguments[0])); \
        return row ? [...row.querySelectorAll('button[aria-expanded]')].at(-1) : null";
    let opened = page.wait("the comment", script, vec![json!(text)]).await;
    page.run("arguments[0].click()", vec![opened]).await;
}

async fn reading_costs_one_request_and_votes_one_more(browser: Browser) {
    let (page, world) = open(browser, &format!("file/{FILE}")).await;
    page.sees("Drops a second stage and reads browser passwords.").await;
    page.sees("Helpful 14").await;
    page.sees("26 entries").await;
    let read = format!("GET /api/v3/files/{FILE}");
    assert_eq!(asked(&world), [read.clone(), format!("{read}/comments")]);
    page.press("Show the single votes · 1 request").await;
    page.sees("13 entries").await;
    assert_eq!(asked(&world).last(), Some(&format!("{read}/votes")));
    // What has come stays.
    page.press("Details").await;
    page.press("Community").await;
    page.sees("13 entries").await;
    assert_eq!(asked(&world).len(), 3);
    page.breaks_no_policy().await;
}

async fn long_lists_come_page_by_page(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    let entries: Vec<Value> = (0..45)
        .map(|at| {
            let id = format!("f-{FILE_CLEAN}-{at:08x}");
            let attributes =
                json!({"date": 1_794_000_000 - at, "text": format!("Note {at}."), "tags": [], "votes": {}});
            world
                .stand_in
                .add_object(&json!({"type": "comment", "id": id, "attributes": attributes}));
            json!({"type": "comment", "id": id})
        })
        .collect();
    world.stand_in.set_relation("files", FILE_CLEAN, "comments", entries);
    acts::open_with_key(&page, &world).await;
    acts::go(&page, &format!("#/file/{FILE_CLEAN}/community")).await;
    page.sees("Note 39.").await;
    page.does_not_see("Note 40.").await;
    page.press("Load 5 more · 1 request").await;
    page.sees("Note 44.").await;
    page.sees("45 entries").await;
    assert_eq!(asked(&world).len(), 3);
}

async fn a_comment_is_written_once_and_stands_in_the_list(browser: Browser) {
    let (page, world) = open(browser, &format!("file/{FILE}")).await;
    page.sees("Drops a second stage").await;
    write(&page, "Blocked here since Monday. #quillnab #Наша_сеть").await;
    page.sees("Everybody can read it, under your VirusTotal name.").await;
    page.sees("#Наша_сеть").await;
    page.sees("47 characters").await;
    // A begun text survives the way to another view and back.
    acts::go(&page, "#/settings").await;
    page.sees("VirusTotal API key").await;
    acts::go(&page, &format!("#/file/{FILE}/community")).await;
    let kept = page.run("return document.querySelector('textarea').value", vec![]);
    page.finds("textarea").await;
    assert_eq!(kept.await, json!("Blocked here since Monday. #quillnab #Наша_сеть"));
    page.press("Publish · 1 request").await;
    page.sees("Your comment is published.").await;
    let path = format!("POST /api/v3/files/{FILE}/comments");
    let first = (
        path.clone(),
        comment_body("Blocked here since Monday. #quillnab #Наша_сеть"),
    );
    assert_eq!(written(&world), std::slice::from_ref(&first));
    let newest = "return document.querySelector('#panel-community li[class*=comment]')?.innerText || ''";
    let newest = page.run(newest, vec![]).await;
    assert!(
        newest
            .as_str()
            .is_some_and(|text| text.contains("Blocked here since Monday.")),
        "{newest}"
    );
    page.sees("27 entries").await;
    assert_eq!(asked(&world).len(), 3, "the list was not asked for again");

    // The keyboard sends as well, once a press; and the same text again is refused in words.
    let field = page.field("Your comment").await;
    page.click(&field).await;
    page.type_text("Same.").await;
    page.chord(Key::Control, char::from(Key::Enter)).await;
    page.sees("28 entries").await;
    page.fill("Your comment", "Same.").await;
    page.chord(Key::Control, char::from(Key::Enter)).await;
    page.sees("You have written the same comment here already.").await;
    let same = (path, comment_body("Same."));
    assert_eq!(written(&world), [first, same.clone(), same]);
    let kept = page
        .run("return document.querySelector('textarea').value", vec![])
        .await;
    assert_eq!(kept, json!("Same."), "the text is kept");
    page.breaks_no_policy().await;
}

async fn every_topic_takes_comments_and_votes(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    for (place, path) in [
        (format!("url/{URL_ID}"), format!("urls/{URL_ID}")),
        (format!("domain/{DOMAIN}"), format!("domains/{DOMAIN}")),
        (format!("ip/{ADDRESS}"), format!("ip_addresses/{ADDRESS}")),
    ] {
        acts::go(&page, &format!("#/{place}/community")).await;
        page.sees("Part of the #quillnab campaign.").await;
        write(&page, &format!("Seen: {place}")).await;
        page.press("Publish · 1 request").await;
        page.sees("Your comment is published.").await;
        page.press("Vote “harmless”").await;
        page.press("Cast the vote · 1 request").await;
        page.sees("You voted “harmless”.").await;
        let writes = written(&world);
        let [.., comment, vote] = writes.as_slice() else {
            panic!("{writes:?}")
        };
        assert_eq!(
            *comment,
            (
                format!("POST /api/v3/{path}/comments"),
                comment_body(&format!("Seen: {place}"))
            )
        );
        assert_eq!(*vote, (format!("POST /api/v3/{path}/votes"), vote_body("harmless")));
        // What is said of its relations leads there.
        page.press("Show comments on related objects · 1 request").await;
        page.finds(&format!("#panel-community a[href='#/file/{FILE}']")).await;
    }
}

async fn a_vote_is_cast_after_a_question_and_only_once(browser: Browser) {
    let (page, world) = open(browser, &format!("file/{FILE}")).await;
    page.press("Vote “malicious”").await;
    page.sees("it cannot be taken back here").await;
    assert_eq!(written(&world), []);
    page.press("Cancel").await;
    page.loses("#panel-community [role=group]").await;
    let before = page
        .text_of("#panel-community li[data-verdict=malicious]")
        .await
        .unwrap_or_default();
    page.press("Vote “malicious”").await;
    page.press("Cast the vote · 1 request").await;
    page.sees("You voted “malicious”.").await;
    let path = format!("POST /api/v3/files/{FILE}/votes");
    assert_eq!(written(&world), [(path.clone(), vote_body("malicious"))]);
    let after = page
        .text_of("#panel-community li[data-verdict=malicious]")
        .await
        .unwrap_or_default();
    assert_ne!(before, after, "the sum counts it");
    page.does_not_see("Vote “harmless”").await;

    // After a reload the page knows nothing of it, and VirusTotal does.
    page.reload().await;
    page.press("Vote “harmless”").await;
    page.press("Cast the vote · 1 request").await;
    page.sees("You have already voted “malicious”.").await;
    page.does_not_see("Send again").await;
    assert_eq!(written(&world).len(), 2);
}

async fn a_comment_is_judged_and_its_author_named(browser: Browser) {
    let (page, world) = open(browser, &format!("file/{FILE}")).await;
    open_more(&page, "Drops a second stage").await;
    page.press("This is helpful · 1 request").await;
    page.sees("Helpful 15").await;
    page.press("This is not helpful · 1 request").await;
    page.sees("Not helpful 1").await;
    page.press("Report abuse…").await;
    page.sees("Report this comment to VirusTotal as abuse?").await;
    assert_eq!(written(&world).len(), 2, "a question comes first");
    page.press("Report abuse · 1 request").await;
    page.sees("Abuse 1").await;
    let path = format!("POST /api/v3/comments/{COMMENT}/vote");
    let words: Vec<(String, Value)> = ["positive", "negative", "abuse"]
        .map(|word| (path.clone(), json!({"data": word})))
        .into();
    assert_eq!(written(&world), words);
    page.press("Show the author · 1 request").await;
    page.sees("ana_lyst").await;
    assert_eq!(
        asked(&world).last(),
        Some(&format!("GET /api/v3/comments/{COMMENT}/author"))
    );

    world
        .stand_in
        .misbehave(Misbehaviour::Error("AlreadyExistsError".to_owned()));
    page.press("This is helpful · 1 request").await;
    page.sees("You have already voted on this comment.").await;
}

async fn ones_own_comment_is_taken_back_and_no_other(browser: Browser) {
    let (page, world) = open(browser, &format!("file/{FILE}")).await;
    open_more(&page, "Seen in our mail gateway today.").await;
    page.press("Delete…").await;
    page.sees("Delete this comment for everybody?").await;
    page.press("Cancel").await;
    assert_eq!(written(&world), []);
    page.press("Delete…").await;
    page.press("Delete · 1 request").await;
    page.sees("25 entries").await;
    page.does_not_see("Seen in our mail gateway today.").await;
    assert_eq!(
        written(&world),
        [(format!("DELETE /api/v3/comments/{COMMENT_OWN}"), Value::Null)]
    );

    open_more(&page, "Drops a second stage").await;
    page.press("Delete…").await;
    page.press("Delete · 1 request").await;
    page.sees("Only its author can delete a comment.").await;
    page.sees("Drops a second stage").await;

    world
        .stand_in
        .misbehave(Misbehaviour::Error("NotFoundError".to_owned()));
    page.press("Delete…").await;
    page.press("Delete · 1 request").await;
    page.sees("This comment is no longer there.").await;
    page.press("Load the list anew · 1 request").await;
    page.loses("#panel-community [role=alert]").await;
}

async fn what_may_have_arrived_is_looked_for_before_it_is_sent_again(browser: Browser) {
    let (page, world) = open(browser, &format!("file/{FILE}")).await;
    page.sees("Drops a second stage").await;
    let path = format!("files/{FILE}/comments");
    // VirusTotal takes it, and the answer breaks on its way.
    world.stand_in.misbehave_on("POST", &path, Misbehaviour::CloseMidBody);
    write(&page, "Did this arrive?").await;
    page.press("Publish · 1 request").await;
    page.sees("It may have arrived all the same.").await;
    let disabled = page
        .run(
            "return document.querySelector('#panel-community form button[type=submit]').disabled",
            vec![],
        )
        .await;
    assert_eq!(disabled, json!(true));
    let field = page.field("Your comment").await;
    page.click(&field).await;
    page.chord(Key::Control, char::from(Key::Enter)).await;
    assert_eq!(written(&world).len(), 1, "the keyboard does not send it again either");
    page.press("Load the list anew · 1 request").await;
    page.sees("27 entries").await;
    assert_eq!(written(&world).len(), 1);
    let kept = page
        .run("return document.querySelector('textarea').value", vec![])
        .await;
    assert_eq!(kept, json!("Did this arrive?"));

    // The same for a vote; here the reader sends it again, and is told.
    world
        .stand_in
        .misbehave_on("POST", &format!("files/{FILE}/votes"), Misbehaviour::Truncated);
    page.press("Vote “malicious”").await;
    page.press("Cast the vote · 1 request").await;
    page.sees("It may have arrived all the same.").await;
    page.press("Send again all the same · 1 request").await;
    page.sees("You have already voted “malicious”.").await;
    assert_eq!(written(&world).len(), 3);
}

async fn every_refusal_of_a_write_has_its_sentence_and_sends_nothing_twice(browser: Browser) {
    let (page, world) = open(browser, &format!("file/{FILE}")).await;
    page.sees("Drops a second stage").await;
    write(&page, "A text that is kept.").await;
    let path = format!("files/{FILE}/comments");
    let mut sent = 0;
    for (how, sentence) in [
        ("BadRequestError", "VirusTotal did not understand this."),
        ("InvalidArgumentError", "VirusTotal does not accept this text."),
        ("NotAvailableYet", "VirusTotal does not have the answer ready yet."),
        ("UnselectiveContentQueryError", "too broad"),
        ("UnsupportedContentQueryError", "does not support this kind of search"),
        (
            "AuthenticationRequiredError",
            "VirusTotal received the question without the API key.",
        ),
        ("UserNotActiveError", "active"),
        ("WrongCredentialsError", "API key"),
        ("ForbiddenError", "This key may not do that."),
        ("NotFoundError", "VirusTotal does not know this object."),
        ("AlreadyExistsError", "You have written the same comment here already."),
        ("FailedDependencyError", "It may have arrived all the same."),
        ("TransientError", "It may have arrived all the same."),
        ("DeadlineExceededError", "It may have arrived all the same."),
        ("SomethingNewError", "It may have arrived all the same."),
    ] {
        world
            .stand_in
            .misbehave_on("POST", &path, Misbehaviour::Error(how.to_owned()));
        let again = "return called('button', 'Send again') || called('button', 'Publish')";
        let again = page.wait("a way to send", again, vec![]).await;
        page.run("arguments[0].click()", vec![again]).await;
        let told = "const alert = document.querySelector('#panel-community [role=alert]'); return !!alert && plain(alert.innerText).toLowerCase().includes(arguments[0].toLowerCase())";
        page.wait(&format!("{how}: {sentence}"), told, vec![json!(sentence)])
            .await;
        sent += 1;
        assert_eq!(written(&world).len(), sent, "{how}");
        let kept = page
            .run("return document.querySelector('textarea').value", vec![])
            .await;
        assert_eq!(kept, json!("A text that is kept."), "{how}");
    }
}

async fn a_write_that_waits_for_quota_can_be_taken_back(browser: Browser) {
    for code in ["QuotaExceededError", "TooManyRequestsError"] {
        let (page, world) = open(browser, &format!("file/{FILE}")).await;
        page.sees("Drops a second stage").await;
        write(&page, "Later, perhaps.").await;
        let path = format!("files/{FILE}/comments");
        world
            .stand_in
            .misbehave_on("POST", &path, Misbehaviour::Error(code.to_owned()));
        page.press("Publish · 1 request").await;
        page.sees("Resumes by itself in").await;
        page.press("Do not send it").await;
        page.loses("#panel-community [role=alert]").await;
        let kept = page
            .run("return document.querySelector('textarea').value", vec![])
            .await;
        assert_eq!(kept, json!("Later, perhaps."), "{code}");
        assert_eq!(written(&world).len(), 1, "{code}: the one that was refused");
    }
}

async fn a_write_that_waits_for_quota_is_sent_once_when_it_may(browser: Browser) {
    let (page, world) = open(browser, &format!("file/{FILE}")).await;
    page.sees("Drops a second stage").await;
    write(&page, "In its time.").await;
    let path = format!("files/{FILE}/comments");
    world.stand_in.misbehave_on("POST", &path, Misbehaviour::RetryAfter(1));
    page.press("Publish · 1 request").await;
    page.sees("Your comment is published.").await;
    page.sees("27 entries").await;
    assert_eq!(
        written(&world).len(),
        2,
        "the one that was refused, and the one that was taken"
    );
}

async fn lookup_only_reads_and_writes_nothing(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with(
        &page,
        &world,
        &[
            ("assay.key", assay_browser::world::KEY),
            ("assay.settings", "{\"lookup_only\":true}"),
        ],
    )
    .await;
    acts::go(&page, &format!("#/file/{FILE}/community")).await;
    page.sees("Drops a second stage").await;
    page.sees("Lookup only is on, so nothing can be sent from here.").await;
    page.run(acts::OPEN_EVERYTHING, vec![]).await;
    page.sees("Show the author · 1 request").await;
    for gone in [
        "Write a comment",
        "Vote “malicious”",
        "This is helpful",
        "Report abuse",
        "Delete…",
    ] {
        page.does_not_see(gone).await;
    }
    assert_eq!(page.count("textarea").await, 0);
    assert_eq!(written(&world), []);
}

async fn hostile_comments_stay_text(browser: Browser) {
    let (page, _world) = open(browser, &format!("file/{FILE}")).await;
    page.sees("<script>document.documentElement.dataset.harmed='comment'</script>")
        .await;
    page.sees("⟨U+202E⟩").await;
    let harmed = page
        .run("return document.documentElement.dataset.harmed || ''", vec![])
        .await;
    assert_eq!(harmed, json!(""));
    let foreign = "return [...document.querySelectorAll('#panel-community a')].filter((link) => !link.getAttribute('href').startsWith('#/')).length";
    assert_eq!(page.run(foreign, vec![]).await, json!(0));
    page.breaks_no_policy().await;
}

async fn axe_finds_nothing_and_nothing_runs_out_of_a_narrow_window(browser: Browser) {
    let (page, _world) = open(browser, &format!("file/{FILE}")).await;
    page.sees("Drops a second stage").await;
    write(&page, "Seen. #tag").await;
    page.press("Show the single votes · 1 request").await;
    page.sees("13 entries").await;
    open_more(&page, "Drops a second stage").await;
    page.press("Report abuse…").await;
    page.press("Delete…").await;
    page.press("Vote “malicious”").await;
    if let Some(script) = axe::script() {
        assert_eq!(page.axe(script).await, Vec::<String>::new());
    }
    page.resize(390, 844).await;
    let over = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    assert_eq!(page.run(over, vec![]).await, json!(0));
}
