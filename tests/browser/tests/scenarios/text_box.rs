//! The one box for text: every form of a digest, and what is said to everything else.

use assay_browser::browser::Browser;
use assay_browser::world::World;
use fantoccini::key::Key;
use stand_in::fixtures::{Identity, file};

use crate::acts;
use crate::stage::{scenarios, shared};

scenarios![
    every_form_of_a_digest_is_taken,
    what_is_no_digest_gets_a_sentence,
    a_pasted_digest_is_looked_up
];

const BOX: &str = "Hash or VirusTotal link";

async fn every_form_of_a_digest_is_taken(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let Identity { md5, sha1, sha256 } = Identity::of(&file("malicious-pe"));
    let headline = acts::malicious_headline(&acts::report("malicious-pe"));
    let spaced = pieces(&sha1.to_uppercase(), 4, " ");
    let colons = pieces(&md5.to_uppercase(), 2, ":");
    for (typed, asked) in [
        (md5.clone(), &md5),
        (sha1.to_uppercase(), &sha1),
        (format!("  {sha256} "), &sha256),
        (spaced, &sha1),
        (colons, &md5),
        (
            format!("https://www.virustotal.com/gui/file/{sha256}/detection"),
            &sha256,
        ),
        (
            format!("https://www.virustotal.com/en/file/{sha256}/analysis/"),
            &sha256,
        ),
        (format!("https://www.virustotal.com/#/file/{sha256}/details"), &sha256),
        (format!("{sha256}-1700000000"), &sha256),
    ] {
        // A fresh load each time: a report that is on the screen already would prove nothing.
        page.goto("about:blank").await;
        page.goto(&world.page()).await;
        acts::started(&page).await;
        world.stand_in.forget();
        page.fill(BOX, &typed).await;
        page.keys(&[Key::Enter]).await;
        page.sees(&headline).await;
        let questions = world.questions();
        assert_eq!(questions.len(), 1, "{typed}: {questions:?}");
        assert_eq!(questions[0].target, format!("/api/v3/files/{asked}"), "{typed}");
    }
    page.breaks_no_policy().await;
}

async fn what_is_no_digest_gets_a_sentence(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    for (typed, sentence) in [
        ("", "Enter a hash or a VirusTotal link first."),
        ("invoice.exe", "This is no hash."),
        ("0123456789abcdef0123456789abcde", "This has 31 hexadecimal digits."),
        (
            "https://www.virustotal.com/gui/home/upload",
            "This VirusTotal link names no file.",
        ),
        ("<img src=x onerror=alert(1)>", "This is no hash."),
    ] {
        page.fill(BOX, typed).await;
        page.press("Look up").await;
        page.sees(sentence).await;
    }
    assert!(world.questions().is_empty(), "{:?}", world.questions());
    page.breaks_no_policy().await;
}

async fn a_pasted_digest_is_looked_up(browser: Browser) {
    let page = shared(browser).await;
    let world = World::served().await;
    acts::open_with_key(&page, &world).await;
    let identity = Identity::of(&file("malicious-pe"));
    page.run("document.activeElement?.blur()", vec![]).await;
    page.paste_text(&format!("SHA256: {}\n", identity.sha256)).await;
    page.sees(&acts::malicious_headline(&acts::report("malicious-pe")))
        .await;
}

fn pieces(text: &str, size: usize, between: &str) -> String {
    text.as_bytes()
        .chunks(size)
        .map(|piece| String::from_utf8_lossy(piece).into_owned())
        .collect::<Vec<_>>()
        .join(between)
}
